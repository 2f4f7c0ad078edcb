import type { Minor } from '@kontor/shared/money';
import type { OrderLine, VatRate } from '@kontor/shared/order';
import { netWith, vatOn } from '@kontor/shared/vat';

/**
 * The parts of a line that several VAT rates apply to, one for each rate: a negative fee that WooCommerce spreads over the rates
 * of the goods, or shipping that shares them. The tax of each part tells its net. A line whose parts do not come out, such as one
 * with two taxes on the same amount, stays whole.
 */
export function partsOf(line: OrderLine): OrderLine[] {
  if (line.taxes.length < 2) return [line];
  const parts = taxedParts(line);
  if (!parts) return [line];
  const [only, ...others] = parts;
  // The line as it is: the other rates that it names have nothing of it.
  if (only && others.length === 0) return [{ ...line, taxes: [only.tax] }];
  return parts.map(({ net, tax }) => ({ ...line, id: `${line.id}-${tax.rateId}`, net, tax: tax.tax, taxes: [tax] }));
}

interface Part {
  net: Minor;
  tax: OrderLine['taxes'][number];
}
type TaxedPart = Part & { rate: VatRate };

function taxedParts(line: OrderLine): Part[] | null {
  const [untaxed, ...otherUntaxed] = line.taxes.filter(({ tax, rate }) => tax === 0 && rate === '0');
  const taxed = line.taxes.flatMap((tax): TaxedPart[] => {
    const net = tax.rate === null || tax.tax === 0 ? null : netWith(tax.tax, tax.rate);
    return net === null || tax.rate === null ? [] : [{ net, tax, rate: tax.rate }];
  });
  if (taxed.length < line.taxes.filter(({ tax }) => tax !== 0).length) return null;
  if (taxed.length === 0) {
    const [first] = line.taxes;
    if (line.net === 0 && first) return [{ net: 0, tax: first }];
    return untaxed && otherUntaxed.length === 0 ? [{ net: line.net, tax: untaxed }] : null;
  }
  return withRest(taxed, line.net) ?? withUntaxed(taxed, line.net, untaxed);
}

const sumOf = (parts: readonly Part[]): Minor => parts.reduce((sum, { net }) => sum + net, 0);

/**
 * The parts with what their nets lack of the line's. The lower a rate is, the less its rounded tax tells of the net, so that part
 * takes the rest. `null`: one of them would have another tax, by more than the minor unit that rounding explains.
 */
function withRest(parts: readonly TaxedPart[], net: Minor): Part[] | null {
  const rest = net - sumOf(parts);
  const lowest = parts.reduce((best, { rate }, index) => (Number(rate) < Number(parts[best]?.rate) ? index : best), 0);
  const whole = parts.map((part, index) => (index === lowest ? { ...part, net: part.net + rest } : part));
  return whole.every(({ net: its, tax, rate }) => Math.abs(vatOn(its, rate) - tax.tax) <= 1) ? whole : null;
}

/** What the taxed parts leave of the line is the part of the rate of 0 %, where the line names one. */
function withUntaxed(parts: readonly TaxedPart[], net: Minor, untaxed: Part['tax'] | undefined): Part[] | null {
  const rest = net - sumOf(parts);
  const isPart = Math.sign(rest) === Math.sign(net) && Math.abs(rest) < Math.abs(net);
  return untaxed && isPart ? [...parts, { net: rest, tax: untaxed }] : null;
}
