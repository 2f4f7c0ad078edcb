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
const openCompanyWorld = async (company: Partial<CompanyOptions>, options: WorldOptions = {}) => {
  world = await openWorld({ ...options, sandbox: { clients: [company] } });
};
/** Settles; each transfer in one line: `done sent`. */
const settled = () => world.settled('state', 'reason');
const causes = async () =>
  (await world.settle()).flatMap(({ detail }) => (detail.gaps ?? []).map((gap) => told(gap).cause)).join('\n');
/** The codes of Go's products. */
const productCodes = () => world.held().products.map(({ code }) => code);
/** The lines of each draft, each with its product and VAT code: `A-1 3`. */
const soldLines = () =>
  world.held().orders.map(({ lines }) => lines.map(({ productCode, vatCode }) => `${productCode} ${vatCode}`));
const creating: WorldOptions = { rules: { functions: ['orders', 'createCustomers', 'createProducts'] } };

/** The company's products with A-1 on that account; null: on no account of its own. */
const onAccount = (standardSalesAccount: string | null, groupCode = '1') =>
  demoCompany.products.map((product) =>
    product.code === 'A-1' ? { ...product, standardSalesAccount, groupCode } : product,
  );

describe('the VAT code of a product', () => {
  it('blocks the order before anything is made when it does not fit the line', async () => {
    await openCompanyWorld({ products: onAccount('3030') });
    await world.sendOrders(simpleOrder(1));
    expect(await settled()).toEqual(['blocked gap.product_vat']);
    expect(await causes()).toContain('Account 3030 has VAT code 31 with 15 %, but the settings map it to 25 %');
    expect(world.held()).toMatchObject({ orders: [], customers: [] });
  });

  it('is that of the product group when the product has no account of its own', async () => {
    await openCompanyWorld({
      products: onAccount(null),
      productGroups: [{ code: '1', name: 'Høy sats', standardSalesAccount: '3060' }],
    });
    await world.sendOrders(simpleOrder(1));
    expect(await settled()).toEqual(['blocked gap.product_vat']);
  });

  it("cannot be read when it follows from the company's own account, so that the totals decide", async () => {
    await openCompanyWorld({ products: onAccount(null) });
    await world.sendOrders(simpleOrder(1));
    expect(await settled()).toEqual(['done sent']);
  });

  it('is not read again for the orders of the next minutes', async () => {
    await openCompanyWorld({});
    await world.sendOrders(simpleOrder(1));
    await world.settle();
    const countReads = () =>
      ['Products', 'GeneralLedgerAccounts', 'VatCodes', 'VatSettings'].map(
        (path) => world.requestsTo('GET', new RegExp(`^/v2/${path}$`)).length,
      );
    const readsBefore = countReads();
    await world.sendOrders(simpleOrder(2));
    expect(await settled()).toEqual(['done sent', 'done sent']);
    expect(countReads()).toEqual(readsBefore);
  });

  it('is not read for a company that is not registered for VAT, whose orders with VAT have a gap of their own', async () => {
    await openCompanyWorld({ isVatRegistered: false });
    await world.sendOrders(simpleOrder(1), fixture('woocommerce-no/orders/gift-card-no-tax', { id: 2, number: '2' }));
    expect(await settled()).toEqual(['blocked gap.not_vat_registered', 'done sent']);
  });

  it('holds up no order when the bridge may not read it', async () => {
    const rights = demoCompany.validPrivileges.filter(
      (right) => right !== 'GeneralLedgerAccount' && right !== 'CommonServices',
    );
    await openCompanyWorld({ validPrivileges: rights });
    await world.sendOrders(simpleOrder(1));
    expect(await settled()).toEqual(['done sent']);
  });
});

