import type { AddressContent } from '@kontor/shared/api/addresses';
import { digitsOf } from '../documents/meta-fields.ts';
import type { AddressMarks } from '../systems/contract-addresses.ts';
import { plain, withoutDots } from './spelling.ts';
import { emailMark, idMarks, phoneOf, plainEmail, plainNumber } from './trait.ts';

/**
 * The marks by which an address is found. Addresses are sealed in the database, so that a look-up knows only the keyed
 * hashes of their marks.
 */

/** The least and the most letters of a word by which it is found. */
const [fewestLetters, mostLetters] = [2, 12] as const;
/** The most words of one address; a longer one is found by its first words. */
const mostWords = 60;

/** The words of a text in plain letters, without the dots of ä, ö and ü. */
const wordsOf = (text: string): string[] => withoutDots(plain(text)).split(' ').filter(Boolean);

/** The mark of how a word begins. */
const beginning = (word: string, letters: number = mostLetters): string => `word:${word.slice(0, letters)}`;

/** The mark of an e-mail address. */
export const emailKey = (email: string): string => `email:${plainEmail(email)}`;

const numberKey = (number: string): string | null => {
  const plainest = plainNumber(number);
  return plainest === '' ? null : `number:${plainest}`;
};

const idKeys = (ids: readonly string[]): string[] => idMarks(ids).map((id) => `id:${id}`);

function phoneKey(text: string, country: string): string | null {
  const phone = phoneOf(text, country);
  return phone ? `phone:${phone.number}` : null;
}

/** The marks of what people type who look for somebody: each word is the beginning of a word. */
export const searchMarks = (text: string): string[] =>
  wordsOf(text)
    .filter((word) => word.length >= fewestLetters)
    .map((word) => beginning(word));

/** The mark of an organisation number by all its digits, few as they may be; null where it has none. */
function digitsKey(number: string): string | null {
  const digits = digitsOf(number);
  return digits === '' ? null : `digits:${digits}`;
}

/** The marks of addresses that may have one of these e-mail addresses or the organisation number. */
export const registerMarks = ({ emails, organisationNumber }: AddressMarks): string[] =>
  [...emails.filter((email) => email.trim() !== '').map(emailKey), digitsKey(organisationNumber ?? '')].flatMap(
    (mark) => mark ?? [],
  );

/** All marks of an address. `number`: the office's number of the customer. */
export function marksOf(content: AddressContent, number: string): string[] {
  const { companies, firstName, lastName, emails, phones, billing, deliveries, contacts } = content;
  const places = [...(billing ? [billing] : []), ...deliveries];
  const country = places[0]?.country ?? '';
  const texts = [
    ...companies,
    firstName,
    lastName,
    number,
    ...emails,
    ...contacts.flatMap((contact) => [contact.firstName, contact.lastName, contact.email]),
    ...places.flatMap(({ postcode, city }) => [postcode, city]),
  ];
  const words = [...new Set(texts.flatMap(wordsOf))].slice(0, mostWords);
  const ownEmails = [...emails, ...contacts.map(({ email }) => email)];
  const ownPhones = [...phones, ...contacts.map(({ phone }) => phone)];
  return [
    ...new Set([
      ...ownEmails.filter((email) => email !== '').map(emailKey),
      ...ownPhones.flatMap((phone) => phoneKey(phone, country) ?? []),
      ...idKeys([content.vatId, content.organisationNumber]),
      ...[numberKey(number), digitsKey(content.organisationNumber)].flatMap((mark) => mark ?? []),
      ...words.flatMap(beginnings),
    ]),
  ];
}

const beginnings = (word: string): string[] =>
  Array.from({ length: Math.max(0, Math.min(word.length, mostLetters) - fewestLetters + 1) }, (_, index) =>
    beginning(word, index + fewestLetters),
  );

/** Somebody whose address is looked for. */
export interface Sought {
  /** The office's number of the customer, if it is known. */
  customerNumber: string | null;
  company: string;
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  vatId: string;
  organisationNumber: string;
  place: { postcode: string; country: string };
}

/**
 * The marks of addresses that may be somebody's: each list names marks that one address has all of. A name is spelt in
 * more ways than its beginning, which is enough where the postcode agrees.
 */
export function candidateMarks(sought: Sought): string[][] {
  const { email, phone, place } = sought;
  const alone = [
    numberKey(sought.customerNumber ?? ''),
    // An address that shops and tills fill in is nobody's.
    emailMark(email) === null ? null : emailKey(email),
    phoneKey(phone, place.country),
    ...idKeys([sought.vatId, sought.organisationNumber]),
  ].flatMap((mark) => (mark === null ? [] : [[mark]]));
  const [postcode] = wordsOf(place.postcode);
  const names = [wordsOf(sought.company), wordsOf(sought.lastName)];
  const nearby = names.flatMap(([word]) => (word && postcode ? [[beginning(word, 3), beginning(postcode)]] : []));
  const [firm, ...others] = names[0] ?? [];
  const [first] = wordsOf(sought.firstName);
  const last = names[1]?.at(-1);
  return [
    ...alone,
    ...nearby,
    ...(firm ? [[beginning(firm), ...others.slice(0, 1).map((word) => beginning(word))]] : []),
    ...(first && last ? [[beginning(first, 3), beginning(last)]] : []),
  ];
}
