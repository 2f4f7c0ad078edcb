import type { Texts } from '../text.ts';

/** Why an order of the shop cannot be read. */
export const orderTexts = {
  'order.not_an_order': {
    title: 'This is no order',
    cause: 'The body has no numeric id, so it is no order.',
    remedy:
      'Nothing is to be done for an order that was deleted meanwhile. Otherwise look at what the shop sent: it may be an error message in place of the order.',
  },
  'order.currency_unknown': {
    title: 'The currency is none',
    cause:
      'The currency of {what, select, refund {a refund of the order} other {the order}} is not a code of ISO 4217.',
    remedy: 'Use a real currency in the shop; points and vouchers of plugins cannot be booked.',
  },
  'order.amount_unreadable': {
    title: 'An amount cannot be read',
    cause:
      '{field} of {what, select, refund {a refund of the order} other {the order}} is {found}, which is no decimal amount.',
    remedy: "Look for a plugin that changes WooCommerce's REST answers, and recalculate the order.",
  },
  'order.field_unreadable': {
    title: 'A field of the order cannot be read',
    cause:
      "{field} of {what, select, refund {a refund of the order} other {the order}} is missing or not as WooCommerce's REST API v3 gives it: {found}",
    remedy: "Send the order as WooCommerce's own REST v3 body. If it is, look for a plugin that changes REST answers.",
  },
  'order.totals_disagree': {
    title: "The order's sums do not add up",
    cause: '{where}: the order says {said}, its parts add up to {added}.',
    remedy:
      'Open the order in the shop and recalculate it. If it stays so, a plugin changes totals without a line for them (a gift card, a surcharge): let it add a fee line.',
  },
} as const satisfies Texts;
