import type { OrderLine } from '../order.ts';
import type { LinesBody } from './body.ts';
import { detailsBeside } from './text.ts';

type Body = Pick<LinesBody, 'line_items' | 'shipping_lines' | 'fee_lines'>;
/** The percentage and the country of a rate; null if they are unknown. */
type Rate = Pick<OrderLine['taxes'][number], 'rate' | 'country'>;
/** The rates by WooCommerce's ids. */
export type Rates = ReadonlyMap<string, Rate>;

/**
 * The rates that the tax lines of an order or refund name. If two lines state different percentages, the rate is
 * unknown.
 */
export function ratesOf(taxLines: LinesBody['tax_lines']): Rates {
  const rates = new Map<string, Rate>();
  for (const { rate_id: rateId, rate_percent: percent, rate_code: country } of taxLines) {
    const known = rates.get(rateId);
    rates.set(rateId, { country, rate: known && known.rate !== percent ? null : percent });
  }
  return rates;
}

/** The lines of an order or refund: first the articles, then shipping, then fees. */
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
      lineOf(line, rates, {
        kind: 'shipping',
        name: line.method_title,
        ...single,
        taxClass: '',
        ...shippingOf(line),
      }),
    ),
    ...body.fee_lines.map((line) =>
      lineOf(line, rates, { kind: 'fee', name: line.name, ...single, taxClass: line.tax_class }),
    ),
  ];
}

/** Adds the amounts of a rate that the line names twice. */
function eachRateOnce(taxes: LineBody['taxes']): LineBody['taxes'] {
  const ids = taxes.map(({ rateId }) => rateId);
  if (new Set(ids).size === ids.length) return taxes;
  const amounts = new Map<string, number>();
  for (const { rateId, tax } of taxes) amounts.set(rateId, (amounts.get(rateId) ?? 0) + tax);
  return [...amounts].map(([rateId, tax]) => ({ rateId, tax }));
}

const unknownRate: Rate = { country: null, rate: null };
// The meta data of shipping is no detail of it: WooCommerce lists the articles of the parcel there.
const single = { details: [], sku: null, quantity: '1', categories: [] };

/** How the goods get to the customer, by the line of the shipping; nothing if the shop does not state it. */
function shippingOf({
  method_id: id,
  instance_id: instance,
  meta_data: { pickupLocation },
}: Body['shipping_lines'][number]): Pick<OrderLine, 'shipping'> {
  const method = [id, instance].filter(Boolean).join(':');
  return method || pickupLocation ? { shipping: { method, pickupLocation } } : {};
}

type LineBody = Pick<Body['fee_lines'][number], 'id' | 'total' | 'total_tax' | 'taxes' | 'meta_data'>;
type LineText = Pick<
  OrderLine,
  'kind' | 'name' | 'details' | 'sku' | 'quantity' | 'taxClass' | 'categories' | 'shipping'
>;

/** Makes a line. Its keys are in alphabetical order, which the snapshot needs. */
function lineOf(
  line: LineBody,
  rates: Rates,
  { categories, details, kind, name, quantity, shipping, sku, taxClass }: LineText,
): OrderLine {
  const taxes = eachRateOnce(line.taxes).map(({ rateId, tax }) => {
    const known = rates.get(rateId) ?? unknownRate;
    // Old orders, and renewals of them, state 0 % for a rate whose percentage WooCommerce did not store.
    return { ...known, rate: known.rate === '0' && tax !== 0 ? null : known.rate, rateId, tax };
  });
  // A line with tax but without rates must not look untaxed. It gets the rate id 0, which WooCommerce never uses.
  const withUnexplained =
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
    ...(shipping ? { shipping } : {}),
    sku,
    tax: line.total_tax,
    taxClass,
    taxes: withUnexplained,
  };
}
