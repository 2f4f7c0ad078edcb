import { startChild } from '../setup/child.ts';
import { median, type Measure } from './measure.ts';
import { sendAll, signed } from './send.ts';
import { openShop } from './shop.ts';

const few = 10_000;
const many = 200_000;
/** As many as a request may carry. */
const each = 100;
const requestsAtOnce = 4;
/** The size moves by a twentieth even without garbage, so that one reading says little. */
const readings = 5;
const apart = 5000;

/** Whether the bridge grows with what it has taken in. */
export const memory: Measure = {
  name: 'memory',
  async run({ scale, say }) {
    const shop = await openShop();
    // Both roles; nothing can be sent, so that only the events count.
    await shop.database.knex('connections').update({ paused: true });
    const bridge = await startChild(new URL('./processes/bridge.ts', import.meta.url), shop.env);
    let taken = 0;
    const takeIn = async (upTo: number) => {
      while (taken < upTo) {
        const requests = Math.min(20, Math.ceil((upTo - taken) / each));
        await sendAll(signed(shop.sender, taken + 1, requests, each), requestsAtOnce);
        taken += requests * each;
      }
    };
    const sizeFrom = async (events: number) => {
      const sizes: number[] = [];
      for (let reading = 0; reading < readings; reading++) {
        await takeIn(events + reading * apart);
        sizes.push((await bridge.ask('resident')) / 2 ** 20);
      }
      say(`from ${events} events on: ${sizes.map((size) => size.toFixed(0)).join(', ')} MB`);
      return median(sizes);
    };
    try {
      const baseline = await sizeFrom(few);
      // Where fewer are wanted, the second figure comes after fewer events; the first one needs its 10,000 to be warm.
      const later = Math.max(3 * few, Math.ceil(many * scale));
      const value = await sizeFrom(later);
      return [
        {
          name: 'memory',
          value,
          baseline,
          ratio: baseline / value,
          unit: 'MB',
          goal: 0.91,
          judged: 'ratio',
          against: `after ${few} events in place of ${later}`,
        },
      ];
    } finally {
      await bridge.stop();
      await shop.database.close();
    }
  },
};
