import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { differencesFrom } from './compare.ts';
import { expectations, expectedCustomers } from './expected.ts';
import { readFolder } from './folder.ts';
import { intakeExpectations } from './intake/expected.ts';
import { judge } from './intake/run.ts';
import { prescriptionScan } from './intake/scan.ts';
import type { Row } from './report.ts';
import { runDemo, type Demo } from './run.ts';
import { readDocument } from '../sandboxes/mmorthosoft/held-document.ts';
import { intakeBytes } from '../setup/intake-document.ts';
import { fixture, orderOf } from '../setup/woocommerce.ts';

// So long that no answer is late, however busy the machine is.
process.env['KONTOR_CALL_TIMEOUT'] = '15';
const root = fileURLToPath(new URL('../..', import.meta.url));
const shopFolder = join(root, 'tests/fixtures/woocommerce-no');

interface DemoProcess {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the demo as `npm run demo` does, without the installation before it. */
const demo = (...flags: string[]): Promise<DemoProcess> =>
  new Promise((done) => {
    const child = execFile(
      process.execPath,
      ['--conditions=source', '--import', 'tsx', 'tests/demo/main.ts', ...flags],
      { cwd: root },
      (_fault, stdout, stderr) => {
        done({ code: child.exitCode ?? -1, stdout, stderr });
      },
    );
  });

/** Far longer than any transfer takes to settle. */
const quietSeconds = 250;
const ore = (kroner: string): number => Math.round(Number(kroner) * 100);
const sum = (amounts: readonly string[]): number => amounts.reduce((total, amount) => total + ore(amount), 0);

describe('the demo', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'demo-test-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('ends with exit code 0 when every order became what is expected of it', async () => {
    const file = join(folder, 'rows.json');
    const { code, stdout, stderr } = await demo('--once', '--json', file);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('All 21 rows are as expected.');
    expect(stdout).toContain('All 6 orders of the German shop are as expected.');
    const { rows } = JSON.parse(await readFile(file, 'utf8')) as { rows: Row[] };
    const rowsOfOrder = (order: string) => rows.filter((row) => row.order === order);
    expect(rows).toHaveLength(21);
    expect(rowsOfOrder('23')).toEqual([
      {
        order: '23',
        document: 'sales order',
        number: expect.stringMatching(/^60\d\d$/) as string,
        state: 'done',
        reason: 'sent',
        total: '2113.00',
        targetTotal: '2113.00',
        difference: '0.00',
        vat: expect.arrayContaining(['15 % A-2: 73.96']) as string[],
        targetVat: expect.arrayContaining(['A-2: 73.96']) as string[],
      },
    ]);
    expect(rowsOfOrder('51')).toEqual([
      expect.objectContaining({ state: 'done', total: '149.97', targetTotal: '149.97', difference: '0.00' }),
    ]);
    expect(rowsOfOrder('28')).toEqual([
      {
        order: '28',
        document: null,
        number: null,
        state: 'closed',
        reason: 'rule.zero_total',
        total: '0.00',
        targetTotal: null,
        difference: null,
        vat: [],
        targetVat: [],
      },
    ]);
  });

  it('refuses a flag that it does not know', async () => {
    const { code, stderr } = await demo('--twice');
    expect(code).toBe(2);
    expect(stderr).toContain('Usage: npm run demo');
  });

  it('reports every order that a wrong mapping spoils, such as 15 % onto the product for 25 %', async () => {
    const products = [
      { rate: '25', number: '1' },
      { rate: '15', number: '1' },
      { rate: '12', number: '3' },
      { rate: '0', number: '99' },
      { rate: 'none', number: '99' },
    ];
    const run: Demo = await runDemo({ settings: { products }, quietSeconds, say: () => undefined });
    await run.stage.close();
    // The bridge finds the product's wrong VAT before it sends anything.
    expect(run.differences).toEqual(
      expect.arrayContaining([
        'order 23: the state is blocked (gap.product_vat), expected done (sent)',
        'order 23: the number of documents is 0, expected 1',
        'order 24: the state is blocked (gap.product_vat), expected done (sent)',
        'order 24: the number of documents is 0, expected 1',
      ]),
    );
    const blamed = new Set(run.differences.map((difference) => difference.split(':')[0]));
    expect([...blamed].sort()).toEqual([
      'order 23',
      'order 24',
      'the orders of kari@example.test is 22, 27, 29, 51, 53, 55, 56, expected 22, 23, 24, 27, 29, 51, 53, 55, 56',
    ]);

    // These faults leave every total as it should be.
    const { books } = run.seen;
    const differencesWith = (orders: typeof books.orders) =>
      differencesFrom(expectations, expectedCustomers, { ...run.seen, books: { ...books, orders } });
    const otherProduct = books.orders.map((order) =>
      order.importedOrderNo === '29'
        ? { ...order, lines: order.lines.map((line) => ({ ...line, productCode: 'A-1' })) }
        : order,
    );
    expect(differencesWith(otherProduct)).toContain('order 29: item-36: product is A-1, expected A-99');
    const twice = books.orders.flatMap((order) =>
      order.importedOrderNo === '30' ? [order, { ...order, id: 'again', number: '7000' }] : [order],
    );
    expect(differencesWith(twice)).toContain('order 30: the number of documents is 2, expected 1');
  });

  it('sends the orders of a folder, and shows files that it cannot read and orders that intake refuses', async () => {
    const orders = join(folder, 'orders');
    await mkdir(join(orders, '24', 'refunds'), { recursive: true });
    const coupon = JSON.parse(
      await readFile(join(shopFolder, 'orders/coupon-percent-rounding.json'), 'utf8'),
    ) as object;
    const card = JSON.parse(await readFile(join(shopFolder, 'orders/gift-card-no-tax.json'), 'utf8')) as object;
    await Promise.all([
      writeFile(join(orders, '24/order.json'), JSON.stringify(coupon)),
      writeFile(
        join(orders, '24/refunds/one.json'),
        JSON.stringify({ id: 90, amount: '10.00', date_created_gmt: '2026-11-22T02:00:00', line_items: [] }),
      ),
      writeFile(
        join(orders, 'several.json'),
        JSON.stringify([card, { ...card, id: 91, number: '91', total: '999.00' }]),
      ),
      writeFile(join(orders, 'broken.json'), '{"id": 5,'),
      writeFile(join(orders, 'notes.txt'), 'no order'),
    ]);
    const { stage, rows, differences, leftOut } = await runDemo({ orders, quietSeconds, say: () => undefined });
    await stage.close();
    expect(differences).toEqual([]);
    expect(leftOut).toEqual([{ file: 'broken.json', why: expect.stringContaining('JSON') as string }]);
    expect(rows).toHaveLength(4);
    expect(rows).toEqual(
      expect.arrayContaining(
        [
          { order: '24', state: 'done', reason: 'sent', total: '344.64', difference: '0.00' },
          {
            order: '24 (refund 90)',
            state: 'blocked',
            reason: 'gap.refund_without_lines',
            total: '-10.00',
            difference: null,
          },
          { order: '29', state: 'done', reason: 'sent', total: '1000.00', difference: '0.00' },
          { order: '91', state: 'refused', reason: 'order.totals_disagree', total: '999.00', difference: null },
        ].map((row) => expect.objectContaining(row) as Row),
      ),
    );
  });
});

