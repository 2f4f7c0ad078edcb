import type { Knex } from 'knex';
import type { Reason, Result } from '@kontor/shared/problem';
import { advisoryLocks } from '../database/advisory-locks.ts';
import { credentialsOf } from './connection.ts';
import { ofIdentity, identitySecret } from './identity.ts';
import { keyInCharge, putInCharge } from './key-check.ts';
import { restKeyOf } from './rest-key.ts';
import { CannotOpen, sealedWith, type Sealer } from './sealing.ts';
import { reason } from '../texts/reason.ts';

/**
 * A secret that stays sealed as it is, because this process cannot open it: a connection's credentials, or the bridge's own signing
 * key, which belongs to no shop and no connection.
 */
export interface LeftSealed extends Reason {
  shop: string | null;
  connection: string | null;
}
export interface Rotated {
  keyId: string;
  sealedAnew: number;
  left: readonly LeftSealed[];
}

const pageSize = 500;

/**
 * Seals every secret with the first of the process's keys and puts that key in charge, while other processes run. Where the
 * bridge makes its keys itself, and nothing is left of an earlier rotation, it makes a new one first.
 *
 * Each row is changed by itself and only as it was read. The key is put in charge in one commit with the rows that were
 * sealed with the former one until then; so it is never in charge while something that could be opened needs the former one.
 * A rotation that is interrupted is ended by the next.
 */
export async function rotateKey(knex: Knex, sealer: Sealer): Promise<Result<Rotated>> {
  return knex.transaction(async (transaction): Promise<Result<Rotated>> => {
    const {
      rows: [lock],
    } = await transaction.raw<{ rows: { taken: boolean }[] }>('select pg_try_advisory_xact_lock(?) as taken', [
      advisoryLocks.sealingRotation,
    ]);
    if (!lock?.taken) return refused(reason('key.rotating'));
    let keyId = await wantedKey(sealer);
    let sealedAnew = await sealAnew(knex, sealer, keyId).then(({ changed }) => changed);
    if (sealedAnew === 0 && keyId === (await keyInCharge(transaction))) {
      if (!sealer.makeKey) return refused(reason('key.not_new'));
      await sealer.makeKey();
      keyId = await wantedKey(sealer);
      sealedAnew = await sealAnew(knex, sealer, keyId).then(({ changed }) => changed);
    }
    await putInCharge(transaction, sealer, keyId);
    const rest = await sealAnew(transaction, sealer, keyId);
    return { ok: true, value: { keyId, sealedAnew: sealedAnew + rest.changed, left: rest.left } };
  });
}

async function wantedKey(sealer: Sealer): Promise<string> {
  const [first] = await sealer.keyIds();
  if (first === undefined) throw new Error('this process has no sealing key');
  return first;
}

interface SealedRow {
  shop_id: string;
  id: string;
  credentials: string;
}

/** Everything that is stored sealed, page by page; archived connections too, whose documents may still be finished. */
async function sealAnew(knex: Knex, sealer: Sealer, keyId: string): Promise<{ changed: number; left: LeftSealed[] }> {
  const identity = await sealIdentityAnew(knex, sealer, keyId);
  const readings = await sealReadingsAnew(knex, sealer, keyId);
  const left = [...identity.left, ...readings.left];
  let changed = identity.changed + readings.changed;
  let last: SealedRow | undefined;
  do {
    const after = last;
    const page: SealedRow[] = await knex<SealedRow>('connections')
      .select('shop_id', 'id', 'credentials')
      .orderBy(['shop_id', 'id'])
      .limit(pageSize)
      .modify((query) => {
        if (after) void query.whereRaw('(shop_id, id) > (?, ?)', [after.shop_id, after.id]);
      });
    for (const row of page.filter(({ credentials }) => sealedWith(credentials) !== keyId)) {
      try {
        const of = credentialsOf(row.shop_id, row.id);
        const credentials = await sealer.seal(await sealer.open(row.credentials, of), of, keyId);
        changed += await knex('connections')
          .where({ shop_id: row.shop_id, id: row.id, credentials: row.credentials })
          .update({ credentials });
      } catch (fault) {
        if (!(fault instanceof CannotOpen)) throw fault;
        left.push({ shop: row.shop_id, connection: row.id, ...fault.reason });
      }
    }
    last = page.at(-1);
  } while (last);
  return { changed, left };
}

/** The REST keys by which shops are read. */
async function sealReadingsAnew(
  knex: Knex,
  sealer: Sealer,
  keyId: string,
): Promise<{ changed: number; left: LeftSealed[] }> {
  const left: LeftSealed[] = [];
  let changed = 0;
  const rows = await knex<{ shop_id: string; credentials: string }>('shop_readings').select('shop_id', 'credentials');
  for (const { shop_id: shop, credentials } of rows.filter((row) => sealedWith(row.credentials) !== keyId)) {
    try {
      const sealed = await sealer.seal(await sealer.open(credentials, restKeyOf(shop)), restKeyOf(shop), keyId);
      changed += await knex('shop_readings').where({ shop_id: shop, credentials }).update({ credentials: sealed });
    } catch (fault) {
      if (!(fault instanceof CannotOpen)) throw fault;
      left.push({ shop, connection: null, ...fault.reason });
    }
  }
  return { changed, left };
}

/** The bridge's own signing key, where it has one already. */
async function sealIdentityAnew(
  knex: Knex,
  sealer: Sealer,
  keyId: string,
): Promise<{ changed: number; left: LeftSealed[] }> {
  const row = await knex('identity').first<{ private_jwk: string } | undefined>('private_jwk');
  if (!row || sealedWith(row.private_jwk) === keyId) return { changed: 0, left: [] };
  try {
    const sealed = await sealer.seal(await sealer.open(row.private_jwk, identitySecret), identitySecret, keyId);
    const changed = await knex('identity').where({ private_jwk: row.private_jwk }).update({ private_jwk: sealed });
    return { changed, left: [] };
  } catch (fault) {
    if (!(fault instanceof CannotOpen)) throw fault;
    return { changed: 0, left: [{ shop: null, connection: null, ...ofIdentity(fault.reason) }] };
  }
}

const refused = (error: Reason): { ok: false; error: Reason } => ({ ok: false, error });
