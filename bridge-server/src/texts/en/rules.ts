import type { Texts } from '../text.ts';

const nothing = 'Nothing.';
const functions = {
  screen: 'If it should be sent, switch the function on under Connections.',
  commandLine: 'If it should be sent, switch it on with: kontor connection change --functions.',
} as const;

/** Why no document is made although an order came in: a rule of the connection leaves it out, or a person must do it by hand. */
export const ruleTexts = {
  'rule.draft': {
    title: 'Draft',
    cause: "The order is a draft, or one of WooCommerce's trials: these never leave the shop.",
    remedy: 'Nothing: it is sent once it is an order.',
  },
  'rule.source': {
    title: 'Comes from elsewhere than the connection takes',
    cause: 'The connection does not take orders from where this one comes from.',
    remedy: {
      screen: 'If it should be sent, add that source to the connection.',
      commandLine: 'If it should be sent, name that source with: kontor connection change --sources.',
    },
  },
  'rule.function_off': {
    title: 'The connection does not send this',
    cause: 'The connection does not send what this is: the function is switched off.',
    remedy: functions,
  },
  'rule.function_off:cancellations': {
    title: 'To be cancelled by hand in {target}',
    cause:
      'The order was cancelled in the shop after its document was sent, and the connection is not to cancel documents.',
    remedy: {
      screen:
        'Delete or credit the document in {target} by hand; or switch cancellations on under Connections and choose "Send now".',
      commandLine:
        'Delete or credit the document in {target} by hand, or switch the function cancellations on and say: kontor send.',
    },
  },
  'rule.refunded_in_full': {
    title: 'Refunded in full before it was sent',
    cause: 'The order was paid back in full before it was sent.',
    remedy: nothing,
  },
  'rule.status': {
    title: 'Status is not one that sends',
    cause: "The order's status is not among those that the connection sends.",
    remedy: {
      screen: 'Nothing: it is sent with the right status. Which statuses those are is set under Connections.',
      commandLine:
        'Nothing: it is sent with the right status. For others, change the statuses with: kontor connection change --statuses.',
    },
  },
  'rule.before_active': {
    title: 'Older than the connection',
    cause: 'The order was created before the connection became active.',
    remedy: {
      screen: 'If it should be sent, choose "Send now", or set an earlier date under Connections.',
      commandLine: 'If it should be sent, set an earlier date with: kontor connection change --active-from.',
    },
  },
  'rule.zero_total': {
    title: 'The order comes to nothing',
    cause: "The order's total is 0, and the connection does not send such orders.",
    remedy: {
      screen: 'If such orders should be sent, say so under Connections.',
      commandLine: 'If they should be sent, say so with: kontor connection change --zero-total.',
    },
  },
  'rule.no_account': {
    title: 'The payment method has no account',
    cause: "The payment method has no account in the connection's settings.",
    remedy: 'Give it one under "Payments" in the settings of the connection, if its payments are to be booked.',
  },
  'rule.connection_removed': {
    title: 'The connection was removed',
    cause: 'The connection was removed before this was begun.',
    remedy: {
      screen: 'Connect the same company again if it should be sent.',
      commandLine: 'Add the same company again if it should be sent: kontor connection add.',
    },
  },
  'rule.order_not_sent': {
    title: 'Its order was not sent',
    cause: 'What this belongs to, the order, was not sent.',
    remedy: 'Nothing: it is opened again once the order is sent.',
  },
  'rule.refund_not_sent': {
    title: 'Its refund was not sent',
    cause: 'What this belongs to, the refund, was not sent.',
    remedy: 'Nothing: it is opened again once the refund is sent.',
  },
  'rule.order_back': {
    title: 'The order is back in the shop',
    cause: 'The order was cancelled, and is back in the shop before its document was taken back.',
    remedy: 'Nothing: the document stays, and is taken back if the order is cancelled again.',
  },
  'rule.forgotten': {
    title: 'Its content was erased before',
    cause: "The order's content was erased after its time, before this was wanted.",
    remedy: 'Nothing, or save the order in the shop: it comes again with its content.',
  },
  'rule.not_supported': {
    title: 'To be done by hand',
    cause: 'Kontor does not do this in the system.',
    remedy: 'Do it there by hand.',
  },
  'rule.not_supported:cancelled_again': {
    title: 'Cancelled once more after it came back',
    cause: 'The order came back after its document had been taken back, and was cancelled once more.',
    remedy: 'If it was entered in {target} by hand meanwhile, delete or credit it there.',
  },
  'rule.not_supported:payment': {
    title: 'A booked payment changed',
    cause:
      'A payment of the order was booked, and then the shop called it off or changed it. A booked payment cannot be edited.',
    remedy: 'Compare the order with the voucher in {target} and correct or reverse it there if need be.',
  },
  'rule.not_supported:refund_deleted': {
    title: 'A credited refund was deleted',
    cause: 'Refund {refund} was deleted in the shop after its credit note had been made.',
    remedy: "Delete the credit note's draft in {target} or, if it was sent already, invoice its amount anew by hand.",
  },
  'rule.not_supported:order_back': {
    title: 'The order is back after its document was taken back',
    cause: 'The order is back in the shop after its document had been deleted or credited in {target}.',
    remedy: 'Enter the order in {target} by hand.',
  },
  'rule.not_supported:kind': {
    title: 'To be changed by hand in {target}',
    cause:
      'The order changed in the shop after its document was sent, and Kontor makes no {kind, select, amendment {amendment} cancellation {cancellation} refund {refund} payment {payment} other {document of the kind {kind}}} in {target}.',
    remedy: 'Change or delete the document in {target} by hand.',
  },
  'rule.not_supported:elsewhere': {
    title: 'To be booked by hand in {target}',
    cause:
      "The {needed, select, refund {refund} other {order}}'s own document was handled elsewhere, so Kontor cannot relate {kind, select, amendment {an amendment} cancellation {a cancellation} refund {a refund} payment {a payment} other {another document}} to it.",
    remedy:
      'Book the {kind, select, amendment {amendment} cancellation {cancellation} refund {refund} payment {payment} other {document}} in {target} by hand.',
  },
} as const satisfies Texts;
