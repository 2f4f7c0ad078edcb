import { z } from 'zod';
import { customerObstacles } from '../../../documents/customer.ts';
import type { CustomerCandidate } from '../../../documents/customer-identity.ts';
import { seriesFault } from '../../../documents/gaps.ts';
import { integer, readText } from '../../../vendor/fields.ts';

/** A place as every address of Go names it. */
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
  /** What vouchers know the customer by. */
  SubledgerAccountId: integer.nullish(),
  LastChangedDateTimeOffset: readText,
});
export type Customer = z.infer<typeof customer>;

/** What people call the customer. */
export const nameOfCustomer = ({ IsPerson, Name, FirstName, LastName }: Customer): string =>
  (IsPerson === true ? [FirstName, LastName].filter(Boolean).join(' ') : '') || (Name ?? '');
/** By what names people may know it; a company also by its registered name. */
export const namesOfCustomer = (row: Customer): string[] => [nameOfCustomer(row), row.LegalName ?? ''];

/** A customer of Go's as it is compared with an order's. `reference`: our key for the order's customer. */
export const candidateOf = (row: Customer, reference: string): CustomerCandidate & { row: Customer } => ({
  id: row.Id,
  names: namesOfCustomer(row),
  isPerson: row.IsPerson === true,
  organisationNumber: row.OrganizationNumber ?? null,
  isOurs: row.ExternalImportReference === reference,
  row,
});

/** Unique among the addresses, and among the persons, of all customers. */
const externalCode = z.string().max(50);

/** Sent: `ContactDeliveryAddressPostDto`. */
export const deliveryAddressPost = addressPost.extend({ ExternalCode: externalCode });
export type DeliveryAddressPost = z.input<typeof deliveryAddressPost>;

/** A person before the customer that it belongs to, and with it its code, is known. */
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

/** The customer that an order is made out to, as far as Go and the answers given so far tell. */
export const customerFact = z.discriminatedUnion('state', [
  /** `delivery`: how its invoices are delivered, in Go's word; read only where the order asks for EHF. */
  z.object({ state: z.literal('known'), id: integer, delivery: z.string().nullable() }),
  /** `series`: asked for only where the customer would be created in a series that the settings name. */
  z.object({ state: z.literal('none'), series: seriesFault.nullable() }),
  ...customerObstacles,
]);
export type CustomerFact = z.infer<typeof customerFact>;

/** Where nothing is said of a customer, since none is needed. */
export const noCustomer: CustomerFact = { state: 'none', series: null };
