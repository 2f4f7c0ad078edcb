import type { Texts } from '../text.ts';

/** Why it is not known to which customer a document is made out. */
export const customerGapTexts = {
  'gap.customer_archived': {
    title: 'The customer is archived',
    cause: "The order's customer, {customer}, is archived in {target}.",
    remedy: 'Activate {customer} in {target}, then try again.',
  },
  'gap.customer_ambiguous': {
    title: 'Several customers with this address or number',
    cause: "Several customers in {target} have the order's e-mail address or organisation number: {customers}.",
    remedy:
      'Say which of them is the customer of this order. The answer counts for all orders with this e-mail address and name.',
  },
  'gap.customer_crowded': {
    title: 'Too many customers with this address or number',
    cause: "{count} customers in {target} have the order's e-mail address or organisation number.",
    remedy:
      "If many people order with the same address, such as that of a till, choose in the connection's settings that each order gets its own customer, or that all orders go to the collective customer. Or have a new customer created for this order.",
  },
  'gap.customer_name_differs': {
    title: 'Is this the customer?',
    cause:
      "The customer in {target} with the order's e-mail address or organisation number does not match the order: {customer} {differences}.",
    remedy:
      'Say whether this is the customer of the order. The answer counts for all orders with this e-mail address and name.',
  },
  'gap.collective_customer_unset': {
    title: 'The collective customer is not set',
    cause: 'All orders go to one collective customer, but the settings do not name it.',
    remedy: `Enter the customer's number under "Collective customer" in the connection's settings.`,
  },
  'gap.collective_customer_missing': {
    title: 'There is no customer {number}',
    cause: 'All orders are to go to customer {number}, but {target} has no customer with this number.',
    remedy: `Correct the number under "Collective customer" in the connection's settings, or create the customer in {target}.`,
  },
  'gap.collective_customer_archived': {
    title: 'Customer {number} is archived',
    cause: 'All orders are to go to customer {number}, but this customer is archived in {target}.',
    remedy: `Activate customer {number} in {target}, or enter another one under "Collective customer" in the connection's settings.`,
  },
  'gap.customer_missing': {
    title: 'The customer is missing in {target}',
    cause: "{target} does not have the order's customer, and the connection does not create customers.",
    remedy:
      "Create the customer in {target} with the order's e-mail address and name, or let the connection create customers.",
  },
  'gap.customer_missing:of_document': {
    title: 'The document has no customer',
    cause: 'Document {number} in {target} has no customer, or {target} no longer knows the customer.',
    remedy:
      'Give the document a customer in {target} and try again, or book the payment there by hand and mark it as handled elsewhere.',
  },
  'gap.no_customer_name': {
    title: 'The order has no customer name',
    cause: 'The order names neither a person nor a company.',
    remedy: "Enter a name in the order's billing address.",
  },
  'gap.no_email': {
    title: 'The order has no e-mail address',
    cause: 'The order has no e-mail address, and {target} needs one to send the invoice.',
    remedy: "Enter the customer's e-mail address in the order's billing address.",
  },
  'gap.organisation_number': {
    title: 'The organisation number is not valid',
    cause:
      '"{number}" is not a Norwegian organisation number. Such a number has nine digits, and the last one is a check digit.',
    remedy: 'Correct or clear the field "{field}" of the order in the shop.',
  },
  'gap.number_series_missing': {
    title: 'The number series no longer exists',
    cause: '{target} no longer has the number series from which new customers are to get their numbers.',
    remedy: `Look at the number series in {target} and choose another one under "Number series" in the connection's settings.`,
  },
  'gap.number_series_foreign': {
    title: 'The number series is not for customers',
    cause:
      'The number series "{name}" is not for customers: its type in {target} is {type, select, none {another} other {{type}}}.',
    remedy: 'Choose a number series for customers under "Number series" in the connection\'s settings.',
  },
  'gap.number_series_full': {
    title: 'The number series is full',
    cause: 'All numbers of the series "{name}" ({from} to {to}) are in use.',
    remedy: `Extend the series in {target}, or choose another one under "Number series" in the connection's settings.`,
  },
  'gap.customer_changed': {
    title: 'The order has another customer now',
    cause: 'The order is for {customer} now, but its document {number} is made out to another customer.',
    remedy:
      'Change draft {number} to that customer in {target} and try again; or decide that the document stays with its customer.',
  },
  'gap.customer_changed:invoice': {
    title: 'The order has another customer now',
    cause: 'The order is for {customer} now, but its document {number} is made out to another customer.',
    remedy:
      'Credit invoice {number} in {target}, invoice the order again by hand and mark it as handled elsewhere; or decide that the document stays with its customer.',
  },
} as const satisfies Texts;
