const places = 6;
const one = BigInt(10 ** places);

/**
 * An exact quantity as the bridge writes it, such as `12` or `-0.5`, as a whole number of millionths: a sum of
 * floating-point numbers would not be exact.
 */
export function millionthsOf(text: string): bigint {
  const [, sign, whole = '0', decimals = ''] = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(text) ?? [];
  const size = BigInt(whole + decimals.padEnd(places, '0'));
  return sign === '-' ? -size : size;
}

/** The next whole number that is not larger: 2.5 becomes 2, and -0.5 becomes -1. */
export const wholeOf = (millionths: bigint): number =>
  Number(millionths / one) - (millionths % one < BigInt(0) ? 1 : 0);

/** The quantity as the bridge writes it. */
export function quantityText(millionths: bigint): string {
  const digits = String(millionths < BigInt(0) ? -millionths : millionths).padStart(places + 1, '0');
  const decimals = digits.slice(-places).replace(/0{1,6}$/, '');
  return `${millionths < BigInt(0) ? '-' : ''}${digits.slice(0, -places)}${decimals && `.${decimals}`}`;
}
