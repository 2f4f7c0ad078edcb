import { taskIdOf } from '../setup/ids.ts';
import { decideTask } from '../../bridge-server/src/mirror/person/decide-task.ts';
import { customerKey } from '../../bridge-server/src/mirror/transfer/keys.ts';
import { addCustomer, callerOf, patch, type Call } from '../sandboxes/poweroffice/caller.ts';
import { openTasksOf } from '../setup/person.ts';
import { summaries } from '../setup/summaries.ts';
import { openWorld, testTiming, type World } from '../setup/world.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { causeOf } from '../setup/telling.ts';

/** Several customers who share an e-mail address, a name or neither, and are told apart. */

type Body = Record<string, unknown>;
const kari = {
  IsPerson: true,
  FirstName: 'Kari',
  LastName: 'Nordmann',
  EmailAddress: 'kari@example.test',
  InvoiceDeliveryType: 'PdfByEmail',
};

let world: World;
let office: Call;
beforeEach(async () => {
  world = await openWorld();
  office = await callerOf(world.sandbox);
});
afterEach(() => world.close());

const state = () => world.sandbox.control.state();
const requestsTo = (method: string, path: RegExp) =>
  state().requests.filter((request) => request.method === method && path.test(request.path));
/** Our key for the customer of Kari's e-mail address. */
const itsKey = () =>
  customerKey(world.shop, { customerId: null, billing: { email: 'kari@example.test' } as never }) ?? '';
const openTasks = () => openTasksOf(world);
/** Decides the one open task, and waits until the orders that asked have gone on. */
const decide = async (value: string) => {
  const [task] = await openTasks();
  const decided = await decideTask(
    world.database,
    { shopId: world.shop, id: taskIdOf(task?.id) },
    value,
    testTiming,
    'operator:berit',
  );
  expect(decided).toMatchObject({ ok: true });
  return world.settle();
};
/** An order with Kari's e-mail address, whoever it names. `number`: an organisation number. */
const orderOf = (id: number, billing: Body, number?: string): Body =>
  simpleOrder(id, {
    billing: { ...(simpleOrder(id)['billing'] as Body), ...billing },
    ...(number === undefined ? {} : { meta_data: [{ id: 1, key: '_billing_org_nr', value: number }] }),
  });
const ola = { first_name: 'Ola' };
const clinic = { company: 'Fjordklinikken AS' };
/** How the newest transfer ended, and the name of the customer that its document is made out to. */
const newest = async (order: Body) => {
  await world.sendOrder(1, order);
  const transfer = (await world.settle()).at(-1);
  return transfer?.state === 'done'
    ? state().customers.find(({ id }) => id === state().orders.at(-1)?.customerId)?.name
    : `${transfer?.state} ${transfer?.reason}`;
};
/** What is remembered of customers is gone, as after a year. */
const forgetCustomers = async () => {
  await world.database.knex('facts').whereLike('name', 'customer:%').delete();
  await world.database.knex('remote_objects').where({ object: 'customer' }).delete();
};
const isBlocked = 'blocked gap.customer_name_differs';

it('an e-mail address that stands with more customers than anybody could choose from is asked about without reading them', async () => {
  for (let count = 0; count < 51; count += 1)
    await addCustomer(office, { ...kari, FirstName: `Kunde ${count}`, EmailAddress: 'kari@example.test' });
  expect(await newest(orderOf(1, {}))).toBe('blocked gap.customer_crowded');
  expect(requestsTo('GET', /\/Customers\/\d+$/)).toEqual([]);
  await decide('new');
  expect(await newest(orderOf(2, {}))).toBe('Kari Nordmann');
  expect(state().customers.filter(({ name }) => name === 'Kari Nordmann')).toHaveLength(1);
});

