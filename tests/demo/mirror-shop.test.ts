import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startWooCommerceSandbox, type Body, type WooCommerceSandbox } from '../sandboxes/woocommerce/sandbox.ts';
import { fixture, simpleOrder, unmappedOrder } from '../setup/woocommerce.ts';
import { readFlags } from './flags.ts';
import { readShopKey } from './shop-key.ts';
import { explanationsOf, isSound, shopTableOf, summaryOf } from './shop-report.ts';
import type { ShopRow } from './shop-rows.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

let shop: WooCommerceSandbox;
let folder: string;
beforeAll(async () => {
  shop = await startWooCommerceSandbox();
  folder = await mkdtemp(join(tmpdir(), 'mirror-test-'));
});
afterAll(async () => {
  await shop.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => shop.control.reset());

/** Runs `npm run demo -- --once` without the installation before it. `key`: what differs from the right key. */
async function mirror(flags: readonly string[], key: Record<string, string> = {}) {
  const file = join(folder, 'rows.json');
  const { consumerKey, consumerSecret } = shop.control.key;
  const outcome = await new Promise<{ code: number; stdout: string; stderr: string }>((done) => {
    const child = execFile(
      process.execPath,
      ['--conditions=source', '--import', 'tsx', 'tests/demo/main.ts', '--once', '--json', file, ...flags],
      {
        cwd: root,
        env: {
          ...process.env,
          // So long that no answer is late, however busy the machine is.
          KONTOR_CALL_TIMEOUT: '15',
          KONTOR_DEMO_CONSUMER_KEY: consumerKey,
          KONTOR_DEMO_CONSUMER_SECRET: consumerSecret,
          ...key,
        },
      },
      (_fault, stdout, stderr) => done({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
  const rows = async () => (JSON.parse(await readFile(file, 'utf8')) as { rows: ShopRow[] }).rows;
  return { ...outcome, rows };
}

/** Places an order in the shop; orders with a higher id are newer. */
function place(id: number, body: Body): void {
  const placed = `2026-11-${String(id).padStart(2, '0')}T10:00:00`;
  const dates = { date_created: placed, date_created_gmt: placed, date_modified_gmt: placed };
  shop.control.save({ ...body, ...dates, id, number: String(id), status: String(body['status']) });
}

const german = (name: string): Body => fixture(`woocommerce/orders/${name}`);

describe('the demo with --shop', () => {
  it('makes a draft of each of the last orders, says why others have none, and only reads the shop', async () => {
    place(1, simpleOrder(1));
    place(2, simpleOrder(2));
    shop.control.refund(2, { ...fixture('woocommerce-no/refunds/full-amount-of-simple'), id: 900, amount: '100.00' });
    place(3, fixture('woocommerce-no/orders/four-rates-shipping'));
    place(4, german('mixed-tax-shipping-processing'));
    place(5, unmappedOrder(5));
    place(6, simpleOrder(6, { currency: 'AUD' }));
    place(7, german('simple-tax19-onhold'));
    place(8, simpleOrder(8, { total: '999.00' }));
    const { code, stdout, stderr, rows } = await mirror(['--shop', shop.url, '--orders', '7']);

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const isDraft = { result: 'draft', isEqual: true, explanations: [] };
    const hasNone = { document: null, documentTotal: null, isEqual: null, vat: [] };
    const because = (cause: RegExp) => [
      { cause: expect.stringMatching(cause) as string, remedy: expect.stringMatching(/\S/) as string },
    ];
    expect(await rows()).toMatchObject([
      { order: '8', total: '999.00 NOK', result: 'not read', ...hasNone, explanations: because(/total/) },
      { order: '7', total: '19.90 EUR', result: 'no document', ...hasNone, explanations: because(/status/) },
      { order: '6', total: '349.00 AUD', result: 'gap', ...hasNone, explanations: because(/AUD/) },
      { order: '5', total: '349.00 NOK', result: 'gap', ...hasNone, explanations: because(/11\.11 %/) },
      { ...isDraft, order: '4', total: '83.80 EUR', documentTotal: '83.80', vat: ['19 %: 8.60', '7 %: 1.96'] },
      { ...isDraft, order: '3', date: '2026-11-03', customer: 'Kari Nordmann', documentTotal: '2113.00' },
      { ...isDraft, order: '2', total: '349.00 NOK', documentTotal: '349.00', vat: ['25 %: 69.80'] },
      { order: '2', refund: '900', result: 'credit note', total: '-100.00 NOK', documentTotal: '-100.00' },
    ]);
    expect(stdout).toMatch(/^7 .*no document$/m);
    expect(stdout).toMatch(/^Order 7 \(on-hold\)$/m);
    expect(stdout).toContain('Every document has the total of the shop, to the cent.');
    for (const hidden of ['ck_', 'cs_', 'Storgata', '@example']) expect(stdout).not.toContain(hidden);
    const requests = shop.control.requests();
    expect(requests.length).toBeGreaterThan(7);
    expect(requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it('ends with cause and remedy when the shop refuses the key', async () => {
    const { code, stderr } = await mirror(['--shop', shop.url], {
      KONTOR_DEMO_CONSUMER_SECRET: `cs_${'9'.repeat(40)}`,
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^shop_read\.wrong_key: The shop refuses the REST key/);
    expect(stderr).toContain('Make a REST key with the right to read');
    expect(stderr).toContain('KONTOR_DEMO_CONSUMER_SECRET');
    expect(stderr).not.toContain('cs_9');
  });

  it('asks nothing of the shop while a key is missing', async () => {
    const { code, stdout, stderr } = await mirror(['--shop', shop.url], { KONTOR_DEMO_CONSUMER_KEY: '' });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('KONTOR_DEMO_CONSUMER_KEY is not set.');
    expect(shop.control.requests()).toEqual([]);
  });
});

describe('the key of a shop', () => {
  const consumerKey = `ck_${'1'.repeat(40)}`;
  const consumerSecret = `cs_${'2'.repeat(40)}`;
  const keyWith = (address: string, changes: Record<string, string> = {}) =>
    readShopKey(address, {
      KONTOR_DEMO_CONSUMER_KEY: consumerKey,
      KONTOR_DEMO_CONSUMER_SECRET: consumerSecret,
      ...changes,
    });

  it.each([
    ['http://localhost:8080/de', 'localhost:8080'],
    ['http://127.0.0.1', '127.0.0.1'],
    ['http://[::1]:80', '[::1]'],
    ['https://shop.example', null],
    ['https://127.example', null],
    ['http://192.168.0.7', null],
  ])('of %s allows the host %j', (address, loopbackHost) => {
    expect(keyWith(address)).toMatchObject({ consumerKey, consumerSecret, loopbackHost });
  });

  it.each([
    ['KONTOR_DEMO_CONSUMER_SECRET', '', 'is not set'],
    ['KONTOR_DEMO_CONSUMER_SECRET', 'admin', 'is wrong: A consumer secret is cs_'],
    ['KONTOR_DEMO_CONSUMER_KEY', consumerSecret, 'is wrong: A consumer key is ck_'],
  ])('is refused with the way to a key if %s is %j', (variable, value, fault) => {
    const read = () => keyWith('https://shop.example', { [variable]: value });
    expect(read).toThrow(`${variable} ${fault}`);
    expect(read).toThrow('WooCommerce → Settings → Advanced → REST API');
    expect(read).not.toThrow(/admin|222/);
  });

  it.each(['shop.example', 'ftp://shop.example', 'https://anna:pw@shop.example'])('is not sent to %s', (address) => {
    expect(() => keyWith(address)).toThrow('such as https://shop.example, without a user and password');
  });
});

describe('the flags of the demo', () => {
  it.each([
    [[], 20],
    [['--orders', '100'], 100],
  ])('with --shop and %j choose %d orders', (flags, orders) => {
    expect(readFlags(['--shop', 'https://shop.example', ...flags]).from).toMatchObject({ kind: 'shop', orders });
  });

  it.each(['101', '0', '1.5', 'many'])('refuse %s orders of a shop', (orders) => {
    expect(() => readFlags(['--shop', 'https://shop.example', '--orders', orders])).toThrow('a number from 1 to 100');
  });
});

describe('the report on a shop', () => {
  const row: ShopRow = {
    order: 'NL-2026/0042',
    refund: null,
    status: 'processing',
    date: '2026-11-22',
    customer: 'Hans Müller-Lüdenscheidt zu Hohenzollern\u001b[2J',
    total: '12345.60 NOK',
    result: 'draft',
    document: '6001',
    documentTotal: '12345.60',
    isEqual: true,
    vat: ['25 %: 1234.50', '15 %: 345.60'],
    explanations: [],
  };

  it.each([80, 120])('fits into %d columns, with the VAT where there is room', (columns) => {
    const table = shopTableOf([row], columns);
    expect(Math.max(...table.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(columns);
    expect(table).toContain('draft 6001');
    expect(table).toContain('12345.60 NOK');
    expect(table.includes('25 %: 1234.50')).toBe(columns === 120);
  });

  it('says that a shop without orders has none', () => {
    expect(summaryOf([])).toEqual(['The shop has no orders.']);
  });

  it('names an order whose document has another total', () => {
    expect(summaryOf([row, { ...row, order: '43', isEqual: false }]).at(-1)).toBe('The total differs for: 43.');
    expect(isSound([row])).toBe(true);
    expect(isSound([row, { ...row, isEqual: false }])).toBe(false);
  });

  it('shows no character that a terminal would obey', () => {
    expect(shopTableOf([row], 200)).toContain('\\u001b[2J');
  });

  it('gives one explanation for all orders that it is about, in lines that fit', () => {
    const explanations = [{ cause: 'The shop says so. '.repeat(9).trim(), remedy: 'Nothing.' }];
    const text = explanationsOf(
      [
        { ...row, explanations },
        { ...row, order: '43', explanations },
      ],
      80,
    );
    expect(text.split('\n')[0]).toBe('Orders NL-2026/0042, 43');
    expect(text.split('\n').at(-1)).toBe('  → Nothing.');
    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
  });
});
