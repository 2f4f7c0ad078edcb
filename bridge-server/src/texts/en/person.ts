import type { Texts } from '../text.ts';

const stands =
  'It is {state, select, waiting {waiting} sending {being sent} in_doubt {in doubt} handed_over {with the office} blocked {blocked} done {done} other {closed}} ({reason}).';
const look = { screen: 'See how it stands now.', commandLine: 'Look at it with: kontor show.' } as const;
const lookAgain = {
  screen: 'See how it stands now, and say it again if it still applies.',
  commandLine: 'Look at it with: kontor show; say it again if it still applies.',
} as const;
const replay = {
  screen: 'If its document is gone from the system, choose "Make it again": it is looked for first.',
  commandLine: 'If its document is gone at the target, have it looked for with: kontor replay.',
} as const;
const begun = {
  screen: 'Something of it may be in the system. Look there; what was settled there counts as "Handled elsewhere".',
  commandLine:
    'Something of it may be at the target. Look there; what a person has settled there is closed with: kontor elsewhere.',
} as const;
const listTransfers = {
  screen: 'Reload the page to see what there is.',
  commandLine: 'List them with: kontor transfers.',
} as const;
const listTasks = {
  screen: 'Reload the page to see what is open.',
  commandLine: 'List those that are open with: kontor tasks.',
} as const;

const cannot = {
  retry: 'It cannot be tried again now',
  elsewhere: 'It is done already',
  absent: 'It is not in doubt',
  accept: 'There is no difference to accept',
  cancel: 'It cannot be cancelled now',
  send: 'It cannot be sent now',
  replay: 'It cannot be looked for now',
} as const;
const retryCause = `${stands} Only what is waiting, blocked or with the office can be tried again.` as const;
const cancelCause =
  `${stands} Only what is waiting or blocked, and nothing of which was begun, can be cancelled.` as const;
const sendCause =
  `${stands} Only what is waiting, or was closed before anything of it was begun, can be told to be sent.` as const;
const replayCause =
  `${stands} Only what is done, or was closed after something of it was begun, can be looked for again.` as const;

