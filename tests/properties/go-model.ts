/**
 * How PowerOffice Go might add up a sales order. Its specification says neither whether unit prices contain VAT nor where VAT
 * is rounded, so every combination is a model here; the arithmetic is exact and this file's own.
 */

export const priceModes = ['net', 'gross'] as const;
export const roundingModes = ['line', 'rate', 'order'] as const;
export interface GoArithmetic {
  prices: (typeof priceModes)[number];
  rounding: (typeof roundingModes)[number];
}

export interface GoLine {
  ProductId: string;
  Quantity: string;
  ProductUnitPrice: string;
}

/** Minor units of decimal text, which must have no more decimals than the currency. */
export function minorOf(text: string, decimals: number): bigint {
  const [whole = '', fraction = ''] = text.split('.');
  if (!/^-?\d+$/.test(whole) || !/^\d*$/.test(fraction) || fraction.length > decimals)
    throw new Error(`${text} is no amount with ${decimals} decimals`);
  return BigInt(whole + fraction.padEnd(decimals, '0'));
}

/** What the line comes to as it is written, quantity × price, in minor units. */
export const written = (line: GoLine, decimals: number): bigint =>
  BigInt(line.Quantity) * minorOf(line.ProductUnitPrice, decimals);

const divided = (value: bigint, by: bigint): bigint => {
  const size = value < 0n ? -value : value;
  const result = (2n * size + by) / (2n * by);
  return value < 0n ? -result : result;
};

/** Go's total with VAT, in minor units. `percentOf` tells a product's VAT rate in whole percent. */
export function goTotal(
  lines: readonly GoLine[],
  { prices, rounding }: GoArithmetic,
  decimals: number,
  percentOf: (productId: string) => bigint,
): bigint {
  // With gross prices whatever is rounded inside, the total is the sum of what was written.
  if (prices === 'gross') return lines.reduce((sum, line) => sum + written(line, decimals), 0n);
  const parts = lines.map((line) => ({ percent: percentOf(line.ProductId), net: written(line, decimals) }));
  const net = parts.reduce((sum, part) => sum + part.net, 0n);
  switch (rounding) {
    case 'line':
      return net + parts.reduce((sum, part) => sum + divided(part.net * part.percent, 100n), 0n);
    case 'order':
      return (
        net +
        divided(
          parts.reduce((sum, part) => sum + part.net * part.percent, 0n),
          100n,
        )
      );
    case 'rate': {
      const byRate = new Map<bigint, bigint>();
      for (const part of parts) byRate.set(part.percent, (byRate.get(part.percent) ?? 0n) + part.net * part.percent);
      return net + [...byRate.values()].reduce((sum, value) => sum + divided(value, 100n), 0n);
    }
  }
}
