import fc from 'fast-check';
import { roundedTo, share, sumOf, textOf, unitOf } from './exact.ts';
import { markets, taxesIn, taxesOn, type Market, type MarketName, type Rate, type Taxes } from './woocommerce-tax.ts';

/**
 * A model of how WooCommerce 10 computes and writes an order's lines, taxes and total (`WC_Cart_Totals`,
 * `WC_Abstract_Order`).
 */

/** A part of a line that has the same taxes. `net` and `taxes` are exact; a part without rates is untaxed. */
export interface Part {
  rates: readonly Rate[];
  net: bigint;
  taxes: Taxes;
}
export interface SoldLine {
  list: 'line_items' | 'fee_lines' | 'shipping_lines';
  /** Several parts, if a discount or shipping is spread over the tax classes of the goods. */
  parts: readonly Part[];
  quantity: bigint;
  /** The net and the taxes as the shop writes them. */
  net: bigint;
  taxes: Taxes;
  body: Record<string, unknown>;
}
export interface SoldOrder {
  market: Market;
  /** The decimals with which the shop computes, and those of the currency. */
  decimals: number;
  currencyDecimals: number;
  roundsAtSubtotal: boolean;
  lines: readonly SoldLine[];
  /** The tax of each rate, from the order's tax lines. */
  taxTotals: Taxes;
  total: bigint;
  body: Record<string, unknown>;
  /** What a run counts about its orders, to show what it has met. */
  features: readonly string[];
}

const monies = [
  { code: 'NOK', currencyDecimals: 2, decimals: 2, weight: 6 },
  { code: 'EUR', currencyDecimals: 2, decimals: 2, weight: 3 },
  { code: 'NOK', currencyDecimals: 2, decimals: 0, weight: 2 },
  { code: 'NOK', currencyDecimals: 2, decimals: 3, weight: 1 },
  { code: 'EUR', currencyDecimals: 2, decimals: 4, weight: 2 },
  { code: 'JPY', currencyDecimals: 0, decimals: 0, weight: 1 },
  { code: 'JPY', currencyDecimals: 0, decimals: 2, weight: 1 },
  { code: 'KWD', currencyDecimals: 3, decimals: 3, weight: 1 },
  { code: 'KWD', currencyDecimals: 3, decimals: 2, weight: 1 },
];
const marketWeights: Readonly<Record<MarketName, number>> = {
  home: 30,
  homeByOneRow: 3,
  homeWithFish: 2,
  sweden: 8,
  germany: 8,
  quebec: 4,
  export: 5,
  finland: 1,
};
const weighted = <T extends { weight: number }>(choices: readonly T[]) =>
  fc.oneof(...choices.map((choice) => ({ weight: choice.weight, arbitrary: fc.constant(choice) })));

const article = fc.record({
  /** In units of the currency's last decimal, or of the shop's if that is coarser. */
  price: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 500_000 })),
  /** What a shop that counts finer adds to the price, in its own unit. */
  fraction: fc.integer({ min: 0, max: 99 }),
  quantity: fc.integer({ min: 1, max: 12 }),
  /** The index of the article's tax class among those of the market; `null` for an article that is not taxed. */
  taxClass: fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: 0, max: 3 }) },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
});
const basket = fc.record({
  money: weighted(monies),
  market: weighted(
    (Object.keys(marketWeights) as MarketName[]).map((name) => ({ name, weight: marketWeights[name] })),
  ).map(({ name }): Market => markets[name]),
  included: fc.boolean(),
  roundsAtSubtotal: fc.boolean(),
  // WooCommerce 10 writes the tax of a line with the shop's decimals; older versions write it as it was computed.
  writesTaxesInFull: fc.boolean(),
  articles: fc.oneof(
    { weight: 2, arbitrary: fc.array(article, { minLength: 1, maxLength: 2 }) },
    { weight: 1, arbitrary: fc.array(article, { minLength: 1, maxLength: 8 }) },
  ),
  coupon: fc.oneof(
    { weight: 4, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.record({ percent: fc.constantFrom(10, 15, 33, 100) }) },
    { weight: 1, arbitrary: fc.record({ fixed: fc.integer({ min: 1, max: 60_000 }) }) },
  ),
  shipping: fc.option(
    fc.record({
      cost: fc.integer({ min: 0, max: 20_000 }),
      how: fc.constantFrom('standard', 'standard', 'inherit', 'split'),
    }),
    { freq: 3 },
  ),
  fee: fc.option(
    fc.record({
      amount: fc.integer({ min: 0, max: 20_000 }),
      how: fc.constantFrom('taxed', 'untaxed', 'discount'),
    }),
    { freq: 2 },
  ),
});
type Basket = typeof basket extends fc.Arbitrary<infer T> ? T : never;

