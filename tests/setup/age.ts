import type { Database } from '../../bridge-server/src/database/database.ts';

/** Moves the times of all rows into the past, as if so many days had gone by. */
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

/**
 * Moves the changes of the shop's transfers two seconds into the past, so that the shop may read them: what changed a
 * moment ago is held back, since clocks differ. `orderIds`: of these orders only; of all of them where none is named.
 */
export async function ageChanges({ pool }: Database, shopId: string, ...orderIds: string[]): Promise<void> {
  await pool.query(
    `update transfers
        set changed_at = changed_at - interval '2 seconds'
      where shop_id = $1
        and (cardinality($2::text[]) = 0 or subject_id = any ($2))`,
    [shopId, orderIds],
  );
}
