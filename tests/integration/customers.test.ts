import { demoCompany } from '../sandboxes/poweroffice/sandbox.ts';
import { kari, salesOrdersSent } from '../setup/at-office.ts';
import { customerKey } from '../../bridge-server/src/mirror/transfer/keys.ts';
import { readJournal } from '../../bridge-server/src/journal/read.ts';
import { addCustomer, callerOf, patch, type Call } from '../sandboxes/poweroffice/caller.ts';
import { companyOrder } from '../setup/company-order.ts';
import { sayVerb, openTasksOf, decideNewestTask, berit } from '../setup/person.ts';
import { everydayRules } from '../setup/rules.ts';
import { summaries } from '../setup/summaries.ts';
import { openWorld, type World, type WorldOptions } from '../setup/world.ts';
import { fixture, simpleOrder, orderBilledTo } from '../setup/woocommerce.ts';
import { remedyOf, speaker } from '../setup/telling.ts';

type Body = Record<string, unknown>;
/** Kari in Go with her e-mail address in another case than in the shop. */
const kariAtOffice = { ...kari, EmailAddress: 'Kari@Example.test' };
const company = fixture('woocommerce-no/orders/company-orgnr-invoice');

let world: World;
let office: Call;
async function openOfficeWorld(options: WorldOptions = {}): Promise<void> {
  world = await openWorld(options);
  office = await callerOf(world.sandbox);
}
afterEach(() => world.close());

/** The shop sends new orders; answers all transfers once they have settled. */
const send = async (...orders: Body[]) => {
  await world.sendOrders(...orders);
  return world.settle();
};
/** The same with each transfer in one line: `done sent`. */
const reasons = async (...orders: Body[]) => summaries(await send(...orders), 'state', 'reason');
/** The body by which Go was told to make the newest sales order. */
const newestSent = (): Body => salesOrdersSent(world).at(-1) ?? {};
/** How many customers, and addresses and persons of customers, Go holds. */
const customerCounts = () => {
  const { customers, deliveryAddresses, contactPersons } = world.held();
  return { customers: customers.length, addresses: deliveryAddresses.length, persons: contactPersons.length };
};
const archive = (id: number) =>
  patch(office, `/v2/Customers/${id}`, { op: 'replace', path: '/IsArchived', value: true });
const keyOf = (email: string): string =>
  customerKey(world.shop, { customerId: null, billing: { email } as never }) ?? '';

