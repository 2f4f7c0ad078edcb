import type { Egress } from '../../bridge-server/src/egress/send.ts';
import { createShopClient } from '../../bridge-server/src/woocommerce/client.ts';
import { readSettings } from '../../bridge-server/src/woocommerce/settings.ts';
import { norwegianSettings } from '../sandboxes/woocommerce/settings.ts';
import { startWooCommerceSandbox, type Body, type WooCommerceSandbox } from '../sandboxes/woocommerce/sandbox.ts';
import { openLocalEgress } from '../setup/local-egress.ts';

let shop: WooCommerceSandbox;
let egress: Egress;
beforeAll(async () => {
  shop = await startWooCommerceSandbox();
});
afterAll(() => shop.close());
beforeEach(() => {
  shop.control.reset();
  egress = openLocalEgress();
});
afterEach(() => egress.close());

/** Reads the settings. Returns the content by kind, and what is missing as `route code`. */
async function read({ timeoutMs = 5000, url = shop.url }: { timeoutMs?: number; url?: string } = {}) {
  const send = egress.forCall({ budget: null, correlationId: 'settings', system: 'shop', timeoutMs });
  const facts = await readSettings(createShopClient({ url, ...shop.control.key, keyIn: 'header' }, send));
  return {
    content: Object.fromEntries(facts.map(({ kind, content }) => [kind, content])),
    missing: facts.flatMap(({ missing }) => missing.map(({ route, why }) => `${route} ${why.code}`)),
    reasons: facts.flatMap(({ missing }) => missing.map(({ why }) => why)),
  };
}
const kindsRead = (content: Body): string[] => Object.keys(content).filter((kind) => content[kind] !== null);
const everyKind = [
  'general',
  'tax',
  'timeZone',
  'taxClasses',
  'taxRates',
  'paymentMethods',
  'shippingZones',
  'shippingMethods',
];
const without = (...kinds: string[]): string[] => everyKind.filter((kind) => !kinds.includes(kind));
const numbered = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
const [anyRate = {}] = norwegianSettings.taxRates;
const [anyMethod = {}] = norwegianSettings.paymentMethods;
const rates = (count: number): Body[] => numbered(count).map((id) => ({ ...anyRate, id, name: `Rate ${id}` }));

describe('reading the settings of a shop', () => {
  it('brings what forms and mappings need, in the words of the forms', async () => {
    const { content, missing } = await read();
    expect(missing).toEqual([]);
    expect(content).toEqual({
      general: {
        currency: 'NOK',
        currencyPosition: 'left_space',
        decimals: 2,
        thousandSeparator: ' ',
        decimalSeparator: ',',
        calculatesTaxes: true,
      },
      tax: {
        pricesIncludeTax: true,
        basedOn: 'shipping',
        shippingTaxClass: 'inherit',
        roundsAtSubtotal: false,
        displayInShop: 'incl',
        displayInCart: 'incl',
        displayOfTotals: 'itemized',
      },
      timeZone: { name: 'Europe/Oslo', offset: 1 },
      taxClasses: [
        { slug: 'standard', name: 'Standard rate' },
        { slug: 'mat', name: 'Mat & drikke' },
        { slug: 'zero-rate', name: 'Zero rate' },
      ],
      taxRates: [
        ['1', '25.0000', 'MVA 25 %', 'standard'],
        ['2', '15.0000', 'MVA 15 %', 'mat'],
        ['3', '0.0000', 'MVA 0 %', 'zero-rate'],
      ].map(([id, percent, name, taxClass]) => ({
        id,
        percent,
        country: 'NO',
        state: '',
        class: taxClass,
        name,
        priority: 1,
        compound: false,
        shipping: true,
      })),
      paymentMethods: [
        { id: 'bacs', title: 'Faktura', enabled: true },
        { id: 'cheque', title: 'Check payments', enabled: false },
        { id: 'vipps', title: 'Vipps', enabled: true },
      ],
      shippingZones: [
        { id: '0', name: 'Locations not covered by your other zones' },
        { id: '1', name: 'Norge' },
      ],
      shippingMethods: [
        { id: '1', zone: '1', method: 'flat_rate', title: 'Posten Norgespakke', enabled: true },
        { id: '2', zone: '1', method: 'local_pickup', title: 'Hentes', enabled: true },
      ],
    });
  });

  it('asks for three fields of a payment gateway, since the others hold the secrets of its provider', async () => {
    await read();
    const [request] = shop.control.requests().filter(({ path }) => path.endsWith('/payment_gateways'));
    expect(new URLSearchParams(request?.query).get('_fields')).toBe('id,title,enabled');
  });

  it('does not send the key to the index, which is open to everybody', async () => {
    await read();
    const [index] = shop.control.requests().filter(({ path }) => path === '/wp-json/');
    expect(index?.query).toBe('_fields=timezone_string%2Cgmt_offset');
  });

  it('brings the tax rates of all pages, each once', async () => {
    shop.control.settings({ taxRates: rates(250) });
    const { content, missing } = await read();
    expect(missing).toEqual([]);
    expect(new Set((content['taxRates'] as { id: string }[]).map(({ id }) => id))).toEqual(
      new Set(numbered(250).map(String)),
    );
    expect(shop.control.requests().filter(({ path }) => path.endsWith('/taxes'))).toHaveLength(3);
  });

  it('takes an offset alone for a time zone without a name', async () => {
    shop.control.settings({ index: { gmt_offset: '5.5', timezone_string: '' } });
    expect((await read()).content['timeZone']).toEqual({ name: null, offset: 5.5 });
  });
});

