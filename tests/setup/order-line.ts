import type { OrderLine } from '@kontor/shared/order';

/** A line for an article of 100.00 with 25 % VAT, with some fields changed. */
export const orderLine = (change: Partial<OrderLine> = {}): OrderLine => ({
  id: '1',
  kind: 'article',
  name: 'Lupe',
  details: [],
  sku: 'L-1',
  quantity: '1',
  taxClass: '',
  net: 10000,
  tax: 2500,
  taxes: [{ rateId: '1', country: null, rate: '25', tax: 2500 }],
  categories: [],
  refundedLineId: null,
  ...change,
});
