import type { Texts } from '../../../texts/text.ts';

/** Texts that only Go needs, and texts that say more about Go than the bridge's own. */
export const problems = {
  'held.unauthorized': {
    title: 'PowerOffice refuses the key',
    cause: '{said}',
    remedy:
      'Most likely the extension is not active in Go: open Meny › Innstillinger › Utvidelser and tick Aktiv. Otherwise copy the client key again. All keys must belong to the same environment.',
  },
  'held.forbidden': {
    title: 'Kontor lacks a right in PowerOffice',
    cause: '{said}',
    remedy:
      "Give the extension in Go the rights that it asks for: Meny › Innstillinger › Utvidelser. The company's subscription must also include the modules.",
  },
  'held.rate_limited': {
    title: 'PowerOffice receives too many requests',
    cause: '{said}',
    remedy:
      'Try again in a moment: PowerOffice allows 10 requests a second for all clients of the integration together.',
  },
  'held.unreadable:total': {
    title: 'A total from Go cannot be read',
    cause: 'Go returned a total that is not an amount.',
    remedy: 'Try again later. If that does not help, tell whoever runs the bridge.',
  },
  'held.unreadable:document': {
    title: "Go's answer cannot be read",
    cause: "Go's answer about the order's document does not have the form that PowerOffice describes.",
    remedy: 'Try again later. If that does not help, tell whoever runs the bridge.',
  },
  'held.unreadable:draft': {
    title: "Go's answer cannot be read",
    cause: "Go's answer about the draft does not have the form that PowerOffice describes.",
    remedy: 'Try again later. If that does not help, tell whoever runs the bridge.',
  },
  'gap.product_missing': {
    title: 'No product {code} in Go',
    cause: 'Go has no product with the code {code}.',
    remedy:
      "Create {code} in Go with the sales account of its VAT rate. Or let Kontor create products: the entry in the connection's settings then needs a name and a sales account. Or map another product there.",
  },
  'gap.product_undecided:accounts': {
    title: 'Several sales accounts for {product}',
    cause: 'The settings name several sales accounts for the product {product}: {accounts}.',
    remedy:
      'Under "{setting}", give all entries with this number the same account, or give each account its own number.',
  },
  'gap.account_unreadable': {
    title: 'Kontor may not read account {number}',
    cause:
      "Go has no product {code}. Kontor does not create it, because the extension may not read the product's account {number}.",
    remedy: 'Give the extension in Go the privilege GeneralLedgerAccount, or create {code} in Go by hand.',
  },
  'refused.conflict:locked': {
    title: 'The order is locked in Go',
    cause: '{said}',
    remedy: 'Try again: Kontor then unlocks the order first.',
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
      'If the order is confirmed in Go, set it back to a draft there. Or delete it there by hand. Then try again.',
  },
  'refused.conflict:several_invoices': {
    title: 'Go has several invoices of one order',
    cause: 'Go has {count} invoices with the reference {reference}.',
    remedy: 'Do by hand in Go what is left to do for the order, then mark it as handled elsewhere.',
  },
  'refused.invoiced_meanwhile': {
    title: 'Invoice {number} was sent in the meantime',
    cause: 'The office sent the order as invoice {number} before Kontor had changed the draft.',
    remedy: 'Try again: Kontor then compares the invoice with the order.',
  },
  'refused.invoiced_meanwhile:not_deleted': {
    title: 'Invoice {number} was sent in the meantime',
    cause: 'The office sent the order as invoice {number} before Kontor could delete it.',
    remedy: 'Try again: Kontor then credits the invoice.',
  },
  'refused.not_found:draft': {
    title: 'The draft was deleted',
    cause: 'Somebody deleted the draft in Go: {said}',
    remedy: 'Check in Go whether the order was booked in another way, then try again.',
  },
  'refused.not_found:unfinished': {
    title: 'The unfinished draft was deleted',
    cause: 'Somebody deleted the draft in Go before it was finished: {said}',
    remedy: {
      screen:
        'Mark the document as handled elsewhere. If it was not booked in another way, choose "Make it again" after that.',
      commandLine:
        'Mark the document as handled elsewhere: kontor elsewhere. If it was not booked in another way, make it again after that: kontor replay.',
    },
  },
  'refused.reversed': {
    title: 'Voucher {number} was reversed',
    cause:
      'Somebody reversed voucher {number} of this payment in Go. Go does not accept a second voucher with the same reference.',
    remedy: 'If the payment should be in Go, book it there by hand. Then mark it as handled elsewhere.',
  },
  'doubt.contradicted': {
    title: 'Go contradicts itself',
    cause: 'Go shows the draft, but says that it does not know it: {said}',
    remedy: 'Nothing: Kontor asks the system about it, and sends nothing again before it knows.',
  },
  'doubt.unreadable:total': {
    title: 'A total from Go cannot be read',
    cause: 'The total "{total}" from Go is not an amount.',
    remedy: 'Nothing: Kontor asks the system about it, and sends nothing again before it knows.',
  },
  'retry.postponed:customer_meanwhile': {
    title: 'Kontor tries again soon',
    cause: 'Another customer with the same e-mail address was created at the same moment.',
    remedy: 'Nothing: it goes on by itself.',
  },
  'doubt.several:documents': {
    title: 'Go has several documents of one order',
    cause: 'Go has {count} documents with the reference {reference}.',
    remedy: 'Look at the documents, keep one and delete the others. Then enter the number of the one that you kept.',
  },
  'doubt.several:lines': {
    title: 'Several lines with one reference',
    cause: 'The order has several lines with the reference {reference}.',
    remedy: 'Look at the lines in Go, keep one and delete the others. Then try again.',
  },
  'doubt.several:products': {
    title: 'Go has several products {code}',
    cause: 'Go has several products with the code {code}.',
    remedy: 'Look at the products in Go, keep one and delete the others. Then try again.',
  },
  'doubt.several:customers': {
    title: 'Go has several customers with one reference',
    cause: 'Go has several customers with the reference {reference}.',
    remedy: 'Look at the customers in Go, keep one and delete the others. Then try again.',
  },
  'doubt.several:under_customer': {
    title: '{list}: one code several times',
    cause: 'Go has {list} with the code {code} more than once.',
    remedy: 'Look at them in Go, keep one and delete the others. Then try again.',
  },
  'doubt.several:vouchers': {
    title: 'Go has several vouchers of one payment',
    cause: 'Go has several vouchers with the reference {reference}.',
    remedy: 'Look at the vouchers, keep one and reverse the others. Then enter the number of the one that you kept.',
  },
  'found.absent:sales_order': {
    title: 'There is no document {number}',
    cause: 'Go has no sales order or invoice with the number {number}.',
    remedy: 'Look up the number in Go and enter it exactly as it stands there.',
  },
  'found.absent:credit_note': {
    title: 'There is no credit note {number}',
    cause: 'Go has no credit note with the number {number}.',
    remedy: 'Look up the number in Go and enter it exactly as it stands there.',
  },
  'found.absent:voucher': {
    title: 'There is no voucher {number}',
    cause: 'The customer ledger in Go has no voucher {number} between {from} and {to}.',
    remedy: 'Look up the number in Go and enter it exactly as it stands there.',
  },
  'found.absent:not_digits': {
    title: '"{number}" is not a number in Go',
    cause: '"{number}" is not a number in Go: its numbers have only digits.',
    remedy: 'Look up the number in Go and enter it exactly as it stands there.',
  },
  'found.unlike:several': {
    title: 'Go has several documents {number}',
    cause:
      'Go has several documents with the number {number}, such as a draft and an invoice. It is not clear from the reference {reference} which one is meant.',
    remedy: 'Enter the number of the document that was made from this order.',
  },
  'found.unlike:books_more': {
    title: 'Voucher {number} is not this payment',
    cause: 'Voucher {number} books more than this payment in the customer ledger.',
    remedy: 'Enter the number of the voucher that was made from this payment.',
  },
  'found.unlike:no_bank_voucher': {
    title: 'Voucher {number} is not this payment',
    cause: 'Voucher {number} is not a bank voucher.',
    remedy: 'Enter the number of the voucher that was made from this payment.',
  },
  'found.unlike:reversed': {
    title: 'Voucher {number} was reversed',
    cause: 'Voucher {number} was reversed.',
    remedy: 'Enter the number of the voucher that was made from this payment.',
  },
} as const satisfies Texts;
