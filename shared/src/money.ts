import { z } from 'zod';

/**
 * Money is a whole number of a currency's minor unit (øre, cents, fils; a yen is its own minor unit) and never a float.
 * Amounts stay below 2^53 minor units, which a plain number holds exactly; products are computed with BigInt.
 */
export const minor = z.int('an amount must be a safe whole number of minor units');
export type Minor = z.infer<typeof minor>;

/** ISO 4217, three capital letters. */
export const currency = z.string().regex(/^[A-Z]{3}$/, 'a currency is three capital letters, as in ISO 4217');

/** ISO 4217 exponents that are not 2. Currencies that are not listed have two decimals. */
const exponents: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

/** How many decimals the currency's minor unit has: 0, 2 or 3. */
export function decimalsOf(currencyCode: string): number {
  // A shop may send any text: `constructor` is no currency.
  return (Object.hasOwn(exponents, currencyCode) ? exponents[currencyCode] : undefined) ?? 2;
}

const decimalText = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * Reads decimal text such as `"-12.50"` exactly. Trailing zeros beyond the currency's decimals are fine (`"349.00"` yen);
 * anything finer than the minor unit is not money and gives `null`, as does text that is no plain decimal number.
 */
export function parseMinor(text: string, decimals: number): Minor | null {
  const match = decimalText.exec(text.trim());
  if (!match) return null;
  const [, sign, whole = '', fraction = ''] = match;
  if (fraction.length > decimals && /[1-9]/.test(fraction.slice(decimals))) return null;
  const value = Number(
    whole + (fraction.length === decimals ? fraction : fraction.slice(0, decimals).padEnd(decimals, '0')),
  );
  if (!Number.isSafeInteger(value)) return null;
  return sign === '-' && value !== 0 ? -value : value;
}

/** Writes minor units as decimal text with exactly the currency's decimals: `formatMinor(-1250, 2)` is `"-12.50"`. */
export function formatMinor(value: Minor, decimals: number): string {
  const digits = String(Math.abs(value)).padStart(decimals + 1, '0');
  const sign = value < 0 ? '-' : '';
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

const writtenNumber = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i;

/**
 * The minor units nearest to a number in decimal or exponent form, halves away from zero: for figures that others compute
 * and write out unrounded. `nearestMinor("4.126", 2)` is 413. `null` for anything else and for what is too large.
 */
export function nearestMinor(text: string, decimals: number): Minor | null {
  const match = writtenNumber.exec(text.trim());
  if (!match) return null;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent) + decimals;
  const kept = point > 0 ? Number(digits.slice(0, point).padEnd(point, '0')) : 0;
  const value = kept + (point >= 0 && (digits[point] ?? '0') >= '5' ? 1 : 0);
  if (!Number.isSafeInteger(value)) return null;
  return sign === '-' && value !== 0 ? -value : value;
}
