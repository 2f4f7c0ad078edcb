import type { Queryable } from '../../database/database.ts';
import type { Sibling } from './planning.ts';
import type { CurrentOrder } from '../transfer/store.ts';
import type { SubjectAt, Transfer } from '../transfer/transfer.ts';

/** An order as it is now, with its transfers to one connection, oldest first. */
export interface Lane {
  order: CurrentOrder;
  siblings: Sibling[];
}
export type LaneAt = SubjectAt & Pick<Transfer, 'connectionId'>;

/** Reads lanes, in the order in which they are asked for; `null` for an order that is not stored. */
export async function findLanes(database: Queryable, asked: readonly LaneAt[]): Promise<(Lane | null)[]> {
  const { rows } = await database.query<CurrentOrder & { place: number; siblings: Sibling[] }>({
    name: 'lanes.read',
    text: `select asked.place, o.revision, o.tombstone, o.snapshot, o.unread, o.currency, o.total, o.correlation_id as "correlationId", coalesce(its.siblings, '[]') as siblings
             from unnest($1::text[], $2::text[], $3::text[], $4::text[]) with ordinality as asked (shop_id, connection_id, subject_id, subject_kind, place)
             join subjects o on o.shop_id = asked.shop_id and o.id = asked.subject_id and o.kind = asked.subject_kind
             left join lateral (
               select json_agg(json_build_object(
                        'kind', t.kind, 'reference', t.reference, 'about', json_build_object('kind', t.about_kind, 'reference', t.about_reference),
                        'key', t.document_key, 'fetched', t.fetched, 'state', t.state, 'reason', t.reason,
                        'documentId', t.document_id, 'documentNumber', t.document_number, 'total', t.total, 'targetTotal', t.target_total,
                        'plannedRevision', t.planned_revision, 'insisted', t.insisted) order by t.id) as siblings
                 from transfers t where t.shop_id = asked.shop_id and t.connection_id = asked.connection_id
                  and t.subject_id = asked.subject_id and t.subject_kind = asked.subject_kind
             ) its on true`,
    values: [
      asked.map(({ shopId }) => shopId),
      asked.map(({ connectionId }) => connectionId),
      asked.map(({ subjectId }) => subjectId),
      asked.map(({ subjectKind }) => subjectKind),
    ],
  });
  const byPlace = new Map(rows.map(({ place, siblings, ...order }) => [place, { order, siblings }]));
  return asked.map((_, index) => byPlace.get(index + 1) ?? null);
}

/** The lanes of transfers that exist, whose orders are therefore stored. */
export async function readLanes(database: Queryable, asked: readonly LaneAt[]): Promise<Lane[]> {
  const found = await findLanes(database, asked);
  return asked.map((at, index) => found[index] ?? notStored(at));
}

/** The lane of one of them. */
export async function readLane(database: Queryable, at: LaneAt): Promise<Lane> {
  const [lane] = await findLanes(database, [at]);
  return lane ?? notStored(at);
}

function notStored({ shopId, subjectKind, subjectId }: LaneAt): never {
  throw new Error(`${subjectKind} ${subjectId} of shop ${shopId} is not stored, though a transfer names it`);
}

/** Reads the lane of a transfer and holds it: a worker that has one of its transfers in hand is waited for, and none takes one meanwhile. */
export async function holdLane(client: Queryable, at: LaneAt): Promise<Lane> {
  await client.query(
    'select 1 from transfers where shop_id = $1 and connection_id = $2 and subject_id = $3 and subject_kind = $4 order by id for no key update',
    [at.shopId, at.connectionId, at.subjectId, at.subjectKind],
  );
  return readLane(client, at);
}
