import { orderLine } from '../../../tests/setup/order-line.ts';
import { partsOf } from './parts.ts';

const taxed = (rate: string, tax: number) => ({ rateId: rate, country: 'NO', rate, tax });
const partsWith = (net: number, ...taxes: ReturnType<typeof taxed>[]) =>
  partsOf(orderLine({ net, tax: taxes.reduce((sum, { tax }) => sum + tax, 0), taxes }), []).map(
    (part) => `${part.id}: ${part.net} + ${part.tax} at ${part.taxes.map(({ rate }) => rate).join(' and ')}`,
  );

describe('a line that several rates apply to', () => {
  it('is a line for each rate, where the tax of each tells its net', () => {
    expect(partsWith(-10000, taxed('25', -1500), taxed('15', -600))).toEqual([
      '1-25: -6000 + -1500 at 25',
      '1-15: -4000 + -600 at 15',
    ]);
  });

  it('leaves what rounding took to the lowest rate, whose tax tells least', () => {
    expect(partsWith(8195, taxed('25', 1188), taxed('15', 517))).toEqual([
      '1-25: 4752 + 1188 at 25',
      '1-15: 3443 + 517 at 15',
    ]);
  });

  it('has a part of 0 % where the taxed parts leave some of it', () => {
    expect(partsWith(10000, taxed('25', 1500), taxed('0', 0))).toEqual([
      '1-25: 6000 + 1500 at 25',
      '1-0: 4000 + 0 at 0',
    ]);
  });

  it.each([
    ['two taxes on the same amount', [10000, taxed('5', 500), taxed('7', 700)]],
    ['no tax and no rate of 0 %', [10000, taxed('25', 0), taxed('15', 0)]],
  ] as const)('stays whole with %s', (_what, [net, ...taxes]) => {
    expect(partsWith(net, ...taxes)).toEqual([expect.stringMatching(/^1: 10000 .* and /)]);
  });
});

describe('a line that only one of its rates has to do with', () => {
  it('keeps its id', () => {
    expect(partsWith(10000, taxed('25', 2500), taxed('15', 0))).toEqual(['1: 10000 + 2500 at 25']);
    expect(partsWith(10000, taxed('25', 0), taxed('0', 0))).toEqual(['1: 10000 + 0 at 0']);
    expect(partsWith(0, taxed('25', 0), taxed('15', 0))).toEqual(['1: 0 + 0 at 25']);
  });
});
