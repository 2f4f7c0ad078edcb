import { addCustomer } from '../sandboxes/poweroffice/caller.ts';
import { demoCompany } from '../sandboxes/poweroffice/seed.ts';
import { kari } from '../setup/at-office.ts';
import { testRemedies, type Followed, type Scene, sendSimple, retry } from '../setup/remedies.ts';
import { simpleOrder, orderBilledTo } from '../setup/woocommerce.ts';

/** Gaps about the customer of an order, each resolved as its remedy says. */

type Body = Record<string, unknown>;
const billed = (billing: Body, changes: Body = {}): Body => orderBilledTo(1, billing, changes);
const sent = ['order done sent', '349.00 A-1'];

const ola = { ...kari, FirstName: 'Ola' };

/** Go's customers, each with its number and name. */
const customers = ({ shop }: Scene) => shop.held().customers.map(({ number, name }) => `${number} ${name}`);
const idOf = ({ shop }: Scene, number: string) =>
  shop.held().customers.find((customer) => customer.number === number)?.id ?? '';
/** Expects that Go's one draft is made out to this customer, and that Go has no customers but this one and the others. */
function expectMadeOutTo(scene: Scene, name: string, ...others: string[]): void {
  const { orders, customers: all } = scene.shop.held();
  expect(orders.map(({ customerId }) => all.find(({ id }) => id === customerId)?.name)).toEqual([name]);
  expect(all.map((customer) => customer.name).sort()).toEqual([name, ...others].sort());
}
const setArchived = ({ clerk }: Scene, id: string | number, value: boolean) =>
  clerk.change(`/Customers/${id}`, { IsArchived: value });

const customersOff = { functions: ['orders', 'refunds', 'cancellations'] } satisfies Followed['rules'];
const collective = (number: string) => ({ customers: 'collective', collectiveCustomer: number });

const [customerSeries, supplierSeries] = demoCompany.series as [
  (typeof demoCompany.series)[0],
  (typeof demoCompany.series)[1],
];
const narrow = { ...customerSeries, name: 'Nettbutikk', from: 30_000n, to: 30_000n, isDefault: false };
const seriesId = async ({ clerk }: Scene, name: string) =>
  String((await clerk.call('GET', '/v2/SubLedgerNumberSeries')).json.find(({ Name }) => Name === name)?.['Id']);
const chooseSeries = async (scene: Scene, name: string) =>
  scene.change({ settings: { numberSeries: await seriesId(scene, name) } });
/** Chooses a number series for new customers whose only number is taken, and sends an order. */
async function fillSeries(scene: Scene): Promise<void> {
  await chooseSeries(scene, narrow.name);
  await addCustomer(scene.clerk.call, { Number: 30_000 });
  await sendSimple(scene);
}

/** Changes the customer of an order that was sent. `isInvoiced`: the office has invoiced its document before. */
async function giveAway(scene: Scene, isInvoiced = false): Promise<void> {
  await sendSimple(scene);
  const [draft] = scene.shop.held().orders;
  if (isInvoiced) scene.clerk.office.invoice(draft?.id ?? '');
  await scene.send(billed({ first_name: 'Mona', last_name: 'Dahl', email: 'mona@example.test' }));
}

