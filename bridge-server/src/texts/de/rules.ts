import type { ruleTexts as english } from '../en/rules.ts';
import type { Translated } from '../text.ts';

const nothing = 'Nichts.';
const functions = {
  screen: 'Soll es gesendet werden, schalten Sie die Funktion unter „Verbindungen“ ein.',
  commandLine: 'Soll es gesendet werden, schalten Sie die Funktion ein: kontor connection change --functions.',
} as const;

/** Why no document is made although an order came in: a rule of the connection leaves it out, or a person must do it by hand. */
export const ruleTexts = {
  'rule.draft': {
    title: 'Entwurf',
    cause: 'Die Bestellung ist ein Entwurf oder ein unfertiger Einkauf; beides verlässt den Shop nie.',
    remedy: 'Nichts: Sie wird gesendet, sobald sie eine Bestellung ist.',
  },
  'rule.source': {
    title: 'Herkunft, die die Verbindung nicht annimmt',
    cause: 'Die Verbindung nimmt keine Bestellungen von dort, woher diese kommt.',
    remedy: {
      screen: 'Soll sie gesendet werden, fügen Sie der Verbindung diese Herkunft hinzu.',
      commandLine: 'Soll sie gesendet werden, geben Sie die Herkunft an: kontor connection change --sources.',
    },
  },
  'rule.function_off': {
    title: 'Die Verbindung sendet das nicht',
    cause: 'Die Verbindung sendet Belege dieser Art nicht: Die Funktion ist ausgeschaltet.',
    remedy: functions,
  },
  'rule.function_off:cancellations': {
    title: 'In {target} von Hand zu stornieren',
    cause:
      'Die Bestellung wurde im Shop storniert, nachdem ihr Beleg gesendet war, und die Verbindung soll Belege nicht stornieren.',
    remedy: {
      screen:
        'Löschen Sie den Beleg in {target} von Hand oder schreiben Sie ihn gut; oder schalten Sie Stornierungen unter „Verbindungen“ ein und wählen Sie „Jetzt senden“.',
      commandLine:
        'Löschen Sie den Beleg in {target} von Hand oder schreiben Sie ihn gut; oder schalten Sie die Funktion cancellations ein, dann: kontor send.',
    },
  },
  'rule.refunded_in_full': {
    title: 'Vor dem Versand ganz erstattet',
    cause: 'Die Bestellung wurde vollständig erstattet, bevor sie gesendet wurde.',
    remedy: nothing,
  },
  'rule.status': {
    title: 'Status wird nicht gesendet',
    cause: 'Der Status der Bestellung gehört nicht zu denen, die die Verbindung sendet.',
    remedy: {
      screen:
        'Nichts: Mit dem richtigen Status wird sie gesendet. Welche Status das sind, legen Sie unter „Verbindungen“ fest.',
      commandLine:
        'Nichts: Mit dem richtigen Status wird sie gesendet. Andere Status legen Sie fest mit: kontor connection change --statuses.',
    },
  },
  'rule.before_active': {
    title: 'Älter als die Verbindung',
    cause: 'Die Bestellung wurde angelegt, bevor die Verbindung aktiv wurde.',
    remedy: {
      screen:
        'Soll sie gesendet werden, wählen Sie „Jetzt senden“ oder legen Sie unter „Verbindungen“ ein früheres Datum fest.',
      commandLine:
        'Soll sie gesendet werden, legen Sie ein früheres Datum fest: kontor connection change --active-from.',
    },
  },
  'rule.zero_total': {
    title: 'Der Betrag ist null',
    cause: 'Die Bestellung beträgt 0, und die Verbindung sendet solche Bestellungen nicht.',
    remedy: {
      screen: 'Sollen solche Bestellungen gesendet werden, legen Sie das unter „Verbindungen“ fest.',
      commandLine: 'Sollen sie gesendet werden, legen Sie das fest: kontor connection change --zero-total.',
    },
  },
  'rule.no_account': {
    title: 'Die Zahlungsart hat kein Konto',
    cause: 'Die Zahlungsart hat in den Einstellungen der Verbindung kein Konto.',
    remedy:
      'Geben Sie ihr in den Einstellungen der Verbindung unter „Zahlungen“ eines, wenn ihre Zahlungen gebucht werden sollen.',
  },
  'rule.connection_removed': {
    title: 'Die Verbindung wurde entfernt',
    cause: 'Die Verbindung wurde entfernt, bevor hiermit begonnen wurde.',
    remedy: {
      screen: 'Soll es gesendet werden, verbinden Sie dieselbe Firma noch einmal.',
      commandLine: 'Soll es gesendet werden, fügen Sie dieselbe Firma noch einmal hinzu: kontor connection add.',
    },
  },
  'rule.order_not_sent': {
    title: 'Die Bestellung wurde nicht gesendet',
    cause: 'Die Bestellung, zu der dies gehört, wurde nicht gesendet.',
    remedy: 'Nichts: Sobald die Bestellung gesendet ist, geht es weiter.',
  },
  'rule.refund_not_sent': {
    title: 'Die Erstattung wurde nicht gesendet',
    cause: 'Die Erstattung, zu der dies gehört, wurde nicht gesendet.',
    remedy: 'Nichts: Sobald die Erstattung gesendet ist, geht es weiter.',
  },
  'rule.order_back': {
    title: 'Die Bestellung ist wieder im Shop',
    cause: 'Die Bestellung war storniert und ist wieder im Shop, bevor ihr Beleg zurückgenommen wurde.',
    remedy: 'Nichts: Der Beleg bleibt und wird zurückgenommen, falls die Bestellung wieder storniert wird.',
  },
  'rule.forgotten': {
    title: 'Der Inhalt war schon gelöscht',
    cause: 'Der Inhalt der Bestellung wurde nach Ablauf der Frist gelöscht, bevor dies gebraucht wurde.',
    remedy: 'Nichts; oder speichern Sie die Bestellung im Shop: Dann kommt sie mit ihrem Inhalt wieder.',
  },
  'rule.not_supported': {
    title: 'Von Hand zu erledigen',
    cause: 'Kontor tut dies im System nicht.',
    remedy: 'Erledigen Sie es dort von Hand.',
  },
  'rule.not_supported:cancelled_again': {
    title: 'Nach der Rückkehr noch einmal storniert',
    cause: 'Die Bestellung kam zurück, nachdem ihr Beleg zurückgenommen war, und wurde dann noch einmal storniert.',
    remedy: 'Falls sie inzwischen in {target} von Hand erfasst wurde, löschen Sie sie dort oder schreiben Sie sie gut.',
  },
  'rule.not_supported:payment': {
    title: 'Eine gebuchte Zahlung hat sich geändert',
    cause:
      'Eine Zahlung der Bestellung war gebucht, dann hat der Shop sie zurückgenommen oder geändert. Eine gebuchte Zahlung lässt sich nicht bearbeiten.',
    remedy:
      'Vergleichen Sie die Bestellung mit der Buchung in {target} und korrigieren oder stornieren Sie diese dort, falls nötig.',
  },
  'rule.not_supported:refund_deleted': {
    title: 'Eine gutgeschriebene Erstattung wurde gelöscht',
    cause: 'Die Erstattung {refund} wurde im Shop gelöscht, nachdem ihre Gutschrift erstellt war.',
    remedy:
      'Löschen Sie den Entwurf der Gutschrift in {target} oder stellen Sie den Betrag, wenn sie schon versendet ist, von Hand neu in Rechnung.',
  },
  'rule.not_supported:order_back': {
    title: 'Die Bestellung ist nach der Rücknahme des Belegs wieder da',
    cause: 'Die Bestellung ist wieder im Shop, nachdem ihr Beleg in {target} gelöscht oder gutgeschrieben worden war.',
    remedy: 'Erfassen Sie die Bestellung in {target} von Hand.',
  },
  'rule.not_supported:kind': {
    title: 'In {target} von Hand zu ändern',
    cause:
      'Die Bestellung wurde im Shop geändert, nachdem ihr Beleg gesendet war, und Kontor erstellt in {target} {kind, select, amendment {keine Änderungen} cancellation {keine Stornierungen} refund {keine Gutschriften} payment {keine Zahlungen} other {keine Belege dieser Art ({kind})}}.',
    remedy: 'Ändern oder löschen Sie den Beleg in {target} von Hand.',
  },
  'rule.not_supported:elsewhere': {
    title: 'In {target} von Hand zu buchen',
    cause:
      'Der Beleg {needed, select, refund {der Erstattung} other {der Bestellung}} wurde anderweitig erledigt, deshalb kann Kontor {kind, select, amendment {keine Änderung} cancellation {keine Stornierung} refund {keine Gutschrift} payment {keine Zahlung} other {keinen weiteren Beleg}} darauf beziehen.',
    remedy:
      'Buchen Sie {kind, select, amendment {die Änderung} cancellation {die Stornierung} refund {die Gutschrift} payment {die Zahlung} other {den Beleg}} in {target} von Hand.',
  },
} as const satisfies Translated<typeof english>;
