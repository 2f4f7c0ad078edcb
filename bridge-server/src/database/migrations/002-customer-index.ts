import type { Knex } from 'knex';

/**
 * Deletes the copy of the office's customers, which held names and addresses. An index with ids and hashed keys
 * replaces it; the next order that asks for a customer builds that index.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`delete from facts where starts_with(name, 'known-customer')`);
}

/** An older version cannot read the index, and builds its own copy when it finds none. */
export const down = up;
