import type { Words } from '../text.ts';

/** Words that stand within other texts, and choices that people may make. */
export const words = {
  value: '{value}',
  'note.gap': '{cause} {remedy}',
  'note.delivery_address':
    "The order's delivery address lacks a city or a postcode. Without both, {target} does not accept a delivery address.",
  'vat.rate': '{rate, number} %',
  'vat.none': 'no VAT',
  'vat.unknown': 'unknown',
  'vat.of_country': 'VAT of {country}, {rate}',
  'vat.reverse_charge': 'reverse charge to {country}, {rate}',
  'vat.export': 'export to {country}, {rate}',
  'vat.outside':
    'outside VAT ({kind, select, article {article} shipping {shipping} fee {fee} gift_card {gift card} tip {tip} rounding {rounding} other {{kind}}}), {rate}',
  'account.other_rate': 'Account {number} has VAT code {vatCode} with {rate}, but the settings map it to {wanted}',
  'account.other_code': 'Account {number} has VAT code {vatCode}, but the settings ask for VAT code {wanted}',
  'account.other_code_with_rate':
    'Account {number} has VAT code {vatCode} with {rate}, but the settings ask for VAT code {wanted}',
  'account.no_code': 'Account {number} has no VAT code',
  'account.rate_unreadable': 'The rate of VAT code {vatCode}, which account {number} has, cannot be read',
  line: 'line {id} "{name}"',
  'line.article': 'line {id} "article"',
  'line.shipping': 'line {id} "shipping"',
  'line.fee': 'line {id} "fee"',
  'field.entry': 'entry {number, number}',
  'field.missing': 'nothing was entered',
  'field.other_type': 'something else is expected here, such as a number',
  'field.too_small': 'at least {least} is expected',
  'field.too_long': 'it is longer than {most} characters',
  'field.too_big': 'at most {most} is allowed',
  'field.no_choice': 'it must be one of {choices}',
  'field.no_computer': '"{entry}" is neither an address nor a range',
  'field.unreadable': 'it is not written as the help below the field says',
  nobody: 'nobody',
  'customer.name': 'has another name',
  'customer.is_person': 'is a private person, but the order is for a company',
  'customer.is_company': 'is a company, but the order is for a private person',
  'customer.organisation_number': 'has another organisation number',
  'choice.new_customer': 'None of them: create a new customer',
  'choice.customer_stays': 'The document stays with its customer',
  'ehf.no_number':
    'The order asks for EHF but has no organisation number. Its customer was therefore created with invoices by e-mail.',
  'ehf.refused':
    "The order asks for EHF, but {target} refused it for the customer. Most likely the customer's organisation number is not registered in ELMA. The invoices go by e-mail.",
  'ehf.other_delivery':
    'The order asks for EHF, but its customer in {target} is set to {delivery}. If the customer can receive EHF, change this in {target}.',
  'sum.line_tax': 'line {line}: tax',
  'sum.rate_tax': 'rate {rate}: tax',
  'sum.rate_shipping_tax': 'rate {rate}: shipping tax',
  'sum.total_tax': 'total tax',
  'sum.total': 'total',
} as const satisfies Words;
