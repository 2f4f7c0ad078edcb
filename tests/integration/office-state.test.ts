import { readJournal } from '../../bridge-server/src/journal/read.ts';
import { followNext } from '../../bridge-server/src/mirror/office/follow.ts';
import { createResultsReader } from '../../bridge-server/src/mirror/transfer/results.ts';
import { createWorker } from '../../bridge-server/src/mirror/worker.ts';
import { createDirectory } from '../../bridge-server/src/shops/directory.ts';
import { callerOf, payment, paymentIds } from '../sandboxes/poweroffice/caller.ts';
import type { FailureMode } from '../sandboxes/poweroffice/sandbox.ts';
import { until } from '../setup/until.ts';
import { openWorld, testTiming, type World } from '../setup/world.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { speaker } from '../setup/telling.ts';

const order = (id: number) => ({ generation: 1, order: simpleOrder(id), refunds: [] });
const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as unknown;
const day = expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as unknown;

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** A worker that asks ten times a second. */
const eager = () =>
  createWorker(
    { ...world.mirror(), timing: { ...world.mirror().timing, followSeconds: 0.1 } },
    createDirectory(world.database.pool),
    {
      concurrency: 8,
      pollSeconds: 0.02,
    },
  );
/** One that waits for an answer no longer than this. */
const impatient = () => ({ ...world.mirror(), timing: { ...world.mirror().timing, callTimeoutSeconds: 3 } });
const office = () => world.sandbox.control.office;
const drafts = () => world.sandbox.control.state().orders;
/** Moves every connection's turn to now. */
const turnNow = () => world.database.knex('connections').update({ follow_at: world.database.knex.fn.now() });
async function follow(mirror = world.mirror()): Promise<void> {
  await turnNow();
  expect(await followNext(mirror)).toBe(true);
}
const officeOf = async (id: number) =>
  (await world.transfers()).find(({ subjectId }) => subjectId === String(id))?.office;
const news = async (id: number) =>
  (await readJournal(world.database.knex, { orderId: String(id), limit: 100 }))
    .filter(({ actor }) => actor === 'office')
    .map(({ code }) => code);
const questions = () =>
  world.sandbox.control
    .state()
    .requests.filter(({ path, query }) => path === '/v2/OutgoingInvoices' && query.includes('sentDateTimeOffset'));
const since = (query: string) => new URLSearchParams(query).get('sentDateTimeOffsetGreaterThan') ?? '';

/** An order whose document the office has sent, and who pays it how. */
async function invoiced(id: number) {
  await world.receive(order(id));
  await world.settle();
  const draft = drafts().find(({ externalImportReference }) => externalImportReference === `${world.shop}-${id}`);
  if (!draft) throw new Error(`order ${id} has no draft`);
  const invoice = office().invoice(draft.id);
  const call = await callerOf(world.sandbox);
  const ids = await paymentIds(call, Number(draft.customerId));
  const pay = async (amount: number) => {
    const posted = await call(
      'POST',
      '/v2/Vouchers/BankJournals',
      payment(ids, amount, { InvoiceNo: String(invoice.invoiceNumber) }),
    );
    expect(posted.status).toBe(201);
    return { takeBack: () => call('POST', `/v2/Vouchers/Reverse/${String(posted.json['Id'])}`) };
  };
  return { number: String(invoice.invoiceNumber), pay };
}

describe('what the office does', () => {
  it('comes back to the shop: document, invoice, payment, and a payment taken back', async () => {
    const results = createResultsReader(world.database.pool, world.mirror().log);
    let cursor: string | null = null;
    /** What is new for the shop, once it may be shown. */
    const next = async () => {
      // As if it had changed longer ago than what is held back for clocks.
      await world.database.pool.query(`update transfers set changed_at = changed_at - interval '2 seconds'`);
      const read = await results.read(world.shop, cursor, speaker);
      if (read.kind !== 'answer') throw new Error(read.kind);
      ({ cursor } = read.answer);
      return read.answer.results;
    };
    await world.receive(order(1));
    await world.settle();
    const number = String(drafts()[0]?.number);
    expect(await next()).toMatchObject([
      {
        orderId: '1',
        orderNumber: '1',
        connection: world.connection.id,
        system: 'poweroffice',
        kind: 'order',
        reference: '',
        state: 'done',
        reason: 'sent',
        cause: null,
        remedy: null,
        document: { id: drafts()[0]?.id, number, total: 34_900, currency: 'NOK' },
        office: {},
        changedAt: instant,
      },
    ]);

    const { number: invoiceNumber, pay } = await invoiced(1);
    await follow();
    const sent = { invoiceNumber, invoicedAt: day, sentAt: instant, sentBy: 'PdfByEmail' };
    expect((await next()).map((one) => one.office)).toEqual([{ ...sent, balance: 34_900 }]);

    await pay(49);
    await follow();
    expect((await next()).map((one) => one.office)).toEqual([{ ...sent, balance: 30_000 }]);
    const { takeBack } = await pay(300);
    await follow();
    expect((await next()).map((one) => one.office)).toEqual([{ ...sent, balance: 0, paidAt: instant }]);
    await takeBack();
    await follow();
    expect((await next()).map((one) => one.office)).toEqual([{ ...sent, balance: 30_000 }]);
    // Asking again and hearing the same is no news.
    await follow();
    expect(await next()).toEqual([]);
    expect(await news(1)).toEqual([
      'office.invoiced',
      'office.sent',
      'office.changed',
      'office.paid',
      'office.reopened',
    ]);
  });

  it('is asked for by workers on their own', async () => {
    const { pay, number } = await invoiced(1);
    await turnNow();
    const worker = eager();
    worker.start();
    await pay(349);
    await until(async () => (await officeOf(1))?.paidAt !== undefined);
    await worker.stop();
    expect(await officeOf(1)).toMatchObject({ invoiceNumber: number, balance: 0 });
  });

  it("of a refund is the refund's own, and what other documents say is nobody's", async () => {
    const [refund] = [
      {
        ...simpleOrder(1),
        id: 35,
        amount: '100.00',
        reason: '',
        line_items: [],
        shipping_lines: [],
        fee_lines: [],
        tax_lines: [],
      },
    ];
    await world.receive({ ...order(1), refunds: [refund] });
    await world.settle();
    for (const { id } of drafts()) office().invoice(id);
    const foreign = office().draft({
      CustomerId: Number(world.sandbox.control.state().customers[0]?.id),
      ExternalImportReference: 's-else-1',
      SalesOrderLines: [{ ProductCode: 'A-1', Quantity: 1, ProductUnitPrice: 5 }],
    });
    office().invoice(foreign.id);
    await follow();
    const all = await world.transfers();
    expect(all.map(({ kind, office: state }) => `${kind} ${state.balance}`)).toEqual(['order 34900', 'refund -10000']);
    expect(new Set(all.map(({ office: state }) => state.invoiceNumber)).size).toBe(2);
  });
});

