import { setTimeout as sleep } from 'node:timers/promises';
import { freshDatabase } from '../../../tests/setup/database.ts';
import { openDatabase } from '../database/database.ts';
import { createRateBudgets, type BudgetRequest } from './budget.ts';
import type { Limit, OutgoingRequest } from './request.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const placeWithin = (limits: readonly Limit[], maxWaitMs: number, consumer = 'shop'): BudgetRequest => ({
  limits,
  maxWaitMs,
  consumer,
  hasBegun: false,
});
const placeWithinOne = (key: string, perSecond: number, maxWaitMs: number, consumer = 'shop') =>
  placeWithin([{ key, perSecond }], maxWaitMs, consumer);

const request = (path: string): OutgoingRequest => ({ method: 'GET', url: `https://vendor.example${path}` });

/** The times of the places that are taken within a limit, in milliseconds, the earliest first. */
const placesOf = async (key: string): Promise<number[]> => {
  const { rows } = await database.pool.query<{ at: number }>(
    `select 1000 * extract(epoch from place)::float8 as at
       from rate_budgets
      cross join unnest(places) as place
      where key = $1
      order by place`,
    [key],
  );
  return rows.map(({ at }) => at);
};

describe('a rate budget', () => {
  it('spreads the places of all processes evenly, a margin further apart than its limit', async () => {
    const other = openDatabase(database.url);
    const processes = [createRateBudgets(database.pool), createRateBudgets(other.pool)];
    const startedAt = performance.now();
    const times: number[] = [];
    await Promise.all(
      Array.from({ length: 30 }, async (_, index) => {
        expect(await processes[index % 2]?.take(placeWithinOne('shared', 20, 1_000_000))).toEqual({ kind: 'place' });
        times.push(performance.now() - startedAt);
      }),
    );
    await other.close();
    const step = (1000 / 20) * 1.2;
    // No request goes before its place (timers may be 2 ms early). A busy machine may let it go later.
    const early = times.sort((a, b) => a - b).filter((time, index) => time < index * step - 2);
    expect(early).toEqual([]);
    expect(times[20]).toBeGreaterThan(1000);
  });

  it('gives the first place at once, also after a long rest', async () => {
    const budgets = createRateBudgets(database.pool);
    // A request that may not wait gets its place at once or not at all, however slow the machine is.
    const atOnce = () => budgets.take(placeWithinOne('rested', 0.001, 0));
    expect(await atOnce()).toEqual({ kind: 'place' });
    await database.pool.query(`update rate_budgets set places = array[now() - interval '1 day'] where key = 'rested'`);
    await database.pool.query(`update rate_consumers set next_at = now() - interval '1 day' where key = 'rested'`);
    expect(await atOnce()).toEqual({ kind: 'place' });
    expect(await atOnce()).toMatchObject({ kind: 'full' });
  });

  it('reserves nothing for a request that would wait too long, and says when to try again', async () => {
    const budgets = createRateBudgets(database.pool);
    await budgets.take(placeWithinOne('slow', 0.001, 0));
    const before = await placesOf('slow');
    expect(before).toHaveLength(1);
    const turn = await budgets.take(placeWithinOne('slow', 0.001, 500));
    if (turn.kind !== 'full') throw new Error('a place was given');
    expect(turn.retryAfterMs).toBeGreaterThan(900_000);
    expect(turn.retryAfterMs).toBeLessThanOrEqual(1_200_000);
    expect(await placesOf('slow')).toEqual(before);
  });

  it('pauses for everybody, and a shorter pause does not end a longer one', async () => {
    const budgets = createRateBudgets(database.pool);
    await budgets.pause(['paused'], 3000);
    await budgets.pause(['paused'], 1);
    const turn = await budgets.take(placeWithinOne('paused', 100, 1_000));
    expect(turn).toEqual({ kind: 'full', retryAfterMs: expect.any(Number) as unknown });
    expect(turn.kind === 'full' && turn.retryAfterMs > 2_700_000).toBe(true);
  });

  it('gives places again when a pause is over', async () => {
    const budgets = createRateBudgets(database.pool);
    const startedAt = performance.now();
    await budgets.pause(['short'], 0.3);
    expect(await budgets.take(placeWithinOne('short', 100, 1_000))).toEqual({ kind: 'place' });
    expect(performance.now() - startedAt).toBeGreaterThan(250);
  });

  it.each([
    ['a limit', () => [{ key: 'split', perSecond: 20 }]],
    [
      'a limit over the narrower ones of each endpoint',
      (consumer: string) => [
        { key: 'split over endpoints', perSecond: 20 },
        { key: `split over endpoints: ${consumer}`, perSecond: 18 },
      ],
    ],
  ])('splits %s evenly between consumers, however much each of them asks for', async (_what, limitsOf) => {
    const budgets = createRateBudgets(database.pool);
    const placesTaken = { greedy: 0, late: 0 };
    const enough = 15;
    const ask = async (consumer: keyof typeof placesTaken): Promise<void> => {
      while (placesTaken.late < enough) {
        const turn = await budgets.take(placeWithin(limitsOf(consumer), 500, consumer));
        if (turn.kind === 'place') placesTaken[consumer] += 1;
        else await sleep(Math.min(turn.retryAfterMs, 200));
      }
    };
    const greedy = Array.from({ length: 15 }, () => ask('greedy'));
    while (placesTaken.greedy < enough) await sleep(20);
    const takenAlone = placesTaken.greedy;
    await Promise.all([...greedy, ...Array.from({ length: 5 }, () => ask('late'))]);
    // Compares places and not times, so that a slow machine changes nothing.
    expect(placesTaken.late).toBeGreaterThan((placesTaken.greedy - takenAlone) * 0.6);
  });

  it.each([
    [1, 1],
    [8, 1],
    [8, 2],
  ])(
    'never turns away work that has begun, however much work asks for %i consumers within %i limits',
    async (consumers, count) => {
      const budgets = createRateBudgets(database.pool);
      // Places are 12 ms apart. So five pieces of work may wait to begin, and eight times as many ask.
      const patience = { firstMs: 60, furtherMs: 3000 };
      const works = 40;
      const places = 4;
      let putOff = 0;
      const work = async (index: number): Promise<void> => {
        for (;;) {
          const budget = budgets.of(
            {
              consumer: `shop ${index % consumers}`,
              limitsOf: ({ url }) =>
                [`begun by ${consumers} within ${count}`, url].slice(0, count).map((key) => ({ key, perSecond: 100 })),
            },
            patience,
          );
          let taken = 0;
          while (taken < places) {
            const turn = await budget.take(request(`/${index % 2}`));
            if (turn.kind === 'full') {
              if (taken > 0) putOff += 1;
              await sleep(turn.retryAfterMs);
              break;
            }
            taken += 1;
          }
          if (taken === places) return;
        }
      };
      await Promise.all(Array.from({ length: works }, (_, index) => work(index)));
      expect(putOff).toBe(0);
    },
  );

  it('is not asked when there is no limit', async () => {
    const budgets = createRateBudgets({
      query: () => {
        throw new Error('the database was asked');
      },
    });
    expect(await budgets.take(placeWithin([], 0))).toEqual({ kind: 'place' });
    expect(await budgets.take(placeWithinOne('free', Infinity, 0))).toEqual({ kind: 'place' });
  });
});

