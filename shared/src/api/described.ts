import { z } from 'zod';
import { amount } from './view.ts';

/** One line of a document, in a bookkeeper's words. */
export const describedLine = z.object({
  description: z.string(),
  quantity: z.string(),
  unitPrice: z.string(),
  /** The target's product; null if the target does not book by products. */
  product: z.string().nullable(),
  /** How the target books the line, in its own words. */
  treatment: z.string(),
  /** In percent, or `none`. */
  rate: z.string(),
  net: amount,
  vat: amount,
  total: amount,
});
export type DescribedLineAnswer = z.infer<typeof describedLine>;

/** The content of a document, as far as its plan states it. */
export const described = z.object({
  /** Null if the document has no customer, or if the reader may not see the customer. */
  customer: z
    .object({
      name: z.string().nullable(),
      /** The customer's number at the target. */
      number: z.string().nullable(),
      /** The target does not have the customer yet. */
      isNew: z.boolean(),
    })
    .nullable(),
  /** Null if the date is the day on which the office sends the document. */
  date: z.iso.date().nullable(),
  references: z.array(
    z.object({
      kind: z.enum([
        'order',
        'key',
        'purchase_order',
        'buyer',
        'invoice',
        'document',
        'branch',
        'clerk',
        'employee',
        'insurer',
      ]),
      value: z.string(),
    }),
  ),
  lines: z.array(describedLine),
  /** What to know about the document although it is made, such as a doubtful number. */
  notes: z.array(z.string()),
});
export type DescribedDocument = z.infer<typeof described>;
