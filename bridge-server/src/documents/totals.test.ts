import { orderLine } from '../../../tests/setup/order-line.ts';
import { isRounding, pricedLine, roundingLine } from './totals.ts';

const priced = (quantity: string, amount: number, decimals = 2) =>
  pricedLine(orderLine({ quantity }), amount, 'Lupe', decimals);

describe('a line at its amount', () => {
  it.each([
    { quantity: '4', amount: 10000, as: { quantity: '4', unitPrice: '25.00', name: 'Lupe' } },
    { quantity: '3', amount: 6800, as: { quantity: '1', unitPrice: '68.00', name: '3 × Lupe' } },
    { quantity: '1.5', amount: 3000, as: { quantity: '1', unitPrice: '30.00', name: '1.5 × Lupe' } },
    { quantity: '0', amount: 100, as: { quantity: '1', unitPrice: '1.00', name: 'Lupe' } },
    { quantity: '-2', amount: -5000, as: { quantity: '-2', unitPrice: '25.00', name: 'Lupe' } },
    { quantity: '-2', amount: 0, as: { quantity: '-2', unitPrice: '0.00', name: 'Lupe' } },
    { quantity: '1', amount: -500, as: { quantity: '-1', unitPrice: '5.00', name: 'Lupe' } },
  ])('of $quantity for $amount is $as', ({ quantity, amount, as }) => {
    expect(priced(quantity, amount)).toEqual(as);
  });

  it('has the decimals of its currency', () => {
    expect(priced('1', 1235, 3).unitPrice).toBe('1.235');
    expect(priced('1', 1235, 0).unitPrice).toBe('1235');
  });
});

describe('a difference of totals', () => {
  it('is rounding up to one minor unit a line', () => {
    expect(isRounding(2, 2)).toBe(true);
    expect(isRounding(-2, 2)).toBe(true);
    expect(isRounding(3, 2)).toBe(false);
  });

  it.each([
    { difference: 2, quantity: '1' },
    { difference: -2, quantity: '-1' },
  ])('of $difference is taken up by one line of $quantity piece', ({ difference, quantity }) => {
    expect(roundingLine(difference, 'Rounding', 2)).toEqual({ quantity, unitPrice: '0.02', name: 'Rounding' });
  });
});
