import type { vendorTexts as english } from '../en/vendor.ts';
import type { Translated } from '../text.ts';

const byItself = 'Nichts: Es geht von selbst weiter.';
const isAsked = 'Nichts: Kontor fragt das System danach und sendet vorher nichts noch einmal.';
const seeCheck = {
  screen: 'Wählen Sie unter „Verbindungen“ die Schaltfläche „Verbindung testen“. Der Test sagt mehr.',
  commandLine: 'Testen Sie die Verbindung mit: kontor connection check.',
} as const;

/** What follows from a call to a vendor that failed: it is refused, held back, postponed, or in doubt. */
export const vendorTexts = {
  'held.unauthorized': {
    title: '{vendor} lehnt den Schlüssel ab',
    cause: '{said}',
    remedy: seeCheck,
  },
  'held.forbidden': {
    title: 'Kontor fehlt ein Recht bei {vendor}',
    cause: '{said}',
    remedy: seeCheck,
  },
  'held.rate_limited': {
    title: '{vendor} bekommt zu viele Anfragen',
    cause: '{said}',
    remedy: byItself,
  },
  'held.unreachable': {
    title: '{vendor} ist nicht erreichbar',
    cause: '{cause}',
    remedy: 'Prüfen Sie Netzwerk und Namensauflösung der Bridge. Prüfen Sie auch, ob {vendor} eine Störung hat.',
  },
  'held.address_refused': {
    title: 'Die Adresse von {vendor} ist nicht erlaubt',
    cause: '{cause}',
    remedy:
      'Die Bridge darf diese Adresse nicht aufrufen. Der Betreiber der Bridge kann die Adresse korrigieren oder erlauben.',
  },
  'held.unreadable': {
    title: 'Die Antwort von {vendor} ist nicht lesbar',
    cause: '{cause}',
    remedy:
      'Zwischen Bridge und {vendor} antwortet etwas anderes, etwa ein Proxy oder eine Firewall. Bitten Sie den Betreiber der Bridge, das zu prüfen.',
  },
  'retry.postponed': {
    title: 'Kontor versucht es bald erneut',
    cause: '{cause}',
    remedy: byItself,
  },
  'doubt.timeout': {
    title: 'Die Antwort fehlt',
    cause: '{cause}',
    remedy: isAsked,
  },
  'doubt.cut': {
    title: 'Die Antwort ging verloren',
    cause: '{cause}',
    remedy: isAsked,
  },
  'doubt.server_error': {
    title: '{vendor} hat eine Störung',
    cause: '{said}',
    remedy: isAsked,
  },
  'doubt.unreadable': {
    title: 'Die Antwort ist nicht lesbar',
    cause: '{cause}',
    remedy: isAsked,
  },
  'doubt.refused': {
    title: 'Die Antwort ist nicht eindeutig',
    cause: '{said}',
    remedy: isAsked,
  },
  'doubt.duplicate': {
    title: '{vendor} hat es schon, zeigt es aber noch nicht',
    cause: '{said}',
    remedy: isAsked,
  },
  'refused.validation': {
    title: '{vendor} lehnt den Inhalt ab',
    cause: '{said}',
    remedy: 'Korrigieren Sie im Shop oder in {target}, was {vendor} nennt, und versuchen Sie es erneut.',
  },
  'refused.not_found': {
    title: '{vendor} findet etwas nicht',
    cause: '{said}',
    remedy:
      'Was {vendor} nennt, wurde in {target} gelöscht oder archiviert. Stellen Sie es wieder her oder ordnen Sie etwas anderes zu, und versuchen Sie es erneut.',
  },
  'refused.conflict': {
    title: '{vendor} meldet: schon vorhanden oder in Gebrauch',
    cause: '{said}',
    remedy:
      'Prüfen Sie in {target}, ob es den Beleg schon gibt. Wenn ja, markieren Sie diesen als anderweitig erledigt. Wenn nein, versuchen Sie es erneut.',
  },
  'refused.request': {
    title: '{vendor} lehnt die Anfrage ab',
    cause: '{said}',
    remedy:
      '{vendor} nimmt die Anfrage nicht an. Versuchen Sie es später erneut. Hilft das nicht, sagen Sie es dem Betreiber der Bridge.',
  },
  'found.unlike:reference': {
    title: 'Der Beleg {number} ist nicht aus dieser Bestellung',
    cause: '{called} hat die Referenz {reference}, erwartet wird aber {ours}.',
    remedy: 'Geben Sie die Nummer des Belegs ein, der aus dieser Bestellung entstanden ist.',
  },
  'found.unlike:currency': {
    title: 'Der Beleg {number} ist nicht aus dieser Bestellung',
    cause:
      '{called} lautet auf {currency}, {of, select, payment {die Zahlung} other {die Bestellung}} aber auf {wanted}.',
    remedy: 'Geben Sie die Nummer des Belegs ein, der aus dieser Bestellung entstanden ist.',
  },
  'found.unanswered:amount': {
    title: 'Der Betrag von {number} ist nicht lesbar',
    cause: 'Der Betrag „{amount}“ ist nicht lesbar: {called}.',
    remedy: 'Versuchen Sie es erneut, wenn das System wieder richtig antwortet.',
  },
  'found.not_askable:change': {
    title: 'Eine Änderung hat keine eigene Nummer',
    cause: 'Der unklare Schritt ändert einen schon bekannten Beleg. Er erstellt keinen Beleg mit eigener Nummer.',
    remedy:
      'Prüfen Sie im System, ob die Änderung dort ist. Geben Sie das dann an, oder markieren Sie sie als anderweitig erledigt.',
  },
} as const satisfies Translated<typeof english>;
