import type { Reason, Value, Word } from '@kontor/shared/problem';
import { catalogue, type English, type EnglishWords, type TextKey, type WordKey } from './catalogue.ts';
import type { NamesIn, NamesOf } from './names.ts';
import { speakerOf } from './say.ts';
import type { Catalogue, Texts, Words } from './text.ts';

/** The code of a key: what stands before the case. */
export type CodeOf<Key> = Key extends `${infer Code}:${string}` ? Code : Key;

/** The values of a text as the last argument of a call; there is none where the text has no values. */
export type ValuesOf<All extends Texts, Key extends keyof All> = Arguments<NamesOf<All, Key> & string>;
/** The same of words. */
export type WordValuesOf<All extends Words, Key extends keyof All> = Arguments<NamesIn<All[Key]>>;
type Arguments<Names extends string> = [Names] extends [never] ? [] : [values: Readonly<Record<Names, Value>>];

/** A reason whose code the compiler knows. */
export type ReasonOf<Key extends string> = Reason & { code: CodeOf<Key> };

/** Makes the function that makes reasons from the keys of one catalogue; `others`: where the words are that it lacks. */
export const reasonsOf =
  <English extends Texts, EnglishWords extends Words>(
    own: Catalogue<English, EnglishWords>,
    others: readonly Catalogue[] = [],
  ) =>
  <Key extends keyof English & string>(key: Key, ...[values]: ValuesOf<English, Key>): ReasonOf<Key> => {
    const [code, kase] = splitKey(key);
    const what = { code, ...(kase === undefined ? {} : { case: kase }), ...(values ? { values } : {}) };
    return { ...what, ...inEnglish([own as Catalogue, ...others], what) };
  };

/** The English sentences that a reason still carries. */
export function inEnglish(catalogues: readonly Catalogue[], what: Omit<Reason, 'cause' | 'remedy'>) {
  const said = speakerOf(catalogues, { language: 'en', audience: 'commandLine' }).say(what);
  return { cause: said?.cause ?? '', remedy: said?.remedy ?? '' };
}

/** Makes the function that names words of one catalogue, for a sentence in which they stand. */
export const wordsOf =
  <EnglishWords extends Words>(_own: { en: { words: EnglishWords } }) =>
  <Key extends keyof EnglishWords & string>(word: Key, ...[values]: WordValuesOf<EnglishWords, Key>): Word =>
    values ? { word, values } : { word };

function splitKey<Key extends string>(key: Key): [CodeOf<Key>, string | undefined] {
  const [code = '', kase] = key.split(':', 2);
  return [code as CodeOf<Key>, kase];
}

/**
 * The reason with that key of the bridge's own catalogue.
 * @example reason('shop.unknown')
 */
export const reason: <Key extends TextKey>(key: Key, ...values: ValuesOf<English, Key>) => ReasonOf<Key> =
  reasonsOf(catalogue);

/**
 * Words of the bridge's own catalogue.
 * @example reason('gap.rate_unknown', { line: word('line', { id, name }) })
 */
export const word: <Key extends WordKey>(word: Key, ...values: WordValuesOf<EnglishWords, Key>) => Word =
  wordsOf(catalogue);
export type { TextKey };
