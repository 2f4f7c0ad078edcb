import { readJournal } from '../../bridge-server/src/journal/read.ts';
import { followNext } from '../../bridge-server/src/mirror/office/follow.ts';
import { createResultsReader } from '../../bridge-server/src/mirror/transfer/results.ts';
import { createWorker } from '../../bridge-server/src/mirror/worker.ts';
import { createDirectory } from '../../bridge-server/src/shops/directory.ts';
import { callerOf, payment, paymentIds } from '../sandboxes/poweroffice/caller.ts';
import type { FailureMode } from '../sandboxes/poweroffice/sandbox.ts';
import { ageChanges } from '../setup/age.ts';
import { draftOf } from '../setup/at-office.ts';
import { until } from '../setup/until.ts';
import { withWorkers } from '../setup/workers.ts';
import { openWorld, testTiming, type World } from '../setup/world.ts';
import { simpleOrder, amountRefund } from '../setup/woocommerce.ts';
import { speaker } from '../setup/telling.ts';

const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as unknown;
const day = expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as unknown;

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** A worker that follows the office ten times a second. */
const eagerWorker = () =>
  createWorker(
    { ...world.mirror(), timing: { ...world.mirror().timing, followSeconds: 0.1 } },
    createDirectory(world.database.pool),
    {
      concurrency: 8,
      pollSeconds: 0.02,
    },
  );
/** A mirror whose calls time out after three seconds. */
const impatientMirror = () => ({ ...world.mirror(), timing: { ...world.mirror().timing, callTimeoutSeconds: 3 } });
const office = () => world.sandbox.control.office;
const drafts = () => world.held().orders;
/** Makes it every connection's turn to be followed. */
const makeTurnDue = () => world.database.knex('connections').update({ follow_at: world.database.knex.fn.now() });
/** Follows the office once. */
async function follow(mirror = world.mirror()): Promise<void> {
  await makeTurnDue();
  expect(await followNext(mirror)).toBe(true);
}
/** What the order's transfer tells of the office. */
const officeOf = async (id: number) =>
  (await world.transfers()).find(({ subjectId }) => subjectId === String(id))?.office;
/** The codes of the journal's lines about what the office did with the order. */
const officeCodes = async (id: number) =>
  (await readJournal(world.database.knex, { orderId: String(id), limit: 100 }))
    .filter(({ actor }) => actor === 'office')
    .map(({ code }) => code);
/** The requests by which Go was asked for invoices that were sent. */
const invoiceRequests = () =>
  world.requestsTo('GET', /^\/v2\/OutgoingInvoices$/).filter(({ query }) => query.includes('sentDateTimeOffset'));
/** The time since which the request asks. */
const sinceOf = (query: string) => new URLSearchParams(query).get('sentDateTimeOffsetGreaterThan') ?? '';

/** Sends an order whose document the office then invoices. Answers the invoice's number, and how it is paid. */
async function invoiceOrder(id: number) {
  await world.sendOrders(simpleOrder(id));
  await world.settle();
  const draft = draftOf(world, id);
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
    return { reverse: () => call('POST', `/v2/Vouchers/Reverse/${String(posted.json['Id'])}`) };
  };
  return { number: String(invoice.invoiceNumber), pay };
}

