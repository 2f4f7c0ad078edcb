import { kari } from '../setup/at-office.ts';
import { customerKey } from '../../bridge-server/src/mirror/transfer/keys.ts';
import { addCustomer, callerOf, patch, type Call } from '../sandboxes/poweroffice/caller.ts';
import { openTasksOf, decideNewestTask } from '../setup/person.ts';
import { summaries } from '../setup/summaries.ts';
import { orderBilledTo } from '../setup/woocommerce.ts';
import { openWorld, type World } from '../setup/world.ts';
import { causeOf } from '../setup/telling.ts';

/** Customers with the same e-mail address or the same name: which orders share a customer in Go, and which do not. */

type Body = Record<string, unknown>;
let world: World;
let office: Call;
beforeEach(async () => {
  world = await openWorld();
  office = await callerOf(world.sandbox);
});
afterEach(() => world.close());

/** Our key for the customer with Kari's e-mail address. */
const karisKey = () =>
  customerKey(world.shop, { customerId: null, billing: { email: 'kari@example.test' } as never }) ?? '';
/** Decides the one open task, and waits until the orders that asked have gone on. */
const decide = async (option: string) => {
  expect(await decideNewestTask(world, option)).toMatchObject({ ok: true });
  return world.settle();
};
/** An order with Kari's e-mail address, whoever it names. `number`: an organisation number. */
const orderWithAddress = (id: number, billing: Body, number?: string): Body =>
  orderBilledTo(
    id,
    billing,
    number === undefined ? {} : { meta_data: [{ id: 1, key: '_billing_org_nr', value: number }] },
  );
const ola = { first_name: 'Ola' };
const clinic = { company: 'Fjordklinikken AS' };
/** Sends the order. Answers the name of the customer on its document, or the transfer's state and reason if there is no document. */
const customerOf = async (order: Body) => {
  await world.sendOrders(order);
  const transfer = (await world.settle()).at(-1);
  return transfer?.state === 'done'
    ? world.held().customers.find(({ id }) => id === world.held().orders.at(-1)?.customerId)?.name
    : `${transfer?.state} ${transfer?.reason}`;
};
/** Deletes what the bridge remembers of customers, as after a year. */
const forgetCustomers = async () => {
  await world.database.knex('facts').whereLike('name', 'customer:%').delete();
  await world.database.knex('remote_objects').where({ object: 'customer' }).delete();
};
const nameDiffers = 'blocked gap.customer_name_differs';

it('an e-mail address of more customers than a person could choose from is asked about without reading them', async () => {
  for (let count = 0; count < 51; count += 1)
    await addCustomer(office, { ...kari, FirstName: `Kunde ${count}`, EmailAddress: 'kari@example.test' });
  expect(await customerOf(orderWithAddress(1, {}))).toBe('blocked gap.customer_crowded');
  expect(world.requestsTo('GET', /\/Customers\/\d+$/)).toEqual([]);
  await decide('new');
  expect(await customerOf(orderWithAddress(2, {}))).toBe('Kari Nordmann');
  expect(world.held().customers.filter(({ name }) => name === 'Kari Nordmann')).toHaveLength(1);
});

