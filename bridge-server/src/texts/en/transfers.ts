import type { Texts } from '../text.ts';

const nothing = 'Nothing.';
const byItself = 'Nothing: it goes on by itself.';

/** Why a document has its state: what will be done with it, what is being done, and what is over. */
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
    title: 'A change of the document is waiting',
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
    cause: "Somebody chose to send it, regardless of the connection's rules.",
    remedy: byItself,
  },
  'claimed.worker': { title: 'Being sent', cause: 'Kontor is working on it.', remedy: byItself },
  'behind.lane': {
    title: 'Waits for another document of the order',
    cause: 'The documents of one order are sent one after the other, and an earlier one is not done yet.',
    remedy: 'Nothing, unless the earlier document needs somebody to act. In that case, settle that document.',
  },
  sent: {
    title: 'Sent',
    cause: 'The document is in the system, with the amounts of the order.',
    remedy: nothing,
  },
  offered: { title: 'Ready for the office', cause: 'The office can fetch the document.', remedy: byItself },
  'offered.again': {
    title: 'Ready for the office again',
    cause: 'The office fetched the document but did not acknowledge it in time.',
    remedy: byItself,
  },
  fetched: {
    title: 'Fetched by the office',
    cause: 'The office has fetched the document but has not acknowledged it yet.',
    remedy: byItself,
  },
  accepted: { title: 'Accepted by the office', cause: 'The office has acknowledged the document.', remedy: nothing },
  'accepted.difference': {
    title: 'Sent, difference accepted',
    cause: 'Somebody accepted that the document differs from the order.',
    remedy: nothing,
  },
  elsewhere: {
    title: 'Handled elsewhere',
    cause: 'Somebody marked it as handled outside of Kontor.',
    remedy: nothing,
  },

  'resolved.found': { title: 'Found in the system', cause: 'The system has the document.', remedy: byItself },
  'resolved.absent': {
    title: 'Not in the system, so it is sent',
    cause: 'Kontor asked the system, and it does not have the document.',
    remedy: byItself,
  },
  'resolved.nothing_begun': {
    title: 'Nothing was sent yet, so it is sent now',
    cause: 'Nothing was sent before, so there is nothing to ask the system about.',
    remedy: byItself,
  },
  'resolved.by_person': {
    title: 'Somebody settled the doubt',
    cause: 'Somebody said whether the document is in the system.',
    remedy: byItself,
  },
  'replay.asked': {
    title: 'Kontor looks for the document again',
    cause: 'Somebody asked whether the document is still in the system.',
    remedy: byItself,
  },
  'replay.found': {
    title: 'Still in the system',
    cause: 'Kontor asked the system again, and it has the document.',
    remedy: nothing,
  },
  'replay.absent': {
    title: 'Gone, so it is made again',
    cause: 'Kontor asked the system again, and it no longer has the document.',
    remedy: byItself,
  },

  'changed.before_fetch': {
    title: 'Changed before the office fetched it',
    cause: 'The order changed in the shop, so Kontor makes the document again.',
    remedy: byItself,
  },
  'changed.after_fetch': {
    title: 'Changed after the office fetched it',
    cause: 'The order changed in the shop after the office had fetched its document.',
    remedy: 'Nothing here: the change has a document of its own.',
  },
  'changed.after_sending': {
    title: 'Changed after it was sent',
    cause: 'The order changed in the shop after its document was made.',
    remedy: 'Nothing here: the change has a document of its own.',
  },
  'cancelled.before_sending': {
    title: 'Cancelled before it was sent',
    cause: 'The order was cancelled in the shop before anything was made from it.',
    remedy: nothing,
  },
  'cancelled.after_sending': {
    title: 'Cancelled after it was sent',
    cause: 'The order was cancelled after its document was made. A cancellation follows.',
    remedy: 'Nothing here: look at the cancellation.',
  },
  'cancelled.by_person': {
    title: 'Somebody decided not to send it',
    cause: 'Somebody decided not to send it, before anything of it was sent. This holds whatever changes in the shop.',
    remedy: {
      screen: 'Nothing. If it should be sent after all, choose "Send now".',
      commandLine: 'Nothing. If it should be sent after all: kontor send.',
    },
  },
  'cancelled.before_fetch': {
    title: 'Cancelled before the office fetched it',
    cause: 'The order was cancelled before the office fetched its document.',
    remedy: nothing,
  },
  'cancelled.after_fetch': {
    title: 'Cancelled after the office fetched it',
    cause: 'The order was cancelled after the office had fetched its document. A cancellation follows.',
    remedy: 'Nothing here: look at the cancellation.',
  },

  'retry.asked': { title: 'Tried again, as somebody asked', cause: 'Somebody asked to try again.', remedy: byItself },
  'retry.changed': {
    title: 'Tried again after a change',
    cause: "The order or the connection's settings changed.",
    remedy: byItself,
  },
  'retry.lost_worker': {
    title: 'Tried again after an interruption',
    cause: 'The bridge was interrupted before anything was sent.',
    remedy: byItself,
  },
  'retry.stopped': {
    title: 'Goes on after a restart',
    cause: 'The bridge was stopped between two steps.',
    remedy: byItself,
  },
  'retry.postponed:being_made': {
    title: 'Waits for another document',
    cause:
      'The {object, select, customer {customer} product {product} other {object ({object})}} is just being created in the system, for another document.',
    remedy: byItself,
  },
  'retry.postponed:lease_lost': {
    title: 'Waits for its turn',
    cause: 'The time for this attempt ran out before the system was called.',
    remedy: byItself,
  },
  'retry.postponed:not_known': {
    title: 'Waits for an answer',
    cause:
      'It is not known yet whether the {object, select, customer {customer} product {product} other {object ({object})}} was created.',
    remedy: byItself,
  },
  'retry.postponed:not_found': {
    title: 'Waits for an answer',
    cause:
      'The {object, select, customer {customer} product {product} other {object ({object})}} was not found. Kontor asks once more.',
    remedy: byItself,
  },
  'retry.shared_in_doubt': {
    title: 'Waits for an answer',
    cause: 'It is not known yet whether something that several orders need, such as a customer, was created.',
    remedy: byItself,
  },
  'retry.system_not_set_up': {
    title: 'The system is not set up on the bridge',
    cause: "The system's operator settings are not set on this bridge.",
    remedy: {
      screen: 'Ask whoever runs the bridge to set the system up. It then goes on by itself.',
      commandLine: "Set the system's operator settings and restart the bridge.",
    },
  },
  'retry.system_not_set_up:named': {
    title: 'The system is not set up on the bridge',
    cause: 'The system {system} is not set up on this bridge.',
    remedy: {
      screen: 'Ask whoever runs the bridge to set the system up. It then goes on by itself.',
      commandLine: "Set the system's operator settings and restart the bridge.",
    },
  },
  'retry.held': {
    title: 'Not accepted; tried again later',
    cause: 'The system did not accept this document, although it accepts others.',
    remedy: {
      screen: 'Nothing for now: Kontor tries again for three days.',
      commandLine: 'Nothing for now: Kontor tries again for three days. See the details with: kontor show.',
    },
  },
  'retry.later': {
    title: 'Tried again later',
    cause: 'The answer was lost, but this request may safely be repeated.',
    remedy: byItself,
  },
} as const satisfies Texts;
