import type { Knex } from 'knex';
import { reasonSchema, type Reason } from '@kontor/shared/problem';
import { z } from 'zod';
import type { Queryable } from '../../database/database.ts';
import type { ShopId } from '../../ids.ts';
import { keyInCharge } from '../../shops/key-check.ts';
import { restKeyOf } from '../../shops/shop-secrets.ts';
import type { Sealer } from '../../shops/sealing.ts';
import type { RestAccess } from '../../woocommerce/client.ts';

/** How far the bridge has read a shop by its REST API, and why the last reading failed, if it did. */
export interface Reading {
  url: string;
  /** Everything that the shop changed up to this second (UTC) has been read. */
  readUntil: string;
  /** When the shop was last read to its end. */
  readAt: Date | null;
  /** When the shop is read next. */
  dueAt: Date;
  /** Why the last reading failed, when the failures began, and how many there were in a row. Null if it succeeded. */
  failed: { why: Reason; since: Date; times: number } | null;
}

/** What is needed to read a shop on: the access with its key, and the place that was reached. */
export interface OpenedReading {
  access: RestAccess;
  readUntil: string;
  /** The bridge reads the shop since then: a second in UTC. */
  readFrom: string;
  /** Whether the regular reading is due. If it is not, only the orders are read that webhooks told of. */
  isDue: boolean;
  /** Whether the nightly comparison is due. */
  isComparisonDue: boolean;
}

const restKey = z.object({ consumerKey: z.string(), consumerSecret: z.string() });

/** SQL that writes a timestamp as a second in UTC, whatever the time zone of the process is. */
export const secondSql = (column: string): string => `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS')`;

/**
 * Stores the access to a shop. `readUntil`: where the reading begins. A shop that was read before keeps its place: only
 * the access is replaced.
 */
export async function saveAccess(
  knex: Knex,
  sealer: Sealer,
  { shopId, access, readUntil }: { shopId: ShopId; access: RestAccess; readUntil: string },
): Promise<void> {
  const { url, keyIn, consumerKey, consumerSecret } = access;
  await knex.transaction(async (transaction) => {
    // This lock comes before all others, as in the transaction that puts another sealing key in charge. So the two
    // cannot deadlock.
    const keyId = await keyInCharge(transaction);
    const credentials = await sealer.seal({ consumerKey, consumerSecret }, restKeyOf(shopId), keyId);
    const replaced = {
      url,
      key_in: keyIn,
      credentials,
      due_at: transaction.fn.now(),
      why: null,
      failed_since: null,
      failures: 0,
    };
    await transaction('shop_readings')
      .insert({ shop_id: shopId, read_from: readUntil, read_until: readUntil, ...replaced })
      .onConflict('shop_id')
      .merge(replaced);
  });
}

/** The access to a shop and how far it was read; null if the bridge has no access to the shop. */
export async function openReading(database: Queryable, sealer: Sealer, shopId: ShopId): Promise<OpenedReading | null> {
  const { rows } = await database.query<{
    url: string;
    keyIn: RestAccess['keyIn'];
    credentials: string;
    readUntil: string;
    readFrom: string;
    isDue: boolean;
    isComparisonDue: boolean;
  }>({
    name: 'readings.open',
    text: `
      select url,
             key_in as "keyIn",
             credentials,
             ${secondSql('read_until')} as "readUntil",
             ${secondSql('read_from')} as "readFrom",
             due_at <= now() as "isDue",
             compare_at <= now() as "isComparisonDue"
        from shop_readings
       where shop_id = $1`,
    values: [shopId],
  });
  const [row] = rows;
  if (!row) return null;
  const { url, keyIn, credentials, ...state } = row;
  const key = restKey.parse(await sealer.open(credentials, restKeyOf(shopId)));
  return { access: { url, keyIn, ...key }, ...state };
}

/** How far a shop was read, to show to people; null if the bridge has no access to the shop. */
export async function showReading(database: Queryable, shopId: ShopId): Promise<Reading | null> {
  const { rows } = await database.query<{
    url: string;
    readUntil: string;
    readAt: Date | null;
    dueAt: Date;
    why: unknown;
    since: Date | null;
    times: number;
  }>({
    name: 'readings.show',
    text: `
      select url,
             ${secondSql('read_until')} as "readUntil",
             read_at as "readAt",
             due_at as "dueAt",
             why,
             failed_since as since,
             failures as times
        from shop_readings
       where shop_id = $1`,
    values: [shopId],
  });
  const [row] = rows;
  if (!row) return null;
  const { why, since, times, ...reading } = row;
  return { ...reading, failed: why !== null && since ? { why: reasonSchema.parse(why), since, times } : null };
}

/**
 * Ends the access to a shop: its REST key and the secret of its webhooks are erased, so that later deliveries are refused.
 * False if there was neither.
 */
