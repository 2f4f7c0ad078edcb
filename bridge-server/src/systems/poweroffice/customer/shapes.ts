import { z } from 'zod';
import { customerObstacles } from '../../../documents/customer.ts';
import type { CustomerCandidate } from '../../../documents/customer-identity.ts';
import { seriesFault } from '../../../documents/gaps.ts';
import { integer, readText } from '../../../vendor/fields.ts';

/** An address in the form that Go uses everywhere. */
export const addressPost = z.strictObject({
  AddressLine1: z.string().max(200).optional(),
  AddressLine2: z.string().max(200).optional(),
  City: z.string().min(1).max(100),
  ZipCode: z.string().min(1).max(50),
  CountryCode: z.string().length(2).optional(),
});
export type AddressPost = z.input<typeof addressPost>;

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
  MailAddress: addressPost.optional(),
});
export type CustomerPost = z.input<typeof customerPost>;

/** Read: `CustomerDto`. */
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
  /** The id by which vouchers name the customer. */
  SubledgerAccountId: integer.nullish(),
  LastChangedDateTimeOffset: readText,
});
export type Customer = z.infer<typeof customer>;

/** The customer's name as people know it. */
export const nameOfCustomer = ({ IsPerson, Name, FirstName, LastName }: Customer): string =>
  (IsPerson === true ? [FirstName, LastName].filter(Boolean).join(' ') : '') || (Name ?? '');
/** All names of the customer; a company may also have a registered name. */
export const namesOfCustomer = (row: Customer): string[] => [nameOfCustomer(row), row.LegalName ?? ''];

/**
 * A customer at Go in the form that is compared with an order's customer. `reference`: our key for the order's
 * customer.
 */
export const candidateOf = (row: Customer, reference: string): CustomerCandidate & { row: Customer } => ({
  id: row.Id,
  names: namesOfCustomer(row),
  isPerson: row.IsPerson === true,
  organisationNumber: row.OrganizationNumber ?? null,
  isOurs: row.ExternalImportReference === reference,
  row,
});

/** A code that is unique among the addresses of all customers, and among their contact persons. */
const externalCode = z.string().max(50);

/** Sent: `ContactDeliveryAddressPostDto`. */
export const deliveryAddressPost = addressPost.extend({ ExternalCode: externalCode });
export type DeliveryAddressPost = z.input<typeof deliveryAddressPost>;

/** A contact person without a code, since the code follows from the customer, who is known later. */
export const person = z.strictObject({
  FirstName: z.string().min(1),
  LastName: z.string().min(1),
  EmailAddress: z.string().min(1).optional(),
  PhoneNumber: z.string().optional(),
});
export type Person = z.input<typeof person>;

/** Sent: `ContactPersonPostDto`. */
export const contactPersonPost = person.extend({ ExternalCode: externalCode });
export type ContactPersonPost = z.input<typeof contactPersonPost>;

/** Read: `ContactDeliveryAddressDto` and `ContactPersonDto`. */
export const contactPart = z.looseObject({ Id: integer, ExternalCode: readText });

/** What is known about the customer that an order is made out to, from Go and from people's decisions. */
export const customerFact = z.discriminatedUnion('state', [
  /** `delivery`: how the customer gets invoices, in Go's word; read only where the order asks for EHF. */
  z.object({ state: z.literal('known'), id: integer, delivery: z.string().nullable() }),
  /** `series`: why a new customer would get no number; read only where the settings name a number series. */
  z.object({ state: z.literal('none'), series: seriesFault.nullable() }),
  ...customerObstacles,
]);
export type CustomerFact = z.infer<typeof customerFact>;

/** The fact for a document that needs no customer. */
export const noCustomer: CustomerFact = { state: 'none', series: null };