testRemedies([
  {
    code: 'gap.customer_changed',
    says: 'to that customer in Go and try again;',
    provoke: giveAway,
    async follow(scene) {
      const mona = { ...kari, FirstName: 'Mona', LastName: 'Dahl', EmailAddress: 'mona@example.test' };
      const CustomerId = await addCustomer(scene.clerk.call, mona);
      const [draft] = scene.shop.held().orders;
      await scene.clerk.change(`/SalesOrders/${draft?.id ?? ''}`, { CustomerId });
      await retry(scene);
      expectMadeOutTo(scene, 'Mona Dahl', 'Kari Nordmann');
    },
    comes: ['order done changed.after_sending', 'amendment done sent', '349.00 A-1'],
  },
  {
    code: 'gap.customer_changed',
    says: 'or decide that the document stays with its customer.',
    provoke: giveAway,
    async follow(scene) {
      await scene.decide('stays');
      expectMadeOutTo(scene, 'Kari Nordmann');
    },
    comes: ['order done changed.after_sending', 'amendment done sent', '349.00 A-1'],
  },
  {
    code: 'gap.customer_changed',
    says: 'in Go, invoice the order again by hand and mark it as handled elsewhere;',
    provoke: (scene) => giveAway(scene, true),
    follow: ({ say }) => say('elsewhere'),
    comes: ['order done changed.after_sending', 'amendment closed elsewhere', '349.00 A-1'],
  },
  {
    code: 'gap.no_email',
    says: "Enter the customer's e-mail address in the order's billing address.",
    provoke: ({ send }) => send(billed({ email: '' })),
    follow: sendSimple,
    comes: sent,
  },
  {
    code: 'gap.no_customer_name',
    says: "Enter a name in the order's billing address.",
    provoke: ({ send }) => send(billed({ first_name: '', last_name: '' }, { shipping: {} })),
    follow: sendSimple,
    comes: sent,
  },
  ...[
    { what: 'Correct', number: '923609016' },
    { what: 'or clear the field "_billing_org_nr" of the order in the shop.', number: '' },
  ].map(({ what, number }): Followed => {
    const withNumber = (value: string) =>
      billed({ company: 'Fjordklinikken AS' }, { meta_data: [{ id: 1, key: '_billing_org_nr', value }] });
    return {
      code: 'gap.organisation_number',
      says: what,
      provoke: ({ send }) => send(withNumber('923609017')),
      async follow(scene) {
        await scene.send(withNumber(number));
        expect(scene.shop.held().customers).toMatchObject([{ organizationNumber: number || null }]);
      },
      comes: sent,
    };
  }),
  ...[
    { what: 'the first', decision: /^10000 /, left: ['Ola Nordmann', 'Per Nordmann'], chosen: 'Per Nordmann' },
    { what: 'the second', decision: /^10001 /, left: ['Per Nordmann', 'Ola Nordmann'], chosen: 'Ola Nordmann' },
    { what: 'none of them', decision: 'new', left: ['Per Nordmann', 'Ola Nordmann'], chosen: 'Kari Nordmann' },
  ].map(({ decision, chosen, left }): Followed => ({
    code: 'gap.customer_ambiguous',
    says: 'Say which of them is the customer of this order.',
    async provoke(scene) {
      await addCustomer(scene.clerk.call, { ...kari, FirstName: 'Per' });
      await addCustomer(scene.clerk.call, ola);
      await sendSimple(scene);
    },
    async follow(scene) {
      await scene.decide(decision);
      expectMadeOutTo(scene, chosen, ...left.filter((name) => name !== chosen));
    },
    comes: sent,
  })),
  ...[
    {
      says: "choose in the connection's settings that each order gets its own customer",
      follow: ({ change }: Scene) => change({ settings: { customers: 'per_order' } }),
    },
    {
      says: 'or that all orders go to the collective customer.',
      follow: ({ change }: Scene) => change({ settings: collective('10000') }),
    },
    {
      says: 'Or have a new customer created for this order.',
      follow: ({ decide }: Scene) => decide('new'),
    },
  ].map(({ says, follow }): Followed => ({
    code: 'gap.customer_crowded',
    says,
    async provoke(scene) {
      for (let count = 0; count < 51; count += 1)
        await addCustomer(scene.clerk.call, { ...kari, FirstName: `Kunde ${count}` });
      await sendSimple(scene);
    },
    follow,
    comes: sent,
  })),
  ...[
    { decision: /^10000 Ola/, chosen: 'Ola Nordmann', others: [] },
    { decision: 'new', chosen: 'Kari Nordmann', others: ['Ola Nordmann'] },
  ].map(({ decision, chosen, others }): Followed => ({
    code: 'gap.customer_name_differs',
    says: 'Say whether this is the customer of the order.',
    async provoke(scene) {
      await addCustomer(scene.clerk.call, ola);
      await sendSimple(scene);
    },
    async follow(scene) {
      await scene.decide(decision);
      expectMadeOutTo(scene, chosen, ...others);
    },
    comes: sent,
  })),
  {
    code: 'gap.customer_missing',
    says: "Create the customer in Go with the order's e-mail address and name",
    rules: customersOff,
    provoke: sendSimple,
    async follow(scene) {
      await addCustomer(scene.clerk.call, kari);
      await retry(scene);
      expectMadeOutTo(scene, 'Kari Nordmann');
    },
    comes: sent,
  },
  {
    code: 'gap.customer_missing',
    says: 'or let the connection create customers.',
    rules: customersOff,
    provoke: sendSimple,
    follow: ({ change }) => change({ functions: [...customersOff.functions, 'createCustomers'] }),
    comes: sent,
  },
  {
    code: 'gap.customer_archived',
    says: 'Activate 10000 Kari Nordmann in Go, then try again.',
    async provoke(scene) {
      const key = `${scene.shop.shop}-`;
      await sendSimple(scene);
      // As after a year: the bridge has forgotten the customer, and the office has archived it.
      const { customers: all, orders } = scene.shop.held();
      expect(all[0]?.externalImportReference).toContain(key);
      scene.clerk.office.deleteDraft(orders[0]?.id ?? '');
      await setArchived(scene, all[0]?.id ?? '', true);
      const forgotten = { facts: 'name', remote_objects: 'name' };
      for (const [table, column] of Object.entries(forgotten))
        await scene.world.database.knex(table).whereLike(column, `%${key}%`).delete();
      await scene.world.database
        .knex('facts')
        .where({ shop_id: scene.shop.shop })
        .whereLike('name', 'customer:%')
        .delete();
      await scene.shop.sendOrder(1, simpleOrder(2));
    },
    async follow(scene) {
      await setArchived(scene, idOf(scene, '10000'), false);
      await retry(scene);
      expect(customers(scene)).toEqual(['10000 Kari Nordmann']);
    },
    comes: ['order done sent', ...sent],
  },
  {
    code: 'gap.collective_customer_unset',
    says: 'Enter the customer\'s number under "Collective customer" in the connection\'s settings.',
    settings: { customers: 'collective' },
    async provoke(scene) {
      await addCustomer(scene.clerk.call);
      await sendSimple(scene);
    },
    follow: ({ change }) => change({ settings: { collectiveCustomer: '10000' } }),
    comes: sent,
  },
  {
    code: 'gap.collective_customer_missing',
    says: 'Correct the number under "Collective customer" in the connection\'s settings',
    settings: collective('10077'),
    async provoke(scene) {
      await addCustomer(scene.clerk.call);
      await sendSimple(scene);
    },
    follow: ({ change }) => change({ settings: { collectiveCustomer: '10000' } }),
    comes: sent,
  },
  {
    code: 'gap.collective_customer_missing',
    says: 'or create the customer in Go.',
    settings: collective('10077'),
    provoke: sendSimple,
    async follow(scene) {
      await addCustomer(scene.clerk.call, { Number: 10_077 });
      await retry(scene);
    },
    comes: sent,
  },
  {
    code: 'gap.collective_customer_archived',
    says: 'Activate customer 10000 in Go',
    settings: collective('10000'),
    async provoke(scene) {
      await setArchived(scene, await addCustomer(scene.clerk.call), true);
      await sendSimple(scene);
    },
    async follow(scene) {
      await setArchived(scene, idOf(scene, '10000'), false);
      await retry(scene);
    },
    comes: sent,
  },
  {
    code: 'gap.collective_customer_archived',
    says: 'or enter another one under "Collective customer" in the connection\'s settings.',
    settings: collective('10000'),
    async provoke(scene) {
      await setArchived(scene, await addCustomer(scene.clerk.call), true);
      await addCustomer(scene.clerk.call, { Name: 'Nettbutikk' });
      await sendSimple(scene);
    },
    follow: ({ change }) => change({ settings: { collectiveCustomer: '10001' } }),
    comes: sent,
  },
  {
    code: 'gap.number_series_full',
    says: 'Extend the series in Go',
    company: { series: [...demoCompany.series, narrow] },
    provoke: fillSeries,
    async follow(scene) {
      scene.clerk.settings({ series: [...demoCompany.series, { ...narrow, to: 30_099n }] });
      await retry(scene);
      expect(customers(scene)).toContain('30001 Kari Nordmann');
    },
    comes: sent,
  },
  {
    code: 'gap.number_series_full',
    says: 'or choose another one under "Number series" in the connection\'s settings.',
    company: { series: [...demoCompany.series, narrow] },
    provoke: fillSeries,
    async follow(scene) {
      await chooseSeries(scene, customerSeries.name);
      expect(customers(scene)).toContain('10000 Kari Nordmann');
    },
    comes: sent,
  },
  {
    code: 'gap.number_series_missing',
    says: 'Look at the number series in Go and choose another one under "Number series" in the connection\'s settings.',
    company: { series: [...demoCompany.series, narrow] },
    async provoke(scene) {
      await chooseSeries(scene, narrow.name);
      scene.clerk.settings({ series: demoCompany.series });
      await sendSimple(scene);
    },
    follow: (scene) => chooseSeries(scene, customerSeries.name),
    comes: sent,
  },
  {
    code: 'gap.number_series_foreign',
    says: 'Choose a number series for customers under "Number series" in the connection\'s settings.',
    async provoke(scene) {
      await chooseSeries(scene, supplierSeries.name);
      await sendSimple(scene);
    },
    follow: (scene) => chooseSeries(scene, customerSeries.name),
    comes: sent,
  },
]);
