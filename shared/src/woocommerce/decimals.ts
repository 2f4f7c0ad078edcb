import type { Minor } from '../money.ts';
import type { OrderLine } from '../order.ts';
import { applied, mayBeStacked, netOf, netWith, rateOf, vatOn } from '../vat.ts';

/**
 * A shop may have other decimals than its currency (WooCommerce › Settings › General), such as whole kroner, or four
 * decimals for screws. It then rounds net and tax of a line separately, so only their sum is certain.
 */
export interface Decimals {
  /** The decimals with which amounts are read: those of the shop or of the currency, whichever are more. */
  read: number;
  /** How many units, as they are read, make one minor unit of the currency. */
  scale: number;
  /** How many units, as they are read, make the smallest amount of the shop. Each amount may be rounded by as much. */
  unit: number;
}

const mostDecimals = 8;

/** `total`: the order's total as the shop writes it, which shows the shop's decimals. */
export function decimalsIn(total: unknown, ofCurrency: number): Decimals {
  const fraction = typeof total === 'string' ? (/^-?\d+(?:\.(\d*))?$/.exec(total.trim())?.[1] ?? '') : null;
  const shop = Math.min(fraction === null ? ofCurrency : fraction.length, mostDecimals);
  const read = Math.max(shop, ofCurrency);
  return { read, scale: 10 ** (read - ofCurrency), unit: 10 ** (read - shop) };
}

/** The amount, as it was read, in minor units; halves are rounded away from zero. */
export const minorOf = (amount: number, { scale }: Decimals): Minor =>
  scale === 1 ? amount : Math.sign(amount) * Math.floor(Math.abs(amount) / scale + 0.5) || 0;

/**
 * The line in minor units. If the shop has other decimals than the currency, the line keeps its sum with tax, and its
 * net is computed from that sum by its rate. `rateTaxes`: the taxes that show the rate.
 */
export function inMinorUnits(line: OrderLine, decimals: Decimals, rateTaxes = applied(line.taxes)): OrderLine {
  const { scale, unit } = decimals;
  if (scale === 1 && unit === 1) return line;
  const gross = minorOf(line.net + line.tax, decimals);
  const rate = rateOf({ taxes: rateTaxes });
  const byRate = rate === null ? null : netOf(gross, rate);
  // A larger difference does not come from rounding, and a refund of VAT alone has no net; neither is changed here.
  const isRounded =
    byRate !== null &&
    line.net !== 0 &&
    Math.abs(byRate * scale - line.net) <= unit + scale &&
    // If the line also names a rate of 0 % and its tax is too small for the whole line, a part of it is taxed at 0 %.
    (rateTaxes.length === line.taxes.length || Math.abs(vatOn(line.net, rate ?? 'none') - line.tax) <= unit);
  const net = isRounded ? byRate : minorOf(line.net, decimals);
  const taxes = rate === null ? taxesBySum(line, gross, decimals) : null;
  if (!taxes) return { ...line, net, tax: gross - net, taxes: taxesAddingUpTo(gross - net, line.taxes, decimals) };
  const tax = taxes.reduce((sum, part) => sum + part.tax, 0);
  return { ...line, net: gross - tax, tax, taxes };
}

/**
 * Makes the lines add up to the total that was paid. This is needed if the shop rounds tax only for the whole order,
 * and to more than the minor unit. For example, taxes of 46.50 and 181.65 are 228 together, but 47 and 182 on their
 * lines. The lines that rounding changed most are changed back by one unit.
 */
export function asPaid(lines: readonly OrderLine[], total: number, { unit }: Decimals): readonly OrderLine[] {
  const difference = total - lines.reduce((sum, { net, tax }) => sum + net + tax, 0);
  if (unit === 1 || difference === 0) return lines;
  const step = Math.sign(difference) * unit;
  const units = Math.abs(difference) / unit;
  const corrected = new Set(
    lines
      .flatMap((line) => {
        const rate = rateOf(line);
        return rate === null || line.tax === 0
          ? []
          : [{ line, by: (line.tax - vatOn(line.net, rate)) * Math.sign(difference) }];
      })
      .sort((a, b) => a.by - b.by)
      .slice(0, units)
      .map(({ line }) => line),
  );
  if (corrected.size < units) return lines;
  return lines.map((line) =>
    corrected.has(line)
      ? { ...line, tax: line.tax + step, taxes: line.taxes.map((tax) => ({ ...tax, tax: tax.tax + step })) }
      : line,
  );
}

/**
 * The taxes of a line with several rates, in a shop that rounds them to more than the minor unit. The rates but the
 * lowest give their parts of the sum, and the lowest rate has the rest: its rounded tax is the least exact. Null: the
 * result does not fit the rounded taxes.
 */
function taxesBySum(line: OrderLine, gross: Minor, { unit, scale }: Decimals): OrderLine['taxes'] | null {
  const taxed = line.taxes.filter(({ tax, rate }) => tax !== 0 || rate === '0');
  const [lowest, ...others] = taxed.toSorted((a, b) => Number(a.rate) - Number(b.rate));
  if (scale > 1 || lowest === undefined || lowest.tax === 0 || mayBeStacked(line, unit)) return null;
  const nets = others.map(({ tax, rate }) => (rate === null ? null : netWith(tax, rate)));
  if (lowest.rate === null || nets.includes(null)) return null;
  const rest = others.reduce((remainder, { tax }, index) => remainder - tax - (nets[index] ?? 0), gross);
  const tax = rest - netOf(rest, lowest.rate);
  if (Math.abs(tax - lowest.tax) > unit) return null;
  return [...others, { ...lowest, tax }];
}

/** The taxes of a line in minor units, which add up to `tax` as nearly as they did before. */
function taxesAddingUpTo(tax: Minor, taxes: OrderLine['taxes'], decimals: Decimals): OrderLine['taxes'] {
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
