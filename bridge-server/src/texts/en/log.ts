import type { Words } from '../text.ts';

/**
 * What happened, one sentence for each line of the journal. The key is the line's code, or its group if one sentence serves all
 * codes of the group. A value that the line does not have is `none`.
 */
export const logWords = {
  'log.order.received':
    '{revision, select, none {The order arrived.} 1 {The order arrived.} other {A change of the order arrived.}}',
  'log.order.not_read': 'A change of the order arrived, but it cannot be read.',
  'log.order.forgotten': 'The content of the order was erased from the bridge.',
  'log.order.content_shown': 'Somebody looked at the whole content of the order.',

  'log.wanted': 'A document is to be made.',
  'log.wanted.status': 'A document is to be made.',
  'log.wanted.by_person': 'Somebody chose to send it.',
  'log.wanted.refund': 'A refund is to be credited.',
  'log.wanted.payment': 'A payment is to be booked.',
  'log.wanted.amendment': 'The document is to be changed, because the order changed.',
  'log.wanted.cancellation': 'The document is to be taken back, because the order was cancelled.',
  'log.wanted.comparison': 'The document is to be compared with the changed order.',

  'log.rule': 'No document is made: a rule of the connection leaves it out.',
  'log.rule.draft': 'No document is made: the order is a draft.',
  'log.rule.source': 'No document is made: the connection takes no orders from this source.',
  'log.rule.function_off': 'No document is made: the connection does not send documents of this kind.',
  'log.rule.refunded_in_full': 'No document is made: the order was refunded in full.',
  'log.rule.status': 'No document is made: the connection does not send orders with this status.',
  'log.rule.before_active': 'No document is made: the order is older than the day from which the connection sends.',
  'log.rule.zero_total': "No document is made: the order's total is 0.",
  'log.rule.no_account': 'No payment is booked: the payment method has no account.',
  'log.rule.connection_removed': 'No document is made: the connection was removed.',
  'log.rule.order_not_sent': 'No document is made: the order that it belongs to was not sent.',
  'log.rule.refund_not_sent': 'No document is made: the refund that it belongs to was not sent.',
  'log.rule.order_back': 'The document stays: the order is back in the shop.',
  'log.rule.forgotten': "No document is made: the order's content was erased.",
  'log.rule.not_supported': 'Kontor cannot make this document. Somebody must do it by hand.',
  'log.cancelled.before_sending': 'The order was cancelled before it was sent. Nothing goes to the office.',
  'log.cancelled.before_fetch': 'The order was cancelled before the office fetched it. Nothing goes to the office.',
  'log.cancelled.after_fetch': 'The order was cancelled after the office had fetched it.',
  'log.cancelled.after_sending': 'The order was cancelled after its document was made.',
  'log.cancelled.by_person': 'Somebody decided not to send it.',

  'log.claimed.worker': 'Kontor began to send it.',
  'log.behind.lane': 'It waits until an earlier document of this order is done.',
  'log.step.begun': '{step, select, none {Something was sent to the system.} other {Sent to the system: {step}.}}',
  'log.step.asked':
    '{step, select, none {The system was asked first whether it has this already.} other {The system was asked first whether it has this already: {step}.}}',
  'log.sent':
    '{document, select, none {The document is in the system.} other {The document is in the system as {document}.}}',
  'log.gap': 'Something is missing, so no document can be made. Somebody must correct it.',
  'log.refused': 'The system refused the document. Somebody must look at it.',
  'log.refused.document_differs':
    "{document, select, none {The system's document differs from the order.} other {Document {document} differs from the order.}} Somebody must look at it.",
  'log.refused.by_office': 'The office did not accept the document.',
  'log.held':
    '{breaker, select, none {The document waits, because its connection is held back.} other {The connection is held back: nothing is sent until it works again.}}',
  'log.held.unauthorized':
    'The system did not accept the key. Nothing is sent until it does. Kontor tries again by itself.',
  'log.held.rate_limited': 'The system asked for a pause.',
  'log.held.unreachable': 'The system could not be reached. Kontor tries again by itself.',
  'log.breaker.closed': 'The connection works again. What was waiting goes on.',
  'log.retry':
    '{attempts, select, none {It did not work yet. Kontor tries again later.} other {It did not work yet. Kontor tries again later. Attempts so far: {attempts}.}}',
  'log.retry.asked': 'Somebody asked to try again.',
  'log.retry.changed': 'The order or the settings changed, so Kontor tries again.',
  'log.retry.lost_worker': 'The bridge was interrupted and now goes on with it.',
  'log.retry.stopped': 'The bridge was restarted and now goes on with it.',
  'log.retry.postponed': 'It waits for its turn.',
  'log.gave_up': 'Kontor gave up. Somebody must look at it.',
  'log.gave_up.attempts': 'Kontor tried for three days and gave up. Somebody must look at it.',
  'log.gave_up.crashed_worker': 'Kontor crashed several times while working on it. Somebody must look at it.',
  'log.gave_up.bug': 'A bug in Kontor itself stopped it. Send this line to support.',

  'log.doubt': "The system's answer was lost. Kontor asks whether the document is there before it sends anything else.",
  'log.doubt.lost_worker':
    'The bridge was interrupted while it was sending. Kontor asks whether the document is there.',
  'log.doubt.asked_once': 'The system did not show the document yet. Kontor asks once more.',
  'log.doubt.lookup_failed': 'Kontor could not ask the system whether the document is there. It asks again.',
  'log.doubt.postponed': 'Kontor asks the system later whether the document is there.',
  'log.doubt.ask': 'The system does not say whether the document is there. Somebody must look.',
  'log.doubt.several': 'The system has several documents that fit. Somebody must look.',
  'log.doubt.unanswered': 'The system has not answered for a day. Somebody must look.',
  'log.doubt.restored': 'The bridge was restored from a backup, so Kontor asks the system first.',
  'log.resolved.found': 'The document was found in the system.',
  'log.resolved.absent': 'The document is not in the system, so it is sent.',
  'log.resolved.nothing_begun': 'Nothing had been sent yet, so it goes on.',
  'log.resolved.by_person': 'Somebody said whether the document is in the system.',
  'log.replay.asked': 'Somebody asked whether the document is still there.',
  'log.replay.found': 'The document is still in the system.',
  'log.replay.absent': 'The document is gone from the system, so Kontor makes it again.',

  'log.offered': 'The document is ready for the office to fetch.',
  'log.offered.again': 'The document is ready for the office once more.',
  'log.fetched': 'The office fetched the document.',
  'log.accepted':
    '{document, select, none {The office accepted the document.} other {The office accepted the document as {document}.}}',
  'log.accepted.difference': 'Somebody accepted that the document differs from the order.',
  'log.elsewhere': 'It was handled elsewhere.',
  'log.changed.before_fetch': 'The order changed before the office fetched it, so Kontor makes the document again.',
  'log.changed.after_fetch': 'The order changed after the office had fetched it.',
  'log.changed.after_sending': 'The order changed after its document was made.',

  'log.task.opened':
    '{kind, select, question {Somebody must decide something.} other {Somebody must do something by hand.}}',
  'log.task.done': '{kind, select, question {Somebody decided it.} other {Somebody did it by hand.}}',
  'log.task.assigned': 'It was assigned to somebody.',
  'log.task.withdrawn': 'Nobody needs to do or decide this any more.',
  'log.task.expired': 'Nobody did it in time.',

  'log.office.invoiced':
    '{invoice, select, none {The office invoiced it.} other {The office invoiced it as {invoice}.}}',
  'log.office.sent': 'The office sent the invoice.',
  'log.office.paid': 'The invoice is paid.',
  'log.office.reopened': 'The invoice is open again.',
  'log.office.changed': 'The office changed something in the document.',

  'log.connection.added': 'An office program was connected.',
  'log.connection.changed': 'The settings of the connection were changed.',
  'log.connection.paused': 'The connection was paused.',
  'log.connection.resumed': 'The connection was resumed after a pause.',
  'log.connection.removed': 'The connection was removed.',
  'log.connection.check_failed': 'The connection was tested and did not work.',
  'log.connection.credentials_changed': 'New credentials were entered for the connection.',
  'log.connection.office_key_created': 'A key for the office was created.',
  'log.connection.office_key_revoked': 'A key of the office was revoked.',
  'log.office.computer_refused':
    'A computer with the address {address} asked for documents with a right key. The connection does not allow this computer.',
  'log.person.saved': 'An entry among the people of the office was saved.',
  'log.person.archived': 'An entry among the people of the office was archived.',
  'log.person.imported': 'A list of people of the office was saved.',
  'log.addresses.shown': 'Somebody read addresses of the office.',
  'log.shop.paired': 'The shop was paired with the bridge.',
  'log.shop.not_paired': 'An attempt to pair a shop with this address failed.',
  'log.shop.unpaired': 'The pairing of the shop with the bridge was ended.',
  'log.bridge.restored': 'The bridge was restored from a backup.',
  'log.bridge.verified': 'Everything since the backup was checked.',
} as const satisfies Words;
