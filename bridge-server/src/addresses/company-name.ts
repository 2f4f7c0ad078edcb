import { likenessOf, plain, type Likeness } from './spelling.ts';

/** How legal forms are written, and the form that is meant; the longer ones first. */
const legalForms: readonly (readonly [written: string, form: string])[] = [
  ['(?:gesellschaft mit beschraenkter haftung|gesellschaft mbh|gmbh) co (?:kommanditgesellschaft|kg)', 'gmbhcokg'],
  ['ag co kg', 'agcokg'],
  ['gmbh co ohg', 'gmbhcoohg'],
  ['ug haftungsbeschraenkt', 'ug'],
  ['gesellschaft mit beschraenkter haftung|gmbh|mbh|ges m b h', 'gmbh'],
  ['ggmbh', 'ggmbh'],
  ['kommanditgesellschaft|kg', 'kg'],
  ['partg mbb|partg', 'partg'],
  ['ohg', 'ohg'],
  ['gbr', 'gbr'],
  ['aktiengesellschaft|ag', 'ag'],
  ['ug', 'ug'],
  ['eingetragene kauffrau|eingetragener kaufmann|e kfr|e kfm|e k|ek', 'ek'],
  ['e v|ev', 'ev'],
  ['e g|eg', 'eg'],
  ['asa', 'asa'],
  ['aksjeselskap|as', 'as'],
  ['ans', 'ans'],
  ['enk', 'enk'],
  ['aps', 'aps'],
  ['a s', 'a/s'],
  ['aktiebolag|ab', 'ab'],
  ['oyj', 'oyj'],
  ['oy', 'oy'],
  ['bv|b v', 'bv'],
  ['sarl', 'sarl'],
  ['sp z o o', 'spzoo'],
  ['limited|ltd', 'ltd'],
  ['plc', 'plc'],
  ['llc', 'llc'],
  ['inc', 'inc'],
];
const patterns = legalForms.map(([written, form]) => ({
  form,
  pattern: new RegExp(`(?:^(?:${written}) )|(?: (?:${written})$)`),
}));

/** A firm's name without its legal form, and the legal form; empty if the name has none. */
function partsOf(name: string): { name: string; form: string } {
  const words = plain(name.replaceAll('&', ' ').replace(/\b(?:und|og|and)\b/gi, ' '));
  const found = patterns.find(({ pattern }) => pattern.test(words));
  if (!found) return { name: words, form: '' };
  // "Oy Koivupuu Ab" has its form in both languages of the country.
  const rest = partsOf(words.replace(found.pattern, ' ').trim());
  return { name: rest.name, form: found.form };
}

/** Whether the name says that the firm is somebody of its own, and not its owner. */
export const isIncorporated = (name: string): boolean => !['', 'ek', 'enk', 'gbr'].includes(partsOf(name).form);

/** Compares two firms by their names. Firms of one name with two legal forms are two firms. */
export function compareCompanies(left: string, right: string): Likeness {
  const [first, second] = [partsOf(left), partsOf(right)];
  const names = likenessOf(first.name, second.name);
  if (names === 'unknown') return 'unknown';
  if (first.form !== '' && second.form !== '' && first.form !== second.form) return 'differs';
  if (names !== 'differs') return names;
  const [few, many] = [first.name.split(' '), second.name.split(' ')].toSorted((a, b) => a.length - b.length) as [
    string[],
    string[],
  ];
  return few.every((word) => many.includes(word)) ? 'similar' : 'differs';
}
