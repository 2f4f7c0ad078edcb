import { decimalsOf, formatMinor, type Minor } from '@kontor/shared/money';
import type { OrderLine, VatRate } from '@kontor/shared/order';
import { netOf, rateOf, vatOn } from '@kontor/shared/vat';
import type { Gap } from '../systems/contract.ts';
import { isRounding } from './totals.ts';
import { inWords } from './treatment.ts';

/** How a target reckons VAT: from unit prices without or with VAT, rounding it for each line or for all lines of a rate. */
export interface Arithmetic {
  unitPrices: 'net' | 'gross';
  rounds: 'line' | 'sum';
}

interface Reckoned {
  currency: string;
  target: string;
}

/** What the lines of one rate come to: by the order, and by the target. */
interface OfRate {
  rate: VatRate;
  lines: number;
  ordered: Amounts;
  foreseen: Amounts;
}

/**
 * Why the target's own arithmetic would not make of the lines what the order says, told before anything is sent: net and VAT for
 * each rate, then the total. What rounding explains, one minor unit for each line, is no difference.
 */
export function arithmeticGap(
  lines: readonly OrderLine[],
  total: Minor,
  arithmetic: Arithmetic,
  { currency, target }: Reckoned,
): Gap | null {
  const rates = byRate(lines, arithmetic);
  // Its own gap tells of a line without one known rate.
  if (!rates) return null;
  const show = (amount: Minor) => formatMinor(amount, decimalsOf(currency));
  const amounts = ({ net, tax }: Amounts) => `${show(net)} with VAT of ${show(tax)}`;
  for (const { rate, lines: count, ordered, foreseen } of rates) {
    if (isRounding(ordered.tax - foreseen.tax, count) && isRounding(ordered.net - foreseen.net, count)) continue;
    const words = { rate: inWords(rate), made: amounts(foreseen), said: amounts(ordered), target };
    return ordered.net === 0 ? vatAlone(words) : vatDiffers(words);
  }
  const sum = rates.reduce((all, { foreseen }) => all + foreseen.net + foreseen.tax, 0);
  if (isRounding(total - sum, lines.length)) return null;
  return {
    code: 'gap.total_differs',
    cause: `The lines come to ${show(sum)} in ${target}, but the order to ${show(total)}.`,
    remedy: `Recalculate the order in the shop; a refund is deleted and made anew by its lines. If it stays so, enter it in ${target} by hand, then say that it was handled elsewhere.`,
  };
}

interface Difference {
  rate: string;
  /** What the target would make of the lines, and what the order says. */
  made: string;
  said: string;
  target: string;
}

/** VAT was given back, or charged, without any goods. */
const vatAlone = ({ rate, made, said, target }: Difference): Gap => ({
  code: 'gap.vat_alone',
  cause: `At ${rate}, the order says ${said}, without any goods; ${target} would make it ${made}.`,
  remedy: `${target} has no line with VAT alone. Credit the whole sale in ${target} by hand and enter it anew with the right VAT, then say that it was handled elsewhere.`,
});

const vatDiffers = ({ rate, made, said, target }: Difference): Gap => ({
  code: 'gap.vat_differs',
  cause: `At ${rate}, the order says ${said}; ${target} would make it ${made}.`,
  remedy: `Recalculate the order in the shop; a refund is deleted and made anew by its lines. If the VAT stays so, enter it in ${target} by hand, then say that it was handled elsewhere.`,
});

/** The lines by their rates; `null` where a line has none that is known, or several. */
function byRate(lines: readonly OrderLine[], arithmetic: Arithmetic): OfRate[] | null {
  const rates = new Map<VatRate, OrderLine[]>();
  for (const line of lines) {
    const rate = rateOf(line);
    if (rate === null) return null;
    const its = rates.get(rate) ?? [];
    rates.set(rate, its);
    its.push(line);
  }
  return [...rates].map(([rate, its]) => {
    const ordered = sumOf(its);
    const foreseen =
      arithmetic.rounds === 'sum'
        ? reckoned(ordered, rate, arithmetic)
        : sumOf(its.map((line) => reckoned(line, rate, arithmetic)));
    return { rate, lines: its.length, ordered, foreseen };
  });
}

interface Amounts {
  net: Minor;
  tax: Minor;
}

const sumOf = (all: readonly Amounts[]): Amounts =>
  all.reduce((sum, { net, tax }) => ({ net: sum.net + net, tax: sum.tax + tax }), { net: 0, tax: 0 });

/** What the target makes of an amount that it is told without VAT, or with it. */
function reckoned({ net, tax }: Amounts, rate: VatRate, { unitPrices }: Arithmetic): Amounts {
  if (unitPrices === 'net') return { net, tax: vatOn(net, rate) };
  const withoutVat = netOf(net + tax, rate);
  return { net: withoutVat, tax: net + tax - withoutVat };
}
