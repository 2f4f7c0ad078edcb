import fc from 'fast-check';

/**
 * Orders as a WooCommerce shop writes them: decimal text, computed from entered prices and rounded as WooCommerce rounds.
 * The arithmetic is this file's own, in millionths of a minor unit, so that a fault of the product's is not repeated here.
 */

export const rates = [
  { percent: '25', id: 1, basis: 2500n },
  { percent: '15', id: 2, basis: 1500n },
  { percent: '12', id: 3, basis: 1200n },
  { percent: '0', id: 4, basis: 0n },
  { percent: '11.11', id: 5, basis: 1111n },
] as const;
export type Rate = (typeof rates)[number] | null;

/** A line as the order's body has it, with its amounts in minor units. */
export interface ShopLine {
  list: 'line_items' | 'fee_lines' | 'shipping_lines';
  body: Record<string, unknown>;
  quantity: bigint;
  rate: Rate;
  net: bigint;
  tax: bigint;
}
export interface ShopOrder {
  body: Record<string, unknown>;
  decimals: number;
  /** The total as WooCommerce writes it, and what the lines' written amounts are without tax and in all. */
  total: bigint;
  net: bigint;
  gross: bigint;
  usesUnmappedRate: boolean;
  lines: ShopLine[];
}

export const unit = 1_000_000n;
/** Whole minor units; halves away from zero, or towards it as WooCommerce does for tax that prices contain. */
export function rounded(value: bigint, halfDown = false): bigint {
  const size = value < 0n ? -value : value;
  const up = (size + unit / 2n - (halfDown ? 1n : 0n)) / unit;
  return value < 0n ? -up : up;
}
/** Decimal text of `value` × 10^-places. */
export function decimalText(value: bigint, places: number): string {
  const digits = String(value < 0n ? -value : value).padStart(places + 1, '0');
  const sign = value < 0n ? '-' : '';
  return places === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

interface Amounts {
  rate: Rate;
  net: bigint;
  tax: bigint;
}
/** Net and tax in millionths, from what was entered in whole minor units. */
function taxed(entered: bigint, rate: Rate, included: boolean): Amounts {
  const basis = rate?.basis ?? 0n;
  if (!included) return { rate, net: entered * unit, tax: (entered * unit * basis) / 10_000n };
  const net = (entered * unit * 10_000n) / (10_000n + basis);
  return { rate, net, tax: entered * unit - net };
}

const article = fc.record({
  price: fc.oneof(fc.bigInt(0n, 300n), fc.bigInt(0n, 500_000n)),
  quantity: fc.integer({ min: 1, max: 12 }),
  rate: fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom<Rate[]>(rates[0], rates[1], rates[2], rates[3], null) },
    { weight: 1, arbitrary: fc.constant<Rate>(rates[4]) },
  ),
});
const given = fc.record({
  currency: fc.constantFrom(
    { code: 'NOK', decimals: 2 },
    { code: 'EUR', decimals: 2 },
    { code: 'JPY', decimals: 0 },
    { code: 'KWD', decimals: 3 },
  ),
  included: fc.boolean(),
  roundsAtSubtotal: fc.boolean(),
  // Short orders leave the least room for rounding: one minor unit a line.
  articles: fc.oneof(
    { weight: 2, arbitrary: fc.array(article, { minLength: 1, maxLength: 1 }) },
    { weight: 1, arbitrary: fc.array(article, { minLength: 1, maxLength: 8 }) },
  ),
  couponPercent: fc.constantFrom(0n, 0n, 15n, 33n, 100n),
  shipping: fc.option(fc.bigInt(0n, 20_000n), { freq: 1 }),
  fee: fc.option(fc.record({ amount: fc.bigInt(-20_000n, 20_000n), taxable: fc.boolean() }), { freq: 1 }),
});

