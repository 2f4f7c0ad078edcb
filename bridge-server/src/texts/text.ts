/**
 * What people read about a problem. Each sentence is an ICU message: `{rate}` stands for a value, `{count, plural, …}` chooses by
 * it. A brace that is meant as one stands in quotes: `'{'`.
 */
export interface Text {
  /** Short: it stands beside a dot in a list. */
  title: string;
  cause: string;
  remedy: Remedy;
}
/** What to do; told apart where somebody at a screen does something else than somebody at a command line. */
export type Remedy = string | ForAudiences;
export type ForAudiences = Readonly<Record<Audience, string>>;

/** `screen`: whoever clicks in WooCommerce or in the vendor's program. `commandLine`: whoever runs the bridge. */
export type Audience = 'screen' | 'commandLine';

export const languages = ['en', 'de', 'nb'] as const;
export type Language = (typeof languages)[number];

/** Texts of problems by key: a problem's code, or `code:case` where one code has several causes. */
export type Texts = Readonly<Record<string, Text>>;
/** Words that are no problem by key, such as labels and help of a form; ICU messages, too. */
export type Words = Readonly<Record<string, string>>;

/** The same texts in another language; one that is missing, or of no English key, does not compile. */
export type Translated<English extends Texts> = {
  readonly [Key in keyof English]: {
    readonly title: string;
    readonly cause: string;
    readonly remedy: English[Key]['remedy'] extends string ? string : ForAudiences;
  };
};
/** The same words in another language. */
export type TranslatedWords<English extends Words> = { readonly [Key in keyof English]: string };

/** What one source says in every language: the bridge itself, or a system. */
export interface Catalogue<English extends Texts = Texts, EnglishWords extends Words = Words> {
  en: { problems: English; words: EnglishWords };
  de: { problems: Translated<English>; words: TranslatedWords<EnglishWords> };
  nb: { problems: Translated<English>; words: TranslatedWords<EnglishWords> };
}