/** Any order of a shop that sells at home, to other countries with their VAT, and to countries without VAT. */
export const soldOrders: fc.Arbitrary<SoldOrder> = basket
  // Two taxes on one small amount would look like one if they were rounded to the large units of a coarse shop.
  .filter(({ market, money }) => market !== markets.quebec || money.decimals >= money.currencyDecimals)
  .map(sell);

/** A line before it is rounded and written. */
interface Draft {
  list: SoldLine['list'];
  quantity: number;
  taxClass: string;
  parts: readonly Part[];
}

/** The order that WooCommerce makes of a basket. */
function sell(sold: Basket): SoldOrder {
  const { money, market, included, roundsAtSubtotal } = sold;
  const { decimals, currencyDecimals } = money;
  const unit = unitOf(Math.min(decimals, currencyDecimals));
  const goods = goodsOf(sold, unit);
  const shipping = sold.shipping ? [shippingOf(sold.shipping, market, goods, unit)] : [];
  const fees = sold.fee ? [feeOf(sold.fee, market, [...goods, ...shipping], unit)] : [];

  // Tax that prices contain is rounded half down, other tax half up, and the net of a line always half up.
  const roundedTax = (tax: bigint) => roundedTo(decimals, tax, included ? 'down' : 'away');
  const ofLine = (tax: bigint) => (roundsAtSubtotal ? tax : roundedTax(tax));
  const lines = [...goods, ...shipping, ...fees].map((draft, index): SoldLine => {
    const exact = taxesOf(draft.parts);
    const net = roundedTo(decimals, netOf(draft));
    const totalTax = sumOf([...exact.values()].map(ofLine));
    const writesInFull = roundsAtSubtotal && sold.writesTaxesInFull;
    const written = new Map([...exact].map(([rate, tax]) => [rate, writesInFull ? tax : roundedTo(decimals, tax)]));
    return {
      list: draft.list,
      parts: draft.parts,
      quantity: BigInt(draft.quantity),
      net,
      taxes: new Map([...exact].map(([rate, tax]) => [rate, roundedTo(decimals, ofLine(tax))])),
      body: {
        id: 100 + index,
        total: textOf(net, decimals),
        total_tax: textOf(totalTax, decimals),
        taxes: [...written].map(([{ id }, tax]) => ({
          id,
          total: textOf(tax, writesInFull ? decimals + 4 : decimals),
        })),
        tax_class: draft.taxClass,
        ...described(draft, index),
      },
    };
  });

  const taxLines = taxLinesOf({ goods: [...goods, ...fees], shipping }, ofLine);
  const ofItem = (net: bigint) => (roundsAtSubtotal ? net : roundedTo(decimals, net));
  const net = sumOf(goods.map((line) => ofItem(netOf(line)))) + sumOf([...shipping, ...fees].map(netOf));
  const total = roundedTo(decimals, net + sumOf(taxLines.map(({ tax, shippingTax }) => tax + shippingTax)));
  return {
    market,
    decimals,
    currencyDecimals,
    roundsAtSubtotal,
    lines,
    taxTotals: new Map(
      taxLines.map(({ rate, tax, shippingTax }) => [rate, roundedTo(decimals, tax) + roundedTo(decimals, shippingTax)]),
    ),
    total,
    body: {
      ...head(market.country),
      currency: money.code,
      prices_include_tax: included,
      total: textOf(total, decimals),
      total_tax: textOf(sumOf(taxLines.map(({ tax, shippingTax }) => tax + shippingTax)), decimals),
      line_items: bodiesOf('line_items', lines),
      shipping_lines: bodiesOf('shipping_lines', lines),
      fee_lines: bodiesOf('fee_lines', lines),
      tax_lines: taxLines.map(({ rate, tax, shippingTax }) => ({
        rate_id: rate.id,
        rate_code: rate.code,
        rate_percent: Number(rate.percent),
        compound: rate.compound,
        tax_total: textOf(tax, decimals),
        shipping_tax_total: textOf(shippingTax, decimals),
      })),
    },
    features: featuresOf(sold, lines),
  };
}

