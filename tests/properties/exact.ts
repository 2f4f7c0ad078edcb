/**
 * Exact amounts for the models: whole numbers of 10^-12 of the currency, which is finer than anything that WooCommerce
 * stores. The arithmetic is separate from the product's, so that it does not repeat a fault of the product.
 */
const places = 12;
export const whole = 10n ** BigInt(places);

/** One unit of the last decimal: with 2 decimals, 0.01. */
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

/** Rounds to so many decimals as PHP does: halves away from zero, or towards zero for tax that prices contain. */
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
