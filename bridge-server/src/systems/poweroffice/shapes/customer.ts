import { z } from 'zod';
import { integer, readText } from './numbers.ts';

/** A place as every address of Go names it. */
export const place = z.strictObject({
  AddressLine1: z.string().max(200).optional(),
  AddressLine2: z.string().max(200).optional(),
  City: z.string().min(1).max(100),
  ZipCode: z.string().min(1).max(50),
  CountryCode: z.string().length(2).optional(),
});
export type Place = z.input<typeof place>;

/** Sent: `CustomerPostDto` with `ContactAddressPostDto`. */
export const customerPost = z.strictObject({
  IsPerson: z.boolean(),
  Name: z.string().optional(),
  FirstName: z.string().optional(),
  LastName: z.string().optional(),
  OrganizationNumber: z.string().min(1).optional(),
  EmailAddress: z.string().min(1),
  PhoneNumber: z.string().optional(),
  InvoiceDeliveryType: z.enum(['PdfByEmail', 'EHF']),
  ExternalImportReference: z.string().max(50),
  SubLedgerNumberSeriesId: z.string().min(1).optional(),
  MailAddress: place.optional(),
});
export type CustomerPost = z.input<typeof customerPost>;

/** Read: `CustomerDto`. Go answers with these fields where they are asked for by name. */
export const customer = z.looseObject({
  Id: integer,
  ExternalImportReference: readText,
  Number: integer.nullish(),
  IsArchived: z.boolean().nullish(),
  InvoiceDeliveryType: readText,
  IsPerson: z.boolean().nullish(),
  Name: readText,
  LegalName: readText,
  FirstName: readText,
  LastName: readText,
  EmailAddress: readText,
  InvoiceEmailAddress: readText,
  OrganizationNumber: readText,
  LastChangedDateTimeOffset: readText,
});
export type Customer = z.infer<typeof customer>;

/** What people call the customer. */
export const nameOfCustomer = ({ IsPerson, Name, FirstName, LastName }: Customer): string =>
  (IsPerson === true ? [FirstName, LastName].filter(Boolean).join(' ') : '') || (Name ?? '');
