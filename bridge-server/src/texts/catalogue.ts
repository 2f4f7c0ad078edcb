import { de, deWords } from './de.ts';
import { en, enWords } from './en.ts';
import { nb, nbWords } from './nb.ts';
import type { Catalogue } from './text.ts';

/** The key of one of the bridge's own texts. */
export type TextKey = keyof typeof en;

/** The texts of the bridge itself. Each system has its own texts in its folder. */
export const catalogue: Catalogue<typeof en, typeof enWords> = {
  en: { problems: en, words: enWords },
  de: { problems: de, words: deWords },
  nb: { problems: nb, words: nbWords },
};