describe('a product of a line', () => {
  it('is a gap when it is archived, even if the connection may create products', async () => {
    await openCompanyWorld(
      { products: demoCompany.products.map((product) => ({ ...product, isArchived: product.code === 'A-1' })) },
      creating,
    );
    await world.sendOrders(simpleOrder(1));
    expect(await settled()).toEqual(['blocked gap.product_archived']);
    expect(productCodes()).toHaveLength(4);
  });

  it('is chosen by category and by rate, and differs for zero-rated and untaxed lines', async () => {
    const mapped = {
      products: [
        { rate: '25', number: '1' },
        { rate: '25', category: 'helse', number: '4', vatCode: '3' },
        { rate: '0', number: '99', vatCode: '5' },
        { rate: 'none', number: '98', vatCode: '6' },
      ],
    };
    await openCompanyWorld(
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
    await world.sendOrders({ ...health, line_items: [{ ...line, kontor_categories: ['nyheter', 'helse'] }] }, gift, {
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
      soldLines()
        .map(([first]) => first)
        .sort(),
    ).toEqual(['A-4 3', 'A-98 6', 'A-99 5']);
  });
});

describe('a product that Go does not have', () => {
  it('is a gap, unless the connection may create products', async () => {
    await openCompanyWorld({ products: [] });
    await world.sendOrders(simpleOrder(1));
    expect(await settled()).toEqual(['blocked gap.product_missing']);
  });

  it('is created once for two orders at once, with the account of its entry, and never again', async () => {
    await openCompanyWorld(unstocked.company, { rules: unstocked.rules });
    await world.sendOrders(roundedOrder(1), roundedOrder(2));
    expect(await settled()).toEqual(['done sent', 'done sent']);
    expect(world.held().products).toMatchObject([
      { code: 'A-1', name: 'Varer, høy sats', salesAccount: '3000', vatCode: '3' },
      { code: 'A-99', salesAccount: '3100', vatCode: '5' },
    ]);
    await world.sendOrders(roundedOrder(3));
    expect(await settled()).toEqual(['done sent', 'done sent', 'done sent']);
    expect(world.requestsTo('POST', /^\/v2\/Products$/)).toHaveLength(2);
    expect(soldLines()).toEqual([1, 2, 3].map(() => ['A-1 3', 'A-99 5']));
  });

  it('is created anew at the next try when the office has renamed it after its creation', async () => {
    await openCompanyWorld(unstocked.company, { rules: unstocked.rules });
    await world.sendOrders(simpleOrder(1));
    await world.settle();
    const [product] = world.held().products;
    await rename(product?.id ?? '', 'B-1');
    await world.database.knex('facts').where('name', 'like', 'product:%').delete();
    await world.sendOrders(simpleOrder(2));
    expect(await settled()).toEqual(['done sent', 'blocked refused.not_found']);
    await world.database
      .knex('transfers')
      .where({ subject_id: '2' })
      .update({ state: 'waiting', reason: 'retry.asked', due_at: new Date() });
    expect(await settled()).toEqual(['done sent', 'done sent']);
    expect(productCodes().sort()).toEqual(['A-1', 'A-99', 'B-1']);
  });

  it.each<[string, Partial<CompanyOptions>]>([
    ['gap.account_missing', { accounts: { 3100: '5' }, standardSalesAccount: '3100' }],
    ['gap.account_vat', { accounts: { 3000: '31', 3100: '5' } }],
    [
      'gap.account_unreadable',
      { validPrivileges: demoCompany.validPrivileges.filter((right) => right !== 'GeneralLedgerAccount') },
    ],
  ])('is the gap %s before anything is created', async (gap, company) => {
    await openCompanyWorld({ ...company, products: demoCompany.products.slice(3) }, creating);
    await world.sendOrders(simpleOrder(1));
    expect(await settled()).toEqual([`blocked ${gap}`]);
    expect(world.requestsTo('POST', /^\/v2\/Products$/)).toEqual([]);
    expect(world.held().customers).toEqual([]);
  });

  it('is created on request, which may be repeated and names each product that cannot be created', async () => {
    await openCompanyWorld({
      products: demoCompany.products.slice(0, 1),
      accounts: { 3000: '3', 3030: '33', 3100: '5' },
    });
    world.sandbox.control.fail({ mode: '500_after', on: { method: 'POST', path: '^/v2/Products$' } });
    const request = async (preview = false) => {
      const connected = await connect(world.mirror(), world.shop, world.connection.id);
      const prepared =
        connected && (await prepare(world.mirror(), connected, { correlationId: randomUUID(), preview }));
      return prepared?.kind === 'prepared' ? prepared.all.map(({ what, state }) => `${what} ${state}`) : prepared;
    };
    expect(await request(true)).toEqual(['A-1 there', 'A-2 failed', 'A-3 failed', 'A-99 missing']);
    expect(productCodes()).toEqual(['A-1']);
    // The answer to the creation is lost. The creation is in doubt until the next request finds the product.
    expect(await request()).toEqual(['A-1 there', 'A-2 failed', 'A-3 failed', 'A-99 failed']);
    expect(productCodes()).toEqual(['A-1', 'A-99']);
    expect(await request()).toEqual(['A-1 there', 'A-2 failed', 'A-3 failed', 'A-99 there']);
    expect(productCodes()).toEqual(['A-1', 'A-99']);
  });

  it('is created on request, after which the orders go on that lacked it', async () => {
    await openCompanyWorld({ products: demoCompany.products.slice(3) });
    await world.sendOrders(simpleOrder(1));
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

describe('the options of the settings form', () => {
  it('are read from Go, and a list that may not be read says so', async () => {
    await openCompanyWorld({
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
