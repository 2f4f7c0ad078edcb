import { listIn } from '@kontor/shared/woocommerce/limits';
import { z } from 'zod';
import type { ShopClient } from './client.ts';
import { otherShape, type ShopFailure } from './reply.ts';

/** Entries of a list. `total`: how many the whole list has; null if the shop does not say. */
export interface ReadList<Entry> {
  kind: 'list';
  entries: Entry[];
  total: number | null;
}

/**
 * Reads one page of the shop's orders. `query`: the filters of `GET orders`. `order`: the fields that the caller needs; an
 * answer without them is a failure.
 */
export async function readOrderList<Order extends z.ZodType>(
  client: ShopClient,
  query: Parameters<ShopClient['get']>[1],
  order: Order,
): Promise<ReadList<z.output<Order>> | ShopFailure> {
  const reply = await client.get('orders', query);
  if (reply.kind === 'failed') return reply;
  const entries = z.array(order).safeParse(reply.kind === 'value' ? listIn(reply.value) : null);
  if (reply.kind === 'absent' || !entries.success) return otherShape('orders');
  return { kind: 'list', entries: entries.data, total: reply.total };
}
