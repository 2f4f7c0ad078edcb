import type { Knex } from 'knex';
import { sealedWith, type Sealer } from './sealing.ts';

const check = { shop: 'bridge', connection: 'bridge', field: 'key_check' };

/**
 * Whether the process has the sealing key that is in charge in this database. On the first start, when the database is
 * empty, it stores a check value, sealed with the key of the process. A process without the right key must not start:
 * it could not read any secret, and would seal new ones with a key that others do not have.
 */
export async function isRightKey(knex: Knex, sealer: Sealer): Promise<boolean> {
  await knex('bridge')
    .insert({ only_row: true, key_check: await sealer.seal('kontor', check, null) })
    .onConflict('only_row')
    .ignore();
  const row = await knex('bridge').first<{ key_check: string }>('key_check');
  return sealer.open(row.key_check, check).then(
    (value) => value === 'kontor',
    () => false,
  );
}

/**
 * The key that seals new secrets, which is the key that sealed the check value. It stands in the database and not in
 * each process, so that a rotation is one change for all processes. The key stays in charge until the transaction ends.
 * Null: the database has no key yet.
 */
export async function keyInCharge(transaction: Knex.Transaction): Promise<string | null> {
  const row = await transaction('bridge').forShare().first<{ key_check: string } | undefined>('key_check');
  return row ? sealedWith(row.key_check) : null;
}

/** Puts another key in charge. It waits for transactions that seal with the former key. */
export async function putInCharge(transaction: Knex.Transaction, sealer: Sealer, keyId: string): Promise<void> {
  await transaction('bridge')
    .insert({ only_row: true, key_check: await sealer.seal('kontor', check, keyId) })
    .onConflict('only_row')
    .merge();
}