describe('what the office does with a document', () => {
  it('is told to the shop: the invoice, its payments, and a payment that is reversed', async () => {
    const results = createResultsReader(world.database.pool, world.mirror().log);
    let cursor: string | null = null;
    /** The results that are new for the shop. */
    const newResults = async () => {
      await ageChanges(world.database, world.shop);
      const read = await results.read(world.shop, cursor, speaker);
      if (read.kind !== 'answer') throw new Error(read.kind);
      ({ cursor } = read.answer);
      return read.answer.results;
    };
    await world.sendOrders(simpleOrder(1));
    await world.settle();
    const number = String(drafts()[0]?.number);
    expect(await newResults()).toMatchObject([
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

    const { number: invoiceNumber, pay } = await invoiceOrder(1);
    await follow();
    const invoiced = { invoiceNumber, invoicedAt: day, sentAt: instant, sentBy: 'PdfByEmail' };
    expect((await newResults()).map(({ office: news }) => news)).toEqual([{ ...invoiced, balance: 34_900 }]);

    await pay(49);
    await follow();
    expect((await newResults()).map(({ office: news }) => news)).toEqual([{ ...invoiced, balance: 30_000 }]);
    const { reverse } = await pay(300);
    await follow();
    expect((await newResults()).map(({ office: news }) => news)).toEqual([
      { ...invoiced, balance: 0, paidAt: instant },
    ]);
    await reverse();
    await follow();
    expect((await newResults()).map(({ office: news }) => news)).toEqual([{ ...invoiced, balance: 30_000 }]);
    // When Go answers the same again, the shop is told nothing.
    await follow();
    expect(await newResults()).toEqual([]);
    expect(await officeCodes(1)).toEqual([
      'office.invoiced',
      'office.sent',
      'office.changed',
      'office.paid',
      'office.reopened',
    ]);
  });

  it('is asked for by workers by themselves', async () => {
    const { pay, number } = await invoiceOrder(1);
    await makeTurnDue();
    await withWorkers([eagerWorker()], async () => {
      await pay(349);
      await until(async () => (await officeOf(1))?.paidAt !== undefined);
    });
    expect(await officeOf(1)).toMatchObject({ invoiceNumber: number, balance: 0 });
  });

  it('is told of the order and of its refund apart, and documents that are not ours are ignored', async () => {
    await world.sendOrder(1, simpleOrder(1), amountRefund(35, '100.00'));
    await world.settle();
    for (const { id } of drafts()) office().invoice(id);
    const foreign = office().draft({
      CustomerId: Number(world.held().customers[0]?.id),
      ExternalImportReference: 's-else-1',
      SalesOrderLines: [{ ProductCode: 'A-1', Quantity: 1, ProductUnitPrice: 5 }],
    });
    office().invoice(foreign.id);
    await follow();
    const transfers = await world.transfers();
    expect(transfers.map(({ kind, office: news }) => ({ kind, balance: news.balance }))).toEqual([
      { kind: 'order', balance: 34_900 },
      { kind: 'refund', balance: -10_000 },
    ]);
    expect(new Set(transfers.map(({ office: news }) => news.invoiceNumber)).size).toBe(2);
  });
});

describe('following the office', () => {
  it('asks for the last ninety days first, and goes on from its cursor after a restart', async () => {
    await invoiceOrder(1);
    await follow();
    await follow(world.mirror());
    const [first, second] = invoiceRequests().map(({ query }) => Date.parse(sinceOf(query)));
    expect((Date.now() - (first ?? 0)) / 86_400_000).toBeCloseTo(90, 1);
    const sentAt = Date.parse((await officeOf(1))?.sentAt ?? '');
    expect(second).toBe(sentAt - 600_000);
  });

  it('begins after an interval, is done by one process at a time, and is repeated after an interval', async () => {
    expect(await followNext(world.mirror())).toBe(false);
    await makeTurnDue();
    const secondsToNextTurn = async () => {
      const { rows } = await world.database.pool.query<{ seconds: number }>(
        'select extract(epoch from follow_at - now())::float8 as seconds from connections',
      );
      return rows[0]?.seconds ?? 0;
    };
    const followed = await Promise.all(Array.from({ length: 3 }, () => followNext(world.mirror())));
    expect(followed.filter(Boolean)).toHaveLength(1);
    expect(invoiceRequests()).toHaveLength(1);
    expect(await secondsToNextTurn()).toBeGreaterThan(0.5 * testTiming.followSeconds);
    expect(await followNext(world.mirror())).toBe(false);
    await makeTurnDue();
    await withWorkers([world.worker(), world.worker(), world.worker()], () =>
      until(() => invoiceRequests().length === 2),
    );
    expect(invoiceRequests()).toHaveLength(2);
    await makeTurnDue();
    await withWorkers([eagerWorker(), eagerWorker()], () => until(() => invoiceRequests().length > 4));
  });

  it.each([{ paused: true }, { archived_at: new Date() }, { breaker_code: 'held.forbidden' }])(
    'is not done for a connection with %j',
    async (columns) => {
      await makeTurnDue();
      await world.database.knex('connections').update(columns);
      expect(await followNext(world.mirror())).toBe(false);
    },
  );

  it.each<FailureMode>(['500_before', '500_after', '429', 'cut_before', 'cut_after', 'html', '403', 'slow'])(
    'loses nothing when it fails (%s), and is repeated without holding the connection back',
    async (mode) => {
      const { number } = await invoiceOrder(1);
      // Go is asked twice: first the first request fails, then the second.
      for (const failing of ['first', 'second']) {
        let isNext = failing === 'first';
        const stop = world.sandbox.control.onRequest(({ path }) => {
          if (path !== '/v2/OutgoingInvoices') return;
          if (isNext) world.sandbox.control.fail({ mode, on: { path: 'OutgoingInvoices$' }, delayMs: 600_000 });
          isNext = !isNext;
        });
        await follow(mode === 'slow' ? impatientMirror() : world.mirror());
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

  it('holds the connection back when Go refuses its credentials, until a probe succeeds', async () => {
    await invoiceOrder(1);
    world.sandbox.control.fail({ mode: '401', on: { path: 'OutgoingInvoices$' }, times: 2 });
    await follow();
    expect(await world.database.knex('connections').first('breaker_code')).toEqual({
      breaker_code: 'held.unauthorized',
    });
    expect((await readJournal(world.database.knex, { shopId: world.shop, limit: 1 }))[0]?.code).toBe(
      'held.unauthorized',
    );
    await withWorkers([eagerWorker()], async () => {
      await makeTurnDue();
      await until(async () => (await officeOf(1))?.invoiceNumber !== undefined);
    });
  });

  it('changes nothing by a process that was paused while another one took over', async () => {
    await invoiceOrder(1);
    const stop = world.sandbox.control.onRequest(async ({ query }) => {
      if (!query.includes('balanceLastChanged')) return;
      stop();
      await makeTurnDue();
    });
    await follow();
    expect(await officeOf(1)).toEqual({});
    expect(await world.database.knex('connections').first('follow_cursor')).toEqual({ follow_cursor: null });
  });
});
