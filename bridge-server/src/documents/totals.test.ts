import { orderLine } from '../../../tests/setup/order-line.ts';
import { isRounding, pricedLine, roundingLine } from './totals.ts';

const norwegian = { quantityDecimals: 2, language: 'nb' };
const priced = (quantity: string, amount: number, decimals = 2, style = norwegian) =>
  pricedLine(orderLine({ quantity }), amount, 'Lupe', decimals, style);

describe('pricedLine', () => {
  it.each([
    { quantity: '4', amount: 10000, as: { quantity: '4', unitPrice: '25.00', name: 'Lupe' } },
    { quantity: '3', amount: 6800, as: { quantity: '1', unitPrice: '68.00', name: '3 × Lupe' } },
    { quantity: '2.5', amount: 39800, as: { quantity: '2.5', unitPrice: '159.20', name: 'Lupe' } },
    { quantity: '-2.5', amount: -39800, as: { quantity: '-2.5', unitPrice: '159.20', name: 'Lupe' } },
    { quantity: '0.35', amount: 6965, as: { quantity: '0.35', unitPrice: '199.00', name: 'Lupe' } },
    { quantity: '0.35', amount: 6057, as: { quantity: '1', unitPrice: '60.57', name: '0,35 × Lupe' } },
    { quantity: '0.07', amount: 29, as: { quantity: '1', unitPrice: '0.29', name: '0,07 × Lupe' } },
    {
      quantity: '0.01',
      amount: 9007199254740991,
      as: { quantity: '1', unitPrice: '90071992547409.91', name: '0,01 × Lupe' },
    },
    { quantity: '007', amount: 700, as: { quantity: '7', unitPrice: '1.00', name: 'Lupe' } },
    { quantity: '0', amount: 100, as: { quantity: '1', unitPrice: '1.00', name: 'Lupe' } },
    { quantity: '-2', amount: -5000, as: { quantity: '-2', unitPrice: '25.00', name: 'Lupe' } },
    { quantity: '-2', amount: 0, as: { quantity: '-2', unitPrice: '0.00', name: 'Lupe' } },
    { quantity: '1', amount: -500, as: { quantity: '-1', unitPrice: '5.00', name: 'Lupe' } },
  ])('writes $quantity for $amount as $as', ({ quantity, amount, as }) => {
    expect(priced(quantity, amount)).toEqual(as);
  });

  it('keeps a fractional quantity only with as many decimals as the target accepts', () => {
    const styled = (quantityDecimals: number) => priced('0.125', 2000, 2, { quantityDecimals, language: 'nb' });
    expect(styled(2)).toEqual({ quantity: '1', unitPrice: '20.00', name: '0,125 × Lupe' });
    expect(styled(3)).toEqual({ quantity: '0.125', unitPrice: '160.00', name: 'Lupe' });
    expect(priced('2.5', 39800, 2, { quantityDecimals: 0, language: 'nb' }).quantity).toBe('1');
  });

  it.each([
    { language: 'nb', name: '0,35 × Lupe' },
    { language: 'de', name: '0,35 × Lupe' },
    { language: 'en', name: '0.35 × Lupe' },
  ])('writes a quantity in the language $language as $name', ({ language, name }) => {
    expect(priced('0.35', 6057, 2, { quantityDecimals: 2, language }).name).toBe(name);
  });

  it('writes the price with the decimals of the currency', () => {
    expect(priced('1', 1235, 3).unitPrice).toBe('1.235');
    expect(priced('1', 1235, 0).unitPrice).toBe('1235');
  });
});

describe('a difference of totals', () => {
  it('counts as rounding up to one minor unit for each line', () => {
    expect(isRounding(2, 2)).toBe(true);
    expect(isRounding(-2, 2)).toBe(true);
    expect(isRounding(3, 2)).toBe(false);
  });

  it.each([
    { difference: 2, quantity: '1' },
    { difference: -2, quantity: '-1' },
  ])('of $difference is taken up by a rounding line with the quantity $quantity', ({ difference, quantity }) => {
    expect(roundingLine(difference, 'Rounding', 2)).toEqual({ quantity, unitPrice: '0.02', name: 'Rounding' });
  });
});
