import type pg from 'pg';
import { pairingTries } from '@kontor/shared/pairing';
import type { Result } from '@kontor/shared/problem';
import { inTransaction } from '../../database/database.ts';
import type { Refusal } from '../../auth/refusal.ts';
import { isSecret } from './code.ts';
import { refusePairing } from './refusals.ts';
import { reason } from '../../texts/reason.ts';
import { tried, type Tried } from './reach.ts';

/** A code whose secret is right. */
export interface RightCode {
  /** The shop that the operator named; null when none is. */
  forShop: string | null;
  /** What was answered when this very key was paired with it; null while it is unused. */
  used: Paired | null;
}

/** The shop that a key now belongs to, and what its address said. */
export interface Paired {
  shop: string;
  resumed: boolean;
  reached: Tried;
}

interface PairingRow {
  secret_hash: Buffer;
  for_shop: string | null;
  expired: boolean;
  wrong_tries: number;
  shop_id: string | null;
  key_id: string | null;
  resumed: boolean | null;
  reached: unknown;
}

/**
 * Whether the code counts for this key; its row is held until the transaction ends. A wrong secret is counted, and the count must be
 * committed although the answer is a refusal. Whoever has the right secret may ask again with the same key, since the answer may have
 * been lost; but no longer than the code would have counted, and than that key counts.
 */
export async function judgeCode(
  client: pg.PoolClient,
  given: { pairing: string; secret: string; keyId: string },
): Promise<Result<RightCode, Refusal>> {
  const { rows } = await client.query<PairingRow>(
    `select secret_hash, for_shop, expires_at <= now() as expired, wrong_tries, shop_id, key_id, resumed, reached
       from pairings where id = $1 for update`,
    [given.pairing],
  );
  const [row] = rows;
  if (!row) return refusePairing(reason('pairing.wrong'));
  if (row.wrong_tries >= pairingTries) return refusePairing(reason('pairing.exhausted'));
  if (!isSecret(given.secret, row.secret_hash)) {
    await client.query('update pairings set wrong_tries = wrong_tries + 1 where id = $1', [given.pairing]);
    return refusePairing(reason('pairing.wrong'));
  }
  if (row.shop_id !== null && row.resumed !== null) {
    if (row.key_id !== given.keyId || row.expired || !(await isInUse(client, row.shop_id, row.key_id)))
      return refusePairing(reason('pairing.used'));
    const used = { shop: row.shop_id, resumed: row.resumed, reached: tried.parse(row.reached) };
    return { ok: true, value: { forShop: row.for_shop, used } };
  }
  return row.expired
    ? refusePairing(reason('pairing.expired'))
    : { ok: true, value: { forShop: row.for_shop, used: null } };
}

/** Asked by itself, once the code's row is held: whoever had it before may have stored the key only then. */
async function isInUse(client: pg.PoolClient, shop: string, keyId: string): Promise<boolean> {
  const { rows } = await client.query(
    `select from keys k join shops s on s.id = k.issuer
      where k.issuer = $1 and k.id = $2 and k.revoked_at is null and s.archived_at is null`,
    [shop, keyId],
  );
  return rows.length > 0;
}

/** The same in a transaction of its own, for what is judged before the shop is asked for its key. */
export const tryCode = (
  pool: pg.Pool,
  given: { pairing: string; secret: string; keyId: string },
): Promise<Result<RightCode, Refusal>> => inTransaction(pool, (client) => judgeCode(client, given));

/**
 * The same, and takes one of the askings of a code that is not used. Each is a request to an address that whoever has the code may
 * choose, so that there are few of them.
 */
export const takeAsking = (
  pool: pg.Pool,
  given: { pairing: string; secret: string; keyId: string },
): Promise<Result<RightCode, Refusal>> =>
  inTransaction(pool, async (client) => {
    const code = await judgeCode(client, given);
    if (!code.ok || code.value.used) return code;
    const { rowCount } = await client.query(
      'update pairings set askings = askings + 1 where id = $1 and askings < $2',
      [given.pairing, pairingTries],
    );
    return rowCount === 1 ? code : refusePairing(reason('pairing.exhausted'));
  });
