import type { Order } from '@kontor/shared/order';
import { remainingPieces } from './remaining-lines.ts';
import { asSold } from './refund.ts';

/** Pieces of one SKU that an order holds back from being sold again. */
export interface HeldPieces {
  sku: string;
  /** Exact decimal text. */
  quantity: string;
}

/** WooCommerce takes an order's pieces off its stock once the order is paid or on hold. An unpaid cart comes before that. */
const unpaid = 'pending';

/**
 * Pure: the pieces that the order holds, one entry for each SKU: what was ordered less what was refunded. An order that
 * is a draft, unpaid, called off or refunded holds nothing.
 */
export function heldStock(order: Order): HeldPieces[] {
  if ((order.stage !== 'open' && order.stage !== 'done') || order.status === unpaid) return [];
  const refundLines = order.refunds.flatMap(({ lines }) => lines.map((line) => asSold(line, order.lines)));
  const held = new Map<string, number>();
  for (const { kind, sku, quantity } of remainingPieces(order.lines, refundLines).lines)
    if (kind === 'article' && sku && Number(quantity) > 0) held.set(sku, (held.get(sku) ?? 0) + Number(quantity));
  // Quantities have at most six decimals.
  return [...held].map(([sku, quantity]) => ({ sku, quantity: String(Number(quantity.toFixed(6))) }));
}