describe('settings that a shop does not show', () => {
  it('are named with their routes when the user of the key does not manage the shop', async () => {
    shop.control.switches({ settingsForbidden: true });
    const { content, missing } = await read();
    expect(kindsRead(content)).toEqual(['timeZone']);
    expect(missing).toEqual(
      ['settings/general', 'settings/tax', 'taxes/classes', 'taxes', 'payment_gateways', 'shipping/zones'].map(
        (route) => `${route} shop_read.no_right`,
      ),
    );
  });

  it.each([
    ['settings/tax', ['tax']],
    ['taxes', ['taxRates']],
    ['payment_gateways', ['paymentMethods']],
    ['shipping/zones', ['shippingZones', 'shippingMethods']],
  ])('are named when the shop has no route %s, and all others are read', async (route, kinds) => {
    shop.control.switches({ withoutRoutes: [route] });
    const { content, missing } = await read();
    expect(missing).toEqual([`${route} shop_read.no_route`]);
    expect(kindsRead(content)).toEqual(without(...kinds));
  });

  it.each([
    ['html', 'shop_read.not_json'],
    ['403', 'shop_read.locked'],
    ['500_before', 'shop_read.broken'],
  ] as const)('are named when their route answers %s, and all others are read', async (mode, code) => {
    shop.control.fail({ mode, times: 9, on: { path: '/settings/general$' } });
    const { content, missing } = await read();
    expect(missing).toEqual([`settings/general ${code}`]);
    expect(kindsRead(content)).toEqual(without('general'));
  });

  it('are named when a security plugin hides the index with the time zone', async () => {
    shop.control.switches({ indexHidden: true });
    const { missing, reasons } = await read();
    expect(missing).toEqual(['/wp-json/ shop_read.locked']);
    expect(reasons).toMatchObject([{ case: 'index' }]);
  });

  it('are not asked for when the shop answers nobody any more', async () => {
    shop.control.fail({ mode: '429', times: 9, on: { path: '/settings/tax$' } });
    const { content, missing } = await read();
    expect(kindsRead(content)).toEqual(['general']);
    expect(new Set(missing.map((line) => line.split(' ')[1]))).toEqual(new Set(['shop_read.rate_limited']));
    expect(shop.control.requests()).toHaveLength(2);
  });

  it('leave the list of tax rates unread when one of its pages fails, so that no part of it passes for the whole', async () => {
    shop.control.settings({ taxRates: rates(250) });
    let pages = 0;
    const stop = shop.control.onRequest(({ path }) => {
      if (path.endsWith('/taxes') && ++pages === 2) shop.control.fail({ mode: '500_before', on: { path: '/taxes$' } });
    });
    const { content, missing } = await read();
    stop();
    expect(missing).toEqual(['taxes shop_read.broken']);
    expect(content['taxRates']).toBeNull();
  });

  it('are the methods of one zone only when one zone cannot be read', async () => {
    shop.control.settings({
      shippingZones: [...norwegianSettings.shippingZones, { id: 2, name: 'Sverige' }],
      shippingMethods: { ...norwegianSettings.shippingMethods, '2': [{ ...anyMethod }] },
    });
    shop.control.fail({ mode: 'html', on: { path: '/zones/2/' } });
    const { content, missing } = await read();
    expect(missing).toEqual(['shipping/zones/2/methods shop_read.not_json']);
    expect(content['shippingMethods']).toHaveLength(2);
  });
});

