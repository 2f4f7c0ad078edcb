/**
 * What people read about a problem. Each sentence is an ICU message: `{rate}` stands for a value, and `{count, plural, …}` chooses by
 * a value. A literal brace stands in quotes: `'{'`.
 */
export interface Text {
  /** Short, because it stands beside a dot in a list. */
  title: string;
  cause: string;
  remedy: Remedy;
}
/** What to do. There are two texts if a person at a screen must do something else than a person at a command line. */
export type Remedy = string | ForAudiences;
export type ForAudiences = Readonly<Record<Audience, string>>;

/** `screen`: a person who works in WooCommerce or in the vendor's program. `commandLine`: whoever runs the bridge. */
export type Audience = 'screen' | 'commandLine';

export const languages = ['en', 'de', 'nb'] as const;
export type Language = (typeof languages)[number];

/** Texts of problems by key: the problem's code, or `code:case` if one code has several causes. */
export type Texts = Readonly<Record<string, Text>>;
/** All other words by key, such as the labels and help of a form. They are ICU messages too. */
export type Words = Readonly<Record<string, string>>;

/** The same texts in another language. A missing text, or one without an English text, does not compile. */
export type Translated<English extends Texts> = {
  readonly [Key in keyof English]: {
    readonly title: string;
    readonly cause: string;
    readonly remedy: English[Key]['remedy'] extends string ? string : ForAudiences;
  };
};
/** The same words in another language. */
export type TranslatedWords<English extends Words> = { readonly [Key in keyof English]: string };

/** All texts of one source, the bridge itself or a system, in every language. */
export interface Catalogue<English extends Texts = Texts, EnglishWords extends Words = Words> {
  en: { problems: English; words: EnglishWords };
  de: { problems: Translated<English>; words: TranslatedWords<EnglishWords> };
  nb: { problems: Translated<English>; words: TranslatedWords<EnglishWords> };
}