describe('an e-mail address that several people share', () => {
  it('gives no order the customer that was made for another name, and asks once for each name', async () => {
    expect(await customerOf(orderWithAddress(1, {}))).toBe('Kari Nordmann');
    expect(await customerOf(orderWithAddress(2, ola))).toBe(nameDiffers);
    expect(await customerOf(orderWithAddress(3, { first_name: ' KARI', last_name: 'nord-mann' }))).toBe(
      'Kari Nordmann',
    );
    expect(await openTasksOf(world)).toMatchObject([
      { form: { options: [{ label: '10000 Kari Nordmann' }, { value: 'new' }] } },
    ]);
    await decide('new');
    expect(await customerOf(orderWithAddress(4, ola))).toBe('Ola Nordmann');
    expect(await customerOf(orderWithAddress(5, {}))).toBe('Kari Nordmann');
    expect(world.held().customers.map(({ name }) => name)).toEqual(['Kari Nordmann', 'Ola Nordmann']);
    // The decision about Ola does not hold for Liv.
    expect(await customerOf(orderWithAddress(6, { first_name: 'Liv' }))).toBe('blocked gap.customer_ambiguous');
  });

  it('still gives each name its customer when nothing is remembered of customers', async () => {
    await customerOf(orderWithAddress(1, {}));
    await customerOf(orderWithAddress(2, ola));
    await decide('new');
    await forgetCustomers();
    expect(await customerOf(orderWithAddress(3, {}))).toBe('Kari Nordmann');
    expect(await customerOf(orderWithAddress(4, ola))).toBe('Ola Nordmann');
    expect(world.held().customers).toHaveLength(2);
  });

  it('asks once whether a new name is the same person, and makes no request for that afterwards', async () => {
    await customerOf(orderWithAddress(1, {}));
    expect(await customerOf(orderWithAddress(2, { last_name: 'Hansen' }))).toBe(nameDiffers);
    await decide(world.held().customers[0]?.id ?? '');
    const readsBefore = world.requestsTo('GET', /Customers/).length;
    expect(await customerOf(orderWithAddress(3, { last_name: 'HANSEN' }))).toBe('Kari Nordmann');
    expect(await customerOf(orderWithAddress(4, {}))).toBe('Kari Nordmann');
    expect(world.requestsTo('GET', /Customers/)).toHaveLength(readsBefore);
    expect(await openTasksOf(world)).toEqual([]);
  });

  it('takes composed and decomposed letters for the same name', async () => {
    await customerOf(orderWithAddress(1, { last_name: 'Sæther Åsén'.normalize('NFC') }));
    await customerOf(orderWithAddress(2, { last_name: 'Sæther Åsén'.normalize('NFD') }));
    expect(summaries(await world.transfers(), 'state')).toEqual(['done', 'done']);
    expect(world.held().customers).toHaveLength(1);
  });
});

describe('a customer in Go with our key', () => {
  it('is asked about when the office has renamed it, and keeps our key', async () => {
    await customerOf(orderWithAddress(1, {}));
    await forgetCustomers();
    const id = world.held().customers[0]?.id ?? '';
    await patch(office, `/v2/Customers/${id}`, { op: 'replace', path: '/FirstName', value: 'Ola' });
    expect(await customerOf(orderWithAddress(2, {}))).toBe(nameDiffers);
    await decide('new');
    expect(await customerOf(orderWithAddress(3, {}))).toBe('Kari Nordmann');
    const [first, second] = world.held().customers;
    expect(world.held().customers).toHaveLength(2);
    expect(first?.externalImportReference).toBe(karisKey());
    expect(second?.externalImportReference).not.toBe(karisKey());
  });

  it('is asked about, and not to be activated, when it is archived and has another name', async () => {
    await customerOf(orderWithAddress(1, {}));
    await forgetCustomers();
    await office('DELETE', `/v2/SalesOrders/${world.held().orders[0]?.id}`);
    await patch(office, `/v2/Customers/${world.held().customers[0]?.id}`, {
      op: 'replace',
      path: '/IsArchived',
      value: true,
    });
    expect(await customerOf(orderWithAddress(2, ola))).toBe(nameDiffers);
    await decide('new');
    expect(world.held().customers.map(({ name }) => name)).toEqual(['Kari Nordmann', 'Ola Nordmann']);
  });
});

