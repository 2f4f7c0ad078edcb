import { readFile, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Knex } from 'knex';
import type { Sealer } from './sealing.ts';

const check = { shop: 'bridge', connection: 'bridge', field: 'key_check' };

/**
 * Whether the sealing key is the one that this database's secrets were sealed with. The first start with an empty
 * database stores the check value. A wrong key must end the start: it could neither read nor safely add a secret.
 */
export async function isRightKey(knex: Knex, sealer: Sealer): Promise<boolean> {
  await knex('bridge').insert({ only_row: true, key_check: await sealer.seal('kontor', check) }).onConflict('only_row').ignore();
  const row = await knex('bridge').first<{ key_check: string }>('key_check');
  return sealer.open(row.key_check, check).then((value) => value === 'kontor', () => false);
}

/** The sealing key kept in the data folder beside the embedded PostgreSQL, made on first use; readable by its owner only. */
export async function keyInFolder(folder: string): Promise<Uint8Array> {
  const file = join(folder, 'sealing.key');
  await writeFile(file, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' }).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'EEXIST') throw fault;
  });
  return Buffer.from(await readFile(file, 'utf8'), 'base64');
}
