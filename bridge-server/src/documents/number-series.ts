import { z } from 'zod';
import type { Gap } from '../systems/contract.ts';

/** Why the number series that the settings name cannot number a new customer. */
export const seriesFault = z.discriminatedUnion('fault', [
  z.object({ fault: z.literal('missing') }),
  z.object({ fault: z.literal('foreign'), name: z.string(), type: z.string() }),
  z.object({ fault: z.literal('full'), name: z.string(), from: z.string(), to: z.string() }),
]);
export type SeriesFault = z.infer<typeof seriesFault>;

/** Why a new customer would not get a number. */
export function seriesGap(series: SeriesFault, target: string): Gap {
  const choose = 'choose another one under "Number series" in the connection\'s settings';
  switch (series.fault) {
    case 'missing':
      return {
        code: 'gap.number_series_missing',
        cause: `${target} no longer has the number series in which new customers are to be numbered.`,
        remedy: `Look at the number series in ${target} and ${choose}.`,
      };
    case 'foreign':
      return {
        code: 'gap.number_series_foreign',
        cause: `The number series "${series.name}" does not number customers: its type in ${target} is ${series.type || 'another'}.`,
        remedy: `Of the number series of customers, ${choose}.`,
      };
    case 'full':
      return {
        code: 'gap.number_series_full',
        cause: `All numbers of the series "${series.name}" (${series.from} to ${series.to}) are taken.`,
        remedy: `Extend the series in ${target}, or ${choose}.`,
      };
  }
}
