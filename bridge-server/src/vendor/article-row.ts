import type { Word } from '@kontor/shared/problem';
import type { CollectedArticle, RefusedThing } from '../systems/contract-collect.ts';
import { word } from '../texts/reason.ts';

/** Articles out of the rows of a table, whose columns a person has mapped to the fields of an article. */

export const articleFields = ['id', 'sku', 'name', 'gtin', 'stock', 'available', 'archived'] as const;
export type ArticleField = (typeof articleFields)[number];

/** What the columns of one row hold, by the field of the article. A field that is not mapped is left out. */
export type ArticleRow = Readonly<Partial<Record<ArticleField, string | null>>>;

/** How a table writes the decimals of a quantity: `1234.5` or `1234,5`. */
export const decimalMarks = ['point', 'comma'] as const;
export type DecimalMark = (typeof decimalMarks)[number];

/** A longer text is no field of an article, but a sign of a wrong mapping. */
export const longestField = 1000;

/** The articles in the rows, and the rows that cannot be articles, with why. Of two rows with one id, the first counts. */
export function articlesIn(
  rows: readonly ArticleRow[],
  decimalMark: DecimalMark,
): { articles: CollectedArticle[]; refused: RefusedThing[] } {
  const articles: CollectedArticle[] = [];
  const refused: RefusedThing[] = [];
  const ids = new Set<string>();
  for (const row of rows) {
    const read = articleOf(row, decimalMark);
    if ('why' in read) refused.push(refusalOf(row, read.why));
    else if (ids.has(read.article.id)) refused.push(refusalOf(row, word('articles.twice')));
    else {
      ids.add(read.article.id);
      articles.push(read.article);
    }
  }
  return { articles, refused };
}

const textIn = (row: ArticleRow, field: ArticleField): string => row[field]?.trim() ?? '';

function articleOf(row: ArticleRow, decimalMark: DecimalMark): { article: CollectedArticle } | { why: Word } {
  const tooLong = articleFields.find((field) => textIn(row, field).length > longestField);
  if (tooLong)
    return { why: word('articles.too_long', { most: longestField, begins: textIn(row, tooLong).slice(0, 40) }) };
  const sku = textIn(row, 'sku');
  const id = row.id === undefined ? sku : textIn(row, 'id');
  if (sku === '') return { why: word('articles.no_code') };
  if (id === '') return { why: word('articles.no_id') };
  const [stock, available] = [textIn(row, 'stock'), textIn(row, 'available')];
  const quantities = [stock, available].map((text) => quantityOf(text, decimalMark));
  const wrong = [stock, available].find((_, index) => quantities[index] === undefined);
  if (wrong !== undefined) return { why: word('articles.no_number', { said: wrong }) };
  const archived = switchOf(textIn(row, 'archived'));
  if (archived === null) return { why: word('articles.no_switch', { said: textIn(row, 'archived') }) };
  return {
    article: {
      id,
      sku,
      name: textIn(row, 'name'),
      gtin: textIn(row, 'gtin') || null,
      stock: quantities[0] ?? null,
      available: (row.available === undefined ? quantities[0] : quantities[1]) ?? null,
      archived,
    },
  };
}

const refusalOf = (row: ArticleRow, why: Word): RefusedThing => ({
  id: (textIn(row, 'id') || textIn(row, 'sku')).slice(0, longestField),
  name: (textIn(row, 'name') || textIn(row, 'sku')).slice(0, longestField),
  why,
});

/** A quantity by its decimal mark; thousands may be grouped by the other mark, a blank or an apostrophe. */
const quantityForms: Readonly<Record<DecimalMark, RegExp>> = {
  point: /^-?(?:\d+|\d{1,3}(?:[,' \u00a0\u202f]\d{3})+)(?:\.\d+)?(?:e[+-]?\d{1,2})?$/i,
  comma: /^-?(?:\d+|\d{1,3}(?:[.' \u00a0\u202f]\d{3})+)(?:,\d+)?$/,
};

/**
 * The quantity as exact decimal text; null for an empty text, which says that no stock is kept; undefined for a text
 * that is no number.
 * @example quantityOf('1.234,5', 'comma') // '1234.5'
 */
export function quantityOf(text: string, decimalMark: DecimalMark): string | null | undefined {
  if (text === '') return null;
  if (!quantityForms[decimalMark].test(text)) return undefined;
  const [whole = '', fraction] = text.split(decimalMark === 'comma' ? ',' : '.');
  const digits = whole.replace(/[.,' \u00a0\u202f]/g, '');
  return fraction === undefined ? digits : `${digits}.${fraction}`;
}

/** Texts for yes and no, as databases and tables write them. The two control characters are those of a bit column. */
const switches: Readonly<Record<string, boolean>> = Object.fromEntries([
  ...['true', 't', '1', 'yes', 'y', 'ja', 'j', 'x', '\u0001'].map((text) => [text, true] as const),
  ...['', 'false', 'f', '0', 'no', 'n', 'nein', 'nei', '\u0000'].map((text) => [text, false] as const),
]);

const switchOf = (text: string): boolean | null => switches[text.toLowerCase()] ?? null;
