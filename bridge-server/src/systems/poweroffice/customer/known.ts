import { z } from 'zod';
import { customerObstacles } from '../../../documents/customer.ts';
import type { Gap } from '../../contract.ts';
import { integer } from '../../../vendor/fields.ts';

/** Why the number series that the settings name cannot number a new customer. */
const seriesFault = z.discriminatedUnion('fault', [
  z.object({ fault: z.literal('missing') }),
  z.object({ fault: z.literal('foreign'), name: z.string(), type: z.string() }),
  z.object({ fault: z.literal('full'), name: z.string(), from: integer, to: integer }),
]);
export type SeriesFault = z.infer<typeof seriesFault>;

/** The customer that an order is made out to, as far as Go and the answers given so far tell. */
export const customerFact = z.discriminatedUnion('state', [
  /** `delivery`: how its invoices are delivered, in Go's word; read only where the order asks for EHF. */
  z.object({ state: z.literal('known'), id: integer, delivery: z.string().nullable() }),
  /** `series`: asked for only where the customer would be created in a series that the settings name. */
  z.object({ state: z.literal('none'), series: seriesFault.nullable() }),
  ...customerObstacles,
]);
export type CustomerFact = z.infer<typeof customerFact>;

/** Where nothing is said of a customer, since none is needed. */
export const noCustomer: CustomerFact = { state: 'none', series: null };

/** Why a new customer would not get a number. */
export function seriesGap(series: SeriesFault): Gap {
  const choose = 'choose another one under "Number series" in the connection\'s settings';
  switch (series.fault) {
    case 'missing':
      return {
        code: 'gap.number_series_missing',
        cause: 'Go no longer has the number series in which new customers are to be numbered.',
        remedy: `Look at the number series in Go and ${choose}.`,
      };
    case 'foreign':
      return {
        code: 'gap.number_series_foreign',
        cause: `The number series "${series.name}" does not number customers: its type in Go is ${series.type || 'another'}.`,
        remedy: `Of the number series of customers, ${choose}.`,
      };
    case 'full':
      return {
        code: 'gap.number_series_full',
        cause: `All numbers of the series "${series.name}" (${series.from} to ${series.to}) are taken.`,
        remedy: `Extend the series in Go, or ${choose}.`,
      };
  }
}
