import { orderLine } from '../../../tests/setup/order-line.ts';
import { linePartsOf, remainingPartsOf } from './line-parts.ts';

const taxed = (rate: string, tax: number) => ({ rateId: rate, country: 'NO', rate, tax });
const partsWith = (net: number, ...taxes: ReturnType<typeof taxed>[]) =>
  linePartsOf(orderLine({ net, tax: taxes.reduce((sum, { tax }) => sum + tax, 0), taxes }), []).map(
    (part) => `${part.id}: ${part.net} + ${part.tax} at ${part.taxes.map(({ rate }) => rate).join(' and ')}`,
  );

describe('a line with several rates', () => {
  it('is split into a line for each rate, whose tax tells its net', () => {
    expect(partsWith(-10000, taxed('25', -1500), taxed('15', -600))).toEqual([
      '1-25: -6000 + -1500 at 25',
      '1-15: -4000 + -600 at 15',
    ]);
  });

  it('gives the rounding difference to the lowest rate, whose tax tells its net least exactly', () => {
    expect(partsWith(8195, taxed('25', 1188), taxed('15', 517))).toEqual([
      '1-25: 4752 + 1188 at 25',
      '1-15: 3443 + 517 at 15',
    ]);
  });

  it('has a part of 0 % where the taxed parts leave a rest', () => {
    expect(partsWith(10000, taxed('25', 1500), taxed('0', 0))).toEqual([
      '1-25: 6000 + 1500 at 25',
      '1-0: 4000 + 0 at 0',
    ]);
  });

  it.each([
    ['two taxes on the same amount', [10000, taxed('5', 500), taxed('7', 700)]],
    ['rates without tax and none of 0 %', [10000, taxed('25', 0), taxed('15', 0)]],
    ['a few cents, where each tax could be on the whole amount', [10, taxed('5', 1), taxed('10', 1)]],
  ] as const)('stays whole with %s', (_what, [net, ...taxes]) => {
    expect(partsWith(net, ...taxes)).toEqual([expect.stringMatching(/^1: 10+ .* and /)]);
  });
});

describe('a line of which only one rate has a part', () => {
  it('keeps its id and drops the other rates', () => {
    expect(partsWith(10000, taxed('25', 2500), taxed('15', 0))).toEqual(['1: 10000 + 2500 at 25']);
    expect(partsWith(10000, taxed('25', 0), taxed('0', 0))).toEqual(['1: 10000 + 0 at 0']);
    expect(partsWith(0, taxed('25', 0), taxed('15', 0))).toEqual(['1: 0 + 0 at 25']);
  });
});

describe('what refunds leave of a line with several rates', () => {
  const soldLine = orderLine({ net: 10000, tax: 2100, taxes: [taxed('25', 1500), taxed('15', 600)] });
  const idsOf = (net: number, ...taxes: ReturnType<typeof taxed>[]) =>
    remainingPartsOf({ ...soldLine, net, tax: taxes.reduce((sum, { tax }) => sum + tax, 0), taxes }, [soldLine]).map(
      ({ id }) => id,
    );

  it('keeps the ids of its parts, also where only one part is left', () => {
    expect(idsOf(10000, taxed('25', 1500), taxed('15', 600))).toEqual(['1-25', '1-15']);
    expect(idsOf(6000, taxed('25', 1500), taxed('15', 0))).toEqual(['1-25']);
    expect(idsOf(4000, taxed('25', 0), taxed('15', 600))).toEqual(['1-15']);
  });

  it('keeps the id of a line that was sold whole', () => {
    const whole = orderLine();
    expect(remainingPartsOf({ ...whole, net: 5000 }, [whole]).map(({ id }) => id)).toEqual(['1']);
  });
});

describe('a discount that is a negative fee', () => {
  const sold = (...lines: [net: number, rate: string | null][]) =>
    lines.map(([net, rate]) => orderLine({ net, taxes: rate === null ? [] : [taxed(rate, 0)] }));
  const discounted = (net: number, taxes: ReturnType<typeof taxed>[], goods: ReturnType<typeof sold>) => {
    const fee = orderLine({ kind: 'fee', net, tax: taxes.reduce((sum, { tax }) => sum + tax, 0), taxes });
    return linePartsOf(fee, [...goods, fee]).map(
      (part) => `${part.net} + ${part.tax} at ${part.taxes.map(({ rate }) => rate).join(' and ') || 'none'}`,
    );
  };

  it('has a part without tax where it lowers the price of goods without tax', () => {
    const goods = sold([30000, '25'], [20000, null]);
    expect(discounted(-10000, [taxed('25', -1500)], goods)).toEqual(['-6000 + -1500 at 25', '-4000 + 0 at none']);
    expect(discounted(-10000, [taxed('25', -2500)], goods)).toEqual(['-10000 + -2500 at 25']);
  });

  it('spreads the untaxed rest over 0 % and untaxed goods in the proportion of their sales', () => {
    const goods = sold([20000, '25'], [10000, '0'], [20000, null]);
    expect(discounted(-10000, [taxed('25', -1000), taxed('0', 0)], goods)).toEqual([
      '-4000 + -1000 at 25',
      '-2000 + 0 at 0',
      '-4000 + 0 at none',
    ]);
  });

  it('stays whole where all goods are taxed, since nothing then explains a smaller tax', () => {
    expect(discounted(-10000, [taxed('25', -1500)], sold([30000, '25']))).toEqual(['-10000 + -1500 at 25']);
  });
});
