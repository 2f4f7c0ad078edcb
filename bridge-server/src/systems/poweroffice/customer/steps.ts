import { z } from 'zod';
import { differencesOf, type CustomerIdentity } from '../../../documents/customer-identity.ts';
import { asSent, integer, unsent } from '../../../vendor/fields.ts';
import { createOnce, lookupByKey } from '../../../vendor/creation.ts';
import { completed, isNotFound, mapReply, type Reply } from '../../../vendor/reply.ts';
import type { LookupOutcome, Outcome } from '../../contract.ts';
import { defineStep, createdId, takenKeyIn, existingId, type Go } from '../client.ts';
import { goReason } from '../texts/texts.ts';
import { customerGone, customersWithReference, rememberCustomer } from './facts.ts';
import { readCustomerById } from './search.ts';
import {
  candidateOf,
  contactPersonPost,
  customer,
  customerPost,
  deliveryAddressPost,
  contactPart,
  type Customer,
  type CustomerPost,
} from './shapes.ts';

/** `ehf`: whether the customer gets invoices by EHF; left out where the order did not ask for EHF. */
export const customerResult = z.object({ id: integer, ehf: z.boolean().optional() });
export type CustomerResult = z.infer<typeof customerResult>;

/** `name`: see `CustomerKeys.name`. */
const creation = z.object({ body: unsent(customerPost), name: z.string() });
type Creation = z.infer<typeof creation>;

/**
 * Creates the customer. Go refuses our reference a second time and names the customer that has it. If that customer has
 * the same name, it is the result. If it is somebody else with the same e-mail address, the order is planned again,
 * which finds that out.
 */
export const customerCreation = defineStep({
  kind: 'poweroffice.customer.create',
  does: 'shared',
  guard: 'refuses_duplicates',
  object: 'customer',
  input: creation,
  nameOf: ({ name }) => name,
  async execute(go, input): Promise<Outcome> {
    return createOnce(await send(go, input.body), {
      takenKey: takenKeyIn(input.body.ExternalImportReference),
      created: async (row) => completed(await resultFor(go, input, row)),
      async byId(id) {
        if (!integer.safeParse(id).success) return null;
        const reply = await readCustomerById(go, id);
        if (reply.kind !== 'value' || reply.value === null) return null;
        return isSameCustomer(reply.value, input.body)
          ? completed(await resultFor(go, input, reply.value))
          : takenMeanwhile;
      },
      find: () => findCustomer(go, input),
    });
  },
  lookup: findCustomer,
});

const takenMeanwhile: Outcome = {
  kind: 'postponed',
  ...goReason('retry.postponed:customer_meanwhile'),
  retryAfterSeconds: 1,
};

/** Whether a customer with our reference is the same as the new one. */
function isSameCustomer(row: Customer, body: CustomerPost): boolean {
  const {
    IsPerson,
    FirstName = '',
    LastName = '',
    Name = '',
    OrganizationNumber = null,
    ExternalImportReference,
  } = body;
  const identity: CustomerIdentity = {
    names: IsPerson ? { isPerson: true, firstName: FirstName, lastName: LastName } : { isPerson: false, name: Name },
    kind: IsPerson ? 'person' : 'company',
    organisationNumber: OrganizationNumber,
  };
  return differencesOf(identity, candidateOf(row, ExternalImportReference)).length === 0;
}

async function resultFor(go: Go, { body, name }: Creation, row: Customer): Promise<CustomerResult> {
  await rememberCustomer(go, name, row.Id);
  const delivery = row.InvoiceDeliveryType ?? null;
  return {
    id: row.Id,
    ...(body.InvoiceDeliveryType === 'EHF' && delivery !== null ? { ehf: delivery === 'EHF' } : {}),
  };
}

/**
 * Sends the new customer. The bridge cannot know who is registered for EHF, so a customer that Go refuses with EHF is
 * sent again without it. The refused call made nothing, so both calls belong to one intent.
 */
async function send(go: Go, body: CustomerPost): Promise<Reply<Customer>> {
  const post = (fields: CustomerPost) => go.post('/Customers', asSent(customerPost, fields), customer);
  const reply = await post(body);
  const isRefused =
    reply.kind === 'refused' && reply.code === 'refused.validation' && !takenKeyIn(body.ExternalImportReference)(reply);
  return isRefused && body.InvoiceDeliveryType === 'EHF' ? post({ ...body, InvoiceDeliveryType: 'PdfByEmail' }) : reply;
}

async function findCustomer(go: Go, input: Creation): Promise<LookupOutcome> {
  const reference = input.body.ExternalImportReference;
  const ours = mapReply(await customersWithReference(go, reference), (rows) =>
    rows.filter((row) => isSameCustomer(row, input.body)),
  );
  return lookupByKey(ours, goReason('doubt.several:customers', { reference }), async (row) => ({
    result: await resultFor(go, input, row),
  }));
}

/**
 * Defines a step that creates an address or a person of a customer. By Go's documentation our code is unique, so Go
 * refuses it a second time.
 */
const contactPartCreation = <Body extends { ExternalCode: string }>(
  object: string,
  list: `/${string}`,
  schema: z.ZodType<unknown, Body>,
) => {
  const find = async (go: Go, { ExternalCode: code }: Body): Promise<LookupOutcome> => {
    const all = await go.list(list, contactPart, { externalCodes: code });
    // One of the two lists is documented to ignore case in this filter.
    const ours = mapReply(all, (rows) => rows.filter((row) => row.ExternalCode?.toLowerCase() === code.toLowerCase()));
    return lookupByKey(ours, goReason('doubt.several:under_customer', { list: list.slice(1), code }), ({ Id }) => ({
      result: { id: Id },
    }));
  };
  return defineStep({
    kind: `poweroffice.${object}.create`,
    does: 'shared',
    guard: 'refuses_duplicates',
    object,
    /** `customerName`: see `CustomerKeys.name`; the customer's remembered id is forgotten when Go no longer has it. */
    input: z.object({ customerId: integer, customerName: z.string().nullable(), body: unsent(schema) }),
    nameOf: ({ body }) => body.ExternalCode,
    async execute(go, { customerId, customerName, body }): Promise<Outcome> {
      const reply = await go.post(`${list}/${encodeURIComponent(customerId)}`, asSent(schema, body), contactPart);
      // Only the customer can be missing, since the request names nothing else.
      if (reply.kind !== 'value' && isNotFound(reply)) return customerGone(go, reply, customerName);
      const takenKey = takenKeyIn(body.ExternalCode);
      return createOnce(reply, { takenKey, created: createdId, byId: existingId, find: () => find(go, body) });
    },
    lookup: (go, { body }) => find(go, body),
  });
};

/** Creates a delivery address of a customer. */
export const deliveryAddressCreation = contactPartCreation(
  'delivery_address',
  '/ContactDeliveryAddresses',
  deliveryAddressPost,
);

/** Creates a contact person of a company. */
export const contactPersonCreation = contactPartCreation('contact_person', '/ContactPersons', contactPersonPost);
