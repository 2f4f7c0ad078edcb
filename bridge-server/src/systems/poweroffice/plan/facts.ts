import { z } from 'zod';
import type { PlanRequest } from '../../contract.ts';
import { productFact } from '../map/products.ts';
import type { Settings } from '../settings/connection.ts';
import { integer } from '../shapes/numbers.ts';
import { heldDocument } from './held.ts';

/**
 * What has become of the order's own document at Go, and whom it was made out to. Sent, it is an invoice; `invoiceNo` is what Go
 * calls it. `locked`: the draft is confirmed. `held`: what it says, read for an amendment only.
 */
export const documentFact = z.discriminatedUnion('state', [
  z.object({ state: z.literal('draft'), customerId: integer.nullable(), locked: z.boolean().optional(), held: heldDocument.optional() }),
  z.object({ state: z.literal('invoiced'), customerId: integer.nullable(), invoiceNo: integer.nullable(), held: heldDocument.optional() }),
  z.object({ state: z.literal('gone') }),
]);
export type DocumentFact = z.infer<typeof documentFact>;

/** What planning needs to know from Go: the products that the lines may use, and the customer if Go has it. */
export const facts = z.object({
  products: z.array(productFact),
  customerId: integer.nullable(),
  /** `null` for the order itself, which has no document yet. */
  document: documentFact.nullable(),
  /** Whether the order's currency is none of those that the company uses. */
  closedCurrency: z.boolean().optional(),
});
export type Facts = z.infer<typeof facts>;

/** A request before its facts are read. */
export type UnreadRequest = Omit<PlanRequest<Settings, never>, 'facts'>;
export type Request = PlanRequest<Settings, Facts>;