/** Why what a person says of a document does not hold now. */
export const personTexts = {
  'transfer.unknown': {
    title: 'There is no such document',
    cause: 'The shop has no transfer {id}.',
    remedy: listTransfers,
  },
  'transfer.moved': {
    title: 'It has just moved on',
    cause: 'A worker took it in hand at this moment.',
    remedy: lookAgain,
  },
  'transfer.moved:meanwhile': {
    title: 'It has just moved on',
    cause: 'It went on while the system was asked.',
    remedy: lookAgain,
  },
  'transfer.not_now:retry': { title: cannot.retry, cause: retryCause, remedy: look },
  'transfer.not_now:retry_closed': {
    title: cannot.retry,
    cause: retryCause,
    remedy: {
      screen: 'Choose "Send now" to have it sent all the same; or, if something of it was begun, "Make it again".',
      commandLine:
        'Let it be sent all the same with: kontor send; or, if something of it was begun, look for it with: kontor replay.',
    },
  },
  'transfer.not_now:retry_done': { title: cannot.retry, cause: retryCause, remedy: replay },
  'transfer.not_now:elsewhere': {
    title: cannot.elsewhere,
    cause: `${stands} Only what is not done yet can be handled elsewhere.`,
    remedy: look,
  },
  'transfer.not_now:absent': {
    title: cannot.absent,
    cause: `${stands} Only what is blocked by a doubt (doubt.*) can be said to be absent.`,
    remedy: look,
  },
  'transfer.not_now:found': {
    title: cannot.absent,
    cause: `${stands} Only what is blocked by a doubt (doubt.*) can be said to be found.`,
    remedy: look,
  },
  'transfer.not_now:accept': {
    title: cannot.accept,
    cause: `${stands} Only a document that differs from the order (refused.document_differs) can be accepted.`,
    remedy: look,
  },
  'transfer.not_now:cancel': { title: cannot.cancel, cause: cancelCause, remedy: look },
  'transfer.not_now:cancel_sending': {
    title: cannot.cancel,
    cause: cancelCause,
    remedy: 'It is being sent. Once it is done, cancel the order in the shop: its document is then taken back.',
  },
  'transfer.not_now:cancel_in_doubt': {
    title: cannot.cancel,
    cause: cancelCause,
    remedy:
      'Wait until it is known whether its document is there. If it is, cancel the order in the shop: the document is then taken back.',
  },
  'transfer.not_now:cancel_done': {
    title: cannot.cancel,
    cause: cancelCause,
    remedy:
      'Cancel the order in the shop, or delete the refund there: Kontor then takes the document back, or says what to do by hand.',
  },
  'transfer.not_now:cancel_begun': { title: cannot.cancel, cause: cancelCause, remedy: begun },
  'transfer.not_now:cancel_closed': {
    title: cannot.cancel,
    cause: cancelCause,
    remedy: 'Nothing is sent of it any more, so there is nothing to cancel.',
  },
  'transfer.not_now:send': { title: cannot.send, cause: sendCause, remedy: look },
  'transfer.not_now:send_done': { title: cannot.send, cause: sendCause, remedy: replay },
  'transfer.not_now:send_closed': {
    title: cannot.send,
    cause: sendCause,
    remedy: {
      screen: 'Something of it was begun. Choose "Make it again": it is looked for first.',
      commandLine: 'Something of it was begun. Have it looked for first with: kontor replay.',
    },
  },
  'transfer.not_now:send_blocked': {
    title: cannot.send,
    cause: sendCause,
    remedy: {
      screen: 'Do what stands beside it, then choose "Try again".',
      commandLine: 'Do what its remedy says, then: kontor retry.',
    },
  },
  'transfer.not_now:replay': { title: cannot.replay, cause: replayCause, remedy: look },
  'transfer.not_now:replay_closed': {
    title: cannot.replay,
    cause: replayCause,
    remedy: {
      screen: 'Nothing of it was ever begun, so there is nothing to look for. Choose "Send now".',
      commandLine: 'Nothing of it was ever begun, so there is nothing to look for. Have it sent with: kontor send.',
    },
  },
  'transfer.not_now:replay_waiting': {
    title: cannot.replay,
    cause: replayCause,
    remedy: {
      screen: 'It goes on by itself; at once with "Try again".',
      commandLine: 'It goes on by itself; at once with: kontor retry.',
    },
  },
  'transfer.not_now:replay_blocked': {
    title: cannot.replay,
    cause: replayCause,
    remedy: {
      screen: 'Do what stands beside it, then choose "Try again". What is in doubt is asked about first.',
      commandLine: 'Do what its remedy says, then: kontor retry. What is in doubt is asked about first.',
    },
  },
  'transfer.connection_removed': {
    title: 'Its connection was removed',
    cause: 'The connection of this document was removed.',
    remedy: 'Add the connection again; what its rules want is then sent by itself.',
  },
  'transfer.called_off': {
    title: 'It was cancelled in the shop',
    cause:
      'The shop has cancelled or deleted {what, select, refund {the refund} payment {the payment} other {the order}}.',
    remedy: 'If it should exist after all, restore it in the shop; it is then sent by itself.',
  },
  'transfer.not_called_off': {
    title: 'The order is not cancelled',
    cause: 'It takes a document back whose order is not cancelled in the shop.',
    remedy: 'Cancel the order in the shop if its document is to go.',
  },
  'transfer.ruled_out': {
    title: 'The order is not placed yet',
    cause: "The order is a draft or a trial in the shop ({reason}), which is sent by nobody's word.",
    remedy: 'Place the order in the shop; it is then sent by itself.',
  },
  'transfer.needs_another': {
    title: 'Another document must be sent first',
    cause:
      'The {needed, select, refund {refund} other {order}} that {kind, select, amendment {the amendment} cancellation {the cancellation} refund {the refund} payment {the payment} other {the document}} belongs to is not in the system ({reason}).',
    remedy: {
      screen: 'Send the {needed, select, refund {refund} other {order}} first.',
      commandLine: 'Have the {needed, select, refund {refund} other {order}} sent first with: kontor send.',
    },
  },
  'transfer.needs_another:elsewhere': {
    title: 'What it belongs to was handled elsewhere',
    cause:
      "The {needed, select, refund {refund} other {order}}'s own document was handled elsewhere, so Kontor cannot relate {kind, select, amendment {the amendment} cancellation {the cancellation} refund {the refund} payment {the payment} other {the document}} to it.",
    remedy:
      'Book {kind, select, amendment {the amendment} cancellation {the cancellation} refund {the refund} payment {the payment} other {the document}} in the system by hand, then say that it was handled elsewhere.',
  },
  'transfer.lane_sending': {
    title: 'Another document of the order is being sent',
    cause: 'Another document of the same order is being sent at this moment.',
    remedy: 'Say it again in a minute.',
  },
  'transfer.not_looked_for': {
    title: 'Kontor cannot look for it',
    cause: 'The office fetched the document for itself, so that Kontor cannot look for it there.',
    remedy: 'Look for {key} there. If it is missing, enter it by hand.',
  },
  'transfer.taken_back': {
    title: 'Its document was taken back',
    cause: 'The document was taken back, or its order changed so that a person had to: it must not be made again.',
    remedy: {
      screen: "Look at the order's other documents. What the system lacks is entered there by hand.",
      commandLine:
        "Look at the order's transfers with: kontor transfers. What the target lacks is entered there by hand.",
    },
  },

  'found.absent': {
    title: 'There is no such document',
    cause: '{because}',
    remedy: {
      screen: 'Look at the number again. If the document is not there, choose "It is not there".',
      commandLine: 'Look at the number again. If the document is not there, say so: kontor absent {id}.',
    },
  },
  'found.unlike': {
    title: 'It is another document',
    cause: '{because}',
    remedy: 'Give the number of the document that was made of this order.',
  },
  'found.not_askable': {
    title: 'The system cannot be asked for it',
    cause: '{because}',
    remedy: {
      screen:
        'Choose "Try again": the system is asked in its own way. Or settle it there by hand, then choose "Handled elsewhere".',
      commandLine:
        'Let the system be asked in its own way with: kontor retry {id}; or settle it there by hand, then: kontor elsewhere {id}.',
    },
  },
  'found.not_askable:by_number': {
    title: 'The system cannot be asked for it',
    cause: '{target} cannot be asked for a document by its number.',
    remedy: {
      screen:
        'Choose "Try again": the system is asked in its own way. Or settle it there by hand, then choose "Handled elsewhere".',
      commandLine:
        'Let the system be asked in its own way with: kontor retry {id}; or settle it there by hand, then: kontor elsewhere {id}.',
    },
  },
  'found.unanswered': {
    title: 'The system does not answer',
    cause: '{because}',
    remedy: 'Say it again when the system answers.',
  },
  'found.unanswered:fault': {
    title: 'The system could not be asked',
    cause: 'The system could not be asked: {said}',
    remedy: 'Say it again later. If it stays so, tell whoever runs the bridge.',
  },
  'found.taken': {
    title: 'Document {number} belongs to another order',
    cause:
      'Document {number} is that of order {order} already ({kind, select, amendment {amendment} cancellation {cancellation} refund {refund} payment {payment} other {order}}, transfer {other}).',
    remedy: {
      screen: "Look at both, and give the number of this one's own document.",
      commandLine: "Look at both with: kontor show, and give the number of this one's own document.",
    },
  },
  'found.total_differs': {
    title: 'Document {number} has another total',
    cause: 'Document {number} comes to {found}, but {expected} is expected.',
    remedy: {
      screen:
        'Give the number of the right document, mend its total in the system, or settle it there by hand and choose "Handled elsewhere".',
      commandLine:
        'Give the number of the right document, mend its total at the target, or settle it there by hand, then: kontor elsewhere {id}.',
    },
  },

  'task.unknown': { title: 'There is no such task', cause: 'The shop has no task {id}.', remedy: listTasks },
  'task.ended': {
    title: 'The task has ended',
    cause:
      'Task {id} has ended: {state, select, done {somebody did or decided it} expired {its time was over} other {nothing needs it any more}}{by, select, none {} other { ({by})}}.',
    remedy: listTasks,
  },
  'task.nothing_to_decide': {
    title: 'There is nothing to decide',
    cause: 'Task {id} asks for no decision: {because}',
    remedy: {
      screen: 'Do what it says, then say that it is done.',
      commandLine: 'Do what its remedy says, then: kontor task done {id}.',
    },
  },
  'task.no_such_option': {
    title: 'There is no such choice',
    cause: '"{option}" is none of the options of task {id}: {options}.',
    remedy: {
      screen: 'Reload the page and choose one of those that are shown.',
      commandLine: 'See them with: kontor task show {id}.',
    },
  },
  'task.needs_decision': {
    title: 'A decision is needed',
    cause: 'Task {id} asks for a decision, and orders wait for it: {because}',
    remedy: {
      screen: 'Choose one of the options.',
      commandLine: 'Decide it with kontor task decide; its options are shown by: kontor task show {id}.',
    },
  },
  'task.nothing_assigned': {
    title: 'Nothing is assigned',
    cause: 'Neither a clerk nor a time is named.',
    remedy: 'Name a clerk, a time (due or expires), or several of them.',
  },
  'task.cannot_expire': {
    title: 'A question does not expire',
    cause: 'Task {id} asks for a decision, and orders wait for it.',
    remedy: { screen: 'Decide it.', commandLine: 'Decide it with: kontor task decide {id}.' },
  },

  'bulk.too_wide': {
    title: 'That would be all of them',
    cause: 'Neither a state nor a reason is named, so that every document would be meant.',
    remedy: 'Name a state, a reason, or both.',
  },
  'bulk.by_reason_only': {
    title: 'Somebody closed this one',
    cause: 'Somebody closed it on purpose ({reason}).',
    remedy: {
      screen: 'Send it by itself, if it is to be sent after all.',
      commandLine: 'Send it by itself, or name the reason with: --reason {reason}.',
    },
  },
  'bulk.broke_off': {
    title: 'It broke off',
    cause: '{said} {visited, number} were visited.',
    remedy: { screen: 'Go on where it broke off.', commandLine: 'Go on with: --after {after}.' },
  },
} as const satisfies Texts;
