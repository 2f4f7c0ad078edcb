import fc from 'fast-check';
import { canBeStored } from '@kontor/bridge-server/database/storable';
import { memoryFacts } from '../setup/memory-facts.ts';
import { shopOrder } from '../setup/planned-order.ts';
import { answerWith, vendor } from '../setup/told-poweroffice.ts';
import { writtenRecord, type Json } from './hostile.ts';

/**
 * The bridge reads the customers and products of the office. A strange row must not disturb orders that do not need it.
 */

/** `KONTOR_ORDERS=20000` takes longer than an everyday run may. */
const runs = Number(process.env['KONTOR_ORDERS'] ?? 3000);
const seed = Number(process.env['KONTOR_SEED'] ?? 20_261_127);

const order = shopOrder('four-rates-shipping');
const email = order.billing.email;
const itsCustomer = {
  Id: 77,
  ExternalImportReference: null,
  IsPerson: true,
  FirstName: order.billing.firstName,
  LastName: order.billing.lastName,
  EmailAddress: email,
  LastChangedDateTimeOffset: '2026-11-01T10:00:00+00:00',
};
/** A customer that somebody at the office has entered by hand. */
const otherCustomer = {
  ...{ Id: 78, Number: 10078, ExternalImportReference: 'c-78', IsArchived: false, IsPerson: false },
  ...{ Name: 'Fjord AS', LegalName: 'FJORD AS', FirstName: null, LastName: 'Fjord', OrganizationNumber: '923609016' },
  ...{ EmailAddress: 'post@fjord.example', InvoiceEmailAddress: 'faktura@fjord.example', InvoiceDeliveryType: 'EHF' },
  LastChangedDateTimeOffset: '2026-11-02T10:00:00+00:00',
};
const product = (code: string, id: number) => ({ Id: id, Code: code, Name: code, IsArchived: false });
const itsProducts = ['A-1', 'A-2', 'A-3', 'A-99'].map((code, place) => product(code, place + 1));

/** The fields that Go sets itself; nobody can write something strange into them. */
const fieldsOfGo = ['Id', 'Number', 'IsArchived', 'LastChangedDateTimeOffset'];
const customers = fc.array(writtenRecord(otherCustomer, fieldsOfGo), { minLength: 5, maxLength: 5 });
const products = fc.array(writtenRecord(product('A-7', 7), fieldsOfGo), { minLength: 5, maxLength: 5 });

interface Rows {
  customers: Json[];
  products: Json[];
}
let officeRows: Rows = { customers: [], products: [] };
const { system, context } = vendor(({ url }) => {
  const { pathname, searchParams } = new URL(url);
  if (pathname.endsWith('/Products')) return answerWith(200, officeRows.products);
  const [, id] = /\/Customers\/(\d+)$/.exec(pathname) ?? [];
  if (id !== undefined)
    return answerWith(200, officeRows.customers.find((row) => String((row as { Id: number }).Id) === id) ?? null);
  return pathname.endsWith('/Customers') && searchParams.has('Fields')
    ? answerWith(200, officeRows.customers)
    : undefined;
});

/** The facts that the bridge reads from an office with these rows for the order, and every fact that it stores. */
async function readFacts(rows: Rows) {
  officeRows = rows;
  const facts = memoryFacts();
  const storedFacts: unknown[] = [];
  const store = {
    ...facts,
    put: async (name: string, value: unknown) => {
      storedFacts.push({ name, value });
      await facts.put(name, value);
    },
  };
  const orderFacts = await system.readFacts(
    { ...context, store },
    {
      kind: 'order',
      about: { kind: 'order', reference: '' },
      order,
      key: 'shop-1-23',
      customerKey: 'c-1',
      documents: [],
      functions: ['createCustomers'],
      decisions: {},
      settings: {},
    },
  );
  return { facts: orderFacts, storedFacts };
}

it('the bridge finds the customer and the products of an order, whatever other rows the office has', async () => {
  const undisturbed = await readFacts({ customers: [itsCustomer], products: itsProducts });
  expect(undisturbed.facts).toMatchObject({ kind: 'facts', facts: { customer: { state: 'known', id: '77' } } });
  let withTheSameEmail = 0;
  await fc.assert(
    fc.asyncProperty(customers, products, async (others, more) => {
      const { facts, storedFacts } = await readFacts({
        customers: [...others, itsCustomer],
        products: [...more, ...itsProducts],
      });
      if (!canBeStored(facts) || !canBeStored(storedFacts)) throw new Error('A fact cannot be stored.');
      // A person decides about a row that has the order's own address by chance.
      if (JSON.stringify(others).includes(email)) withTheSameEmail += 1;
      else expect(facts).toEqual(undisturbed.facts);
    }),
    { numRuns: runs / 10, seed },
  );
  expect(withTheSameEmail).toBe(0);
});
