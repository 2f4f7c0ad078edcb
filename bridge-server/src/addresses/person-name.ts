import { isShortForm } from './nicknames.ts';
import { likenessOf, plain, withoutUmlauts, type Likeness } from './spelling.ts';

/** How the names of two people compare. `family`: the surname is the same, the first name is another. */
export type NameLikeness = Likeness | 'family';

export interface PersonName {
  firstName: string;
  lastName: string;
}

const titles =
  /^(?:dr|prof|professor|dipl|ing|med|dent|phil|jur|mag|herr|frau|hr|fr|fru|mr|mrs|ms|miss|familie|family|fam)$/;
const generations: Readonly<Record<string, string>> = {
  jr: 'junior',
  jun: 'junior',
  junior: 'junior',
  sr: 'senior',
  sen: 'senior',
  senior: 'senior',
};
/** Names that nobody has. */
const placeholders = /^(?:test|tester|testbruker|mustermann|xxx+|asdf\w*|na|none|unbekannt|ukjent|gast|guest|kunde)$/;

/** The words of a name, without titles and remarks in brackets. */
const wordsOf = (text: string): string[] =>
  plain(text.replace(/\([^()]*\)|\[[^[\]]*\]/g, ' '))
    .split(' ')
    .filter((word) => word !== '' && !titles.test(word) && !(word in generations));

/** `junior` or `senior`, if the name says so; else null. */
export function generationOf({ firstName, lastName }: PersonName): string | null {
  const found = plain(`${firstName} ${lastName}`)
    .split(' ')
    .flatMap((word) => generations[word] ?? []);
  return found[0] ?? null;
}

/** Whether the name is one that nobody has, such as `Test Test`. */
export const isPlaceholder = ({ firstName, lastName }: PersonName): boolean =>
  [...wordsOf(firstName), ...wordsOf(lastName)].some((word) => placeholders.test(word));

/** Whether both have the very same first name, with or without the dots of its letters, so that only the surname is spelled otherwise. */
export const compareFirstNames = (left: PersonName, right: PersonName): Likeness => {
  const [first, second] = [inFields(left), inFields(right)].map(({ firstName }) => wordsOf(firstName).join(' '));
  if (!first || !second) return 'unknown';
  return withoutUmlauts(first) === withoutUmlauts(second) && first.length > 1 ? 'same' : 'differs';
};

/**
 * Compares two names. First name and surname that have changed places are only similar: Omar Hassan may be the son of
 * Hassan Omar.
 */
export function comparePersons(left: PersonName, right: PersonName): NameLikeness {
  const [first, second] = [inFields(left), inFields(right)];
  const straight = compareInOrder(first, second);
  if (straight === 'same' || straight === 'similar') return straight;
  const swapped = compareInOrder(first, { firstName: second.lastName, lastName: second.firstName });
  return swapped === 'same' ? 'similar' : straight;
}

/** The name with its parts in their fields, where all of it was typed into one: `Kari Nordmann`, `Nordmann, Kari`. */
function inFields({ firstName, lastName }: PersonName): PersonName {
  const [one, other] = [firstName.trim(), lastName.trim()];
  if (one !== '' && other !== '') return { firstName: one, lastName: other };
  const [surname = '', given] = (one || other).split(',').map((part) => part.trim());
  if (given !== undefined) return { firstName: given, lastName: surname };
  const words = (one || other).split(/\s+/);
  return words.length < 2
    ? { firstName, lastName }
    : { firstName: words.slice(0, -1).join(' '), lastName: words.at(-1) ?? '' };
}

function compareInOrder(left: PersonName, right: PersonName): NameLikeness {
  const surname = compareWords(wordsOf(left.lastName), wordsOf(right.lastName), false);
  if (surname === 'unknown' || surname === 'differs') return surname;
  const first = compareWords(wordsOf(left.firstName), wordsOf(right.firstName), true);
  if (first === 'differs') return 'family';
  if (first === 'unknown') return 'unknown';
  return first === 'same' && surname === 'same' ? 'same' : 'similar';
}

/** `isFirstName`: `J` may stand for `Johann`, and `Hannes` for `Johannes`. */
function compareWords(left: readonly string[], right: readonly string[], isFirstName: boolean): Likeness {
  if (left.length === 0 || right.length === 0) return 'unknown';
  const whole = likenessOf(left.join(' '), right.join(' '));
  if (whole !== 'differs') return whole;
  const [few, many] = left.length <= right.length ? [left, right] : [right, left];
  const isIn = (word: string) =>
    many.some(
      (other) =>
        likenessOf(word, other) !== 'differs' ||
        (isFirstName && isShortForm(word, other)) ||
        (isFirstName && Math.min(word.length, other.length) === 1 && word[0] === other[0]),
    );
  // "Anna Maria" and "Anna", "Meier-Schulz" and "Schulz", "J." and "Johann".
  return few.every(isIn) ? 'similar' : 'differs';
}
