import { fieldTextsOf, type Fields } from '../../../texts/form.ts';
import { reasonsOf, wordsOf, type Reasons, type WordsIn } from '../../../texts/reason.ts';
import type { Catalogue } from '../../../texts/text.ts';
import { feedProblems, feedWords } from './english.ts';
import { feedProblemsInGerman, feedWordsInGerman } from './german.ts';
import { feedProblemsInNorwegian, feedWordsInNorwegian } from './norwegian.ts';

/** The texts of feeds. */
export const feedTexts: Catalogue<typeof feedProblems, typeof feedWords> = {
  en: { problems: feedProblems, words: feedWords },
  de: { problems: feedProblemsInGerman, words: feedWordsInGerman },
  nb: { problems: feedProblemsInNorwegian, words: feedWordsInNorwegian },
};

/** A reason with the key of one of a feed's own texts. */
export const feedReason: Reasons<typeof feedProblems> = reasonsOf(feedTexts);
/** A database's own words, to stand within a sentence. */
export const feedWord: WordsIn<typeof feedWords> = wordsOf(feedTexts);
/** Names the texts of a field that only feeds have. */
export const feedField: Fields<typeof feedWords> = fieldTextsOf(feedTexts);