describe('a company and a person of the same name', () => {
  it.each([
    { what: 'a company', billing: { company: 'Kari Nordmann' } },
    { what: 'a buyer with an organisation number', billing: {}, number: '923609016' },
  ])(
    'are not the same customer when the order is of $what with the name of a person in Go',
    async ({ billing, number }) => {
      await addCustomer(office, kari);
      expect(await customerOf(orderWithAddress(1, billing, number))).toBe(nameDiffers);
      expect(causeOf((await world.transfers())[0])).toMatch(/is a private person, but the order is for a company/);
      await decide('new');
      const company = world.held().customers[1];
      expect(world.held().orders[0]?.customerId).toBe(company?.id);
      expect((await office('GET', `/v2/Customers/${company?.id}`)).json).toMatchObject({
        IsPerson: false,
        Name: 'Kari Nordmann',
      });
    },
  );

  it('are the same customer only after a decision when the order is of a person with the name of a company in Go', async () => {
    const id = await addCustomer(office, { Name: 'Kari Nordmann', EmailAddress: 'kari@example.test' });
    expect(await customerOf(orderWithAddress(1, {}))).toBe(nameDiffers);
    await decide(String(id));
    expect(await customerOf(orderWithAddress(2, {}))).toBe('Kari Nordmann');
    expect(world.held().orders.map(({ customerId }) => customerId)).toEqual([String(id), String(id)]);
  });

  it('are told apart by another organisation number, but not by a missing one', async () => {
    expect(await customerOf(orderWithAddress(1, clinic, '923609016'))).toBe('Fjordklinikken AS');
    expect(await customerOf(orderWithAddress(2, clinic))).toBe('Fjordklinikken AS');
    expect(await customerOf(orderWithAddress(3, clinic, 'NO 923 609 016 MVA'))).toBe('Fjordklinikken AS');
    expect(await customerOf(orderWithAddress(4, clinic, '974760673'))).toBe(nameDiffers);
    expect(causeOf((await world.transfers()).at(-1))).toMatch(/has another organisation number/);
    expect(world.held().customers).toHaveLength(1);
  });
});

describe('orders with one e-mail address that are sent at once', () => {
  /** Sends the orders in such a way that all are planned before any has made a customer. */
  const sendAtOnce = async (...orders: Body[]) => {
    await world.sendOrders(...orders);
    const planned = new Set<number>();
    let announce = (): void => undefined;
    const allPlanned = new Promise<void>((resolve) => {
      announce = resolve;
    });
    await world.workUntil(
      async () => (await world.transfers()).every(({ state }) => state === 'done' || state === 'blocked'),
      async (point, { transferId }) => {
        if (point !== 'planned') return;
        planned.add(transferId);
        if (planned.size === orders.length) announce();
        await allPlanned;
      },
    );
    return world.transfers();
  };
  it('never share a customer when they have two names: the later one is asked about', async () => {
    const transfers = await sendAtOnce(orderWithAddress(1, {}), orderWithAddress(2, ola));
    expect(summaries(transfers, 'state', 'reason').toSorted()).toEqual([nameDiffers, 'done sent']);
    // Both were about to create a customer with the key of the e-mail address.
    expect(world.requestsTo('POST', /Customers$/)).toHaveLength(2);
    await decide('new');
    const nameOf = new Map(world.held().customers.map(({ id, name }) => [id, name]));
    const booked = world.held().orders.map(({ externalImportReference: key, customerId }) => ({
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
      world
        .held()
        .customers.map(({ name }) => name)
        .toSorted(),
    ).toEqual(['Kari Nordmann', 'Ola Nordmann']);
  });

  it('share a customer when they have one name, however it is written', async () => {
    const transfers = await sendAtOnce(orderWithAddress(1, {}), orderWithAddress(2, { first_name: 'KARI' }));
    expect(summaries(transfers, 'state')).toEqual(['done', 'done']);
    expect(world.held().customers).toHaveLength(1);
  });

  it('share a customer when they are of one company, even if only one has the organisation number', async () => {
    const transfers = await sendAtOnce(orderWithAddress(1, clinic, '923609016'), orderWithAddress(2, clinic));
    expect(summaries(transfers, 'state')).toEqual(['done', 'done']);
    expect(world.held().customers).toHaveLength(1);
  });

  it('never share a customer when they are of two companies, or of a company and a person', async () => {
    const transfers = await sendAtOnce(
      orderWithAddress(1, clinic, '923609016'),
      orderWithAddress(2, clinic, '974760673'),
      orderWithAddress(3, { first_name: 'Fjordklinikken', last_name: 'AS' }),
    );
    expect(summaries(transfers, 'state', 'reason').toSorted()).toEqual([nameDiffers, nameDiffers, 'done sent']);
    expect(world.held().customers).toHaveLength(1);
  });
});
