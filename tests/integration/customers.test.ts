import { demoCompany } from '../sandboxes/poweroffice/sandbox.ts';
import { taskIdOf } from '../setup/ids.ts';
import { listTasks } from '../../bridge-server/src/desk/tasks.ts';
import { decideTask } from '../../bridge-server/src/mirror/person/decide-task.ts';
import { customerKey } from '../../bridge-server/src/mirror/transfer/keys.ts';
import { readJournal } from '../../bridge-server/src/journal/read.ts';
import { addCustomer, callerOf, patch, type Call } from '../sandboxes/poweroffice/caller.ts';
import { companyOrder } from '../setup/company-order.ts';
import { sayVerb, openTasksOf } from '../setup/person.ts';
import { everydayRules } from '../setup/rules.ts';
import { openWorld, testTiming, type World, type WorldOptions } from '../setup/world.ts';
import { fixture, simpleOrder } from '../setup/woocommerce.ts';
import { remedyOf, speaker } from '../setup/telling.ts';

type Body = Record<string, unknown>;
const kari = {
  IsPerson: true,
  FirstName: 'Kari',
  LastName: 'Nordmann',
  EmailAddress: 'Kari@Example.test',
  InvoiceDeliveryType: 'PdfByEmail',
};
const company = fixture('woocommerce-no/orders/company-orgnr-invoice');

let world: World;
let office: Call;
async function open(options: WorldOptions = {}): Promise<void> {
  world = await openWorld(options);
  office = await callerOf(world.sandbox);
}
afterEach(() => world.close());

const state = () => world.sandbox.control.state();
const send = async (...orders: Body[]) => {
  await world.receive(...orders.map((order) => ({ generation: 1, order })));
  return world.settle();
};
const reasons = async (...orders: Body[]) => (await send(...orders)).map(({ state: at, reason }) => `${at} ${reason}`);
/** The newest sales order as it was sent. */
const sent = (): Body => {
  const exchange = world.sandbox.control
    .exchanges()
    .findLast(({ method, path }) => method === 'POST' && path === '/v2/SalesOrders/Complete');
  return JSON.parse(exchange?.requestBody ?? '{}') as Body;
};
const archive = (id: number) =>
  patch(office, `/v2/Customers/${id}`, { op: 'replace', path: '/IsArchived', value: true });
const requestsTo = (method: string, path: RegExp) =>
  state().requests.filter((request) => request.method === method && path.test(request.path));

