import { fieldsOf, type Fields } from '../../../texts/form.ts';
import { reasonsOf, wordsOf, type Reasons, type WordsIn } from '../../../texts/reason.ts';
import type { Catalogue } from '../../../texts/text.ts';
import type { FunctionDeclaration } from '../../contract.ts';
import { problems as problemsInGerman } from './problems-de.ts';
import { problems } from './problems-en.ts';
import { problems as problemsInNorwegian } from './problems-nb.ts';
import { words as wordsInGerman } from './words-de.ts';
import { words } from './words-en.ts';
import { words as wordsInNorwegian } from './words-nb.ts';

/** What Go says in its own way. */
export const texts: Catalogue<typeof problems, typeof words> = {
  en: { problems, words },
  de: { problems: problemsInGerman, words: wordsInGerman },
  nb: { problems: problemsInNorwegian, words: wordsInNorwegian },
};

/** A reason with the key of one of Go's own texts. */
export const reason: Reasons<typeof problems> = reasonsOf(texts);
/** Go's own words within a sentence. */
export const word: WordsIn<typeof words> = wordsOf(texts);
/** The texts of a field of Go's own. */
export const field: Fields<typeof words> = fieldsOf(texts);

/** Names the texts of a function that a connection may be switched on for. */
export const functionTexts = (text: `function.${string}` & keyof typeof words): FunctionDeclaration => ({ text });
