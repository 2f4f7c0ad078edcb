import { z } from 'zod';

/** A line of a document as the target holds it; numbers as the target writes them. Without a reference it is not ours: the office entered it. */
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

/** What a draft or an invoice says, as far as we said it; `total` in minor units of the order's currency. */
const heldDocument = z.object({
  id: z.string(),
  header: z.record(z.string(), z.string()),
  total: z.number().int(),
  lines: z.array(line),
});
export type HeldDocument = z.infer<typeof heldDocument>;

/**
 * What has become of a document at the target, and whom it was made out to. Sent, it is an invoice; `invoiceNo` is what people call it.
 * `locked`: the draft is confirmed. `held`: what it says, read for an amendment only.
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

/** A document of the order's that is at the target, or was. */
export const namedDocument = z.object({ id: z.string(), number: z.string() });
