/** An exact amount: numerator over a positive denominator. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

const decimal = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

export const zero: Fraction = { n: 0n, d: 1n };
export const one: Fraction = { n: 1n, d: 1n };

/** Reads the decimal text of a JSON number. Throws a RangeError on anything else. */
export function fraction(text: string): Fraction {
  const parts = decimal.exec(text);
  if (!parts) throw new RangeError(`'${text}' is no decimal number.`);
  const [, sign = '', whole = '', places = '', exponent = '0'] = parts;
  const shift = Number(exponent) - places.length;
  const digits = BigInt(`${sign}${whole}${places}`);
  return shift >= 0 ? { n: digits * 10n ** BigInt(shift), d: 1n } : { n: digits, d: 10n ** BigInt(-shift) };
}

export const plus = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
export const minus = (a: Fraction, b: Fraction): Fraction => plus(a, { n: -b.n, d: b.d });
export const times = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.n, d: a.d * b.d });

/** `b` must be positive: everything the sandbox divides by is a rate plus one. */
export const dividedBy = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.d, d: a.d * b.n });

/** Rounds to whole minor units of a currency with that many decimals, halves away from zero. */
export function toMinor(amount: Fraction, decimals: number): bigint {
  const scaled = amount.n * 10n ** BigInt(decimals);
  const size = scaled < 0n ? -scaled : scaled;
  const rounded = (2n * size + amount.d) / (2n * amount.d);
  return scaled < 0n ? -rounded : rounded;
}

export const fromMinor = (minor: bigint, decimals: number): Fraction => ({ n: minor, d: 10n ** BigInt(decimals) });

/** Minor units as decimal text: 1250 with 2 decimals is `12.50`. */
export function minorText(minor: bigint, decimals: number): string {
  if (decimals === 0) return String(minor);
  const digits = String(minor < 0n ? -minor : minor).padStart(decimals + 1, '0');
  return `${minor < 0n ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

const unusualDecimals: Readonly<Record<string, number>> = {
  JPY: 0,
  KRW: 0,
  ISK: 0,
  CLP: 0,
  VND: 0,
  KWD: 3,
  BHD: 3,
  OMR: 3,
  JOD: 3,
  TND: 3,
};

/** How many decimals the minor unit of a currency has (ISO 4217). */
export const decimalsOf = (currency: string): number => unusualDecimals[currency] ?? 2;
