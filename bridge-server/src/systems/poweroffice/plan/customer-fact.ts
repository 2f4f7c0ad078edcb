import { z } from 'zod';
import { integer } from '../shapes/numbers.ts';

/** Why the number series that the settings name cannot number a new customer. */
export const seriesFault = z.discriminatedUnion('fault', [
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
  /** Go has it with our reference, but put away. */
  z.object({ state: z.literal('archived'), label: z.string() }),
  /** Several customers have the order's address or number, or one that is called otherwise. */
  z.object({ state: z.literal('unclear'), candidates: z.array(z.object({ id: integer, label: z.string() })).min(1) }),
  z.object({ state: z.literal('no_collective'), fault: z.enum(['unset', 'missing', 'archived']) }),
]);
export type CustomerFact = z.infer<typeof customerFact>;

/** Where nothing is said of a customer, since none is needed. */
export const noCustomer: CustomerFact = { state: 'none', series: null };

/** The question that a person answers where Kontor cannot tell the customer; one for all orders of the customer's key. */
export const customerQuestion = (customerName: string): string => `customer:${customerName}`;
/** The answer that none of those that Go has is the one. */
export const newCustomer = 'new';
