import type { Texts } from '../text.ts';

const byHand = 'mark it as handled elsewhere';

/** Why a document, a credit note or a payment of an order cannot be planned. */
export const documentGapTexts = {
  'gap.document_gone': {
    title: 'Document {number} is gone',
    cause:
      'Document {number} of the order is neither among the drafts nor among the invoices in {target}: somebody deleted it.',
    remedy: `Check in {target} whether the order was booked in another way. If so, correct that booking by hand. Then ${byHand}.`,
  },
  'gap.document_gone:refund': {
    title: 'Document {number} is gone',
    cause:
      'Document {number} of the order is neither among the drafts nor among the invoices in {target}: somebody deleted it.',
    remedy:
      'Check in {target} whether the order was booked in another way. If so, credit it there by hand. Then mark the refund as handled elsewhere.',
  },
  'gap.document_gone:payment': {
    title: 'Document {number} is gone',
    cause: 'Document {number} is neither among the drafts nor among the invoices in {target}: somebody deleted it.',
    remedy: `Check in {target} whether the order was booked in another way. If so, book the payment there by hand. Then ${byHand}.`,
  },
  'gap.cancelled_after_refund': {
    title: 'Cancelled after a refund',
    cause:
      'The order was cancelled after credit notes had been made for its refunds. Kontor cannot know what is left to credit.',
    remedy: `In {target}, delete the order's draft or credit the rest of its invoice by hand. Then ${byHand}.`,
  },
  'gap.cancelled_after_edit': {
    title: 'Cancelled after an edit',
    cause:
      "The order was edited after it had been sent as invoice {number}, and then cancelled. The shop's order is no longer what was invoiced.",
    remedy: `Credit invoice {number} in {target} by hand, then ${byHand}.`,
  },
  'gap.invoiced_already': {
    title: 'Invoice {number} was sent before the change',
    cause:
      'The order changed in the shop after the office had sent it as invoice {number} for {invoiced}. The order is for {total} now.',
    remedy: `If the change matters, credit invoice {number} in {target} and invoice the order again by hand. Then ${byHand}.`,
  },
  'gap.refund_line_gone': {
    title: 'The refunded line is no longer in the order',
    cause:
      'Refund {refund} takes back line {line}, which has since been removed from the order. Its amount would be deducted twice.',
    remedy:
      "If the order's document in {target} does not have the line, mark the refund as handled elsewhere. If it has the line, credit it in {target} by hand first.",
  },
  'gap.refund_line_gone:credited': {
    title: 'The refunded line is no longer in the order',
    cause:
      'Refund {refund} takes back line {line}, which has since been removed from the order. Its amount would be deducted twice.',
    remedy: `The credit note covers this line already. Make the other changes of the order in {target} by hand, then ${byHand}.`,
  },
  'gap.refund_without_lines': {
    title: 'A refund without lines',
    cause:
      'Refund {refund} returns an amount without saying for which lines, and not all lines of the order are booked in the same way.',
    remedy: `Delete the refund in the shop and create it again with its lines, or book it in {target} by hand. Then ${byHand}.`,
  },
  'gap.refund_disagrees:bounds': {
    title: 'The refund is larger than the order',
    cause: 'Refund {refund} is for {amount}, but the order is for {total}.',
    remedy: `Delete the refund in the shop and create it again, or book it in {target} by hand. Then ${byHand}.`,
  },
  'gap.refund_disagrees': {
    title: 'The refund does not add up',
    cause: 'Refund {refund} is for {amount}, but its lines come to {lines}.',
    remedy: `Delete the refund in the shop and create it again with its lines and their tax, or book it in {target} by hand. Then ${byHand}.`,
  },
  'gap.paid_already': {
    title: 'The payment is booked already',
    cause:
      'The customer ledger in {target} already has this payment: voucher {number}{day, select, none {} other { of {day}}}. Kontor did not post it.',
    remedy:
      'Mark the payment as handled elsewhere. If the voucher is a different payment, remove its matching with this document in {target} and try again.',
  },
  'gap.account_missing:payment': {
    title: 'Account {number} is missing',
    cause: '{target} has no active account {number}. The settings name it for this payment method.',
    remedy: `Create or activate {number} in {target}, or choose another account under "Payments" in the connection's settings.`,
  },
  'gap.vat_code_missing': {
    title: 'VAT code {code} is not active',
    cause: 'VAT code {code} (no VAT treatment) is not active in {target}, and payments need it.',
    remedy: 'Activate VAT code {code} in {target}, then try again.',
  },
  'gap.date_locked': {
    title: 'The books are locked for {day}',
    cause: 'The payment is dated {day}, but the books in {target} are locked up to and including {lockDate}.',
    remedy: `In {target}, set the lock date to a day before {day} and try again. Or book the payment there by hand on a later day and ${byHand}.`,
  },
} as const satisfies Texts;
