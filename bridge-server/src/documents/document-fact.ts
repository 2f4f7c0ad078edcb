import { z } from 'zod';

/**
 * A line of a document at the target; numbers are as the target writes them. A line without a reference was entered by
 * the office.
 */
const line = z.object({
  id: z.string(),
  reference: z.string().nullable(),
  productId: z.string().nullable(),
  description: z.string(),
  quantity: z.string().nullable(),
  unitPrice: z.string().nullable(),
  sortOrder: z.string().nullable(),
});
export type HeldLine = z.infer<typeof line>;

/**
 * The content of a draft or an invoice, in the fields that Kontor fills. `total` is in minor units of the order's
 * currency.
 */
const heldDocument = z.object({
  id: z.string(),
  header: z.record(z.string(), z.string()),
  total: z.number().int(),
  lines: z.array(line),
});
export type HeldDocument = z.infer<typeof heldDocument>;

/**
 * What has become of a document at the target, and whom it is made out to. `invoiced`: the office has sent it.
 * `invoiceNo`: the number that people know. `locked`: the draft is confirmed. `held`: its content, read for an
 * amendment only.
 */
export const documentFact = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('draft'),
    customerId: z.string().nullable(),
    locked: z.boolean().optional(),
    held: heldDocument.optional(),
  }),
  z.object({
    state: z.literal('invoiced'),
    customerId: z.string().nullable(),
    invoiceNo: z.string().nullable(),
    held: heldDocument.optional(),
  }),
  z.object({ state: z.literal('gone') }),
]);
export type DocumentFact = z.infer<typeof documentFact>;

/** A document of the order that is or was at the target. */
export const namedDocument = z.object({ id: z.string(), number: z.string() });
