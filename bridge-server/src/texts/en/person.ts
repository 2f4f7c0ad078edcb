import type { Texts } from '../text.ts';

const stands =
  'The document {state, select, waiting {is waiting} sending {is being sent} in_doubt {is in doubt} handed_over {is with the office} blocked {is blocked} done {is done} other {is closed}} ({reason}).';
const look = {
  screen: 'Look how the document stands now.',
  commandLine: 'See how the document stands with: kontor show.',
} as const;
const lookAgain = {
  screen: 'Look how the document stands now, and try again if you still want to.',
  commandLine: 'See how the document stands with: kontor show. Try again if you still want to.',
} as const;
const replay = {
  screen: 'If the document is gone from the system, choose "Make it again". Kontor looks for it first.',
  commandLine: 'If the document is gone from the system: kontor replay. Kontor looks for it first.',
} as const;
const begun = {
  screen:
    'Part of the document may be in the system. Look there and settle it by hand, then choose "Handled elsewhere".',
  commandLine: 'Part of the document may be in the system. Look there and settle it by hand, then: kontor elsewhere.',
} as const;
const listTransfers = {
  screen: 'Reload the page to see what there is.',
  commandLine: 'List the documents with: kontor transfers.',
} as const;
const listTasks = {
  screen: 'Reload the page to see what is open.',
  commandLine: 'List the open tasks with: kontor tasks.',
} as const;

const cannot = {
  retry: 'The document cannot be tried again now',
  elsewhere: 'The document is done already',
  absent: 'The document is not in doubt',
  accept: 'There is no difference to accept',
  cancel: 'The document cannot be stopped now',
  send: 'The document cannot be sent now',
  replay: 'The document cannot be looked for now',
} as const;
const retryCause = `${stands} Only a document that is waiting, blocked or with the office can be tried again.` as const;
const cancelCause =
  `${stands} Only a document that is waiting or blocked, and of which nothing was sent, can be stopped.` as const;
const sendCause =
  `${stands} Only a document that is waiting, or that was closed before anything of it was sent, can be sent.` as const;
const replayCause =
  `${stands} Only a document that is done, or that was closed after something of it was sent, can be looked for again.` as const;

