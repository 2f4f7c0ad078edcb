import fc from 'fast-check';
import { canBeStored } from '@kontor/bridge-server/database/storable';
import type { KeyedFact } from '@kontor/bridge-server/systems/contract';
import { memoryFacts } from '../setup/memory-facts.ts';
import { shopOrder } from '../setup/planned-order.ts';
import { answer, vendor } from '../setup/told-poweroffice.ts';
import { writtenRecord, type Json } from './hostile.ts';

/** The bridge reads the customers and the products of the office. What one of them says, nobody but its own order minds. */

const runs = Number(process.env['KONTOR_ORDERS'] ?? 10_000);
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
/** Written by somebody at the office, by hand. */
const otherCustomer = {
  ...{ Id: 78, Number: 10078, ExternalImportReference: 'c-78', IsArchived: false, IsPerson: false },
  ...{ Name: 'Fjord AS', LegalName: 'FJORD AS', FirstName: null, LastName: 'Fjord', OrganizationNumber: '923609016' },
  ...{ EmailAddress: 'post@fjord.example', InvoiceEmailAddress: 'faktura@fjord.example', InvoiceDeliveryType: 'EHF' },
  LastChangedDateTimeOffset: '2026-11-02T10:00:00+00:00',
};
const product = (code: string, id: number) => ({ Id: id, Code: code, Name: code, IsArchived: false });
const itsProducts = ['A-1', 'A-2', 'A-3', 'A-99'].map((code, place) => product(code, place + 1));

/** By these Go tells its rows apart, and it numbers and dates them itself. */
const ofGo = ['Id', 'Number', 'IsArchived', 'LastChangedDateTimeOffset'];
const customers = fc.array(writtenRecord(otherCustomer, ofGo), { minLength: 5, maxLength: 5 });
const products = fc.array(writtenRecord(product('A-7', 7), ofGo), { minLength: 5, maxLength: 5 });

interface Rows {
  customers: Json[];
  products: Json[];
}
let held: Rows = { customers: [], products: [] };
const { system, context } = vendor(({ url }) => {
  const { pathname, searchParams } = new URL(url);
  if (pathname.endsWith('/Products')) return answer(200, held.products);
  const [, id] = /\/Customers\/(\d+)$/.exec(pathname) ?? [];
  if (id !== undefined)
    return answer(200, held.customers.find((row) => String((row as { Id: number }).Id) === id) ?? null);
  return pathname.endsWith('/Customers') && searchParams.has('Fields') ? answer(200, held.customers) : undefined;
});

/** What the bridge reads of an office with these rows, and every fact that it keeps of them. */
async function read(rows: Rows) {
  held = rows;
  const facts = memoryFacts();
  const kept: KeyedFact[] = [];
  const store = {
    ...facts,
    putAll: async (given: readonly KeyedFact[]) => {
      kept.push(...given);
      await facts.putAll(given);
    },
  };
  const answered = await system.readFacts(
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
  return { facts: answered, kept };
}

it('finds the customer and the products of an order, whatever the other rows of the office say', async () => {
  const undisturbed = await read({ customers: [itsCustomer], products: itsProducts });
  expect(undisturbed.facts).toMatchObject({ kind: 'facts', facts: { customer: { state: 'known', id: '77' } } });
  let withTheSameMark = 0;
  await fc.assert(
    fc.asyncProperty(customers, products, async (others, more) => {
      const { facts, kept } = await read({
        customers: [...others, itsCustomer],
        products: [...more, ...itsProducts],
      });
      if (!canBeStored(facts) || !canBeStored(kept)) throw new Error('It keeps what no database stores.');
      // A row that got the order's own address by chance is one that a person decides about.
      if (JSON.stringify(others).includes(email)) withTheSameMark += 1;
      else expect(facts).toEqual(undisturbed.facts);
    }),
    { numRuns: runs / 10, seed },
  );
  expect(withTheSameMark).toBe(0);
});
