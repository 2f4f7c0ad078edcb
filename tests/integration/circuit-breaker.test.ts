import { operator } from '../../bridge-server/src/ids.ts';
import { loadOrders, loadTransfers, settleTables } from '../bench/load.ts';
import { openHttp } from '../setup/http.ts';
import { until } from '../setup/until.ts';
import { fixture, simpleOrder } from '../setup/woocommerce.ts';
import { openWorld, type World } from '../setup/world.ts';

const first = 1001;
/** Worked off in the end; every third has a refund, whose turn is after its order's. The others stay waiting. */
const sent = 300;
const all = 10_000;
const remedy =
  'Most likely the extension is not set active in Go: Meny › Innstillinger › Utvidelser, tick Aktiv. Otherwise copy the client key again; all keys must belong to the same environment.';

const refund = (id: number) => fixture('woocommerce-no/refunds/full-amount-of-simple', { id: id * 10 });

describe('ten thousand orders held back by a wrong key', () => {
  let world: World;
  // The retry schedule as it is in earnest: a day is passed by setting back what the database remembers.
  beforeAll(async () => {
    world = await openWorld({ timing: { retryScale: 1 } });
  });
  afterAll(() => world.close());

  const requests = () => world.sandbox.control.state().requests.length;
  const breaker = async () =>
    (await world.database.knex('connections').first()) as { breaker_code: string | null; breaker_probes: number };
  const comesAbout = (what: string, holds: () => Promise<boolean>) =>
    until(holds, async () => `${what}: ${JSON.stringify(await counts())}`);
  /** Everything that waits has waited so much longer. */
  const passed = async (hours: number) => {
    const interval = `interval '${hours} hours'`;
    await world.database.pool.query(
      `update connections set breaker_since = breaker_since - ${interval}, breaker_probe_at = breaker_probe_at - ${interval}`,
    );
    await world.database.pool.query(
      `update transfers set due_at = due_at - ${interval}, created_at = created_at - ${interval}`,
    );
  };
  const counts = async () =>
    (
      await world.database.pool.query<{ state: string; attempts: number; count: number }>(
        'select state, max(attempts)::integer as attempts, count(*)::integer as count from transfers group by state order by state',
      )
    ).rows;

  it('survive a day of it without losing an attempt, and go out oldest first once it is mended', async () => {
    for (let from = first; from < first + sent; from += 100) {
      await world.receive(
        ...Array.from({ length: 100 }, (_, index) => from + index).map((id) => ({
          generation: 1,
          order: simpleOrder(id),
          refunds: id % 3 === 0 ? [refund(id)] : [],
        })),
      );
    }
    // The older an order, the longer it has been due.
    await world.database.pool.query(
      `update transfers set due_at = now() - interval '1 hour' + subject_id::bigint * interval '1 ms'`,
    );
    const shop = {
      database: world.database,
      connection: world.connection,
      sender: { bridge: '', shop: world.shop, keyId: '', privateKey: {} },
      env: {},
    };
    await loadOrders(shop, first + sent, all - sent);
    await loadTransfers(shop, first + sent, all - sent, { state: 'waiting' });
    await settleTables(shop);
    const refunds = sent / 3;
    expect(await counts()).toEqual([{ state: 'waiting', attempts: 0, count: all + refunds }]);

    world.sandbox.control.switches({ inactive: [world.sandbox.keys.clientKey] });
    const before = requests();
    const workers = [world.worker(), world.worker()];
    for (const worker of workers) worker.start();
    await comesAbout('the connection is held back', async () => (await breaker()).breaker_code === 'held.unauthorized');
    const rounds = 6;
    for (let probe = 1; probe <= rounds; probe++) {
      await passed(4);
      await comesAbout('it is probed', async () => (await breaker()).breaker_probes >= probe);
    }
    // Whatever was on its way when the circuit breaker opened has been put down by now.
    await comesAbout('all is put down', async () => (await counts()).every(({ state }) => state === 'waiting'));
    expect(await counts()).toEqual([{ state: 'waiting', attempts: 0, count: all + refunds }]);
    const { breaker_probes: probes } = await breaker();
    // A token is asked for by each probe, and by what the workers had in hand when they found out.
    expect(requests() - before).toBeLessThanOrEqual(probes + 2 * 8);

    const http = await openHttp(world);
    const asOperator = await http.callerOf(operator);
    const told = {
      code: 'held.unauthorized',
      cause: expect.stringContaining('invalid_client'),
      remedy,
      credentials: ['Client key'],
      until: null,
      probes,
      waitingTransfers: all + refunds,
      waitingOrders: all,
    };
    const shown = await http.request(asOperator, 'get', `/v1/shops/${world.shop}/connections/${world.connection.id}`);
    expect(shown.body).toMatchObject({ account: 'Demo Butikk AS', held: told });
    const {
      held: { since, nextProbe },
    } = shown.body as { held: { since: string; nextProbe: string } };
    expect(Date.now() - Date.parse(since)).toBeGreaterThan(23.9 * 3_600_000);
    // The last step of the schedule, which repeats.
    expect(Date.parse(nextProbe) - Date.now()).toBeLessThanOrEqual(900_000);
    expect((await http.request(asOperator, 'get', '/v1/connections')).body).toMatchObject({
      connections: [{ held: told }],
    });

    for (const worker of workers) await worker.stop();
    const order: number[] = [];
    const seen = world.sandbox.control.onRequest(({ method, path, body }) => {
      if (method === 'POST' && path === '/v2/SalesOrders/Complete')
        order.push(Number((JSON.parse(body) as { ImportedOrderNo: number }).ImportedOrderNo));
    });
    world.sandbox.control.switches({ inactive: [] });
    // The test ends with the oldest: the others are let wait a while longer.
    await world.database.pool.query(
      `update transfers set due_at = now() + interval '1 day' where subject_id::bigint >= $1`,
      [first + sent],
    );
    await passed(4);
    // One at a time, so that what goes out shows in which order it was taken.
    const worker = world.worker(undefined, 1);
    worker.start();
    await comesAbout(
      'all is worked off',
      async () =>
        (
          await world.database.pool.query(
            'select from transfers where subject_id::bigint < $1 and state <> $2 limit 1',
            [first + sent, 'done'],
          )
        ).rowCount === 0,
    );
    await worker.stop();
    seen();

    expect((await breaker()).breaker_code).toBeNull();
    // What was turned away when the circuit breaker opened has kept its place. Refunds come after their orders, which
    // their lane sees to.
    const firstOf = order.filter((id, index) => order.indexOf(id) === index && id < first + sent);
    expect(firstOf).toEqual(Array.from({ length: sent }, (_, index) => first + index));
    const documents = world.sandbox.control
      .state()
      .orders.filter(({ importedOrderNo }) => Number(importedOrderNo) < first + sent);
    expect([
      documents.filter(({ total }) => total > 0).length,
      documents.filter(({ total }) => total < 0).length,
    ]).toEqual([sent, refunds]);
    expect(await counts()).toEqual([
      { state: 'done', attempts: 0, count: sent + refunds },
      { state: 'waiting', attempts: 0, count: all - sent },
    ]);
    expect((await http.request(asOperator, 'get', '/v1/connections')).body).toMatchObject({
      connections: [{ held: null }],
    });
  });
});
