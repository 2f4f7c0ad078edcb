import type { Texts } from '../text.ts';

const nothing = 'Nothing.';
const functions = {
  screen: 'If it should be sent, switch the function on under Connections.',
  commandLine: 'If it should be sent, switch the function on with: kontor connection change --functions.',
} as const;

/** Why no document is made although an order came in: a rule of the connection leaves it out, or a person must do it by hand. */
export const ruleTexts = {
  'rule.draft': {
    title: 'Draft',
    cause: 'The order is a draft or a test order. Such orders never leave the shop.',
    remedy: 'Nothing: it is sent once it is placed.',
  },
  'rule.source': {
    title: 'From a source that the connection does not take',
    cause: 'The connection does not take orders from the source that this order comes from.',
    remedy: {
      screen: 'If it should be sent, add that source to the connection.',
      commandLine: 'If it should be sent, add that source with: kontor connection change --sources.',
    },
  },
  'rule.function_off': {
    title: 'The connection does not send such documents',
    cause: 'The connection does not send documents of this kind: the function is switched off.',
    remedy: functions,
  },
  'rule.function_off:cancellations': {
    title: 'To be cancelled by hand in {target}',
    cause:
      'The order was cancelled in the shop after its document was sent, but the connection is set not to cancel documents.',
    remedy: {
      screen:
        'Delete or credit the document in {target} by hand. Or switch cancellations on under Connections and choose "Send now".',
      commandLine:
        'Delete or credit the document in {target} by hand. Or switch the function cancellations on, then: kontor send.',
    },
  },
  'rule.refunded_in_full': {
    title: 'Refunded in full before it was sent',
    cause: 'The order was refunded in full before it was sent.',
    remedy: nothing,
  },
  'rule.status': {
    title: 'Orders with this status are not sent',
    cause: "The order's status is not one of those that the connection sends.",
    remedy: {
      screen: 'Nothing: the order is sent once it has such a status. You set these statuses under Connections.',
      commandLine:
        'Nothing: the order is sent once it has such a status. Set these statuses with: kontor connection change --statuses.',
    },
  },
  'rule.before_active': {
    title: 'Older than the connection',
    cause: 'The order was created before the connection became active.',
    remedy: {
      screen: 'If it should be sent, choose "Send now", or set an earlier date under Connections.',
      commandLine:
        'If it should be sent: kontor send. For all such orders, set an earlier date with: kontor connection change --active-from.',
    },
  },
  'rule.zero_total': {
    title: "The order's total is 0",
    cause: "The order's total is 0, and the connection does not send such orders.",
    remedy: {
      screen: 'If such orders should be sent, allow them under Connections.',
      commandLine: 'If such orders should be sent, allow them with: kontor connection change --zero-total.',
    },
  },
  'rule.no_account': {
    title: 'The payment method has no account',
    cause: "The payment method has no account in the connection's settings.",
    remedy:
      'If its payments are to be booked, give the payment method an account under "Payments" in the connection\'s settings.',
  },
  'rule.connection_removed': {
    title: 'The connection was removed',
    cause: 'The connection was removed before anything of the document was sent.',
    remedy: {
      screen: 'If it should be sent, connect the same company again.',
      commandLine: 'If it should be sent, add the same company again with: kontor connection add.',
    },
  },
  'rule.order_not_sent': {
    title: 'The order was not sent',
    cause: 'This document belongs to an order that was not sent.',
    remedy: 'Nothing: the document goes on once the order is sent.',
  },
  'rule.refund_not_sent': {
    title: 'The refund was not sent',
    cause: 'This document belongs to a refund that was not sent.',
    remedy: 'Nothing: the document goes on once the refund is sent.',
  },
  'rule.order_back': {
    title: 'The order is no longer cancelled',
    cause: 'The order was cancelled, but it was restored in the shop before its document was taken back.',
    remedy: 'Nothing: the document stays. It is taken back if the order is cancelled again.',
  },
  'rule.forgotten': {
    title: "The order's content was already erased",
    cause: 'The content of the order was erased after its time, before this document was needed.',
    remedy: 'Nothing. If the document is needed, save the order in the shop: its content then comes back.',
  },
  'rule.not_supported': {
    title: 'To be done by hand',
    cause: 'Kontor cannot do this in the system.',
    remedy: 'Do it there by hand.',
  },
  'rule.not_supported:cancelled_again': {
    title: 'Cancelled again after it was restored',
    cause: 'The order was restored in the shop after its document had been taken back, and then cancelled again.',
    remedy: 'If the order was entered in {target} by hand in the meantime, delete or credit it there.',
  },
  'rule.not_supported:payment': {
    title: 'A booked payment changed',
    cause:
      'A payment of the order was booked. After that, the shop cancelled or changed the payment. A booked payment cannot be edited.',
    remedy: 'Compare the order with the voucher in {target}. If necessary, correct or reverse the voucher there.',
  },
  'rule.not_supported:refund_deleted': {
    title: 'A credited refund was deleted',
    cause: 'Refund {refund} was deleted in the shop after its credit note was made.',
    remedy:
      'Delete the draft of the credit note in {target}. If the credit note was sent already, invoice its amount again by hand.',
  },
  'rule.not_supported:order_back': {
    title: 'The order was restored after its document was taken back',
    cause: 'The order was restored in the shop after its document had been deleted or credited in {target}.',
    remedy: 'Enter the order in {target} by hand.',
  },
  'rule.not_supported:kind': {
    title: 'To be changed by hand in {target}',
    cause:
      'The order changed in the shop after its document was sent, and Kontor makes no {kind, select, amendment {amendments} cancellation {cancellations} refund {refunds} payment {payments} other {documents of the kind {kind}}} in {target}.',
    remedy: 'Change or delete the document in {target} by hand.',
  },
  'rule.not_supported:elsewhere': {
    title: 'To be booked by hand in {target}',
    cause:
      'The document of the {needed, select, refund {refund} other {order}} was handled elsewhere, so Kontor cannot relate {kind, select, amendment {an amendment} cancellation {a cancellation} refund {a refund} payment {a payment} other {another document}} to it.',
    remedy:
      'Book the {kind, select, amendment {amendment} cancellation {cancellation} refund {refund} payment {payment} other {document}} in {target} by hand.',
  },
} as const satisfies Texts;
