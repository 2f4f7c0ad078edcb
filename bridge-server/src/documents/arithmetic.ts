import type { Minor } from '@kontor/shared/money';
import type { OrderLine, VatRate } from '@kontor/shared/order';
import { netOf, vatOn } from '@kontor/shared/vat';
import type { Gap } from '../systems/contract.ts';
import type { VatAmounts, VatSum } from '../systems/contract-document.ts';
import { reason } from '../texts/reason.ts';
import { isRounding } from './totals.ts';
import { rateWord } from './treatment.ts';

/**
 * How a target computes VAT: from unit prices without or with VAT, rounded for each line or for all lines of a rate.
 */
export interface Arithmetic {
  unitPrices: 'net' | 'gross';
  rounds: 'line' | 'sum';
}

/** A line with its one VAT rate, and with the treatment as which the target books it. */
export interface TreatedLine {
  line: OrderLine;
  rate: VatRate;
  treatment: string;
}

/** The sums of the lines by treatment and rate, both by the order and as the target will compute them. */
export function vatSums(lines: readonly TreatedLine[], arithmetic: Arithmetic): VatSum[] {
  const groups = new Map<string, TreatedLine[]>();
  for (const treated of lines) {
    const name = `${treated.treatment} ${treated.rate}`;
    const group = groups.get(name);
    if (group) group.push(treated);
    else groups.set(name, [treated]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { treatment, rate } = first;
    const ordered = sumOf(group.map(({ line }) => line));
    const foreseen =
      arithmetic.rounds === 'sum'
        ? computedByTarget(ordered, rate, arithmetic)
        : sumOf(group.map(({ line }) => computedByTarget(line, rate, arithmetic)));
    return [{ treatment, rates: [rate], lines: group.length, ordered, foreseen }];
  });
}

/** The same sums by treatment alone, since a target does not report rates. */
export function byTreatment(sums: readonly VatSum[]): VatSum[] {
  const merged = new Map<string, VatSum>();
  for (const sum of sums) {
    const earlier = merged.get(sum.treatment);
    merged.set(
      sum.treatment,
      earlier
        ? {
            treatment: sum.treatment,
            rates: [...earlier.rates, ...sum.rates],
            lines: earlier.lines + sum.lines,
            ordered: sumOf([earlier.ordered, sum.ordered]),
            foreseen: sumOf([earlier.foreseen, sum.foreseen]),
          }
        : sum,
    );
  }
  return [...merged.values()];
}

interface GapWords {
  currency: string;
  target: string;
}

/**
 * A gap where the target's arithmetic would give other amounts than the order, found before anything is sent. It
 * compares net and VAT of each treatment, then the total. Rounding explains a difference of one minor unit for each
 * line.
 */
export function arithmeticGap(sums: readonly VatSum[], total: Minor, { currency, target }: GapWords): Gap | null {
  const show = (amount: Minor) => ({ amount, currency });
  const all = sums.flatMap(({ ordered, foreseen }) => [ordered.net, ordered.tax, foreseen.net, foreseen.tax]);
  const exact =
    all.every(Number.isSafeInteger) && Number.isSafeInteger(all.reduce((sum, amount) => sum + Math.abs(amount), 0));
  if (!exact) return reason('gap.total_differs:too_large', { target });
  for (const { rates, lines, ordered, foreseen } of sums) {
    if (isRounding(ordered.tax - foreseen.tax, lines) && isRounding(ordered.net - foreseen.net, lines)) continue;
    // Without goods, only VAT was charged or given back.
    return reason(ordered.net === 0 ? 'gap.vat_alone' : 'gap.vat_differs', {
      rate: rates.map(rateWord),
      saidNet: show(ordered.net),
      saidVat: show(ordered.tax),
      madeNet: show(foreseen.net),
      madeVat: show(foreseen.tax),
      target,
    });
  }
  const sum = sums.reduce((all, { foreseen }) => all + foreseen.net + foreseen.tax, 0);
  const lines = sums.reduce((all, { lines: count }) => all + count, 0);
  if (isRounding(total - sum, lines)) return null;
  return reason('gap.total_differs', { made: show(sum), said: show(total), target });
}

const sumOf = (all: readonly VatAmounts[]): VatAmounts =>
  all.reduce<VatAmounts>((sum, { net, tax }) => ({ net: sum.net + net, tax: sum.tax + tax }), { net: 0, tax: 0 });

/** The amounts that the target computes from a net price or from a gross price. */
function computedByTarget({ net, tax }: VatAmounts, rate: VatRate, { unitPrices }: Arithmetic): VatAmounts {
  if (unitPrices === 'net') return { net, tax: vatOn(net, rate) };
  const withoutVat = netOf(net + tax, rate);
  return { net: withoutVat, tax: net + tax - withoutVat };
}
