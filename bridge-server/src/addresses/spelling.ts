import anyAscii from 'any-ascii';
import { distance } from 'fastest-levenshtein';

/**
 * Whether two texts are the same for a person who reads them. `same`: they differ only in how letters are written, such
 * as ü and ue. `similar`: a letter is missing, wrong or without its dots, as in a typing error.
 */
export type Likeness = 'same' | 'similar' | 'differs' | 'unknown';

/** How letters are written that a keyboard does not have. */
const written: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', ø: 'oe', æ: 'ae' };

/** UTF-8 that a program has read as Latin-1: `MÃ¼ller` is Müller. */
function readAgain(text: string): string {
  if (!/[ÃÂ][\u0080-\u00bf]/.test(text)) return text;
  const again = Buffer.from(text, 'latin1').toString('utf8');
  return again.includes('\ufffd') ? text : again;
}

/** The text in lower-case letters and digits of ASCII, with one blank between words: `Jürgen  Weiß` is `juergen weiss`. */
export const plain = (text: string): string =>
  anyAscii(
    readAgain(text)
      .normalize('NFC')
      .toLowerCase()
      .replace(/[äöüßøæ]/g, (letter) => written[letter] ?? letter),
  )
    .toLowerCase()
    .replace(/['’`´]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** The same without the dots of letters: `juergen weiss` and `jurgen weiss` are both `jurgen weiss`. */
export const withoutDots = (text: string): string => withoutUmlauts(text).replace(/aa/g, 'a');
/** The same, but `haakon` stays another name than `hakon`. */
export const withoutUmlauts = (text: string): string => text.replace(/([aou])e/g, '$1');

/** How many letters may be wrong in a text of this length. */
const wrongLetters = (length: number): number => (length >= 10 ? 2 : length >= 5 ? 1 : 0);

/** Compares two texts in plain letters. */
export function likenessOf(left: string, right: string): Likeness {
  if (left === '' || right === '') return 'unknown';
  const [first, second] = [left, right].map((text) => text.replaceAll(' ', '')) as [string, string];
  if (first === second) return 'same';
  if (withoutDots(first) === withoutDots(second)) return 'similar';
  return isMistyped(first, second) ? 'similar' : 'differs';
}

/** Two letters that changed places count as one wrong letter. A wrong digit is another number, and no typing error. */
function isMistyped(first: string, second: string): boolean {
  if (first.replace(/\D/g, '') !== second.replace(/\D/g, '')) return false;
  const allowed = wrongLetters(Math.min(first.length, second.length));
  return distance(first, second) <= allowed || (allowed > 0 && isTransposed(first, second));
}

function isTransposed(first: string, second: string): boolean {
  if (first.length !== second.length) return false;
  const places = [...first].flatMap((letter, index) => (letter === second[index] ? [] : [index]));
  const [one = -2, other = 0] = places;
  return places.length === 2 && other === one + 1 && first[one] === second[other] && first[other] === second[one];
}

/** The closest of several comparisons. */
export const best = (all: readonly Likeness[]): Likeness =>
  (['same', 'similar', 'differs'] as const).find((likeness) => all.includes(likeness)) ?? 'unknown';
