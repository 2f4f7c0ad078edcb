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
import { judgeCode, type PairingOutcome } from './judge.ts';
import { refusePairing } from './refusals.ts';
import { reason } from '../../texts/reason.ts';
import type { ReachOutcome } from './reach.ts';

/** A shop that asks to be paired. `reached`: whether its address has proved the key. */
export interface PairingAttempt {
  pairing: string;
  secret: string;
  key: PublicKey;
  keyId: string;
  shop: PairRequest['shop'];
  reached: ReachOutcome;
  correlationId: string;
}

const useStatement = `
  update pairings
     set used_at = now(),
         shop_id = $2,
         key_id = $3,
         resumed = $4,
         reached = $5::jsonb
   where id = $1`;

// The rows of the key are locked, so that nobody revokes it meanwhile. Archived shops count only if the key ended
// there.
const holdersStatement = `
  select shop.id as shop, key.ended_by as "endedBy"
    from keys key
    join shops shop on shop.id = key.issuer
   where key.id = $1
     and (shop.archived_at is null or key.ended_by <> 'unpaired')
   order by key.created_at desc, shop.id
     for update of key`;

const provedShopsStatement = `
  select shop.id,
         coalesce(shop.proved_url, reading.url) as proved
    from shops shop
    left join shop_readings reading on reading.shop_id = shop.id
   where shop.archived_at is null
     and coalesce(shop.proved_url, reading.url) is not null
   order by shop.proved_at nulls last`;

const insertShopStatement = `
  insert into shops (id, name, url, proved_url, proved_at)
  values ($1, $2, $3, case when $4 then $3 end, case when $4 then now() end)`;

const giveKeyStatement = `
  insert into keys (issuer, id, public_jwk)
  values ($1, $2, $3::jsonb)
  on conflict (issuer, id) do update set revoked_at = null, ended_by = null`;

const revokeOthersStatement = `
  update keys
     set revoked_at = coalesce(revoked_at, now()),
         ended_by = 'replaced'
   where issuer = $1
     and id <> $2
     and (ended_by is null or ended_by = 'unpaired')`;

/** Uses the code up and gives the shop its key, in one commit. */
export async function consumePairing(pool: pg.Pool, attempt: PairingAttempt): Promise<Result<PairingOutcome, Refusal>> {
  return inTransaction(pool, async (client): Promise<Result<PairingOutcome, Refusal>> => {
    await client.query('select pg_advisory_xact_lock($1)', [advisoryLocks.pairing]);
    const code = await judgeCode(client, attempt);
    if (!code.ok) return code;
    if (code.value.used) return { ok: true, value: code.value.used };
    const chosen = await chooseShop(client, attempt, code.value.forShop);
    if (!chosen.ok) return chosen;

    const { kind } = chosen.value;
    const shop = kind === 'new' ? await insertShop(client, attempt) : await resumeShop(client, chosen.value, attempt);
    await giveKey(client, shop, attempt);
    const { pairing, keyId, reached, correlationId } = attempt;
    const revoked = kind === 'named' || kind === 'address' ? await revokeOthers(client, shop, keyId) : 0;
    const paired: PairingOutcome = { shop, resumed: kind !== 'new', reached };
    await client.query(useStatement, [pairing, shop, keyId, paired.resumed, JSON.stringify(reached)]);
    await note(client, {
      shopId: shop,
      orderId: null,
      correlationId,
      actor: `shop:${shop}`,
      code: 'shop.paired',
      detail: { pairing, keyId, by: kind, proved: reached.ok, revoked },
    });
    return { ok: true, value: paired };
  });
}

/**
 * A shop that the bridge knows already, and how it was recognised.
 * - `named`: the operator made the code for it.
 * - `key`: it has the key, or had it and gave it up.
 * - `address`: it has proved the address before.
 */
type KnownShop = { kind: 'named' | 'key' | 'address'; shop: string };
type ChosenShop = KnownShop | { kind: 'new' };

