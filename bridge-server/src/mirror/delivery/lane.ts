import type { Queryable } from '../../database/database.ts';
import type { Sibling } from './planning.ts';
import type { CurrentOrder } from '../transfer/store.ts';
import type { Transfer } from '../transfer/transfer.ts';

/** An order as it is now, with its transfers to one connection, oldest first. */
export interface Lane {
  order: CurrentOrder;
  siblings: Sibling[];
}
export type LaneAt = Pick<Transfer, 'shopId' | 'connectionId' | 'orderId'>;

/** Reads lanes, in the order in which they are asked for; `null` for an order that is not stored. */
export async function findLanes(database: Queryable, asked: readonly LaneAt[]): Promise<(Lane | null)[]> {
  const { rows } = await database.query<CurrentOrder & { place: number; siblings: Sibling[] }>({
    name: 'lanes.read',
    text: `select asked.place, o.revision, o.tombstone, o.snapshot, o.currency, o.total, o.correlation_id as "correlationId", coalesce(its.siblings, '[]') as siblings
             from unnest($1::text[], $2::text[], $3::bigint[]) with ordinality as asked (shop_id, connection_id, order_id, place)
             join orders o on o.shop_id = asked.shop_id and o.order_id = asked.order_id
             left join lateral (
               select json_agg(json_build_object(
                        'kind', t.kind, 'reference', t.reference, 'state', t.state, 'reason', t.reason,
                        'documentId', t.document_id, 'documentNumber', t.document_number, 'targetTotal', t.target_total, 'insisted', t.insisted) order by t.id) as siblings
                 from transfers t where t.shop_id = asked.shop_id and t.connection_id = asked.connection_id and t.order_id = asked.order_id
             ) its on true`,
    values: [
      asked.map(({ shopId }) => shopId),
      asked.map(({ connectionId }) => connectionId),
      asked.map(({ orderId }) => orderId),
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

function notStored({ shopId, orderId }: LaneAt): never {
  throw new Error(`order ${orderId} of shop ${shopId} is not stored, though a transfer names it`);
}

/** Reads the lane of a transfer and holds it: a worker that has one of its transfers in hand is waited for, and none takes one meanwhile. */
export async function holdLane(client: Queryable, at: LaneAt): Promise<Lane> {
  await client.query(
    'select 1 from transfers where shop_id = $1 and connection_id = $2 and order_id = $3 order by id for no key update',
    [at.shopId, at.connectionId, at.orderId],
  );
  return readLane(client, at);
}
