import { decimalsOf, formatMinor, nearestMinor, parseMinor } from './money.ts';

describe('the number of decimals', () => {
  it.each([
    ['NOK', 2],
    ['JPY', 0],
    ['KWD', 3],
    ['XYZ', 2],
    ['constructor', 2],
    ['__proto__', 2],
  ])('of %s is %i', (currency, decimals) => expect(decimalsOf(currency)).toBe(decimals));
});

describe('an exact amount', () => {
  it.each([
    ['-12.50', 2, -1250],
    ['349', 2, 34900],
    ['349.00', 0, 349],
    ['1.235', 3, 1235],
    [' 0.10 ', 2, 10],
    ['-0.00', 2, 0],
    ['90071992547409.91', 2, 9007199254740991],
  ])('is read from %j with %i decimals as %i, and written back as the same amount', (text, decimals, minor) => {
    expect(parseMinor(text, decimals)).toBe(minor);
    expect(parseMinor(formatMinor(minor, decimals), decimals)).toBe(minor);
  });
  it.each(['', 'x', '1,5', '1.005', '1e2', '90071992547409.92', '.5', '--1'])(
    'cannot be read from %j with 2 decimals',
    (text) => expect(parseMinor(text, 2)).toBeNull(),
  );
});

describe('the nearest amount', () => {
  it.each([
    ['4.126', 2, 413],
    ['4.125', 2, 413],
    ['4.1249999', 2, 412],
    ['-4.125', 2, -413],
    ['0.5', 0, 1],
    ['0.4', 0, 0],
    ['-0.004', 2, 0],
    ['3.49E+2', 2, 34900],
    ['5e-3', 2, 1],
    ['4.9e-3', 2, 0],
    ['5e-4', 2, 0],
    ['355.04999999999995', 2, 35505],
    ['12', 2, 1200],
    ['1.2346', 3, 1235],
  ])('to %s with %i decimals is %i', (text, decimals, minor) => expect(nearestMinor(text, decimals)).toBe(minor));
  it.each(['', 'NaN', 'Infinity', '1,5', '1e99', '1e999999'])('to %j does not exist', (text) =>
    expect(nearestMinor(text, 2)).toBeNull(),
  );
});
