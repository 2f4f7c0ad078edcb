import type { Texts, Words } from '../text.ts';

/** What is wrong with a table of articles, whichever system it comes from. */
export const collectingTexts = {
  'held.column_unknown': {
    title: 'A mapped column is not there',
    cause: 'The settings name {columns}, but the table has these columns: {offered}.',
    remedy: 'Correct the names of the columns in the settings of the connection, letter by letter.',
  },
  'system.no_articles': {
    title: 'The system tells of no articles',
    cause: '{target} does not tell of articles, so there is nothing to preview.',
    remedy: 'Name a connection to a system that does, such as a database or a feed.',
  },
} as const satisfies Texts;

export const collectingWords = {
  'articles.no_id': 'It has no id, so that the bridge cannot know it again.',
  'articles.no_number':
    'The quantity "{said}" is no number. Look at the decimal mark in the settings, and at the data of the office.',
  'articles.no_switch': 'Whether it is out of use cannot be read from "{said}". Yes, no, 1 and 0 can be read.',
  'articles.too_long': 'A field has more than {most, number} characters. It begins with "{begins}".',
  'articles.twice': 'Another row has the same id. The first one counts.',
  'nothing.columns': 'none',
} as const satisfies Words;
