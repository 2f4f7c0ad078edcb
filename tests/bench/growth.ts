import { pino } from 'pino';
import { claim } from '../../bridge-server/src/mirror/delivery/claim.ts';
import { startChild } from '../setup/child.ts';
import { loadOrders, loadTransfers, settleTables } from './load.ts';
import { inTurns, perSecond, type Measure } from './measure.ts';
import { sendAll, signed } from './send.ts';
import { openShop, type BenchShop } from './shop.ts';

const small = 1000;
const large = 200_000;
const rounds = 5;
const claimsAtOnce = 32;
const claimsInTurn = 20;

/** Whether intake and claiming stay as fast when the tables grow. */
export const growth: Measure = {
  name: 'growth',
  async run({ scale, say }) {
    const count = Math.ceil(800 * scale);
    const shops = { few: await openShop(), many: await openShop() };
    say(`loading ${large} orders into one shop, ${small} into another`);
    await load(shops.few, small);
    await load(shops.many, large);
    const bridges = await Promise.all(
      Object.values(shops).map((shop) =>
        startChild(new URL('./processes/bridge.ts', import.meta.url), { ...shop.env, KONTOR_ROLE: 'web' }),
      ),
    );
    let next = 1;
    const intake = async ({ sender }: BenchShop) => {
      const requests = signed(sender, next, count);
      next += count;
      return perSecond(count, () => sendAll(requests, 16));
    };
    const against = `the same with ${small} orders in the tables in place of ${large}`;
    try {
      const intakeFigure = await inTurns(
        { rounds },
        'more',
        () => intake(shops.many),
        () => intake(shops.few),
      );
      const claimFigure = await inTurns(
        { rounds },
        'more',
        () => claims(shops.many),
        () => claims(shops.few),
      );
      return [
        { ...intakeFigure, name: 'growth, intake', unit: 'events/s', goal: 0.8, judged: 'ratio', against },
        { ...claimFigure, name: 'growth, claim', unit: 'claims/s', goal: 0.8, judged: 'ratio', against },
      ];
    } finally {
      for (const bridge of bridges) await bridge.stop();
      for (const { database } of Object.values(shops)) await database.close();
    }
  },
};

/** Loads orders into the tables; the last thousand still wait, the others are done. */
async function load(shop: BenchShop, orders: number): Promise<void> {
  await loadOrders(shop, 10_000_001, orders);
  if (orders > small) await loadTransfers(shop, 10_000_001, orders - small, { state: 'done' });
  await loadTransfers(shop, 10_000_001 + orders - small, small, { state: 'waiting' });
  await settleTables(shop);
}

const timing = { leaseSeconds: 60, callTimeoutSeconds: 20, settleSeconds: 15, retryScale: 1 };
const silent = pino({ level: 'silent' });

const postponeReceived = `
update transfers
set due_at = now() + interval '1 day'
where state = 'waiting'
  and subject_id::bigint < 10000000
  and due_at <= now()`;

const releaseClaimed = `
update transfers
set state = 'waiting',
    reason = 'loaded',
    claims = 0,
    lease_token = null,
    lease_until = null
where state = 'sending'`;

/** How many transfers are claimed per second, 32 at a time; they are released afterwards. */
async function claims({ database }: BenchShop): Promise<number> {
  // The transfers that intake has just made are postponed, so that both shops have equally many to claim.
  await database.pool.query(postponeReceived);
  const rate = await perSecond(claimsAtOnce * claimsInTurn, async () => {
    for (let round = 0; round < claimsInTurn; round++) {
      const claimed = await claim(database.pool, claimsAtOnce, timing, silent);
      if (claimed.length !== claimsAtOnce) throw new Error(`claimed ${claimed.length} of ${claimsAtOnce}`);
    }
  });
  await database.pool.query(releaseClaimed);
  return rate;
}
