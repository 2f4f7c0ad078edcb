import type { Words } from '../text.ts';

/** Words that stand in sentences, and choices that people are offered. */
export const words = {
  value: '{value}',
  'note.gap': '{cause} {remedy}',
  'note.delivery_address':
    "The order's delivery address lacks its city or postcode, without which {target} takes none.",
  'vat.rate': '{rate, number} %',
  'vat.none': 'no VAT',
  'vat.unknown': 'unknown',
  'vat.of_country': 'VAT of {country}, {rate}',
  'vat.reverse_charge': 'reverse charge to {country}, {rate}',
  'vat.export': 'export to {country}, {rate}',
  'vat.outside':
    'outside VAT ({kind, select, article {article} shipping {shipping} fee {fee} gift_card {gift_card} tip {tip} rounding {rounding} other {{kind}}}), {rate}',
  'account.other_rate': 'Account {number} has VAT code {vatCode} with {rate}, but {wanted} is mapped to it',
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
  'field.missing': 'nothing is entered',
  'field.other_type': 'something of another kind is wanted here, such as a number',
  'field.too_small': 'at least {least} is wanted',
  'field.too_long': 'it is longer than {most} characters',
  'field.too_big': 'at most {most} is possible',
  'field.no_choice': 'it must be one of {choices}',
  'field.unreadable': 'it is not written as the help below the field says',
  nobody: 'nobody',
  'customer.name': 'has another name',
  'customer.is_person': 'is a private person, but the order is for a company',
  'customer.is_company': 'is a company, but the order is for a private person',
  'customer.organisation_number': 'has another organisation number',
  'choice.new_customer': 'None of them: create a new customer',
  'choice.customer_stays': 'The document stays with its customer',
  'ehf.no_number':
    'The order asks for EHF but names no organisation number, so its customer was created with invoices by e-mail.',
  'ehf.refused':
    'The order asks for EHF, which {target} refused for the customer: most likely its organisation number is not registered in ELMA. Its invoices go by e-mail.',
  'ehf.other_delivery':
    'The order asks for EHF, but its customer in {target} is set to {delivery}. Change that in {target} if the customer can receive EHF.',
  'sum.line_tax': 'line {line}: tax',
  'sum.rate_tax': 'rate {rate}: tax',
  'sum.rate_shipping_tax': 'rate {rate}: shipping tax',
  'sum.total_tax': 'total tax',
  'sum.total': 'total',
} as const satisfies Words;