describe('an e-mail address that several people share', () => {
  it('puts nobody on the customer that was made for another, and asks once for each name', async () => {
    expect(await newest(orderOf(1, {}))).toBe('Kari Nordmann');
    expect(await newest(orderOf(2, ola))).toBe(isBlocked);
    expect(await newest(orderOf(3, { first_name: ' KARI', last_name: 'nord-mann' }))).toBe('Kari Nordmann');
    expect(await openTasks()).toMatchObject([
      { form: { options: [{ label: '10000 Kari Nordmann' }, { value: 'new' }] } },
    ]);
    await decide('new');
    expect(await newest(orderOf(4, ola))).toBe('Ola Nordmann');
    expect(await newest(orderOf(5, {}))).toBe('Kari Nordmann');
    expect(state().customers.map(({ name }) => name)).toEqual(['Kari Nordmann', 'Ola Nordmann']);
    // What was said of Ola says nothing of Liv.
    expect(await newest(orderOf(6, { first_name: 'Liv' }))).toBe('blocked gap.customer_ambiguous');
  });

  it('still tells them apart when what was remembered is gone', async () => {
    await newest(orderOf(1, {}));
    await newest(orderOf(2, ola));
    await decide('new');
    await forgetCustomers();
    expect(await newest(orderOf(3, {}))).toBe('Kari Nordmann');
    expect(await newest(orderOf(4, ola))).toBe('Ola Nordmann');
    expect(state().customers).toHaveLength(2);
  });

  it('and a new name of the same person, is a question once, and costs no request afterwards', async () => {
    await newest(orderOf(1, {}));
    expect(await newest(orderOf(2, { last_name: 'Hansen' }))).toBe(isBlocked);
    await decide(state().customers[0]?.id ?? '');
    const reads = requestsTo('GET', /Customers/).length;
    expect(await newest(orderOf(3, { last_name: 'HANSEN' }))).toBe('Kari Nordmann');
    expect(await newest(orderOf(4, {}))).toBe('Kari Nordmann');
    expect(requestsTo('GET', /Customers/)).toHaveLength(reads);
    expect(await openTasks()).toEqual([]);
  });

  it('is told by the composed letter as by the decomposed one', async () => {
    await newest(orderOf(1, { last_name: 'Sæther Åsén'.normalize('NFC') }));
    await newest(orderOf(2, { last_name: 'Sæther Åsén'.normalize('NFD') }));
    expect(summaries(await world.transfers(), 'state')).toEqual(['done', 'done']);
    expect(state().customers).toHaveLength(1);
  });
});

describe('a customer with our key', () => {
  it('that the office has given another name is asked about, and leaves its key to whoever has it', async () => {
    await newest(orderOf(1, {}));
    await forgetCustomers();
    const id = state().customers[0]?.id ?? '';
    await patch(office, `/v2/Customers/${id}`, { op: 'replace', path: '/FirstName', value: 'Ola' });
    expect(await newest(orderOf(2, {}))).toBe(isBlocked);
    await decide('new');
    expect(await newest(orderOf(3, {}))).toBe('Kari Nordmann');
    const [first, second] = state().customers;
    expect(state().customers).toHaveLength(2);
    expect(first?.externalImportReference).toBe(itsKey());
    expect(second?.externalImportReference).not.toBe(itsKey());
  });

  it('that is archived and somebody else is asked about, and not to be activated', async () => {
    await newest(orderOf(1, {}));
    await forgetCustomers();
    await office('DELETE', `/v2/SalesOrders/${state().orders[0]?.id}`);
    await patch(office, `/v2/Customers/${state().customers[0]?.id}`, {
      op: 'replace',
      path: '/IsArchived',
      value: true,
    });
    expect(await newest(orderOf(2, ola))).toBe(isBlocked);
    await decide('new');
    expect(state().customers.map(({ name }) => name)).toEqual(['Kari Nordmann', 'Ola Nordmann']);
  });
});

