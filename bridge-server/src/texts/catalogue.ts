import { de, deWords } from './de.ts';
import { en, enWords } from './en.ts';
import { nb, nbWords } from './nb.ts';
import type { Catalogue } from './text.ts';

export type English = typeof en;
export type EnglishWords = typeof enWords;
/** The key of a text of the bridge's own. */
export type TextKey = keyof English;
/** The key of words of the bridge's own. */
export type WordKey = keyof EnglishWords;

/** What the bridge itself says. A system brings its own texts, in its folder. */
export const catalogue: Catalogue<English, EnglishWords> = {
  en: { problems: en, words: enWords },
  de: { problems: de, words: deWords },
  nb: { problems: nb, words: nbWords },
};
