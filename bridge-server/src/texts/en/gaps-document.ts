import type { Texts } from '../text.ts';

const byHand = 'say that it was handled elsewhere';

/** Why a document of the order, a credit or a payment cannot be planned. */
export const documentGapTexts = {
  'gap.document_gone': {
    title: 'Document {number} is gone',
    cause:
      "{target} has the order's document {number} neither among its drafts nor among its invoices: somebody deleted it.",
    remedy: `Look in {target} whether the order was booked otherwise and change that by hand, then ${byHand}.`,
  },
  'gap.document_gone:refund': {
    title: 'Document {number} is gone',
    cause:
      "{target} has the order's document {number} neither among its drafts nor among its invoices: somebody deleted it.",
    remedy:
      'Look in {target} whether the order was booked otherwise and credit it there by hand, then say that the refund was handled elsewhere.',
  },
  'gap.document_gone:payment': {
    title: 'Document {number} is gone',
    cause: '{target} has the document {number} neither among its drafts nor among its invoices: somebody deleted it.',
    remedy: `Look in {target} whether it was booked otherwise and book the payment there by hand, then ${byHand}.`,
  },
  'gap.cancelled_after_refund': {
    title: 'Cancelled after a refund',
    cause:
      'The order was cancelled after credit notes for its refunds were made; nobody but you knows what is left to credit.',
    remedy: `Delete the order's draft in {target} or credit the rest of its invoice by hand, then ${byHand}.`,
  },
  'gap.cancelled_after_edit': {
    title: 'Cancelled after an edit',
    cause:
      'The order was edited after it had been sent as invoice {number}, and then cancelled: what the shop says now is not what was invoiced.',
    remedy: `Credit invoice {number} in {target} by hand, then ${byHand}.`,
  },
  'gap.invoiced_already': {
    title: 'Invoice {number} was sent before the change',
    cause:
      'The order changed in the shop after the office had sent it as invoice {number} over {invoiced}; it is of {total} now.',
    remedy: `Credit invoice {number} in {target} and invoice the order anew by hand, as far as it matters, then ${byHand}.`,
  },
  'gap.refund_line_gone': {
    title: 'The refunded line is gone from the order',
    cause:
      'Refund {refund} takes back line {line}, which was removed from the order since: its amount would be taken off twice.',
    remedy:
      "If the order's document in {target} is without the line, say that the refund was handled elsewhere; else credit it in {target} by hand and say the same.",
  },
  'gap.refund_line_gone:credited': {
    title: 'The refunded line is gone from the order',
    cause:
      'Refund {refund} takes back line {line}, which was removed from the order since: its amount would be taken off twice.',
    remedy: `The credit note stands for it already. Change what else was edited in {target} by hand, then ${byHand}.`,
  },
  'gap.refund_without_lines': {
    title: 'A refund without lines',
    cause:
      "Refund {refund} gives back an amount without saying for which lines, and the order's lines are not all booked alike.",
    remedy: `Delete the refund in the shop and make it anew by its lines, or book it in {target} by hand, then ${byHand}.`,
  },
  'gap.refund_disagrees:bounds': {
    title: 'The refund is larger than the order',
    cause: 'Refund {refund} is of {amount}, the order of {total}.',
    remedy: `Delete the refund in the shop and make it anew, or book it in {target} by hand, then ${byHand}.`,
  },
  'gap.refund_disagrees': {
    title: 'The refund does not add up',
    cause: 'Refund {refund} is of {amount}, what it takes back comes to {lines}.',
    remedy: `Delete the refund in the shop and make it anew by its lines, tax included, or book it in {target} by hand, then ${byHand}.`,
  },
  'gap.paid_already': {
    title: 'The payment is booked already',
    cause:
      "{target}'s customer ledger has the payment already: voucher {number}{day, select, none {} other { of {day}}}, which Kontor did not post.",
    remedy:
      'Say that the payment was handled elsewhere. If it is another one, remove its matching with this document in {target} and try again.',
  },
  'gap.account_missing:payment': {
    title: 'Account {number} is missing',
    cause: '{target} has no active account {number}, which the settings give this payment method.',
    remedy: `Create or activate {number} in {target}, or choose another account under "Payments" in the connection's settings.`,
  },
  'gap.vat_code_missing': {
    title: 'VAT code {code} is not active',
    cause: '{target} has no active VAT code {code} (no VAT treatment), which lines of payments need.',
    remedy: 'Activate VAT code {code} in {target}, then try again.',
  },
  'gap.date_locked': {
    title: 'The books are locked for {day}',
    cause: 'The payment is of {day}, and the books in {target} are locked up to and including {lockDate}.',
    remedy: `Set the lock date in {target} before {day} and try again, or book the payment there by hand on a later day and ${byHand}.`,
  },
} as const satisfies Texts;