describe('the expectations', () => {
  it.each(expectations.flatMap(({ order, total, document }) => (document ? [{ order, total, document }] : [])))(
    'add up for order $order',
    ({ total, document }) => {
      expect(sum(document.lines.map(({ net }) => net))).toBe(ore(document.net));
      expect(sum(document.lines.map(({ vat }) => vat))).toBe(ore(document.vat));
      expect(ore(document.net) + ore(document.vat)).toBe(ore(document.total));
      expect(document.total).toBe(total);
    },
  );

  it.each(expectations.flatMap(({ order, later }) => (later?.credit ? [{ order, credit: later.credit }] : [])))(
    'add up for the credit note of order $order',
    ({ credit }) => {
      expect(sum(credit.lines.map(({ net }) => net))).toBe(ore(credit.net));
      expect(sum(credit.lines.map(({ vat }) => vat))).toBe(ore(credit.vat));
      expect(ore(credit.net) + ore(credit.vat)).toBe(ore(credit.total));
    },
  );

  it('are all missed when the books of the office stay empty', () => {
    const books = {
      clientKey: '',
      clientName: '',
      lockDate: null,
      switches: {
        prices: 'net',
        rounding: 'line',
        requestsPerSecond: 10,
        tokenLifeSeconds: 1200,
        inactive: [] as string[],
      },
      customers: [],
      orders: [],
      invoices: [],
      products: [],
      requests: [],
      refusals: 0,
    } as const;
    const differences = differencesFrom(expectations, expectedCustomers, {
      shopId: 's',
      sent: [],
      transfers: [],
      open: [],
      journal: new Map(),
      books,
    });
    for (const { order, later } of expectations)
      expect(differences).toContain(`order ${order}: 0 transfers, expected ${later ? 2 : 1}`);
    expect(differences).toContain('the number of customers is 0, expected 3');
  });
});