export const bodiesOf = (
  list: SoldLine['list'],
  lines: readonly { list: SoldLine['list']; body: Record<string, unknown> }[],
): Record<string, unknown>[] => lines.filter((line) => line.list === list).map(({ body }) => body);

const netOf = ({ parts }: Pick<Draft, 'parts'>): bigint => sumOf(parts.map(({ net }) => net));

/** The taxes of all parts, by rate. */
function taxesOf(parts: readonly Part[]): Taxes {
  const taxes: Taxes = new Map();
  for (const part of parts) for (const [rate, tax] of part.taxes) taxes.set(rate, (taxes.get(rate) ?? 0n) + tax);
  return taxes;
}

/** A part whose amount was entered without tax. */
const netPart = (net: bigint, rates: readonly Rate[]): Part => ({ rates, net, taxes: taxesOn(net, rates) });

/** The lines of the articles, after the coupon has lowered their prices. */
function goodsOf({ articles, money, market, included, coupon }: Basket, unit: bigint): Draft[] {
  const classes = Object.keys(market.classes);
  const finest = unitOf(money.decimals);
  const entered = articles.map(
    ({ price, fraction, quantity }) => (BigInt(price) * unit + ((BigInt(fraction) * finest) % unit)) * BigInt(quantity),
  );
  const all = sumOf(entered);
  return articles.map(({ quantity, taxClass: place }, index) => {
    const price = entered[index] ?? 0n;
    const taxClass = place === null ? null : (classes[place % classes.length] ?? '');
    const off = all === 0n || coupon === null ? 0n : offOf(coupon, price, all, unit);
    const charged = price - (off / finest) * finest;
    const rates = taxClass === null ? [] : (market.classes[taxClass] ?? []);
    const taxes = included ? taxesIn(charged, rates) : taxesOn(charged, rates);
    const net = included ? charged - sumOf(taxes.values()) : charged;
    return { list: 'line_items', quantity, taxClass: taxClass ?? '', parts: [{ rates, net, taxes }] };
  });
}
const offOf = (coupon: NonNullable<Basket['coupon']>, price: bigint, all: bigint, unit: bigint): bigint =>
  'percent' in coupon
    ? (price * BigInt(coupon.percent)) / 100n
    : (price * smaller(BigInt(coupon.fixed) * unit, all)) / all;
const smaller = (a: bigint, b: bigint) => (a < b ? a : b);

/** What the lines cost in each tax class, and without tax. Lines that lower the price do not count. */
function costsByClass(lines: readonly Draft[], market: Market): Map<readonly Rate[], bigint> {
  const costs = new Map<readonly Rate[], bigint>();
  const untaxed: readonly Rate[] = [];
  for (const { parts } of lines)
    for (const { rates, net } of parts) {
      if (net <= 0n) continue;
      const key = Object.values(market.classes).find((row) => row === rates) ?? untaxed;
      costs.set(key, (costs.get(key) ?? 0n) + net);
    }
  return costs;
}

/** Spreads an amount over the tax classes, in proportion to what the lines cost in each. */
function spread(amount: bigint, costs: ReadonlyMap<readonly Rate[], bigint>): Part[] {
  const all = sumOf(costs.values());
  return [...costs].map(([rates, cost]) => netPart(share(amount, cost, all), rates));
}

function shippingOf(
  { cost, how }: NonNullable<Basket['shipping']>,
  market: Market,
  goods: readonly Draft[],
  unit: bigint,
): Draft {
  const classes = Object.keys(market.classes);
  const first = classes.find((name) =>
    goods.some(({ taxClass, parts }) => taxClass === name && parts[0]?.rates.length),
  );
  const taxClass = how === 'inherit' ? (first ?? '') : '';
  const costs = new Map([...costsByClass(goods, market)].filter(([rates]) => rates.length > 0));
  const amount = BigInt(cost) * unit;
  const parts =
    how === 'split' && costs.size > 1 ? spread(amount, costs) : [netPart(amount, market.classes[taxClass] ?? [])];
  return { list: 'shipping_lines', quantity: 1, taxClass, parts };
}

