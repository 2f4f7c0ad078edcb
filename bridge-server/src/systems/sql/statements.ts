import { longestField } from '../../vendor/article-row.ts';
import { dialects } from './dialects.ts';
import { columnsIn, keyColumn, type SqlSettings } from './settings.ts';

/** The statements that read a view. Names come from a person, so each is enclosed, and values are never in the text. */

/** Which rows of the view are meant, with the values of its `?`. */
export interface Filter {
  sql: string;
  values: readonly string[];
}

const nameIn = ({ engine }: SqlSettings, name: string): string => dialects[engine].quote(name);

/** A column of the view. Alone, its name could also mean a column of the answer. */
const columnIn = (settings: SqlSettings, name: string): string => `source.${nameIn(settings, name)}`;

const keyIn = (settings: SqlSettings): string => columnIn(settings, keyColumn(settings));

const viewIn = (settings: SqlSettings): string =>
  `${settings.view
    .split('.')
    .map((part) => nameIn(settings, part))
    .join('.')} source`;

/** A column as text, cut off just beyond the longest field, so that no row is huge. */
const textOf = (settings: SqlSettings, column: string): string =>
  `left(cast(${columnIn(settings, column)} as ${dialects[settings.engine].text}), ${longestField + 1})`;

const fieldsOf = (settings: SqlSettings): string =>
  [['key', keyColumn(settings)] as const, ...columnsIn(settings)]
    .map(([field, column]) => `${textOf(settings, column)} as ${nameIn(settings, field)}`)
    .join(',\n       ');

const selectFrom = (settings: SqlSettings): string => `
select ${fieldsOf(settings)}
  from ${viewIn(settings)}`;

/** No row, but the names of the view's columns. */
export const emptyViewOf = (settings: SqlSettings): string => `select * from ${viewIn(settings)} where 1 = 0`;

/** When the row changed that changed last. */
export const newestOf = (settings: SqlSettings): string => `
select cast(max(${columnIn(settings, settings.changedColumn)}) as ${dialects[settings.engine].text}) as newest
  from ${viewIn(settings)}`;

/**
 * The rows that changed after the instant, or a little before: a change counts from when it was written, and can be
 * read only once its transaction is over.
 */
export const changedRows = (settings: SqlSettings, instant: string): Filter => ({
  sql: `and ${columnIn(settings, settings.changedColumn)} >= ${dialects[settings.engine].before}`,
  values: [instant],
});

/** The rows after a key, in its order. Without an offset, a page takes as long at the end of the view as at its begin. */
export const pageFrom = (settings: SqlSettings, filter: Filter, page: { isFirst: boolean; rows: number }): string => `
${selectFrom(settings)}
 where ${keyIn(settings)} ${page.isFirst ? 'is not null' : '> ?'}
   ${filter.sql}
 order by ${keyIn(settings)}
 limit ${page.rows}`;

export const rowsOfKey = (settings: SqlSettings, filter: Filter, rows: number): string => `
${selectFrom(settings)}
 where ${keyIn(settings)} = ?
   ${filter.sql}
 limit ${rows}`;

export const rowsWithoutKey = (settings: SqlSettings, filter: Filter, rows: number): string => `
${selectFrom(settings)}
 where ${keyIn(settings)} is null
   ${filter.sql}
 limit ${rows}`;
