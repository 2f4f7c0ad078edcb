import { z } from 'zod';
import { countryCode, each, text } from './shapes.ts';

const address = {
  ...each(['AddressLine1', 'AddressLine2'], text.max(200)),
  City: text.max(100),
  ZipCode: text.max(50),
  CountryCode: countryCode.nullish(),
};

/** ContactDeliveryAddressPostDto. */
export const DeliveryAddressPost = z.strictObject({
  ...address,
  ExternalCode: text.max(50).nullish(),
  IsPrimary: z.boolean().nullish(),
});
export type DeliveryAddressPost = z.infer<typeof DeliveryAddressPost>;

/** ContactPersonPostDto. The specification says of the e-mail address: "This field is validated for typos". */
export const ContactPersonPost = z.strictObject({
  FirstName: text.min(1),
  LastName: text.min(1),
  EmailAddress: z.email('must be an e-mail address').nullish(),
  ...each(['PhoneNumber', 'Title'], text),
  ExternalCode: text.max(50).nullish(),
  ...each(['IsActive', 'IsDefault'], z.boolean()),
  MailAddress: z.strictObject(address).optional(),
});
export type ContactPersonPost = z.infer<typeof ContactPersonPost>;
