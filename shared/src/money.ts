import { z } from 'zod';

/**
 * An amount of money: a whole number of the currency's minor unit (øre, cents, fils; the yen is its own minor unit),
 * never a float. It stays below 2^53, which a number holds exactly. Multiplications are computed with BigInt.
 */
export const minor = z.int('an amount must be a safe whole number of minor units');
export type Minor = z.infer<typeof minor>;

/** ISO 4217, three capital letters. */
export const currency = z.string().regex(/^[A-Z]{3}$/, 'a currency is three capital letters, as in ISO 4217');

/** Decimals by ISO 4217. A currency that is not listed has two. */
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

/** The number of the currency's decimals: 0, 2 or 3. */
export function decimalsOf(currencyCode: string): number {
  // A shop may send any text, such as `constructor`, which every object has.
  return (Object.hasOwn(exponents, currencyCode) ? exponents[currencyCode] : undefined) ?? 2;
}

const decimalText = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * Reads decimal text exactly. Zeros beyond the currency's decimals are allowed. Null: the text is no plain decimal
 * number, or it is finer than the minor unit.
 * @example parseMinor('-12.50', 2) // -1250
 * @example parseMinor('349.00', 0) // 349 yen
 * @example parseMinor('1.005', 2) // null
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

/**
 * Writes minor units as decimal text with exactly the currency's decimals.
 * @example formatMinor(-1250, 2) // '-12.50'
 */
export function formatMinor(value: Minor, decimals: number): string {
  const digits = String(Math.abs(value)).padStart(decimals + 1, '0');
  const sign = value < 0 ? '-' : '';
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

const writtenNumber = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i;

/**
 * The minor units nearest to a number in decimal or exponent form; halves are rounded away from zero. It reads figures
 * that others computed and did not round. Null: the text is no number, or the amount is too large.
 * @example nearestMinor('4.126', 2) // 413
 */
export function nearestMinor(text: string, decimals: number): Minor | null {
  const match = writtenNumber.exec(text.trim());
  if (!match) return null;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent) + decimals;
  const roundedDown = point > 0 ? Number(digits.slice(0, point).padEnd(point, '0')) : 0;
  const value = roundedDown + (point >= 0 && (digits[point] ?? '0') >= '5' ? 1 : 0);
  if (!Number.isSafeInteger(value)) return null;
  return sign === '-' && value !== 0 ? -value : value;
}
