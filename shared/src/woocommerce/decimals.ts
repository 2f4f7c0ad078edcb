import type { Minor } from '../money.ts';
import type { OrderLine } from '../order.ts';
import { applied, mayBeStacked, netOf, netWith, rateOf, vatOn } from '../vat.ts';

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

/**
 * The line in minor units. Where the shop rounds otherwise than the currency, its sum is kept, and its net is made from that by its
 * rate, which is the one of `telling`.
 */
export function inMinorUnits(line: OrderLine, decimals: Decimals, telling = applied(line.taxes)): OrderLine {
  const { scale, unit } = decimals;
  if (scale === 1 && unit === 1) return line;
  const gross = minorOf(line.net + line.tax, decimals);
  const rate = rateOf({ taxes: telling });
  const byRate = rate === null ? null : netOf(gross, rate);
  // What differs by more was not moved by rounding, and is no matter of decimals; nor is VAT that is given back alone.
  const isRounded =
    byRate !== null &&
    line.net !== 0 &&
    Math.abs(byRate * scale - line.net) <= unit + scale &&
    // Where a rate of 0 % is named too, and the tax is not that of the whole line, a part of it is at 0 %.
    (telling.length === line.taxes.length || Math.abs(vatOn(line.net, rate ?? 'none') - line.tax) <= unit);
  const net = isRounded ? byRate : minorOf(line.net, decimals);
  const spread = rate === null ? bySum(line, gross, decimals) : null;
  if (!spread) return { ...line, net, tax: gross - net, taxes: shared(line.taxes, gross - net, decimals) };
  const tax = spread.reduce((sum, part) => sum + part.tax, 0);
  return { ...line, net: gross - tax, tax, taxes: spread };
}

/**
 * The lines with the sum that was paid, where the shop rounds tax for the whole order only, to more than the minor unit: 46.50 and
 * 181.65 of tax are 228 together, but 47 and 182 on their lines. The lines that rounding moved most take a unit of it back.
 */
export function asPaid(lines: readonly OrderLine[], total: number, { unit }: Decimals): readonly OrderLine[] {
  const off = total - lines.reduce((sum, { net, tax }) => sum + net + tax, 0);
  if (unit === 1 || off === 0) return lines;
  const step = Math.sign(off) * unit;
  const units = Math.abs(off) / unit;
  const moved = new Set(
    lines
      .flatMap((line) => {
        const rate = rateOf(line);
        return rate === null || line.tax === 0
          ? []
          : [{ line, by: (line.tax - vatOn(line.net, rate)) * Math.sign(off) }];
      })
      .sort((one, other) => one.by - other.by)
      .slice(0, units)
      .map(({ line }) => line),
  );
  if (moved.size < units) return lines;
  return lines.map((line) =>
    moved.has(line)
      ? { ...line, tax: line.tax + step, taxes: line.taxes.map((tax) => ({ ...tax, tax: tax.tax + step })) }
      : line,
  );
}

/**
 * The taxes of a line that several rates share, in a shop that has rounded them to more than the minor unit: the lowest rate, whose
 * rounded tax tells least, has what the others leave of the sum. `null`: they do not come out so.
 */
function bySum(line: OrderLine, gross: Minor, { unit, scale }: Decimals): OrderLine['taxes'] | null {
  const taxed = line.taxes.filter(({ tax, rate }) => tax !== 0 || rate === '0');
  const [lowest, ...others] = taxed.toSorted((one, other) => Number(one.rate) - Number(other.rate));
  if (scale > 1 || lowest === undefined || lowest.tax === 0 || mayBeStacked(line, unit)) return null;
  const nets = others.map(({ tax, rate }) => (rate === null ? null : netWith(tax, rate)));
  if (lowest.rate === null || nets.includes(null)) return null;
  const rest = others.reduce((left, { tax }, index) => left - tax - (nets[index] ?? 0), gross);
  const tax = rest - netOf(rest, lowest.rate);
  if (Math.abs(tax - lowest.tax) > unit) return null;
  return [...others, { ...lowest, tax }];
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
