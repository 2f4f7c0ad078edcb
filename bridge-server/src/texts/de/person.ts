import type { personTexts as english } from '../en/person.ts';
import type { Translated } from '../text.ts';

const stands =
  'Der Beleg {state, select, waiting {wartet} sending {wird gerade gesendet} in_doubt {wird gerade geprüft} handed_over {liegt beim Büro} blocked {braucht Klärung} done {ist fertig} other {ist geschlossen}} ({reason}).';
const look = { screen: 'Sehen Sie nach, wie es jetzt steht.', commandLine: 'Sehen Sie nach: kontor show.' } as const;
const lookAgain = {
  screen: 'Sehen Sie nach, wie es jetzt steht, und wiederholen Sie es, wenn es noch zutrifft.',
  commandLine: 'Sehen Sie nach: kontor show; wiederholen Sie es, wenn es noch zutrifft.',
} as const;
const replay = {
  screen: 'Fehlt der Beleg im System, wählen Sie „Neu erstellen“: Er wird zuerst gesucht.',
  commandLine: 'Fehlt der Beleg im System, lassen Sie ihn suchen: kontor replay.',
} as const;
const begun = {
  screen:
    'Etwas davon ist vielleicht schon im System. Sehen Sie dort nach; was dort geklärt ist, gilt als „Anderweitig erledigt“.',
  commandLine:
    'Etwas davon ist vielleicht schon im System. Sehen Sie dort nach; was dort geklärt ist, schließen Sie mit: kontor elsewhere.',
} as const;
const listTransfers = {
  screen: 'Laden Sie die Seite neu, um zu sehen, was es gibt.',
  commandLine: 'Eine Liste gibt: kontor transfers.',
} as const;
const listTasks = {
  screen: 'Laden Sie die Seite neu, um zu sehen, was offen ist.',
  commandLine: 'Die offenen zeigt: kontor tasks.',
} as const;

const cannot = {
  retry: 'Jetzt ist kein neuer Versuch möglich',
  elsewhere: 'Der Beleg ist schon fertig',
  absent: 'Hier ist nichts unklar',
  accept: 'Es gibt keine Abweichung zu akzeptieren',
  cancel: 'Das lässt sich jetzt nicht abbrechen',
  send: 'Das lässt sich jetzt nicht senden',
  replay: 'Das lässt sich jetzt nicht suchen',
} as const;
const retryCause = `${stands} Nur was wartet, Klärung braucht oder beim Büro liegt, lässt sich erneut versuchen.`;
const cancelCause = `${stands} Nur was wartet oder Klärung braucht und noch nicht begonnen wurde, lässt sich abbrechen.`;
const sendCause = `${stands} Nur was wartet oder geschlossen wurde, bevor etwas begonnen war, lässt sich senden.`;
const replayCause = `${stands} Nur was fertig ist oder geschlossen wurde, nachdem etwas begonnen war, lässt sich suchen.`;
const askInItsWay = {
  screen:
    'Wählen Sie „Erneut versuchen“: Das System wird auf seine Weise gefragt. Oder klären Sie es dort von Hand und wählen Sie „Anderweitig erledigt“.',
  commandLine:
    'Lassen Sie das System auf seine Weise fragen: kontor retry {id}; oder klären Sie es dort von Hand, dann: kontor elsewhere {id}.',
} as const;