describe('a request within several limits', () => {
  it('is sent at the pace of the narrowest limit', async () => {
    const budgets = createRateBudgets(database.pool);
    const startedAt = performance.now();
    const limits = [
      { key: 'wide', perSecond: 100 },
      { key: 'narrow', perSecond: 5 },
    ];
    for (let time = 0; time < 4; time += 1)
      expect(await budgets.take(placeWithin(limits, 2000))).toEqual({ kind: 'place' });
    expect(performance.now() - startedAt).toBeGreaterThan(3 * 240 - 5);
  });

  it('is sent at the pace of the narrower limit when two have one key', async () => {
    const budgets = createRateBudgets(database.pool);
    const twice = [
      { key: 'twice', perSecond: 0.1 },
      { key: 'twice', perSecond: 100 },
    ];
    expect(await budgets.take(placeWithin(twice, 0))).toEqual({ kind: 'place' });
    expect(await budgets.take(placeWithin(twice, 1000))).toMatchObject({ kind: 'full' });
  });

  it('shares a limit with every other system that names its key', async () => {
    const budgets = createRateBudgets(database.pool);
    const patience = { firstMs: 0, furtherMs: 0 };
    const systemOf = (system: string) =>
      budgets.of(
        {
          consumer: system,
          limitsOf: () => [
            { key: 'one key of two systems', perSecond: 0.1 },
            { key: `own of ${system}`, perSecond: 100 },
          ],
        },
        patience,
      );
    expect(await systemOf('orders').take(request('/orders'))).toEqual({ kind: 'place' });
    expect(await systemOf('invoices').take(request('/invoices'))).toMatchObject({ kind: 'full' });
  });

  it('reserves nothing in any limit when one of them has no room', async () => {
    const budgets = createRateBudgets(database.pool);
    const roomy = { key: 'roomy', perSecond: 1 };
    const tight = { key: 'tight', perSecond: 0.1 };
    await budgets.take(placeWithin([tight], 0));
    const before = await placesOf('tight');
    expect(await budgets.take(placeWithin([roomy, tight], 500))).toMatchObject({ kind: 'full' });
    expect(await placesOf('roomy')).toEqual([]);
    expect(await placesOf('tight')).toEqual(before);
    expect(await budgets.take(placeWithin([roomy], 0))).toEqual({ kind: 'place' });
  });

  it('does not wait behind requests that wait for another endpoint of the same user', async () => {
    const budgets = createRateBudgets(database.pool);
    const user = { key: 'user', perSecond: 20 };
    // The pause makes the whole queue wait until the other request comes.
    await budgets.pause(['user: slow endpoint'], 2);
    const queue = Array.from({ length: 5 }, () =>
      budgets.take(placeWithin([user, { key: 'user: slow endpoint', perSecond: 2 }], 10_000)),
    );
    while ((await placesOf('user: slow endpoint')).length < queue.length) await new Promise(setImmediate);
    expect(await budgets.take(placeWithin([user, { key: 'user: other endpoint', perSecond: 2 }], 200))).toEqual({
      kind: 'place',
    });
    expect(await Promise.all(queue)).toEqual(queue.map(() => ({ kind: 'place' })));
  });

  it('keeps the distance of each limit to every other request, from any process and in any order', async () => {
    const other = openDatabase(database.url);
    const [here, there] = [createRateBudgets(database.pool), createRateBudgets(other.pool)];
    const user = { key: 'crowd', perSecond: 20 };
    const endpoints = [0, 1, 2].map((index) => ({ key: `crowd: endpoint ${index}`, perSecond: 5 }));
    // Past places are deleted. The pause makes all of these lie ahead.
    await here.pause([user.key], 2);
    const turns = Array.from({ length: 30 }, (_, index) => {
      const both = [user, endpoints[index % 3] ?? user];
      const limits = index % 4 < 2 ? both : both.toReversed();
      return (index % 2 ? here : there).take(placeWithin(limits, 10_000, `shop ${index % 5}`));
    });
    while ((await placesOf(user.key)).length < turns.length) await new Promise((tick) => setTimeout(tick, 5));
    for (const { key, perSecond } of [user, ...endpoints]) {
      const places = await placesOf(key);
      expect(places).toHaveLength(key === user.key ? 30 : 10);
      const apart = places.slice(1).map((place, index) => place - (places[index] ?? 0));
      expect(Math.min(...apart)).toBeGreaterThan((1000 / perSecond) * 1.2 - 0.1);
    }
    expect(await Promise.all(turns)).toEqual(turns.map(() => ({ kind: 'place' })));
    await other.close();
  });

  it('is paused with its own limits, while requests within other limits go on', async () => {
    const budgets = createRateBudgets(database.pool);
    const budget = budgets.of(
      { consumer: 'shop', limitsOf: ({ url }) => [{ key: `paused: ${url}`, perSecond: 100 }] },
      { firstMs: 1000, furtherMs: 1000 },
    );
    await budget.pause(request('/orders'), 30);
    expect(await budget.take(request('/orders'))).toMatchObject({ kind: 'full' });
    expect(await budget.take(request('/invoices'))).toEqual({ kind: 'place' });
  });
});