describe('a company and a private person', () => {
  it.each([
    { what: 'a company', billing: { company: 'Kari Nordmann' } },
    { what: 'whoever gives an organisation number', billing: {}, number: '923609016' },
  ])('$what is not put on the person of that name', async ({ billing, number }) => {
    await addCustomer(office, kari);
    expect(await newest(orderOf(1, billing, number))).toBe(isBlocked);
    expect(causeOf((await world.transfers())[0])).toMatch(/is a private person, but the order is for a company/);
    await decide('new');
    const made = state().customers[1];
    expect(state().orders[0]?.customerId).toBe(made?.id);
    expect((await office('GET', `/v2/Customers/${made?.id}`)).json).toMatchObject({
      IsPerson: false,
      Name: 'Kari Nordmann',
    });
  });

  it('a person is not put on the company of that name without an answer', async () => {
    const id = await addCustomer(office, { Name: 'Kari Nordmann', EmailAddress: 'kari@example.test' });
    expect(await newest(orderOf(1, {}))).toBe(isBlocked);
    await decide(String(id));
    expect(await newest(orderOf(2, {}))).toBe('Kari Nordmann');
    expect(state().orders.map(({ customerId }) => customerId)).toEqual([String(id), String(id)]);
  });

  it('another organisation number is another company, a missing one is none', async () => {
    expect(await newest(orderOf(1, clinic, '923609016'))).toBe('Fjordklinikken AS');
    expect(await newest(orderOf(2, clinic))).toBe('Fjordklinikken AS');
    expect(await newest(orderOf(3, clinic, 'NO 923 609 016 MVA'))).toBe('Fjordklinikken AS');
    expect(await newest(orderOf(4, clinic, '974760673'))).toBe(isBlocked);
    expect(causeOf((await world.transfers()).at(-1))).toMatch(/has another organisation number/);
    expect(state().customers).toHaveLength(1);
  });
});

describe('two orders with one e-mail address that are sent at once', () => {
  /** Sends them so that each is planned before either has made a customer. */
  const sendAtOnce = async (...orders: Body[]) => {
    await world.receive(...orders.map((order) => ({ generation: 1, order })));
    const planned = new Set<number>();
    let goOn = (): void => undefined;
    const allPlanned = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    await world.workUntil(
      async () => (await world.transfers()).every(({ state: at }) => at === 'done' || at === 'blocked'),
      async (point, { transferId }) => {
        if (point !== 'planned') return;
        planned.add(transferId);
        if (planned.size === orders.length) goOn();
        await allPlanned;
      },
    );
    return world.transfers();
  };
  it('by two names never share a customer: the later one is asked about', async () => {
    const transfers = await sendAtOnce(orderOf(1, {}), orderOf(2, ola));
    expect(transfers.map(({ state: at, reason }) => `${at} ${reason}`).toSorted()).toEqual([isBlocked, 'done sent']);
    // Both were about to create a customer with the key of the e-mail address.
    expect(requestsTo('POST', /Customers$/)).toHaveLength(2);
    await decide('new');
    const nameOf = new Map(state().customers.map(({ id, name }) => [id, name]));
    const booked = state().orders.map(({ externalImportReference: key, customerId }) => ({
      key,
      customer: nameOf.get(customerId ?? ''),
    }));
    expect(booked).toHaveLength(2);
    expect(booked).toEqual(
      expect.arrayContaining([
        { key: `${world.shop}-1`, customer: 'Kari Nordmann' },
        { key: `${world.shop}-2`, customer: 'Ola Nordmann' },
      ]),
    );
    expect(
      state()
        .customers.map(({ name }) => name)
        .toSorted(),
    ).toEqual(['Kari Nordmann', 'Ola Nordmann']);
  });

  it('by one name, however it is written, make one customer', async () => {
    const transfers = await sendAtOnce(orderOf(1, {}), orderOf(2, { first_name: 'KARI' }));
    expect(transfers.map(({ state: at }) => at)).toEqual(['done', 'done']);
    expect(state().customers).toHaveLength(1);
  });

  it('of one company make one customer, also where only one gives the organisation number', async () => {
    const transfers = await sendAtOnce(orderOf(1, clinic, '923609016'), orderOf(2, clinic));
    expect(transfers.map(({ state: at }) => at)).toEqual(['done', 'done']);
    expect(state().customers).toHaveLength(1);
  });

  it('of two organisation numbers, or of a company and a person, never share a customer', async () => {
    const transfers = await sendAtOnce(
      orderOf(1, clinic, '923609016'),
      orderOf(2, clinic, '974760673'),
      orderOf(3, { first_name: 'Fjordklinikken', last_name: 'AS' }),
    );
    expect(transfers.map(({ state: at, reason }) => `${at} ${reason}`).toSorted()).toEqual([
      isBlocked,
      isBlocked,
      'done sent',
    ]);
    expect(state().customers).toHaveLength(1);
  });
});
