import { orderLine } from '../../../tests/setup/order-line.ts';
import { lineTexts, negated, soldLines, sumOf } from './lines.ts';

it('a line is taken back by the same line with the opposite quantity and amounts', () => {
  const line = orderLine({
    quantity: '2',
    net: 20000,
    tax: 5000,
    taxes: [{ rateId: '1', country: null, rate: '25', tax: 5000 }],
  });
  const back = negated(line);
  expect(back).toMatchObject({ quantity: '-2', net: -20000, tax: -5000, taxes: [{ tax: -5000 }] });
  expect(negated(back)).toEqual(line);
  expect(sumOf([line, back])).toBe(0);
});

it('a free line is taken back without a zero that has a sign', () => {
  expect(Object.is(negated(orderLine({ net: 0, tax: 0, taxes: [] })).net, 0)).toBe(true);
});

it('an order without lines is a gap', () => {
  expect(soldLines({ lines: [] })).toMatchObject({ gap: { code: 'gap.no_lines' } });
});

describe("a line's text", () => {
  const words = { article: 'Vare', shipping: 'Frakt', fee: 'Gebyr' };
  const textOf = (change: Parameters<typeof orderLine>[0], ...others: Parameters<typeof orderLine>[0][]) => {
    const line = orderLine(change);
    return lineTexts([line, ...others.map(orderLine)], words)(line);
  };
  const jacket = { name: 'Turjakke Storm', details: ['Farge: Blå', 'Størrelse: M'], sku: 'STORM-B' };

  it('is its name and its details', () => {
    expect(textOf(jacket)).toBe('Turjakke Storm, Farge: Blå, Størrelse: M');
  });

  it('is its number or its kind where it has no name', () => {
    expect(textOf({ name: '' })).toBe('L-1');
    expect(textOf({ name: '', sku: null, kind: 'shipping' })).toBe('Frakt');
  });

  it('has its number where another article of the order would read the same', () => {
    expect(textOf(jacket, { ...jacket, sku: 'STORM-X' })).toBe('Turjakke Storm, Farge: Blå, Størrelse: M (STORM-B)');
    expect(textOf(jacket, { ...jacket, sku: null })).toBe('Turjakke Storm, Farge: Blå, Størrelse: M (STORM-B)');
  });

  it('has no number where the other line is of the same article, or reads otherwise', () => {
    expect(textOf(jacket, { ...jacket, id: '2' })).toBe('Turjakke Storm, Farge: Blå, Størrelse: M');
    expect(textOf(jacket, { ...jacket, details: ['Farge: Rød'], sku: 'STORM-R' })).not.toContain('STORM-B');
  });
});
