import type { OrderLine } from '../order.ts';
import type { LinesBody } from './body.ts';

type Body = Pick<LinesBody, 'line_items' | 'shipping_lines' | 'fee_lines'>;
/** Percentages by WooCommerce's rate id; `null` or no entry: not known. */
export type Rates = ReadonlyMap<number, string | null>;

/** The rates that an order's (or refund's) tax lines name. Where two lines give one id different percentages, neither counts. */
export function ratesOf(taxLines: LinesBody['tax_lines']): Rates {
  const rates = new Map<number, string | null>();
  for (const { rate_id: rateId, rate_percent: percent } of taxLines) {
    rates.set(rateId, rates.has(rateId) && rates.get(rateId) !== percent ? null : percent);
  }
  return rates;
}

/** Articles, shipping and fees of an order or refund as lines, in that order. */
export function linesOf(body: Body, rates: Rates): OrderLine[] {
  return [
    ...body.line_items.map((line): OrderLine => ({
      id: line.id, kind: 'article', name: line.name, sku: line.sku, quantity: line.quantity, taxClass: line.tax_class,
      ...amountsOf(line, rates), categories: line.kontor_categories,
    })),
    ...body.shipping_lines.map((line): OrderLine => ({
      id: line.id, kind: 'shipping', name: line.method_title, sku: null, quantity: '1', taxClass: '', ...amountsOf(line, rates),
    })),
    ...body.fee_lines.map((line): OrderLine => ({
      id: line.id, kind: 'fee', name: line.name, sku: null, quantity: '1', taxClass: line.tax_class, ...amountsOf(line, rates),
    })),
  ];
}

function amountsOf(line: Pick<Body['fee_lines'][number], 'total' | 'total_tax' | 'taxes' | 'meta_data'>, rates: Rates): Pick<OrderLine, 'net' | 'tax' | 'taxes' | 'categories' | 'refundedLineId'> {
  const taxes = line.taxes.map(({ rateId, tax }) => ({ rateId, rate: rates.get(rateId) ?? null, tax }));
  // Tax that no rate accounts for must not look like an untaxed line: WooCommerce numbers its rates from 1, so 0 is nobody's.
  const unexplained = taxes.length === 0 && line.total_tax !== 0 ? [{ rateId: 0, rate: null, tax: line.total_tax }] : taxes;
  return { net: line.total, tax: line.total_tax, taxes: unexplained, categories: [], refundedLineId: line.meta_data };
}
