import { startChild } from '../setup/child.ts';
import { loadOrders, loadTransfers, settleTables } from './load.ts';
import { inTurns, perSecond, type Measure } from './measure.ts';
import { sendAll, signed } from './send.ts';
import { openShop } from './shop.ts';

const requestsAtOnce = 16;
const rounds = 24;
/** Rounds that do not count: a process compiles its code at first, and the bridge has more code than the baseline. */
const warmUp = 16;
const loaded = 2000;

/**
 * How fast events are taken in, from the signed request to the commit, against the least that a server could do with
 * them.
 */
export const intake: Measure = {
  name: 'intake',
  async run({ scale, say }) {
    const count = Math.ceil(500 * scale);
    const shop = await openShop();
    const baselineShop = await openShop();
    // The tables are not empty, since PostgreSQL has no statistics of the tables of a new shop.
    await loadOrders(shop, 10_000_001, loaded);
    await loadTransfers(shop, 10_000_001, loaded, { state: 'done' });
    await settleTables(shop);
    const bridge = await startChild(new URL('./processes/bridge.ts', import.meta.url), {
      ...shop.env,
      KONTOR_ROLE: 'web',
    });
    const plain = await startChild(new URL('./processes/plain-intake.ts', import.meta.url), baselineShop.env);
    let next = 1;
    const round = async (sender: typeof shop.sender) => {
      const requests = signed(sender, next, count);
      next += count;
      return perSecond(count, () => sendAll(requests, requestsAtOnce));
    };
    try {
      const measured = await inTurns(
        { rounds, warmUp },
        'more',
        () => round(shop.sender),
        () => round(baselineShop.sender),
      );
      for (const [name, child] of [
        ['the bridge', bridge],
        ['the baseline', plain],
      ] as const) {
        const perEvent = (await child.ask('cpu')) / (count * (warmUp + rounds));
        say(`${name} used ${perEvent.toFixed(2)} ms of processor time for each event`);
      }
      const { rows } = await shop.database.pool.query<{ orders: number; transfers: number }>(
        'select (select count(*) from subjects) as orders, (select count(*) from transfers) as transfers',
      );
      if (rows[0]?.orders !== loaded + count * (warmUp + rounds) || rows[0].transfers !== rows[0].orders)
        throw new Error(`intake kept ${JSON.stringify(rows[0])}`);
      return [
        {
          ...measured,
          name: 'intake',
          goal: 1,
          judged: 'ratio',
          unit: 'events/s',
          against: 'the same server with one insert and one commit for each event',
        },
      ];
    } finally {
      await bridge.stop();
      await plain.stop();
      await shop.database.close();
      await baselineShop.database.close();
    }
  },
};
