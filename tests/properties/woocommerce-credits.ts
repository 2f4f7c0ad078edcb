import fc from 'fast-check';
import { roundedTo, share, sizeOf, sumOf, textOf, unitOf } from './exact.ts';
import { bodiesOf, soldOrders, type SoldLine, type SoldOrder } from './woocommerce-books.ts';
import type { Rate, Taxes } from './woocommerce-tax.ts';

/**
 * The ways to refund, as WooCommerce's pages, its REST API and point-of-sale apps do: whole lines, some pieces of a
 * line, a part of its amount, shipping alone, tax alone, an amount that names no line, or everything that is left.
 */
export const ways = [
  'lines',
  'pieces',
  'part',
  'shipping',
  'tax',
  'amount',
  'rest',
  'wrong sign',
  'misstated',
] as const;
export type Way = (typeof ways)[number];

/** What a refund takes from a line, as the shop writes it, with the sign of the line. */
export interface Taken {
  line: SoldLine;
  net: bigint;
  taxes: Taxes;
}
export interface Credit {
  id: number;
  way: Way;
  body: Record<string, unknown>;
  amount: bigint;
  /** Empty if the refund names no line. */
  taken: readonly Taken[];
  /** Whether the shop had changed the percentage of its tax rate before the refund. */
  afterRateChange: boolean;
}
export interface CreditedOrder {
  order: SoldOrder;
  /** In the order in which the bridge hears of them, which may differ from that in which they were made. */
  credits: readonly Credit[];
  newestFirst: boolean;
  /** What remains of each line after all refunds. */
  left: readonly Taken[];
}

const wish = fc.record({
  way: fc.oneof(
    ...ways.map((way) => ({
      weight: { tax: 1, misstated: 1, amount: 2, rest: 2 }[way as string] ?? 3,
      arbitrary: fc.constant(way),
    })),
  ),
  /** Which lines are refunded, and how much of them. */
  chosen: fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }),
  pieces: fc.integer({ min: 1, max: 12 }),
  percent: fc.integer({ min: 1, max: 99 }),
  /**
   * The rates that a line lists: WooCommerce's pages list all rates of the order; versions before 11 leave out those
   * without tax.
   */
  rates: fc.constantFrom('all', 'own', 'taxed'),
  namesLine: fc.boolean(),
  rateChanged: fc.constantFrom(false, false, false, true),
});
type Wish = typeof wish extends fc.Arbitrary<infer T> ? T : never;

/** An order with up to three refunds, which together are not larger than the order. */
export const creditedOrders: fc.Arbitrary<CreditedOrder> = fc
  .tuple(
    soldOrders,
    fc.oneof(
      { weight: 1, arbitrary: fc.constant([]) },
      { weight: 2, arbitrary: fc.array(wish, { minLength: 1, maxLength: 3 }) },
    ),
    fc.boolean(),
  )
  .map(([order, wishes, newestFirst]) => {
    const left = order.lines.map((line): Left => ({ line, net: line.net, taxes: line.taxes, quantity: line.quantity }));
    const credits: Credit[] = [];
    for (const [index, wished] of wishes.entries()) {
      const rest = order.total - sumOf(credits.map(({ amount }) => amount));
      const credit = creditOf(order, left, wished, rest, 500 + index);
      if (credit) credits.push(credit);
    }
    return { order, left, credits: newestFirst ? credits.toReversed() : credits, newestFirst };
  });

type Left = Taken & { quantity: bigint };
type Back = Left & { index: number };

/**
 * Makes a refund as wished and takes it from `left`. Null: there is nothing to refund in this way, or more than is
 * left.
 */
