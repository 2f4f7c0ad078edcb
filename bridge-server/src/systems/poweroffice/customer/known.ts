import { z } from 'zod';
import { customerObstacles } from '../../../documents/customer.ts';
import { seriesFault } from '../../../documents/number-series.ts';
import { integer } from '../../../vendor/fields.ts';

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
