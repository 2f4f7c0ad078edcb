import type { Knex } from 'knex';
import { sealedWith, type Sealer } from './sealing.ts';

const check = { shop: 'bridge', connection: 'bridge', field: 'key_check' };

/**
 * Whether the process has the sealing key that this database has in charge. The first start with an empty database stores
 * the check value. Without that key the start must end: it could neither read nor safely add a secret.
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
 * The key that new secrets are sealed with: the one that the check value is sealed with, and not each process's own, so that
 * a rotation is one change for all. `transaction`: until its end the key stays in charge. `null`: the database has none yet.
 */
export async function keyInCharge(transaction: Knex.Transaction): Promise<string | null> {
  const row = await transaction('bridge').forShare().first<{ key_check: string } | undefined>('key_check');
  return row ? sealedWith(row.key_check) : null;
}

/** Puts another key in charge; waits for whoever is just sealing with the one before. */
export async function putInCharge(transaction: Knex.Transaction, sealer: Sealer, keyId: string): Promise<void> {
  await transaction('bridge')
    .insert({ only_row: true, key_check: await sealer.seal('kontor', check, keyId) })
    .onConflict('only_row')
    .merge();
}
