import { z } from 'zod';
import type { Gap } from '../systems/contract.ts';
import { reason } from '../texts/reason.ts';

/** The order's currency is none of those that the company uses. */
export const currencyClosed = (currency: string, target: string): Gap =>
  reason('gap.currency_closed', { currency, target });

/** The same gap of several lines, such as a missing product, is told once. */
export function distinct(gaps: readonly Gap[]): Gap[] {
  return [...new Map(gaps.map((gap) => [JSON.stringify([gap.code, gap.case, gap.values]), gap])).values()];
}

/** Why the number series that the settings name cannot number a new customer. */
export const seriesFault = z.discriminatedUnion('fault', [
  z.object({ fault: z.literal('missing') }),
  z.object({ fault: z.literal('foreign'), name: z.string(), type: z.string() }),
  z.object({ fault: z.literal('full'), name: z.string(), from: z.string(), to: z.string() }),
]);
export type SeriesFault = z.infer<typeof seriesFault>;

/** Why a new customer would not get a number. */
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
