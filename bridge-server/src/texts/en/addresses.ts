import type { Texts, Words } from '../text.ts';

/** What is wrong with the addresses that an office tells of. */
export const addressTexts = {
  'addresses.missing': {
    title: 'Many addresses are missing',
    cause:
      'The office told of all its addresses, and {missing, number} of the {known, number} that were known are not among them.',
    remedy:
      'Look into the office whether that is so. If it is, answer the task with "It is so, take it over". Until then the bridge goes by what was known before.',
  },
  'addresses.none_told': {
    title: 'No office tells of addresses',
    cause: 'The shop has no connection to a system that tells of addresses.',
    remedy: {
      screen: 'Connect such a system, for example PowerOffice Go.',
      commandLine: 'Connect such a system, for example with: kontor connection add poweroffice.',
    },
  },
} as const satisfies Texts;

export const addressWords = {
  'addresses.unreadable': 'A field of it cannot be kept, such as a name with half a character.',
  'addresses.likeness':
    '{trait, select, name {The name} number {The customer number} id {The organisation number or VAT id} email {The e-mail address} phone {The phone number} other {The place}} {likeness, select, same {is the same} similar {is similar} family {has the same surname and another first name} other {differs}}.',
  'addresses.outcome':
    '{outcome, select, matched {The office knows the customer.} unclear {Somebody at the office may be the customer.} new {The office does not know the customer.} other {The addresses of the office were not read so far.}}',
  'addresses.take': 'It is so, take it over',
  'addresses.wait': 'Something is wrong, keep what was known',
} as const satisfies Words;
