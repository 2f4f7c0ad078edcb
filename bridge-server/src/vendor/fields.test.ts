import { percentOf } from './fields.ts';

describe('percentOf', () => {
  it.each([
    ['0.25', '25'],
    ['0.125', '12.5'],
    ['0.1111', '11.11'],
    ['0', '0'],
    ['0.0', '0'],
    ['1', '100'],
    ['0.250', '25'],
    ['2.5E-1', '25'],
    ['0.005', '0.5'],
    ['1e-4', '0.01'],
    ['0.1', '10'],
    ['1.1e0', '110'],
  ])('turns the rate %s into %s percent', (rate, percent) => expect(percentOf(rate)).toBe(percent));

  it.each(['', '-0.25', 'a quarter', '0,25'])('gives null for "%s"', (rate) => expect(percentOf(rate)).toBeNull());
});
