import type { Order, OrderLine, OrderRefund } from '@kontor/shared/order';
import { orderLine } from '../../../tests/setup/order-line.ts';
import { shopOrder } from '../../../tests/setup/planned-order.ts';
import { sumOf } from './lines.ts';
import { refundLines } from './refund.ts';
import { remainingLines } from './remaining-lines.ts';

const refund = (id: string, amount: number, lines: OrderLine[] = [], reason = ''): OrderRefund => ({
  id,
  createdGmt: '2026-11-23T10:00:00',
  createdLocal: null,
  reason,
  amount,
  lines,
});
const orderOf = (lines: OrderLine[], refunds: OrderRefund[]): Order => ({
  ...shopOrder('simple-25-vipps-paid'),
  lines,
  total: sumOf(lines),
  refunds,
});
const words = { target: 'Ledger', unnamed: 'Refund' };
/** The lines of the first refund by name and sum, or the code of its gap. Every line is treated by its own rate. */
function taken(order: Order, [first]: OrderRefund[]): { name: string; sum: number }[] | string {
  if (!first) throw new Error('no refund');
  const back = refundLines(order, first, ({ taxes }) => ({ rate: taxes[0]?.rate ?? 'none', name: '1' }), words);
  return 'gap' in back ? back.gap.code : back.lines.map((line) => ({ name: line.name, sum: line.net + line.tax }));
}

const lens = orderLine({ id: '1' });
const book = orderLine({
  id: '2',
  name: 'Book',
  sku: 'B-1',
  tax: 1500,
  taxes: [{ rateId: '2', country: null, rate: '15', tax: 1500 }],
});

describe('the lines of a refund', () => {
  it("are the refund's own, with the categories of the sale", () => {
    const back = orderLine({ id: '9', net: -10000, tax: -2500, quantity: '-1', refundedLineId: '1' });
    const asked = refund('5', 12500, [back]);
    const order = orderOf([{ ...lens, categories: ['optics'] }, book], [asked]);
    const found = refundLines(order, asked, () => ({ rate: '25', name: '1' }), words);
    expect(found).toMatchObject({ lines: [{ id: '9', categories: ['optics'] }] });
  });

  describe('are taxed as they were sold', () => {
    const ratesOf = (sold: OrderLine, back: Partial<OrderLine>) => {
      const line = orderLine({ id: '9', refundedLineId: '1', ...back });
      const asked = refund('5', -line.net - line.tax, [line]);
      const found = refundLines(orderOf([sold], [asked]), asked, () => ({ rate: '25', name: '1' }), words);
      return 'gap' in found ? found.gap.code : found.lines.map(({ taxes }) => taxes.map(({ rate }) => rate).join());
    };
    const taxOf = (rate: string, tax: number) => ({ rateId: rate, country: null, rate, tax });

    it('without a rate where the sale had none, even if the refund names the rates of other lines', () => {
      const untaxed = { ...lens, tax: 0, taxes: [] };
      expect(ratesOf(untaxed, { net: -10000, tax: 0, taxes: [taxOf('25', 0)] })).toEqual(['']);
    });

    it('without a part of 0 % where an earlier refund gave back the tax that told the other part', () => {
      const shared = { ...lens, tax: 1500, taxes: [taxOf('25', 1500), taxOf('0', 0)] };
      expect(ratesOf(shared, { net: -10000, tax: -1500, taxes: [taxOf('25', -1500)] })).toEqual(['25', '0']);
      expect(ratesOf(shared, { net: -10000, tax: 0, taxes: [] })).toEqual(['25']);
    });
  });

  describe('are named as they were sold', () => {
    const blue = { ...lens, name: 'Turjakke', details: ['Farge: Blå'] };
    const green = { ...blue, id: '3', details: ['Farge: Grønn'] };
    const called = (sold: OrderLine[], back: Partial<OrderLine>) => {
      const line = orderLine({ id: '9', net: -10000, tax: -2500, quantity: '-1', name: 'Turjakke', ...back });
      const asked = refund('5', 12500, [line]);
      const found = refundLines(orderOf(sold, [asked]), asked, () => ({ rate: '25', name: '1' }), words);
      return 'gap' in found ? found.gap.code : found.lines.map(({ name, details, sku }) => ({ name, details, sku }));
    };

    it('where the refund refers to the line, whatever name it gives', () => {
      expect(called([blue, green], { refundedLineId: '3', name: 'Jakke', sku: null })).toEqual([
        { name: 'Turjakke', details: ['Farge: Grønn'], sku: 'L-1' },
      ]);
    });

    it('where only one line can be meant', () => {
      expect(called([blue, book], {})).toEqual([{ name: 'Turjakke', details: ['Farge: Blå'], sku: 'L-1' }]);
    });

    it('without details where two lines can be meant', () => {
      expect(called([blue, green], {})).toEqual([{ name: 'Turjakke', details: [], sku: 'L-1' }]);
    });
  });

  it("must add up to the refund's amount", () => {
    const back = orderLine({ id: '9', net: -10000, tax: -2500, quantity: '-1' });
    const asked = [refund('5', 12000, [back])];
    expect(taken(orderOf([lens], asked), asked)).toBe('gap.refund_disagrees');
  });
});

describe('a refund without lines', () => {
  it('takes back all lines where it is the whole total', () => {
    const asked = [refund('5', 24000)];
    expect(taken(orderOf([lens, book], asked), asked)).toEqual([
      { name: 'Lupe', sum: -12500 },
      { name: 'Book', sum: -11500 },
    ]);
  });

  it('takes back the remaining lines where it is everything that other refunds left', () => {
    const earlier = refund('4', 12500, [orderLine({ net: -10000, tax: -2500, quantity: '-1' })]);
    const asked = [refund('5', 11500), earlier];
    expect(taken(orderOf([lens, book], asked), asked)).toEqual([{ name: 'Book', sum: -11500 }]);
  });

  it('of a part is one line where the order has one rate, and a gap where it has several', () => {
    const asked = [refund('5', 1000, [], ' Goodwill ')];
    expect(taken(orderOf([lens], asked), asked)).toEqual([{ name: 'Goodwill', sum: -1000 }]);
    expect(taken(orderOf([lens, book], asked), asked)).toBe('gap.refund_without_lines');
    const unnamed = [refund('5', 1000)];
    expect(taken(orderOf([lens], unnamed), unnamed)).toEqual([{ name: 'Refund', sum: -1000 }]);
  });
});

describe('remainingLines', () => {
  it('keeps the rest of a line of which a refund took only some pieces', () => {
    const back = orderLine({
      net: -2500,
      tax: -625,
      quantity: '-1',
      taxes: [{ rateId: '1', country: null, rate: '25', tax: -625 }],
    });
    expect(remainingLines([{ ...lens, quantity: '4' }], [back])).toMatchObject([
      { quantity: '3', net: 7500, tax: 1875, taxes: [{ tax: 1875 }] },
    ]);
  });

  it("keeps a refund's line that fits no sold line, so that the sum is right", () => {
    const renamed = orderLine({ name: 'Renamed', net: -10000, tax: -2500, taxes: lens.taxes });
    const rest = remainingLines([lens], [renamed]);
    expect(rest).toHaveLength(2);
    expect(sumOf(rest)).toBe(0);
  });
});
