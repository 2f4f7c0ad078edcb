import { dividedBy, fraction, fromMinor, minus, one, plus, times, toMinor, zero, type Fraction } from './arithmetic.ts';

/**
 * The specification says neither whether a unit price contains VAT nor where VAT is rounded, so both are switches.
 * `line`: VAT of each rounded line; `rate`: VAT of the sum of the rounded lines of one VAT code;
 * `order`: nothing is rounded before the order's own net and total.
 */
export interface Arithmetic {
  readonly prices: 'net' | 'gross';
  readonly rounding: 'line' | 'rate' | 'order';
}

/** The numbers that give a line its amounts. `vatCode` groups the lines for `rate`; `rate` lies between 0 and 1. */
export interface Priced {
  readonly quantity: string;
  readonly unitPrice: string;
  /** Percent, −1000 to 100. */
  readonly allowance: string;
  readonly vatCode: string;
  readonly rate: string;
}

/** Amounts in minor units. */
export interface Amounts {
  readonly net: bigint;
  readonly vat: bigint;
  readonly total: bigint;
}

export const nothing: Amounts = { net: 0n, vat: 0n, total: 0n };

/** The exact amount of a line: quantity × price less the allowance. */
const extended = ({ quantity, unitPrice, allowance }: Priced): Fraction =>
  times(times(fraction(quantity), fraction(unitPrice)), minus(one, times(fraction(allowance), { n: 1n, d: 100n })));

/** Splits an amount, which is net or gross like the prices, into net, rounded VAT and total. */
function split(amount: bigint, rate: Fraction, prices: Arithmetic['prices'], decimals: number): Amounts {
  const exact = fromMinor(amount, decimals);
  if (prices === 'net') {
    const vat = toMinor(times(exact, rate), decimals);
    return { net: amount, vat, total: amount + vat };
  }
  const vat = toMinor(dividedBy(times(exact, rate), plus(one, rate)), decimals);
  return { net: amount - vat, vat, total: amount };
}

/** The amounts of a line, always rounded to the currency's decimals, whatever rounding the order uses. */
export const lineAmounts = (line: Priced, prices: Arithmetic['prices'], decimals: number): Amounts =>
  split(toMinor(extended(line), decimals), fraction(line.rate), prices, decimals);

const sum = (parts: readonly Amounts[]): Amounts =>
  parts.reduce((a, b) => ({ net: a.net + b.net, vat: a.vat + b.vat, total: a.total + b.total }), nothing);

function byRate(lines: readonly Priced[], prices: Arithmetic['prices'], decimals: number): Amounts {
  const bases = new Map<string, { rate: Fraction; amount: bigint }>();
  for (const line of lines) {
    const base = bases.get(line.vatCode) ?? { rate: fraction(line.rate), amount: 0n };
    bases.set(line.vatCode, { ...base, amount: base.amount + toMinor(extended(line), decimals) });
  }
  return sum([...bases.values()].map(({ rate, amount }) => split(amount, rate, prices, decimals)));
}

function roundedOnce(lines: readonly Priced[], prices: Arithmetic['prices'], decimals: number): Amounts {
  const add = (amountOf: (amount: Fraction, withVat: Fraction) => Fraction): bigint =>
    toMinor(
      lines.reduce((all, line) => plus(all, amountOf(extended(line), plus(one, fraction(line.rate)))), zero),
      decimals,
    );
  const unchanged = add((amount) => amount);
  const net = prices === 'net' ? unchanged : add(dividedBy);
  const total = prices === 'net' ? add(times) : unchanged;
  return { net, vat: total - net, total };
}

/** Net, VAT and total of a whole order. */
export const orderAmounts = (lines: readonly Priced[], { prices, rounding }: Arithmetic, decimals: number): Amounts => {
  if (rounding === 'order') return roundedOnce(lines, prices, decimals);
  if (rounding === 'rate') return byRate(lines, prices, decimals);
  return sum(lines.map((line) => lineAmounts(line, prices, decimals)));
};
