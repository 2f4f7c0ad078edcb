import type { Texts } from '../../../texts/text.ts';

/** What Go alone has to say, and what of a refusal it says better than the bridge's own texts. */
export const problems = {
  'held.unauthorized': {
    title: 'PowerOffice refuses the key',
    cause: '{said}',
    remedy:
      'Most likely the extension is not set active in Go: Meny › Innstillinger › Utvidelser, tick Aktiv. Otherwise copy the client key again; all keys must belong to the same environment.',
  },
  'held.forbidden': {
    title: 'PowerOffice refuses a right',
    cause: '{said}',
    remedy:
      "Give the extension in Go the rights it asks for: Meny › Innstillinger › Utvidelser. The company's subscription must contain the modules too.",
  },
  'held.rate_limited': {
    title: 'PowerOffice is asked too often',
    cause: '{said}',
    remedy: 'Try again in a moment: PowerOffice allows 10 requests a second for all clients of the integration.',
  },
  'held.unreadable:total': {
    title: 'A total of Go cannot be read',
    cause: 'Go gave a total that is no amount.',
    remedy: 'Try again later; if it stays so, tell whoever runs the bridge.',
  },
  'held.unreadable:document': {
    title: "Go's answer cannot be read",
    cause: "Go's answer about the order's document is not as PowerOffice describes it.",
    remedy: 'Try again later; if it stays so, tell whoever runs the bridge.',
  },
  'held.unreadable:draft': {
    title: "Go's answer cannot be read",
    cause: "Go's answer about the draft is not as PowerOffice describes it.",
    remedy: 'Try again later; if it stays so, tell whoever runs the bridge.',
  },
  'gap.product_missing': {
    title: 'No product {code} in Go',
    cause: 'Go has no product with the code {code}.',
    remedy:
      "Create {code} in Go with the sales account of its VAT rate, let Kontor create products (for which its entry in the connection's settings needs a name and a sales account), or map another product there.",
  },
  'gap.product_undecided:accounts': {
    title: 'Several sales accounts for {product}',
    cause: 'The settings give the product {product} several sales accounts: {accounts}.',
    remedy:
      'Under "{setting}", give all entries with this number the same account, or each account a number of its own.',
  },
  'gap.account_unreadable': {
    title: 'Account {number} may not be read',
    cause:
      'Go has no product {code}, and the extension may not read its account {number}, so Kontor does not create it.',
    remedy: 'Give the extension in Go the privilege GeneralLedgerAccount, or create {code} in Go by hand.',
  },
  'refused.conflict:locked': {
    title: 'The order is locked in Go',
    cause: '{said}',
    remedy: 'Try again: the order is then unlocked first.',
  },
  'refused.conflict:locked_new': {
    title: 'The order is locked in Go',
    cause: '{said}',
    remedy: 'Set the order back to a draft in Go, then try again.',
  },
  'refused.conflict:not_deleted': {
    title: 'Go does not delete the draft',
    cause: '{said}',
    remedy:
      'Set the order back to a draft in Go if it is confirmed there, then try again; or delete it there by hand and try again.',
  },
  'refused.conflict:several_invoices': {
    title: 'Several invoices of one order',
    cause: 'Go has {count} invoices with the reference {reference}.',
    remedy: 'Do in Go by hand what is left to do for the order, then say that it was handled elsewhere.',
  },
  'refused.invoiced_meanwhile': {
    title: 'Invoice {number} was sent meanwhile',
    cause: 'The office sent the order as invoice {number} before its draft was mended.',
    remedy: 'Try again: the invoice is then compared with the order.',
  },
  'refused.invoiced_meanwhile:not_deleted': {
    title: 'Invoice {number} was sent meanwhile',
    cause: 'The office sent the order as invoice {number} before it could be deleted.',
    remedy: 'Try again: the invoice is then credited.',
  },
  'refused.not_found:draft': {
    title: 'The draft was deleted',
    cause: 'Somebody deleted the draft in Go: {said}',
    remedy: 'Look in Go whether the order was booked otherwise, then try again.',
  },
  'refused.not_found:unfinished': {
    title: 'The unfinished draft was deleted',
    cause: 'Somebody deleted the draft in Go before it was finished: {said}',
    remedy: {
      screen: 'Say that it was handled elsewhere. If it was not booked otherwise, have it made anew after that.',
      commandLine:
        'Say that it was handled elsewhere. If it was not booked otherwise, have it made anew after that with: kontor replay.',
    },
  },
  'refused.reversed': {
    title: 'Voucher {number} was reversed',
    cause: 'Somebody reversed voucher {number} of this payment in Go, and Go takes no second one with its reference.',
    remedy: 'Book the payment in Go by hand if it should be there, then say that it was handled elsewhere.',
  },
  'doubt.contradicted': {
    title: 'Go contradicts itself',
    cause: 'Go does not know the draft that it still shows: {said}',
    remedy: 'Nothing: the system is asked about it, and nothing is sent again before that is known.',
  },
  'doubt.unreadable:total': {
    title: 'A total of Go cannot be read',
    cause: `Go's total "{total}" is no amount.`,
    remedy: 'Nothing: the system is asked about it, and nothing is sent again before that is known.',
  },
  'retry.postponed:customer_meanwhile': {
    title: 'It is tried again soon',
    cause: 'Another customer with the same e-mail address was created at the same moment.',
    remedy: 'Nothing: it goes on by itself.',
  },
  'doubt.several:documents': {
    title: 'Several documents of one order',
    cause: 'Go has {count} documents with the reference {reference}.',
    remedy: 'Look at them, keep one and delete the others, then say which it is.',
  },
  'doubt.several:lines': {
    title: 'Several lines with one reference',
    cause: 'The order has several lines with the reference {reference}.',
    remedy: 'Look at them, keep one and delete the others, then say which it is.',
  },
  'doubt.several:products': {
    title: 'Several products {code}',
    cause: 'Go has several products with the code {code}.',
    remedy: 'Look at them, keep one and delete the others, then say which it is.',
  },
  'doubt.several:customers': {
    title: 'Several customers with one reference',
    cause: 'Go has several customers with the reference {reference}.',
    remedy: 'Look at them, keep one and delete the others, then say which it is.',
  },
  'doubt.several:under_customer': {
    title: '{list} with one code several times',
    cause: 'Go has {list} with the code {code} several times.',
    remedy: 'Look at them, keep one and delete the others, then say which it is.',
  },
  'doubt.several:vouchers': {
    title: 'Several vouchers of one payment',
    cause: 'Go has several vouchers with the reference {reference}.',
    remedy: 'Look at them, keep one and delete the others, then say which it is.',
  },
  'found.absent:sales_order': {
    title: 'There is no document {number}',
    cause: 'Go has no sales order or invoice with the number {number}.',
    remedy: 'Look at the number in Go and give it as it stands there.',
  },
  'found.absent:credit_note': {
    title: 'There is no credit note {number}',
    cause: 'Go has no credit note with the number {number}.',
    remedy: 'Look at the number in Go and give it as it stands there.',
  },
  'found.absent:voucher': {
    title: 'There is no voucher {number}',
    cause: 'The customer ledger has nothing of a voucher {number} between {from} and {to}.',
    remedy: 'Look at the number in Go and give it as it stands there.',
  },
  'found.absent:not_digits': {
    title: `"{number}" is no number of Go's`,
    cause: `"{number}" is no number of Go's: those are digits only.`,
    remedy: 'Look at the number in Go and give it as it stands there.',
  },
  'found.unlike:several': {
    title: 'Several documents {number}',
    cause:
      'Go has several documents with the number {number}, such as a draft and an invoice, and none of them alone has our reference {reference}.',
    remedy: 'Give the number of the document that was made of this order.',
  },
  'found.unlike:books_more': {
    title: 'Voucher {number} is another one',
    cause: 'Voucher {number} books more than this payment in the customer ledger.',
    remedy: 'Give the number of the document that was made of this order.',
  },
  'found.unlike:no_bank_voucher': {
    title: 'Voucher {number} is another one',
    cause: 'Voucher {number} is no bank voucher.',
    remedy: 'Give the number of the document that was made of this order.',
  },
  'found.unlike:reversed': {
    title: 'Voucher {number} was reversed',
    cause: 'Voucher {number} was reversed.',
    remedy: 'Give the number of the document that was made of this order.',
  },
} as const satisfies Texts;
