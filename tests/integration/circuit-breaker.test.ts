import { operator } from '../../bridge-server/src/ids.ts';
import { loadOrders, loadTransfers, settleTables } from '../bench/load.ts';
import { openHttp } from '../setup/http.ts';
import { until } from '../setup/until.ts';
import { simpleOrder, amountRefund } from '../setup/woocommerce.ts';
import { openWorld, type World } from '../setup/world.ts';

const firstId = 1001;
/** The orders that are sent at the end; every third has a refund, which comes after its order. The others keep waiting. */
const sent = 300;
const all = 10_000;
const remedy =
  'Most likely the extension is not active in Go: open Meny › Innstillinger › Utvidelser and tick Aktiv. Otherwise copy the client key again. All keys must belong to the same environment.';

const refundOf = (id: number) => amountRefund(id * 10, '349.00');

describe('ten thousand orders held back by a wrong key', () => {
  let world: World;
  // The retry schedule of production. A day goes by because the test moves times in the database into the past.
  beforeAll(async () => {
    world = await openWorld({ timing: { retryScale: 1 } });
  });
  afterAll(() => world.close());

  const requests = () => world.sandbox.control.state().requests.length;
  const breaker = async () =>
    (await world.database.knex('connections').first()) as { breaker_code: string | null; breaker_probes: number };
  const untilTrue = (what: string, holds: () => Promise<boolean>) =>
    until(holds, async () => `${what}: ${JSON.stringify(await counts())}`);
  /** Moves everything that waits for its time into the past, as if so many hours had gone by. */
  const passHours = async (hours: number) => {
    const interval = `interval '${hours} hours'`;
    await world.database.pool.query(
      `update connections
          set breaker_since = breaker_since - ${interval},
              breaker_probe_at = breaker_probe_at - ${interval}`,
    );
    await world.database.pool.query(
      `update transfers
          set due_at = due_at - ${interval},
              created_at = created_at - ${interval}`,
    );
  };
  const counts = async () =>
    (
      await world.database.pool.query<{ state: string; attempts: number; count: number }>(
        `select state,
                max(attempts)::integer as attempts,
                count(*)::integer as count
           from transfers
          group by state
          order by state`,
      )
    ).rows;

  it('lose no attempt in a day, and are sent oldest first once the key is right', async () => {
    for (let from = firstId; from < firstId + sent; from += 100) {
      await world.receive(
        ...Array.from({ length: 100 }, (_, index) => from + index).map((id) => ({
          generation: 1,
          order: simpleOrder(id),
          refunds: id % 3 === 0 ? [refundOf(id)] : [],
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
    await loadOrders(shop, firstId + sent, all - sent);
    await loadTransfers(shop, firstId + sent, all - sent, { state: 'waiting' });
    await settleTables(shop);
    const refunds = sent / 3;
    expect(await counts()).toEqual([{ state: 'waiting', attempts: 0, count: all + refunds }]);

    world.sandbox.control.switches({ inactive: [world.sandbox.keys.clientKey] });
    const requestsBefore = requests();
    const workers = [world.worker(), world.worker()];
    for (const worker of workers) worker.start();
    await untilTrue('the connection is held back', async () => (await breaker()).breaker_code === 'held.unauthorized');
    const rounds = 6;
    for (let probe = 1; probe <= rounds; probe++) {
      await passHours(4);
      await untilTrue('it is probed', async () => (await breaker()).breaker_probes >= probe);
    }
    // By now the workers have put down what they had in hand when the circuit breaker opened.
    await untilTrue('all is put down', async () => (await counts()).every(({ state }) => state === 'waiting'));
    expect(await counts()).toEqual([{ state: 'waiting', attempts: 0, count: all + refunds }]);
    const { breaker_probes: probes } = await breaker();
    // Each probe asks for a token, and so did the transfers that the workers had in hand when the key failed.
    expect(requests() - requestsBefore).toBeLessThanOrEqual(probes + 2 * 8);

    const http = await openHttp(world);
    const asOperator = await http.callerOf(operator);
    const held = {
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
    expect(shown.body).toMatchObject({ account: 'Demo Butikk AS', held });
    const { since, nextProbe } = (shown.body as { held: { since: string; nextProbe: string } }).held;
    expect(Date.now() - Date.parse(since)).toBeGreaterThan(23.9 * 3_600_000);
    // The last interval of the schedule, which repeats.
    expect(Date.parse(nextProbe) - Date.now()).toBeLessThanOrEqual(900_000);
    expect((await http.request(asOperator, 'get', '/v1/connections')).body).toMatchObject({
      connections: [{ held }],
    });

    for (const worker of workers) await worker.stop();
    const sentIds: number[] = [];
    const stopListening = world.sandbox.control.onRequest(({ method, path, body }) => {
      if (method === 'POST' && path === '/v2/SalesOrders/Complete')
        sentIds.push(Number((JSON.parse(body) as { ImportedOrderNo: number }).ImportedOrderNo));
    });
    world.sandbox.control.switches({ inactive: [] });
    // Only the oldest orders are sent in this test; the others are made to wait for another day.
    await world.database.pool.query(
      `update transfers set due_at = now() + interval '1 day' where subject_id::bigint >= $1`,
      [firstId + sent],
    );
    await passHours(4);
    // The worker sends one transfer at a time, so that the requests show the order in which it took them.
    const worker = world.worker(undefined, 1);
    worker.start();
    await untilTrue(
      'the oldest orders are sent',
      async () =>
        (
          await world.database.pool.query(
            'select from transfers where subject_id::bigint < $1 and state <> $2 limit 1',
            [firstId + sent, 'done'],
          )
        ).rowCount === 0,
    );
    await worker.stop();
    stopListening();

    expect((await breaker()).breaker_code).toBeNull();
    // // Transfers that were put down when the circuit breaker opened have kept their place. Refunds come after their orders in the lane.
    const orderIds = sentIds.filter((id, index) => sentIds.indexOf(id) === index && id < firstId + sent);
    expect(orderIds).toEqual(Array.from({ length: sent }, (_, index) => firstId + index));
    const documents = world.sandbox.control
      .state()
      .orders.filter(({ importedOrderNo }) => Number(importedOrderNo) < firstId + sent);
    expect({
      orders: documents.filter(({ total }) => total > 0).length,
      refunds: documents.filter(({ total }) => total < 0).length,
    }).toEqual({ orders: sent, refunds });
    expect(await counts()).toEqual([
      { state: 'done', attempts: 0, count: sent + refunds },
      { state: 'waiting', attempts: 0, count: all - sent },
    ]);
    expect((await http.request(asOperator, 'get', '/v1/connections')).body).toMatchObject({
      connections: [{ held: null }],
    });
  });
});