function creditOf(order: SoldOrder, left: Left[], wished: Wish, rest: bigint, id: number): Credit | null {
  const { way } = wished;
  const unit = unitOf(Math.min(order.decimals, order.currencyDecimals));
  if (way === 'amount' || way === 'rest') {
    const amount = way === 'rest' ? rest : roundedTo(order.decimals, share(rest, BigInt(wished.percent), 100n));
    const body = { ...head(id), amount: textOf(amount, order.decimals) };
    return amount <= 0n || amount > rest ? null : { id, way, amount, taken: [], afterRateChange: false, body };
  }
  const taken = left.flatMap((remaining, index): Back[] => {
    const back = wished.chosen[index % wished.chosen.length] ? backOf(remaining, wished, order.decimals) : null;
    return back ? [{ ...back, index }] : [];
  });
  const gross = sumOf(taken.map(grossOf));
  // A misstated amount is wrong by more than rounding could explain on any document of the order.
  const amount = way === 'misstated' ? gross + BigInt(2 * order.lines.length + 1) * unit : gross;
  if (gross <= 0n || amount > rest) return null;
  for (const { index, net, taxes, quantity } of taken) {
    const former = left[index];
    if (former)
      left[index] = {
        line: former.line,
        net: former.net - net,
        taxes: new Map([...former.taxes].map(([rate, tax]) => [rate, tax - (taxes.get(rate) ?? 0n)])),
        quantity: former.quantity - quantity,
      };
  }
  const lines = taken.map((back) => ({ list: back.line.list, body: lineOf(back, order, wished, id) }));
  return {
    id,
    way,
    amount,
    taken,
    afterRateChange: wished.rateChanged,
    body: {
      ...head(id),
      amount: textOf(amount, order.decimals),
      line_items: bodiesOf('line_items', lines),
      shipping_lines: bodiesOf('shipping_lines', lines),
      fee_lines: bodiesOf('fee_lines', lines),
      tax_lines: ratesIn(taken).map((rate) => ({
        rate_id: rate.id,
        rate_code: rate.code,
        rate_percent: wished.rateChanged ? 20 : Number(rate.percent),
        tax_total: '0',
        shipping_tax_total: '0',
      })),
    },
  };
}

const head = (id: number) => ({ id, date_created_gmt: '2026-11-23T10:00:00', reason: '' });
export const grossOf = ({ net, taxes }: Pick<Taken, 'net' | 'taxes'>): bigint => net + sumOf(taxes.values());
const ratesIn = (taken: readonly Taken[]): Rate[] => [...new Set(taken.flatMap(({ taxes }) => [...taxes.keys()]))];

/** What a refund takes from a line; `null`: nothing. */
function backOf(of: Left, { way, pieces, percent }: Wish, decimals: number): Left | null {
  if (of.quantity === 0n && of.net === 0n) return null;
  const part = (times: bigint, by: bigint): Left => ({
    line: of.line,
    net: roundedTo(decimals, share(of.net, times, by)),
    taxes: new Map([...of.taxes].map(([rate, tax]) => [rate, roundedTo(decimals, share(tax, times, by))])),
    quantity: 0n,
  });
  switch (way) {
    case 'pieces':
      return of.quantity > BigInt(pieces) ? { ...part(BigInt(pieces), of.quantity), quantity: BigInt(pieces) } : of;
    case 'part':
      return part(BigInt(percent), 100n);
    case 'tax':
      return sumOf([...of.taxes.values()].map(sizeOf)) === 0n ? null : { ...of, net: 0n, quantity: 0n };
    case 'shipping':
      return of.line.list === 'shipping_lines' ? of : null;
    default:
      return of;
  }
}

function lineOf(
  { line, net, taxes, quantity, index }: Back,
  { decimals, lines }: SoldOrder,
  { way, rates, namesLine }: Wish,
  id: number,
): Record<string, unknown> {
  const text = (amount: bigint) => textOf(way === 'wrong sign' ? amount : -amount, decimals);
  const own = [...taxes].filter(([, tax]) => rates !== 'taxed' || tax !== 0n);
  const others = rates === 'all' ? ratesIn(lines.map((sold) => ({ ...sold, line: sold }))) : [];
  return {
    ...line.body,
    id: id * 100 + index,
    total: text(net),
    total_tax: text(sumOf(taxes.values())),
    taxes: [
      ...own.map(([rate, tax]) => ({ id: rate.id, total: text(tax) })),
      ...others.filter((rate) => !taxes.has(rate)).map((rate) => ({ id: rate.id, total: text(0n) })),
    ],
    ...(line.list === 'line_items' ? { quantity: Number(way === 'wrong sign' ? quantity : -quantity) } : {}),
    // Some apps do not name the line that they refund; then an article's line is found by its number.
    meta_data:
      namesLine || line.list !== 'line_items' ? [{ key: '_refunded_item_id', value: String(line.body['id']) }] : [],
  };
}
