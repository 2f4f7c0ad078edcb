import { forgetNext } from '../../bridge-server/src/mirror/maintenance/retention.ts';
import { createWorker } from '../../bridge-server/src/mirror/worker.ts';
import { createDirectory } from '../../bridge-server/src/shops/directory.ts';
import { poweroffice } from '../../bridge-server/src/systems/poweroffice/system.ts';
import { age } from '../setup/age.ts';
import { openHttp, type Caller, type Http } from '../setup/http.ts';
import { openServedWorld } from '../setup/served-world.ts';
import { until } from '../setup/until.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { withWorkers } from '../setup/workers.ts';
import type { World } from '../setup/world.ts';

let world: World;
let http: Http;
let asOperator: Caller;
beforeEach(async () => {
  ({ world, http, asOperator } = await openServedWorld());
});
afterEach(() => world.close());

const keep = { orders: 90, files: 30, exchanges: 30, people: 90, journal: 730 };
const receive = (generation: number, order: Record<string, unknown>) => world.sendOrder(generation, order);
const run = async () =>
  (await http.request(asOperator, 'post', '/v1/retention/run', {})).body as Record<string, number>;
const snapshotOf = async (orderId: number) =>
  (
    await world.database
      .knex('subjects')
      .where({ shop_id: world.shop, kind: 'order', id: String(orderId) })
      .first<{ snapshot: string | null }>('snapshot')
  ).snapshot;

describe('the retention of old data', () => {
  it('deletes exchanges, the journal and facts about people in batches, by several processes at once', async () => {
    const { knex, pool } = world.database;
    const many = Array.from({ length: 450 }, (_, n) => n);
    await knex('exchanges').insert(
      many.map((n) => ({
        at: new Date(),
        shop_id: world.shop,
        transfer_id: n,
        correlation_id: 'c',
        step: 's',
        method: 'POST',
        address: 'a',
        outcome: 'answered',
        ms: 1,
      })),
    );
    await knex('journal').insert(
      many.map((n) => ({
        shop_id: world.shop,
        subject_kind: 'order',
        subject_id: String(n),
        actor: 'intake',
        code: 'order.received',
      })),
    );
    await knex('facts').insert(
      many.map((n) => ({
        shop_id: world.shop,
        connection_id: world.connection.id,
        name: `customer:${n}`,
        value: '{}',
      })),
    );
    await knex('facts').insert(
      ['products', 'collective-customer:1', 'answer:customer:c'].map((name) => ({
        shop_id: world.shop,
        connection_id: world.connection.id,
        name,
        value: '{}',
      })),
    );
    await age(world.database, 1000);
    await knex('exchanges').insert({
      at: new Date(),
      shop_id: world.shop,
      transfer_id: 1,
      correlation_id: 'c',
      step: 'young',
      method: 'POST',
      address: 'a',
      outcome: 'answered',
      ms: 1,
    });
    expect((await http.request(asOperator, 'get', '/v1/retention')).body).toMatchObject({
      retention: expect.arrayContaining([
        expect.objectContaining({ what: 'exchanges', kept: 451, due: 450 }),
        expect.objectContaining({ what: 'people', kept: 450, due: 450 }),
      ]),
    });
    const retention = { pool, keep, systems: [poweroffice] };
    for (
      let rounds = 0;
      rounds < 20 &&
      (await Promise.all([forgetNext(retention), forgetNext(retention), forgetNext(retention)])).some(Boolean);
      rounds++
    );
    expect((await knex('exchanges')).map(({ step }: { step: string }) => step)).toEqual(['young']);
    expect(await knex('journal')).toEqual([]);
    expect((await knex('facts').whereNot('name', 'like', 'customer:%').pluck('name')).length).toBeGreaterThanOrEqual(3);
    expect(await knex('facts').where('name', 'like', 'customer:%')).toEqual([]);
    expect(await forgetNext(retention)).toBe(false);
  });

  it('deletes nothing when the operator has it kept for ever', async () => {
    http = await openHttp(world, { orders: 0, files: 0, exchanges: 0, people: 0, journal: 0 });
    await receive(1, simpleOrder(1));
    await world.settle();
    await age(world.database, 10_000);
    expect(await run()).toEqual({ orders: 0, files: 0, exchanges: 0, people: 0, journal: 0 });
    expect((await http.request(asOperator, 'get', '/v1/retention')).body).toMatchObject({
      retention: expect.arrayContaining([expect.objectContaining({ what: 'journal', keep: 'for ever', due: 0 })]),
    });
    expect(
      await forgetNext({
        pool: world.database.pool,
        systems: [poweroffice],
        keep: { orders: 0, files: 0, exchanges: 0, people: 0, journal: 0 },
      }),
    ).toBe(false);
  });

  it('is kept by a worker without being asked', async () => {
    await receive(1, simpleOrder(1));
    await world.settle();
    await age(world.database, 100);
    const worker = createWorker(world.mirror(), createDirectory(world.database.pool), {
      concurrency: 1,
      pollSeconds: 0.02,
      forget: { keep, systems: [poweroffice] },
    });
    await withWorkers([worker], () => until(async () => (await snapshotOf(1)) === null, 'the order is forgotten'));
  });
});
