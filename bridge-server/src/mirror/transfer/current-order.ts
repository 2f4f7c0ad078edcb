import type { UnreadOrder } from '@kontor/shared/order';
import type pg from 'pg';
import { inTransaction } from '../../database/database.ts';
import type { SubjectAt, Transfer } from './transfer.ts';

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
}

const holdStatement = `
select revision,
       tombstone,
       snapshot,
       unread,
       currency,
       total,
       correlation_id as "correlationId"
  from subjects
 where shop_id = $1
   and id = $2
   and kind = $3
   for no key update`;

/** Reads the order and holds its row, which is the lane of its transfers, until the transaction ends. */
async function holdOrder(client: pg.PoolClient, { shopId, subjectKind, subjectId }: SubjectAt): Promise<CurrentOrder> {
  const {
    rows: [order],
  } = await client.query<CurrentOrder>({
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
  work: (client: pg.PoolClient, order: CurrentOrder) => Promise<T>,
): Promise<T> {
  return inTransaction(pool, async (client) => work(client, await holdOrder(client, transfer)));
}
