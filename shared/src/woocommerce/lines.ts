import type { OrderLine } from '../order.ts';
import type { LinesBody } from './body.ts';
import { detailsBeside } from './text.ts';

type Body = Pick<LinesBody, 'line_items' | 'shipping_lines' | 'fee_lines'>;
/** What is known of a rate: its percentage and its country; `null`: not known. */
type Rate = Pick<OrderLine['taxes'][number], 'rate' | 'country'>;
/** The rates by WooCommerce's ids. */
export type Rates = ReadonlyMap<string, Rate>;

/** The rates that an order's (or refund's) tax lines name. Where two lines give one id different percentages, neither counts. */
export function ratesOf(taxLines: LinesBody['tax_lines']): Rates {
  const rates = new Map<string, Rate>();
  for (const { rate_id: rateId, rate_percent: percent, rate_code: country } of taxLines) {
    const known = rates.get(rateId);
    rates.set(rateId, { country, rate: known && known.rate !== percent ? null : percent });
  }
  return rates;
}

/** Articles, shipping and fees of an order or refund as lines, in that order. */
export function orderLinesOf(body: Body, rates: Rates): OrderLine[] {
  return [
    ...body.line_items.map((line) =>
      lineOf(line, rates, {
        kind: 'article',
        name: line.name,
        details: detailsBeside(line.name, line.meta_data.details),
        sku: line.sku,
        quantity: line.quantity,
        taxClass: line.tax_class,
        categories: line.kontor_categories,
      }),
    ),
    ...body.shipping_lines.map((line) =>
      lineOf(line, rates, { kind: 'shipping', name: line.method_title, ...ofOne, taxClass: '' }),
    ),
    ...body.fee_lines.map((line) =>
      lineOf(line, rates, { kind: 'fee', name: line.name, ...ofOne, taxClass: line.tax_class }),
    ),
  ];
}

/** A rate that a line names twice has both amounts. */
function eachRateOnce(taxes: LineBody['taxes']): LineBody['taxes'] {
  const ids = taxes.map(({ rateId }) => rateId);
  if (new Set(ids).size === ids.length) return taxes;
  const amounts = new Map<string, number>();
  for (const { rateId, tax } of taxes) amounts.set(rateId, (amounts.get(rateId) ?? 0) + tax);
  return [...amounts].map(([rateId, tax]) => ({ rateId, tax }));
}

const unknownRate: Rate = { country: null, rate: null };
// WooCommerce lists the articles of a parcel in the meta data of its shipping; they have lines of their own.
const ofOne = { details: [], sku: null, quantity: '1', categories: [] };

type LineBody = Pick<Body['fee_lines'][number], 'id' | 'total' | 'total_tax' | 'taxes' | 'meta_data'>;
type Described = Pick<OrderLine, 'kind' | 'name' | 'details' | 'sku' | 'quantity' | 'taxClass' | 'categories'>;

/** Keys in alphabetical order, as `readOrder` promises them. */
function lineOf(
  line: LineBody,
  rates: Rates,
  { categories, details, kind, name, quantity, sku, taxClass }: Described,
): OrderLine {
  const taxes = eachRateOnce(line.taxes).map(({ rateId, tax }) => {
    const known = rates.get(rateId) ?? unknownRate;
    // Old orders, and renewals of them, name 0 % for a rate whose percentage WooCommerce did not keep.
    return { ...known, rate: known.rate === '0' && tax !== 0 ? null : known.rate, rateId, tax };
  });
  // Tax that no rate accounts for must not look like an untaxed line: WooCommerce numbers its rates from 1, so 0 is nobody's.
  const unexplained =
    taxes.length === 0 && line.total_tax !== 0 ? [{ ...unknownRate, rateId: '0', tax: line.total_tax }] : taxes;
  return {
    categories,
    details,
    id: line.id,
    kind,
    name,
    net: line.total,
    quantity,
    refundedLineId: line.meta_data.refundedLineId,
    sku,
    tax: line.total_tax,
    taxClass,
    taxes: unexplained,
  };
}
