import type { Text, Texts } from './text.ts';

/**
 * The names of the values in an ICU message. The compiler reads them, so that a reason without one of them does not compile.
 * @example NamesIn<'{count, plural, one {# order of {shop}} other {# orders}}'> // 'count' | 'shop'
 */
export type NamesIn<Message extends string> = Walk<Message, ['message'], never>;

/** Where the walk is: in a message, or between the branches of a choice. */
type Place = 'message' | 'choice';

type Walk<Rest extends string, Places extends readonly Place[], Found> = Rest extends `${infer Before}{${infer After}`
  ? Before extends `${string}}${infer Closed}`
    ? Walk<`${Closed}{${After}`, Left<Places>, Found>
    : IsQuoted<Before> extends true
      ? After extends `${string}'${infer Unquoted}`
        ? Walk<Unquoted, Places, Found>
        : Found
      : Places extends readonly ['choice', ...Place[]]
        ? Walk<After, ['message', ...Places], Found>
        : Enter<After, Places, Found>
  : Found;

/** Goes on behind the opening brace of an argument. */
type Enter<After extends string, Places extends readonly Place[], Found> = After extends `${infer Head}}${infer Rest}`
  ? Head extends `${infer Name},${infer Form},${string}`
    ? Trim<Form> extends 'plural' | 'select' | 'selectordinal'
      ? After extends `${string},${string},${infer Branches}`
        ? Walk<Branches, ['choice', ...Places], Found | Trim<Name>>
        : Found
      : Walk<Rest, Places, Found | Trim<Name>>
    : Head extends `${infer Name},${string}`
      ? Walk<Rest, Places, Found | Trim<Name>>
      : Walk<Rest, Places, Found | Trim<Head>>
  : Found;

type Left<Places extends readonly Place[]> = Places extends readonly [Place, ...infer Outer extends Place[]]
  ? Outer
  : Places;
type IsQuoted<Before extends string> = Before extends `${string}''`
  ? false
  : Before extends `${string}'`
    ? true
    : false;
type Trim<Name extends string> = Name extends ` ${infer Rest}` | `${infer Rest} ` ? Trim<Rest> : Name;

type Sentences<Said extends Text> =
  | Said['title']
  | Said['cause']
  | (Said['remedy'] extends string
      ? Said['remedy']
      : Exclude<Said['remedy'], string>[keyof Exclude<Said['remedy'], string>]);

/** The names of all values in the text with this key. */
export type NamesOf<All extends Texts, Key extends keyof All> = NamesInEach<Sentences<All[Key]>>;
type NamesInEach<Message> = Message extends string ? NamesIn<Message> : never;