describe('asking', () => {
  it('begins ninety days back, and goes on from the cursor after a restart', async () => {
    await invoiced(1);
    await follow();
    await follow(world.mirror());
    const [first, second] = questions().map(({ query }) => Date.parse(since(query)));
    expect((Date.now() - (first ?? 0)) / 86_400_000).toBeCloseTo(90, 1);
    const sentAt = Date.parse((await officeOf(1))?.sentAt ?? '');
    expect(second).toBe(sentAt - 600_000);
  });

  it("waits an interval first, is one process's at a time, and comes again after the interval", async () => {
    expect(await followNext(world.mirror())).toBe(false);
    await turnNow();
    // The turn of the next one is an interval later.
    const inSeconds = async () => {
      const { rows } = await world.database.pool.query<{ seconds: number }>(
        'select extract(epoch from follow_at - now())::float8 as seconds from connections',
      );
      return rows[0]?.seconds ?? 0;
    };
    const asked = await Promise.all(Array.from({ length: 3 }, () => followNext(world.mirror())));
    expect(asked.filter(Boolean)).toHaveLength(1);
    expect(questions()).toHaveLength(1);
    expect(await inSeconds()).toBeGreaterThan(0.5 * testTiming.followSeconds);
    expect(await followNext(world.mirror())).toBe(false);
    await turnNow();
    const workers = [world.worker(), world.worker(), world.worker()];
    for (const worker of workers) worker.start();
    await until(() => questions().length === 2);
    for (const worker of workers) await worker.stop();
    expect(questions()).toHaveLength(2);
    const again = [eager(), eager()];
    await turnNow();
    for (const worker of again) worker.start();
    await until(() => questions().length > 4);
    for (const worker of again) await worker.stop();
  });

  it.each([{ paused: true }, { archived_at: new Date() }, { breaker_code: 'held.forbidden' }])(
    'leaves a connection alone that is %j',
    async (columns) => {
      await turnNow();
      await world.database.knex('connections').update(columns);
      expect(await followNext(world.mirror())).toBe(false);
    },
  );

  it.each<FailureMode>(['500_before', '500_after', '429', 'cut_before', 'cut_after', 'html', '403', 'slow'])(
    'that fails (%s) loses nothing, holds nothing back and is repeated',
    async (mode) => {
      const { number } = await invoiced(1);
      for (const filter of ['first', 'second']) {
        // The second question fails where the first was answered.
        let passed = filter === 'first';
        const stop = world.sandbox.control.onRequest(({ path }) => {
          if (path !== '/v2/OutgoingInvoices') return;
          if (passed) world.sandbox.control.fail({ mode, on: { path: 'OutgoingInvoices$' }, delayMs: 600_000 });
          passed = !passed;
        });
        await follow(mode === 'slow' ? impatient() : world.mirror());
        stop();
        world.sandbox.control.clearFailures();
        expect(await world.database.knex('connections').first('follow_cursor', 'breaker_code')).toEqual({
          follow_cursor: null,
          breaker_code: null,
        });
        expect(await officeOf(1)).toEqual({});
      }
      // After a 429 the budget pauses for the time that the vendor asked for.
      await until(async () => {
        await follow();
        return (await officeOf(1))?.invoiceNumber !== undefined;
      });
      expect(await officeOf(1)).toMatchObject({ invoiceNumber: number });
    },
  );

  it('with credentials that are refused holds the connection back until a probe succeeds', async () => {
    await invoiced(1);
    world.sandbox.control.fail({ mode: '401', on: { path: 'OutgoingInvoices$' }, times: 2 });
    await follow();
    expect(await world.database.knex('connections').first('breaker_code')).toEqual({
      breaker_code: 'held.unauthorized',
    });
    expect((await readJournal(world.database.knex, { shopId: world.shop, limit: 1 }))[0]?.code).toBe(
      'held.unauthorized',
    );
    const worker = eager();
    worker.start();
    await turnNow();
    await until(async () => (await officeOf(1))?.invoiceNumber !== undefined);
    await worker.stop();
  });

  it('by a process that fell asleep changes nothing once another has taken over', async () => {
    await invoiced(1);
    const stop = world.sandbox.control.onRequest(async ({ query }) => {
      if (!query.includes('balanceLastChanged')) return;
      stop();
      await turnNow();
    });
    await follow();
    expect(await officeOf(1)).toEqual({});
    expect(await world.database.knex('connections').first('follow_cursor')).toEqual({ follow_cursor: null });
  });
});
