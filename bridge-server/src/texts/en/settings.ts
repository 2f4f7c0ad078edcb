import type { Words } from '../text.ts';

/** Labels and help of settings that every system may have. The key of a choice is that of its setting, with the value. */
export const settingWords = {
  'setting.paymentMethod': 'Payment method',
  'setting.paymentMethod.help': 'The id of the payment method in the shop, such as vipps.',
  'setting.billingCountry': 'Country',
  'setting.billingCountry.help': 'The country of the billing address.',
  'setting.area': 'Where the VAT is due',
  'setting.area.help':
    "At home. Exempt at home: without an entry of its own, the entries for At home count. Outside VAT: gift cards used as payment, tips and rounding. VAT of another country (OSS): the shop charges that country's VAT. Reverse charge: a sale to a business in the EU. Export: a sale to a country outside the EU.",
  'setting.area.domestic': 'At home',
  'setting.area.exempt': 'Exempt at home',
  'setting.area.outside': 'Outside VAT',
  'setting.area.foreign': 'VAT of another country (OSS)',
  'setting.area.reverse_charge': 'Reverse charge',
  'setting.area.export': 'Export',
  'setting.lineCountry': 'Country',
  'setting.lineCountry.help': 'Only for lines that go to this country, such as SE; empty: for all countries.',
  'setting.lineKind': 'Kind of line',
  'setting.lineKind.help': 'Only for lines of this kind, such as shipping; empty: for all kinds.',
  'setting.lineKind.article': 'Article',
  'setting.lineKind.shipping': 'Shipping',
  'setting.lineKind.fee': 'Fee',
  'setting.lineKind.gift_card': 'Gift card',
  'setting.lineKind.tip': 'Tip',
  'setting.lineKind.rounding': 'Rounding',
  'setting.rate': 'VAT rate',
  'setting.rate.help': 'In percent. 0: the zero rate. none: the shop charges no VAT on the line at all.',
  'setting.rate.none': 'no VAT',
  'setting.taxClass': 'Tax class',
  'setting.taxClass.help':
    'Only for lines with this tax class of the shop (its slug; standard for the standard class); empty: for all tax classes.',
  'setting.category': 'Category',
  'setting.category.help': 'Only for articles in this category of the shop (its slug); empty: for all categories.',
  'setting.customers': 'Customers',
  'setting.customers.help':
    'One customer for each e-mail address, one for each order, or one collective customer for all orders.',
  'setting.customers.per_email': 'One for each e-mail address',
  'setting.customers.per_order': 'One for each order',
  'setting.customers.collective': 'One collective customer for all orders',
  'setting.collectiveCustomer': 'Collective customer',
  'setting.collectiveCustomer.help':
    'The number of the collective customer in {target}, if all orders go to one customer.',
  'setting.organisationNumberField': 'Field of the organisation number',
  'setting.organisationNumberField.help': "The order's meta field that holds the organisation number.",
  'setting.purchaseOrderField': "Field of the customer's order number",
  'setting.purchaseOrderField.help': "The order's meta field that holds the customer's own order number.",
  'setting.payments': 'Payments',
  'setting.payments.help':
    'Payments by these methods are booked on these accounts. Payments by other methods are not booked.',
  'setting.paymentAccount': 'Account',
  'setting.paymentAccount.help': 'The account on which the money arrives, such as 1570.',
  'setting.outsideWords': 'Words for fees outside VAT',
  'setting.outsideWords.help':
    'A fee without VAT is a gift card used as payment, a tip, or rounding if its name contains one of these words.',
  'setting.outsideKind': 'Kind of line',
  'setting.outsideKind.gift_card': 'Gift card',
  'setting.outsideKind.tip': 'Tip',
  'setting.outsideKind.rounding': 'Rounding',
  'setting.outsideWord': 'Word',
  'setting.outsideWord.help': 'A word that the name of the fee contains.',
  'setting.allowedComputers': 'Allowed computers',
  'setting.allowedComputers.help':
    'Addresses or ranges from which the office may fetch, separated by commas, such as 203.0.113.7, 2001:db8::/32. Empty: from everywhere, with a key.',
  'setting.fetchMinutes': 'Expected interval in minutes',
  'setting.fetchMinutes.help':
    'How often the office is expected to fetch. If it has not asked for twice as long, Kontor says so.',
  'setting.timeZone': 'Time zone of the shop',
  'setting.timeZone.help':
    "For example Europe/Berlin. Only needed if WordPress uses UTC or London's time zone. Otherwise the shop's own clock counts.",
} as const satisfies Words;
