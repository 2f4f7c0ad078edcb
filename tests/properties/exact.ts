/**
 * Exact amounts for the models: whole numbers of 10^-12 of the currency, finer than anything that WooCommerce keeps. The arithmetic
 * is the tests' own, so that a fault of the product's is not repeated here.
 */
const places = 12;
export const whole = 10n ** BigInt(places);

/** One unit of the last of so many decimals. */
export const unitOf = (decimals: number): bigint => 10n ** BigInt(places - decimals);

export const sizeOf = (amount: bigint): bigint => (amount < 0n ? -amount : amount);
export const sumOf = (amounts: Iterable<bigint>): bigint => {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
};

/** `amount` × `times` / `by`, to the nearest 10^-12. */
export function share(amount: bigint, times: bigint, by: bigint): bigint {
  const product = sizeOf(amount * times);
  const size = (2n * product + sizeOf(by)) / (2n * sizeOf(by));
  return (amount < 0n === times < 0n) === by > 0n ? size : -size;
}

/** Rounded to so many decimals as PHP does: halves away from zero, or towards it for tax that prices contain. */
export function roundedTo(decimals: number, amount: bigint, halves: 'away' | 'down' = 'away'): bigint {
  const unit = unitOf(decimals);
  const size = ((sizeOf(amount) + unit / 2n - (halves === 'down' ? 1n : 0n)) / unit) * unit;
  return amount < 0n ? -size : size;
}

/** Decimal text with so many decimals. */
export function textOf(amount: bigint, decimals: number): string {
  const digits = String(sizeOf(roundedTo(decimals, amount)) / unitOf(decimals)).padStart(decimals + 1, '0');
  const sign = amount < 0n ? '-' : '';
  return decimals === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** The amount that decimal text stands for. */
export function amountOf(text: string): bigint {
  const [units = '', fraction = ''] = text.split('.');
  return BigInt(`${units}${fraction.padEnd(places, '0')}`);
}
