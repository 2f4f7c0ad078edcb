import type { personTexts as english } from '../en/person.ts';
import type { Translated } from '../text.ts';

const stands =
  'Der Beleg {state, select, waiting {wartet} sending {wird gerade gesendet} in_doubt {wird gerade geprüft} handed_over {liegt beim Büro} blocked {braucht Klärung} done {ist fertig} other {ist geschlossen}} ({reason}).';
const look = {
  screen: 'Sehen Sie nach, wie es um den Beleg steht.',
  commandLine: 'Wie es um den Beleg steht, zeigt: kontor show.',
} as const;
const lookAgain = {
  screen: 'Sehen Sie nach, wie es um den Beleg steht, und versuchen Sie es erneut, falls Sie es noch wollen.',
  commandLine: 'Wie es um den Beleg steht, zeigt: kontor show. Versuchen Sie es erneut, falls Sie es noch wollen.',
} as const;
const replay = {
  screen: 'Fehlt der Beleg im System, wählen Sie „Neu erstellen“. Kontor sucht ihn zuerst.',
  commandLine: 'Fehlt der Beleg im System: kontor replay. Kontor sucht ihn zuerst.',
} as const;
const begun = {
  screen:
    'Ein Teil des Belegs ist vielleicht schon im System. Sehen Sie dort nach und klären Sie es von Hand, dann wählen Sie „Anderweitig erledigt“.',
  commandLine:
    'Ein Teil des Belegs ist vielleicht schon im System. Sehen Sie dort nach und klären Sie es von Hand, dann: kontor elsewhere.',
} as const;
const listTransfers = {
  screen: 'Laden Sie die Seite neu, um zu sehen, was es gibt.',
  commandLine: 'Die Belege zeigt: kontor transfers.',
} as const;
const listTasks = {
  screen: 'Laden Sie die Seite neu, um zu sehen, was offen ist.',
  commandLine: 'Die offenen Aufgaben zeigt: kontor tasks.',
} as const;

const cannot = {
  retry: 'Jetzt ist kein neuer Versuch möglich',
  elsewhere: 'Der Beleg ist schon fertig',
  absent: 'Hier ist nichts unklar',
  accept: 'Es gibt keine Abweichung zu akzeptieren',
  cancel: 'Der Beleg lässt sich jetzt nicht stoppen',
  send: 'Der Beleg lässt sich jetzt nicht senden',
  replay: 'Der Beleg lässt sich jetzt nicht suchen',
} as const;
const retryCause = `${stands} Nur ein Beleg, der wartet, Klärung braucht oder beim Büro liegt, lässt sich erneut versuchen.`;
const cancelCause = `${stands} Nur ein Beleg, der wartet oder Klärung braucht und von dem noch nichts gesendet wurde, lässt sich stoppen.`;
const sendCause = `${stands} Nur ein Beleg, der wartet oder geschlossen wurde, bevor etwas von ihm gesendet war, lässt sich senden.`;
const replayCause = `${stands} Nur ein Beleg, der fertig ist oder geschlossen wurde, nachdem etwas von ihm gesendet war, lässt sich suchen.`;
const askInItsWay = {
  screen:
    'Wählen Sie „Erneut versuchen“: Kontor fragt das System dann auf andere Weise. Oder klären Sie es dort von Hand und wählen Sie „Anderweitig erledigt“.',
  commandLine:
    'Führen Sie kontor retry {id} aus: Kontor fragt das System dann auf andere Weise. Oder klären Sie es dort von Hand, dann: kontor elsewhere {id}.',
} as const;

