import type { transferTexts as english } from '../en/transfers.ts';
import type { Translated } from '../text.ts';

const nothing = 'Nichts.';
const byItself = 'Nichts: Es geht von selbst weiter.';
const setUp = 'Bitten Sie den Betreiber der Bridge, das System einzurichten. Danach geht es von selbst weiter.';

/** Why a document has its state: what will be done with it, what is being done, and what is over. */
export const transferTexts = {
  'wanted.status': {
    title: 'Wartet auf den Versand',
    cause: 'Die Bestellung hat einen Status, den die Verbindung sendet.',
    remedy: byItself,
  },
  'wanted.refund': {
    title: 'Die Erstattung wartet auf ihre Gutschrift',
    cause: 'Im Shop wurde eine Erstattung angelegt.',
    remedy: byItself,
  },
  'wanted.payment': {
    title: 'Die Zahlung wartet auf die Buchung',
    cause: 'Die Bestellung wurde bezahlt.',
    remedy: byItself,
  },
  'wanted.amendment': {
    title: 'Eine Änderung des Belegs wartet',
    cause: 'Die Bestellung wurde im Shop geändert, nachdem ihr Beleg gesendet war.',
    remedy: byItself,
  },
  'wanted.cancellation': {
    title: 'Der Beleg wartet auf die Rücknahme',
    cause: 'Die Bestellung wurde im Shop storniert, nachdem ihr Beleg gesendet war.',
    remedy: byItself,
  },
  'wanted.comparison': {
    title: 'Wartet auf den Vergleich mit der Bestellung',
    cause:
      'Der Beleg wurde gefunden, nachdem die Bridge aus einer Sicherung wiederhergestellt war, und die Bestellung hat sich seither geändert.',
    remedy: byItself,
  },
  'wanted.by_person': {
    title: 'Wartet auf den Versand, wie gewünscht',
    cause: 'Jemand hat entschieden, dass unabhängig von den Regeln der Verbindung gesendet wird.',
    remedy: byItself,
  },
  'claimed.worker': { title: 'Wird gesendet', cause: 'Kontor arbeitet daran.', remedy: byItself },
  'behind.lane': {
    title: 'Wartet auf einen anderen Beleg der Bestellung',
    cause: 'Die Belege einer Bestellung werden nacheinander gesendet, und ein früherer ist noch nicht fertig.',
    remedy: 'Nichts, außer wenn der frühere Beleg Klärung braucht. Klären Sie dann diesen Beleg.',
  },
  sent: {
    title: 'Gesendet',
    cause: 'Der Beleg ist im System, mit den Beträgen der Bestellung.',
    remedy: nothing,
  },
  offered: { title: 'Bereit für das Büro', cause: 'Das Büro kann den Beleg abholen.', remedy: byItself },
  'offered.again': {
    title: 'Noch einmal bereit für das Büro',
    cause: 'Das Büro hat den Beleg abgeholt, aber nicht rechtzeitig bestätigt.',
    remedy: byItself,
  },
  fetched: {
    title: 'Vom Büro abgeholt',
    cause: 'Das Büro hat den Beleg abgeholt, aber noch nicht bestätigt.',
    remedy: byItself,
  },
  accepted: { title: 'Vom Büro angenommen', cause: 'Das Büro hat den Beleg bestätigt.', remedy: nothing },
  'accepted.difference': {
    title: 'Gesendet, Abweichung akzeptiert',
    cause: 'Jemand hat akzeptiert, dass der Beleg von der Bestellung abweicht.',
    remedy: nothing,
  },
  elsewhere: {
    title: 'Anderweitig erledigt',
    cause: 'Jemand hat angegeben, dass es außerhalb von Kontor erledigt wurde.',
    remedy: nothing,
  },

  'resolved.found': { title: 'Im System gefunden', cause: 'Der Beleg ist im System.', remedy: byItself },
  'resolved.absent': {
    title: 'Nicht im System, wird gesendet',
    cause: 'Kontor hat das System gefragt: Der Beleg ist dort nicht vorhanden.',
    remedy: byItself,
  },
  'resolved.nothing_begun': {
    title: 'Noch nichts gesendet, wird jetzt gesendet',
    cause: 'Vorher wurde nichts gesendet, also gibt es nichts, wonach das System zu fragen wäre.',
    remedy: byItself,
  },
  'resolved.by_person': {
    title: 'Die Unklarheit ist behoben',
    cause: 'Jemand hat angegeben, ob der Beleg im System ist.',
    remedy: byItself,
  },
  'replay.asked': {
    title: 'Kontor sucht den Beleg noch einmal',
    cause: 'Jemand wollte wissen, ob der Beleg noch im System ist.',
    remedy: byItself,
  },
  'replay.found': {
    title: 'Noch im System',
    cause: 'Kontor hat das System noch einmal gefragt: Der Beleg ist vorhanden.',
    remedy: nothing,
  },
  'replay.absent': {
    title: 'Verschwunden, wird neu erstellt',
    cause: 'Kontor hat das System noch einmal gefragt: Der Beleg ist nicht mehr vorhanden.',
    remedy: byItself,
  },

  'changed.before_fetch': {
    title: 'Geändert, bevor das Büro ihn abholte',
    cause: 'Die Bestellung wurde im Shop geändert, deshalb erstellt Kontor den Beleg neu.',
    remedy: byItself,
  },
  'changed.after_fetch': {
    title: 'Geändert, nachdem das Büro ihn abholte',
    cause: 'Die Bestellung wurde im Shop geändert, nachdem das Büro ihren Beleg abgeholt hatte.',
    remedy: 'Hier nichts: Die Änderung hat einen eigenen Beleg.',
  },
  'changed.after_sending': {
    title: 'Nach dem Versand geändert',
    cause: 'Die Bestellung wurde im Shop geändert, nachdem ihr Beleg erstellt war.',
    remedy: 'Hier nichts: Die Änderung hat einen eigenen Beleg.',
  },
  'cancelled.before_sending': {
    title: 'Vor dem Versand storniert',
    cause: 'Die Bestellung wurde im Shop storniert, bevor daraus etwas erstellt wurde.',
    remedy: nothing,
  },
  'cancelled.after_sending': {
    title: 'Nach dem Versand storniert',
    cause: 'Die Bestellung wurde storniert, nachdem ihr Beleg erstellt war. Eine Stornierung folgt.',
    remedy: 'Hier nichts: Sehen Sie bei der Stornierung nach.',
  },
  'cancelled.by_person': {
    title: 'Soll nicht gesendet werden',
    cause:
      'Jemand hat entschieden, nicht zu senden, bevor etwas gesendet war. Dabei bleibt es, was immer sich im Shop ändert.',
    remedy: {
      screen: 'Nichts. Soll doch gesendet werden, wählen Sie „Jetzt senden“.',
      commandLine: 'Nichts. Soll doch gesendet werden: kontor send.',
    },
  },
  'cancelled.before_fetch': {
    title: 'Storniert, bevor das Büro ihn abholte',
    cause: 'Die Bestellung wurde storniert, bevor das Büro den Beleg abholte.',
    remedy: nothing,
  },
  'cancelled.after_fetch': {
    title: 'Storniert, nachdem das Büro ihn abholte',
    cause: 'Die Bestellung wurde storniert, nachdem das Büro den Beleg abgeholt hatte. Eine Stornierung folgt.',
    remedy: 'Hier nichts: Sehen Sie bei der Stornierung nach.',
  },

  'retry.asked': {
    title: 'Neuer Versuch, wie gewünscht',
    cause: 'Jemand hat einen neuen Versuch veranlasst.',
    remedy: byItself,
  },
  'retry.changed': {
    title: 'Neuer Versuch nach einer Änderung',
    cause: 'Die Bestellung oder die Einstellungen der Verbindung haben sich geändert.',
    remedy: byItself,
  },
  'retry.lost_worker': {
    title: 'Neuer Versuch nach einer Unterbrechung',
    cause: 'Die Bridge wurde unterbrochen, bevor etwas gesendet war.',
    remedy: byItself,
  },
  'retry.stopped': {
    title: 'Geht nach einem Neustart weiter',
    cause: 'Die Bridge wurde zwischen zwei Schritten angehalten.',
    remedy: byItself,
  },
  'retry.postponed:being_made': {
    title: 'Wartet auf einen anderen Beleg',
    cause:
      'Für einen anderen Beleg wird {object, select, customer {dieser Kunde} product {dieses Produkt} other {dieses Objekt ({object})}} gerade im System angelegt.',
    remedy: byItself,
  },
  'retry.postponed:lease_lost': {
    title: 'Wartet, bis der Beleg an der Reihe ist',
    cause: 'Die Zeit für diesen Versuch war abgelaufen, bevor das System aufgerufen wurde.',
    remedy: byItself,
  },
  'retry.postponed:not_known': {
    title: 'Wartet auf eine Antwort',
    cause:
      'Noch ist nicht bekannt, ob {object, select, customer {der Kunde} product {das Produkt} other {das Objekt ({object})}} angelegt wurde.',
    remedy: byItself,
  },
  'retry.postponed:not_found': {
    title: 'Wartet auf eine Antwort',
    cause:
      '{object, select, customer {Der Kunde wurde} product {Das Produkt wurde} other {Das Objekt ({object}) wurde}} nicht gefunden. Kontor fragt noch einmal.',
    remedy: byItself,
  },
  'retry.shared_in_doubt': {
    title: 'Wartet auf eine Antwort',
    cause:
      'Noch ist nicht bekannt, ob etwas angelegt wurde, das mehrere Bestellungen brauchen, zum Beispiel ein Kunde.',
    remedy: byItself,
  },
  'retry.system_not_set_up': {
    title: 'Das System ist auf der Bridge nicht eingerichtet',
    cause: 'Die Betreibereinstellungen des Systems sind auf dieser Bridge nicht gesetzt.',
    remedy: {
      screen: setUp,
      commandLine: 'Setzen Sie die Betreibereinstellungen des Systems und starten Sie die Bridge neu.',
    },
  },
  'retry.system_not_set_up:named': {
    title: 'Das System ist auf der Bridge nicht eingerichtet',
    cause: 'Das System {system} ist auf dieser Bridge nicht eingerichtet.',
    remedy: {
      screen: setUp,
      commandLine: 'Setzen Sie die Betreibereinstellungen des Systems und starten Sie die Bridge neu.',
    },
  },
  'retry.held': {
    title: 'Abgewiesen; neuer Versuch später',
    cause: 'Das System hat diesen Beleg abgewiesen, obwohl es andere annimmt.',
    remedy: {
      screen: 'Vorerst nichts: Kontor versucht es drei Tage lang erneut.',
      commandLine: 'Vorerst nichts: Kontor versucht es drei Tage lang erneut. Die Einzelheiten zeigt: kontor show.',
    },
  },
  'retry.later': {
    title: 'Neuer Versuch später',
    cause: 'Die Antwort ging verloren, aber diese Anfrage darf gefahrlos wiederholt werden.',
    remedy: byItself,
  },
} as const satisfies Translated<typeof english>;
