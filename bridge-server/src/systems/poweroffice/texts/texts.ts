import { fieldTextsOf, type Fields } from '../../../texts/form.ts';
import { reasonsOf, wordsOf, type Reasons, type WordsIn } from '../../../texts/reason.ts';
import type { Catalogue } from '../../../texts/text.ts';
import type { FunctionDeclaration } from '../../contract.ts';
import { problemsInGerman } from './problems-de.ts';
import { problems } from './problems-en.ts';
import { problemsInNorwegian } from './problems-nb.ts';
import { wordsInGerman } from './words-de.ts';
import { words } from './words-en.ts';
import { wordsInNorwegian } from './words-nb.ts';

/** The texts of PowerOffice Go. */
export const texts: Catalogue<typeof problems, typeof words> = {
  en: { problems, words },
  de: { problems: problemsInGerman, words: wordsInGerman },
  nb: { problems: problemsInNorwegian, words: wordsInNorwegian },
};

/** A reason with the key of one of Go's own texts. */
export const goReason: Reasons<typeof problems> = reasonsOf(texts);
/** Go's own words, to stand within a sentence. */
export const goWord: WordsIn<typeof words> = wordsOf(texts);
/** Names the texts of a field that only Go has. */
export const goField: Fields<typeof words> = fieldTextsOf(texts);

/** Names the texts of a function that a person may switch on for a connection. */
export const functionTexts = (text: `function.${string}` & keyof typeof words): FunctionDeclaration => ({ text });
