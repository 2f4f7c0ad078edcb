import { productRules, percentOfProduct } from './woocommerce-tax.ts';
import { orderAmounts, type Amounts, type Arithmetic, type Priced } from '../sandboxes/poweroffice/totals.ts';

/**
 * PowerOffice Go as the sandbox models it. Its specification says neither whether unit prices contain VAT nor where VAT
 * is rounded, so the properties must hold for a Go that computes in any of these ways.
 */
export const priceModes = ['net', 'gross'] as const satisfies readonly Arithmetic['prices'][];
export const roundingModes = ['line', 'rate', 'order'] as const satisfies readonly Arithmetic['rounding'][];

export interface GoLine {
  ProductId: string;
  Quantity: string;
  ProductUnitPrice: string;
}

const prefix = 'A-';
export const productCodeOf = (number: string): string => `${prefix}${number}`;
const numbers = [...percentOfProduct.keys(), '99'].filter((number, index, all) => all.indexOf(number) === index);
const rateOf = (number: string): string => percentOfProduct.get(number) ?? '0';
const idOf = (number: string): string => String(numbers.indexOf(number) + 1);

/** The products that Go has: one for each treatment, and the one for rounding. */
export const products = numbers.map((number) => ({
  code: productCodeOf(number),
  id: idOf(number),
  archived: false,
  account: { number: `3${number.padStart(3, '0')}`, vatCode: null, rate: rateOf(number) },
}));
export const productSettings = { productPrefix: prefix, products: productRules, roundingProduct: '99' };

/** A percentage as a fraction: 9.975 % is 0.09975. */
const fractionOf = (percent: string): string => {
  const [whole = '', decimals = ''] = percent.split('.');
  return `0.${whole.padStart(2, '0')}${decimals}`;
};
const priced = new Map(
  numbers.map((number) => [idOf(number), { vatCode: number, rate: fractionOf(rateOf(number)), allowance: '0' }]),
);

function pricedLine({ ProductId, Quantity, ProductUnitPrice }: GoLine): Priced {
  const product = priced.get(ProductId);
  if (!product) throw new Error(`no product ${ProductId}`);
  return { ...product, quantity: Quantity, unitPrice: ProductUnitPrice };
}

/** Go's amounts for all lines together, in minor units. */
export const amountsIn = (lines: readonly GoLine[], arithmetic: Arithmetic, decimals: number): Amounts =>
  orderAmounts(lines.map(pricedLine), arithmetic, decimals);

/** Go's amounts for the lines of each product, by the products' numbers. */
export function booksIn(
  lines: readonly GoLine[],
  arithmetic: Arithmetic,
  decimals: number,
): Map<string, Amounts & { lines: number }> {
  const byProduct = new Map<string, GoLine[]>();
  for (const line of lines) byProduct.set(line.ProductId, [...(byProduct.get(line.ProductId) ?? []), line]);
  return new Map(
    [...byProduct].map(([id, ofProduct]) => [
      numbers[Number(id) - 1] ?? '',
      { ...amountsIn(ofProduct, arithmetic, decimals), lines: ofProduct.length },
    ]),
  );
}