export async function endAccess(database: Queryable, shopId: ShopId): Promise<boolean> {
  const { rows } = await database.query<{ ended: number }>({
    name: 'readings.end_access',
    text: `
      with reading as (
        delete from shop_readings where shop_id = $1 returning shop_id
      ), webhook as (
        delete from shop_webhooks where shop_id = $1 returning shop_id
      ), hints as (
        delete from order_hints where shop_id = $1
      )
      select (select count(*) from reading) + (select count(*) from webhook) as ended`,
    values: [shopId],
  });
  return (rows[0]?.ended ?? 0) > 0;
}

/**
 * Claims the shop that has been due for longest, and leases it for this many seconds. Null if no shop is due. A shop is due
 * by its schedule, or because a webhook told of an order. While a shop cannot be read, only the schedule counts.
 */
export async function claimDue(database: Queryable, leaseSeconds: number): Promise<ShopId | null> {
  const { rows } = await database.query<{ shopId: ShopId }>({
    name: 'readings.claim',
    text: `
      update shop_readings
         set lease_until = now() + make_interval(secs => $1::float8)
       where shop_id = (
               select reading.shop_id
                 from shop_readings reading
                 join shops shop on shop.id = reading.shop_id and shop.archived_at is null
                where (
                        reading.due_at <= now()
                        or reading.failed_since is null
                           and exists (
                             select
                               from order_hints hint
                              where hint.shop_id = reading.shop_id
                                and hint.due_at <= now()
                           )
                      )
                  and (reading.lease_until is null or reading.lease_until <= now())
                order by reading.due_at
                limit 1
                  for update of reading skip locked
             )
      returning shop_id as "shopId"`,
    values: [leaseSeconds],
  });
  return rows[0]?.shopId ?? null;
}

/** Stores how far a shop has been read. The place never goes back, since another process may be further. */
export async function noteRead(database: Queryable, shopId: ShopId, readUntil: string): Promise<void> {
  await database.query({
    name: 'readings.note',
    text: `
      update shop_readings
         set read_until = greatest(read_until, $2::timestamp)
       where shop_id = $1`,
    values: [shopId, readUntil],
  });
}

/** Renews the lease on a shop that somebody has a lease on. */
export async function renewReading(database: Queryable, shopId: ShopId, leaseSeconds: number): Promise<void> {
  await database.query({
    name: 'readings.renew',
    text: `
      update shop_readings
         set lease_until = now() + make_interval(secs => $2::float8)
       where shop_id = $1
         and lease_until is not null`,
    values: [shopId, leaseSeconds],
  });
}

/** Notes that the shop was read to its end, and when it is due again. */
export async function endReading(database: Queryable, shopId: ShopId, againInSeconds: number): Promise<void> {
  await database.query({
    name: 'readings.end',
    text: `
      update shop_readings
         set read_at = now(),
             due_at = now() + make_interval(secs => $2::float8),
             lease_until = null,
             why = null,
             failed_since = null,
             failures = 0
       where shop_id = $1`,
    values: [shopId, againInSeconds],
  });
}

/** Gives the lease on a shop back. The shop stays due when it was. */
export async function releaseReading(database: Queryable, shopId: ShopId): Promise<void> {
  await database.query({
    name: 'readings.release',
    text: 'update shop_readings set lease_until = null where shop_id = $1',
    values: [shopId],
  });
}

/** Puts the reading of a shop off by this many seconds: it was broken off, and nobody knows more of the shop than before. */
export async function postponeReading(database: Queryable, shopId: ShopId, seconds: number): Promise<void> {
  await database.query({
    name: 'readings.postpone',
    text: `
      update shop_readings
         set due_at = now() + make_interval(secs => $2::float8),
             lease_until = null
       where shop_id = $1`,
    values: [shopId, seconds],
  });
}

/**
 * Notes that the comparison is complete. The next one is due at 2:00 UTC of the next day, when shops have least to do.
 */
export async function endComparison(database: Queryable, shopId: ShopId): Promise<void> {
  await database.query({
    name: 'readings.compared',
    text: `
      update shop_readings
         set compare_at = date_trunc('day', now() at time zone 'UTC') at time zone 'UTC' + interval '1 day 2 hours'
       where shop_id = $1`,
    values: [shopId],
  });
}

/**
 * Notes why the shop could not be read. The pause before the next attempt doubles with each failure (backoff), up to an
 * hour, and is at least what the shop asks for (`Retry-After`).
 */
export async function failReading(
  database: Queryable,
  shopId: ShopId,
  { why, retryAfterSeconds = 0 }: { why: Reason; retryAfterSeconds?: number },
): Promise<void> {
  await database.query({
    name: 'readings.fail',
    text: `
      update shop_readings
         set why = $2::jsonb,
             failed_since = coalesce(failed_since, now()),
             failures = failures + 1,
             due_at = now() + make_interval(
               secs => greatest($3::float8, least(3600, 60 * power(2, least(failures, 10))))
             ),
             lease_until = null
       where shop_id = $1`,
    values: [shopId, JSON.stringify(why), retryAfterSeconds],
  });
}
