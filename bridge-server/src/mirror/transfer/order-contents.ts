import type { UnreadOrder } from '@kontor/shared/order';
import { reasonOf } from '../../texts/say.ts';
import { contentsOf, type ContentPlace } from '../../database/contents.ts';
import type { Queryable } from '../../database/database.ts';
import { CannotOpen } from '../../shops/sealing.ts';
import type { SubjectAt } from './transfer.ts';

/** The contents of orders in the database. They name people, and may tell their health, so they are sealed. */

const placeOf = ({ shopId, subjectKind, subjectId }: SubjectAt): ContentPlace => ({
  shop: shopId,
  column: 'subjects.snapshot',
  id: `${subjectKind} ${subjectId}`,
});

/** The order's content as it is stored. */
export const sealSnapshot = (database: Queryable, at: SubjectAt, snapshot: string): Promise<string> =>
  contentsOf(database).sealText(database, snapshot, placeOf(at));

/** The order's content from its stored form; throws `CannotOpen`. */
export const openSnapshot = (database: Queryable, at: SubjectAt, stored: string): Promise<string> =>
  contentsOf(database).openText(database, stored, placeOf(at));

/** The order's content; null where this process cannot open it. */
export async function openSnapshotOrNone(database: Queryable, at: SubjectAt, stored: string): Promise<string | null> {
  try {
    return await openSnapshot(database, at, stored);
  } catch (fault) {
    if (fault instanceof CannotOpen) return null;
    throw fault;
  }
}

interface StoredOrder {
  snapshot: string | null;
  unread: UnreadOrder | null;
}

/**
 * The order with its content opened. A content that was changed, or stood in another row, counts as one that could never
 * be read. Throws `CannotOpen` if this process lacks the key: it may be given to it, or another process may have it.
 */
export async function openOrder<Order extends StoredOrder>(
  database: Queryable,
  at: SubjectAt,
  order: Order,
): Promise<Order> {
  if (order.snapshot === null) return order;
  try {
    return { ...order, snapshot: await openSnapshot(database, at, order.snapshot) };
  } catch (fault) {
    if (!(fault instanceof CannotOpen) || fault.reason.code !== 'secret.unreadable') throw fault;
    return {
      ...order,
      snapshot: null,
      unread: order.unread ?? { status: null, stage: null, problem: reasonOf(fault.reason) },
    };
  }
}
