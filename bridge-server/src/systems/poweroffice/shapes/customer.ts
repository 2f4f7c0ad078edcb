import { z } from 'zod';
import { integer, readText } from './numbers.ts';

/** Sent: `CustomerPostDto` with `ContactAddressPostDto`. */
export const customerPost = z.strictObject({
  IsPerson: z.boolean(),
  Name: z.string().optional(),
  FirstName: z.string().optional(),
  LastName: z.string().optional(),
  EmailAddress: z.string().min(1),
  PhoneNumber: z.string().optional(),
  InvoiceDeliveryType: z.literal('PdfByEmail'),
  ExternalImportReference: z.string().max(50),
  MailAddress: z.strictObject({
    AddressLine1: z.string().max(200).optional(),
    AddressLine2: z.string().max(200).optional(),
    City: z.string().min(1).max(100),
    ZipCode: z.string().min(1).max(50),
    CountryCode: z.string().length(2).optional(),
  }).optional(),
});
export type CustomerPost = z.input<typeof customerPost>;

/** Read: `CustomerDto`. */
export const customer = z.looseObject({ Id: integer, ExternalImportReference: readText });