/** Why the bridge cannot do what a person wants with a document or a task now. */
export const personTexts = {
  'transfer.unknown': {
    title: 'Diesen Beleg gibt es nicht',
    cause: 'Der Shop hat keinen Beleg mit der internen Nummer {id}.',
    remedy: listTransfers,
  },
  'transfer.moved': {
    title: 'Beim Beleg hat sich gerade etwas getan',
    cause: 'Die Bridge hat in diesem Augenblick mit dem Beleg begonnen.',
    remedy: lookAgain,
  },
  'transfer.moved:meanwhile': {
    title: 'Beim Beleg hat sich gerade etwas getan',
    cause: 'Während Kontor das System fragte, hat sich beim Beleg etwas getan.',
    remedy: lookAgain,
  },
  'transfer.not_now:retry': { title: cannot.retry, cause: retryCause, remedy: look },
  'transfer.not_now:retry_closed': {
    title: cannot.retry,
    cause: retryCause,
    remedy: {
      screen:
        'Soll trotzdem gesendet werden, wählen Sie „Jetzt senden“. Wurde ein Teil schon gesendet, wählen Sie „Neu erstellen“.',
      commandLine: 'Soll trotzdem gesendet werden: kontor send. Wurde ein Teil schon gesendet: kontor replay.',
    },
  },
  'transfer.not_now:retry_done': { title: cannot.retry, cause: retryCause, remedy: replay },
  'transfer.not_now:elsewhere': {
    title: cannot.elsewhere,
    cause: `${stands} Nur ein Beleg, der noch nicht fertig ist, lässt sich als anderweitig erledigt markieren.`,
    remedy: look,
  },
  'transfer.not_now:absent': {
    title: cannot.absent,
    cause: `${stands} „Er ist nicht vorhanden“ gilt nur für einen Beleg, bei dem unklar ist, ob es ihn gibt (doubt.*).`,
    remedy: look,
  },
  'transfer.not_now:found': {
    title: cannot.absent,
    cause: `${stands} „Er ist vorhanden“ gilt nur für einen Beleg, bei dem unklar ist, ob es ihn gibt (doubt.*).`,
    remedy: look,
  },
  'transfer.not_now:accept': {
    title: cannot.accept,
    cause: `${stands} Eine Abweichung lässt sich nur bei einem Beleg akzeptieren, der von der Bestellung abweicht (refused.document_differs).`,
    remedy: look,
  },
  'transfer.not_now:cancel': { title: cannot.cancel, cause: cancelCause, remedy: look },
  'transfer.not_now:cancel_sending': {
    title: cannot.cancel,
    cause: cancelCause,
    remedy:
      'Der Beleg wird gerade gesendet. Stornieren Sie danach die Bestellung im Shop: Kontor nimmt den Beleg dann zurück.',
  },
  'transfer.not_now:cancel_in_doubt': {
    title: cannot.cancel,
    cause: cancelCause,
    remedy:
      'Warten Sie, bis bekannt ist, ob der Beleg im System ist. Ist er vorhanden, stornieren Sie die Bestellung im Shop: Kontor nimmt den Beleg dann zurück.',
  },
  'transfer.not_now:cancel_done': {
    title: cannot.cancel,
    cause: cancelCause,
    remedy:
      'Stornieren Sie die Bestellung im Shop, oder löschen Sie dort die Erstattung. Kontor nimmt den Beleg dann zurück oder sagt, was von Hand zu tun ist.',
  },
  'transfer.not_now:cancel_begun': { title: cannot.cancel, cause: cancelCause, remedy: begun },
  'transfer.not_now:cancel_closed': {
    title: cannot.cancel,
    cause: cancelCause,
    remedy: 'Nichts: Der Beleg wird nicht gesendet.',
  },
  'transfer.not_now:send': { title: cannot.send, cause: sendCause, remedy: look },
  'transfer.not_now:send_done': { title: cannot.send, cause: sendCause, remedy: replay },
  'transfer.not_now:send_closed': {
    title: cannot.send,
    cause: sendCause,
    remedy: {
      screen: 'Ein Teil des Belegs wurde schon gesendet. Wählen Sie „Neu erstellen“: Kontor sucht ihn zuerst.',
      commandLine: 'Ein Teil des Belegs wurde schon gesendet. Verwenden Sie kontor replay: Kontor sucht ihn zuerst.',
    },
  },
  'transfer.not_now:send_blocked': {
    title: cannot.send,
    cause: sendCause,
    remedy: {
      screen: 'Tun Sie, was beim Beleg als Abhilfe steht, und wählen Sie „Erneut versuchen“.',
      commandLine: 'Tun Sie, was beim Beleg als Abhilfe steht, dann: kontor retry.',
    },
  },
  'transfer.not_now:replay': { title: cannot.replay, cause: replayCause, remedy: look },
  'transfer.not_now:replay_closed': {
    title: cannot.replay,
    cause: replayCause,
    remedy: {
      screen: 'Von diesem Beleg wurde nie etwas gesendet, es gibt also nichts zu suchen. Wählen Sie „Jetzt senden“.',
      commandLine:
        'Von diesem Beleg wurde nie etwas gesendet, es gibt also nichts zu suchen. Senden Sie ihn mit: kontor send.',
    },
  },
  'transfer.not_now:replay_waiting': {
    title: cannot.replay,
    cause: replayCause,
    remedy: {
      screen: 'Der Beleg geht von selbst weiter. Soll es sofort weitergehen, wählen Sie „Erneut versuchen“.',
      commandLine: 'Der Beleg geht von selbst weiter. Soll es sofort weitergehen: kontor retry.',
    },
  },
  'transfer.not_now:replay_blocked': {
    title: cannot.replay,
    cause: replayCause,
    remedy: {
      screen:
        'Tun Sie, was beim Beleg als Abhilfe steht, und wählen Sie „Erneut versuchen“. Ist etwas unklar, fragt Kontor zuerst das System.',
      commandLine:
        'Tun Sie, was beim Beleg als Abhilfe steht, dann: kontor retry. Ist etwas unklar, fragt Kontor zuerst das System.',
    },
  },
  'transfer.connection_removed': {
    title: 'Die Verbindung wurde entfernt',
    cause: 'Die Verbindung dieses Belegs wurde entfernt.',
    remedy: 'Fügen Sie die Verbindung wieder hinzu. Kontor sendet dann von selbst, was ihre Regeln verlangen.',
  },
  'transfer.called_off': {
    title: 'Im Shop storniert',
    cause:
      'Der Shop hat {what, select, refund {die Erstattung} payment {die Zahlung} other {die Bestellung}} storniert oder gelöscht.',
    remedy: 'Soll trotzdem gesendet werden, stellen Sie sie im Shop wieder her. Kontor sendet dann von selbst.',
  },
  'transfer.not_called_off': {
    title: 'Die Bestellung ist nicht storniert',
    cause: 'Hier würde ein Beleg zurückgenommen, aber seine Bestellung ist im Shop nicht storniert.',
    remedy: 'Soll der Beleg zurückgenommen werden, stornieren Sie die Bestellung im Shop.',
  },
  'transfer.ruled_out': {
    title: 'Die Bestellung ist noch nicht aufgegeben',
    cause: 'Die Bestellung ist im Shop ein Entwurf oder eine Testbestellung ({reason}). So etwas sendet Kontor nie.',
    remedy: 'Geben Sie die Bestellung im Shop auf. Sie wird dann von selbst gesendet.',
  },
  'transfer.needs_another': {
    title: 'Zuerst muss ein anderer Beleg gesendet werden',
    cause:
      '{kind, select, amendment {Die Änderung} cancellation {Die Stornierung} refund {Die Gutschrift} payment {Die Zahlung} other {Der Beleg}} gehört zu {needed, select, refund {einer Erstattung} other {einer Bestellung}}, deren Beleg nicht im System ist ({reason}).',
    remedy: {
      screen: 'Senden Sie zuerst {needed, select, refund {die Erstattung} other {die Bestellung}}.',
      commandLine:
        'Senden Sie zuerst {needed, select, refund {die Erstattung} other {die Bestellung}} mit: kontor send.',
    },
  },
  'transfer.needs_another:elsewhere': {
    title: 'Der zugehörige Beleg wurde anderweitig erledigt',
    cause:
      'Der Beleg {needed, select, refund {der Erstattung} other {der Bestellung}} wurde anderweitig erledigt, deshalb kann Kontor {kind, select, amendment {die Änderung} cancellation {die Stornierung} refund {die Gutschrift} payment {die Zahlung} other {den Beleg}} nicht darauf beziehen.',
    remedy:
      'Buchen Sie {kind, select, amendment {die Änderung} cancellation {die Stornierung} refund {die Gutschrift} payment {die Zahlung} other {den Beleg}} im System von Hand und markieren Sie den Vorgang als anderweitig erledigt.',
  },
  'transfer.lane_sending': {
    title: 'Ein anderer Beleg der Bestellung wird gesendet',
    cause: 'In diesem Augenblick wird ein anderer Beleg derselben Bestellung gesendet.',
    remedy: 'Versuchen Sie es in einer Minute erneut.',
  },
  'transfer.not_looked_for': {
    title: 'Kontor kann nicht nach dem Beleg suchen',
    cause: 'Das Büro hat den Beleg selbst abgeholt, deshalb kann Kontor dort nicht nach ihm suchen.',
    remedy: 'Suchen Sie im System nach {key}. Fehlt der Beleg, erfassen Sie ihn von Hand.',
  },
  'transfer.taken_back': {
    title: 'Der Beleg wurde zurückgenommen',
    cause:
      'Der Beleg wurde zurückgenommen, oder jemand musste ihn nach einer Änderung der Bestellung zurücknehmen. Er darf nicht noch einmal erstellt werden.',
    remedy: {
      screen:
        'Sehen Sie sich die anderen Belege der Bestellung an. Fehlt etwas im System, erfassen Sie es dort von Hand.',
      commandLine:
        'Sehen Sie sich die anderen Belege der Bestellung an: kontor transfers. Fehlt etwas im System, erfassen Sie es dort von Hand.',
    },
  },

  'found.absent': {
    title: 'Diesen Beleg gibt es dort nicht',
    cause: '{because}',
    remedy: {
      screen: 'Prüfen Sie die Nummer. Ist der Beleg nicht im System, wählen Sie „Er ist nicht vorhanden“.',
      commandLine: 'Prüfen Sie die Nummer. Ist der Beleg nicht im System: kontor absent {id}.',
    },
  },
  'found.unlike': {
    title: 'Das ist ein anderer Beleg',
    cause: '{because}',
    remedy: 'Geben Sie die Nummer des Belegs ein, der aus dieser Bestellung entstanden ist.',
  },
  'found.not_askable': {
    title: 'Das System lässt sich nicht nach der Nummer fragen',
    cause: '{because}',
    remedy: askInItsWay,
  },
  'found.not_askable:by_number': {
    title: 'Das System lässt sich nicht nach der Nummer fragen',
    cause: '{target} lässt sich nicht nach der Nummer eines Belegs fragen.',
    remedy: askInItsWay,
  },
  'found.unanswered': {
    title: 'Das System antwortet nicht',
    cause: '{because}',
    remedy: 'Versuchen Sie es erneut, wenn das System wieder antwortet.',
  },
  'found.unanswered:fault': {
    title: 'Das System ließ sich nicht fragen',
    cause: 'Das System ließ sich nicht fragen: {said}',
    remedy: 'Versuchen Sie es später erneut. Hilft das nicht, sagen Sie es dem Betreiber der Bridge.',
  },
  'found.taken': {
    title: 'Beleg {number} gehört zu einer anderen Bestellung',
    cause:
      'Beleg {number} gehört schon zur Bestellung {order} ({kind, select, amendment {Änderung} cancellation {Stornierung} refund {Gutschrift} payment {Zahlung} other {Bestellung}}, interne Nummer {other}).',
    remedy: {
      screen: 'Sehen Sie sich beide Belege an und geben Sie die Nummer des richtigen ein.',
      commandLine: 'Sehen Sie sich beide Belege mit kontor show an und geben Sie die Nummer des richtigen ein.',
    },
  },
  'found.total_differs': {
    title: 'Beleg {number} hat einen anderen Betrag',
    cause: 'Beleg {number} beträgt {found}, erwartet wird aber {expected}.',
    remedy: {
      screen:
        'Geben Sie die Nummer des richtigen Belegs ein, oder korrigieren Sie seinen Betrag im System. Oder klären Sie es dort von Hand und wählen Sie „Anderweitig erledigt“.',
      commandLine:
        'Geben Sie die Nummer des richtigen Belegs ein, oder korrigieren Sie seinen Betrag im System. Oder klären Sie es dort von Hand, dann: kontor elsewhere {id}.',
    },
  },

  'task.unknown': {
    title: 'Diese Aufgabe gibt es nicht',
    cause: 'Der Shop hat keine Aufgabe {id}.',
    remedy: listTasks,
  },
  'task.ended': {
    title: 'Die Aufgabe ist abgeschlossen',
    cause:
      'Aufgabe {id} ist abgeschlossen: {state, select, done {Jemand hat sie erledigt oder entschieden} expired {Ihre Frist ist abgelaufen} other {Sie wird nicht mehr gebraucht}}{by, select, none {} other { ({by})}}.',
    remedy: listTasks,
  },
  'task.nothing_to_decide': {
    title: 'Hier gibt es nichts zu entscheiden',
    cause: 'Aufgabe {id} verlangt keine Entscheidung: {because}',
    remedy: {
      screen: 'Tun Sie, was in der Aufgabe steht, und wählen Sie „Ich habe es erledigt“.',
      commandLine: 'Tun Sie, was in der Aufgabe als Abhilfe steht, dann: kontor task done {id}.',
    },
  },
  'task.no_such_option': {
    title: 'Diese Antwort steht nicht zur Wahl',
    cause: '„{option}“ gehört nicht zu den Antworten auf Aufgabe {id}: {options}.',
    remedy: {
      screen: 'Laden Sie die Seite neu und wählen Sie eine der gezeigten Antworten.',
      commandLine: 'Die Antworten zeigt: kontor task show {id}.',
    },
  },
  'task.needs_decision': {
    title: 'Eine Entscheidung ist nötig',
    cause: 'Aufgabe {id} verlangt eine Entscheidung, und Bestellungen warten darauf: {because}',
    remedy: {
      screen: 'Wählen Sie eine der Antworten.',
      commandLine: 'Die Antworten zeigt kontor task show {id}. Dann: kontor task decide {id} mit einer davon.',
    },
  },
  'task.nothing_assigned': {
    title: 'Nichts wurde zugewiesen',
    cause: 'Es wurde weder eine Person noch ein Zeitpunkt noch eine Notiz genannt.',
    remedy: 'Nennen Sie eine Person, einen Zeitpunkt (due oder expires), eine Notiz oder mehreres davon.',
  },
  'task.cannot_expire': {
    title: 'Eine Frage läuft nicht ab',
    cause:
      'Aufgabe {id} verlangt eine Entscheidung, und Bestellungen warten darauf. Eine solche Aufgabe hat kein Ablaufdatum.',
    remedy: { screen: 'Entscheiden Sie sie.', commandLine: 'Entscheiden Sie sie: kontor task decide {id}.' },
  },

  'bulk.too_wide': {
    title: 'Das beträfe alle Belege',
    cause: 'Es wurde weder ein Zustand noch ein Grund genannt, das beträfe also jeden Beleg.',
    remedy: 'Nennen Sie einen Zustand, einen Grund oder beides.',
  },
  'bulk.by_reason_only': {
    title: 'Jemand hat diesen Beleg geschlossen',
    cause: 'Jemand hat den Beleg mit Absicht geschlossen ({reason}).',
    remedy: {
      screen: 'Soll er doch gesendet werden, senden Sie ihn einzeln.',
      commandLine:
        'Soll er doch gesendet werden, senden Sie ihn einzeln, oder nennen Sie den Grund: --reason {reason}.',
    },
  },
  'bulk.broke_off': {
    title: 'Der Durchgang wurde unterbrochen',
    cause: '{said} Bis dahin wurden {visited, number} Belege bearbeitet.',
    remedy: {
      screen: 'Machen Sie dort weiter, wo es unterbrochen wurde.',
      commandLine: 'Weiter geht es mit: --after {after}.',
    },
  },
} as const satisfies Translated<typeof english>;
