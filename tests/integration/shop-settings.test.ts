import type { ShopId } from '../../bridge-server/src/ids.ts';
import { norwegianSettings } from '../sandboxes/woocommerce/settings.ts';
import type { WooCommerceSandbox } from '../sandboxes/woocommerce/sandbox.ts';
import type { Caller, Http } from '../setup/http.ts';
import { openReadShop, type ReadShop } from '../setup/read-shop.ts';
import { until } from '../setup/until.ts';
import type { World } from '../setup/world.ts';

let readShop: ReadShop;
let world: World;
let sandbox: WooCommerceSandbox;
let http: Http;
let asOperator: Caller;
beforeAll(async () => {
  readShop = await openReadShop();
  ({ world, sandbox, http, asOperator } = readShop);
});
afterAll(() => readShop.close());
beforeEach(() => readShop.reset());

interface SettingsAnswer {
  read: { fact: string; readAt: string | null; askedAt: string | null }[];
  missing: { route: string; code: string; cause: string; remedy: string }[];
}
const connect = async (changes: Record<string, unknown> = {}) => {
  const { status, body } = await readShop.connect(changes);
  return { status, ...(body as { shop: ShopId; missing: SettingsAnswer['missing'] }) };
};
const settingsOf = (shop: ShopId) => http.request(asOperator, 'get', `/v1/shops/${shop}/settings`);
const refresh = (shop: ShopId) => http.request(asOperator, 'post', `/v1/shops/${shop}/settings/refresh`, {});
const readTimes = (body: unknown) =>
  Object.fromEntries((body as SettingsAnswer).read.map(({ fact, readAt }) => [fact, readAt]));
/** Puts the times at which the shop was asked, and its next comparison, so many hours back. */
async function hoursPass(shop: ShopId, hours: number): Promise<void> {
  const { knex } = world.database;
  const back = (column: string) => knex.raw(`${column} - make_interval(hours => ?)`, [hours]);
  await knex('shop_facts')
    .where({ shop_id: shop })
    .update({ read_at: back('read_at'), asked_at: back('asked_at') });
  await knex('shop_readings')
    .where({ shop_id: shop })
    .update({ compare_at: back('compare_at'), read_at: null });
}

describe('kontor shop connect', () => {
  it("reads the shop's settings and keeps them", async () => {
    const { status, shop, missing } = await connect();
    expect({ status, missing }).toEqual({ status: 200, missing: [] });
    const { body } = await settingsOf(shop);
    expect(body).toMatchObject({
      general: { currency: 'NOK', decimals: 2, decimalSeparator: ',' },
      tax: { pricesIncludeTax: true, basedOn: 'shipping' },
      timeZone: { name: 'Europe/Oslo' },
      taxClasses: [{ slug: 'standard' }, { slug: 'mat' }, { slug: 'zero-rate' }],
      taxRates: [{ percent: '25.0000' }, { percent: '15.0000' }, { percent: '0.0000' }],
      paymentMethods: [{ id: 'bacs' }, { id: 'cheque', enabled: false }, { id: 'vipps' }],
      shippingZones: [{ id: '0' }, { id: '1', name: 'Norge' }],
      shippingMethods: [{ title: 'Posten Norgespakke' }, { title: 'Hentes' }],
      missing: [],
    });
    expect(Object.values(readTimes(body))).not.toContain(null);
  });

  it('connects a shop whose settings the key may not read, and names what is missing', async () => {
    sandbox.control.switches({ settingsForbidden: true });
    const { status, shop, missing } = await connect();
    expect(status).toBe(200);
    expect(missing).toContainEqual({
      route: 'taxes',
      code: 'shop_read.no_right',
      title: expect.stringMatching(/\S/),
      cause: expect.stringContaining('Sorry, you cannot list resources.'),
      remedy: expect.stringContaining('shop manager'),
    });
    expect((await settingsOf(shop)).body).toMatchObject({ general: null, taxRates: [], missing });
  });

  it('keeps nothing that PostgreSQL or the forms cannot hold', async () => {
    const [method = {}] = norwegianSettings.paymentMethods;
    sandbox.control.settings({
      paymentMethods: [
        { ...method, id: 'x\0', title: 'y\0\ud83e' },
        { ...method, id: 'z'.repeat(5000) },
      ],
    });
    const { status, shop, missing } = await connect();
    expect(status).toBe(200);
    expect(missing).toMatchObject([{ route: 'payment_gateways', code: 'shop_read.entries_unread' }]);
    expect((await settingsOf(shop)).body).toMatchObject({ paymentMethods: [{ id: 'x', title: 'y' }] });
  });
});

