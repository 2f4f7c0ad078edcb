import { orderLine } from '../../../tests/setup/order-line.ts';
import { negated, soldLines, sumOf } from './lines.ts';

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
  expect(soldLines({ lines: [] } as never)).toMatchObject({ gap: { code: 'gap.no_lines' } });
});