describe('a customer that Go has already', () => {
  beforeEach(() => openOfficeWorld());

  it('is found by e-mail address and name, remembered, and never changed', async () => {
    const id = await addCustomer(office, { ...kariAtOffice, FirstName: 'KARI', PhoneNumber: '1' });
    expect(await reasons(simpleOrder(1), simpleOrder(2))).toEqual(['done sent', 'done sent']);
    expect(world.held().orders.map(({ customerId }) => customerId)).toEqual([String(id), String(id)]);
    expect(world.held().customers.map(({ name }) => name)).toEqual(['KARI Nordmann']);
    expect(world.requestsTo('PATCH', /Customers/)).toEqual([]);
    await send(simpleOrder(3));
    const readsBefore = world.requestsTo('GET', /Customers/).length;
    await send(simpleOrder(4));
    expect(world.requestsTo('GET', /Customers/)).toHaveLength(readsBefore);
  });

  it('is found by the organisation number, however it is written, even if the office enters it later', async () => {
    await send(simpleOrder(1));
    const id = await addCustomer(office, {
      Name: 'FJORDKLINIKKEN A/S',
      LegalName: 'Fjordklinikken AS',
      OrganizationNumber: 'NO 923 609 016 MVA',
    });
    expect((await send(company)).at(-1)).toMatchObject({ state: 'done' });
    expect(world.held().orders.at(-1)?.customerId).toBe(String(id));
  });

  it('is asked about when it has another name, and the answer counts for all orders of the e-mail address', async () => {
    const id = await addCustomer(office, { ...kariAtOffice, FirstName: 'Ola' });
    const blocked = await send(simpleOrder(1), simpleOrder(2));
    expect(blocked.map(({ reason }) => reason)).toEqual(['gap.customer_name_differs', 'gap.customer_name_differs']);
    // Both orders ask the same question, so there is one task.
    expect(await openTasksOf(world)).toMatchObject([
      { kind: 'question', form: { options: [{ value: String(id), label: '10000 Ola Nordmann' }, { value: 'new' }] } },
    ]);
    expect(await decideNewestTask(world, '5')).toMatchObject({ ok: false, error: { code: 'task.no_such_option' } });
    expect(await decideNewestTask(world, String(id))).toMatchObject({ ok: true, value: { state: 'done' } });
    expect(await world.settled('state')).toEqual(['done', 'done']);
    await send(simpleOrder(3));
    expect(world.held().orders.map(({ customerId }) => customerId)).toEqual([String(id), String(id), String(id)]);
    // The same decision changes nothing; another one comes too late.
    expect(await decideNewestTask(world, String(id))).toMatchObject({ ok: true });
    expect(await decideNewestTask(world, 'new')).toMatchObject({ ok: false, error: { code: 'task.ended' } });
    const journal = await Promise.all(
      blocked.map(({ id: transferId }) => readJournal(world.database.knex, { transferId, limit: 100 })),
    );
    const beritsLines = journal.flat().filter(({ actor }) => actor === berit);
    expect(beritsLines.map(({ code }) => code).sort()).toEqual(['retry.asked', 'retry.asked', 'task.done']);
  });

  it('is asked about when it is one of several, and a person may decide for a new one', async () => {
    await addCustomer(office, kariAtOffice);
    await addCustomer(office, {
      ...kariAtOffice,
      EmailAddress: 'other@example.test',
      InvoiceEmailAddress: 'kari@example.test',
    });
    const [first] = await send(simpleOrder(1));
    expect(first).toMatchObject({ state: 'blocked', reason: 'gap.customer_ambiguous' });
    await decideNewestTask(world, 'new');
    expect(await world.settled('state')).toEqual(['done']);
    expect(world.held().customers).toHaveLength(3);
    expect(world.held().orders[0]?.customerId).toBe(world.held().customers[2]?.id);
  });

  it('is not used when it is archived, and is named in a gap if it has our key', async () => {
    await archive(await addCustomer(office, kariAtOffice));
    await archive(
      await addCustomer(office, {
        ...kariAtOffice,
        EmailAddress: 'x@example.test',
        ExternalImportReference: keyOf('liv@example.test'),
      }),
    );
    expect(await reasons(simpleOrder(1))).toEqual(['done sent']);
    expect(world.held().customers).toHaveLength(3);
    expect((await reasons(orderBilledTo(9, { email: 'liv@example.test' }))).at(-1)).toBe(
      'blocked gap.customer_archived',
    );
  });

  it('is looked for again after Go has refused a customer that it no longer has', async () => {
    const id = await addCustomer(office, kariAtOffice);
    await send(simpleOrder(1));
    const remembered = world.database.knex('facts').whereLike('name', `customer:${keyOf('kari@example.test')}:%`);
    expect(await remembered.update({ value: '"999"' })).toBe(1);
    const refused = (await send(simpleOrder(2))).at(-1);
    expect(refused).toMatchObject({ state: 'blocked', reason: 'refused.not_found' });
    await sayVerb(world, 'retry', refused?.id);
    expect(await world.settled('state')).toEqual(['done', 'done']);
    expect(world.held().orders[1]?.customerId).toBe(String(id));
  });
});

