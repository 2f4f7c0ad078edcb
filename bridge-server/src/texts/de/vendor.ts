import type { vendorTexts as english } from '../en/vendor.ts';
import type { Translated } from '../text.ts';

const byItself = 'Nichts: Es geht von selbst weiter.';
const isAsked = 'Nichts: Das System wird danach gefragt, und vorher wird nichts noch einmal gesendet.';
const seeCheck = {
  screen: 'Prüfen Sie die Verbindung: Die Prüfung sagt mehr.',
  commandLine: 'Was es sagt, sehen Sie mit: kontor connection check.',
} as const;

/** What becomes of a call of a vendor that brings nothing: it was refused, held back, postponed, or is in doubt. */
export const vendorTexts = {
  'held.unauthorized': {
    title: '{vendor} lehnt den Schlüssel ab',
    cause: '{said}',
    remedy: seeCheck,
  },
  'held.forbidden': {
    title: '{vendor} verweigert ein Recht',
    cause: '{said}',
    remedy: seeCheck,
  },
  'held.rate_limited': {
    title: '{vendor} wird zu oft gefragt',
    cause: '{said}',
    remedy: byItself,
  },
  'held.unreachable': {
    title: '{vendor} ist nicht erreichbar',
    cause: '{cause}',
    remedy: 'Prüfen Sie Netzwerk und Namensauflösung der Bridge, und ob {vendor} eine Störung hat.',
  },
  'held.address_refused': {
    title: 'Die Adresse von {vendor} ist nicht erlaubt',
    cause: '{cause}',
    remedy: 'Die Bridge darf diese Adresse nicht aufrufen. Ihr Betreiber kann sie korrigieren oder erlauben.',
  },
  'held.unreadable': {
    title: 'Die Antwort von {vendor} ist nicht lesbar',
    cause: '{cause}',
    remedy:
      'Zwischen Bridge und {vendor} antwortet etwas anderes, etwa ein Proxy oder eine Firewall. Der Betreiber der Bridge sollte das prüfen.',
  },
  'retry.postponed': {
    title: 'Es wird bald erneut versucht',
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
    title: '{vendor} hat es schon und zeigt es noch nicht',
    cause: '{said}',
    remedy: isAsked,
  },
  'refused.validation': {
    title: '{vendor} lehnt den Inhalt ab',
    cause: '{said}',
    remedy: 'Korrigieren Sie im Shop oder in {target}, was {vendor} nennt, und versuchen Sie es erneut.',
  },
  'refused.not_found': {
    title: '{vendor} vermisst etwas',
    cause: '{said}',
    remedy:
      'Was {vendor} nennt, wurde in {target} gelöscht oder archiviert. Stellen Sie es wieder her oder ordnen Sie etwas anderes zu, und versuchen Sie es erneut.',
  },
  'refused.conflict': {
    title: '{vendor} meldet: schon vorhanden oder in Gebrauch',
    cause: '{said}',
    remedy:
      'Sehen Sie in {target} nach, ob es den Beleg schon gibt. Wenn ja, geben Sie an, dass dieser anderweitig erledigt wurde; wenn nein, versuchen Sie es erneut.',
  },
  'refused.request': {
    title: '{vendor} lehnt die Anfrage ab',
    cause: '{said}',
    remedy:
      '{vendor} nimmt die Anfrage nicht an. Versuchen Sie es später erneut; bleibt es dabei, sagen Sie es dem Betreiber der Bridge.',
  },
  'found.unlike:reference': {
    title: 'Der Beleg {number} ist ein anderer',
    cause: '{called} hat die Referenz {reference}; unsere ist {ours}.',
    remedy: 'Geben Sie die Nummer des Belegs an, der aus dieser Bestellung entstanden ist.',
  },
  'found.unlike:currency': {
    title: 'Der Beleg {number} ist ein anderer',
    cause: '{called} lautet auf {currency}, {of, select, payment {die Zahlung} other {die Bestellung}} auf {wanted}.',
    remedy: 'Geben Sie die Nummer des Belegs an, der aus dieser Bestellung entstanden ist.',
  },
  'found.unanswered:amount': {
    title: 'Der Betrag von {number} ist nicht lesbar',
    cause: 'Der Betrag „{amount}“ ist nicht lesbar: {called}.',
    remedy: 'Geben Sie es noch einmal an, wenn das System antwortet.',
  },
  'found.not_askable:change': {
    title: 'Eine Änderung hat keine Nummer',
    cause:
      'Der fragliche Schritt ändert einen bekannten Beleg und erstellt keinen, den man an einer Nummer erkennen könnte.',
    remedy:
      'Sehen Sie im System nach, ob die Änderung dort ist, und geben Sie das an, oder dass sie anderweitig erledigt wurde.',
  },
} as const satisfies Translated<typeof english>;