describe('settings with odd content', () => {
  it.each([
    ['a text with NUL in its id', { ...anyMethod, id: 'a\0b', title: 'x\0y\ud800' }],
    ['a huge title', { ...anyMethod, id: 'huge', title: '🧶'.repeat(300_000) }],
    ['no title', { ...anyMethod, id: 'untitled', title: null }],
  ])('are read as far as people understand them: %s', async (_case, method) => {
    shop.control.settings({ paymentMethods: [anyMethod, method] });
    const { content, missing } = await read();
    expect(missing).toEqual([]);
    const [, odd] = content['paymentMethods'] as { id: string; title: string }[];
    expect(odd?.id).toBe(method.id.replace('\0', ''));
    expect(odd?.title.length).toBeLessThanOrEqual(1000);
    expect(odd?.title.isWellFormed() && !odd.title.includes('\0')).toBe(true);
  });

  it.each([
    ['a huge id', { ...anyMethod, id: 'x'.repeat(100_000) }],
    ['an id that is a list', { ...anyMethod, id: ['bacs'] }],
    ['a text where yes or no belongs', { ...anyMethod, enabled: 'perhaps' }],
    ['no fields', {}],
  ])('stand alone: an entry with %s is named, and the others are read', async (_case, entry) => {
    shop.control.settings({ paymentMethods: [anyMethod, entry] });
    const { content, missing, reasons } = await read();
    expect(missing).toEqual(['payment_gateways shop_read.entries_unread']);
    expect(JSON.stringify(reasons).length).toBeLessThan(500);
    expect(content['paymentMethods']).toEqual([{ id: 'bacs', title: 'Faktura', enabled: true }]);
  });

  it.each([
    ['a percentage in words', { rate: 'a quarter' }],
    ['a huge country', { country: 'N'.repeat(1000) }],
    ['an id that is no number', { id: 'x' }],
  ])('stand alone: a tax rate with %s is named, and the others are read', async (_case, change) => {
    shop.control.settings({ taxRates: [anyRate, { ...anyRate, ...change }] });
    const { content, missing } = await read();
    expect(missing).toEqual(['taxes shop_read.entries_unread']);
    expect(content['taxRates']).toHaveLength(1);
  });

  it('are null and named when a setting has a value that WooCommerce does not have', async () => {
    const changed = norwegianSettings.general.map((row) =>
      row['id'] === 'woocommerce_price_num_decimals' ? { ...row, value: 'two' } : row,
    );
    shop.control.settings({ general: changed });
    const { content, reasons } = await read();
    expect(content['general']).toMatchObject({ currency: 'NOK', decimals: null });
    expect(reasons).toMatchObject([
      { code: 'shop_read.entries_unread', values: { entries: ['woocommerce_price_num_decimals'], count: 1 } },
    ]);
  });

  it('are not read when no entry has the form of WooCommerce', async () => {
    shop.control.settings({ taxClasses: [{ titel: 'x' }], general: [{ id: 'blogname', value: 'x' }] });
    const { content, missing } = await read();
    expect(missing).toEqual(['settings/general shop_read.other_shape', 'taxes/classes shop_read.other_shape']);
    expect(kindsRead(content)).toEqual(without('general', 'taxClasses'));
  });
});

describe('a list without end', () => {
  it('is cut at 5,000 tax rates, and that is named', async () => {
    shop.control.settings({ taxRates: rates(5050) });
    const { content, missing } = await read();
    expect(missing).toEqual(['taxes shop_read.list_too_long']);
    expect(content['taxRates']).toHaveLength(5000);
    expect(shop.control.requests().filter(({ path }) => path.endsWith('/taxes'))).toHaveLength(50);
  });

  it('is read once when a plugin answers each page with the first one, and that is named', async () => {
    shop.control.settings({ taxRates: rates(250) });
    shop.control.switches({ ignoresPage: true });
    const { content, missing } = await read();
    expect(missing).toEqual(['taxes shop_read.list_repeats']);
    expect(content['taxRates']).toHaveLength(100);
  });

  it('is cut at 500 payment methods, however many a plugin adds', async () => {
    shop.control.settings({ paymentMethods: numbered(3000).map((id) => ({ ...anyMethod, id: `method-${id}` })) });
    const { content, missing } = await read();
    expect(missing).toEqual(['payment_gateways shop_read.list_too_long']);
    expect(content['paymentMethods']).toHaveLength(500);
  });

  it('of shipping zones is named once for all zones that fail alike', async () => {
    shop.control.settings({ shippingZones: numbered(60).map((id) => ({ id, name: `Zone ${id}` })) });
    shop.control.fail({ mode: 'html', times: 60, on: { path: '/methods$' } });
    const { content, missing } = await read();
    expect(missing).toEqual(['shipping/zones/1/methods shop_read.not_json']);
    expect(content['shippingMethods']).toBeNull();
    expect(content['shippingZones']).toHaveLength(60);
  });
});
