import { orderLine } from '../../../tests/setup/order-line.ts';
import { lineTexts, negated, soldLines, sumOf } from './lines.ts';

it('negated gives the line the opposite quantity and amounts', () => {
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

it('negated gives a free line a zero without a sign', () => {
  expect(Object.is(negated(orderLine({ net: 0, tax: 0, taxes: [] })).net, 0)).toBe(true);
});

it('soldLines gives a gap for an order without lines', () => {
  expect(soldLines({ lines: [] })).toMatchObject({ gap: { code: 'gap.no_lines' } });
});

describe("a line's text", () => {
  const words = { article: 'Vare', shipping: 'Frakt', fee: 'Gebyr' };
  const textOf = (change: Parameters<typeof orderLine>[0], ...others: Parameters<typeof orderLine>[0][]) => {
    const line = orderLine(change);
    return lineTexts([line, ...others.map(orderLine)], words)(line);
  };
  const jacket = { name: 'Turjakke Storm', details: ['Farge: Blå', 'Størrelse: M'], sku: 'STORM-B' };

  it('has its name and its details', () => {
    expect(textOf(jacket)).toBe('Turjakke Storm, Farge: Blå, Størrelse: M');
  });

  it('is its number or its kind where the line has no name', () => {
    expect(textOf({ name: '' })).toBe('L-1');
    expect(textOf({ name: '', sku: null, kind: 'shipping' })).toBe('Frakt');
  });

  it('gets its number where another article of the order would have the same text', () => {
    expect(textOf(jacket, { ...jacket, sku: 'STORM-X' })).toBe('Turjakke Storm, Farge: Blå, Størrelse: M (STORM-B)');
    expect(textOf(jacket, { ...jacket, sku: null })).toBe('Turjakke Storm, Farge: Blå, Størrelse: M (STORM-B)');
  });

  it('gets no number where the other line is the same article, or has another text', () => {
    expect(textOf(jacket, { ...jacket, id: '2' })).toBe('Turjakke Storm, Farge: Blå, Størrelse: M');
    expect(textOf(jacket, { ...jacket, details: ['Farge: Rød'], sku: 'STORM-R' })).not.toContain('STORM-B');
  });
});
