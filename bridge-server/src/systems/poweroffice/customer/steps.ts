import { z } from 'zod';
import { differencesOf, type CustomerIdentity } from '../../../documents/customer-identity.ts';
import { asSent, integer, unsent } from '../../../vendor/fields.ts';
import { once, theOnly } from '../../../vendor/creation.ts';
import { completed, isUnknown, mapped, type Reply } from '../../../vendor/reply.ts';
import type { LookupOutcome, Outcome } from '../../contract.ts';
import { defineStep, idOf, takenBy, takenId, type Go } from '../client.ts';
import { goReason } from '../texts/texts.ts';
import { customerGone, customersOf, rememberCustomer } from './facts.ts';
import { readById } from './search.ts';
import {
  candidateOf,
  contactPersonPost,
  customer,
  customerPost,
  deliveryAddressPost,
  underContact,
  type Customer,
  type CustomerPost,
} from './shapes.ts';

/** `ehf`: whether its invoices go by EHF; told only where that was wished for. */
export const customerResult = z.object({ id: integer, ehf: z.boolean().optional() });
export type CustomerResult = z.infer<typeof customerResult>;

/** `name`: under what the customer is made once and remembered. */
const creation = z.object({ body: unsent(customerPost), name: z.string() });
type Creation = z.infer<typeof creation>;

/**
 * Creates the customer. Go refuses our reference a second time and tells whose it is: that customer is the one if it is called
 * as the new one would be. If it is somebody else who shares the e-mail address, the order is planned anew and finds that out.
 */
export const customerCreation = defineStep({
  kind: 'poweroffice.customer.create',
  does: 'shared',
  guard: 'refuses_duplicates',
  object: 'customer',
  input: creation,
  nameOf: ({ name }) => name,
  async execute(go, input): Promise<Outcome> {
    return once(await send(go, input.body), {
      taken: takenBy(input.body.ExternalImportReference),
      made: async (row) => completed(await resultFor(go, input, row)),
      async byId(id) {
        if (!integer.safeParse(id).success) return null;
        const read = await readById(go, id);
        if (read.kind !== 'value' || read.value === null) return null;
        return isTheSame(read.value, input.body) ? completed(await resultFor(go, input, read.value)) : takenMeanwhile;
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

/** Whether a customer with our reference is the one that would be created. */
function isTheSame(row: Customer, body: CustomerPost): boolean {
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
 * Nobody here can know who is registered for EHF: what Go refuses with it, it may take without. Nothing was made by then, so
 * both calls belong to one intent.
 */
async function send(go: Go, body: CustomerPost): Promise<Reply<Customer>> {
  const post = (given: CustomerPost) => go.post('/Customers', asSent(customerPost, given), customer);
  const reply = await post(body);
  const isRefused =
    reply.kind === 'refused' && reply.code === 'refused.validation' && !takenBy(body.ExternalImportReference)(reply);
  return isRefused && body.InvoiceDeliveryType === 'EHF' ? post({ ...body, InvoiceDeliveryType: 'PdfByEmail' }) : reply;
}

async function findCustomer(go: Go, input: Creation): Promise<LookupOutcome> {
  const reference = input.body.ExternalImportReference;
  const ours = mapped(await customersOf(go, reference), (rows) => rows.filter((row) => isTheSame(row, input.body)));
  return theOnly(ours, goReason('doubt.several:customers', { reference }), async (row) => ({
    result: await resultFor(go, input, row),
  }));
}

/** A kind of step that creates something under a customer. Our code for it is documented to be unique: Go refuses it a second time. */
const underCustomerCreation = <Body extends { ExternalCode: string }>(
  object: string,
  list: `/${string}`,
  schema: z.ZodType<unknown, Body>,
) => {
  const find = async (go: Go, { ExternalCode: code }: Body): Promise<LookupOutcome> => {
    const all = await go.list(list, underContact, { externalCodes: code });
    // One of the two filters is documented to ignore case.
    const ours = mapped(all, (rows) => rows.filter((row) => row.ExternalCode?.toLowerCase() === code.toLowerCase()));
    return theOnly(ours, goReason('doubt.several:under_customer', { list: list.slice(1), code }), ({ Id }) => ({
      result: { id: Id },
    }));
  };
  return defineStep({
    kind: `poweroffice.${object}.create`,
    does: 'shared',
    guard: 'refuses_duplicates',
    object,
    /** `customerName`: under what the customer is remembered; its id is forgotten when Go does not know it any more. */
    input: z.object({ customerId: integer, customerName: z.string().nullable(), body: unsent(schema) }),
    nameOf: ({ body }) => body.ExternalCode,
    async execute(go, { customerId, customerName, body }): Promise<Outcome> {
      const reply = await go.post(`${list}/${encodeURIComponent(customerId)}`, asSent(schema, body), underContact);
      // The request names nothing but its customer.
      if (reply.kind !== 'value' && isUnknown(reply))
        return customerGone(go, reply, { name: customerName, id: customerId });
      const taken = takenBy(body.ExternalCode);
      return once(reply, { taken, made: idOf, byId: takenId, find: () => find(go, body) });
    },
    lookup: (go, { body }) => find(go, body),
  });
};

/** Creates an address that a customer's orders may go to. */
export const deliveryAddressCreation = underCustomerCreation(
  'delivery_address',
  '/ContactDeliveryAddresses',
  deliveryAddressPost,
);

/** Creates a person who orders for a company. */
export const contactPersonCreation = underCustomerCreation('contact_person', '/ContactPersons', contactPersonPost);
