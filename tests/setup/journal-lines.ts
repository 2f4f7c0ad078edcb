import type { Database } from '../../bridge-server/src/database/database.ts';

/** A line of the journal as it is stored. */
export interface JournalRow {
  actor: string;
  code: string;
  transfer_id: number | null;
  correlation_id: string | null;
}

/** The lines of the journal whose columns have these values, oldest first. */
export const journalLines = async (
  { knex }: Pick<Database, 'knex'>,
  where: Readonly<Record<string, unknown>>,
): Promise<JournalRow[]> => knex('journal').where(where).orderBy('id').select<JournalRow[]>('*');

/** The codes of those lines. */
export const journalCodes = async (
  database: Pick<Database, 'knex'>,
  where: Readonly<Record<string, unknown>>,
): Promise<string[]> => (await journalLines(database, where)).map(({ code }) => code);
