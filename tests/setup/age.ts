import type { Database } from '../../bridge-server/src/database/database.ts';

/** As if so many days had gone by for the whole database. */
export async function age({ knex }: Database, days: number): Promise<void> {
  for (const [table, columns] of [
    ['subjects', ['received_at']],
    ['transfers', ['created_at', 'changed_at']],
    ['exchanges', ['at']],
    ['facts', ['at']],
    ['journal', ['at']],
  ] as const) {
    await knex.raw(
      `update ${table} set ${columns.map((column) => `${column} = ${column} - make_interval(days => ?)`).join(', ')}`,
      columns.map(() => days),
    );
  }
}
