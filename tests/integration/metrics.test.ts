import { createServer } from 'node:http';
import { pino } from 'pino';
import supertest from 'supertest';
import { createGauges } from '../../bridge-server/src/http/metrics/gauges.ts';
import { metricsListener } from '../../bridge-server/src/http/metrics/server.ts';
import { metrics, type Metric } from '../../bridge-server/src/metrics/list.ts';
import { createMeter, type Meter } from '../../bridge-server/src/metrics/meter.ts';
import { timePool } from '../../bridge-server/src/metrics/pool.ts';
import { readStock, stockStatement, type Stock } from '../../bridge-server/src/mirror/maintenance/stock.ts';
import { explain } from '../setup/database.ts';
import { openHttp } from '../setup/http.ts';
import { plantOrder, plantTransfer } from '../setup/plant.ts';
import { scrape } from '../setup/scrape.ts';
import { simpleOrder, unmappedOrder } from '../setup/woocommerce.ts';
import { openWorld, type World } from '../setup/world.ts';

let meter: Meter;
let world: World;
beforeEach(async () => {
  meter = createMeter();
  world = await openWorld({ meter, requestsPerSecond: 1000 });
  timePool(world.database.pool, (seconds) => meter.time('kontor_database_wait_seconds', {}, seconds));
});
afterEach(() => world.close());

