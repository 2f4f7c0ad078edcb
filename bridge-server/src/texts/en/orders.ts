import type { Texts } from '../text.ts';

/** Why an order of the shop cannot be read. */
export const orderTexts = {
  'order.not_an_order': {
    title: 'This is not an order',
    cause: 'The content has no numeric id, so it is not an order.',
    remedy:
      'If the order has been deleted, there is nothing to do. Otherwise look at what the shop sent: it may be an error message in place of the order.',
  },
  'order.currency_unknown': {
    title: 'The currency does not exist',
    cause:
      'The currency of {what, select, refund {a refund of the order} other {the order}} is not a code of ISO 4217.',
    remedy: 'Use a real currency in the shop. Points and vouchers of plugins cannot be booked.',
  },
  'order.amount_unreadable': {
    title: 'An amount cannot be read',
    cause:
      '{field} of {what, select, refund {a refund of the order} other {the order}} is {found}, which is not a decimal amount.',
    remedy: "Look for a plugin that changes the answers of WooCommerce's REST API, then recalculate the order.",
  },
  'order.field_unreadable': {
    title: 'A field of the order cannot be read',
    cause:
      "{field} of {what, select, refund {a refund of the order} other {the order}} is missing, or is not as WooCommerce's REST API v3 returns it: {found}",
    remedy:
      "Send the order as WooCommerce's REST API v3 returns it. If you do so already, look for a plugin that changes the answers of the REST API.",
  },
  'order.totals_disagree': {
    title: "The order's sums do not add up",
    cause: '{where}: the order says {said}, but its parts add up to {added}.',
    remedy:
      'Open the order in the shop and recalculate it. If that does not help, a plugin changes totals without adding a line for them (a gift card, a surcharge). Let that plugin add a fee line.',
  },
} as const satisfies Texts;
