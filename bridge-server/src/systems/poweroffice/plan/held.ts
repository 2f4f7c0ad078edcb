import { z } from 'zod';
import { integer } from '../shapes/numbers.ts';

/** A line of a document as Go holds it; numbers as Go writes them. Without a reference it is not ours: the office entered it. */
const line = z.object({
  id: z.string(),
  reference: z.string().nullable(),
  productId: integer.nullable(),
  description: z.string(),
  quantity: z.string().nullable(),
  unitPrice: z.string().nullable(),
  sortOrder: integer.nullable(),
});
export type HeldLine = z.infer<typeof line>;

/** What a draft or an invoice says, as far as we said it; `total` in minor units of the order's currency. */
export const heldDocument = z.object({
  id: z.string(),
  header: z.record(z.string(), z.string()),
  total: z.number().int(),
  lines: z.array(line),
});
export type HeldDocument = z.infer<typeof heldDocument>;
