import { startChild } from '../setup/child.ts';
import { median, type Measure } from './measure.ts';
import { sendAll, signed } from './send.ts';
import { openShop } from './shop.ts';

const few = 10_000;
const many = 200_000;
/** As many as a request may carry. */
const eventsPerRequest = 100;
const requestsAtOnce = 4;
/** The size varies by 5 % even without garbage, so the median of several readings counts. */
const readings = 5;
const eventsBetweenReadings = 5000;

/** Whether the bridge's memory grows with the number of events that it has received in. */
export const memory: Measure = {
  name: 'memory',
  async run({ scale, say }) {
    const shop = await openShop();
    // The bridge has both roles, but its connection is paused, so that only the events count.
    await shop.database.knex('connections').update({ paused: true });
    const bridge = await startChild(new URL('./processes/bridge.ts', import.meta.url), shop.env);
    let received = 0;
    const takeIn = async (upTo: number) => {
      while (received < upTo) {
        const requests = Math.min(20, Math.ceil((upTo - received) / eventsPerRequest));
        await sendAll(signed(shop.sender, received + 1, requests, eventsPerRequest), requestsAtOnce);
        received += requests * eventsPerRequest;
      }
    };
    const sizeFrom = async (events: number) => {
      const sizes: number[] = [];
      for (let reading = 0; reading < readings; reading++) {
        await takeIn(events + reading * eventsBetweenReadings);
        sizes.push((await bridge.ask('resident')) / 2 ** 20);
      }
      say(`size from ${events} events on: ${sizes.map((size) => size.toFixed(0)).join(', ')} MB`);
      return median(sizes);
    };
    try {
      const baseline = await sizeFrom(few);
      // A smaller scale shortens only the way to the second reading; the first needs its 10,000 events to be warm.
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
          against: `the size after ${few} events in place of ${later}`,
        },
      ];
    } finally {
      await bridge.stop();
      await shop.database.close();
    }
  },
};