/** The line of a fee. A negative fee is spread over the tax classes of the lines that it lowers. */
function feeOf(
  { amount, how }: NonNullable<Basket['fee']>,
  market: Market,
  charged: readonly Draft[],
  unit: bigint,
): Draft {
  const fee = (parts: readonly Part[]): Draft => ({ list: 'fee_lines', quantity: 1, taxClass: '', parts });
  const value = BigInt(amount) * unit;
  if (how !== 'discount') return fee([netPart(value, how === 'taxed' ? (market.classes[''] ?? []) : [])]);
  // The order never goes below zero.
  const most = (sumOf(charged.map(netOf)) / unit) * unit;
  const costs = costsByClass(charged, market);
  return fee(costs.size === 0 ? [netPart(0n, [])] : spread(-smaller(value, most), costs));
}

/** The order's tax lines. `ofLine`: rounds a line's tax before the sum, if the shop does so. */
function taxLinesOf(
  charged: { goods: readonly Draft[]; shipping: readonly Draft[] },
  ofLine: (tax: bigint) => bigint,
): { rate: Rate; tax: bigint; shippingTax: bigint }[] {
  const totals = new Map<Rate, { tax: bigint; shippingTax: bigint }>();
  const add = (lines: readonly Draft[], into: 'tax' | 'shippingTax') => {
    for (const { parts } of lines)
      for (const [rate, tax] of taxesOf(parts)) {
        const total = totals.get(rate) ?? { tax: 0n, shippingTax: 0n };
        totals.set(rate, { ...total, [into]: total[into] + ofLine(tax) });
      }
  };
  add(charged.goods, 'tax');
  add(charged.shipping, 'shippingTax');
  return [...totals].map(([rate, total]) => ({ rate, ...total }));
}

function described({ list, quantity }: Draft, index: number): Record<string, unknown> {
  switch (list) {
    case 'line_items':
      return { name: `Vare ${index}`, sku: `V-${index}`, quantity };
    case 'fee_lines':
      return { name: 'Gebyr' };
    case 'shipping_lines':
      return { method_title: 'Posten' };
  }
}

function head(country: string): Record<string, unknown> {
  const address = { first_name: 'Kari', last_name: 'Nordmann', email: 'kari@example.test', city: 'Bergen', country };
  return {
    id: 22,
    number: '22',
    status: 'processing',
    date_created_gmt: '2026-11-22T01:18:35',
    date_modified_gmt: '2026-11-22T01:18:35',
    date_paid_gmt: null,
    customer_id: 0,
    billing: address,
    shipping: address,
  };
}

function featuresOf(
  { money, market, included, roundsAtSubtotal, coupon }: Basket,
  lines: readonly SoldLine[],
): string[] {
  const some = (matches: (line: SoldLine) => boolean, name: string) => (lines.some(matches) ? [name] : []);
  return [
    `${money.decimals} decimals of ${money.currencyDecimals}`,
    `to ${market.country}`,
    included ? 'prices with tax' : 'prices without tax',
    roundsAtSubtotal ? 'rounds at subtotal' : 'rounds by line',
    ...(coupon === null ? [] : ['percent' in coupon ? 'coupon in percent' : 'fixed coupon']),
    ...some(({ parts }) => parts.some(({ rates }) => rates.length > 1), 'two taxes on one amount'),
    ...some(({ parts }) => parts.some(({ rates }) => rates.length === 1 && rates[0]?.compound), 'compound rate alone'),
    ...some(({ list, net }) => list === 'fee_lines' && net < 0n, 'negative fee'),
    ...some(({ list, parts }) => list === 'fee_lines' && parts.length > 1, 'negative fee over several classes'),
    ...some(({ list, parts }) => list === 'shipping_lines' && parts.length > 1, 'shipping over several classes'),
  ];
}
