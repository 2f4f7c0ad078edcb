import type { Reason, Value } from '@kontor/shared/problem';
import { catalogue, type TextKey } from './catalogue.ts';
import type { NamesOf } from './names.ts';
import { sayFrom } from './say.ts';
import type { Catalogue, Texts } from './text.ts';

/** The code of a key: what stands before the case. */
export type CodeOf<Key> = Key extends `${infer Code}:${string}` ? Code : Key;

/** The values of a text as the last argument of a call; there is none where the text has no values. */
export type ValuesOf<All extends Texts, Key extends keyof All> = [NamesOf<All, Key>] extends [never]
  ? []
  : [values: Readonly<Record<NamesOf<All, Key> & string, Value>>];

/** Makes the function that makes reasons from the keys of one catalogue. */
export const reasonsOf =
  <English extends Texts>(texts: Catalogue<English>) =>
  <Key extends keyof English & string>(key: Key, ...[values]: ValuesOf<English, Key>): ReasonOf<Key> => {
    const [code, kase] = splitKey(key);
    const what = { code, ...(kase === undefined ? {} : { case: kase }), ...(values ? { values } : {}) };
    const said = sayFrom(texts, what, { language: 'en', audience: 'commandLine' });
    return { ...what, cause: said?.cause ?? '', remedy: said?.remedy ?? '' };
  };

/** A reason whose code the compiler knows. */
export type ReasonOf<Key extends string> = Reason & { code: CodeOf<Key> };

function splitKey<Key extends string>(key: Key): [CodeOf<Key>, string | undefined] {
  const [code = '', kase] = key.split(':', 2);
  return [code as CodeOf<Key>, kase];
}

/**
 * The reason with that key of the bridge's own catalogue.
 * @example reason('shop.unknown')
 */
export const reason = reasonsOf(catalogue);
export type { TextKey };