describe('a customer that Go has', () => {
  beforeEach(() => open());

  it('is found by e-mail address and name, used, remembered, and not overwritten', async () => {
    const id = await addCustomer(office, { ...kari, FirstName: 'KARI', PhoneNumber: '1' });
    expect(await reasons(simpleOrder(1), simpleOrder(2))).toEqual(['done sent', 'done sent']);
    expect(state().orders.map(({ customerId }) => customerId)).toEqual([String(id), String(id)]);
    expect(state().customers.map(({ name }) => name)).toEqual(['KARI Nordmann']);
    expect(requestsTo('PATCH', /Customers/)).toEqual([]);
    await send(simpleOrder(3));
    const reads = requestsTo('GET', /Customers/).length;
    await send(simpleOrder(4));
    expect(requestsTo('GET', /Customers/)).toHaveLength(reads);
  });

  it('is found by the organisation number, however it is written, and by what the office enters later', async () => {
    await send(simpleOrder(1));
    const id = await addCustomer(office, {
      Name: 'FJORDKLINIKKEN A/S',
      LegalName: 'Fjordklinikken AS',
      OrganizationNumber: 'NO 923 609 016 MVA',
    });
    expect((await send(company)).at(-1)).toMatchObject({ state: 'done' });
    expect(state().orders.at(-1)?.customerId).toBe(String(id));
  });

  it('with another name is for a person, whose answer counts for all orders of the address', async () => {
    const id = await addCustomer(office, { ...kari, FirstName: 'Ola' });
    const blocked = await send(simpleOrder(1), simpleOrder(2));
    expect(blocked.map(({ reason }) => reason)).toEqual(['gap.customer_name_differs', 'gap.customer_name_differs']);
    // Both ask the same: one task.
    expect(await openTasks()).toMatchObject([
      { kind: 'question', form: { options: [{ value: String(id), label: '10000 Ola Nordmann' }, { value: 'new' }] } },
    ]);
    expect(await decide('5')).toMatchObject({ ok: false, error: { code: 'task.no_such_option' } });
    expect(await decide(String(id))).toMatchObject({ ok: true, value: { state: 'done' } });
    expect(await world.settled('state')).toEqual(['done', 'done']);
    await send(simpleOrder(3));
    expect(state().orders.map(({ customerId }) => customerId)).toEqual([String(id), String(id), String(id)]);
    // Said again it changes nothing; something else comes too late.
    expect(await decide(String(id))).toMatchObject({ ok: true });
    expect(await decide('new')).toMatchObject({ ok: false, error: { code: 'task.ended' } });
    const journal = await Promise.all(
      blocked.map(({ id: transferId }) => readJournal(world.database.knex, { transferId, limit: 100 })),
    );
    const byBerit = journal.flat().filter(({ actor }) => actor === 'operator:berit');
    expect(byBerit.map(({ code }) => code).sort()).toEqual(['retry.asked', 'retry.asked', 'task.done']);
  });

  it('among several is for a person, who may want a new one', async () => {
    await addCustomer(office, kari);
    await addCustomer(office, {
      ...kari,
      EmailAddress: 'other@example.test',
      InvoiceEmailAddress: 'kari@example.test',
    });
    const [first] = await send(simpleOrder(1));
    expect(first).toMatchObject({ state: 'blocked', reason: 'gap.customer_ambiguous' });
    await decide('new');
    expect(await world.settled('state')).toEqual(['done']);
    expect(state().customers).toHaveLength(3);
    expect(state().orders[0]?.customerId).toBe(state().customers[2]?.id);
  });

  it('and has put away is no match, unless it has our key: then it is named', async () => {
    await archive(await addCustomer(office, kari));
    await archive(
      await addCustomer(office, {
        ...kari,
        EmailAddress: 'x@example.test',
        ExternalImportReference: keyOf('liv@example.test'),
      }),
    );
    expect(await reasons(simpleOrder(1))).toEqual(['done sent']);
    expect(state().customers).toHaveLength(3);
    expect(
      (
        await reasons(
          simpleOrder(9, { billing: { ...(simpleOrder(9)['billing'] as Body), email: 'liv@example.test' } }),
        )
      ).at(-1),
    ).toBe('blocked gap.customer_archived');
  });

  it('and deletes is forgotten with the first refusal, and looked for anew', async () => {
    const id = await addCustomer(office, kari);
    await send(simpleOrder(1));
    const remembered = world.database.knex('facts').whereLike('name', `customer:${keyOf('kari@example.test')}:%`);
    expect(await remembered.update({ value: '"999"' })).toBe(1);
    const refused = (await send(simpleOrder(2))).at(-1);
    expect(refused).toMatchObject({ state: 'blocked', reason: 'refused.not_found' });
    await sayVerb(world, 'retry', refused?.id);
    expect(await world.settled('state')).toEqual(['done', 'done']);
    expect(state().orders[1]?.customerId).toBe(String(id));
  });
});

const keyOf = (email: string): string =>
  customerKey(world.shop, { customerId: null, billing: { email } as never }) ?? '';
const openTasks = () => openTasksOf(world);
/** Decides the one open task; or the one that was, where there is none. */
const decide = async (value: string) => {
  const [task] = await listTasks(world.database.pool, { shopId: world.shop, limit: 1 });
  return decideTask(
    world.database,
    { shopId: world.shop, id: taskIdOf(task?.id) },
    value,
    testTiming,
    'operator:berit',
  );
};

