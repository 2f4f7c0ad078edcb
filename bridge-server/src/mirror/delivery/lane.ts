import type { Queryable } from '../../database/database.ts';
import type { CurrentOrder } from '../transfer/current-order.ts';
import { openOrder } from '../transfer/order-contents.ts';
import { orderFilesSql } from '../transfer/order-files.ts';
import type { SubjectAt, Transfer } from '../transfer/transfer.ts';
import type { Sibling } from './siblings.ts';

/** An order as it is now, with its transfers to one connection, oldest first. */
export interface Lane {
  order: CurrentOrder;
  siblings: Sibling[];
}
export type LaneAt = SubjectAt & Pick<Transfer, 'connectionId'>;

const lanesStatement = `
select wanted.place,
       subject.revision,
       subject.tombstone,
       subject.snapshot,
       subject.unread,
       subject.currency,
       subject.total,
       subject.correlation_id as "correlationId",
       ${orderFilesSql} as files,
       coalesce(lane.siblings, '[]') as siblings
  from unnest($1::text[], $2::text[], $3::text[], $4::text[])
       with ordinality as wanted (shop_id, connection_id, subject_id, subject_kind, place)
  join subjects subject
    on subject.shop_id = wanted.shop_id
   and subject.id = wanted.subject_id
   and subject.kind = wanted.subject_kind
  left join lateral (
    select json_agg(
             json_build_object(
               'kind', t.kind,
               'reference', t.reference,
               'about', json_build_object('kind', t.about_kind, 'reference', t.about_reference),
               'key', t.document_key,
               'fetched', t.fetched,
               'state', t.state,
               'reason', t.reason,
               'documentId', t.document_id,
               'documentNumber', t.document_number,
               'total', t.total,
               'targetTotal', t.target_total,
               'plannedRevision', t.planned_revision,
               'insisted', t.insisted
             )
             order by t.id
           ) as siblings
      from transfers t
     where t.shop_id = wanted.shop_id
       and t.connection_id = wanted.connection_id
       and t.subject_id = wanted.subject_id
       and t.subject_kind = wanted.subject_kind
  ) lane on true`;

/** Reads lanes, in the sequence of `places`; null for an order that is not stored. Throws as `openOrder` does. */
export async function findLanes(database: Queryable, places: readonly LaneAt[]): Promise<(Lane | null)[]> {
  const { rows } = await database.query<CurrentOrder & { place: number; siblings: Sibling[] }>({
    name: 'lanes.read',
    text: lanesStatement,
    values: [
      places.map(({ shopId }) => shopId),
      places.map(({ connectionId }) => connectionId),
      places.map(({ subjectId }) => subjectId),
      places.map(({ subjectKind }) => subjectKind),
    ],
  });
  const byPlace = new Map(rows.map(({ place, siblings, ...order }) => [place, { order, siblings }]));
  return Promise.all(
    places.map(async (at, index) => {
      const lane = byPlace.get(index + 1);
      return lane ? { ...lane, order: await openOrder(database, at, lane.order) } : null;
    }),
  );
}

/** The lanes of transfers that exist, whose orders are therefore stored. */
export async function readLanes(database: Queryable, places: readonly LaneAt[]): Promise<Lane[]> {
  const lanes = await findLanes(database, places);
  return places.map((at, index) => lanes[index] ?? notStored(at));
}

/** The lane of a transfer that exists. */
export async function readLane(database: Queryable, at: LaneAt): Promise<Lane> {
  const [lane] = await findLanes(database, [at]);
  return lane ?? notStored(at);
}

function notStored({ shopId, subjectKind, subjectId }: LaneAt): never {
  throw new Error(`${subjectKind} ${subjectId} of shop ${shopId} is not stored, though a transfer names it`);
}

const holdStatement = `
select 1
  from transfers
 where shop_id = $1
   and connection_id = $2
   and subject_id = $3
   and subject_kind = $4
 order by id
   for no key update`;

/**
 * Reads the lane of a transfer and holds it until the transaction ends: it waits for a worker that has one of the
 * lane's transfers in hand, and no worker takes one meanwhile.
 */
export async function holdLane(client: Queryable, at: LaneAt): Promise<Lane> {
  await client.query(holdStatement, [at.shopId, at.connectionId, at.subjectId, at.subjectKind]);
  return readLane(client, at);
}
