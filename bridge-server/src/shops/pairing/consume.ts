import type pg from 'pg';
import type { PairRequest } from '@kontor/shared/pairing';
import type { Result } from '@kontor/shared/problem';
import type { PublicKey } from '@kontor/shared/proof';
import { advisoryLocks } from '../../database/advisory-locks.ts';
import type { EndedBy } from '../../auth/keys.ts';
import type { Refusal } from '../../auth/refusal.ts';
import { inTransaction } from '../../database/database.ts';
import { note } from '../../journal/note.ts';
import { newShopId } from '../shop.ts';
import { siteOf } from './address.ts';
import { judgeCode, type Paired } from './judge.ts';
import { refusePairing } from './refusals.ts';
import { reason } from '../../texts/reason.ts';
import type { Tried } from './reach.ts';

/** A shop with the key that asks; `reached`: whether its address has shown that it has the key. */
export interface Pairing {
  pairing: string;
  secret: string;
  key: PublicKey;
  keyId: string;
  shop: PairRequest['shop'];
  reached: Tried;
  correlationId: string;
}

/** Uses the code up and gives the shop its key, in one commit. */
export async function consumePairing(pool: pg.Pool, given: Pairing): Promise<Result<Paired, Refusal>> {
  return inTransaction(pool, async (client): Promise<Result<Paired, Refusal>> => {
    await client.query('select pg_advisory_xact_lock($1)', [advisoryLocks.pairing]);
    const code = await judgeCode(client, given);
    if (!code.ok) return code;
    if (code.value.used) return { ok: true, value: code.value.used };
    const chosen = await chooseShop(client, given, code.value.forShop);
    if (!chosen.ok) return chosen;

    const { kind } = chosen.value;
    const shop = kind === 'new' ? await insertShop(client, given) : await resumeShop(client, chosen.value, given);
    await giveKey(client, shop, given);
    const revoked = kind === 'named' || kind === 'address' ? await revokeOthers(client, shop, given.keyId) : 0;
    const paired: Paired = { shop, resumed: kind !== 'new', reached: given.reached };
    await client.query(
      'update pairings set used_at = now(), shop_id = $2, key_id = $3, resumed = $4, reached = $5::jsonb where id = $1',
      [given.pairing, shop, given.keyId, paired.resumed, JSON.stringify(given.reached)],
    );
    await note(client, {
      shopId: shop,
      orderId: null,
      correlationId: given.correlationId,
      actor: `shop:${shop}`,
      code: 'shop.paired',
      detail: { pairing: given.pairing, keyId: given.keyId, by: kind, proved: given.reached.ok, revoked },
    });
    return { ok: true, value: paired };
  });
}

/** How the shop was found: the operator named it, it has or gave up the key, it has proved the address; or there is none yet. */
type Found = { kind: 'named' | 'key' | 'address'; shop: string };
type Chosen = Found | { kind: 'new' };

async function chooseShop(
  client: pg.PoolClient,
  given: Pairing,
  forShop: string | null,
): Promise<Result<Chosen, Refusal>> {
  const chosen = (value: Chosen): Result<Chosen, Refusal> => ({ ok: true, value });
  const held = await holdersOf(client, given.keyId);
  const [first] = held;
  const atNamed = held.find(({ shop }) => shop === forShop) ?? first;
  if (forShop !== null)
    return isOver(atNamed) ? refusePairing(reason('pairing.key_ended')) : chosen({ kind: 'named', shop: forShop });
  if (first)
    return isOver(first) ? refusePairing(reason('pairing.key_ended')) : chosen({ kind: 'key', shop: first.shop });

  const there = await shopsThatProved(client, given.shop.url);
  const [shop, another] = there;
  if (shop === undefined) return chosen({ kind: 'new' });
  if (given.reached.ok && another === undefined) return chosen({ kind: 'address', shop });
  return refuseAddress(client, given, there);
}

/** A shop that has, or had, the key that asks. */
interface Holder {
  shop: string;
  /** Null while the key is in use. */
  endedBy: EndedBy | null;
}