describe('a customer that Go does not have', () => {
  it('is a gap while the connection may not create customers', async () => {
    await openOfficeWorld({ rules: { functions: ['orders'] } });
    expect(await reasons(simpleOrder(1))).toEqual(['blocked gap.customer_missing']);
    await world.database.knex('connections').update({ rules: JSON.stringify(everydayRules()) });
    const [transfer] = await world.transfers();
    expect(remedyOf(transfer)).toMatch(/let the connection create customers/);
    expect(world.held().customers).toEqual([]);
  });

  it('is created for each order when the settings say so, whoever has its e-mail address', async () => {
    await openOfficeWorld({ settings: { customers: 'per_order' } });
    await addCustomer(office, kariAtOffice);
    expect(await reasons(simpleOrder(1), simpleOrder(2))).toEqual(['done sent', 'done sent']);
    expect(
      world
        .held()
        .customers.slice(1)
        .map(({ externalImportReference }) => externalImportReference)
        .toSorted(),
    ).toEqual([`${world.shop}-1-c`, `${world.shop}-2-c`]);
    expect(world.requestsTo('GET', /Customers$/).every(({ query }) => query.includes('externalImportReference'))).toBe(
      true,
    );
  });

  it('gets a number of the series in the settings, and is a gap if that is full, gone or not for customers', async () => {
    const series = [
      ...demoCompany.series,
      {
        name: 'Nettbutikk',
        from: 50_000n,
        to: 50_000n,
        isDefault: false,
        type: 'Customer' as const,
        ledgerAccount: '1500',
      },
    ];
    await openOfficeWorld({ sandbox: { clients: [{ series }] } });
    const { json } = await office('GET', '/v2/SubLedgerNumberSeries');
    const seriesId = (name: string) => String(json.find(({ Name }) => Name === name)?.['Id']);
    const useSeries = (numberSeries: string) =>
      world.database.knex('connections').update({ settings: JSON.stringify({ numberSeries }) });

    await useSeries(seriesId('Nettbutikk'));
    expect(await reasons(orderBilledTo(1, { email: 'a@example.test' }))).toEqual(['done sent']);
    expect(world.held().customers.map(({ number }) => number)).toEqual(['50000']);
    await world.database.knex('facts').where('name', 'like', 'number-series-room:%').delete();
    expect((await reasons(orderBilledTo(2, { email: 'b@example.test' }))).at(-1)).toBe(
      'blocked gap.number_series_full',
    );
    expect((await reasons(orderBilledTo(3, { email: 'a@example.test' }))).at(-1)).toBe('done sent');
    await useSeries(seriesId('Leverandører'));
    expect((await reasons(orderBilledTo(4, { email: 'd@example.test' }))).at(-1)).toBe(
      'blocked gap.number_series_foreign',
    );
    await useSeries('00000000-0000-0000-0000-000000000000');
    expect((await reasons(orderBilledTo(5, { email: 'e@example.test' }))).at(-1)).toBe(
      'blocked gap.number_series_missing',
    );
    expect(world.held().customers).toHaveLength(1);
  });
});

describe('the collective customer', () => {
  it('gets all orders, with the buyer as their reference and without addresses or persons of its own', async () => {
    await openOfficeWorld({ settings: { customers: 'collective', collectiveCustomer: '10000' } });
    const id = await addCustomer(office, { Name: 'Nettkunder' });
    expect(await reasons(simpleOrder(1), companyOrder(2))).toEqual(['done sent', 'done sent']);
    expect(world.held().orders.map(({ customerId }) => customerId)).toEqual([String(id), String(id)]);
    expect(customerCounts()).toEqual({ customers: 1, addresses: 0, persons: 0 });
    expect(['Kari Nordmann', 'Fjordklinikken AS, Åse Sæther']).toContain(newestSent()['CustomerReference']);
  });

  it.each([
    ['', 'unset'],
    ['10009', 'missing'],
    ['10000', 'archived'],
  ])('is a gap when the settings name "%s", which is %s', async (collectiveCustomer, fault) => {
    await openOfficeWorld({ settings: { customers: 'collective', collectiveCustomer } });
    await archive(await addCustomer(office, { Name: 'Nettkunder' }));
    expect(await reasons(simpleOrder(1))).toEqual([`blocked gap.collective_customer_${fault}`]);
  });
});

