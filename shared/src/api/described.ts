import { z } from 'zod';
import { amount } from './view.ts';

/** One line of a document as a bookkeeper reads it. */
export const describedLine = z.object({
  description: z.string(),
  quantity: z.string(),
  unitPrice: z.string(),
  /** The target's product, where it books by products. */
  product: z.string().nullable(),
  /** What the target books the line as, in its own words. */
  treatment: z.string(),
  /** In percent, or `none`. */
  rate: z.string(),
  net: amount,
  vat: amount,
  total: amount,
});
export type DescribedLineAnswer = z.infer<typeof describedLine>;

/** What a document says, as far as its plan tells. */
export const described = z.object({
  /** Null where the document is made out to nobody, or where nobody is told who. */
  customer: z
    .object({
      name: z.string().nullable(),
      /** As people know the customer at the target. */
      number: z.string().nullable(),
      /** The target does not have the customer yet. */
      isNew: z.boolean(),
    })
    .nullable(),
  /** Null: the day on which the office sends it. */
  date: z.iso.date().nullable(),
  references: z.array(
    z.object({ kind: z.enum(['order', 'key', 'purchase_order', 'buyer', 'invoice', 'document']), value: z.string() }),
  ),
  lines: z.array(describedLine),
});
export type DescribedDocument = z.infer<typeof described>;