describe('kontor shop settings', () => {
  it('shows what was read before, and when, while the shop does not show it any more', async () => {
    const { shop } = await connect();
    await hoursPass(shop, 5);
    const before = readTimes((await settingsOf(shop)).body);
    sandbox.control.fail({ mode: 'html', times: 9, on: { path: '/payment_gateways$' } });
    const { body } = await refresh(shop);
    expect(body).toMatchObject({
      paymentMethods: [{ id: 'bacs' }, { id: 'cheque' }, { id: 'vipps' }],
      missing: [{ route: 'payment_gateways', code: 'shop_read.not_json' }],
    });
    const after = readTimes(body);
    expect(after['paymentMethods']).toBe(before['paymentMethods']);
    expect(after['taxRates']).not.toBe(before['taxRates']);
  });

  it('shows the settings of a shop that is not read any more, which cannot be read again', async () => {
    const { shop } = await connect();
    await http.request(asOperator, 'post', `/v1/shops/${shop}/disconnect`, {});
    expect((await settingsOf(shop)).body).toMatchObject({ general: { currency: 'NOK' } });
    expect(await refresh(shop)).toMatchObject({ status: 409, body: { code: 'shop.not_connected' } });
  });

  it('says that the bridge has no access to a shop that it never read', async () => {
    expect(await settingsOf(world.shop)).toMatchObject({ status: 409, body: { code: 'shop.not_connected' } });
  });

  it('shows facts in the form of another version as never read', async () => {
    const { shop } = await connect();
    await world.database
      .knex('shop_facts')
      .where({ shop_id: shop, kind: 'general' })
      .update({ content: JSON.stringify({ currencies: ['NOK'] }) });
    const { body } = await settingsOf(shop);
    expect(body).toMatchObject({ general: null, tax: { basedOn: 'shipping' } });
    expect(readTimes(body)['general']).toBeNull();
  });
});

describe('the nightly reading', () => {
  async function readByItself(shop: ShopId): Promise<void> {
    await readShop.due(shop);
    const puller = readShop.puller();
    puller.start();
    const wasRead = async () => {
      const { body } = await http.request(asOperator, 'get', `/v1/shops/${shop}/reading`);
      return (body as { readAt: string | null }).readAt !== null;
    };
    await until(wasRead, 'the shop was read to its end');
    await puller.stop();
  }
  const askedForSettings = () => sandbox.control.requests().filter(({ path }) => path.endsWith('/settings/general'));

  it('reads the settings again, once a night', async () => {
    const { shop } = await connect();
    sandbox.control.settings({ taxRates: norwegianSettings.taxRates.slice(0, 1) });
    await hoursPass(shop, 48);
    await readByItself(shop);
    expect((await settingsOf(shop)).body).toMatchObject({ taxRates: [{ id: '1' }] });
    await hoursPass(shop, 1);
    await readByItself(shop);
    expect(askedForSettings()).toHaveLength(2);
  });

  it('does not wait for the night if the settings were never read', async () => {
    const { shop } = await connect();
    const { knex } = world.database;
    await knex('shop_facts').where({ shop_id: shop }).delete();
    await readByItself(shop);
    expect((await settingsOf(shop)).body).toMatchObject({ general: { currency: 'NOK' } });
  });

  it('takes in orders as ever while the settings cannot be read', async () => {
    const { shop } = await connect();
    await hoursPass(shop, 48);
    sandbox.control.switches({ settingsForbidden: true });
    await readByItself(shop);
    expect((await http.request(asOperator, 'get', `/v1/shops/${shop}/reading`)).body).toMatchObject({ failed: null });
    expect((await settingsOf(shop)).body).toMatchObject({
      general: { currency: 'NOK' },
      missing: expect.arrayContaining([expect.objectContaining({ route: 'settings/general' })]),
    });
  });
});

describe('the forms of a shop that is read by its REST API', () => {
  const connectionPath = () => `/v1/shops/${world.shop}/connections/${world.connection.id}`;
  const connectWorld = async () => {
    await world.database.knex('shops').where({ id: world.shop }).update({ url: sandbox.url });
    return connect({ existing: world.shop });
  };
  const optionsOf = async (): Promise<unknown> =>
    (await http.request(asOperator, 'get', `${connectionPath()}/options`)).body;

  it('offer its payment methods and tax classes, as the plugin offers them', async () => {
    await connectWorld();
    expect(await optionsOf()).toMatchObject({
      options: expect.arrayContaining([
        { list: 'paymentMethods', value: 'vipps', label: 'Vipps (vipps)' },
        { list: 'taxClasses', value: 'mat', label: 'Mat & drikke' },
      ]),
    });
  });

  it('tell why they cannot offer a list', async () => {
    await world.database.knex('shop_facts').where({ shop_id: world.shop }).delete();
    sandbox.control.switches({ settingsForbidden: true });
    await connectWorld();
    expect(await optionsOf()).toMatchObject({
      unread: [
        { list: 'paymentMethods', why: 'forbidden' },
        { list: 'taxClasses', why: 'forbidden' },
      ],
    });
  });

  it('name the tax rates of the shop that the settings do not cover', async () => {
    const [rate = {}] = norwegianSettings.taxRates;
    sandbox.control.settings({ taxRates: [...norwegianSettings.taxRates, { ...rate, id: 77, rate: '17.5000' }] });
    await connectWorld();
    const { body } = await http.request(asOperator, 'post', `${connectionPath()}/unmapped`, {});
    expect((body as { rates: string[] }).rates).toContain('77');
  });
});
