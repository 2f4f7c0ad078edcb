import { reasonSchema, type Reason } from '@kontor/shared/problem';
import type { Queryable } from '../../database/database.ts';
import { fetchingSettingsIn } from '../../systems/contract-fetching.ts';
import { reason } from '../../texts/reason.ts';

/**
 * When an office is overdue. Both rules allow two of the intervals that the connection expects, so that one round that
 * is missed, or is late, alarms nobody:
 *
 * - `office_silent`: the office has a key, and has not asked since. A new key counts as asking.
 * - `documents_waiting`: a document was offered and is not acknowledged, whether or not the office has fetched it. This
 *   is also how an office without a key, and a folder that nobody empties, is noticed.
 *
 * The office of a paused connection is never overdue.
 */

/** The number of expected intervals that an office may take. */
const intervals = 2;

/** One connection that documents are fetched from, or may be. */
export interface OfficeStanding {
  shopId: string;
  connectionId: string;
  system: string;
  accountName: string;
  paused: boolean;
  settings: unknown;
  /** The last time when the office asked or got a key; null: it has no key in use. */
  heardAt: Date | null;
  askedAt: Date | null;
  refusedAt: Date | null;
  refusedAddress: string | null;
  /** When a worker last served the folder of the connection; null: it has none. */
  folderAt: Date | null;
  folderFailedSince: Date | null;
  folderWhy: unknown;
  /** Since when the oldest of the offered documents is offered; null: none is. */
  waitingSince: Date | null;
  /** Documents that nobody has fetched, and documents that were fetched and not acknowledged. */
  offered: number;
  fetched: number;
  /** The time of the database's clock. */
  at: Date;
}

/**
 * A document that was offered before the bridge noted that time counts from its last change. Transfers that are not
 * handed over are never looked at.
 */
const standingStatement = `
select connection.shop_id as "shopId",
       connection.id as "connectionId",
       connection.system,
       connection.account_name as "accountName",
       connection.paused,
       connection.settings,
       greatest(key.newest, case when key.newest is not null then visit.asked_at end) as "heardAt",
       visit.asked_at as "askedAt",
       visit.refused_at as "refusedAt",
       visit.refused_address as "refusedAddress",
       visit.folder_at as "folderAt",
       visit.folder_failed_since as "folderFailedSince",
       visit.folder_why as "folderWhy",
       document.since as "waitingSince",
       document.offered,
       document.fetched,
       now() as at
  from connections connection
  left join office_fetching visit
    on visit.shop_id = connection.shop_id
   and visit.connection_id = connection.id
 cross join lateral (
       select max(created_at) as newest
         from office_keys
        where shop_id = connection.shop_id
          and connection_id = connection.id
          and revoked_at is null
     ) key
 cross join lateral (
       select min(coalesce(offered_at, changed_at)) as since,
              (count(*) filter (where not fetched))::integer as offered,
              (count(*) filter (where fetched))::integer as fetched
         from transfers
        where shop_id = connection.shop_id
          and connection_id = connection.id
          and state = 'handed_over'
     ) document
 where connection.archived_at is null
   and ($1::text is null or connection.shop_id = $1)
   and (key.newest is not null or document.since is not null or visit.shop_id is not null)
 order by connection.created_at, connection.id`;

/** How the offices stand that fetch from a shop, or from all shops. Connections that nobody fetches from are left out. */
export async function readOffices(database: Queryable, shopId: string | null): Promise<OfficeStanding[]> {
  const { rows } = await database.query<OfficeStanding>({
    name: 'office.standing',
    text: standingStatement,
    values: [shopId],
  });
  return rows;
}

/** Why an office is overdue, and since when. */
export interface OverdueOffice {
  why: Reason & { code: 'fetching.office_silent' | 'fetching.documents_waiting' };
  since: Date;
}

const minutesBetween = (from: Date, to: Date): number => Math.floor((to.getTime() - from.getTime()) / 60_000);

/** Pure: why the office is overdue; null: it is not. */
export function overdueOf(office: OfficeStanding): OverdueOffice | null {
  const { paused, settings, heardAt, askedAt, waitingSince, at, offered, fetched } = office;
  if (paused) return null;
  const interval = fetchingSettingsIn(settings).fetchMinutes;
  const isLate = (since: Date): boolean => minutesBetween(since, at) > intervals * interval;
  if (heardAt && isLate(heardAt)) {
    const minutes = minutesBetween(heardAt, at);
    const key = askedAt ? 'fetching.office_silent' : 'fetching.office_silent:never';
    return { why: reason(key, { minutes, interval, waiting: offered }), since: heardAt };
  }
  if (waitingSince && isLate(waitingSince)) {
    const minutes = minutesBetween(waitingSince, at);
    return {
      why: reason('fetching.documents_waiting', { minutes, waiting: offered, fetched }),
      since: waitingSince,
    };
  }
  return null;
}

/**
 * How long ago a worker must have served a folder for its trouble to count, in minutes. The trouble of a folder that the
 * operator took out of the settings goes away by itself.
 */
const servedMinutes = 15;

/** Pure: why the folder of the connection cannot be used, and since when; null: it can, or there is none. */
export function folderTroubleOf({
  folderAt,
  folderWhy,
  folderFailedSince,
  at,
}: Pick<OfficeStanding, 'folderAt' | 'folderWhy' | 'folderFailedSince' | 'at'>): { why: Reason; since: Date } | null {
  const why = reasonSchema.safeParse(folderWhy).data;
  if (!why || !folderFailedSince || !folderAt || minutesBetween(folderAt, at) > servedMinutes) return null;
  return { why, since: folderFailedSince };
}
