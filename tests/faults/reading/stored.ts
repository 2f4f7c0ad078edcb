import { readContent } from '../../../bridge-server/src/orders/list.ts';
import { snapshotOf } from '@kontor/shared/woocommerce';
import { orderOf } from '../../setup/woocommerce.ts';
import type { Stage } from '../stage.ts';
import type { Violation } from '../verdict.ts';
import { shownOrder, type ShopOrder } from './orders.ts';

interface StoredOrder {
  id: string;
  status: string;
  tombstone: boolean;
  isUnread: boolean;
  snapshot: string | null;
}

const storedStatement = `
select id,
       status,
       tombstone,
       unread is not null as "isUnread"
  from subjects
 where shop_id = $1`;

/** Compares the orders in the bridge with those of the shop. Returns what is wrong with these orders. */
export async function storedViolations(
  { bridge: { database }, shop: { shop } }: Stage,
  orders: readonly ShopOrder[],
): Promise<Violation[]> {
  const { rows } = await database.pool.query<Omit<StoredOrder, 'snapshot'>>({ text: storedStatement, values: [shop] });
  const stored = new Map<string, StoredOrder>();
  for (const row of rows) {
    const content = await readContent(database.pool, shop, row.id);
    stored.set(row.id, { ...row, snapshot: content === null ? null : JSON.stringify(content) });
  }
  return orders.flatMap((order) => {
    const what = difference(order, stored.get(String(order.id)));
    return what === null ? [] : [{ order: order.id, what: `${what} (${order.past.join(', ')})` }];
  });
}

function difference(order: ShopOrder, stored: StoredOrder | undefined): string | null {
  if (order.place === 'not placed') return stored ? 'was never placed, and the bridge has it' : null;
  if (order.place !== 'shop')
    return stored && !stored.tombstone ? `is ${order.place}, and the bridge still has it` : null;
  if (!stored) return 'the bridge does not have it';
  if (stored.tombstone) return 'is in the shop, and the bridge says that it is gone';
  if (stored.isUnread) return 'the bridge could not read it';
  const { refunds } = order.cart;
  const summaries = refunds.map(({ id, reason, amount }) => ({ id, reason, total: `-${String(amount)}` }));
  const expected = snapshotOf(orderOf({ ...shownOrder(order), refunds: summaries }, refunds));
  if (stored.snapshot === expected) return null;
  return `the bridge has another content: ${differingFields(stored.snapshot, expected).join(', ')}`;
}

/** The fields in which two snapshots differ, each with its value in both. */
function differingFields(stored: string | null, expected: string): string[] {
  const is = JSON.parse(stored ?? '{}') as Record<string, unknown>;
  const should = JSON.parse(expected) as Record<string, unknown>;
  return [...new Set([...Object.keys(is), ...Object.keys(should)])]
    .map((field) => ({ field, is: JSON.stringify(is[field]), should: JSON.stringify(should[field]) }))
    .filter((difference) => difference.is !== difference.should)
    .map((difference) => `${difference.field} is ${difference.is}, not ${difference.should}`);
}
