import { startChild } from '../setup/child.ts';
import { loadOrders, loadTransfers, settleTables } from './load.ts';
import { inTurns, perSecond, type Measure } from './measure.ts';
import { sendAll, signed } from './send.ts';
import { openShop } from './shop.ts';

const atOnce = 16;
const rounds = 24;
/** A process of a minute is no shop's everyday either: until then it compiles its code, of which the bridge has more. */
const warmUp = 16;
const loaded = 2000;

/** From a signed event to its commit with its transfers, against the least that a server could do with it. */
export const intake: Measure = {
  name: 'intake',
  async run({ scale, say }) {
    const count = Math.ceil(500 * scale);
    const [shop, other] = [await openShop(), await openShop()];
    // A shop in its first minute is no shop's everyday: PostgreSQL has no statistics of its tables yet.
    await loadOrders(shop, 10_000_001, loaded);
    await loadTransfers(shop, 10_000_001, loaded, { state: 'done' });
    await settleTables(shop);
    const bridge = await startChild(new URL('./processes/bridge.ts', import.meta.url), {
      ...shop.env,
      KONTOR_ROLE: 'web',
    });
    const plain = await startChild(new URL('./processes/plain-intake.ts', import.meta.url), other.env);
    let next = 1;
    const round = async (sender: typeof shop.sender) => {
      const requests = signed(sender, next, count);
      next += count;
      return perSecond(count, () => sendAll(requests, atOnce));
    };
    try {
      const measured = await inTurns(
        { rounds, warmUp },
        'more',
        () => round(shop.sender),
        () => round(other.sender),
      );
      for (const [name, child] of [
        ['the bridge', bridge],
        ['the baseline', plain],
      ] as const) {
        say(
          `${name} used ${((await child.ask('cpu')) / (count * (warmUp + rounds))).toFixed(2)} ms of processor time for each event`,
        );
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
          against: 'the same server with one insert and a commit each',
        },
      ];
    } finally {
      await bridge.stop();
      await plain.stop();
      await shop.database.close();
      await other.database.close();
    }
  },
};
