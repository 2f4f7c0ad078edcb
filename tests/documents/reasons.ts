/** What codes mean that the source names without words, or with a system's own words only; and what to do about them. */
export interface Words {
  cause?: string;
  remedy: string;
}

const nothing = 'Nothing.';
/** The source says it. */
const said = '';
const byItself = 'Nothing: it goes on by itself.';
const asked = 'Nothing: the system is asked about it, and nothing is sent again before that is known.';

export const reasons: Readonly<Record<string, Words>> = {
  'config.contradiction': {
    cause: 'Two settings do not go together; the cause names them.',
    remedy: 'As the answer says, for the settings that it names.',
  },
  'database.unreachable': {
    remedy: 'See that PostgreSQL runs and that the bridge reaches it; nothing is lost, shops send again.',
  },
  'event.unreadable': {
    cause: 'The event cannot be read: {path}: {message}.',
    remedy:
      'Send {generation, order, refunds} with the bodies of the WooCommerce REST API v3, or {generation, id, tombstone: true}.',
  },

  'key.unproved': {
    cause: 'The new key does not prove that whoever asks has it; the answer names what is missing.',
    remedy: 'Sign one compact JWS with the new key, as docs/keys.md tells.',
  },

  'rule.draft': {
    cause: "The order is a draft, or one of WooCommerce's trials: these never leave the shop.",
    remedy: 'Nothing: it is sent once it is an order.',
  },
  'rule.function_off': {
    cause: 'The connection does not send what this is: the function is switched off.',
    remedy: 'If it should be sent, switch it on with: kontor connection change --functions.',
  },
  'rule.source': {
    cause: 'The connection does not take orders from where this one comes from.',
    remedy: 'If it should be sent, name that source with: kontor connection change --sources.',
  },
  'rule.refunded_in_full': { cause: 'The order was paid back in full before it was sent.', remedy: nothing },
  'rule.status': {
    cause: "The order's status is not among those that the connection sends.",
    remedy:
      'Nothing: it is sent with the right status. For others, change the statuses with: kontor connection change --statuses.',
  },
  'rule.before_active': {
    cause: 'The order was created before the connection became active.',
    remedy: 'If it should be sent, set an earlier date with: kontor connection change --active-from.',
  },
  'rule.zero_total': {
    cause: "The order's total is 0, and the connection does not send such orders.",
    remedy: 'If they should be sent, say so with: kontor connection change --zero-total.',
  },
  'rule.no_account': {
    cause: "The payment method has no account in the connection's settings.",
    remedy: 'Give it one under "Payments", if its payments are to be booked.',
  },
  'rule.connection_removed': {
    cause: 'The connection was removed before this was begun.',
    remedy: 'Add the same company again if it should be sent: kontor connection add.',
  },
  'rule.order_not_sent': {
    cause: 'What this belongs to, the order, was not sent.',
    remedy: 'Nothing: it is opened again once the order is sent.',
  },
  'rule.order_back': {
    cause: 'The order was cancelled, and is back in the shop before its document was taken back.',
    remedy: 'Nothing: the document stays, and is taken back if the order is cancelled again.',
  },
  'rule.refund_not_sent': {
    cause: 'What this belongs to, the refund, was not sent.',
    remedy: 'Nothing: it is opened again once the refund is sent.',
  },
  'rule.forgotten': {
    cause: "The order's content was erased after its time, before this was wanted.",
    remedy: 'Nothing, or save the order in the shop: it comes again with its content.',
  },

  'cancelled.before_sending': {
    cause: 'The order was called off in the shop before anything was made of it.',
    remedy: nothing,
  },
  'cancelled.after_sending': {
    cause: 'The order was called off after its document was made; a cancellation follows.',
    remedy: 'Nothing here: look at the cancellation.',
  },
  'cancelled.by_person': {
    cause: 'A person called it off before anything was made of it.',
    remedy: 'Nothing: it stays so whatever the shop changes. If it is to be sent after all: kontor send.',
  },
  'cancelled.before_fetch': { cause: 'The order was called off before the office fetched it.', remedy: nothing },
  'cancelled.after_fetch': {
    cause: 'The order was called off after the office had fetched it; a cancellation follows.',
    remedy: 'Nothing here: look at the cancellation.',
  },

  'held.unauthorized': {
    cause: 'The system does not take the credentials.',
    remedy: 'See what it says with: kontor connection check.',
  },
  'held.secret_unreadable': {
    cause: 'The sealed credentials were changed, or belong to another row.',
    remedy: 'Connect the system anew with the same account; nothing is sent twice.',
  },
  'held.address_refused': {
    cause: "The bridge may not go to the system's address.",
    remedy: 'Correct the address, or allow its host with KONTOR_<SYSTEM>_PRIVATE_HOSTS.',
  },

  'doubt.timeout': { cause: 'The system did not answer in time.', remedy: asked },
  'doubt.cut': { cause: 'The connection was lost before the answer was there.', remedy: asked },
  'doubt.server_error': { remedy: asked },
  'doubt.unreadable': { remedy: asked },
  'doubt.refused': { cause: 'The answer does not say whether the document was made.', remedy: asked },
  'doubt.duplicate': { cause: 'The system says that it has this already, and does not show it yet.', remedy: asked },
  'doubt.contradicted': { remedy: asked },
  'doubt.restored': {
    cause: 'The database was restored from a backup, and the document may have been made since.',
    remedy: asked,
  },
  'doubt.lost_worker': { cause: 'The worker that was sending ended without a word.', remedy: asked },
  'doubt.asked_once': {
    cause: 'The system did not show the document. A list may lag behind, so it is asked once more.',
    remedy: byItself,
  },
  'doubt.lookup_failed': {
    cause: 'The system could not be asked about the document.',
    remedy: 'Nothing: it is asked again, for a day.',
  },
  'doubt.postponed': {
    cause: 'The system cannot be asked now; it is held back or its limit is reached.',
    remedy: byItself,
  },
  'doubt.unanswered': {
    cause: 'For a day the system could not be asked about the document.',
    remedy: 'See why the system does not answer, then: kontor retry. It is asked again.',
  },
  'doubt.ask': {
    cause: 'The system does not show the document, and cannot say for certain that there is none.',
    remedy:
      'Look in the system. It is not there: kontor absent. It is: kontor found, with its number. It was dealt with by hand: kontor elsewhere.',
  },
  'doubt.several': {
    cause: 'The system shows several documents of this transfer.',
    remedy: 'Look at them, keep one and delete the others, then: kontor found, with its number.',
  },

  'retry.postponed': {
    cause: "There was no place in the vendor's limit, or too little time was left.",
    remedy: byItself,
  },
  'retry.shared_in_doubt': {
    cause: 'It is not known yet whether something that several orders need, such as a customer, was made.',
    remedy: byItself,
  },
  'retry.system_not_set_up': {
    cause: "The system's operator settings are not set on this bridge.",
    remedy: 'Set them and restart the bridge.',
  },
  'retry.held': {
    cause: 'The system turned this transfer away, though it is open to others.',
    remedy: 'Nothing at first: it is tried again for three days. Look with: kontor show.',
  },
  'retry.lost_worker': { cause: 'The worker that had it ended before anything was sent.', remedy: byItself },
  'retry.stopped': { cause: 'The worker was stopped between two steps.', remedy: byItself },
  'retry.changed': { cause: "The order or the connection's settings changed.", remedy: byItself },
  'retry.asked': { cause: 'A person asked for it.', remedy: byItself },

  'gave_up.attempts': {
    cause: 'It was tried for about three days.',
    remedy: 'Look at the last causes with kontor show, mend them, then: kontor retry.',
  },
  'gave_up.crashed_worker': {
    cause: 'Three workers ended while they had this transfer.',
    remedy: 'Look at the log of those workers. When the cause is mended: kontor retry.',
  },
  'gave_up.bug': {
    cause: 'A fault of the bridge.',
    remedy: 'Report it with its correlation id (kontor show). Other orders go on.',
  },

  'refused.document_differs': {
    cause:
      "The document's total, or its VAT, customer, currency or date, is not the order's, by more than rounding explains.",
    remedy: 'Mend the document at the target, then: kontor retry; or accept the difference: kontor accept.',
  },
  'refused.by_office': {
    cause: 'The office refused the document that it fetched.',
    remedy: 'Mend what it names, then: kontor retry.',
  },
  'refused.validation': {
    cause: 'The system did not take the content; its own words are told.',
    remedy: 'Mend what it names, then: kontor retry.',
  },
  'refused.conflict': {
    cause: 'The system says that it is there already, or in use; its own words are told.',
    remedy: 'Look in the system, then: kontor retry.',
  },
  'refused.several_found': {
    cause: 'The system has several of what the order needs one of, such as customers.',
    remedy: 'Merge or rename the duplicates at the target, then: kontor retry.',
  },
  'refused.request': {
    cause: 'The system did not take the request; its own words are told.',
    remedy: 'Try again later: kontor retry. If it stays so, tell whoever runs the bridge.',
  },

  'found.absent': { cause: 'The system has no document with that number, where it was looked for.', remedy: said },
  'found.unlike': {
    cause: 'There is a document with that number, and it cannot be this one; the answer says why.',
    remedy: said,
  },
  'found.not_askable': { cause: 'The system documents no way to ask for such a document by its number.', remedy: said },
  'found.unanswered': { cause: 'The system could not be asked now; its own words are told.', remedy: said },
};
