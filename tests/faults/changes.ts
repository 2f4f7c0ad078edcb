import {
  changedLine,
  decimal,
  linesOf,
  minor,
  percentsOf,
  withAmounts,
  withLines,
  type Cart,
  type CartLine,
} from './cart.ts';

/** Something that happens to an order in its shop. `random` returns numbers in [0, 1). */
export type Change = (cart: Cart, random: () => number) => Cart;

const pick = <T>(of: readonly T[], random: () => number): T | undefined => of[Math.floor(random() * of.length)];
const articles = (cart: Cart) => linesOf(cart.order).filter(({ list, net }) => list === 'line_items' && net > 0);
const edited = (cart: Cart, lines: readonly CartLine[]): Cart => ({ ...cart, order: withLines(cart.order, lines) });

/** More or fewer pieces of one article. */
export const anotherQuantity: Change = (cart, random) => {
  const line = pick(articles(cart), random);
  if (!line) return cart;
  const quantity = 1 + ((line.quantity + Math.floor(random() * 4)) % 6);
  const net = Math.round((line.net * quantity) / line.quantity);
  const changed = changedLine(line, { quantity, net, tax: taxOf(cart, line, net) });
  return edited(
    cart,
    linesOf(cart.order).map((former) => (former.list === line.list && former.id === line.id ? changed : former)),
  );
};

/**
 * The tax of a line at another net amount. A shop computes it anew, so the rounding in it does not grow with the
 * quantity.
 */
function taxOf({ order }: Cart, line: CartLine, net: number): number {
  const [taxed] = line.taxes;
  const percent = taxed ? Number(percentsOf(order).get(taxed.rate) ?? 0) : 0;
  const computed = (amount: number) => Math.round((amount * percent) / 100);
  return computed(net) + line.tax - computed(line.net);
}

/** One article more, like one that the order has. */
export const anotherArticle: Change = (cart, random) => {
  const lines = linesOf(cart.order);
  const line = pick(articles(cart), random);
  if (!line) return cart;
  const added = changedLine(
    { ...line, body: { ...line.body, id: Math.max(...lines.map(({ id }) => id)) + 1000 } },
    { quantity: line.quantity, net: line.net, tax: line.tax },
  );
  return edited(cart, [...lines, added]);
};

/** One article fewer, in an order that has several. */
export const articleRemoved: Change = (cart, random) => {
  const candidates = articles(cart);
  const line = candidates.length > 1 ? pick(candidates, random) : undefined;
  return line
    ? edited(
        cart,
        linesOf(cart.order).filter(({ list, id }) => list !== line.list || id !== line.id),
      )
    : cart;
};

/** A change that no document shows: the order's status, or the customer's note. */
export const noted: Change = (cart, random) => ({
  ...cart,
  order: {
    ...cart.order,
    status: random() < 0.5 ? 'completed' : cart.order['status'],
    customer_note: `Ring ${Math.floor(random() * 1e6)}`,
  },
});

export const cancelled: Change = (cart) => ({ ...cart, order: { ...cart.order, status: 'cancelled' } });
export const deleted: Change = (cart) => ({ ...cart, gone: true });

const refundedAmount = (cart: Cart): number => cart.refunds.reduce((sum, { amount }) => sum + minor(amount), 0);

function withRefund(cart: Cart, amount: number, lines: readonly Record<string, unknown>[], status: unknown): Cart {
  const id = Number(cart.order['id']) * 10 + 5 + cart.refunds.length;
  const refund = {
    id,
    date_created: '2026-11-23T11:00:00',
    date_created_gmt: '2026-11-23T10:00:00',
    amount: decimal(amount),
    reason: 'Retur',
    refunded_by: 1,
    refunded_payment: false,
    meta_data: [],
    line_items: lines,
    shipping_lines: [],
    fee_lines: [],
    tax_lines: [],
  };
  const summary = (cart.order['refunds'] as unknown[] | undefined) ?? [];
  return {
    ...cart,
    order: { ...cart.order, status, refunds: [...summary, { id, reason: 'Retur', total: decimal(-amount) }] },
    refunds: [...cart.refunds, refund],
  };
}

/** A refund of one article with all its pieces; the refund names the article's line. */
export const articleRefunded: Change = (cart, random) => {
  const line = pick(articles(cart), random);
  const amount = line ? line.net + line.tax : 0;
  if (!line || cart.refunds.length > 0 || amount > minor(cart.order['total'])) return cart;
  const back = withAmounts(line, { quantity: -line.quantity, net: -line.net, tax: -line.tax });
  return withRefund(
    cart,
    amount,
    [{ ...back, id: line.id + 50_000, meta_data: [{ id: 1, key: '_refunded_item_id', value: String(line.id) }] }],
    cart.order['status'],
  );
};

/**
 * A refund of the remaining amount, without lines. WooCommerce then sets the order to refunded, unless somebody sets it
 * back.
 */
export const restRefunded: Change = (cart, random) => {
  const left = minor(cart.order['total']) - refundedAmount(cart);
  return left > 0 ? withRefund(cart, left, [], random() < 0.5 ? 'refunded' : cart.order['status']) : cart;
};
