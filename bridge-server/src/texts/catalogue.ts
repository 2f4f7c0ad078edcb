import { de } from './de.ts';
import { en } from './en.ts';
import { nb } from './nb.ts';
import type { Catalogue } from './text.ts';

/** The key of a text of the bridge's own. */
export type TextKey = keyof typeof en;

/** What the bridge itself says. A system brings its own texts, in its folder. */
export const catalogue: Catalogue<typeof en> = { en, de, nb };
