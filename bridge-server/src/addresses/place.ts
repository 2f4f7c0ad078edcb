import { likenessOf, plain, withoutDots, type Likeness } from './spelling.ts';

export interface PostalPlace {
  /** Street and house number, and whatever else stands above the postcode. */
  street: string;
  postcode: string;
  city: string;
  country: string;
}

/** How the words for a street are written, at the end of its name or alone. */
const streetWords: readonly (readonly [RegExp, string])[] = [
  [/(strasse|strase|str)(?= |$)/g, 'str'],
  [/(gaten|gate|gata|gt)(?= |$)/g, 'gt'],
  [/(veien|vegen|vei|veg|vn)(?= |$)/g, 'vei'],
  [/(platz|pl)(?= |$)/g, 'pl'],
  [/(?<=^| )(doktor|dr)(?= |$)/g, 'dr'],
  [/(?<=^| )(sankt|st)(?= |$)/g, 'st'],
  [/(?<=^| )(postboks|postfach|po box|pb)(?= |$)/g, 'pb'],
];

interface Street {
  name: string;
  /** The house number with its letter. */
  number: string;
  /** What stands behind the house number: a stair, a floor, a flat or a room. */
  unit: string;
}

/** The parts of what stands above the postcode; each may be empty. */
function streetOf(text: string): Street {
  let words = plain(text.replace(/\bc\/o\b.*?(?:,|$)/gi, ' '));
  // "Hauptstr.12" and "Hauptstr. 12 a" are "hauptstr 12a".
  words = words.replace(/([a-z])(\d)/g, '$1 $2').replace(/(\d) ([a-z])(?= |$)/g, '$1$2');
  for (const [pattern, short] of streetWords) words = words.replace(pattern, short);
  // The first number behind a word is that of the house.
  const parts = words.split(' ');
  const at = parts.findIndex(
    (part, index) => index > 0 && /^\d+[a-z]?$/.test(part) && /[a-z]/.test(parts[index - 1] ?? ''),
  );
  const [name, number, unit] =
    at < 0 ? [words, '', ''] : [parts.slice(0, at).join(' '), parts[at] ?? '', parts.slice(at + 1).join(' ')];
  return { name: name.replaceAll(' ', ''), number, unit };
}

/** Whether two units are known and have other numbers, or other sides such as "tv" and "th". */
function areOtherUnits(left: string, right: string): boolean {
  const [first = '', second = ''] = [left, right].map((unit) =>
    (unit.match(/\d+|\b(?:tv|th|mf|links|rechts|li|re)\b/g) ?? []).join(' '),
  );
  return first !== '' && second !== '' && first !== second;
}

/** Whether both are one place: the same house in the same town. `similar`: a typing error, or the house number's letter. */
export function comparePlaces(left: PostalPlace, right: PostalPlace): Likeness {
  const streets = [streetOf(left.street), streetOf(right.street)] as const;
  if (streets.some(({ name }) => name === '')) return 'unknown';
  if (left.country && right.country && left.country !== right.country) return 'differs';
  const [first, second] = streets;
  const street = likenessOf(first.name, second.name);
  const town = compareTowns(left, right);
  if (street === 'differs' || town === 'differs') return 'differs';
  if (first.number !== second.number)
    return first.number.replace(/\D/g, '') === second.number.replace(/\D/g, '') ? 'similar' : 'differs';
  if (areOtherUnits(first.unit, second.unit)) return 'differs';
  const isSameStreet = withoutDots(first.name) === withoutDots(second.name);
  // Where one of them names a flat or a room, the other may be any of the house.
  const isSameDoor = (first.unit === '') === (second.unit === '');
  return isSameStreet && town === 'same' && isSameDoor ? 'same' : 'similar';
}

/** Whether both are in one town, by postcode or else by name. */
export function compareTowns(left: PostalPlace, right: PostalPlace): Likeness {
  const [first, second] = [left, right].map(({ postcode }) =>
    plain(postcode).replace(/\D/g, '').replace(/^0+/, ''),
  ) as [string, string];
  const city = likenessOf(plain(left.city), plain(right.city));
  if (first !== '' && first === second) return 'same';
  if (first === '' || second === '') return city === 'same' ? 'similar' : city;
  // One postcode is mistyped where the town has the same name.
  return city === 'same' ? 'similar' : 'differs';
}
