import { randomUUID } from 'node:crypto';
import { connect } from '../../bridge-server/src/mirror/mirror.ts';
import { prepare } from '../../bridge-server/src/mirror/delivery/prepare.ts';
import { callerOf } from '../sandboxes/poweroffice/caller.ts';
import { demoCompany, type CompanyOptions } from '../sandboxes/poweroffice/seed.ts';
import { unstocked } from '../setup/unstocked.ts';
import { fixture, roundedOrder, simpleOrder } from '../setup/woocommerce.ts';
import { openWorld, type World, type WorldOptions } from '../setup/world.ts';
import { speaker, told } from '../setup/telling.ts';

type Body = Record<string, unknown>;

let world: World;
afterEach(() => world.close());
const open = async (company: Partial<CompanyOptions>, options: WorldOptions = {}) => {
  world = await openWorld({ ...options, sandbox: { clients: [company] } });
};
const receive = (...orders: Body[]) => world.receive(...orders.map((order) => ({ generation: 1, order })));
const settled = async () => await world.settled('state', 'reason');
const causes = async () =>
  (await world.settle()).flatMap(({ detail }) => (detail.gaps ?? []).map((gap) => told(gap).cause)).join('\n');
const codes = () => world.sandbox.control.state().products.map(({ code }) => code);
const sold = () =>
  world.sandbox.control
    .state()
    .orders.map(({ lines }) => lines.map(({ productCode, vatCode }) => `${productCode} ${vatCode}`));
const asked = (method: string, path: string) =>
  world.sandbox.control
    .state()
    .requests.filter((request) => request.method === method && request.path === `/v2/${path}`);
const creating: WorldOptions = { rules: { functions: ['orders', 'createCustomers', 'createProducts'] } };

/** The first product on another account. */
const onAccount = (standardSalesAccount: string | null, groupCode = '1') =>
  demoCompany.products.map((product) =>
    product.code === 'A-1' ? { ...product, standardSalesAccount, groupCode } : product,
  );

describe("a product's VAT", () => {
  it("that is not the line's keeps the order back before anything is made", async () => {
    await open({ products: onAccount('3030') });
    await receive(simpleOrder(1));
    expect(await settled()).toEqual(['blocked gap.product_vat']);
    expect(await causes()).toContain('Account 3030 has VAT code 31 with 15 %, but 25 % is mapped to it');
    expect(world.sandbox.control.state()).toMatchObject({ orders: [], customers: [] });
  });

  it('is that of its group, where it has no account of its own', async () => {
    await open({
      products: onAccount(null),
      productGroups: [{ code: '1', name: 'Høy sats', standardSalesAccount: '3060' }],
    });
    await receive(simpleOrder(1));
    expect(await settled()).toEqual(['blocked gap.product_vat']);
  });

  it("that follows from the company's own account is nowhere told: the totals decide", async () => {
    await open({ products: onAccount(null) });
    await receive(simpleOrder(1));
    expect(await settled()).toEqual(['done sent']);
  });

  it('is not read again for the orders of the next minutes', async () => {
    await open({});
    await receive(simpleOrder(1));
    await world.settle();
    const read = () =>
      ['Products', 'GeneralLedgerAccounts', 'VatCodes', 'VatSettings'].map((path) => asked('GET', path).length);
    const before = read();
    await receive(simpleOrder(2));
    expect(await settled()).toEqual(['done sent', 'done sent']);
    expect(read()).toEqual(before);
  });

  it('is not asked of a company that is not registered: an order with VAT has a gap of its own', async () => {
    await open({ isVatRegistered: false });
    await receive(simpleOrder(1), fixture('woocommerce-no/orders/gift-card-no-tax', { id: 2, number: '2' }));
    expect(await settled()).toEqual(['blocked gap.not_vat_registered', 'done sent']);
  });

  it('that may not be read keeps nobody back', async () => {
    const rights = demoCompany.validPrivileges.filter(
      (right) => right !== 'GeneralLedgerAccount' && right !== 'CommonServices',
    );
    await open({ validPrivileges: rights });
    await receive(simpleOrder(1));
    expect(await settled()).toEqual(['done sent']);
  });
});

