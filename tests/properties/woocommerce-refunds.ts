import fc from 'fast-check';
import { decimalText, rates, rounded, shopOrders, unit, type ShopLine, type ShopOrder } from './woocommerce-shop.ts';

/**
 * Refunds as WooCommerce's pages and its REST API make them: by lines, wholly or for some pieces, by an amount that names no
 * line, and of all that is left, which WooCommerce makes by itself when an order is set to refunded. A plugin's may misstate its
 * own amount by more than rounding.
 */
export interface ShopRefund {
  id: number;
  body: Record<string, unknown>;
  by: 'lines' | 'pieces' | 'amount' | 'rest' | 'misstated';
  /** What the customer gets back, and what of it the refund's own lines say; in minor units, positive. */
  amount: bigint;
  net: bigint;
  gross: bigint;
}
export interface RefundedOrder {
  shopOrder: ShopOrder;
  refunds: ShopRefund[];
}

interface Left {
  net: bigint;
  tax: bigint;
  quantity: bigint;
}

const wish = fc.record({
  by: fc.constantFrom('lines', 'pieces', 'amount', 'rest', 'misstated'),
  /** Which lines, and how many of their pieces. */
  chosen: fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }),
  pieces: fc.bigInt(1n, 12n),
  percent: fc.bigInt(1n, 99n),
  namesAllRates: fc.boolean(),
});
type Wish = typeof wish extends fc.Arbitrary<infer T> ? T : never;

/** An order with one to three refunds, none of more than is left. */
export const refundedOrders: fc.Arbitrary<RefundedOrder> = fc
  .tuple(shopOrders, fc.array(wish, { minLength: 1, maxLength: 3 }))
  .map(([shopOrder, wishes]) => {
    const left = shopOrder.lines.map(({ net, tax, quantity }): Left => ({ net, tax, quantity }));
    const refunds: ShopRefund[] = [];
    for (const [index, wanted] of wishes.entries()) {
      const rest = shopOrder.total - refunds.reduce((sum, { amount }) => sum + amount, 0n);
      const refund = refundOf(shopOrder, left, wanted, rest, 500 + index);
      if (refund && refund.amount > 0n && refund.amount <= rest) refunds.push(refund);
    }
    return { shopOrder, refunds };
  });

function refundOf(shopOrder: ShopOrder, left: Left[], wanted: Wish, rest: bigint, id: number): ShopRefund | null {
  const text = (minor: bigint) => decimalText(minor, shopOrder.decimals);
  const head = { id, date_created_gmt: '2026-11-23T10:00:00', reason: '' };
  if (wanted.by === 'amount' || wanted.by === 'rest') {
    const amount = wanted.by === 'rest' ? rest : (rest * wanted.percent) / 100n;
    return { id, by: wanted.by, amount, net: 0n, gross: 0n, body: { ...head, amount: text(amount) } };
  }
  const taken = shopOrder.lines.flatMap((line, index) => {
    const of = left[index];
    if (!of || !wanted.chosen[index % wanted.chosen.length] || of.quantity === 0n) return [];
    const pieces = wanted.by === 'pieces' && wanted.pieces < of.quantity ? wanted.pieces : of.quantity;
    const part = (amount: bigint) =>
      pieces === of.quantity ? amount : rounded((amount * unit * pieces) / of.quantity);
    const back = { pieces, net: part(of.net), tax: part(of.tax) };
    return [{ index, line, back, body: lineOf(line, back, id * 100 + index, shopOrder, wanted.namesAllRates) }];
  });
  const net = taken.reduce((sum, { back }) => sum + back.net, 0n);
  const gross = taken.reduce((sum, { back }) => sum + back.net + back.tax, 0n);
  if (gross <= 0n || gross > rest) return null;
  for (const { index, back } of taken) {
    const of = left[index];
    if (of) left[index] = { net: of.net - back.net, tax: of.tax - back.tax, quantity: of.quantity - back.pieces };
  }
  const amount = wanted.by === 'misstated' ? gross + BigInt(taken.length) + 1n : gross;
  const bodies = (list: ShopLine['list']) => taken.filter(({ line }) => line.list === list).map(({ body }) => body);
  return {
    id,
    by: wanted.by,
    amount,
    net,
    gross,
    body: {
      ...head,
      amount: text(amount),
      line_items: bodies('line_items'),
      fee_lines: bodies('fee_lines'),
      shipping_lines: bodies('shipping_lines'),
    },
  };
}

function lineOf(
  line: ShopLine,
  back: { pieces: bigint; net: bigint; tax: bigint },
  id: number,
  { decimals, lines }: ShopOrder,
  namesAllRates: boolean,
): Record<string, unknown> {
  const text = (minor: bigint) => decimalText(minor, decimals);
  const applied = line.rate ? [{ id: line.rate.id, total: text(-back.tax) }] : [];
  // The pages fill in every rate of the order; a line without a tax of its own then names them all with zero.
  const others =
    line.rate && namesAllRates
      ? rates.filter((rate) => rate !== line.rate && lines.some((other) => other.rate === rate))
      : [];
  return {
    ...line.body,
    id,
    total: text(-back.net),
    total_tax: text(-back.tax),
    taxes: [...applied, ...others.map((rate) => ({ id: rate.id, total: text(0n) }))],
    ...(line.list === 'line_items' ? { quantity: Number(-back.pieces) } : {}),
  };
}