describe('a company that orders', () => {
  it('gets EHF if it is in ELMA, and its document names purchase order, delivery address and contact person', async () => {
    await openOfficeWorld({ sandbox: { clients: [{ elma: ['923609016'] }] } });
    const [transfer] = await send(company);
    expect(transfer).toMatchObject({ state: 'done', detail: {} });
    expect(transfer?.detail.notes).toBeUndefined();
    const { customers, deliveryAddresses, contactPersons } = world.held();
    expect(customers).toMatchObject([{ name: 'Fjordklinikken AS', organizationNumber: '923609016' }]);
    expect((await office('GET', `/v2/Customers/${customers[0]?.id}`)).json['InvoiceDeliveryType']).toBe('EHF');
    // Go sends later orders to the primary address unless they name another, so it must be the customer's own.
    expect(deliveryAddresses.map(({ address, isPrimary }) => ({ street: address.split(',')[0], isPrimary }))).toEqual([
      { street: 'Strandgata 4', isPrimary: true },
      { street: 'Kaigata 1', isPrimary: false },
    ]);
    expect(contactPersons).toMatchObject([{ name: 'Åse Sæther', customerId: customers[0]?.id }]);
    expect(newestSent()).toMatchObject({
      ContactDeliveryAddressId: Number(deliveryAddresses[1]?.id),
      CustomerReferenceContactPersonId: Number(contactPersons[0]?.id),
      PurchaseOrderReference: 'PO-7781',
    });
    expect(
      deliveryAddresses.every(
        ({ externalCode }) => (externalCode ?? '').startsWith(world.shop) && (externalCode ?? '').length <= 50,
      ),
    ).toBe(true);
  });

  it('gets its invoices by e-mail if it is not in ELMA, which is noted for each of its orders', async () => {
    await openOfficeWorld();
    const [transfer] = await send(company);
    expect(transfer?.state).toBe('done');
    expect((transfer?.detail.notes ?? []).map(speaker.word)).toEqual([expect.stringMatching(/refused.*ELMA/)]);
    expect((await office('GET', `/v2/Customers/${world.held().customers[0]?.id}`)).json['InvoiceDeliveryType']).toBe(
      'PdfByEmail',
    );
    const later = (await send({ ...company, id: 32, number: '32' })).at(-1);
    expect(later?.state).toBe('done');
    expect((later?.detail.notes ?? []).map(speaker.word)).toEqual([expect.stringMatching(/PdfByEmail/)]);
    expect(customerCounts()).toMatchObject({ addresses: 2, persons: 1 });
    world.sandbox.control.office.setElma(['923609016']);
    expect(world.requestsTo('PATCH', /Customers/)).toEqual([]);
  });

  it('is a gap before anything is sent if its organisation number is wrong', async () => {
    await openOfficeWorld();
    expect(await reasons({ ...company, meta_data: [{ id: 1, key: '_billing_org_nr', value: '923609017' }] })).toEqual([
      'blocked gap.organisation_number',
    ]);
    expect(world.held().customers).toEqual([]);
  });

  it.each(['delivery_address', 'contact_person'])(
    'has its %s made anew at a retry if Go does not know the one that is remembered',
    async (object) => {
      await openOfficeWorld();
      await send(companyOrder(1));
      await world.database
        .knex('remote_objects')
        .where({ object })
        .update({ result: JSON.stringify({ id: '999' }) });
      const refused = (await send(companyOrder(2))).at(-1);
      expect(refused).toMatchObject({ state: 'blocked', reason: 'refused.not_found' });
      await sayVerb(world, 'retry', refused?.id);
      expect(await world.settled('state')).toEqual(['done', 'done']);
      expect(customerCounts()).toEqual({ customers: 1, addresses: 2, persons: 1 });
    },
  );

  it('is credited without an address and without a contact person', async () => {
    await openOfficeWorld();
    await send(companyOrder(1));
    world.sandbox.control.office.invoice(world.held().orders[0]?.id ?? '');
    await world.sendOrder(2, companyOrder(1, { status: 'cancelled' }));
    expect(await world.settled('kind', 'state')).toEqual(['order done', 'cancellation done']);
    expect(newestSent()).not.toHaveProperty('ContactDeliveryAddressId');
    expect(newestSent()).not.toHaveProperty('CustomerReferenceContactPersonId');
    expect(customerCounts()).toMatchObject({ addresses: 2, persons: 1 });
  });
});
