import { z } from 'zod';
import { place } from './customer.ts';
import { integer, readText } from './numbers.ts';

/** Unique among the addresses, and among the persons, of all customers. */
const externalCode = z.string().max(50);

/** Sent: `ContactDeliveryAddressPostDto`. */
export const deliveryAddressPost = place.extend({ ExternalCode: externalCode });
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
export const underContact = z.looseObject({ Id: integer, ExternalCode: readText });