describe('a product', () => {
  it('that is archived is a gap, with and without leave to create products', async () => {
    await open(
      { products: demoCompany.products.map((product) => ({ ...product, isArchived: product.code === 'A-1' })) },
      creating,
    );
    await receive(simpleOrder(1));
    expect(await settled()).toEqual(['blocked gap.product_archived']);
    expect(codes()).toHaveLength(4);
  });

  it('is chosen by category and tax class; zero-rated and untaxed ones are told apart', async () => {
    const mapped = {
      products: [
        { rate: '25', number: '1' },
        { rate: '25', category: 'helse', number: '4', vatCode: '3' },
        { rate: '0', number: '99', vatCode: '5' },
        { rate: 'none', number: '98', vatCode: '6' },
      ],
    };
    await open(
      {
        products: [
          ...demoCompany.products,
          { code: 'A-4', name: 'Helse', standardSalesAccount: '3000' },
          { code: 'A-98', name: 'Utenfor loven', standardSalesAccount: '3200' },
        ],
      },
      { settings: mapped },
    );
    const health = simpleOrder(1);
    const [line] = health['line_items'] as Body[];
    const gift = fixture('woocommerce-no/orders/gift-card-no-tax', { id: 2, number: '2' });
    const zero = fixture('woocommerce-no/orders/gift-card-no-tax', { id: 3, number: '3' });
    const [card] = zero['line_items'] as Body[];
    await receive({ ...health, line_items: [{ ...line, kontor_categories: ['nyheter', 'helse'] }] }, gift, {
      ...zero,
      line_items: [{ ...card, taxes: [{ id: 9, total: '0', subtotal: '0' }] }],
      tax_lines: [
        {
          id: 1,
          rate_id: 9,
          rate_code: 'NO-0',
          label: 'MVA',
          rate_percent: 0,
          compound: false,
          tax_total: '0.00',
          shipping_tax_total: '0.00',
          meta_data: [],
        },
      ],
    });
    expect(await settled()).toEqual(['done sent', 'done sent', 'done sent']);
    expect(
      sold()
        .map(([first]) => first)
        .sort(),
    ).toEqual(['A-4 3', 'A-98 6', 'A-99 5']);
  });
});

