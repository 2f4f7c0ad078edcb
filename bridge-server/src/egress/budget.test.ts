import { setTimeout as sleep } from 'node:timers/promises';
import { freshDatabase } from '../../../tests/setup/database.ts';
import { openDatabase } from '../database/database.ts';
import { createRateBudgets } from './budget.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const share = (key: string, perSecond: number | null, maxWaitMs: number, consumer = 'shop') => ({
  key,
  perSecond,
  maxWaitMs,
  consumer,
  begun: false,
});

describe('a rate budget', () => {
  it('spaces places evenly and a margin further apart than its limit, whichever process asks', async () => {
    const other = openDatabase(database.url);
    const processes = [createRateBudgets(database.pool), createRateBudgets(other.pool)];
    const begun = performance.now();
    const times: number[] = [];
    await Promise.all(
      Array.from({ length: 30 }, async (_, index) => {
        expect(await processes[index % 2]?.take(share('shared', 20, 1_000_000))).toEqual({ kind: 'place' });
        times.push(performance.now() - begun);
      }),
    );
    await other.close();
    const step = (1000 / 20) * 1.2;
    // Nobody goes before its place (timers may be 2 ms early); how late a busy machine lets it go is not the budget's.
    const early = times.sort((one, two) => one - two).filter((time, index) => time < index * step - 2);
    expect(early).toEqual([]);
    expect(times[20]).toBeGreaterThan(1000);
  });

  it('gives the first place at once, also after a long rest', async () => {
    const budgets = createRateBudgets(database.pool);
    // Who may not wait at all has its place at once or none; a machine that is slow has no other place to give.
    const atOnce = () => budgets.take(share('rested', 0.001, 0));
    expect(await atOnce()).toEqual({ kind: 'place' });
    for (const table of ['rate_budgets', 'rate_consumers'])
      await database.pool.query(`update ${table} set next_at = now() - interval '1 day' where key = 'rested'`);
    expect(await atOnce()).toEqual({ kind: 'place' });
    expect(await atOnce()).toMatchObject({ kind: 'full' });
  });

  it('reserves nothing for who would wait too long, and says when to come again', async () => {
    const budgets = createRateBudgets(database.pool);
    await budgets.take(share('slow', 0.001, 0));
    const next = () =>
      database.pool.query(`select next_at from rate_budgets where key = 'slow'`).then(({ rows }) => rows[0] as unknown);
    const before = await next();
    const turn = await budgets.take(share('slow', 0.001, 500));
    if (turn.kind !== 'full') throw new Error('a place was given');
    expect(turn.retryAfterMs).toBeGreaterThan(900_000);
    expect(turn.retryAfterMs).toBeLessThanOrEqual(1_200_000);
    expect(await next()).toEqual(before);
  });

  it('pauses for everyone, and a shorter pause does not end a longer one', async () => {
    const budgets = createRateBudgets(database.pool);
    await budgets.pause('paused', 3000);
    await budgets.pause('paused', 1);
    const turn = await budgets.of(share('paused', 100, 1_000), { firstMs: 1_000, furtherMs: 1_000 }).take();
    expect(turn).toEqual({ kind: 'full', retryAfterMs: expect.any(Number) as unknown });
    expect(turn.kind === 'full' && turn.retryAfterMs > 2_700_000).toBe(true);
    const begun = performance.now();
    await budgets.pause('short', 0.3);
    expect(await budgets.take(share('short', 100, 1_000))).toEqual({ kind: 'place' });
    expect(performance.now() - begun).toBeGreaterThan(250);
  });

  it('is split evenly between who asks at the same time, however much each wants', async () => {
    const budgets = createRateBudgets(database.pool);
    const got = { greedy: 0, late: 0 };
    const places = 15;
    const ask = async (consumer: keyof typeof got): Promise<void> => {
      while (got.late < places) {
        const turn = await budgets.take(share('split', 20, 500, consumer));
        if (turn.kind === 'place') got[consumer] += 1;
        else await sleep(Math.min(turn.retryAfterMs, 200));
      }
    };
    const greedy = Array.from({ length: 15 }, () => ask('greedy'));
    while (got.greedy < places) await sleep(20);
    const before = got.greedy;
    await Promise.all([...greedy, ...Array.from({ length: 5 }, () => ask('late'))]);
    // Counted in places, so that it is the same on a machine where all of them come late.
    expect(got.late).toBeGreaterThan((got.greedy - before) * 0.6);
  });

  it.each([1, 8])(
    'brings all that begins to its end, however many ask for %i consumers: what has begun is not put off',
    async (consumers) => {
      const budgets = createRateBudgets(database.pool);
      // Places are 12 ms apart: five may wait to begin, and eight times as many do.
      const [patience, works, places] = [{ firstMs: 60, furtherMs: 3000 }, 40, 4];
      let putOff = 0;
      const work = async (index: number): Promise<void> => {
        for (;;) {
          const budget = budgets.of(
            { key: `begun by ${consumers}`, perSecond: 100, consumer: `shop ${index % consumers}` },
            patience,
          );
          let taken = 0;
          while (taken < places) {
            const turn = await budget.take();
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

  it('is not needed where there is no limit', async () => {
    const budgets = createRateBudgets({
      query: () => {
        throw new Error('the database was asked');
      },
    });
    expect(await budgets.take(share('free', null, 0))).toEqual({ kind: 'place' });
    expect(await budgets.take(share('free', Infinity, 0))).toEqual({ kind: 'place' });
  });
});
