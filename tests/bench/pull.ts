import { randomUUID } from 'node:crypto';
import type { Egress } from '../../bridge-server/src/egress/send.ts';
import { pullPage, type PulledShop } from '../../bridge-server/src/orders/pull/pull.ts';
import { createIntake } from '../../bridge-server/src/orders/receive.ts';
import { createDirectory } from '../../bridge-server/src/shops/directory.ts';
import { restPageSize, type Position } from '../../bridge-server/src/woocommerce/orders.ts';
import { startChild } from '../setup/child.ts';
import { openLocalEgress } from '../setup/local-egress.ts';
import { loadOrders, loadTransfers, settleTables } from './load.ts';
import { inTurns, perSecond, type Measure } from './measure.ts';
import { openShop, type BenchShop } from './shop.ts';
import { beforeOrders, refundedAmong, shopOrder } from './shop-orders.ts';

const rounds = 3;
/** Orders that are there already, so that PostgreSQL has statistics of the tables. */
const loaded = 2000;
/** How many requests an order may cost, besides one for each order with refunds. */
const requestsPerOrder = 0.03;

type Access = Pick<PulledShop['access'], 'url' | 'consumerKey' | 'consumerSecret'>;

/**
 * How fast the orders of a shop are read by its REST API and taken in, and how many requests that takes. The shop is a
 * process of its own. In each round, both sides take the same orders into an empty shop of the bridge.
 */
export const pull: Measure = {
  name: 'pull',
  async run({ scale, say }) {
    const count = Math.ceil(10_000 * scale);
    const shop = await startChild<Access>(new URL('./processes/woocommerce-shop.ts', import.meta.url), {
      ORDERS: String(count),
    });
    const sending = countedEgress();
    let pulls = 0;
    try {
      const speed = await inTurns(
        { rounds },
        'more',
        () => {
          pulls += 1;
          return inNewShop((bench) => perSecond(count, () => pullAll(bench, sending.egress, shop.ready, count)));
        },
        () => inNewShop((bench) => takeAll(bench, count)),
      );
      say(
        `the shop used ${((await shop.ask('cpu')) / (pulls * count)).toFixed(2)} ms of processor time for each order`,
      );
      const requests = sending.requests() / (pulls * count);
      const bound = requestsPerOrder + refundedAmong(count) / count;
      return [
        {
          ...speed,
          name: 'pull',
          goal: 200,
          judged: 'value',
          unit: 'orders/s',
          against: 'the same orders, taken in without the requests to the shop',
        },
        {
          name: 'pull, requests',
          value: requests,
          baseline: bound,
          ratio: bound / requests,
          goal: 1,
          judged: 'ratio',
          unit: 'per order',
          against: `${requestsPerOrder} for each order, and one for each order with refunds`,
        },
      ];
    } finally {
      await sending.egress.close();
      await shop.stop();
    }
  },
};

/** An egress that counts its requests. */
function countedEgress(): { egress: Egress; requests: () => number } {
  const egress = openLocalEgress();
  let requests = 0;
  return {
    egress: {
      ...egress,
      forCall(call) {
        const send = egress.forCall(call);
        return (request) => {
          requests += 1;
          return send(request);
        };
      },
    },
    requests: () => requests,
  };
}

/** Measures in a shop of the bridge that has none of the orders yet. */
async function inNewShop(measureIn: (shop: BenchShop) => Promise<number>): Promise<number> {
  const shop = await openShop();
  try {
    await loadOrders(shop, 10_000_001, loaded);
    await loadTransfers(shop, 10_000_001, loaded, { state: 'done' });
    await settleTables(shop);
    return await measureIn(shop);
  } finally {
    await shop.database.close();
  }
}

const intakeOf = ({ database }: BenchShop) => createIntake(database.pool, createDirectory(database.pool));

/** Pulls all pages of the shop. Throws unless every order is taken in. */
async function pullAll(bench: BenchShop, egress: Egress, access: Access, count: number): Promise<void> {
  const parts = { database: bench.database.pool, egress, intake: intakeOf(bench) };
  let missing = 0;
  for (let at: Position | null = { after: beforeOrders }; at;) {
    const shop: PulledShop = {
      shopId: bench.connection.shopId,
      access: { ...access, keyIn: 'header' },
      correlationId: randomUUID(),
    };
    const page = await pullPage(parts, shop, at);
    if (page.kind !== 'page' || page.refused.length > 0) throw new Error(`the pull ended with ${JSON.stringify(page)}`);
    missing += page.missing;
    at = page.next;
  }
  if (missing !== count) throw new Error(`the pull took ${missing} of ${count} orders in`);
}

/**
 * Takes the same orders in, as many at a time as a page has. Returns how many per second. Throws unless each is accepted.
 */
async function takeAll(bench: BenchShop, count: number): Promise<number> {
  const intake = intakeOf(bench);
  const events = Array.from({ length: count }, (_, index) => shopOrder(index + 1));
  return perSecond(count, async () => {
    for (let first = 0; first < count; first += restPageSize) {
      const taken = await intake.take({
        shop: bench.connection.shopId,
        readAt: new Date(),
        events: events.slice(first, first + restPageSize),
        correlationId: randomUUID(),
      });
      if (taken.kind !== 'outcomes' || taken.outcomes.some(({ outcome }) => outcome !== 'accepted'))
        throw new Error(`the intake answered ${JSON.stringify(taken).slice(0, 500)}`);
    }
  });
}
