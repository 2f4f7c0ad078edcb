import { z } from 'zod';

/** What the office has done with a document since it was made; what is not known is left out. Times in ISO 8601. */
export const officeState = z.object({
  invoiceNumber: z.string().optional(),
  /** The day that the invoice bears. */
  invoicedAt: z.string().optional(),
  sentAt: z.string().optional(),
  /** How it was delivered, in the vendor's word. */
  sentBy: z.string().optional(),
  /** When what is open of it came to nothing. */
  paidAt: z.string().optional(),
  /** Open, in minor units of the document's currency. */
  balance: z.number().int().optional(),
});
export type OfficeState = z.infer<typeof officeState>;