async function chooseShop(
  client: pg.PoolClient,
  attempt: PairingAttempt,
  forShop: string | null,
): Promise<Result<ChosenShop, Refusal>> {
  const chosen = (value: ChosenShop): Result<ChosenShop, Refusal> => ({ ok: true, value });
  const keyEnded = () => refusePairing(reason('pairing.key_ended'));
  const holders = await holdersOf(client, attempt.keyId);
  const [first] = holders;
  const namedHolder = holders.find(({ shop }) => shop === forShop) ?? first;
  if (forShop !== null) return hasEnded(namedHolder) ? keyEnded() : chosen({ kind: 'named', shop: forShop });
  if (first) return hasEnded(first) ? keyEnded() : chosen({ kind: 'key', shop: first.shop });

  const atAddress = await shopsThatProved(client, attempt.shop.url);
  const [shop, another] = atAddress;
  if (shop === undefined) return chosen({ kind: 'new' });
  if (attempt.reached.ok && another === undefined) return chosen({ kind: 'address', shop });
  return refuseAddress(client, attempt, atAddress);
}

/** A shop that has the key that asks, or had it before. */
interface Holder {
  shop: string;
  /** Null while the key is in use. */
  endedBy: EndedBy | null;
}

/** Whether the holder's key has ended for good. A key that its shop gave up itself has not. */
const hasEnded = (holder: Holder | undefined): boolean =>
  holder !== undefined && holder.endedBy !== null && holder.endedBy !== 'unpaired';

/**
 * The shops that have or had the key: first the one that uses it, then those that gave it up, then those where it
 * ended.
 */
async function holdersOf(client: pg.PoolClient, keyId: string): Promise<Holder[]> {
  const { rows } = await client.query<Holder>(holdersStatement, [keyId]);
  const rank = (holder: Holder): number => (holder.endedBy === null ? 0 : hasEnded(holder) ? 2 : 1);
  return rows.toSorted((a, b) => rank(a) - rank(b));
}

/**
 * The shops whose key was proved at the site of this address, or that the bridge reads there with a REST key. An address
 * that a shop merely states does not count.
 */
async function shopsThatProved(client: pg.PoolClient, url: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string; proved: string }>(provedShopsStatement);
  const site = siteOf(url);
  return rows.filter(({ proved }) => siteOf(proved) === site).map(({ id }) => id);
}

/**
 * Refuses a pairing because of a shop that has proved the address before. The journal of that shop gets a line, but the
 * answer does not name the shop, since whoever has a code may state any address.
 */
async function refuseAddress(
  client: pg.PoolClient,
  { pairing, keyId, reached, correlationId }: PairingAttempt,
  shopIds: readonly string[],
): Promise<Result<ChosenShop, Refusal>> {
  for (const shopId of shopIds)
    await note(client, {
      shopId,
      orderId: null,
      correlationId,
      actor: `pairing:${pairing}`,
      code: 'shop.not_paired',
      detail: { pairing, keyId, proved: reached.ok, because: 'pairing.shop_exists' },
    });
  return refusePairing(reason(shopIds.length > 1 ? 'pairing.shop_exists:several' : 'pairing.shop_exists'));
}

async function insertShop(client: pg.PoolClient, { shop, reached }: PairingAttempt): Promise<string> {
  const id = newShopId();
  await client.query(insertShopStatement, [id, shop.name, shop.url, reached.ok]);
  return id;
}

/**
 * Stores the name and the address that the shop states now. The address counts if it has proved the key, or if the
 * operator made the code for this shop; only in the first case later pairings find the shop by it.
 */
async function resumeShop(
  client: pg.PoolClient,
  { kind, shop: id }: KnownShop,
  { shop, reached }: PairingAttempt,
): Promise<string> {
  await client.query('update shops set name = $2 where id = $1', [id, shop.name]);
  if (reached.ok || kind === 'named') await client.query('update shops set url = $2 where id = $1', [id, shop.url]);
  if (reached.ok)
    await client.query('update shops set proved_url = $2, proved_at = now() where id = $1', [id, shop.url]);
  return id;
}

/**
 * Gives the shop the key. A key that it gave up before is valid again, since its owner has a new code of the operator.
 */
async function giveKey(client: pg.PoolClient, shop: string, { key, keyId }: PairingAttempt): Promise<void> {
  await client.query(giveKeyStatement, [shop, keyId, JSON.stringify(key)]);
}

/** Ends every other key of the shop for good, also keys that it gave up. Returns their number. */
async function revokeOthers(client: pg.PoolClient, shop: string, keyId: string): Promise<number> {
  const { rowCount } = await client.query(revokeOthersStatement, [shop, keyId]);
  return rowCount ?? 0;
}
