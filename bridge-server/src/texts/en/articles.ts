import type { Texts, Words } from '../text.ts';

/** What is wrong with the articles that an office tells of. */
export const articleTexts = {
  'articles.missing': {
    title: 'Many articles are missing',
    cause:
      'The office told of all its articles, and {missing, number} of the {known, number} that were known are not among them.',
    remedy:
      'Look into the office whether that is so. If it is, answer the task with "It is so, take it over". Until then the shop reads what was known before.',
  },
  'articles.sold_out': {
    title: 'Many articles are suddenly sold out',
    cause:
      '{newlyZero, number} of the {inStock, number} articles that were in stock have none left, by what the office says.',
    remedy:
      'Look into the office whether that is so. If it is, answer the task with "It is so, take it over". Until then the shop reads what was known before.',
  },
  'articles.none_told': {
    title: 'No office tells of articles',
    cause: 'The shop has no connection to a system that tells of articles and their stock.',
    remedy: {
      screen: 'Connect such a system, for example PowerOffice Go.',
      commandLine: 'Connect such a system, for example with: kontor connection add poweroffice.',
    },
  },
} as const satisfies Texts;

export const articleWords = {
  'articles.no_code': 'It has no code, so that the shop cannot know it by its SKU.',
  'articles.unreadable': 'A field of it cannot be kept, such as a quantity that is no number.',
  'articles.take': 'It is so, take it over',
  'articles.wait': 'Something is wrong, keep what was known',
} as const satisfies Words;
