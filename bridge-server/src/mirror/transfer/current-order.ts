import { order as orderSchema, type Order, type UnreadOrder } from '@kontor/shared/order';
import type pg from 'pg';
import type { OrderFiles } from '../../systems/contract-files.ts';
import { inTransaction } from '../../database/database.ts';
import type { SubjectAt, Transfer } from './transfer.ts';
import type { Standing } from './wanted.ts';

/** The order as it is now, for planning and comparing. */
export interface CurrentOrder {
  revision: number;
  tombstone: boolean;
  /** The last content that could be read. */
  snapshot: string | null;
  /** What is known of a newer content that cannot be read. */
  unread: UnreadOrder | null;
  currency: string | null;
  total: number | null;
  correlationId: string;
  /** What is known of the files that the order names; left out where there are none. */
  files?: OrderFiles;
}

/**
 * Whether the order has no content here, though the shop still has the order: the content was erased, or it never could
 * be read. What is left can tell only that the order was called off.
 */
export const isWithoutContent = ({
  snapshot,
  tombstone,
  unread,
}: Pick<CurrentOrder, 'snapshot' | 'tombstone' | 'unread'>): boolean =>
  snapshot === null && !tombstone && unread?.stage !== 'called_off';

/** The order as it stands, for decisions. An order without content counts as gone; see `isWithoutContent`. */
export const orderStandingOf = ({
  snapshot,
  tombstone,
  unread,
}: Pick<CurrentOrder, 'snapshot' | 'tombstone' | 'unread'>): Standing => ({
  order: snapshot === null || tombstone ? null : readSnapshot(snapshot),
  unread,
});

/** Reads a stored snapshot back. */
export function readSnapshot(text: string): Order {
  return orderSchema.parse(JSON.parse(text));
}

/** The order whose row is held, without its content. */
export type LockedOrder = Pick<CurrentOrder, 'revision' | 'currency' | 'total' | 'correlationId'>;

const holdStatement = `
select revision,
       currency,
       total,
       correlation_id as "correlationId"
  from subjects
 where shop_id = $1
   and id = $2
   and kind = $3
   for no key update`;

/** Reads the order and holds its row, which is the lane of its transfers, until the transaction ends. */
async function holdOrder(client: pg.PoolClient, { shopId, subjectKind, subjectId }: SubjectAt): Promise<LockedOrder> {
  const {
    rows: [order],
  } = await client.query<LockedOrder>({
    name: 'orders.hold',
    text: holdStatement,
    values: [shopId, subjectId, subjectKind],
  });
  if (!order)
    throw new Error(`${subjectKind} ${subjectId} of shop ${shopId} is not stored, though a transfer names it`);
  return order;
}

/** Works on a transfer with its order's row locked, in one transaction. */
export function withLane<T>(
  pool: pg.Pool,
  transfer: Transfer,
  work: (client: pg.PoolClient, order: LockedOrder) => Promise<T>,
): Promise<T> {
  return inTransaction(pool, async (client) => work(client, await holdOrder(client, transfer)));
}
