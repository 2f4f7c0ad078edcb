import type { Knex } from 'knex';
import type { Reason, Result } from '@kontor/shared/problem';
import { advisoryLocks } from '../database/advisory-locks.ts';
import { aboutContents, addContentKey, contentKeyOf } from './contents.ts';
import { credentialsOf } from './connection.ts';
import { aboutIdentity, identitySecret } from './identity.ts';
import { keyInCharge, putInCharge } from './key-check.ts';
import { restKeyOf, webhookSecretOf } from './shop-secrets.ts';
import { CannotOpen, sealedWith, type Sealer, type SecretOf } from './sealing.ts';
import { reason } from '../texts/reason.ts';

/**
 * A secret that this process cannot open, so that it stays sealed with its former key: a connection's credentials, or
 * the bridge's own signing key or a key of contents, which belong to no shop and no connection.
 */
export interface StillSealed extends Reason {
  shop: string | null;
  connection: string | null;
}
export interface Rotation {
  keyId: string;
  /** How many secrets were sealed with the new key. */
  sealedAnew: number;
  left: readonly StillSealed[];
}

/** How many connections one statement reads. */
const pageSize = 500;

/**
 * Seals every secret with the first key of this process and puts that key in charge. Other processes may run meanwhile.
 * If the bridge makes its keys itself and no earlier rotation is unfinished, it makes a new key first.
 *
 * Each row is updated by itself, and only if nobody changed it since it was read. Rows that other processes sealed with
 * the former key meanwhile are sealed again in the commit that puts the new key in charge. After it, no secret needs
 * the former key, except those that could not be opened at all. If a rotation is interrupted, the next one completes
 * it.
 *
 * Contents are sealed with content keys. Those are sealed anew, and a new one seals what is written from now on.
 */
export async function rotateKey(knex: Knex, sealer: Sealer): Promise<Result<Rotation>> {
  return knex.transaction(async (transaction): Promise<Result<Rotation>> => {
    const {
      rows: [lock],
    } = await transaction.raw<{ rows: { taken: boolean }[] }>('select pg_try_advisory_xact_lock(?) as taken', [
      advisoryLocks.sealingRotation,
    ]);
    if (!lock?.taken) return refused(reason('key.rotating'));
    let keyId = await firstKey(sealer);
    let sealedAnew = await sealAnew(knex, sealer, keyId).then(({ changed }) => changed);
    if (sealedAnew === 0 && keyId === (await keyInCharge(transaction))) {
      if (!sealer.makeKey) return refused(reason('key.not_new'));
      await sealer.makeKey();
      keyId = await firstKey(sealer);
      sealedAnew = await sealAnew(knex, sealer, keyId).then(({ changed }) => changed);
    }
    await putInCharge(transaction, sealer, keyId);
    await addContentKey(transaction, sealer, keyId);
    const rest = await sealAnew(transaction, sealer, keyId);
    return { ok: true, value: { keyId, sealedAnew: sealedAnew + rest.changed, left: rest.left } };
  });
}

async function firstKey(sealer: Sealer): Promise<string> {
  const [first] = await sealer.keyIds();
  if (first === undefined) throw new Error('this process has no sealing key');
  return first;
}

interface SealedRow {
  shop_id: string;
  id: string;
  credentials: string;
}

/**
 * Seals every stored secret with the key, page by page. Archived connections are included, since their documents may
 * still be finished.
 */
async function sealAnew(knex: Knex, sealer: Sealer, keyId: string): Promise<{ changed: number; left: StillSealed[] }> {
  const identity = await sealIdentityAnew(knex, sealer, keyId);
  const ofTables = await sealTablesAnew(knex, sealer, keyId);
  const left = [...identity.left, ...ofTables.left];
  let changed = identity.changed + ofTables.changed;
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
    for (const { shop_id: shop, id, credentials } of page) {
      const place = credentialsOf(shop, id);
      const outcome = await sealTextAnew(sealer, keyId, credentials, place, (sealed) =>
        knex('connections').where({ shop_id: shop, id, credentials }).update({ credentials: sealed }),
      );
      if (outcome instanceof CannotOpen) left.push({ shop, connection: id, ...outcome.reason });
      else changed += outcome;
    }
    last = page.at(-1);
  } while (last);
  return { changed, left };
}

