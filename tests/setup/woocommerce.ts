import { readFileSync } from 'node:fs';
import type { Order } from '@kontor/shared/order';
import { readOrder } from '@kontor/shared/woocommerce';

type Body = Record<string, unknown>;

/** A body that was captured from a real shop (tests/fixtures), with some of its fields changed. */
export function fixture(path: string, changes: Body = {}): Body {
  const body = JSON.parse(readFileSync(new URL(`../fixtures/${path}.json`, import.meta.url), 'utf8')) as Body;
  return { ...body, ...changes };
}

/**
 * The Norwegian shop's simple order (349.00 NOK, 25 % VAT) under the given id, so that a test may have many of them.
 */
export function simpleOrder(id: number, changes: Body = {}): Body {
  return fixture('woocommerce-no/orders/simple-25-vipps-paid', { id, number: String(id), ...changes });
}

/** So many simple orders, with ids that follow each other. */
export const simpleOrders = (count: number, firstId = 1): Body[] =>
  Array.from({ length: count }, (_, index) => simpleOrder(firstId + index));

/** The simple order with some fields of its billing address changed. */
export const orderBilledTo = (id: number, billing: Body, changes: Body = {}): Body =>
  simpleOrder(id, { ...changes, billing: { ...(simpleOrder(id)['billing'] as Body), ...billing } });

/** The simple order with a VAT rate of 11.11 %, to which no product is mapped: `gap.rate_unmapped`. */
export const unmappedOrder = (id: number, changes: Body = {}): Body =>
  simpleOrder(id, {
    tax_lines: (simpleOrder(id)['tax_lines'] as Body[]).map((line) => ({ ...line, rate_percent: 11.11 })),
    ...changes,
  });

/** A refund of an amount alone, without lines. */
export const amountRefund = (id: number, amount: string): Body =>
  fixture('woocommerce-no/refunds/full-amount-of-simple', { id, amount });

/**
 * An order whose VAT the shop rounded down, while a target that computes the VAT from the net amount rounds up: 10.02
 * net, 2.50 VAT, 12.52 in all; 25 % of 10.02 is 2.505. Its document needs one rounding line of −0.01.
 */
export function roundedOrder(id: number, changes: Body = {}): Body {
  const body = simpleOrder(id);
  const [line] = body['line_items'] as Body[];
  const [rate] = body['tax_lines'] as Body[];
  return {
    ...body,
    total: '12.52',
    total_tax: '2.50',
    cart_tax: '2.50',
    line_items: [
      {
        ...line,
        subtotal: '10.02',
        subtotal_tax: '2.50',
        total: '10.02',
        total_tax: '2.50',
        taxes: [{ id: 1, total: '2.50', subtotal: '2.50' }],
      },
    ],
    tax_lines: [{ ...rate, tax_total: '2.50' }],
    ...changes,
  };
}

/** The order as the bridge reads it from a shop's body and its refunds. Throws where the body cannot be read. */
export function orderOf(body: Body, refunds: readonly Body[] = []): Order {
  const order = readOrder(body, refunds);
  if (!order.ok) throw new Error(order.error.code);
  return order.value;
}

/** The moment so many seconds before now, as WooCommerce writes it. */
export const secondsAgo = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString().slice(0, 19);
