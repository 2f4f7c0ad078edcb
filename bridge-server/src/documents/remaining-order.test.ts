import type { Order } from '@kontor/shared/order';
import { fixture, orderOf } from '../../../tests/setup/woocommerce.ts';
import { remainingOrder } from './remaining-order.ts';

const mixedTax = 'woocommerce/orders/mixed-tax-shipping-processing';
const refund = (change: Record<string, unknown> = {}) => fixture('woocommerce/refunds/partial-line', change);
/** The mixed order, of whose line 3 these pieces and amounts were refunded. */
const refunded = (...refunds: Record<string, unknown>[]): Order => orderOf(fixture(mixedTax), refunds);
const whole = refunded();
const quantities = (order: Order) => remainingOrder(order)?.lines.map(({ id, quantity }) => `${id}: ${quantity}`);
const [first] = whole.lines;
if (!first) throw new Error('the captured order has no lines');
/** The money of the line alone, without its pieces. */
const moneyBack = {
  id: '99',
  createdGmt: '2026-11-22T10:00:00',
  createdLocal: null,
  reason: '',
  amount: first.net + first.tax,
  lines: [
    {
      ...first,
      id: '98',
      quantity: '0',
      net: -first.net,
      tax: -first.tax,
      taxes: first.taxes.map((tax) => ({ ...tax, tax: -tax.tax })),
      refundedLineId: first.id,
    },
  ],
};

describe('what is left of an order', () => {
  it('is the whole order, if nothing was refunded', () => {
    expect(remainingOrder(whole)).toMatchObject({
      net: whole.total - whole.totalTax,
      vat: whole.totalTax,
      givenBack: 0,
    });
    expect(quantities(whole)).toEqual(whole.lines.map(({ id, quantity }) => `${id}: ${quantity}`));
  });

  it('has fewer pieces of a line whose pieces were refunded, and the amounts without them', () => {
    const order = refunded(refund());
    expect(quantities(order)?.[0]).toBe('3: 1');
    expect(remainingOrder(order)).toMatchObject({
      net: whole.total - whole.totalTax - 2059,
      vat: whole.totalTax - 391,
      givenBack: 0,
    });
  });

  it('has the line no more once its last piece was refunded', () => {
    const order = refunded(refund(), refund({ id: 44 }));
    expect(quantities(order)).toEqual(quantities(whole)?.slice(1));
  });

  it('keeps every line if only an amount was given back, which it tells apart', () => {
    const order = refunded(fixture('woocommerce/refunds/full-amount', { amount: '5.00' }));
    expect(quantities(order)).toEqual(quantities(whole));
    expect(remainingOrder(order)).toMatchObject({ net: whole.total - whole.totalTax, givenBack: 500 });
  });

  it('keeps an article whose money was given back and whose pieces were not', () => {
    expect(quantities({ ...whole, refunds: [moneyBack] })).toEqual(quantities(whole));
  });

  it('leaves a refund of a line that is no longer there out of the lines', () => {
    const order = refunded(refund());
    const edited = { ...order, lines: order.lines.slice(1) };
    expect(quantities(edited)).toEqual(quantities(whole)?.slice(1));
    expect(remainingOrder(edited)?.givenBack).toBe(2450);
  });

  it.each([
    ['all of its money', orderOf(fixture(mixedTax), [fixture('woocommerce/refunds/full-amount', { amount: '83.80' })])],
    ['its status', orderOf(fixture(mixedTax, { status: 'refunded' }))],
  ])('is nothing, if %s says that it was refunded in full', (_what, order) => {
    expect(remainingOrder(order)).toBeNull();
  });
});
