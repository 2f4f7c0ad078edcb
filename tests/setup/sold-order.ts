import { fixture, simpleOrder } from './woocommerce.ts';

type Body = Record<string, unknown>;

/** A line of an order, or of a refund, whose amounts are negative. Amounts are in øre. */
export interface SoldLine {
  kind?: 'article' | 'shipping' | 'fee';
  net: number;
  /** The tax by the shop's id of its rate. */
  taxes: Readonly<Record<number, number>>;
  categories?: readonly string[];
  taxClass?: string;
}

/** The shop's rates in percent, by their ids; null: its orders do not name the percentage. */
const rates: Readonly<Record<number, number | null>> = { 1: 25, 2: 15, 8: 8, 9: null };

const kroner = (ore: number): string => (ore / 100).toFixed(2);
const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
const taxOf = ({ taxes }: SoldLine): number => sum(Object.values(taxes));
const totalOf = (lines: readonly SoldLine[]): number => sum(lines.map((line) => line.net + taxOf(line)));

/** The lines and taxes of an order or a refund. `refunded`: each line refunds the order's line at the same position. */
function linesBody(lines: readonly SoldLine[], refunded: boolean): Body {
  const [article] = simpleOrder(1)['line_items'] as [Body];
  const numbered = lines.map((line, index) => ({ ...line, id: index + 1 }));
  const common = ({ id, net, taxes, taxClass = '', ...line }: (typeof numbered)[number]): Body => ({
    id: refunded ? 50 + id : id,
    total: kroner(net),
    total_tax: kroner(taxOf({ net, taxes })),
    tax_class: taxClass,
    taxes: Object.entries(taxes).map(([rate, tax]) => ({
      id: Number(rate),
      total: kroner(tax),
      subtotal: kroner(tax),
    })),
    meta_data: refunded ? [{ id: 1, key: '_refunded_item_id', value: String(id) }] : [],
    ...(line.categories ? { kontor_categories: line.categories } : {}),
  });
  const of = (kind: string) => numbered.filter((line) => (line.kind ?? 'article') === kind);
  const used = [...new Set(lines.flatMap(({ taxes }) => Object.keys(taxes).map(Number)))];
  const taxAt = (rate: number, isShipping: boolean) =>
    sum(lines.filter(({ kind }) => (kind === 'shipping') === isShipping).map(({ taxes }) => taxes[rate] ?? 0));
  return {
    line_items: of('article').map((line) => ({
      ...article,
      quantity: refunded ? -1 : 1,
      ...common(line),
      subtotal: kroner(line.net),
      subtotal_tax: kroner(taxOf(line)),
    })),
    shipping_lines: of('shipping').map((line) => ({ ...common(line), method_title: 'Posten', method_id: 'flat_rate' })),
    fee_lines: of('fee').map((line) => ({ ...common(line), name: 'Gebyr', amount: kroner(line.net) })),
    tax_lines: used.map((rate) => ({
      id: 100 + rate,
      rate_code: `NO-MVA-${rate}`,
      rate_id: rate,
      label: 'MVA',
      compound: false,
      tax_total: kroner(taxAt(rate, false)),
      shipping_tax_total: kroner(taxAt(rate, true)),
      ...(rates[rate] == null ? {} : { rate_percent: rates[rate] }),
      meta_data: [],
    })),
  };
}

/** The Norwegian shop's order with these lines, and with totals as WooCommerce computes them. */
export function soldOrder(lines: readonly SoldLine[], changes: Body = {}): Body {
  const tax = sum(lines.map(taxOf));
  const shipping = lines.filter(({ kind }) => kind === 'shipping');
  return {
    ...simpleOrder(1),
    total: kroner(totalOf(lines)),
    total_tax: kroner(tax),
    cart_tax: kroner(tax - sum(shipping.map(taxOf))),
    shipping_total: kroner(sum(shipping.map(({ net }) => net))),
    shipping_tax: kroner(sum(shipping.map(taxOf))),
    ...linesBody(lines, false),
    ...changes,
  };
}

/** A refund of that order. Without lines it refunds an amount alone. */
export function soldRefund(id: number, lines: readonly SoldLine[], amount = 0 - totalOf(lines)): Body {
  return {
    ...fixture('woocommerce-no/refunds/partial-line-of-four-rates'),
    id,
    amount: kroner(amount),
    ...linesBody(lines, true),
  };
}
