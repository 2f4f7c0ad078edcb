import { z } from 'zod';
import type { PlanRequest } from '../../contract.ts';
import { productFact } from '../map/products.ts';
import type { Settings } from '../settings.ts';
import { customerPost, integer, salesOrderDraft, unsent } from '../shapes.ts';

/** What has become of the order's own document at Go. Sent, it is an invoice; `invoiceNo` is what Go calls it. */
export const documentFact = z.discriminatedUnion('state', [
  z.object({ state: z.literal('draft') }),
  z.object({ state: z.literal('invoiced'), invoiceNo: integer.nullable() }),
  z.object({ state: z.literal('gone') }),
]);
export type DocumentFact = z.infer<typeof documentFact>;

/** What planning needs to know from Go: the products that the lines may use, and the customer if Go has it. */
export const facts = z.object({
  products: z.array(productFact),
  customerId: integer.nullable(),
  /** `null` for the order itself, which has no document yet. */
  document: documentFact.nullable(),
});
export type Facts = z.infer<typeof facts>;

/** A request before its facts are read. */
export type UnreadRequest = Omit<PlanRequest<Settings, never>, 'facts'>;
export type Request = PlanRequest<Settings, Facts>;

/** A document of the order's that is at Go, or was. */
const named = z.object({ id: z.string(), number: z.string() });

/** A draft for a sum to pay or, with a negative sum, for a credit note. */
const salesOrderPlan = z.object({
  kind: z.literal('sales_order'),
  currency: z.string(),
  /** The total that Go's must equal. */
  expected: z.number().int(),
  customer: z.union([
    z.object({ id: integer }),
    z.object({ body: unsent(customerPost), name: z.string() }),
  ]),
  /** The customer's key, under which its id is remembered. */
  customerName: z.string().nullable(),
  order: unsent(salesOrderDraft),
  roundingProductId: integer,
});
export type SalesOrderPlan = z.infer<typeof salesOrderPlan>;

/** The order's draft is deleted. `reference`: the key that the draft has at Go. */
const deletionPlan = z.object({ kind: z.literal('deletion'), document: named, reference: z.string() });
export type DeletionPlan = z.infer<typeof deletionPlan>;

/** Nothing is to be done at Go: there is nothing to give back. */
const nothingPlan = z.object({ kind: z.literal('nothing'), document: named });

export const plan = z.discriminatedUnion('kind', [salesOrderPlan, deletionPlan, nothingPlan]);
export type Plan = z.infer<typeof plan>;
