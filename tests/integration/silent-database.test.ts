import { randomUUID } from 'node:crypto';
import { unavailability } from '../../bridge-server/src/database/availability.ts';
import { contentsOf, holdContents } from '../../bridge-server/src/database/contents.ts';
import { inTransaction, openDatabase } from '../../bridge-server/src/database/database.ts';
import type { TimeOuts } from '../../bridge-server/src/database/time-outs.ts';
import { createIntake } from '../../bridge-server/src/orders/receive.ts';
import { createDirectory } from '../../bridge-server/src/shops/directory.ts';
import { openLine } from '../faults/proxy.ts';
import { endAfterEach } from '../setup/ended.ts';
import { openHttp } from '../setup/http.ts';
import { until } from '../setup/until.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { openWorld } from '../setup/world.ts';

const ended = endAfterEach();

/** Short enough for a test to wait until they are over. */
const short: TimeOuts = { connection: 2, lock: 1, statement: 2, answer: 3, nextStatement: 60 };

/** Something that is waited for, and that comes about when it is given. */
function createSignal() {
  let give: () => void = () => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give: () => give() };
}

/** A bridge that takes requests, and the line between it and its database. */
async function openShop(waits: TimeOuts = short) {
  // Its own: what was held up on the line may still arrive when the test is over.
  const world = await openWorld({ ownDatabase: true });
  ended.push(() => world.close());
  const line = await openLine(Number(new URL(world.database.url).port));
  ended.push(() => line.close());
  const url = Object.assign(new URL(world.database.url), { hostname: '127.0.0.1', port: String(line.port) }).href;
  const database = { ...openDatabase(url, { waits }), url };
  holdContents(database, contentsOf(world.database.pool));
  ended.push(() => database.close());
  const http = await openHttp({ ...world, database, mirror: () => ({ ...world.mirror(), database }) });
  const caller = await http.callerOf(world.shop);
  const send = (id: number) =>
    http.request(caller, 'post', `/v1/shops/${world.shop}/events`, {
      events: [{ generation: 1, order: simpleOrder(id) }],
    });
  return {
    world,
    database,
    line,
    send,
    ready: () => http.request(null, 'get', '/readyz'),
    listOrders: () => http.request(caller, 'get', `/v1/shops/${world.shop}/orders`),
    /** What intake itself makes of an order, once it is known who sends it. */
    receive: (id: number) =>
      createIntake(database.pool, createDirectory(database.pool)).receive({
        shop: world.shop,
        proof: { id: randomUUID(), expiresAt: new Date(Date.now() + 60_000) },
        events: [{ generation: 1, order: simpleOrder(id) }],
        correlationId: randomUUID(),
      }),
    /** Nothing gets through, in either direction, until the function that is returned is called. */
    silence(): () => Promise<void> {
      const spoken = createSignal();
      const over = line.stall({ direction: 'both', ends: 'late', over: spoken.given, hits: () => true });
      return () => {
        spoken.give();
        return over;
      };
    },
  };
}
type Shop = Awaited<ReturnType<typeof openShop>>;

/** A busy machine may need more than the short times: the shop sends again, as shops do. */
async function untilAllIsWell(shop: Shop, id: number): Promise<void> {
  await until(async () => (await shop.ready()).status === 200, 'the bridge is ready');
  await until(async () => (await shop.send(id)).status === 200, 'the events are taken');
}

const storedOrders = async ({ world }: Shop): Promise<number[]> =>
  (await world.database.knex('subjects').where({ kind: 'order' }).orderBy('id').select<{ id: string }[]>('id')).map(
    ({ id }) => Number(id),
  );

describe('a database that no longer answers', () => {
  it('makes /readyz and each request answer 503, and is used again once it answers', async () => {
    const shop = await openShop();
    await untilAllIsWell(shop, 1);
    const speakAgain = shop.silence();

    const [ready, sent, listed] = await Promise.all([shop.ready(), shop.send(2), shop.listOrders()]);
    expect(ready).toMatchObject({ status: 503, body: { causes: [{ code: 'database.unreachable' }] } });
    expect(sent).toMatchObject({ status: 503, body: { code: 'bridge.unavailable' }, headers: { 'retry-after': '5' } });
    expect(listed).toMatchObject({ status: 503, body: { code: 'bridge.unavailable' } });
    expect(await shop.receive(3)).toEqual({ kind: 'unavailable', cause: 'The database cannot be reached.' });
    expect(await storedOrders(shop)).toEqual([1]);

    await speakAgain();
    await untilAllIsWell(shop, 2);
    await untilAllIsWell(shop, 3);
    expect(await storedOrders(shop)).toEqual([1, 2, 3]);
  });

  it('makes open transactions fail with a fault of the database', async () => {
    const shop = await openShop();
    await untilAllIsWell(shop, 1);
    const { pool, knex } = shop.database;
    const begun = [createSignal(), createSignal()] as const;
    const silent = createSignal();
    const faultOf = (work: Promise<unknown>) => work.then(() => 'none', unavailability);

    const faults = [
      faultOf(
        inTransaction(pool, async (client) => {
          begun[0].give();
          await silent.given;
          await client.query('select 1');
        }),
      ),
      faultOf(
        knex.transaction(async (transaction) => {
          begun[1].give();
          await silent.given;
          await transaction.raw('select 1');
        }),
      ),
    ];
    await Promise.all(begun.map(({ given }) => given));
    const speakAgain = shop.silence();
    silent.give();

    expect(await Promise.all(faults)).toEqual(faults.map(() => 'The database cannot be reached.'));
    await speakAgain();
    await untilAllIsWell(shop, 2);
  });

  it('makes the first statement of a connection time out, and the next ones fail at once', async () => {
    const shop = await openShop();
    await untilAllIsWell(shop, 1);
    const client = await shop.database.pool.connect();
    const speakAgain = shop.silence();
    const codeOf = (asked: Promise<unknown>) =>
      asked.then(
        () => 'none',
        ({ code }: { code?: string }) => code,
      );

    expect(await codeOf(client.query('select 1'))).toBe('ETIMEDOUT');
    expect(await codeOf(client.query('rollback'))).not.toBe('ETIMEDOUT');
    client.release(true);
    await speakAgain();
    await untilAllIsWell(shop, 2);
  });
});

describe('a database that is busy for too long', () => {
  it('ends a statement that takes too long', async () => {
    const { database } = await openShop({ ...short, connection: 60, answer: 60 });
    const fault: unknown = await database.pool.query('select pg_sleep(3600)').catch((thrown: unknown) => thrown);
    expect(fault).toMatchObject({ code: '57014' });
    expect(unavailability(fault)).toBe('The database interrupted the request.');
    expect((await database.pool.query('select 1')).rowCount).toBe(1);
  });

  it('makes intake unavailable while another transaction locks the rows', async () => {
    const shop = await openShop({ ...short, connection: 60, statement: 60, answer: 60 });
    await untilAllIsWell(shop, 1);
    await inTransaction(shop.world.database.pool, async (client) => {
      await client.query('lock table subjects in access exclusive mode');
      expect(await shop.receive(2)).toEqual({ kind: 'unavailable', cause: 'The database is busy.' });
    });
    await untilAllIsWell(shop, 2);
  });
});
