import { z } from 'zod';
import type { Gap } from '../systems/contract.ts';
import { reason } from '../texts/reason.ts';

/** The gap for a currency that the company does not use. */
export const currencyClosed = (currency: string, target: string): Gap =>
  reason('gap.currency_closed', { currency, target });

/** Leaves out repeated gaps, such as one missing product that several lines need. */
export function distinct(gaps: readonly Gap[]): Gap[] {
  return [...new Map(gaps.map((gap) => [JSON.stringify([gap.code, gap.case, gap.values]), gap])).values()];
}

/** Why the number series in the settings cannot give a new customer a number. */
export const seriesFault = z.discriminatedUnion('fault', [
  z.object({ fault: z.literal('missing') }),
  z.object({ fault: z.literal('foreign'), name: z.string(), type: z.string() }),
  z.object({ fault: z.literal('full'), name: z.string(), from: z.string(), to: z.string() }),
]);
export type SeriesFault = z.infer<typeof seriesFault>;

/** The gap for a new customer that would get no number. */
export function seriesGap(series: SeriesFault, target: string): Gap {
  switch (series.fault) {
    case 'missing':
      return reason('gap.number_series_missing', { target });
    case 'foreign':
      return reason('gap.number_series_foreign', { name: series.name, type: series.type || 'none', target });
    case 'full':
      return reason('gap.number_series_full', { name: series.name, from: series.from, to: series.to, target });
  }
}
