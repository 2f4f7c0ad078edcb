type Body = Record<string, unknown>;

/** An order as its shop has it at one moment, as WooCommerce's bodies. `gone`: the shop has deleted it for good. */
export interface Cart {
  order: Body;
  refunds: Body[];
  gone: boolean;
}

/** The lists of an order's body whose lines cost something. */
const lists = ['line_items', 'shipping_lines', 'fee_lines'] as const;

/** A line's tax at one rate, by the rate's id. */
interface Taxed {
  rate: number;
  tax: number;
}
/** A line's amounts in minor units. */
export interface CartLine {
  list: (typeof lists)[number];
  body: Body;
  id: number;
  quantity: number;
  net: number;
  tax: number;
  taxes: Taxed[];
}

/** WooCommerce's decimal text in minor units; every currency here has two decimals. */
export const minor = (text: unknown): number => Math.round(Number(text) * 100);
export const decimal = (amount: number): string => (amount / 100).toFixed(2);

const bodies = (value: unknown): Body[] => (Array.isArray(value) ? (value as Body[]) : []);

/** The lines of an order or a refund. */
export const linesOf = (body: Body): CartLine[] =>
  lists.flatMap((list) =>
    bodies(body[list]).map((line): CartLine => ({
      list,
      body: line,
      id: Number(line['id']),
      quantity: Number(line['quantity'] ?? 1),
      net: minor(line['total']),
      tax: minor(line['total_tax']),
      taxes: bodies(line['taxes'])
        .filter((tax) => tax['total'] !== '')
        .map((tax) => ({ rate: Number(tax['id']), tax: minor(tax['total']) })),
    })),
  );

/** The percent of each tax rate that the order names. */
export const percentsOf = (order: Body): ReadonlyMap<number, string> =>
  new Map(bodies(order['tax_lines']).map((line) => [Number(line['rate_id']), String(line['rate_percent'])]));

/** The quantity of a line, and its amounts in minor units. */
type Amounts = Pick<CartLine, 'quantity' | 'net' | 'tax'>;

/** The line's body at another quantity and other amounts; its taxes keep their shares. */
export const withAmounts = ({ body, taxes, tax: formerTax }: CartLine, { quantity, net, tax }: Amounts): Body => {
  const share = (of: Taxed) =>
    decimal(taxes.length === 1 || formerTax === 0 ? tax : Math.round((of.tax * tax) / formerTax));
  return {
    ...body,
    ...('quantity' in body ? { quantity } : {}),
    total: decimal(net),
    total_tax: decimal(tax),
    ...('subtotal' in body ? { subtotal: decimal(net), subtotal_tax: decimal(tax) } : {}),
    taxes: taxes.map((of) => ({ id: of.rate, total: share(of), subtotal: share(of) })),
  };
};

/** The order with other lines and with sums that fit them. */
export function withLines(order: Body, lines: readonly CartLine[]): Body {
  const sum = (of: readonly CartLine[], amount: (line: CartLine) => number) =>
    of.reduce((total, line) => total + amount(line), 0);
  const shipping = lines.filter(({ list }) => list === 'shipping_lines');
  const others = lines.filter(({ list }) => list !== 'shipping_lines');
  const taxOf = (of: readonly CartLine[], rate: number) =>
    sum(of, ({ taxes }) => taxes.reduce((total, taxed) => total + (taxed.rate === rate ? taxed.tax : 0), 0));
  return {
    ...order,
    ...Object.fromEntries(
      lists.map((list) => [list, lines.filter((line) => line.list === list).map(({ body }) => body)]),
    ),
    total: decimal(sum(lines, ({ net, tax }) => net + tax)),
    total_tax: decimal(sum(lines, ({ tax }) => tax)),
    cart_tax: decimal(sum(others, ({ tax }) => tax)),
    shipping_tax: decimal(sum(shipping, ({ tax }) => tax)),
    shipping_total: decimal(sum(shipping, ({ net }) => net)),
    tax_lines: bodies(order['tax_lines']).map((line) => {
      const rate = Number(line['rate_id']);
      return { ...line, tax_total: decimal(taxOf(others, rate)), shipping_tax_total: decimal(taxOf(shipping, rate)) };
    }),
  };
}

/** The same line with changed amounts, as `linesOf` would read it. */
export const changedLine = (line: CartLine, amounts: Amounts): CartLine => {
  const body = withAmounts(line, amounts);
  const [read] = linesOf({ [line.list]: [body] });
  if (!read) throw new Error('a line was lost');
  return read;
};
