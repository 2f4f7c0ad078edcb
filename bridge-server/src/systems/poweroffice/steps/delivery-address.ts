import { z } from 'zod';
import { deliveryAddressPost } from '../shapes/contact.ts';
import { integer, unsent } from '../shapes/numbers.ts';
import { defineStep } from './handler.ts';
import { createUnderCustomer, findUnderCustomer } from './under-customer.ts';

const at = { path: '/ContactDeliveryAddresses', schema: deliveryAddressPost } as const;

/** Creates an address that a customer's orders may go to. Its code is documented to be unique: Go refuses it a second time. */
export const deliveryAddressCreation = defineStep({
  kind: 'poweroffice.delivery_address.create',
  does: 'shared',
  guard: 'refuses_duplicates',
  object: 'delivery_address',
  input: z.object({ customerId: integer, customerName: z.string().nullable(), body: unsent(deliveryAddressPost) }),
  nameOf: ({ body }) => body.ExternalCode,
  execute: (client, context, input) => createUnderCustomer(client, context, { ...at, ...input }),
  lookup: (client, context, input) => findUnderCustomer(client, context, { ...at, ...input }),
});
