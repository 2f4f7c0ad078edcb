import { allTold } from '../../../tests/setup/telling.ts';
import { orderLine } from '../../../tests/setup/order-line.ts';
import { rateOf } from '@kontor/shared/vat';
import { arithmeticGap, byTreatment, vatSums, type Arithmetic } from './arithmetic.ts';

const line = (net: number, tax: number, rate: string | null = '25') =>
  orderLine({ net, tax, taxes: [{ rateId: '1', country: 'NO', rate, tax }] });
const treated = (lines: ReturnType<typeof line>[]) =>
  lines.map((sold) => ({
    line: sold,
    rate: rateOf(sold) ?? 'none',
    treatment: Number(rateOf(sold)) > 0 ? 'A-1' : 'A-99',
  }));
const gapOf = (
  lines: ReturnType<typeof line>[],
  { total, ...arithmetic }: Partial<Arithmetic> & { total?: number } = {},
) =>
  arithmeticGap(
    vatSums(treated(lines), { unitPrices: 'net', rounds: 'line', ...arithmetic }),
    total ?? lines.reduce((sum, { net, tax }) => sum + net + tax, 0),
    { currency: 'NOK', target: 'Ledger' },
  );

it('accepts a difference of one øre for each line, which rounding explains', () => {
  expect(gapOf([line(27920, 6980)])).toBeNull();
  expect(gapOf([line(27920, 6981)])).toBeNull();
  expect(gapOf([line(27920, 6982)])?.code).toBe('gap.vat_differs');
  expect(gapOf([line(27920, 6980), line(27920, 6982)])).toBeNull();
});

it('computes VAT as the target does: by line or by sum, from net or gross prices', () => {
  const thirty = Array.from({ length: 30 }, () => line(2, 0));
  // Each of 30 × 0.02 has no VAT, but together they have 0.15.
  expect(gapOf(thirty)).toBeNull();
  expect(gapOf(thirty.slice(0, 5), { rounds: 'sum' })).toBeNull();
  expect(gapOf([line(4, 0)], { rounds: 'sum' })).toBeNull();
  expect(gapOf([line(8, 0)], { rounds: 'sum' })?.code).toBe('gap.vat_differs');
  // From the gross price 349.00 the target makes 279.20 and 69.80, whatever parts the order has.
  expect(gapOf([line(27920, 6980)], { unitPrices: 'gross' })).toBeNull();
  expect(gapOf([line(27000, 7900)], { unitPrices: 'gross' })?.code).toBe('gap.vat_differs');
});

it('compares each rate by itself, so that a right total does not hide wrong VAT', () => {
  expect(allTold(gapOf([line(10000, 1500, '25'), line(10000, 2500, '15')]))).toMatchObject({
    code: 'gap.vat_differs',
    cause:
      'At 25 %, the order has 100.00 NOK with VAT of 15.00 NOK. In Ledger this would become 100.00 NOK with VAT of 25.00 NOK.',
  });
});

it('finds VAT without goods, and a total that differs from the lines', () => {
  expect(allTold(gapOf([line(0, -24980)]))).toMatchObject({
    code: 'gap.vat_alone',
    cause:
      'At 25 %, the order has 0.00 NOK with VAT of -249.80 NOK and no goods. In Ledger this would become 0.00 NOK with VAT of 0.00 NOK.',
  });
  expect(allTold(gapOf([line(27920, 6980)], { total: 34902 }))).toMatchObject({
    code: 'gap.total_differs',
    cause: 'The lines come to 349.00 NOK in Ledger, but the order is for 349.02 NOK.',
  });
});

it('refuses amounts that are too large to be added exactly', () => {
  const huge = line(Number.MAX_SAFE_INTEGER - 1, 0, '0');
  expect(allTold(gapOf([huge, huge], { total: 0 }))).toMatchObject({
    code: 'gap.total_differs',
    cause: expect.stringContaining('so large') as string,
  });
});

it('adds up both sides by treatment, across its rates', () => {
  const free = orderLine({ net: 500, tax: 0, taxes: [] });
  const sums = vatSums(treated([line(27920, 6981), line(1000, 0, '0'), free]), { unitPrices: 'net', rounds: 'line' });
  expect(byTreatment(sums)).toEqual([
    {
      treatment: 'A-1',
      rates: ['25'],
      lines: 1,
      ordered: { net: 27920, tax: 6981 },
      foreseen: { net: 27920, tax: 6980 },
    },
    {
      treatment: 'A-99',
      rates: ['0', 'none'],
      lines: 2,
      ordered: { net: 1500, tax: 0 },
      foreseen: { net: 1500, tax: 0 },
    },
  ]);
});