/** A small table whose rows have one secret each. */
interface SecretTable {
  table: string;
  /** The column with the row's id. */
  id: string;
  /** The column with the sealed secret. */
  column: string;
  placeOf(id: string): SecretOf;
  /** The shop of a row, and what is said where its secret cannot be opened. */
  told(id: string, why: CannotOpen['reason']): Pick<StillSealed, 'shop' | 'code' | 'values' | 'case'>;
}

const ofShop: SecretTable['told'] = (shop, why) => ({ shop, ...why });

/** The REST keys by which the bridge reads shops, the secrets by which shops sign webhooks, and the keys of contents. */
const secretTables: readonly SecretTable[] = [
  { table: 'shop_readings', id: 'shop_id', column: 'credentials', placeOf: restKeyOf, told: ofShop },
  { table: 'shop_webhooks', id: 'shop_id', column: 'secret', placeOf: webhookSecretOf, told: ofShop },
  {
    table: 'content_keys',
    id: 'id',
    column: 'sealed_key',
    placeOf: contentKeyOf,
    told: (_id, why) => ({ shop: null, ...aboutContents(why) }),
  },
];

/** Seals the secrets of the small tables. */
async function sealTablesAnew(
  knex: Knex,
  sealer: Sealer,
  keyId: string,
): Promise<{ changed: number; left: StillSealed[] }> {
  const left: StillSealed[] = [];
  let changed = 0;
  for (const { table, id, column, placeOf, told } of secretTables) {
    const { rows } = await knex.raw<{ rows: { row: string; secret: string }[] }>(
      'select ?? as row, ?? as secret from ??',
      [id, column, table],
    );
    for (const { row, secret } of rows) {
      const outcome = await sealTextAnew(sealer, keyId, secret, placeOf(row), (sealed) =>
        knex(table)
          .where({ [id]: row, [column]: secret })
          .update({ [column]: sealed }),
      );
      if (outcome instanceof CannotOpen) left.push({ connection: null, ...told(row, outcome.reason) });
      else changed += outcome;
    }
  }
  return { changed, left };
}

/** Seals the bridge's own signing key, if there is one already. */
async function sealIdentityAnew(
  knex: Knex,
  sealer: Sealer,
  keyId: string,
): Promise<{ changed: number; left: StillSealed[] }> {
  const row = await knex('identity').first<{ private_jwk: string } | undefined>('private_jwk');
  if (!row) return { changed: 0, left: [] };
  const outcome = await sealTextAnew(sealer, keyId, row.private_jwk, identitySecret, (sealed) =>
    knex('identity').where({ private_jwk: row.private_jwk }).update({ private_jwk: sealed }),
  );
  return outcome instanceof CannotOpen
    ? { changed: 0, left: [{ shop: null, connection: null, ...aboutIdentity(outcome.reason) }] }
    : { changed: outcome, left: [] };
}

/**
 * Seals one stored text with the key, unless it is sealed with it already. `replace` stores the new text in place of the one
 * that was read, and returns how many rows that changed. A text that cannot be opened stays as it is.
 */
async function sealTextAnew(
  sealer: Sealer,
  keyId: string,
  text: string,
  place: SecretOf,
  replace: (sealed: string) => PromiseLike<number>,
): Promise<number | CannotOpen> {
  if (sealedWith(text) === keyId) return 0;
  try {
    return await replace(await sealer.seal(await sealer.open(text, place), place, keyId));
  } catch (fault) {
    if (fault instanceof CannotOpen) return fault;
    throw fault;
  }
}

const refused = (error: Reason): { ok: false; error: Reason } => ({ ok: false, error });
