import type { Words } from '../text.ts';

/**
 * What happened, one sentence for each line of the journal: by its code, or by its group where one sentence tells all codes of it.
 * A value that the line does not have is `none`.
 */
export const logWords = {
  'log.order.received':
    '{revision, select, none {The order arrived.} 1 {The order arrived.} other {A change of the order arrived.}}',
  'log.order.not_read': 'A change of the order arrived that cannot be read.',
  'log.order.forgotten': 'What the bridge kept of the order was erased.',
  'log.order.content_shown': 'The whole content of the order was looked at.',

  'log.wanted': 'A document is to be made.',
  'log.wanted.status': 'A document is to be made.',
  'log.wanted.by_person': 'It was chosen to be sent.',
  'log.wanted.refund': 'A refund is to be credited.',
  'log.wanted.payment': 'A payment is to be booked.',
  'log.wanted.amendment': 'The document is to be changed, since the order changed.',
  'log.wanted.cancellation': 'The document is to be taken back, since the order was cancelled.',
  'log.wanted.comparison': 'The document is to be compared with the changed order.',

  'log.rule': 'No document is made: a rule of the connection leaves it out.',
  'log.rule.draft': 'No document is made: the order is a draft.',
  'log.rule.source': 'No document is made: the connection does not take orders from there.',
  'log.rule.function_off': 'No document is made: the function is switched off for the connection.',
  'log.rule.refunded_in_full': 'No document is made: the order was refunded in full.',
  'log.rule.status': 'No document is made: the connection does not send orders of this status.',
  'log.rule.before_active': 'No document is made: the order is older than the day from which the connection sends.',
  'log.rule.zero_total': 'No document is made: the order comes to nothing.',
  'log.rule.no_account': 'No payment is booked: the payment method has no account.',
  'log.rule.connection_removed': 'No document is made: the connection was removed.',
  'log.rule.order_not_sent': 'No document is made: the order that it belongs to was not sent.',
  'log.rule.refund_not_sent': 'No document is made: the refund that it belongs to was not sent.',
  'log.rule.order_back': 'The document stays: the order is back in the shop.',
  'log.rule.forgotten': "No document is made: the order's content was erased.",
  'log.rule.not_supported': 'Kontor cannot make this document: somebody must do it by hand.',
  'log.cancelled.before_sending': 'The order was cancelled before it was sent: nothing goes to the office.',
  'log.cancelled.before_fetch': 'The order was cancelled before the office fetched it: nothing goes there.',
  'log.cancelled.after_fetch': 'The order was cancelled after the office had fetched it.',
  'log.cancelled.after_sending': 'The order was cancelled after its document was made.',
  'log.cancelled.by_person': 'It was decided that it is not sent.',

  'log.claimed.worker': 'Kontor began to send it.',
  'log.behind.lane': 'It waits until an earlier document of this order is done.',
  'log.step.begun': '{step, select, none {Something was sent to the system.} other {Sent to the system: {step}.}}',
  'log.step.asked':
    '{step, select, none {The system was asked first whether it is there already.} other {The system was asked first whether this is there already: {step}.}}',
  'log.sent':
    '{document, select, none {The document is in the system.} other {The document is in the system as {document}.}}',
  'log.gap': 'Something is missing, so no document can be made. Somebody must mend it.',
  'log.refused': 'The system refused the document. Somebody must look at it.',
  'log.refused.document_differs':
    '{document, select, none {The system made another document of it than the order says.} other {Document {document} says other than the order.}} Somebody must look at it.',
  'log.refused.by_office': 'The office did not take the document in.',
  'log.held':
    '{breaker, select, none {It is held back with its connection.} other {The connection is held back: nothing goes out until it works again.}}',
  'log.held.unauthorized':
    'The system did not accept the key. Nothing goes out until it does, which is tried again by itself.',
  'log.held.rate_limited': 'The system asked for a pause.',
  'log.held.unreachable': 'The system could not be reached. It is tried again by itself.',
  'log.breaker.closed': 'The connection works again. What waited goes on.',
  'log.retry':
    '{attempts, select, none {It did not work yet, and is tried again later.} other {It did not work yet, and is tried again later. Attempts so far: {attempts}.}}',
  'log.retry.asked': 'It was asked to be tried again.',
  'log.retry.changed': 'The order or the settings changed, so it is tried again.',
  'log.retry.lost_worker': 'The bridge was interrupted, and goes on with it.',
  'log.retry.stopped': 'The bridge was stopped in between, and goes on with it.',
  'log.retry.postponed': 'It waits for its turn.',
  'log.gave_up': 'Kontor gave up trying. Somebody must look at it.',
  'log.gave_up.attempts': 'Kontor tried for three days and gave up. Somebody must look at it.',
  'log.gave_up.crashed_worker': 'Kontor broke off several times with it. Somebody must look at it.',
  'log.gave_up.bug': 'A fault in Kontor itself stopped it. Hand this line on to support.',

  'log.doubt': "The system's answer was lost. Kontor asks whether the document is there before anything else is sent.",
  'log.doubt.lost_worker':
    'The bridge was interrupted while it was sending. Kontor asks whether the document is there.',
  'log.doubt.asked_once': 'The system did not show the document yet. It is asked once more.',
  'log.doubt.lookup_failed': 'The system could not be asked whether the document is there. It is asked again.',
  'log.doubt.postponed': 'The system is asked later whether the document is there.',
  'log.doubt.ask': 'The system does not tell whether the document is there. Somebody must look.',
  'log.doubt.several': 'The system has several documents that may be meant. Somebody must look.',
  'log.doubt.unanswered': 'The system has not answered for a day. Somebody must look.',
  'log.doubt.restored': 'The bridge was restored from a backup, so the system is asked first.',
  'log.resolved.found': 'The document was found in the system.',
  'log.resolved.absent': 'The document is not in the system, so it is sent.',
  'log.resolved.nothing_begun': 'Nothing had been sent yet, so it goes on.',
  'log.resolved.by_person': 'It was entered whether the document is in the system.',
  'log.replay.asked': 'It was asked whether the document is still there.',
  'log.replay.found': 'The document is still in the system.',
  'log.replay.absent': 'The document is gone from the system, so it is made anew.',

  'log.offered': 'The document is ready for the office to fetch.',
  'log.offered.again': 'The document is ready for the office once more.',
  'log.fetched': 'The office fetched the document.',
  'log.accepted':
    '{document, select, none {The office took the document in.} other {The office took the document in as {document}.}}',
  'log.accepted.difference': 'It was accepted that the document says other than the order.',
  'log.elsewhere': 'It was handled elsewhere.',
  'log.changed.before_fetch': 'The order changed before the office fetched it, so the document is made anew.',
  'log.changed.after_fetch': 'The order changed after the office had fetched it.',
  'log.changed.after_sending': 'The order changed after its document was made.',

  'log.task.opened':
    '{kind, select, question {Somebody must decide something.} other {Somebody must do something by hand.}}',
  'log.task.done': '{kind, select, question {It was decided.} other {It was done by hand.}}',
  'log.task.assigned': 'It was given to somebody.',
  'log.task.withdrawn': 'Nobody needs to do or decide it any more.',
  'log.task.expired': 'Its time was over before anybody did it.',

  'log.office.invoiced':
    '{invoice, select, none {The office invoiced it.} other {The office invoiced it as {invoice}.}}',
  'log.office.sent': 'The office sent the invoice.',
  'log.office.paid': 'The invoice is paid.',
  'log.office.reopened': 'The invoice is open again.',
  'log.office.changed': 'The office changed something about it.',

  'log.connection.added': 'An office program was connected.',
  'log.connection.changed': 'The settings of the connection were changed.',
  'log.connection.paused': 'The connection was paused.',
  'log.connection.resumed': 'The connection goes on after a pause.',
  'log.connection.removed': 'The connection was removed.',
  'log.connection.check_failed': 'The connection was tested, and did not work.',
  'log.connection.credentials_changed': 'New credentials were entered for the connection.',
  'log.shop.paired': 'The shop was paired with the bridge.',
  'log.shop.not_paired': 'An attempt to pair a shop with this address failed.',
  'log.shop.unpaired': 'The shop was unpaired from the bridge.',
  'log.bridge.restored': 'The bridge was restored from a backup.',
  'log.bridge.verified': 'Everything since the backup was looked at.',
} as const satisfies Words;
