import { boundsIn } from './total-bounds.ts';

describe('the bounds of an order total', () => {
  it.each([
    ['NOK', { least: '10', most: '10.50' }, 1000n, 1050n],
    ['NOK', { least: '10.001', most: '10.009' }, 1001n, 1000n],
    ['JPY', { least: '10.5', most: '10.5' }, 11n, 10n],
    ['KWD', { least: '0.1', most: '1.2345' }, 100n, 1234n],
  ])('in %s for %j are the whole minor units within the range', (currency, range, from, to) => {
    expect(boundsIn(currency, range)).toEqual({ currency, from, to });
  });

  it('cover every possible total when no bound is given', () => {
    expect(boundsIn('NOK', {})).toEqual({ currency: 'NOK', from: 0n, to: BigInt(Number.MAX_SAFE_INTEGER) });
  });
});
