import type { Minor } from '@kontor/shared/money';
import type { OrderLine, VatRate } from '@kontor/shared/order';
import { mayBeStacked, netWith, vatOn } from '@kontor/shared/vat';

/**
 * Splits a line with several VAT rates into one part for each rate. Such a line is a negative fee that WooCommerce
 * spreads over the rates of the goods, or shipping with a share of each rate. The tax of each part tells its net. A
 * line stays whole where the parts do not add up, such as a line with two taxes on the same amount. `sold`: the order's
 * lines.
 */
export function linePartsOf(line: OrderLine, sold: readonly OrderLine[]): OrderLine[] {
  const overUntaxed = isSpreadOverUntaxed(line, sold);
  if (line.taxes.length < (overUntaxed ? 1 : 2) || mayBeStacked(line, 1)) return [line];
  const parts = taxedParts(line, overUntaxed ? sold : null);
  if (!parts) return [line];
  const [only, ...others] = parts;
  // Only one rate has a part of the line, so the line keeps its id and amounts.
  if (only && others.length === 0) return [{ ...line, taxes: only.tax ? [only.tax] : [] }];
  return parts.map(({ net, tax }) => ({
    ...line,
    id: partId(line, tax),
    net,
    tax: tax?.tax ?? 0,
    taxes: tax ? [tax] : [],
  }));
}

const partId = ({ id }: OrderLine, tax: Part['tax'] | undefined): string => `${id}-${tax?.rateId ?? 'untaxed'}`;

/**
 * The parts of what refunds leave of a line. Each has the id that it had when the line was sold, also where it is the
 * only part that is left, since whoever got the sold lines knows it by that id.
 */
export function remainingPartsOf(line: OrderLine, sold: readonly OrderLine[]): OrderLine[] {
  const whole = sold.find(({ id }) => id === line.id);
  const soldIds = whole ? linePartsOf(whole, sold).map(({ id }) => id) : [];
  return linePartsOf(line, sold).map((part) => {
    const id = partId(line, part.taxes[0]);
    return part.taxes.length < 2 && soldIds.includes(id) ? { ...part, id } : part;
  });
}

/**
 * WooCommerce also spreads a negative fee over goods without tax, but names no rate for that part. For example, a fee
 * of −100.00 over 300.00 at 25 % and 200.00 without tax names −15.00 at 25 %, which is the tax of only −60.00.
 */
const isSpreadOverUntaxed = ({ kind }: OrderLine, sold: readonly OrderLine[]): boolean =>
  kind === 'fee' &&
  sold.some((line) => line.kind === 'fee' && line.net < 0) &&
  sold.some(({ net, taxes }) => net > 0 && taxes.length === 0);

interface Part {
  net: Minor;
  /** `null` for a part without tax. */
  tax: OrderLine['taxes'][number] | null;
}
interface TaxedPart extends Part {
  tax: OrderLine['taxes'][number];
  rate: VatRate;
}

/** The parts of a line, or `null`. `overUntaxed`: the order's lines, where a part may belong to lines without tax. */
function taxedParts(line: OrderLine, overUntaxed: readonly OrderLine[] | null): Part[] | null {
  const taxed = line.taxes.flatMap((tax): TaxedPart[] => {
    const net = tax.rate === null || tax.tax === 0 ? null : netWith(tax.tax, tax.rate);
    return net === null || tax.rate === null ? [] : [{ net, tax, rate: tax.rate }];
  });
  if (taxed.length < line.taxes.filter(({ tax }) => tax !== 0).length) return null;
  const [first] = line.taxes;
  if (taxed.length === 0 && line.net === 0 && first) return [{ net: 0, tax: first }];

  // The rates that may have a part although their tax is zero.
  const zeroRated = line.taxes.filter(({ tax, rate }) => tax === 0 && rate === '0');
  const untaxed = overUntaxed ? [...zeroRated, null] : zeroRated;
  const spread = (rest: Minor) => spreadOver(untaxed, rest, overUntaxed ?? []);
  if (taxed.length === 0) return spread(line.net);
  const exact = untaxed.length > 0 ? (withRest(taxed, line.net, 0) ?? withUntaxedParts(taxed, line.net, spread)) : null;
  return exact ?? withRest(taxed, line.net, 1);
}

const sumOf = (parts: readonly Part[]): Minor => parts.reduce((sum, { net }) => sum + net, 0);

/**
 * The parts after the lowest rate took the rest of the line's net, since a rounded tax tells least at a low rate.
 * `null` where a part would then have another tax, by more than `rounding`.
 */
function withRest(parts: readonly TaxedPart[], net: Minor, rounding: Minor): Part[] | null {
  const rest = net - sumOf(parts);
  const lowest = parts.reduce((best, { rate }, index) => (Number(rate) < Number(parts[best]?.rate) ? index : best), 0);
  const whole = parts.map((part, index) => (index === lowest ? { ...part, net: part.net + rest } : part));
  return whole.every(({ net: partNet, tax, rate }) => Math.abs(vatOn(partNet, rate) - tax.tax) <= rounding)
    ? whole
    : null;
}

/** The taxed parts, and the rest of the line as parts without tax. */
function withUntaxedParts(
  parts: readonly TaxedPart[],
  net: Minor,
  spread: (rest: Minor) => Part[] | null,
): Part[] | null {
  const rest = net - sumOf(parts);
  const isPart = Math.sign(rest) === Math.sign(net) && Math.abs(rest) < Math.abs(net);
  const untaxed = isPart ? spread(rest) : null;
  return untaxed && [...parts, ...untaxed];
}

/**
 * Spreads an amount over a rate of 0 % and lines without tax, in the proportions in which they were sold, as
 * WooCommerce does.
 */
function spreadOver(taxes: readonly Part['tax'][], amount: Minor, sold: readonly OrderLine[]): Part[] | null {
  const [only, ...others] = taxes;
  if (only === undefined) return null;
  if (others.length === 0) return [{ net: amount, tax: only }];
  const parts = sold.filter(({ net }) => net > 0).flatMap(soldParts);
  const weights = taxes.map((tax) => sumOf(parts.filter((part) => part.tax?.rateId === tax?.rateId)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return null;
  const shares = weights.map((weight) => Math.round((amount * weight) / total));
  const rest = amount - shares.reduce((sum, share) => sum + share, 0);
  return taxes.map((tax, index) => ({ tax, net: (shares[index] ?? 0) + (index === 0 ? rest : 0) }));
}

function soldParts(line: OrderLine): Part[] {
  const [only = null, ...others] = line.taxes;
  return others.length === 0 ? [{ net: line.net, tax: only }] : (taxedParts(line, null) ?? []);
}