describe('a customer that Go does not have', () => {
  it('is a named gap while customers are not created', async () => {
    await open({ rules: { functions: ['orders'] } });
    expect(await reasons(simpleOrder(1))).toEqual(['blocked gap.customer_missing']);
    await world.database.knex('connections').update({ rules: JSON.stringify(everydayRules()) });
    const [transfer] = await world.transfers();
    expect(remedyOf(transfer)).toMatch(/switch on/);
    expect(state().customers).toEqual([]);
  });

  it('of each order is one of its own where the settings say so, no matter who has its address', async () => {
    await open({ settings: { customers: 'per_order' } });
    await addCustomer(office, kari);
    expect(await reasons(simpleOrder(1), simpleOrder(2))).toEqual(['done sent', 'done sent']);
    expect(
      state()
        .customers.slice(1)
        .map(({ externalImportReference }) => externalImportReference)
        .toSorted(),
    ).toEqual([`${world.shop}-1-c`, `${world.shop}-2-c`]);
    expect(requestsTo('GET', /Customers$/).every(({ query }) => query.includes('externalImportReference'))).toBe(true);
  });

  it('is numbered in the series of the settings, unless that is full, gone or of another type', async () => {
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
    await open({ sandbox: { clients: [{ series }] } });
    const { json } = await office('GET', '/v2/SubLedgerNumberSeries');
    const idOf = (name: string) => String(json.find((one) => one['Name'] === name)?.['Id']);
    const use = (numberSeries: string) =>
      world.database.knex('connections').update({ settings: JSON.stringify({ numberSeries }) });
    const of = (id: number, email: string) =>
      simpleOrder(id, { billing: { ...(simpleOrder(id)['billing'] as Body), email } });

    await use(idOf('Nettbutikk'));
    expect(await reasons(of(1, 'a@example.test'))).toEqual(['done sent']);
    expect(state().customers.map(({ number }) => number)).toEqual(['50000']);
    await world.database.knex('facts').where('name', 'like', 'number-series-room:%').delete();
    expect((await reasons(of(2, 'b@example.test'))).at(-1)).toBe('blocked gap.number_series_full');
    expect((await reasons(of(3, 'a@example.test'))).at(-1)).toBe('done sent');
    await use(idOf('Leverandører'));
    expect((await reasons(of(4, 'd@example.test'))).at(-1)).toBe('blocked gap.number_series_foreign');
    await use('00000000-0000-0000-0000-000000000000');
    expect((await reasons(of(5, 'e@example.test'))).at(-1)).toBe('blocked gap.number_series_missing');
    expect(state().customers).toHaveLength(1);
  });
});

describe('the collective customer', () => {
  it('has all orders, with the buyer as reference and nothing of theirs under it', async () => {
    await open({ settings: { customers: 'collective', collectiveCustomer: '10000' } });
    const id = await addCustomer(office, { Name: 'Nettkunder' });
    expect(await reasons(simpleOrder(1), companyOrder(2))).toEqual(['done sent', 'done sent']);
    expect(state().orders.map(({ customerId }) => customerId)).toEqual([String(id), String(id)]);
    expect([state().customers.length, state().deliveryAddresses.length, state().contactPersons.length]).toEqual([
      1, 0, 0,
    ]);
    expect(['Kari Nordmann', 'Fjordklinikken AS, Åse Sæther']).toContain(sent()['CustomerReference']);
  });

  it.each([
    ['', 'unset'],
    ['10009', 'missing'],
    ['10000', 'archived'],
  ])('"%s" that is %s is named', async (collectiveCustomer, fault) => {
    await open({ settings: { customers: 'collective', collectiveCustomer } });
    await archive(await addCustomer(office, { Name: 'Nettkunder' }));
    expect(await reasons(simpleOrder(1))).toEqual([`blocked gap.collective_customer_${fault}`]);
  });
});

