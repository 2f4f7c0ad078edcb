import type { Minor } from '../money.ts';
import type { OrderLine } from '../order.ts';
import { netOf, rateOf } from '../vat.ts';

/**
 * A shop may write its amounts with other decimals than the currency has (WooCommerce › Settings › General): whole kroner, or
 * four decimals for screws. Then it has rounded net and tax of a line apart, and only their sum is certain.
 */
export interface Decimals {
  /** The amounts of the body are read in units of 10^-read of the currency: as fine as the shop and the currency are. */
  read: number;
  /** How many of these units are one minor unit of the currency. */
  scale: number;
  /** How many of these units the shop counts in: what it may have rounded an amount by. */
  unit: number;
}

const finest = 8;

/** `total`: the order's, as the shop writes it, which tells the shop's decimals. */
export function decimalsIn(total: unknown, ofCurrency: number): Decimals {
  const written = typeof total === 'string' ? (/^-?\d+(?:\.(\d*))?$/.exec(total.trim())?.[1] ?? '').length : ofCurrency;
  const shop = Math.min(written, finest);
  const read = Math.max(shop, ofCurrency);
  return { read, scale: 10 ** (read - ofCurrency), unit: 10 ** (read - shop) };
}

/** An amount that was read as minor units, halves away from zero. */
export const minorOf = (amount: number, { scale }: Decimals): Minor =>
  scale === 1 ? amount : Math.sign(amount) * Math.floor(Math.abs(amount) / scale + 0.5) || 0;

/** The line in minor units. Where the shop rounds otherwise than the currency, its sum is kept, and its net is made from that by its rate. */
export function inMinorUnits(line: OrderLine, decimals: Decimals): OrderLine {
  const { scale, unit } = decimals;
  if (scale === 1 && unit === 1) return line;
  const gross = minorOf(line.net + line.tax, decimals);
  const rate = rateOf(line);
  const byRate = rate === null ? null : netOf(gross, rate);
  // What differs by more was not moved by rounding, and is no matter of decimals.
  const isRounded = byRate !== null && Math.abs(byRate * scale - line.net) <= unit + scale;
  const net = isRounded ? byRate : minorOf(line.net, decimals);
  return { ...line, net, tax: gross - net, taxes: shared(line.taxes, gross - net, decimals) };
}

/** The parts of a line's tax in minor units, which come to the line's tax as nearly as they did before. */
function shared(taxes: OrderLine['taxes'], tax: Minor, decimals: Decimals): OrderLine['taxes'] {
  const [only, ...others] = taxes;
  if (only && others.length === 0) return [{ ...only, tax }];
  const parts = taxes.map((part) => ({ ...part, tax: minorOf(part.tax, decimals) }));
  const rest = tax - parts.reduce((sum, part) => sum + part.tax, 0);
  const largest = parts.reduce(
    (best, part, index) => (Math.abs(part.tax) > Math.abs(parts[best]?.tax ?? 0) ? index : best),
    0,
  );
  return Math.abs(rest) <= parts.length
    ? parts.map((part, index) => (index === largest ? { ...part, tax: part.tax + rest } : part))
    : parts;
}
