import { z } from 'zod';
import { contactPersonPost } from '../shapes/contact.ts';
import { integer, unsent } from '../shapes/numbers.ts';
import { defineStep } from './handler.ts';
import { createUnderCustomer, findUnderCustomer } from './under-customer.ts';

const at = { path: '/ContactPersons', schema: contactPersonPost } as const;

/** Creates a person who orders for a company. Its code is documented to be unique: Go refuses it a second time. */
export const contactPersonCreation = defineStep({
  kind: 'poweroffice.contact_person.create',
  does: 'shared',
  guard: 'refuses_duplicates',
  object: 'contact_person',
  input: z.object({ customerId: integer, customerName: z.string().nullable(), body: unsent(contactPersonPost) }),
  nameOf: ({ body }) => body.ExternalCode,
  execute: (client, context, input) => createUnderCustomer(client, context, { ...at, ...input }),
  lookup: (client, context, input) => findUnderCustomer(client, context, { ...at, ...input }),
});
