import type pg from 'pg';
import { pairingTries } from '@kontor/shared/pairing';
import type { Result } from '@kontor/shared/problem';
import { inTransaction } from '../../database/database.ts';
import type { Refusal } from '../../auth/refusal.ts';
import { isSecret } from './code.ts';
import { refusePairing } from './refusals.ts';

/** A code whose secret is right. */
export interface RightCode {
  /** The shop that the operator named; null when none is. */
  forShop: string | null;
  /** What it was used for by this very key; null while it is unused. */
  used: { shop: string; keyId: string; resumed: boolean } | null;
}

interface PairingRow {
  secret_hash: Buffer;
  for_shop: string | null;
  expired: boolean;
  wrong_tries: number;
  shop_id: string | null;
  key_id: string | null;
  resumed: boolean | null;
}

/**
 * Whether the code counts for this key; its row is held until the transaction ends. A wrong secret is counted, and the count must be
 * committed although the answer is a refusal. Whoever has the right secret may ask again with the same key: the answer may have
 * been lost.
 */
export async function judgeCode(
  client: pg.PoolClient,
  given: { pairing: string; secret: string; keyId: string },
): Promise<Result<RightCode, Refusal>> {
  const { rows } = await client.query<PairingRow>(
    `select secret_hash, for_shop, expires_at <= now() as expired, wrong_tries, shop_id, key_id, resumed
       from pairings where id = $1 for update`,
    [given.pairing],
  );
  const [row] = rows;
  if (!row) return refusePairing('pairing.wrong');
  if (row.wrong_tries >= pairingTries) return refusePairing('pairing.exhausted');
  if (!isSecret(given.secret, row.secret_hash)) {
    await client.query('update pairings set wrong_tries = wrong_tries + 1 where id = $1', [given.pairing]);
    return refusePairing('pairing.wrong');
  }
  if (row.shop_id !== null && row.key_id !== null && row.resumed !== null) {
    return row.key_id === given.keyId
      ? {
          ok: true,
          value: { forShop: row.for_shop, used: { shop: row.shop_id, keyId: row.key_id, resumed: row.resumed } },
        }
      : refusePairing('pairing.used');
  }
  return row.expired ? refusePairing('pairing.expired') : { ok: true, value: { forShop: row.for_shop, used: null } };
}

/** The same in a transaction of its own, for what is judged before the shop is asked for its key. */
export const tryCode = (
  pool: pg.Pool,
  given: { pairing: string; secret: string; keyId: string },
): Promise<Result<RightCode, Refusal>> => inTransaction(pool, (client) => judgeCode(client, given));
