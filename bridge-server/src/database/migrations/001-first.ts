import type { Knex } from 'knex';
import { recordTables } from './first/records.ts';
import { shopTables } from './first/shops.ts';
import { transferTables } from './first/transfers.ts';
import { workTables } from './first/work.ts';

/** The bridge's first tables. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`${shopTables}${transferTables}${workTables}${recordTables}`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table
      retention,
      exchanges,
      journal,
      rate_consumers,
      rate_budgets,
      tasks,
      facts,
      remote_objects,
      transfers,
      subjects,
      connections,
      proofs,
      pairings,
      keys,
      shops,
      identity,
      bridge
  `);
}
