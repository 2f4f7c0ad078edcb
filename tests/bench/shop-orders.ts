import type { Body, Order } from '../sandboxes/woocommerce/sandbox.ts';
import { fixture } from '../setup/woocommerce.ts';
import { benchOrder } from './order.ts';

const ordersPerRefund = 20;
const refundBody = fixture('woocommerce-no/refunds/partial-line-of-four-rates');

/** When the order with this id was changed: so many seconds after the beginning of the year, as WooCommerce writes it. */
const changedAt = (id: number): string => new Date(Date.UTC(2026, 0) + id * 1000).toISOString().slice(0, 19);

/** The second (UTC) after which all orders were changed. */
export const beforeOrders = changedAt(0);

/** An order as the shop lists it, with its refunds as the shop shows them. */
export interface ShopOrder {
  order: Order;
  refunds: readonly (Body & { readonly id: number })[];
}

/** The shop's order with this id, counted from 1. One order of twenty has a refund. */
export function shopOrder(id: number): ShopOrder {
  const refunds = id % ordersPerRefund === 0 ? [{ ...refundBody, id: 10_000_000 + id }] : [];
  return {
    order: {
      ...benchOrder(id),
      id,
      status: 'processing',
      date_created_gmt: changedAt(id),
      date_modified_gmt: changedAt(id),
      refunds: refunds.map((refund) => ({ id: refund.id, reason: refundBody['reason'], total: '-349.00' })),
    },
    refunds,
  };
}

/** How many of the first `count` orders have a refund. */
export const refundedAmong = (count: number): number => Math.floor(count / ordersPerRefund);