describe('the metrics page', () => {
  it('counts orders from the request to the document, and the calls of the vendor', async () => {
    const http = await openHttp(world);
    const asShop = await http.callerOf(world.shop);
    const send = (...events: object[]) => http.request(asShop, 'post', `/v1/shops/${world.shop}/events`, { events });
    expect(
      (
        await send(
          { generation: 1, order: simpleOrder(61) },
          { generation: 1, order: simpleOrder(62) },
          { generation: 1, order: { id: 'none' } },
        )
      ).status,
    ).toBe(200);
    await send({ generation: 1, order: simpleOrder(61) });
    await http.request({ ...asShop, now: new Date(Date.now() - 120_000) }, 'post', `/v1/shops/${world.shop}/events`, {
      events: [],
    });
    await world.settle();

    const { answer, sum, series } = await scrape(world, meter);
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
    });
    expect(
      Object.fromEntries(
        ['accepted', 'duplicate', 'refused', 'stale', 'replayed'].map((outcome) => [
          outcome,
          sum('kontor_intake_events_total', { outcome }),
        ]),
      ),
    ).toEqual({ accepted: 2, duplicate: 1, refused: 1, stale: 0, replayed: 0 });
    expect(sum('kontor_requests_total', { status: '2xx', code: '' })).toBe(2);
    expect(sum('kontor_requests_total', { status: '4xx', code: 'proof.skewed_clock' })).toBe(1);
    expect(sum('kontor_request_duration_seconds_count', { route: '/v1/shops/:shop/events' })).toBe(3);
    expect(sum('kontor_claims_total', { system: 'poweroffice' })).toBeGreaterThanOrEqual(2);
    expect(sum('kontor_transfer_events_total', { system: 'poweroffice', kind: 'order', event: 'finished' })).toBe(2);
    expect(sum('kontor_worker_rounds_total', { loop: 'claim', outcome: 'done' })).toBeGreaterThan(0);
    expect(sum('kontor_worker_rounds_total', { outcome: 'failed' })).toBe(0);

    const answered = sum('kontor_vendor_calls_total', { system: 'poweroffice', outcome: 'answer' }) ?? 0;
    expect(answered).toBeGreaterThan(5);
    expect(sum('kontor_vendor_calls_total', { outcome: 'answer', status: '2xx' })).toBeGreaterThan(5);
    expect(sum('kontor_vendor_call_duration_seconds_count', { system: 'poweroffice' })).toBe(answered);
    expect(sum('kontor_vendor_wait_seconds_count', { system: 'poweroffice' })).toBeGreaterThan(5);
    expect(sum('kontor_database_wait_seconds_count')).toBeGreaterThan(5);
    expect(sum('kontor_database_up')).toBe(1);
    expect(sum('kontor_database_writable')).toBe(1);
    expect(sum('kontor_database_connections', { state: 'waiting' })).toBe(0);
    expect(sum('kontor_transfers')).toBeNull();
    expect(sum('kontor_transfers_oldest_due_age_seconds')).toBe(0);
    expect(sum('kontor_transfers_oldest_doubt_age_seconds')).toBe(0);
    expect(sum('nodejs_eventloop_lag_p99_seconds')).not.toBeNull();

    // Every metric and label is declared in the list, and the shop is not named.
    for (const { name, labels } of series.filter((line) => line.name.startsWith('kontor_'))) {
      const metric: Metric | undefined = metrics[name.replace(/_(bucket|sum|count)$/, '') as keyof typeof metrics];
      expect({ name, labels: metric?.labels }).toEqual({
        name,
        labels: Object.keys(labels).filter((label) => label !== 'le'),
      });
      for (const [label, value] of Object.entries(labels))
        expect(metric?.values?.[label as 'outcome'] ?? [value]).toContain(value);
    }
    expect(answer.text).not.toContain(world.shop);
  });

  it('tells how many transfers are blocked, how many are in doubt and for how long, and how doubts end', async () => {
    world.sandbox.control.fail({ mode: 'cut_after', on: { method: 'POST', path: 'SalesOrders/Complete$' }, times: 1 });
    world.sandbox.control.fail({ mode: '500_before', on: { method: 'GET', path: 'SalesOrders' }, times: 1_000_000 });
    await world.sendOrders(simpleOrder(61), unmappedOrder(62));
    await world.workUntil(async () => {
      await world.passTime();
      return (await world.transfers()).every(
        ({ state, reason }) => state === 'blocked' || reason === 'doubt.lookup_failed',
      );
    });
    await world.database
      .knex('transfers')
      .where({ state: 'in_doubt' })
      .update({ doubt_since: world.database.knex.raw(`now() - interval '1 hour'`) });
    const before = await scrape(world, meter);
    expect(before.sum('kontor_transfers_blocked', { system: 'poweroffice', group: 'gap' })).toBe(1);
    expect(before.sum('kontor_transfers', { state: 'blocked' })).toBe(1);
    expect(before.sum('kontor_transfers', { state: 'in_doubt' })).toBe(1);
    expect(before.sum('kontor_transfers_oldest_doubt_age_seconds')).toBeGreaterThanOrEqual(3600);
    expect(before.sum('kontor_vendor_calls_total', { outcome: 'cut', status: '' })).toBe(1);
    expect(before.sum('kontor_vendor_calls_total', { outcome: 'answer', status: '5xx' })).toBeGreaterThan(0);
    expect(before.sum('kontor_transfer_events_total', { event: 'doubt' })).toBe(1);

    world.sandbox.control.clearFailures();
    await world.settle();
    const after = await scrape(world, meter);
    expect(after.sum('kontor_transfer_events_total', { event: 'found' })).toBe(1);
    expect(after.sum('kontor_transfers', { state: 'in_doubt' })).toBeNull();
    expect(after.sum('kontor_transfers_oldest_doubt_age_seconds')).toBe(0);
  });

  it('tells which connections are held back and since when, and counts no transfer there as overdue', async () => {
    world.sandbox.control.fail({ mode: '403', times: 1_000_000 });
    await world.sendOrder(1, simpleOrder(61));
    await world.workUntil(
      async () => (await world.database.knex('connections').whereNotNull('breaker_code')).length === 1,
    );
    await world.database
      .knex('connections')
      .update({ breaker_since: world.database.knex.raw(`now() - interval '2 hours'`) });
    await world.database.knex('transfers').update({ due_at: world.database.knex.raw(`now() - interval '1 hour'`) });
    const [held] = await world.database.knex('connections').select<{ breaker_code: string }[]>('breaker_code');
    const whileHeld = await scrape(world, meter);
    expect(whileHeld.sum('kontor_connections_held', { system: 'poweroffice', code: held?.breaker_code ?? '' })).toBe(1);
    expect(whileHeld.sum('kontor_connections_held_oldest_age_seconds')).toBeGreaterThanOrEqual(7200);
    expect(whileHeld.sum('kontor_transfers', { state: 'waiting' })).toBe(1);
    expect(whileHeld.sum('kontor_transfers_oldest_due_age_seconds')).toBe(0);

    await world.database.knex('connections').update({ breaker_code: null });
    const afterwards = await scrape(world, meter);
    expect(afterwards.sum('kontor_connections_held')).toBeNull();
    expect(afterwards.sum('kontor_transfers_oldest_due_age_seconds')).toBeGreaterThanOrEqual(3600);
    await world.database.knex('connections').update({ paused: true });
    expect((await scrape(world, meter)).sum('kontor_transfers_oldest_due_age_seconds')).toBe(0);
  });

  it('is answered while the database cannot be reached, and tells that', async () => {
    const page = async (read: () => Promise<Stock>, patienceSeconds = 200) => {
      const listener = metricsListener(
        meter,
        createGauges(world.database, meter, { read, patienceSeconds }),
        pino({ level: 'silent' }),
      );
      return (await supertest(createServer(listener)).get('/metrics')).text;
    };
    expect(await page(() => readStock(world.database.pool))).toMatch(/^kontor_database_up 1$/m);
    for (const text of [
      await page(() => Promise.reject(new Error('gone'))),
      await page(() => new Promise<Stock>(() => undefined), 0.05),
    ]) {
      expect(text).toMatch(/^kontor_database_up 0$/m);
      expect(text).not.toMatch(/^kontor_transfers_oldest_due_age_seconds/m);
    }
  });

  it('asks the database once in five seconds, however many readers there are', async () => {
    let reads = 0;
    const refresh = createGauges(world.database, meter, {
      read: () => {
        reads += 1;
        return readStock(world.database.pool);
      },
    });
    const now = performance.now.bind(performance);
    let passedMs = 0;
    const startMs = now();
    performance.now = () => startMs + passedMs;
    try {
      await Promise.all(Array.from({ length: 20 }, refresh));
      passedMs = 4999;
      await refresh();
      expect(reads).toBe(1);
      passedMs = 5001;
      await refresh();
      expect(reads).toBe(2);
    } finally {
      performance.now = now;
    }
  });

  it('has a port of its own, which answers nothing else', async () => {
    const http = supertest(createServer(metricsListener(meter, async () => undefined, pino({ level: 'silent' }))));
    expect((await http.get('/healthz')).status).toBe(404);
    expect((await http.post('/metrics')).status).toBe(405);
    expect((await http.get('/metrics?x=1')).status).toBe(200);
  });

  it('is read without looking at transfers that are done', async () => {
    await plantOrder(world.database, world.shop, '1');
    await plantTransfer(
      world.database,
      { shopId: world.shop, connectionId: world.connection.id, orderId: '1' },
      { state: 'blocked', reason: 'gap.rate_unmapped' },
    );
    await world.database.pool.query(
      `insert into transfers (
         shop_id, connection_id, system, account, subject_kind, subject_id, kind, reference,
         about_kind, about_reference, document_key, state, reason, correlation_id)
       select
         shop_id, connection_id, system, account, subject_kind, subject_id, kind, copy::text,
         about_kind, about_reference, document_key || '-' || copy, 'done', 'sent', ''
         from transfers, generate_series(1, 5000) copy
        where reference = ''`,
    );
    await world.database.pool.query('vacuum analyze transfers');
    expect(await explain(world.database.pool, stockStatement)).not.toMatch(/Seq Scan on transfers/);
    expect((await readStock(world.database.pool)).open).toEqual([
      { system: 'poweroffice', state: 'blocked', group: 'gap', transfers: 1 },
    ]);
  });
});