describe('the expectations of the German shop', () => {
  it.each(intakeExpectations.flatMap(({ order, documents }) => documents.map((document) => ({ order, document }))))(
    'add up for order $order',
    ({ document }) => {
      if (document.kind === 'cancellation') return;
      const parts = document.rates.flatMap(({ net, vat }) => [net, vat]);
      expect(sum(parts)).toBe(ore(document.gross));
    },
  );

  it('are all missed when the office has accepted nothing', () => {
    const { differences } = judge({ accepted: [], files: new Map(), problems: [] });
    expect(differences.map((difference) => difference.split(':')[0])).toEqual(
      intakeExpectations.filter(({ documents }) => documents.length > 0).map(({ order }) => `order ${order}`),
    );
  });

  it('are missed when a document names a scan whose bytes the office does not have', () => {
    const [file] = intakeExpectations.flatMap(({ documents }) =>
      documents.flatMap((document) => ('files' in document ? document.files : [])),
    );
    if (!file) throw new Error('no document has a file');
    const order = orderOf(fixture('../demo/orders/prescription'));
    const held = readDocument('s-1-60', intakeBytes(order, { files: { here: [file], addresses: [] } }));
    const filesAfter = (bytes: Buffer) => {
      const { rows } = judge({ accepted: [held], files: new Map([[file.sha256, bytes]]), problems: [] });
      return rows.flatMap(({ documents }) =>
        documents.flatMap((document) => ('files' in document ? document.files : [])),
      );
    };
    expect(filesAfter(prescriptionScan())).toEqual([file]);
    expect(filesAfter(Buffer.from('%PDF-1.4 of somebody else'))).not.toEqual([file]);
  });
});

describe('a folder of bodies', () => {
  it("is read into events: each order's bodies from oldest to newest, each with the order's refunds", async () => {
    const { orders, leftOut } = await readFolder(shopFolder);
    const eventsOf = (id: number) =>
      orders
        .find(([first]) => first?.id === String(id))
        ?.map(({ file, event }) => ({ file, generation: event.generation, refunds: event.refunds.length }));
    expect(leftOut).toEqual([]);
    expect(eventsOf(22)).toEqual([
      { file: 'orders/simple-25-vipps-paid.json', generation: 1, refunds: 1 },
      { file: 'orders/simple-fully-refunded.json', generation: 2, refunds: 1 },
    ]);
    expect(eventsOf(23)?.map(({ refunds }) => refunds)).toEqual([1, 1]);
    expect(eventsOf(30)).toEqual([{ file: 'orders/guest-no-phone.json', generation: 1, refunds: 0 }]);
  });
});
