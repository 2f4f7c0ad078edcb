import { __, sprintf } from '@wordpress/i18n';

/** What a line says besides its code: ids and figures. */
type Detail = Readonly<Record<string, unknown>>;
type Sentence = (detail: Detail) => string;

const word = (detail: Detail, name: string): string => {
  const value = detail[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

/** A sentence that ends in something the line names, such as a document's number. */
const naming =
  (name: string, withIt: () => string, without: () => string): Sentence =>
  (detail) =>
    word(detail, name) === '' ? without() : sprintf(withIt(), word(detail, name));

/** By code, or by the beginning of one that ends in a dot; made anew each time, since the language is known only in the page. */
// prettier-ignore
const sentences: Readonly<Record<string, Sentence>> = {
  'order.received': (detail) => Number(detail['revision'] ?? 1) > 1 ? __('A change of the order arrived.', 'kontor-bridge') : __('The order arrived.', 'kontor-bridge'),
  'order.not_read': () => __('A change of the order arrived that cannot be read.', 'kontor-bridge'),
  'order.forgotten': () => __('What the bridge kept of the order was erased.', 'kontor-bridge'),
  'order.content_shown': () => __('The whole content of the order was looked at.', 'kontor-bridge'),

  'wanted.': () => __('A document is to be made.', 'kontor-bridge'),
  'wanted.by_person': () => __('Somebody chose to send it.', 'kontor-bridge'),
  'wanted.refund': () => __('A refund is to be credited.', 'kontor-bridge'),
  'wanted.payment': () => __('A payment is to be booked.', 'kontor-bridge'),
  'wanted.cancellation': () => __('The document is to be taken back, since the order was cancelled.', 'kontor-bridge'),
  'wanted.comparison': () => __('The document is to be compared with the changed order.', 'kontor-bridge'),
  'rule.': () => __('No document is made: a rule of the connection leaves it out.', 'kontor-bridge'),
  'rule.before_active': () => __('No document is made: the order is older than the day from which the connection sends.', 'kontor-bridge'),
  'rule.draft': () => __('No document is made: the order is a draft.', 'kontor-bridge'),
  'rule.status': () => __('No document is made: the connection does not send orders of this status.', 'kontor-bridge'),
  'rule.zero_total': () => __('No document is made: the order comes to nothing.', 'kontor-bridge'),
  'rule.refunded_in_full': () => __('No document is made: the order was refunded in full.', 'kontor-bridge'),
  'rule.not_supported': () => __('Kontor cannot make this document: somebody must do it by hand.', 'kontor-bridge'),
  'rule.connection_removed': () => __('No document is made: the connection was removed.', 'kontor-bridge'),
  'cancelled.before_sending': () => __('The order was cancelled before it was sent: nothing goes to the office.', 'kontor-bridge'),
  'cancelled.before_fetch': () => __('The order was cancelled before the office fetched it: nothing goes there.', 'kontor-bridge'),
  'cancelled.after_fetch': () => __('The order was cancelled after the office had fetched it.', 'kontor-bridge'),
  'cancelled.after_sending': () => __('The order was cancelled after its document was made.', 'kontor-bridge'),
  'cancelled.by_person': () => __('Somebody decided that it is not sent.', 'kontor-bridge'),

  'claimed.': () => __('Kontor began to send it.', 'kontor-bridge'),
  'behind.lane': () => __('It waits until an earlier document of this order is done.', 'kontor-bridge'),
  'step.begun': naming('step', /* translators: %s: what is sent, such as create_order */ () => __('A request went to the office: %s.', 'kontor-bridge'), () => __('A request went to the office.', 'kontor-bridge')),
  'step.asked': naming('step', /* translators: %s: what is sent, such as create_order */ () => __('The office was asked first whether this is there already: %s.', 'kontor-bridge'), () => __('The office was asked first whether it is there already.', 'kontor-bridge')),
  sent: naming('document', /* translators: %s: number of a document */ () => __('The document is in the office as %s.', 'kontor-bridge'), () => __('The document is in the office.', 'kontor-bridge')),
  'gap.': () => __('Something is missing, so no document can be made. Somebody must mend it.', 'kontor-bridge'),
  'gap.rate_unmapped': () => __('A VAT rate of the order has no product in the office.', 'kontor-bridge'),
  'gap.customer_ambiguous': () => __('The office has several customers that may be meant.', 'kontor-bridge'),
  'gap.date_locked': () => __('The office’s books are locked for the day of the document.', 'kontor-bridge'),
  'refused.': () => __('The office refused the document.', 'kontor-bridge'),
  'refused.document_differs': () => __('The office made another sum of it than the order has. Somebody must look at it.', 'kontor-bridge'),
  'held.': (detail) => detail['breaker'] === 'open' ? __('The connection is held back: nothing goes out until it works again.', 'kontor-bridge') : __('It is held back with its connection.', 'kontor-bridge'),
  'held.unauthorized': () => __('The office did not accept the key. Nothing goes out until it is entered anew.', 'kontor-bridge'),
  'held.rate_limited': () => __('The office asked for a pause.', 'kontor-bridge'),
  'held.unreachable': () => __('The office could not be reached. It is tried again by itself.', 'kontor-bridge'),
  'breaker.closed': () => __('The connection works again. What waited goes on.', 'kontor-bridge'),
  'retry.': naming('attempts', /* translators: %s: how often it was tried */ () => __('It did not work yet, and is tried again later. Attempts so far: %s.', 'kontor-bridge'), () => __('It did not work yet, and is tried again later.', 'kontor-bridge')),
  'retry.asked': () => __('Somebody had it tried again.', 'kontor-bridge'),
  'retry.changed': () => __('The order or the settings have changed, so it is tried again.', 'kontor-bridge'),
  'retry.stopped': () => __('The bridge was stopped in between, and goes on with it.', 'kontor-bridge'),
  'retry.lost_worker': () => __('The bridge was interrupted, and goes on with it.', 'kontor-bridge'),
  'gave_up.': () => __('Kontor gave up trying. Somebody must look at it.', 'kontor-bridge'),
  'gave_up.bug': () => __('A fault in Kontor itself stopped it. Hand this line on to support.', 'kontor-bridge'),

  'doubt.': () => __('The office’s answer was lost. Kontor asks whether the document is there before anything else is sent.', 'kontor-bridge'),
  'doubt.ask': () => __('The office does not tell whether the document is there. Somebody must look.', 'kontor-bridge'),
  'doubt.several': () => __('The office has several documents that may be meant. Somebody must look.', 'kontor-bridge'),
  'doubt.unanswered': () => __('The office has not answered for a day. Somebody must look.', 'kontor-bridge'),
  'doubt.restored': () => __('The bridge was restored from a backup, so the office is asked first.', 'kontor-bridge'),
  'resolved.found': () => __('The document was found in the office.', 'kontor-bridge'),
  'resolved.absent': () => __('The document is not in the office, so it is sent.', 'kontor-bridge'),
  'resolved.nothing_begun': () => __('Nothing had been sent yet, so it goes on.', 'kontor-bridge'),
  'resolved.by_person': () => __('Somebody said whether the document is in the office.', 'kontor-bridge'),
  'replay.asked': () => __('Somebody asked whether the document is still there.', 'kontor-bridge'),
  'replay.found': () => __('The document is still in the office.', 'kontor-bridge'),
  'replay.absent': () => __('The document is gone from the office, so it is made anew.', 'kontor-bridge'),

  offered: () => __('The document is ready for the office to fetch.', 'kontor-bridge'),
  'offered.again': () => __('The document is ready for the office once more.', 'kontor-bridge'),
  fetched: () => __('The office fetched the document.', 'kontor-bridge'),
  accepted: () => __('The office took the document in.', 'kontor-bridge'),
  'refused.by_office': () => __('The office did not take the document in.', 'kontor-bridge'),
  'accepted.difference': () => __('Somebody accepted that the sums differ.', 'kontor-bridge'),
  elsewhere: () => __('Somebody handled it elsewhere.', 'kontor-bridge'),
  'changed.before_fetch': () => __('The order has changed before the office fetched it, so the document is made anew.', 'kontor-bridge'),
  'changed.after_fetch': () => __('The order has changed after the office had fetched it.', 'kontor-bridge'),
  'changed.after_sending': () => __('The order has changed after its document was made.', 'kontor-bridge'),

  'task.opened': (detail) => detail['kind'] === 'question' ? __('Somebody must decide something.', 'kontor-bridge') : __('Somebody must do something by hand.', 'kontor-bridge'),
  'task.done': () => __('It was decided or done.', 'kontor-bridge'),
  'task.assigned': () => __('It was given to somebody.', 'kontor-bridge'),
  'task.withdrawn': () => __('Nobody needs to do or decide it any more.', 'kontor-bridge'),
  'task.expired': () => __('Its time was over before anybody did it.', 'kontor-bridge'),

  'office.invoiced': naming('invoice', /* translators: %s: number of an invoice */ () => __('The office invoiced it as %s.', 'kontor-bridge'), () => __('The office invoiced it.', 'kontor-bridge')),
  'office.sent': () => __('The office sent the invoice.', 'kontor-bridge'),
  'office.paid': () => __('The invoice is paid.', 'kontor-bridge'),
  'office.reopened': () => __('The invoice is open again.', 'kontor-bridge'),
  'office.changed': () => __('The office changed something about it.', 'kontor-bridge'),

  'shop.paired': () => __('The shop was connected with the bridge.', 'kontor-bridge'),
  'shop.not_paired': () => __('Somebody tried in vain to connect a shop with this address.', 'kontor-bridge'),
  'shop.unpaired': () => __('The shop was disconnected from the bridge.', 'kontor-bridge'),
  'bridge.restored': () => __('The bridge was restored from a backup.', 'kontor-bridge'),
  'bridge.verified': () => __('The bridge has made sure of everything since the backup.', 'kontor-bridge'),
};

/** What happened, in plain words. A code that nobody has put into words shows itself. */
export function sentenceOf({ code, detail }: { code: string; detail: unknown }): string {
  const its = typeof detail === 'object' && detail !== null ? (detail as Detail) : {};
  const group = `${code.split('.')[0] ?? ''}.`;
  const told = [code, group].find((known) => Object.hasOwn(sentences, known));
  return sentences[told ?? '']?.(its) ?? code;
}

/** Who did it: Kontor itself, the office, or a person by name. */
export function actorInWords(actor: string): string {
  switch (actor) {
    case 'worker':
    case 'janitor':
    case 'settings':
      return 'Kontor';
    case 'intake':
      return __('this shop', 'kontor-bridge');
    case 'office':
      return __('the office', 'kontor-bridge');
  }
  const [, kind, name = ''] = /^(operator|shop|pairing):(.*)$/.exec(actor) ?? [];
  // The shop's own server signs for a page without https; the person is the same.
  const person = name.split('/')[1]?.replace(/ \(act\)$/, '');
  if (kind === 'shop') return person ?? __('this shop', 'kontor-bridge');
  if (kind === 'operator')
    /* translators: %s: name of whoever runs the bridge */
    return sprintf(__('%s (runs the bridge)', 'kontor-bridge'), name);
  return kind === 'pairing' ? __('somebody with a pairing code', 'kontor-bridge') : actor;
}