/** Any order of a shop with three VAT rates, a zero rate and untaxed articles; now and then with a rate that nobody mapped. */
export const shopOrders: fc.Arbitrary<ShopOrder> = given.map(
  ({ currency, included, roundsAtSubtotal, articles, couponPercent, shipping, fee }) => {
    const { decimals } = currency;
    const full = articles.map(({ price, quantity, rate }) => taxed(price * BigInt(quantity), rate, included));
    const goods = articles.map(({ price, quantity, rate }) => {
      const entered = price * BigInt(quantity);
      return taxed(entered - rounded((entered * unit * couponPercent) / 100n), rate, included);
    });
    const goodsNet = goods.reduce((sum, { net }) => sum + net / unit, 0n);
    // A shop never goes below zero: what a negative fee takes off is bounded by what is sold.
    const feeAmount = fee ? (fee.amount < 0n && -fee.amount > goodsNet / 2n ? -(goodsNet / 2n) : fee.amount) : 0n;
    const fees = fee ? [taxed(feeAmount, fee.taxable ? rates[0] : null, false)] : [];
    const shipped = shipping === null ? [] : [taxed(shipping, rates[0], false)];

    const tax = (value: bigint) => rounded(value, included);
    const text = (minor: bigint) => decimalText(minor, decimals);
    const line = ({ rate, net, tax: exact }: Amounts, id: number) => ({
      id,
      total: text(rounded(net)),
      total_tax: text(tax(exact)),
      taxes: rate
        ? [{ id: rate.id, total: roundsAtSubtotal ? decimalText(exact, decimals + 6) : text(tax(exact)), subtotal: '' }]
        : [],
    });
    const all = [...goods, ...fees, ...shipped];
    const sum = (values: bigint[]) => values.reduce((total, value) => total + value, 0n);
    const taxSum = (amounts: Amounts[]) =>
      roundsAtSubtotal ? tax(sum(amounts.map((amount) => amount.tax))) : sum(amounts.map((amount) => tax(amount.tax)));
    const taxLines = rates.flatMap((rate, position) => {
      const of = (amounts: Amounts[]) => amounts.filter((amount) => amount.rate === rate);
      if (of(all).length === 0) return [];
      return [{ rate, position, goods: taxSum(of([...goods, ...fees])), shipping: taxSum(of(shipped)) }];
    });
    const net = sum(all.map((amount) => rounded(amount.net)));
    const totalTax = sum(taxLines.map((taxLine) => taxLine.goods + taxLine.shipping));
    const total = (roundsAtSubtotal ? rounded(sum(all.map((amount) => amount.net))) : net) + totalTax;
    const discounts = full.map((amount, index) => ({
      net: amount.net - (goods[index]?.net ?? 0n),
      tax: amount.tax - (goods[index]?.tax ?? 0n),
    }));
    const shopLine = (
      list: ShopLine['list'],
      amounts: Amounts,
      quantity: bigint,
      body: Record<string, unknown>,
    ): ShopLine => ({ list, quantity, rate: amounts.rate, net: rounded(amounts.net), tax: tax(amounts.tax), body });
    const lines = [
      ...goods.map((amounts, index) =>
        shopLine('line_items', amounts, BigInt(articles[index]?.quantity ?? 1), {
          ...line(amounts, 100 + index),
          name: `Vare ${index}`,
          sku: `V-${index}`,
          quantity: articles[index]?.quantity,
          tax_class: '',
        }),
      ),
      ...fees.map((amounts) =>
        shopLine('fee_lines', amounts, 1n, { ...line(amounts, 200), name: 'Gebyr', tax_class: '' }),
      ),
      ...shipped.map((amounts) =>
        shopLine('shipping_lines', amounts, 1n, { ...line(amounts, 300), method_title: 'Posten' }),
      ),
    ];
    const bodies = (list: ShopLine['list']) =>
      lines.filter((candidate) => candidate.list === list).map(({ body }) => body);
    const address = {
      first_name: 'Kari',
      last_name: 'Nordmann',
      email: 'kari@example.test',
      city: 'Bergen',
      postcode: '5003',
      country: 'NO',
    };

    return {
      decimals,
      lines,
      total,
      net,
      gross: net + sum(all.map((amount) => tax(amount.tax))),
      usesUnmappedRate: articles.some(({ rate }) => rate === rates[4]),
      body: {
        id: 22,
        number: '22',
        status: 'processing',
        currency: currency.code,
        prices_include_tax: included,
        date_created_gmt: '2026-11-22T01:18:35',
        date_modified_gmt: '2026-11-22T01:18:35',
        date_paid_gmt: null,
        customer_id: 0,
        billing: address,
        shipping: address,
        total: text(total),
        total_tax: text(totalTax),
        discount_total: text(sum(discounts.map((discount) => rounded(discount.net)))),
        discount_tax: text(sum(discounts.map((discount) => rounded(discount.tax)))),
        coupon_lines:
          couponPercent === 0n
            ? []
            : [
                {
                  code: 'x',
                  discount: decimalText(sum(discounts.map((d) => d.net)), decimals + 6),
                  discount_tax: decimalText(sum(discounts.map((d) => d.tax)), decimals + 6),
                },
              ],
        line_items: bodies('line_items'),
        fee_lines: bodies('fee_lines'),
        shipping_lines: bodies('shipping_lines'),
        tax_lines: taxLines.map(({ rate, position, goods: tax_total, shipping: shipping_tax_total }) => ({
          id: 400 + position,
          rate_id: rate.id,
          rate_percent: Number(rate.percent),
          tax_total: text(tax_total),
          shipping_tax_total: text(shipping_tax_total),
        })),
      },
    };
  },
);
