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
    cause: 'Die Bestellung ist ein Entwurf oder eine Testbestellung. Solche Bestellungen verlassen den Shop nie.',
    remedy: 'Nichts: Sie wird gesendet, sobald sie aufgegeben ist.',
  },
  'rule.source': {
    title: 'Von einer Herkunft, die die Verbindung nicht annimmt',
    cause: 'Die Verbindung nimmt keine Bestellungen der Herkunft an, aus der diese kommt.',
    remedy: {
      screen: 'Soll sie gesendet werden, fügen Sie der Verbindung diese Herkunft hinzu.',
      commandLine: 'Soll sie gesendet werden, fügen Sie diese Herkunft hinzu: kontor connection change --sources.',
    },
  },
  'rule.function_off': {
    title: 'Die Verbindung sendet solche Belege nicht',
    cause: 'Die Verbindung sendet Belege dieser Art nicht: Die Funktion ist ausgeschaltet.',
    remedy: functions,
  },
  'rule.function_off:cancellations': {
    title: 'In {target} von Hand zu stornieren',
    cause:
      'Die Bestellung wurde im Shop storniert, nachdem ihr Beleg gesendet war, die Verbindung storniert laut Einstellung aber keine Belege.',
    remedy: {
      screen:
        'Löschen Sie den Beleg in {target} von Hand oder schreiben Sie ihn gut. Oder schalten Sie unter „Verbindungen“ Stornierungen ein und wählen Sie „Jetzt senden“.',
      commandLine:
        'Löschen Sie den Beleg in {target} von Hand oder schreiben Sie ihn gut. Oder schalten Sie die Funktion cancellations ein, dann: kontor send.',
    },
  },
  'rule.refunded_in_full': {
    title: 'Vor dem Versand ganz erstattet',
    cause: 'Die Bestellung wurde vollständig erstattet, bevor sie gesendet wurde.',
    remedy: nothing,
  },
  'rule.status': {
    title: 'Bestellungen mit diesem Status werden nicht gesendet',
    cause: 'Der Status der Bestellung gehört nicht zu denen, die die Verbindung sendet.',
    remedy: {
      screen:
        'Nichts: Die Bestellung wird gesendet, sobald sie einen solchen Status hat. Welche das sind, legen Sie unter „Verbindungen“ fest.',
      commandLine:
        'Nichts: Die Bestellung wird gesendet, sobald sie einen solchen Status hat. Welche das sind, legen Sie fest mit: kontor connection change --statuses.',
    },
  },
  'rule.before_active': {
    title: 'Älter als die Verbindung',
    cause: 'Die Bestellung wurde angelegt, bevor die Verbindung aktiv wurde.',
    remedy: {
      screen:
        'Soll sie gesendet werden, wählen Sie „Jetzt senden“ oder legen Sie unter „Verbindungen“ ein früheres Datum fest.',
      commandLine:
        'Soll sie gesendet werden: kontor send. Für alle solchen Bestellungen legen Sie ein früheres Datum fest mit: kontor connection change --active-from.',
    },
  },
  'rule.zero_total': {
    title: 'Die Bestellung beträgt 0',
    cause: 'Die Bestellung beträgt 0, und die Verbindung sendet solche Bestellungen nicht.',
    remedy: {
      screen: 'Sollen solche Bestellungen gesendet werden, erlauben Sie das unter „Verbindungen“.',
      commandLine:
        'Sollen solche Bestellungen gesendet werden, erlauben Sie das mit: kontor connection change --zero-total.',
    },
  },
  'rule.no_account': {
    title: 'Die Zahlungsart hat kein Konto',
    cause: 'Die Zahlungsart hat in den Einstellungen der Verbindung kein Konto.',
    remedy:
      'Sollen ihre Zahlungen gebucht werden, geben Sie der Zahlungsart in den Einstellungen der Verbindung unter „Zahlungen“ ein Konto.',
  },
  'rule.connection_removed': {
    title: 'Die Verbindung wurde entfernt',
    cause: 'Die Verbindung wurde entfernt, bevor etwas von dem Beleg gesendet war.',
    remedy: {
      screen: 'Soll er gesendet werden, verbinden Sie dieselbe Firma noch einmal.',
      commandLine: 'Soll er gesendet werden, fügen Sie dieselbe Firma noch einmal hinzu: kontor connection add.',
    },
  },
  'rule.order_not_sent': {
    title: 'Die Bestellung wurde nicht gesendet',
    cause: 'Dieser Beleg gehört zu einer Bestellung, die nicht gesendet wurde.',
    remedy: 'Nichts: Sobald die Bestellung gesendet ist, geht es weiter.',
  },
  'rule.refund_not_sent': {
    title: 'Die Erstattung wurde nicht gesendet',
    cause: 'Dieser Beleg gehört zu einer Erstattung, die nicht gesendet wurde.',
    remedy: 'Nichts: Sobald die Erstattung gesendet ist, geht es weiter.',
  },
  'rule.order_back': {
    title: 'Die Bestellung ist nicht mehr storniert',
    cause: 'Die Bestellung war storniert, wurde aber im Shop wiederhergestellt, bevor ihr Beleg zurückgenommen war.',
    remedy: 'Nichts: Der Beleg bleibt. Er wird zurückgenommen, falls die Bestellung wieder storniert wird.',
  },
  'rule.forgotten': {
    title: 'Der Inhalt der Bestellung war schon gelöscht',
    cause: 'Der Inhalt der Bestellung wurde nach Ablauf der Frist gelöscht, bevor dieser Beleg gebraucht wurde.',
    remedy: 'Nichts. Wird der Beleg gebraucht, speichern Sie die Bestellung im Shop: Dann kommt ihr Inhalt zurück.',
  },
  'rule.not_supported': {
    title: 'Von Hand zu erledigen',
    cause: 'Kontor kann dies im System nicht tun.',
    remedy: 'Erledigen Sie es dort von Hand.',
  },
  'rule.not_supported:cancelled_again': {
    title: 'Nach der Wiederherstellung noch einmal storniert',
    cause:
      'Die Bestellung wurde im Shop wiederhergestellt, nachdem ihr Beleg zurückgenommen war, und dann noch einmal storniert.',
    remedy:
      'Falls die Bestellung inzwischen in {target} von Hand erfasst wurde, löschen Sie sie dort oder schreiben Sie sie gut.',
  },
  'rule.not_supported:payment': {
    title: 'Eine gebuchte Zahlung hat sich geändert',
    cause:
      'Eine Zahlung der Bestellung war gebucht. Danach hat der Shop die Zahlung zurückgenommen oder geändert. Eine gebuchte Zahlung lässt sich nicht bearbeiten.',
    remedy:
      'Vergleichen Sie die Bestellung mit der Buchung in {target}. Korrigieren oder stornieren Sie die Buchung dort, falls nötig.',
  },
  'rule.not_supported:refund_deleted': {
    title: 'Eine gutgeschriebene Erstattung wurde gelöscht',
    cause: 'Die Erstattung {refund} wurde im Shop gelöscht, nachdem ihre Gutschrift erstellt war.',
    remedy:
      'Löschen Sie den Entwurf der Gutschrift in {target}. Ist die Gutschrift schon versendet, stellen Sie ihren Betrag von Hand neu in Rechnung.',
  },
  'rule.not_supported:order_back': {
    title: 'Die Bestellung wurde nach Rücknahme des Belegs wiederhergestellt',
    cause:
      'Die Bestellung wurde im Shop wiederhergestellt, nachdem ihr Beleg in {target} gelöscht oder gutgeschrieben worden war.',
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
