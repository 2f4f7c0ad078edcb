import { fieldTextsOf, type Fields } from '../../../texts/form.ts';
import { reasonsOf, wordsOf, type Reasons, type WordsIn } from '../../../texts/reason.ts';
import type { Catalogue } from '../../../texts/text.ts';
import { sqlProblems, sqlWords } from './english.ts';
import { sqlProblemsInGerman, sqlWordsInGerman } from './german.ts';
import { sqlProblemsInNorwegian, sqlWordsInNorwegian } from './norwegian.ts';

/** The texts of databases. */
export const sqlTexts: Catalogue<typeof sqlProblems, typeof sqlWords> = {
  en: { problems: sqlProblems, words: sqlWords },
  de: { problems: sqlProblemsInGerman, words: sqlWordsInGerman },
  nb: { problems: sqlProblemsInNorwegian, words: sqlWordsInNorwegian },
};

/** A reason with the key of one of a database's own texts. */
export const sqlReason: Reasons<typeof sqlProblems> = reasonsOf(sqlTexts);
/** A database's own words, to stand within a sentence. */
export const sqlWord: WordsIn<typeof sqlWords> = wordsOf(sqlTexts);
/** Names the texts of a field that only databases have. */
export const sqlField: Fields<typeof sqlWords> = fieldTextsOf(sqlTexts);