/** Why the bridge cannot do what a person wants with a document or a task now. */
export const personTexts = {
  'transfer.unknown': {
    title: 'There is no such document',
    cause: 'The shop has no document with the internal number {id}.',
    remedy: listTransfers,
  },
  'transfer.moved': {
    title: 'The document has just moved on',
    cause: 'The bridge began to work on the document at this moment.',
    remedy: lookAgain,
  },
  'transfer.moved:meanwhile': {
    title: 'The document has just moved on',
    cause: 'The document moved on while Kontor asked the system.',
    remedy: lookAgain,
  },
  'transfer.not_now:retry': { title: cannot.retry, cause: retryCause, remedy: look },
  'transfer.not_now:retry_closed': {
    title: cannot.retry,
    cause: retryCause,
    remedy: {
      screen: 'To send it all the same, choose "Send now". If part of it was sent already, choose "Make it again".',
      commandLine: 'To send it all the same: kontor send. If part of it was sent already: kontor replay.',
    },
  },
  'transfer.not_now:retry_done': { title: cannot.retry, cause: retryCause, remedy: replay },
  'transfer.not_now:elsewhere': {
    title: cannot.elsewhere,
    cause: `${stands} Only a document that is not done yet can be marked as handled elsewhere.`,
    remedy: look,
  },
  'transfer.not_now:absent': {
    title: cannot.absent,
    cause: `${stands} You can say "It is not there" only of a document that is blocked by a doubt (doubt.*).`,
    remedy: look,
  },
  'transfer.not_now:found': {
    title: cannot.absent,
    cause: `${stands} You can say "It is there" only of a document that is blocked by a doubt (doubt.*).`,
    remedy: look,
  },
  'transfer.not_now:accept': {
    title: cannot.accept,
    cause: `${stands} A difference can be accepted only of a document that differs from the order (refused.document_differs).`,
    remedy: look,
  },
  'transfer.not_now:cancel': { title: cannot.cancel, cause: cancelCause, remedy: look },
  'transfer.not_now:cancel_sending': {
    title: cannot.cancel,
    cause: cancelCause,
    remedy:
      'The document is being sent. Once it is done, cancel the order in the shop: Kontor then takes the document back.',
  },
  'transfer.not_now:cancel_in_doubt': {
    title: cannot.cancel,
    cause: cancelCause,
    remedy:
      'Wait until it is known whether the document is in the system. If it is there, cancel the order in the shop: Kontor then takes the document back.',
  },
  'transfer.not_now:cancel_done': {
    title: cannot.cancel,
    cause: cancelCause,
    remedy:
      'Cancel the order in the shop, or delete the refund there. Kontor then takes the document back, or says what to do by hand.',
  },
  'transfer.not_now:cancel_begun': { title: cannot.cancel, cause: cancelCause, remedy: begun },
  'transfer.not_now:cancel_closed': {
    title: cannot.cancel,
    cause: cancelCause,
    remedy: 'Nothing: the document will not be sent.',
  },
  'transfer.not_now:send': { title: cannot.send, cause: sendCause, remedy: look },
  'transfer.not_now:send_done': { title: cannot.send, cause: sendCause, remedy: replay },
  'transfer.not_now:send_closed': {
    title: cannot.send,
    cause: sendCause,
    remedy: {
      screen: 'Part of the document was sent already. Choose "Make it again": Kontor looks for it first.',
      commandLine: 'Part of the document was sent already. Use kontor replay: Kontor looks for it first.',
    },
  },
  'transfer.not_now:send_blocked': {
    title: cannot.send,
    cause: sendCause,
    remedy: {
      screen: 'Do what the remedy of the document says, then choose "Try again".',
      commandLine: 'Do what the remedy of the document says, then: kontor retry.',
    },
  },
  'transfer.not_now:replay': { title: cannot.replay, cause: replayCause, remedy: look },
  'transfer.not_now:replay_closed': {
    title: cannot.replay,
    cause: replayCause,
    remedy: {
      screen: 'Nothing of the document was ever sent, so there is nothing to look for. Choose "Send now".',
      commandLine: 'Nothing of the document was ever sent, so there is nothing to look for. Send it with: kontor send.',
    },
  },
  'transfer.not_now:replay_waiting': {
    title: cannot.replay,
    cause: replayCause,
    remedy: {
      screen: 'The document goes on by itself. To go on at once, choose "Try again".',
      commandLine: 'The document goes on by itself. To go on at once: kontor retry.',
    },
  },
  'transfer.not_now:replay_blocked': {
    title: cannot.replay,
    cause: replayCause,
    remedy: {
      screen:
        'Do what the remedy of the document says, then choose "Try again". If something is in doubt, Kontor asks the system first.',
      commandLine:
        'Do what the remedy of the document says, then: kontor retry. If something is in doubt, Kontor asks the system first.',
    },
  },
  'transfer.connection_removed': {
    title: 'The connection was removed',
    cause: 'The connection of this document was removed.',
    remedy: 'Add the connection again. Kontor then sends by itself what its rules ask for.',
  },
  'transfer.called_off': {
    title: 'Cancelled in the shop',
    cause:
      'The shop has cancelled or deleted {what, select, refund {the refund} payment {the payment} other {the order}}.',
    remedy: 'If it should be sent after all, restore it in the shop. Kontor then sends it by itself.',
  },
  'transfer.not_called_off': {
    title: 'The order is not cancelled',
    cause: 'This would take a document back, but its order is not cancelled in the shop.',
    remedy: 'If the document is to be taken back, cancel the order in the shop.',
  },
  'transfer.ruled_out': {
    title: 'The order is not placed yet',
    cause: 'The order is a draft or a test order in the shop ({reason}). Kontor never sends such orders.',
    remedy: 'Place the order in the shop. It is then sent by itself.',
  },
  'transfer.needs_another': {
    title: 'Another document must be sent first',
    cause:
      '{kind, select, amendment {The amendment} cancellation {The cancellation} refund {The refund} payment {The payment} other {The document}} belongs to {needed, select, refund {a refund} other {an order}} that is not in the system ({reason}).',
    remedy: {
      screen: 'Send the {needed, select, refund {refund} other {order}} first.',
      commandLine: 'Send the {needed, select, refund {refund} other {order}} first, with: kontor send.',
    },
  },
  'transfer.needs_another:elsewhere': {
    title: 'The document it belongs to was handled elsewhere',
    cause:
      'The document of the {needed, select, refund {refund} other {order}} was handled elsewhere, so Kontor cannot relate {kind, select, amendment {the amendment} cancellation {the cancellation} refund {the refund} payment {the payment} other {the document}} to it.',
    remedy:
      'Book {kind, select, amendment {the amendment} cancellation {the cancellation} refund {the refund} payment {the payment} other {the document}} in the system by hand, then mark it as handled elsewhere.',
  },
  'transfer.lane_sending': {
    title: 'Another document of the order is being sent',
    cause: 'Another document of the same order is being sent at this moment.',
    remedy: 'Try again in a minute.',
  },
  'transfer.not_looked_for': {
    title: 'Kontor cannot look for the document',
    cause: 'The office fetched the document itself, so Kontor cannot look for it there.',
    remedy: 'Look for {key} in the system. If it is missing, enter the document by hand.',
  },
  'transfer.taken_back': {
    title: 'The document was taken back',
    cause:
      'The document was taken back, or a person had to take it back after a change of the order. It must not be made again.',
    remedy: {
      screen:
        'Look at the other documents of the order. If something is missing in the system, enter it there by hand.',
      commandLine:
        'Look at the other documents of the order with: kontor transfers. If something is missing in the system, enter it there by hand.',
    },
  },

  'found.absent': {
    title: 'There is no such document',
    cause: '{because}',
    remedy: {
      screen: 'Check the number. If the document is not in the system, choose "It is not there".',
      commandLine: 'Check the number. If the document is not in the system: kontor absent {id}.',
    },
  },
  'found.unlike': {
    title: 'This is another document',
    cause: '{because}',
    remedy: 'Enter the number of the document that was made from this order.',
  },
  'found.not_askable': {
    title: 'The system cannot be asked by number',
    cause: '{because}',
    remedy: {
      screen:
        'Choose "Try again": Kontor then asks the system in another way. Or settle it there by hand, then choose "Handled elsewhere".',
      commandLine:
        'Run kontor retry {id}: Kontor then asks the system in another way. Or settle it there by hand, then: kontor elsewhere {id}.',
    },
  },
  'found.not_askable:by_number': {
    title: 'The system cannot be asked by number',
    cause: '{target} cannot be asked for a document by its number.',
    remedy: {
      screen:
        'Choose "Try again": Kontor then asks the system in another way. Or settle it there by hand, then choose "Handled elsewhere".',
      commandLine:
        'Run kontor retry {id}: Kontor then asks the system in another way. Or settle it there by hand, then: kontor elsewhere {id}.',
    },
  },
  'found.unanswered': {
    title: 'The system does not answer',
    cause: '{because}',
    remedy: 'Try again once the system answers.',
  },
  'found.unanswered:fault': {
    title: 'The system could not be asked',
    cause: 'The system could not be asked: {said}',
    remedy: 'Try again later. If that does not help, tell whoever runs the bridge.',
  },
  'found.taken': {
    title: 'Document {number} belongs to another order',
    cause:
      'Document {number} already belongs to order {order} ({kind, select, amendment {amendment} cancellation {cancellation} refund {refund} payment {payment} other {order}}, internal number {other}).',
    remedy: {
      screen: 'Look at both documents, then enter the number of the right one.',
      commandLine: 'Look at both documents with kontor show, then enter the number of the right one.',
    },
  },
  'found.total_differs': {
    title: 'Document {number} has another total',
    cause: 'Document {number} comes to {found}, but {expected} is expected.',
    remedy: {
      screen:
        'Enter the number of the right document, or correct its total in the system. Or settle it there by hand and choose "Handled elsewhere".',
      commandLine:
        'Enter the number of the right document, or correct its total in the system. Or settle it there by hand, then: kontor elsewhere {id}.',
    },
  },

  'task.unknown': { title: 'There is no such task', cause: 'The shop has no task {id}.', remedy: listTasks },
  'task.ended': {
    title: 'The task has ended',
    cause:
      'Task {id} has ended: {state, select, done {somebody did or decided it} expired {its time ran out} other {it is no longer needed}}{by, select, none {} other { ({by})}}.',
    remedy: listTasks,
  },
  'task.nothing_to_decide': {
    title: 'There is nothing to decide',
    cause: 'Task {id} asks for no decision: {because}',
    remedy: {
      screen: 'Do what the task says, then choose "I have done it".',
      commandLine: 'Do what the remedy of the task says, then: kontor task done {id}.',
    },
  },
  'task.no_such_option': {
    title: 'There is no such choice',
    cause: '"{option}" is not one of the options of task {id}: {options}.',
    remedy: {
      screen: 'Reload the page and choose one of the options shown.',
      commandLine: 'See the options with: kontor task show {id}.',
    },
  },
  'task.needs_decision': {
    title: 'A decision is needed',
    cause: 'Task {id} asks for a decision, and orders wait for it: {because}',
    remedy: {
      screen: 'Choose one of the options.',
      commandLine: 'See the options with kontor task show {id}, then: kontor task decide {id} with one of them.',
    },
  },
  'task.nothing_assigned': {
    title: 'Nothing is assigned',
    cause: 'Neither a clerk nor a time nor a note was given.',
    remedy: 'Name a clerk, a time (due or expires), a note, or several of them.',
  },
  'task.cannot_expire': {
    title: 'A question does not expire',
    cause: 'Task {id} asks for a decision, and orders wait for it. Such a task has no end date.',
    remedy: { screen: 'Decide it.', commandLine: 'Decide it with: kontor task decide {id}.' },
  },

  'bulk.too_wide': {
    title: 'That would be every document',
    cause: 'Neither a state nor a reason was named, so this would apply to every document.',
    remedy: 'Name a state, a reason, or both.',
  },
  'bulk.by_reason_only': {
    title: 'Somebody closed this document',
    cause: 'Somebody closed the document on purpose ({reason}).',
    remedy: {
      screen: 'If it is to be sent after all, send it on its own.',
      commandLine: 'If it is to be sent after all, send it on its own, or name the reason with: --reason {reason}.',
    },
  },
  'bulk.broke_off': {
    title: 'The run was interrupted',
    cause: '{said} Until then, {visited, number} documents were dealt with.',
    remedy: { screen: 'Go on where it was interrupted.', commandLine: 'Go on with: --after {after}.' },
  },
} as const satisfies Texts;
