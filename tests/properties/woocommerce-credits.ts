import fc from 'fast-check';
import { roundedTo, share, sizeOf, sumOf, textOf, unitOf } from './exact.ts';
import { bodiesOf, soldOrders, type SoldLine, type SoldOrder } from './woocommerce-books.ts';
import type { Rate, Taxes } from './woocommerce-tax.ts';

/**
 * Refunds as WooCommerce's pages, its REST API and the apps of tills make them: of lines, of some pieces, of a part of a line's
 * amount, of shipping or of tax alone, of an amount that names no line, and of all that is left.
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

/** What a refund takes of a line, as the shop writes it; positive where the line is. */
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
  /** Nothing where the refund names no line. */
  taken: readonly Taken[];
  /** Whether the shop's row of the rate had another percentage by then. */
  afterRateChange: boolean;
}
export interface CreditedOrder {
  order: SoldOrder;
  /** In the order in which the office is told of them, which need not be theirs. */
  credits: readonly Credit[];
  newestFirst: boolean;
  /** What no refund's own lines took. */
  left: readonly Taken[];
}

const wish = fc.record({
  way: fc.oneof(
    ...ways.map((way) => ({
      weight: { tax: 1, misstated: 1, amount: 2, rest: 2 }[way as string] ?? 3,
      arbitrary: fc.constant(way),
    })),
  ),
  /** Which lines, and how much of them. */
  chosen: fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }),
  pieces: fc.integer({ min: 1, max: 12 }),
  percent: fc.integer({ min: 1, max: 99 }),
  /** Pages list every rate of the order on each line; WooCommerce before 11 leaves out those without tax. */
  rates: fc.constantFrom('all', 'own', 'taxed'),
  namesLine: fc.boolean(),
  rateChanged: fc.constantFrom(false, false, false, true),
});
type Wish = typeof wish extends fc.Arbitrary<infer T> ? T : never;

/** An order with up to three refunds, none of more than is left. */
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
    for (const [index, wanted] of wishes.entries()) {
      const rest = order.total - sumOf(credits.map(({ amount }) => amount));
      const credit = creditOf(order, left, wanted, rest, 500 + index);
      if (credit) credits.push(credit);
    }
    return { order, left, credits: newestFirst ? credits.toReversed() : credits, newestFirst };
  });

type Left = Taken & { quantity: bigint };
type Back = Left & { index: number };

function creditOf(order: SoldOrder, left: Left[], wanted: Wish, rest: bigint, id: number): Credit | null {
  const { way } = wanted;
  const unit = unitOf(Math.min(order.decimals, order.currencyDecimals));
  if (way === 'amount' || way === 'rest') {
    const amount = way === 'rest' ? rest : roundedTo(order.decimals, share(rest, BigInt(wanted.percent), 100n));
    const body = { ...head(id), amount: textOf(amount, order.decimals) };
    return amount <= 0n || amount > rest ? null : { id, way, amount, taken: [], afterRateChange: false, body };
  }
  const taken = left.flatMap((of, index): Back[] => {
    const back = wanted.chosen[index % wanted.chosen.length] ? backOf(of, wanted, order.decimals) : null;
    return back ? [{ ...back, index }] : [];
  });
  const gross = sumOf(taken.map(grossOf));
  // By more than rounding explains on any document of the order.
  const amount = way === 'misstated' ? gross + BigInt(2 * order.lines.length + 1) * unit : gross;
  if (gross <= 0n || amount > rest) return null;
  for (const { index, net, taxes, quantity } of taken) {
    const of = left[index];
    if (of)
      left[index] = {
        line: of.line,
        net: of.net - net,
        taxes: new Map([...of.taxes].map(([rate, tax]) => [rate, tax - (taxes.get(rate) ?? 0n)])),
        quantity: of.quantity - quantity,
      };
  }
  const lines = taken.map((back) => ({ list: back.line.list, body: lineOf(back, order, wanted, id) }));
  return {
    id,
    way,
    amount,
    taken,
    afterRateChange: wanted.rateChanged,
    body: {
      ...head(id),
      amount: textOf(amount, order.decimals),
      line_items: bodiesOf('line_items', lines),
      shipping_lines: bodiesOf('shipping_lines', lines),
      fee_lines: bodiesOf('fee_lines', lines),
      tax_lines: ratesIn(taken).map((rate) => ({
        rate_id: rate.id,
        rate_code: rate.code,
        rate_percent: wanted.rateChanged ? 20 : Number(rate.percent),
        tax_total: '0',
        shipping_tax_total: '0',
      })),
    },
  };
}

const head = (id: number) => ({ id, date_created_gmt: '2026-11-23T10:00:00', reason: '' });
export const grossOf = ({ net, taxes }: Pick<Taken, 'net' | 'taxes'>): bigint => net + sumOf(taxes.values());
const ratesIn = (taken: readonly Taken[]): Rate[] => [...new Set(taken.flatMap(({ taxes }) => [...taxes.keys()]))];

/** What of a line the refund takes back; `null`: nothing. */
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
    // Some apps do not say which line they take back; articles are then known by their number.
    meta_data:
      namesLine || line.list !== 'line_items' ? [{ key: '_refunded_item_id', value: String(line.body['id']) }] : [],
  };
}