describe('a company', () => {
  it('that is in ELMA gets EHF, its order the purchase order, the delivery address and who ordered', async () => {
    await open({ sandbox: { clients: [{ elma: ['923609016'] }] } });
    const [transfer] = await send(company);
    expect(transfer).toMatchObject({ state: 'done', detail: {} });
    expect(transfer?.detail.notes).toBeUndefined();
    const { customers, deliveryAddresses, contactPersons } = state();
    expect(customers).toMatchObject([{ name: 'Fjordklinikken AS', organizationNumber: '923609016' }]);
    expect((await office('GET', `/v2/Customers/${customers[0]?.id}`)).json['InvoiceDeliveryType']).toBe('EHF');
    // Go sends later orders to the first address unless they say otherwise: that must be the customer's own.
    expect(deliveryAddresses.map(({ address, isPrimary }) => [address.split(',')[0], isPrimary])).toEqual([
      ['Strandgata 4', true],
      ['Kaigata 1', false],
    ]);
    expect(contactPersons).toMatchObject([{ name: 'Åse Sæther', customerId: customers[0]?.id }]);
    expect(sent()).toMatchObject({
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

  it('that is not in ELMA is created with invoices by e-mail, which is noted, also of its next order', async () => {
    await open();
    const [transfer] = await send(company);
    expect(transfer?.state).toBe('done');
    expect((transfer?.detail.notes ?? []).map(speaker.word)).toEqual([expect.stringMatching(/refused.*ELMA/)]);
    expect((await office('GET', `/v2/Customers/${state().customers[0]?.id}`)).json['InvoiceDeliveryType']).toBe(
      'PdfByEmail',
    );
    const later = (await send({ ...company, id: 32, number: '32' })).at(-1);
    expect(later?.state).toBe('done');
    expect((later?.detail.notes ?? []).map(speaker.word)).toEqual([expect.stringMatching(/PdfByEmail/)]);
    expect([state().deliveryAddresses.length, state().contactPersons.length]).toEqual([2, 1]);
    world.sandbox.control.office.setElma(['923609016']);
    expect(requestsTo('PATCH', /Customers/)).toEqual([]);
  });

  it('whose number is wrong is named before anything is sent', async () => {
    await open();
    expect(await reasons({ ...company, meta_data: [{ id: 1, key: '_billing_org_nr', value: '923609017' }] })).toEqual([
      'blocked gap.organisation_number',
    ]);
    expect(state().customers).toEqual([]);
  });

  it.each(['delivery_address', 'contact_person'])(
    'whose %s Go does not know has it forgotten, and gets it anew',
    async (object) => {
      await open();
      await send(companyOrder(1));
      await world.database
        .knex('remote_objects')
        .where({ object })
        .update({ result: JSON.stringify({ id: '999' }) });
      const refused = (await send(companyOrder(2))).at(-1);
      expect(refused).toMatchObject({ state: 'blocked', reason: 'refused.not_found' });
      await sayVerb(world, 'retry', refused?.id);
      expect(await world.settled('state')).toEqual(['done', 'done']);
      expect([state().customers.length, state().deliveryAddresses.length, state().contactPersons.length]).toEqual([
        1, 2, 1,
      ]);
    },
  );

  it('is credited without any address or person', async () => {
    await open();
    await send(companyOrder(1));
    world.sandbox.control.office.invoice(state().orders[0]?.id ?? '');
    await world.sendOrder(2, companyOrder(1, { status: 'cancelled' }));
    expect(await world.settled('kind', 'state')).toEqual(['order done', 'cancellation done']);
    expect(sent()).not.toHaveProperty('ContactDeliveryAddressId');
    expect(sent()).not.toHaveProperty('CustomerReferenceContactPersonId');
    expect([state().deliveryAddresses.length, state().contactPersons.length]).toEqual([2, 1]);
  });
});
