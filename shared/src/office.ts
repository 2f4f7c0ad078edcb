import { z } from 'zod';

/** What the office did with a document after it was made. Unknown fields are left out. Times are in ISO 8601. */
export const officeState = z.object({
  invoiceNumber: z.string().optional(),
  /** The date of the invoice. */
  invoicedAt: z.string().optional(),
  sentAt: z.string().optional(),
  /** How the invoice was delivered, in the vendor's word. */
  sentBy: z.string().optional(),
  /** When the invoice was fully paid. */
  paidAt: z.string().optional(),
  /** The amount that is still open, in minor units of the document's currency. */
  balance: z.number().int().optional(),
});
export type OfficeState = z.infer<typeof officeState>;
