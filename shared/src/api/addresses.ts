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

/** Why an address may be the customer's, or may not: a trait of both, and how it compares. */
const likenessView = z.object({
  trait: z.enum(['name', 'number', 'id', 'email', 'phone', 'place']),
  /** `family`: the same surname and another first name. */
  likeness: z.enum(['same', 'similar', 'family', 'differs']),
  text: z.string(),
});

/** An address that may be the customer's. */
const candidateView = z.object({
  address: addressView,
  verdict: z.enum(['matched', 'unclear']),
  /** The rule by which it may be. */
  rule: z.string().nullable(),
  /** How near the two are, from 0 to 100. The verdict follows from the rules alone. */
  score: z.number().int(),
  reasons: z.array(likenessView),
});

/** `GET /v1/shops/{shop}/orders/{order}/address`: who the order's customer is at each office. */
export const orderAddressAnswer = z.object({
  order: z.string(),
  offices: z.array(
    z.object({
      connection: z.string(),
      /** When the office's addresses were last read or confirmed; null: not so far. */
      asOf: z.date().nullable(),
      /**
       * `matched`: the first candidate is the customer. `unclear`: a person must decide. `new`: the office does not know
       * the customer. `unread`: its addresses were not read so far.
       */
      outcome: z.enum(['matched', 'unclear', 'new', 'unread']),
      text: z.string(),
      /** Number and name of the matched address. */
      number: z.string().nullable(),
      name: z.string().nullable(),
      /** At most five, the nearest first. */
      candidates: z.array(candidateView),
    }),
  ),
});
export type OrderAddressAnswer = z.infer<typeof orderAddressAnswer>;
