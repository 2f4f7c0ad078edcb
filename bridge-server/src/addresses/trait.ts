import parsePhone, { type CountryCode, type PhoneNumber } from 'libphonenumber-js/max';
import { best, likenessOf, type Likeness } from './spelling.ts';

/** A phone number that somebody can have; null if it is none. */
export function phoneOf(text: string, country: string): PhoneNumber | null {
  const parsed = parsePhone(
    text.replace(/\(0\)/, ''),
    /^[A-Z]{2}$/.test(country) ? (country as CountryCode) : undefined,
  );
  const isInvented = /^(\d)\1+$|^123456/.test(parsed?.nationalNumber ?? '');
  return parsed && !isInvented ? parsed : null;
}

/** The address in lower case, without what stands behind a plus. */
export const plainEmail = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/\+[^+@]*(?=@)/, '');
/** Addresses that shops and tills fill in where the customer has none. */
const noEmail = /^(?:no-?reply|none|ingen|keine?|unbekannt|test|x+)@|^[^@]*$|@(?:example\.invalid|localhost)$/;

/** The address as it is compared; null where a shop or a till filled it in. */
export function emailMark(text: string): string | null {
  const email = plainEmail(text);
  return noEmail.test(email) ? null : email;
}

export function compareEmails(email: string, known: readonly string[]): Likeness {
  const wanted = emailMark(email);
  const emails = known.flatMap((each) => emailMark(each) ?? []);
  if (wanted === null || emails.length === 0) return 'unknown';
  if (emails.includes(wanted)) return 'same';
  return best(emails.map((each) => likenessOf(each, wanted)));
}

/**
 * Compares phone numbers. A landline belongs to a house: in another town it is somebody else's who may be called, so it is
 * only similar.
 */
export function comparePhones(
  phone: string,
  known: readonly string[],
  { country, town }: { country: string; town: Likeness },
): Likeness {
  const wanted = phoneOf(phone, country);
  const phones = known.flatMap((each) => phoneOf(each, country)?.number ?? []);
  if (wanted === null || phones.length === 0) return 'unknown';
  if (!phones.includes(wanted.number)) return 'differs';
  return wanted.getType() === 'FIXED_LINE' && town === 'differs' ? 'similar' : 'same';
}

/** A VAT id or an organisation number in digits and letters, without the country and MVA. */
const plainId = (text: string): string =>
  text
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/(?:MVA|MWST|TVA|IVA)$/, '')
    .replace(/^[A-Z]{1,3}(?=\d)/, '');

/** The ids as they are compared; one that is too short to tell anybody apart is left out. */
export const idMarks = (ids: readonly string[]): string[] => ids.map(plainId).filter((id) => id.length >= 8);

/** Compares VAT ids and organisation numbers: a Norwegian VAT id is the organisation number. */
export function compareIds(left: readonly string[], right: readonly string[]): Likeness {
  const [first, second] = [idMarks(left), idMarks(right)];
  if (first.length === 0 || second.length === 0) return 'unknown';
  return first.some((id) => second.includes(id)) ? 'same' : 'differs';
}

/** A customer number as it is compared. */
export const plainNumber = (number: string): string => number.trim().replace(/^0+/, '');

/** Compares a customer number that the shop knows with the office's. */
export function compareNumbers(given: string | null, number: string): Likeness {
  const [first, second] = [given ?? '', number].map(plainNumber) as [string, string];
  if (first === '' || second === '') return 'unknown';
  return first === second ? 'same' : 'differs';
}