describe('a product that Go does not have', () => {
  it('is a gap, unless the connection may create products', async () => {
    await open({ products: [] });
    await receive(simpleOrder(1));
    expect(await settled()).toEqual(['blocked gap.product_missing']);
  });

  it('is created once for two orders at once, with the account of its entry, and never again', async () => {
    await open(unstocked.company, { rules: unstocked.rules });
    await receive(roundedOrder(1), roundedOrder(2));
    expect(await settled()).toEqual(['done sent', 'done sent']);
    expect(world.sandbox.control.state().products).toMatchObject([
      { code: 'A-1', name: 'Varer, høy sats', salesAccount: '3000', vatCode: '3' },
      { code: 'A-99', salesAccount: '3100', vatCode: '5' },
    ]);
    await receive(roundedOrder(3));
    expect(await settled()).toEqual(['done sent', 'done sent', 'done sent']);
    expect(asked('POST', 'Products')).toHaveLength(2);
    expect(sold()).toEqual([1, 2, 3].map(() => ['A-1 3', 'A-99 5']));
  });

  it('that the office renames after its creation is created anew at the next try', async () => {
    await open(unstocked.company, { rules: unstocked.rules });
    await receive(simpleOrder(1));
    await world.settle();
    const [made] = world.sandbox.control.state().products;
    await rename(made?.id ?? '', 'B-1');
    await world.database.knex('facts').where('name', 'like', 'product:%').delete();
    await receive(simpleOrder(2));
    expect(await settled()).toEqual(['done sent', 'blocked refused.not_found']);
    await world.database
      .knex('transfers')
      .where({ subject_id: '2' })
      .update({ state: 'waiting', reason: 'retry.asked', due_at: new Date() });
    expect(await settled()).toEqual(['done sent', 'done sent']);
    expect(codes().sort()).toEqual(['A-1', 'A-99', 'B-1']);
  });

  it.each<[string, Partial<CompanyOptions>]>([
    ['gap.account_missing', { accounts: { 3100: '5' }, standardSalesAccount: '3100' }],
    ['gap.account_vat', { accounts: { 3000: '31', 3100: '5' } }],
    [
      'gap.account_unreadable',
      { validPrivileges: demoCompany.validPrivileges.filter((right) => right !== 'GeneralLedgerAccount') },
    ],
  ])('has %s before anything is created', async (gap, company) => {
    await open({ ...company, products: demoCompany.products.slice(3) }, creating);
    await receive(simpleOrder(1));
    expect(await settled()).toEqual([`blocked ${gap}`]);
    expect(asked('POST', 'Products')).toEqual([]);
    expect(world.sandbox.control.state().customers).toEqual([]);
  });

  it('is created on request too, and what cannot be is told; to repeat it is safe', async () => {
    await open({ products: demoCompany.products.slice(0, 1), accounts: { 3000: '3', 3030: '33', 3100: '5' } });
    world.sandbox.control.fail({ mode: '500_after', on: { method: 'POST', path: '^/v2/Products$' } });
    const request = async (preview = false) => {
      const connected = await connect(world.mirror(), world.shop, world.connection.id);
      const prepared =
        connected && (await prepare(world.mirror(), connected, { correlationId: randomUUID(), preview }));
      return prepared?.kind === 'prepared' ? prepared.all.map(({ what, state }) => `${what} ${state}`) : prepared;
    };
    expect(await request(true)).toEqual(['A-1 there', 'A-2 failed', 'A-3 failed', 'A-99 missing']);
    expect(codes()).toEqual(['A-1']);
    // The answer to the creation is lost: it is in doubt, and found to be there by the next request.
    expect(await request()).toEqual(['A-1 there', 'A-2 failed', 'A-3 failed', 'A-99 failed']);
    expect(codes()).toEqual(['A-1', 'A-99']);
    expect(await request()).toEqual(['A-1 there', 'A-2 failed', 'A-3 failed', 'A-99 there']);
    expect(codes()).toEqual(['A-1', 'A-99']);
  });

  it('that is created on request lets the orders go on that lacked it', async () => {
    await open({ products: demoCompany.products.slice(3) });
    await receive(simpleOrder(1));
    expect(await settled()).toEqual(['blocked gap.product_missing']);
    const connected = await connect(world.mirror(), world.shop, world.connection.id);
    if (connected) await prepare(world.mirror(), connected, { correlationId: randomUUID(), preview: false });
    expect(await settled()).toEqual(['done sent']);
  });

  async function rename(id: string, code: string): Promise<void> {
    const call = await callerOf(world.sandbox);
    const patch = JSON.stringify([{ op: 'replace', path: '/Code', value: code }]);
    const answer = await call('PATCH', `/v2/Products/${id}`, patch, { 'Content-Type': 'application/json-patch+json' });
    if (answer.status !== 200) throw new Error(answer.text);
  }
});

describe('what a form may offer', () => {
  it('is read from Go; a list that may not be read says so', async () => {
    await open({
      products: onAccount('3000'),
      validPrivileges: demoCompany.validPrivileges.filter((right) => right !== 'Project'),
    });
    const connected = await connect(world.mirror(), world.shop, world.connection.id);
    const lists = (await connected?.system.options(connected.context({ correlationId: randomUUID() }))) ?? {};
    expect(lists['projects']?.kind).toBe('forbidden');
    const options = Object.fromEntries(
      Object.entries(lists).flatMap(([name, list]) => (list.kind === 'read' ? [[name, list.options] as const] : [])),
    );
    expect(Object.keys(options).sort()).toEqual([
      'brandingThemes',
      'departments',
      'ledgerAccounts',
      'numberSeries',
      'paymentTerms',
      'products',
      'salesAccounts',
      'vatCodes',
    ]);
    expect(options['numberSeries']).toEqual([{ value: expect.any(String) as unknown, label: 'Kunder (10000–19999)' }]);
    const account = options['salesAccounts']?.[0];
    expect(account?.value).toBe('3000');
    expect(account && 'word' in account ? speaker.word(account) : account?.label).toBe(
      '3000 Salgsinntekt, mva-kode 3 (VAT code 3)',
    );
    expect(options['ledgerAccounts']).toContainEqual({ value: '1570', label: '1570 Oppgjør Vipps' });
    expect(options['vatCodes']).toContainEqual({ value: '31', label: '31 Utgående mva, middels sats (15 %)' });
    expect(options['products']).toContainEqual({ value: 'A-1', label: 'A-1 Varer, høy sats' });
    expect(options['departments']).toContainEqual({ value: '82', label: '20 Nettbutikk' });
  });
});
