import { z } from 'zod';
import { asSent, integer, unsent } from '../../../vendor/fields.ts';
import { once, theOnly } from '../../../vendor/once.ts';
import { done, isUnknown, mapped, type Reply } from '../../../vendor/reply.ts';
import type { LookupOutcome, Outcome } from '../../contract.ts';
import { defineStep, idOf, takenBy, takenId, type Go } from '../client.ts';
import { customerGone, customersOf, readDelivery, rememberCustomer } from './facts.ts';
import {
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

/** Creates the customer. Go refuses our reference a second time and tells whose it is: that customer is the one. */
export const customerCreation = defineStep({
  kind: 'poweroffice.customer.create',
  does: 'shared',
  guard: 'refuses_duplicates',
  object: 'customer',
  input: z.object({ body: unsent(customerPost) }),
  nameOf: ({ body }) => body.ExternalImportReference,
  async execute(go, { body }): Promise<Outcome> {
    return once(await send(go, body), {
      taken: takenBy(body.ExternalImportReference),
      made: async (row) => done(await ownResult(go, body, row.Id, row.InvoiceDeliveryType ?? null)),
      async byId(id) {
        if (!integer.safeParse(id).success) return null;
        const delivery = body.InvoiceDeliveryType === 'EHF' ? await readDelivery(go, id) : null;
        return done(await ownResult(go, body, id, delivery?.kind === 'value' ? delivery.value : null));
      },
      find: () => findCustomer(go, body),
    });
  },
  lookup: (go, { body }) => findCustomer(go, body),
});

async function ownResult(go: Go, body: CustomerPost, id: string, delivery: string | null): Promise<CustomerResult> {
  await rememberCustomer(go, body.ExternalImportReference, id);
  return { id, ...(body.InvoiceDeliveryType === 'EHF' && delivery !== null ? { ehf: delivery === 'EHF' } : {}) };
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

async function findCustomer(go: Go, body: CustomerPost): Promise<LookupOutcome> {
  const reference = body.ExternalImportReference;
  return theOnly(
    await customersOf(go, reference),
    `Go has several customers with the reference ${reference}.`,
    async (row) => ({ result: await ownResult(go, body, row.Id, row.InvoiceDeliveryType ?? null) }),
  );
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
    return theOnly(ours, `Go has ${list.slice(1)} with the code ${code} several times.`, ({ Id }) => ({
      result: { id: Id },
    }));
  };
  return defineStep({
    kind: `poweroffice.${object}.create`,
    does: 'shared',
    guard: 'refuses_duplicates',
    object,
    /** `customerName`: the customer's key; its remembered id is forgotten when Go does not know it any more. */
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
