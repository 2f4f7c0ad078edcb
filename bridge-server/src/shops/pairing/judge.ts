import type pg from 'pg';
import { pairingTries } from '@kontor/shared/pairing';
import type { Result } from '@kontor/shared/problem';
import { inTransaction } from '../../database/database.ts';
import type { Refusal } from '../../auth/refusal.ts';
import { isSecret } from './code.ts';
import { refusePairing } from './refusals.ts';
import { reason } from '../../texts/reason.ts';
import { reachOutcome, type ReachOutcome } from './reach.ts';

/** A code that is valid for the key that asks. */
export interface ValidCode {
  /** The shop that the operator made the code for; null if it is for any shop. */
  forShop: string | null;
  /** The outcome of an earlier pairing with this code and this key; null while the code is unused. */
  used: PairingOutcome | null;
}

/** The shop that the key now belongs to, and whether the shop's address proved the key. */
export interface PairingOutcome {
  shop: string;
  resumed: boolean;
  reached: ReachOutcome;
}

/** A code, and the key that asks to be paired with it. */
interface CodeAttempt {
  pairing: string;
  secret: string;
  keyId: string;
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

const pairingStatement = `
  select secret_hash,
         for_shop,
         expires_at <= now() as expired,
         wrong_tries,
         shop_id,
         key_id,
         resumed,
         reached
    from pairings
   where id = $1
     for update`;

const keyInUseStatement = `
  select
    from keys key
    join shops shop on shop.id = key.issuer
   where key.issuer = $1
     and key.id = $2
     and key.revoked_at is null
     and shop.archived_at is null`;

/**
 * Decides whether the code is valid for the key, and locks the code's row until the transaction ends. A wrong secret is
 * counted, so the transaction must be committed even if the code is refused.
 *
 * A used code is valid once more for the same key, since the first answer may have been lost. This ends when the code
 * expires, or when that key is revoked.
 */
export async function judgeCode(client: pg.PoolClient, attempt: CodeAttempt): Promise<Result<ValidCode, Refusal>> {
  const { rows } = await client.query<PairingRow>(pairingStatement, [attempt.pairing]);
  const [row] = rows;
  if (!row) return refusePairing(reason('pairing.wrong'));
  if (row.wrong_tries >= pairingTries) return refusePairing(reason('pairing.exhausted'));
  if (!isSecret(attempt.secret, row.secret_hash)) {
    await client.query('update pairings set wrong_tries = wrong_tries + 1 where id = $1', [attempt.pairing]);
    return refusePairing(reason('pairing.wrong'));
  }
  if (row.shop_id !== null && row.resumed !== null) {
    if (row.key_id !== attempt.keyId || row.expired || !(await isInUse(client, row.shop_id, row.key_id)))
      return refusePairing(reason('pairing.used'));
    const used = { shop: row.shop_id, resumed: row.resumed, reached: reachOutcome.parse(row.reached) };
    return { ok: true, value: { forShop: row.for_shop, used } };
  }
  return row.expired
    ? refusePairing(reason('pairing.expired'))
    : { ok: true, value: { forShop: row.for_shop, used: null } };
}

/**
 * Whether the shop still has the key. This is a statement of its own, after the code's row is locked: the transaction
 * that held the lock before may have stored the key.
 */
async function isInUse(client: pg.PoolClient, shop: string, keyId: string): Promise<boolean> {
  const { rows } = await client.query(keyInUseStatement, [shop, keyId]);
  return rows.length > 0;
}

/** Judges the code in a transaction of its own, before the shop's address is asked for the key. */
export const tryCode = (pool: pg.Pool, attempt: CodeAttempt): Promise<Result<ValidCode, Refusal>> =>
  inTransaction(pool, (client) => judgeCode(client, attempt));

/**
 * Judges the code and, if it is unused, counts one request to the shop's address. Whoever has the code chooses that
 * address, so a code allows only a few such requests.
 */
export const takeReachAttempt = (pool: pg.Pool, attempt: CodeAttempt): Promise<Result<ValidCode, Refusal>> =>
  inTransaction(pool, async (client) => {
    const code = await judgeCode(client, attempt);
    if (!code.ok || code.value.used) return code;
    const { rowCount } = await client.query(
      'update pairings set askings = askings + 1 where id = $1 and askings < $2',
      [attempt.pairing, pairingTries],
    );
    return rowCount === 1 ? code : refusePairing(reason('pairing.exhausted'));
  });
