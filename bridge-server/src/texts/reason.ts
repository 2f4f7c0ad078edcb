import type { Reason, Value, Word } from '@kontor/shared/problem';
import { catalogue, type TextKey } from './catalogue.ts';
import type { en, enWords } from './en.ts';
import type { NamesIn, NamesOf } from './names.ts';
import type { Catalogue, Texts, Words } from './text.ts';

/** The code of a key: the part before the case. */
export type CodeOf<Key> = Key extends `${infer Code}:${string}` ? Code : Key;

/** The values of a text as the last argument of a call. A text without values takes no such argument. */
export type ValuesOf<All extends Texts, Key extends keyof All> = Arguments<NamesOf<All, Key> & string>;
type Arguments<Names extends string> = [Names] extends [never] ? [] : [values: Readonly<Record<Names, Value>>];

/** A reason whose code is known to the compiler. */
export type ReasonOf<Key extends string> = Reason & { code: CodeOf<Key> };

/** Makes reasons from the keys of one catalogue. */
export interface Reasons<English extends Texts> {
  <Key extends keyof English & string>(key: Key, ...values: ValuesOf<English, Key>): ReasonOf<Key>;
}

export const reasonsOf =
  <English extends Texts>(_own: Catalogue<English>): Reasons<English> =>
  (key, ...[values]) => {
    const [code, kase] = splitKey(key);
    return { code, ...(kase === undefined ? {} : { case: kase }), ...(values ? { values } : {}) };
  };

/** Names words of one catalogue, to stand within a sentence. */
export interface WordsIn<English extends Words> {
  <Key extends keyof English & string>(word: Key, ...values: Arguments<NamesIn<English[Key]>>): Word;
}

export const wordsOf =
  <English extends Words>(_own: { en: { words: English } }): WordsIn<English> =>
  (word, ...[values]) =>
    values ? { word, values } : { word };

function splitKey<Key extends string>(key: Key): [CodeOf<Key>, string | undefined] {
  const [code = '', kase] = key.split(':', 2);
  return [code as CodeOf<Key>, kase];
}

/**
 * The reason with that key of the bridge's own catalogue.
 * @example reason('shop.unknown')
 */
export const reason: Reasons<typeof en> = reasonsOf(catalogue);

/**
 * Words of the bridge's own catalogue.
 * @example reason('gap.rate_unknown', { line: word('line', { id, name }) })
 */
export const word: WordsIn<typeof enWords> = wordsOf(catalogue);

export type { TextKey };