/** Whether the key ended for good. */
const isOver = (holder: Holder | undefined): boolean =>
  holder !== undefined && holder.endedBy !== null && holder.endedBy !== 'unpaired';

/**
 * The shops with the key, the one that uses it first, then those that gave it up. Their rows of it are held, so that nobody revokes it
 * meanwhile. Archived shops are passed over, but a key that ended for good there is no better elsewhere.
 */
async function holdersOf(client: pg.PoolClient, keyId: string): Promise<Holder[]> {
  const { rows } = await client.query<Holder>(
    `select s.id as shop, k.ended_by as "endedBy" from keys k join shops s on s.id = k.issuer
      where k.id = $1 and (s.archived_at is null or k.ended_by <> 'unpaired') order by k.created_at desc, s.id for update of k`,
    [keyId],
  );
  const rank = (holder: Holder): number => (holder.endedBy === null ? 0 : isOver(holder) ? 2 : 1);
  return rows.toSorted((one, other) => rank(one) - rank(other));
}

/** The shops whose key was proved at the site of this address. What a shop only says of its address leads nobody to it. */
async function shopsThatProved(client: pg.PoolClient, url: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string; proved: string }>(
    'select id, proved_url as proved from shops where archived_at is null and proved_url is not null order by proved_at',
  );
  const site = siteOf(url);
  return rows.filter(({ proved }) => siteOf(proved) === site).map(({ id }) => id);
}

/** Which shop it is stands in that shop's journal, and not in the answer: whoever has a code may name any address. */
async function refuseAddress(
  client: pg.PoolClient,
  { pairing, keyId, reached, correlationId }: Pairing,
  there: readonly string[],
): Promise<Result<Chosen, Refusal>> {
  for (const shopId of there)
    await note(client, {
      shopId,
      orderId: null,
      correlationId,
      actor: `pairing:${pairing}`,
      code: 'shop.not_paired',
      detail: { pairing, keyId, proved: reached.ok, because: 'pairing.shop_exists' },
    });
  return refusePairing(reason(there.length > 1 ? 'pairing.shop_exists:several' : 'pairing.shop_exists'));
}

async function insertShop(client: pg.PoolClient, { shop, reached }: Pairing): Promise<string> {
  const id = newShopId();
  await client.query(
    `insert into shops (id, name, url, proved_url, proved_at)
     values ($1, $2, $3, case when $4 then $3 end, case when $4 then now() end)`,
    [id, shop.name, shop.url, reached.ok],
  );
  return id;
}

/**
 * The shop says what it is called, and where it is by now. It is believed where the address has proved the key; else only with the
 * operator's code for this shop, and then later pairings do not find it there.
 */
async function resumeShop(
  client: pg.PoolClient,
  { kind, shop: id }: Found,
  { shop, reached }: Pairing,
): Promise<string> {
  await client.query('update shops set name = $2 where id = $1', [id, shop.name]);
  if (reached.ok || kind === 'named') await client.query('update shops set url = $2 where id = $1', [id, shop.url]);
  if (reached.ok)
    await client.query('update shops set proved_url = $2, proved_at = now() where id = $1', [id, shop.url]);
  return id;
}

/** A key that the shop gave up counts again: whoever has it has a new code of the operator's as well. */
async function giveKey(client: pg.PoolClient, shop: string, { key, keyId }: Pairing): Promise<void> {
  await client.query(
    `insert into keys (issuer, id, public_jwk) values ($1, $2, $3::jsonb)
     on conflict (issuer, id) do update set revoked_at = null, ended_by = null`,
    [shop, keyId, JSON.stringify(key)],
  );
}

/** Ends every other key of the shop for good, those too that it gave up: none of them may lead to it any more. */
async function revokeOthers(client: pg.PoolClient, shop: string, keyId: string): Promise<number> {
  const { rowCount } = await client.query(
    `update keys set revoked_at = coalesce(revoked_at, now()), ended_by = 'replaced'
      where issuer = $1 and id <> $2 and (ended_by is null or ended_by = 'unpaired')`,
    [shop, keyId],
  );
  return rowCount ?? 0;
}
