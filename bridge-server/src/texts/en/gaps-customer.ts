import type { Texts } from '../text.ts';

/** Why nobody knows whom a document is made out to. */
export const customerGapTexts = {
  'gap.customer_archived': {
    title: 'The customer is archived',
    cause: "The order's customer, {customer}, is archived in {target}.",
    remedy: 'Activate {customer} in {target}, then try again.',
  },
  'gap.customer_ambiguous': {
    title: 'Several customers of this address or number',
    cause: "Several customers in {target} have the order's e-mail address or organisation number: {customers}.",
    remedy:
      "Say which of them is the order's customer. The answer counts for all orders with this e-mail address and name.",
  },
  'gap.customer_crowded': {
    title: 'Too many customers of this address or number',
    cause: "{count} customers in {target} have the order's e-mail address or organisation number.",
    remedy:
      'If many people order with one address, such as that of a till, choose in the settings of the connection that each order gets a customer of its own, or that all go to the collective customer. Or have a new customer created for this order.',
  },
  'gap.customer_name_differs': {
    title: 'Is this the customer?',
    cause:
      "The customer in {target} with the order's e-mail address or organisation number is not as the order says: {customer} {differences}.",
    remedy:
      "Say whether it is the order's customer. The answer counts for all orders with this e-mail address and name.",
  },
  'gap.collective_customer_unset': {
    title: 'The collective customer is not set',
    cause: 'All orders go to one collective customer, but the settings do not name it.',
    remedy: `Enter the customer's number under "Collective customer" in the connection's settings.`,
  },
  'gap.collective_customer_missing': {
    title: 'There is no customer {number}',
    cause: '{target} has no customer with the number {number}, to which all orders go.',
    remedy: `Correct the number under "Collective customer" in the connection's settings, or create the customer in {target}.`,
  },
  'gap.collective_customer_archived': {
    title: 'Customer {number} is archived',
    cause: 'The customer {number}, to which all orders go, is archived in {target}.',
    remedy: `Activate customer {number} in {target}, or enter another one under "Collective customer" in the connection's settings.`,
  },
  'gap.customer_missing': {
    title: 'The customer is missing in {target}',
    cause: "{target} does not have the order's customer, and the connection does not create customers.",
    remedy:
      "Create the customer in {target} with the order's e-mail address and name, or switch on the creation of customers for the connection.",
  },
  'gap.customer_missing:of_document': {
    title: 'The document has no customer',
    cause: 'The document {number} in {target} has no customer, or {target} does not know its customer any more.',
    remedy:
      'Give the document a customer in {target} and try again, or book the payment there by hand and say that it was handled elsewhere.',
  },
  'gap.no_customer_name': {
    title: 'The order names nobody',
    cause: 'The order names neither a person nor a company.',
    remedy: "Enter a name in the order's billing address.",
  },
  'gap.no_email': {
    title: 'The order has no e-mail address',
    cause: 'The order names no e-mail address, which {target} needs for sending the invoice.',
    remedy: "Enter the customer's e-mail address in the order's billing address.",
  },
  'gap.organisation_number': {
    title: 'The organisation number is none',
    cause:
      '"{number}" is no Norwegian organisation number: that has nine digits, of which the last follows from the others.',
    remedy: 'Correct or empty the field "{field}" of the order in the shop.',
  },
  'gap.number_series_missing': {
    title: 'The number series is gone',
    cause: '{target} no longer has the number series in which new customers are to be numbered.',
    remedy: `Look at the number series in {target} and choose another one under "Number series" in the connection's settings.`,
  },
  'gap.number_series_foreign': {
    title: 'The number series is not for customers',
    cause:
      'The number series "{name}" does not number customers: its type in {target} is {type, select, none {another} other {{type}}}.',
    remedy: `Of the number series of customers, choose another one under "Number series" in the connection's settings.`,
  },
  'gap.number_series_full': {
    title: 'The number series is full',
    cause: 'All numbers of the series "{name}" ({from} to {to}) are taken.',
    remedy: `Extend the series in {target}, or choose another one under "Number series" in the connection's settings.`,
  },
  'gap.customer_changed': {
    title: 'The order names another customer now',
    cause: 'The order is for {customer} now; its document {number} is made out to another customer.',
    remedy:
      'Make draft {number} out to that customer in {target} and try again; or decide that the document stays with its customer.',
  },
  'gap.customer_changed:invoice': {
    title: 'The order names another customer now',
    cause: 'The order is for {customer} now; its document {number} is made out to another customer.',
    remedy:
      'Credit invoice {number} in {target} and invoice the order anew by hand, then say that it was handled elsewhere; or decide that the document stays with its customer.',
  },
} as const satisfies Texts;