/** Why what a person says of a document does not hold now. */
export const personTexts = {
  'transfer.unknown': {
    title: 'Diesen Beleg gibt es nicht',
    cause: 'Der Shop hat keinen Beleg mit der internen Nummer {id}.',
    remedy: listTransfers,
  },
  'transfer.moved': {
    title: 'Es ist gerade weitergegangen',
    cause: 'In diesem Augenblick hat die Bridge den Beleg in die Hand genommen.',
    remedy: lookAgain,
  },
  'transfer.moved:meanwhile': {
    title: 'Es ist gerade weitergegangen',
    cause: 'Während das System gefragt wurde, ging es hier weiter.',
    remedy: lookAgain,
  },
  'transfer.not_now:retry': { title: cannot.retry, cause: retryCause, remedy: look },
  'transfer.not_now:retry_closed': {
    title: cannot.retry,
    cause: retryCause,
    remedy: {
      screen:
        'Wählen Sie „Jetzt senden“, damit trotzdem gesendet wird; oder, wenn schon etwas begonnen wurde, „Neu erstellen“.',
      commandLine:
        'Lassen Sie trotzdem senden: kontor send; oder suchen Sie danach, wenn schon etwas begonnen wurde: kontor replay.',
    },
  },
  'transfer.not_now:retry_done': { title: cannot.retry, cause: retryCause, remedy: replay },
  'transfer.not_now:elsewhere': {
    title: cannot.elsewhere,
    cause: `${stands} Nur was noch nicht fertig ist, kann anderweitig erledigt werden.`,
    remedy: look,
  },
  'transfer.not_now:absent': {
    title: cannot.absent,
    cause: `${stands} Nur von dem, was wegen einer Unklarheit wartet (doubt.*), lässt sich sagen, dass es nicht da ist.`,
    remedy: look,
  },
  'transfer.not_now:found': {
    title: cannot.absent,
    cause: `${stands} Nur von dem, was wegen einer Unklarheit wartet (doubt.*), lässt sich sagen, dass es da ist.`,
    remedy: look,
  },
  'transfer.not_now:accept': {
    title: cannot.accept,
    cause: `${stands} Akzeptieren lässt sich nur ein Beleg, der von der Bestellung abweicht (refused.document_differs).`,
    remedy: look,
  },
  'transfer.not_now:cancel': { title: cannot.cancel, cause: cancelCause, remedy: look },
  'transfer.not_now:cancel_sending': {
    title: cannot.cancel,
    cause: cancelCause,
    remedy:
      'Der Beleg wird gerade gesendet. Stornieren Sie danach die Bestellung im Shop: Dann wird der Beleg zurückgenommen.',
  },
  'transfer.not_now:cancel_in_doubt': {
    title: cannot.cancel,
    cause: cancelCause,
    remedy:
      'Warten Sie, bis bekannt ist, ob der Beleg da ist. Ist er da, stornieren Sie die Bestellung im Shop: Dann wird der Beleg zurückgenommen.',
  },
  'transfer.not_now:cancel_done': {
    title: cannot.cancel,
    cause: cancelCause,
    remedy:
      'Stornieren Sie die Bestellung im Shop, oder löschen Sie dort die Erstattung: Kontor nimmt den Beleg dann zurück oder sagt, was von Hand zu tun ist.',
  },
  'transfer.not_now:cancel_begun': { title: cannot.cancel, cause: cancelCause, remedy: begun },
  'transfer.not_now:cancel_closed': {
    title: cannot.cancel,
    cause: cancelCause,
    remedy: 'Davon wird nichts mehr gesendet, es gibt also nichts abzubrechen.',
  },
  'transfer.not_now:send': { title: cannot.send, cause: sendCause, remedy: look },
  'transfer.not_now:send_done': { title: cannot.send, cause: sendCause, remedy: replay },
  'transfer.not_now:send_closed': {
    title: cannot.send,
    cause: sendCause,
    remedy: {
      screen: 'Etwas davon wurde schon begonnen. Wählen Sie „Neu erstellen“: Es wird zuerst gesucht.',
      commandLine: 'Etwas davon wurde schon begonnen. Lassen Sie es zuerst suchen: kontor replay.',
    },
  },
  'transfer.not_now:send_blocked': {
    title: cannot.send,
    cause: sendCause,
    remedy: {
      screen: 'Tun Sie, was daneben steht, und wählen Sie „Erneut versuchen“.',
      commandLine: 'Tun Sie, was als Abhilfe genannt ist, dann: kontor retry.',
    },
  },
  'transfer.not_now:replay': { title: cannot.replay, cause: replayCause, remedy: look },
  'transfer.not_now:replay_closed': {
    title: cannot.replay,
    cause: replayCause,
    remedy: {
      screen: 'Davon wurde nie etwas begonnen, es gibt also nichts zu suchen. Wählen Sie „Jetzt senden“.',
      commandLine: 'Davon wurde nie etwas begonnen, es gibt also nichts zu suchen. Lassen Sie senden: kontor send.',
    },
  },
  'transfer.not_now:replay_waiting': {
    title: cannot.replay,
    cause: replayCause,
    remedy: {
      screen: 'Es geht von selbst weiter; sofort mit „Erneut versuchen“.',
      commandLine: 'Es geht von selbst weiter; sofort mit: kontor retry.',
    },
  },
  'transfer.not_now:replay_blocked': {
    title: cannot.replay,
    cause: replayCause,
    remedy: {
      screen:
        'Tun Sie, was daneben steht, und wählen Sie „Erneut versuchen“. Was unklar ist, wird zuerst beim System erfragt.',
      commandLine:
        'Tun Sie, was als Abhilfe genannt ist, dann: kontor retry. Was unklar ist, wird zuerst beim System erfragt.',
    },
  },
  'transfer.connection_removed': {
    title: 'Die Verbindung wurde entfernt',
    cause: 'Die Verbindung dieses Belegs wurde entfernt.',
    remedy: 'Fügen Sie die Verbindung wieder hinzu; was ihre Regeln verlangen, wird dann von selbst gesendet.',
  },
  'transfer.called_off': {
    title: 'Im Shop storniert',
    cause:
      'Der Shop hat {what, select, refund {die Erstattung} payment {die Zahlung} other {die Bestellung}} storniert oder gelöscht.',
    remedy: 'Soll es sie doch geben, stellen Sie sie im Shop wieder her; sie wird dann von selbst gesendet.',
  },
  'transfer.not_called_off': {
    title: 'Die Bestellung ist nicht storniert',
    cause: 'Hier soll ein Beleg zurückgenommen werden, dessen Bestellung im Shop nicht storniert ist.',
    remedy: 'Stornieren Sie die Bestellung im Shop, wenn ihr Beleg verschwinden soll.',
  },
  'transfer.ruled_out': {
    title: 'Die Bestellung ist noch nicht aufgegeben',
    cause:
      'Die Bestellung ist im Shop ein Entwurf oder ein unfertiger Einkauf ({reason}); so etwas lässt niemand senden.',
    remedy: 'Geben Sie die Bestellung im Shop auf; sie wird dann von selbst gesendet.',
  },
  'transfer.needs_another': {
    title: 'Zuerst muss ein anderer Beleg gesendet werden',
    cause:
      '{kind, select, amendment {Die Änderung} cancellation {Die Stornierung} refund {Die Gutschrift} payment {Die Zahlung} other {Der Beleg}} gehört zu {needed, select, refund {einer Erstattung} other {einer Bestellung}}, deren Beleg nicht im System ist ({reason}).',
    remedy: {
      screen: 'Senden Sie zuerst {needed, select, refund {die Erstattung} other {die Bestellung}}.',
      commandLine:
        'Lassen Sie zuerst {needed, select, refund {die Erstattung} other {die Bestellung}} senden: kontor send.',
    },
  },
  'transfer.needs_another:elsewhere': {
    title: 'Der zugehörige Beleg wurde anderweitig erledigt',
    cause:
      'Der Beleg {needed, select, refund {der Erstattung} other {der Bestellung}} wurde anderweitig erledigt, deshalb kann Kontor {kind, select, amendment {die Änderung} cancellation {die Stornierung} refund {die Gutschrift} payment {die Zahlung} other {den Beleg}} nicht darauf beziehen.',
    remedy:
      'Buchen Sie {kind, select, amendment {die Änderung} cancellation {die Stornierung} refund {die Gutschrift} payment {die Zahlung} other {den Beleg}} im System von Hand und geben Sie an, dass es anderweitig erledigt wurde.',
  },
  'transfer.lane_sending': {
    title: 'Ein anderer Beleg der Bestellung wird gesendet',
    cause: 'In diesem Augenblick wird ein anderer Beleg derselben Bestellung gesendet.',
    remedy: 'Wiederholen Sie es in einer Minute.',
  },
  'transfer.not_looked_for': {
    title: 'Kontor kann nicht danach suchen',
    cause: 'Das Büro hat den Beleg selbst abgeholt, deshalb kann Kontor dort nicht nach ihm suchen.',
    remedy: 'Suchen Sie dort nach {key}. Fehlt der Beleg, erfassen Sie ihn von Hand.',
  },
  'transfer.taken_back': {
    title: 'Der Beleg wurde zurückgenommen',
    cause:
      'Der Beleg wurde zurückgenommen, oder die Bestellung hat sich so geändert, dass jemand das tun musste: Er darf nicht noch einmal erstellt werden.',
    remedy: {
      screen: 'Sehen Sie die anderen Belege der Bestellung an. Was im System fehlt, wird dort von Hand erfasst.',
      commandLine:
        'Sehen Sie die Belege der Bestellung an: kontor transfers. Was im System fehlt, wird dort von Hand erfasst.',
    },
  },

  'found.absent': {
    title: 'Diesen Beleg gibt es dort nicht',
    cause: '{because}',
    remedy: {
      screen: 'Prüfen Sie die Nummer. Ist der Beleg nicht da, wählen Sie „Er ist nicht da“.',
      commandLine: 'Prüfen Sie die Nummer. Ist der Beleg nicht da, geben Sie das an: kontor absent {id}.',
    },
  },
  'found.unlike': {
    title: 'Das ist ein anderer Beleg',
    cause: '{because}',
    remedy: 'Geben Sie die Nummer des Belegs an, der aus dieser Bestellung entstand.',
  },
  'found.not_askable': { title: 'Danach lässt sich das System nicht fragen', cause: '{because}', remedy: askInItsWay },
  'found.not_askable:by_number': {
    title: 'Danach lässt sich das System nicht fragen',
    cause: '{target} lässt sich nicht nach der Nummer eines Belegs fragen.',
    remedy: askInItsWay,
  },
  'found.unanswered': {
    title: 'Das System antwortet nicht',
    cause: '{because}',
    remedy: 'Wiederholen Sie es, wenn das System wieder antwortet.',
  },
  'found.unanswered:fault': {
    title: 'Das System ließ sich nicht fragen',
    cause: 'Das System ließ sich nicht fragen: {said}',
    remedy: 'Wiederholen Sie es später. Bleibt es dabei, sagen Sie es dem Betreiber der Bridge.',
  },
  'found.taken': {
    title: 'Beleg {number} gehört zu einer anderen Bestellung',
    cause:
      'Beleg {number} gehört schon zur Bestellung {order} ({kind, select, amendment {Änderung} cancellation {Stornierung} refund {Gutschrift} payment {Zahlung} other {Bestellung}}, interne Nummer {other}).',
    remedy: {
      screen: 'Sehen Sie beide an und geben Sie die Nummer des eigenen Belegs an.',
      commandLine: 'Sehen Sie beide an (kontor show) und geben Sie die Nummer des eigenen Belegs an.',
    },
  },
  'found.total_differs': {
    title: 'Beleg {number} hat einen anderen Betrag',
    cause: 'Beleg {number} beträgt {found}, erwartet wird {expected}.',
    remedy: {
      screen:
        'Geben Sie die Nummer des richtigen Belegs an, berichtigen Sie seinen Betrag im System, oder klären Sie es dort von Hand und wählen Sie „Anderweitig erledigt“.',
      commandLine:
        'Geben Sie die Nummer des richtigen Belegs an, berichtigen Sie seinen Betrag im System, oder klären Sie es dort von Hand, dann: kontor elsewhere {id}.',
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
      'Aufgabe {id} ist abgeschlossen: {state, select, done {Jemand hat sie erledigt oder entschieden} expired {Ihre Frist ist abgelaufen} other {Niemand braucht sie mehr}}{by, select, none {} other { ({by})}}.',
    remedy: listTasks,
  },
  'task.nothing_to_decide': {
    title: 'Hier gibt es nichts zu entscheiden',
    cause: 'Aufgabe {id} verlangt keine Entscheidung: {because}',
    remedy: {
      screen: 'Tun Sie, was dort steht, und geben Sie an, dass es erledigt ist.',
      commandLine: 'Tun Sie, was als Abhilfe genannt ist, dann: kontor task done {id}.',
    },
  },
  'task.no_such_option': {
    title: 'Diese Antwort steht nicht zur Wahl',
    cause: '„{option}“ gehört nicht zu den Antworten auf Aufgabe {id}: {options}.',
    remedy: {
      screen: 'Laden Sie die Seite neu und wählen Sie eine der gezeigten Antworten.',
      commandLine: 'Sehen Sie nach: kontor task show {id}.',
    },
  },
  'task.needs_decision': {
    title: 'Eine Entscheidung ist nötig',
    cause: 'Aufgabe {id} verlangt eine Entscheidung, und Bestellungen warten darauf: {because}',
    remedy: {
      screen: 'Wählen Sie eine der Antworten.',
      commandLine: 'Entscheiden Sie mit kontor task decide; die Antworten zeigt: kontor task show {id}.',
    },
  },
  'task.nothing_assigned': {
    title: 'Nichts wurde zugewiesen',
    cause: 'Weder eine Person noch ein Zeitpunkt ist genannt.',
    remedy: 'Nennen Sie eine Person, einen Zeitpunkt (due oder expires) oder mehreres davon.',
  },
  'task.cannot_expire': {
    title: 'Eine Frage läuft nicht ab',
    cause: 'Aufgabe {id} verlangt eine Entscheidung, und Bestellungen warten darauf.',
    remedy: { screen: 'Entscheiden Sie sie.', commandLine: 'Entscheiden Sie sie: kontor task decide {id}.' },
  },

  'bulk.too_wide': {
    title: 'Das wären alle',
    cause: 'Weder ein Zustand noch ein Grund ist genannt, gemeint wäre also jeder Beleg.',
    remedy: 'Nennen Sie einen Zustand, einen Grund oder beides.',
  },
  'bulk.by_reason_only': {
    title: 'Jemand hat diesen Beleg geschlossen',
    cause: 'Jemand hat den Beleg mit Absicht geschlossen ({reason}).',
    remedy: {
      screen: 'Senden Sie ihn einzeln, wenn er doch gesendet werden soll.',
      commandLine: 'Senden Sie ihn einzeln, oder nennen Sie den Grund: --reason {reason}.',
    },
  },
  'bulk.broke_off': {
    title: 'Es brach ab',
    cause: '{said} {visited, number} wurden bearbeitet.',
    remedy: { screen: 'Machen Sie dort weiter, wo es abbrach.', commandLine: 'Weiter geht es mit: --after {after}.' },
  },
} as const satisfies Translated<typeof english>;
