import { z } from 'zod';

/** A place where post arrives. A text is empty where nothing is known. */
const officePlace = z.object({
  /** Street and house number, and whatever else stands above the postcode. */
  street: z.string(),
  postcode: z.string(),
  city: z.string(),
  /** In two letters, such as `NO`. */
  country: z.string(),
});
export type OfficePlace = z.infer<typeof officePlace>;

/** What an office knows of a customer besides the number. A text is empty where nothing is known. */
export const addressContent = z.object({
  kind: z.enum(['company', 'person']),
  /** The company's names, the one that it goes by first; empty for a person. */
  companies: z.array(z.string()),
  firstName: z.string(),
  lastName: z.string(),
  vatId: z.string(),
  organisationNumber: z.string(),
  emails: z.array(z.string()),
  phones: z.array(z.string()),
  /** Null: the office has no billing address. */
  billing: officePlace.nullable(),
  /** Where goods are delivered; the usual place first. */
  deliveries: z.array(officePlace),
  /** The people to talk to. */
  contacts: z.array(z.object({ firstName: z.string(), lastName: z.string(), email: z.string(), phone: z.string() })),
});
export type AddressContent = z.infer<typeof addressContent>;

/** An address as an office of the shop knows it. */
export const addressView = z.object({
  /** The connection whose office it is. */
  connection: z.string(),
  /** The office's own id. */
  id: z.string(),
  /** The office's number of the customer. */
  number: z.string(),
  /** The name in one line. */
  name: z.string(),
  ...addressContent.shape,
  /** Whether the office has taken it out of use, or does not have it any more; of the latter nothing else is left. */
  gone: z.boolean(),
  /** When the office said so, or last confirmed it. */
  asOf: z.date(),
  /** When something about it last changed. */
  changedAt: z.date(),
});
export type AddressView = z.infer<typeof addressView>;

/** `GET /v1/shops/{shop}/views/addresses`: by customer number. `next` continues the list. */
export const addressesAnswer = z.object({ next: z.string().nullable(), addresses: z.array(addressView) });
export type AddressesAnswer = z.infer<typeof addressesAnswer>;
