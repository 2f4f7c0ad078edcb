import type pg from 'pg';
import type { PairRequest } from '@kontor/shared/pairing';
import type { Result } from '@kontor/shared/problem';
import type { PublicKey } from '@kontor/shared/proof';
import type { Refusal } from '../../auth/refusal.ts';
import { inTransaction } from '../../database/database.ts';
import { note } from '../../journal/note.ts';
import { newShopId } from '../shop.ts';
import { siteOf } from './address.ts';
import { judgeCode } from './judge.ts';
import { refusePairing } from './refusals.ts';

/** Held while a shop is found or made: two codes for one site must not make two shops. */
const lockNumber = 7_415_003;

/** A shop with the key that asks; `proved`: its address has shown that it has the key. */
export interface Pairing {
  pairing: string;
  secret: string;
  key: PublicKey;
  keyId: string;
  shop: PairRequest['shop'];
  proved: boolean;
  correlationId: string;
}

/** The shop that a key now belongs to. */
export interface Paired {
  shop: string;
  resumed: boolean;
}

/** Uses the code up and gives the shop its key, in one commit. */
export async function consumePairing(pool: pg.Pool, given: Pairing): Promise<Result<Paired, Refusal>> {
  return inTransaction(pool, async (client): Promise<Result<Paired, Refusal>> => {
    await client.query('select pg_advisory_xact_lock($1)', [lockNumber]);
    const code = await judgeCode(client, given);
    if (!code.ok) return code;
    if (code.value.used) return { ok: true, value: code.value.used };
    const chosen = await chooseShop(client, given, code.value.forShop);
    if (!chosen.ok) return chosen;

    const { kind } = chosen.value;
    const shop = kind === 'new' ? await insertShop(client, given) : await resumeShop(client, chosen.value.shop, given);
    await giveKey(client, shop, given);
    const revoked = kind === 'named' ? await revokeOthers(client, shop, given.keyId) : 0;
    const resumed = kind !== 'new';
    await client.query('update pairings set used_at = now(), shop_id = $2, key_id = $3, resumed = $4 where id = $1', [
      given.pairing,
      shop,
      given.keyId,
      resumed,
    ]);
    await note(client, {
      shopId: shop,
      orderId: null,
      correlationId: given.correlationId,
      actor: `shop:${shop}`,
      code: 'shop.paired',
      detail: { pairing: given.pairing, keyId: given.keyId, by: kind, proved: given.proved, revoked },
    });
    return { ok: true, value: { shop, resumed } };
  });
}

/** How the shop was found: the operator named it, it has or had the key, it is at the address; or there is none yet. */
type Chosen = { kind: 'named' | 'key' | 'address'; shop: string } | { kind: 'new' };

async function chooseShop(
  client: pg.PoolClient,
  { keyId, shop, proved }: Pairing,
  forShop: string | null,
): Promise<Result<Chosen, Refusal>> {
  const chosen = (value: Chosen): Result<Chosen, Refusal> => ({ ok: true, value });
  if (forShop !== null) return chosen({ kind: 'named', shop: forShop });

  // Where several have it, the one that uses it comes first.
  const byKey = await client.query<{ id: string }>(
    `select s.id from keys k join shops s on s.id = k.issuer
      where k.id = $1 and s.archived_at is null order by k.revoked_at is not null, k.created_at desc limit 1`,
    [keyId],
  );
  if (byKey.rows[0]) return chosen({ kind: 'key', shop: byKey.rows[0].id });

  const { rows } = await client.query<{ id: string; url: string }>(
    'select id, url from shops where archived_at is null order by created_at',
  );
  const site = siteOf(shop.url);
  const [first, another] = rows.filter(({ url }) => URL.canParse(url) && siteOf(url) === site);
  if (!first) return chosen({ kind: 'new' });
  if (proved && !another) return chosen({ kind: 'address', shop: first.id });
  return refusePairing('pairing.shop_exists', {
    ...(another
      ? { cause: 'The bridge has more than one shop at this address, so that it cannot tell which is meant.' }
      : {}),
    remedy: `If it is the same shop, ask the operator for a code of that shop: kontor pair --shop ${first.id}.`,
  });
}

async function insertShop(client: pg.PoolClient, { shop }: Pairing): Promise<string> {
  const id = newShopId();
  await client.query('insert into shops (id, name, url) values ($1, $2, $3)', [id, shop.name, shop.url]);
  return id;
}

/** The shop says what it is called, and where it is by now. */
async function resumeShop(client: pg.PoolClient, id: string, { shop }: Pairing): Promise<string> {
  await client.query('update shops set name = $2, url = $3 where id = $1', [id, shop.name, shop.url]);
  return id;
}

/** A key that the shop gave up counts again: whoever has it has a new code of the operator's as well. */
async function giveKey(client: pg.PoolClient, shop: string, { key, keyId }: Pairing): Promise<void> {
  await client.query(
    `insert into keys (issuer, id, public_jwk) values ($1, $2, $3::jsonb)
     on conflict (issuer, id) do update set revoked_at = null`,
    [shop, keyId, JSON.stringify(key)],
  );
}

async function revokeOthers(client: pg.PoolClient, shop: string, keyId: string): Promise<number> {
  const { rowCount } = await client.query(
    'update keys set revoked_at = now() where issuer = $1 and id <> $2 and revoked_at is null',
    [shop, keyId],
  );
  return rowCount ?? 0;
}
