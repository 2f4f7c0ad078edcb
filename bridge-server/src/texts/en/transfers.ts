import type { Texts } from '../text.ts';

const nothing = 'Nothing.';
const byItself = 'Nothing: it goes on by itself.';

/** Why a document stands where it stands: what is to become of it, what goes on, and what is over. */
export const transferTexts = {
  'wanted.status': {
    title: 'Waits to be sent',
    cause: 'The order has a status that the connection sends.',
    remedy: byItself,
  },
  'wanted.refund': {
    title: 'The refund waits to be credited',
    cause: 'A refund was made in the shop.',
    remedy: byItself,
  },
  'wanted.payment': { title: 'The payment waits to be booked', cause: 'The order was paid.', remedy: byItself },
  'wanted.amendment': {
    title: 'A change waits to be made',
    cause: 'The order changed in the shop after its document was sent.',
    remedy: byItself,
  },
  'wanted.cancellation': {
    title: 'The document waits to be taken back',
    cause: 'The order was cancelled in the shop after its document was sent.',
    remedy: byItself,
  },
  'wanted.comparison': {
    title: 'Waits to be compared with the order',
    cause: 'The document was found after the bridge had been restored from a backup, and the order has changed since.',
    remedy: byItself,
  },
  'wanted.by_person': {
    title: 'Waits to be sent, as somebody asked',
    cause: "Somebody said that it is to be sent, whatever the connection's rules say.",
    remedy: byItself,
  },
  'claimed.worker': { title: 'Is being sent', cause: 'Kontor has it in hand.', remedy: byItself },
  'behind.lane': {
    title: 'Waits for another document of the order',
    cause: 'The documents of one order are sent one after the other, and an earlier one is not done yet.',
    remedy: 'Nothing, unless the earlier document needs somebody: then settle that one.',
  },
  sent: {
    title: 'Sent',
    cause: 'The document is in the system, and its amounts are those of the order.',
    remedy: nothing,
  },
  offered: { title: 'Ready for the office', cause: 'The office may fetch the document.', remedy: byItself },
  'offered.again': {
    title: 'Ready for the office once more',
    cause: 'The office fetched the document and did not acknowledge it in time.',
    remedy: byItself,
  },
  fetched: {
    title: 'Fetched by the office',
    cause: 'The office has fetched the document and has not acknowledged it yet.',
    remedy: byItself,
  },
  accepted: { title: 'Accepted by the office', cause: 'The office has acknowledged the document.', remedy: nothing },
  'accepted.difference': {
    title: 'Sent, with a difference that was accepted',
    cause: 'Somebody accepted that the document says other than the order.',
    remedy: nothing,
  },
  elsewhere: {
    title: 'Handled elsewhere',
    cause: 'Somebody said that it was handled outside of Kontor.',
    remedy: nothing,
  },

  'resolved.found': { title: 'Found in the system', cause: 'The system has the document.', remedy: byItself },
  'resolved.absent': {
    title: 'Not in the system, so it is sent',
    cause: 'The system was asked and does not have the document.',
    remedy: byItself,
  },
  'resolved.nothing_begun': {
    title: 'Nothing was begun, so it is sent',
    cause: 'There is nothing to ask the system about.',
    remedy: byItself,
  },
  'resolved.by_person': {
    title: 'Somebody settled the doubt',
    cause: 'Somebody said whether the document is in the system.',
    remedy: byItself,
  },
  'replay.asked': {
    title: 'Is being looked for again',
    cause: 'Somebody asked whether the document is still in the system.',
    remedy: byItself,
  },
  'replay.found': {
    title: 'Still in the system',
    cause: 'The system was asked again and has the document.',
    remedy: nothing,
  },
  'replay.absent': {
    title: 'Gone, so it is made anew',
    cause: 'The system was asked again and does not have the document any more.',
    remedy: byItself,
  },

  'changed.before_fetch': {
    title: 'Changed before the office fetched it',
    cause: 'The order changed in the shop, so the document is made anew.',
    remedy: byItself,
  },
  'changed.after_fetch': {
    title: 'Changed after the office fetched it',
    cause: 'The order changed in the shop after the office had fetched its document.',
    remedy: 'Nothing here: the change is told in a document of its own.',
  },
  'changed.after_sending': {
    title: 'Changed after it was sent',
    cause: 'The order changed in the shop after its document was made.',
    remedy: 'Nothing here: the change is made in a document of its own.',
  },
  'cancelled.before_sending': {
    title: 'Cancelled before it was sent',
    cause: 'The order was called off in the shop before anything was made of it.',
    remedy: nothing,
  },
  'cancelled.after_sending': {
    title: 'Cancelled after it was sent',
    cause: 'The order was called off after its document was made; a cancellation follows.',
    remedy: 'Nothing here: look at the cancellation.',
  },
  'cancelled.by_person': {
    title: 'Somebody decided not to send it',
    cause: 'Somebody called it off before anything was made of it. It stays so, whatever the shop changes.',
    remedy: {
      screen: 'Nothing. If it is to be sent after all, choose "Send now".',
      commandLine: 'Nothing. If it is to be sent after all: kontor send.',
    },
  },
  'cancelled.before_fetch': {
    title: 'Cancelled before the office fetched it',
    cause: 'The order was called off before the office fetched it.',
    remedy: nothing,
  },
  'cancelled.after_fetch': {
    title: 'Cancelled after the office fetched it',
    cause: 'The order was called off after the office had fetched it; a cancellation follows.',
    remedy: 'Nothing here: look at the cancellation.',
  },

  'retry.asked': { title: 'Tried again, as somebody asked', cause: 'Somebody asked for it.', remedy: byItself },
  'retry.changed': {
    title: 'Tried again after a change',
    cause: "The order or the connection's settings changed.",
    remedy: byItself,
  },
  'retry.lost_worker': {
    title: 'Tried again after an interruption',
    cause: 'The worker that had it ended before anything was sent.',
    remedy: byItself,
  },
  'retry.stopped': {
    title: 'Goes on after a restart',
    cause: 'The worker was stopped between two steps.',
    remedy: byItself,
  },
  'retry.postponed:being_made': {
    title: 'Waits for another document',
    cause:
      'Another document is making this {object, select, customer {customer} product {product} other {object ({object})}} in the system.',
    remedy: byItself,
  },
  'retry.postponed:lease_lost': {
    title: 'Waits for its turn',
    cause: 'The lease was lost before the call.',
    remedy: byItself,
  },
  'retry.postponed:not_known': {
    title: 'Waits for an answer',
    cause:
      'It is not known yet whether the {object, select, customer {customer} product {product} other {object ({object})}} was made.',
    remedy: byItself,
  },
  'retry.postponed:not_found': {
    title: 'Waits for an answer',
    cause:
      'The {object, select, customer {customer} product {product} other {object ({object})}} was not found; it is asked for once more.',
    remedy: byItself,
  },
  'retry.shared_in_doubt': {
    title: 'Waits for an answer',
    cause: 'It is not known yet whether something that several orders need, such as a customer, was made.',
    remedy: byItself,
  },
  'retry.system_not_set_up': {
    title: 'The system is not set up on the bridge',
    cause: "The system's operator settings are not set on this bridge.",
    remedy: {
      screen: 'Ask whoever runs the bridge to set the system up. It then goes on by itself.',
      commandLine: 'Set them and restart the bridge.',
    },
  },
  'retry.system_not_set_up:named': {
    title: 'The system is not set up on the bridge',
    cause: 'The system {system} is not set up on this bridge.',
    remedy: {
      screen: 'Ask whoever runs the bridge to set the system up. It then goes on by itself.',
      commandLine: 'Set its operator settings and restart the bridge.',
    },
  },
  'retry.held': {
    title: 'Turned away; tried again later',
    cause: 'The system turned this document away, though it takes others.',
    remedy: {
      screen: 'Nothing at first: it is tried again for three days.',
      commandLine: 'Nothing at first: it is tried again for three days. Look with: kontor show.',
    },
  },
  'retry.later': {
    title: 'Tried again later',
    cause: 'The answer was lost on a call that may be repeated.',
    remedy: byItself,
  },
} as const satisfies Texts;
