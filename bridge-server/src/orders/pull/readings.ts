import type { Knex } from 'knex';
import { reasonSchema, type Reason } from '@kontor/shared/problem';
import { z } from 'zod';
import type { Queryable } from '../../database/database.ts';
import type { ShopId } from '../../ids.ts';
import { keyInCharge } from '../../shops/key-check.ts';
import { restKeyOf } from '../../shops/rest-key.ts';
import type { Sealer } from '../../shops/sealing.ts';
import type { RestAccess } from '../../woocommerce/client.ts';

/** How far the bridge has read a shop by its REST API, and whether the last reading failed. */
export interface Reading {
  url: string;
  /** Everything that the shop changed up to this second (UTC) has been read. */
  readUntil: string;
  /** When the shop was last read to its end. */
  readAt: Date | null;
  dueAt: Date;
  /** Why the last readings failed, since when and how often in a row. */
  failed: { why: Reason; since: Date; times: number } | null;
}

/** A reading with the key for it. */
export interface OpenedReading {
  access: RestAccess;
  readUntil: string;
  /** The comparison of all orders is due. */
  isToCompare: boolean;
}

const restKey = z.object({ consumerKey: z.string(), consumerSecret: z.string() });

/** A second in UTC as text, whatever the zone of the process. */
const secondSql = (column: string): string => `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS')`;

/** Keeps how a shop is read; of one that was read before, only the access is replaced. `readUntil`: where reading begins. */
export async function saveAccess(
  knex: Knex,
  sealer: Sealer,
  { shopId, access, readUntil }: { shopId: ShopId; access: RestAccess; readUntil: string },
): Promise<void> {
  const { url, keyIn, consumerKey, consumerSecret } = access;
  await knex.transaction(async (transaction) => {
    // First of all locks, as whoever puts another key in charge does.
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
      .insert({ shop_id: shopId, read_until: readUntil, ...replaced })
      .onConflict('shop_id')
      .merge(replaced);
  });
}

/** The access to a shop and how far it was read; null where the bridge has no access to the shop. */
export async function openReading(database: Queryable, sealer: Sealer, shopId: ShopId): Promise<OpenedReading | null> {
  const { rows } = await database.query<{
    url: string;
    keyIn: RestAccess['keyIn'];
    credentials: string;
    readUntil: string;
    isToCompare: boolean;
  }>({
    name: 'readings.open',
    text: `
      select url,
             key_in as "keyIn",
             credentials,
             ${secondSql('read_until')} as "readUntil",
             compare_at <= now() as "isToCompare"
        from shop_readings
       where shop_id = $1`,
    values: [shopId],
  });
  const [row] = rows;
  if (!row) return null;
  const { url, keyIn, credentials, readUntil, isToCompare } = row;
  const key = restKey.parse(await sealer.open(credentials, restKeyOf(shopId)));
  return { access: { url, keyIn, ...key }, readUntil, isToCompare };
}

/** How far a shop was read, for people; null where the bridge has no access to the shop. */
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

/** Takes the shop that has been due for longest, for so many seconds; null where none is due. */
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
                where reading.due_at <= now()
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

/** Notes how far a shop has been read, and renews the lease. The place never goes back: another process may be further. */
export async function noteRead(
  database: Queryable,
  shopId: ShopId,
  { readUntil, leaseSeconds }: { readUntil: string; leaseSeconds: number },
): Promise<void> {
  await database.query({
    name: 'readings.note',
    text: `
      update shop_readings
         set read_until = greatest(read_until, $2::timestamp),
             lease_until = now() + make_interval(secs => $3::float8)
       where shop_id = $1`,
    values: [shopId, readUntil, leaseSeconds],
  });
}

/** The shop was read to its end; it is read again after so many seconds. */
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

/** All orders were compared; the next comparison is in the coming night, when shops have least to do. */
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

/** The shop could not be read on from where it is. The longer that lasts, the longer the bridge waits, up to an hour. */
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
