import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'node:http';
import { startChild, type Child } from '../setup/child.ts';
import type { OfficeKeys } from '../setup/processes/office.ts';
import { loadOrders, loadTransfers, settleTables } from './load.ts';
import { inTurns, perSecond, type Measure } from './measure.ts';
import { openShop, type BenchShop } from './shop.ts';

const callsAtOnce = 128;
const rounds = 4;
const blockedOrders = 20_000;
/** How often the bench looks whether everything is sent; more often would slow down the worker's database. */
const watchMs = 100;
/**
 * Orders that are there already, so that PostgreSQL has statistics of the tables, as it does after a shop's first
 * minutes.
 */
const loaded = 2000;

/** How fast one worker process sends transfers, each with one call to an office without a rate limit. */
export const worker: Measure = {
  name: 'worker',
  async run({ scale, say }) {
    // So many that the worker's sleep before the first one, of at most a quarter of a second, does not matter.
    const count = Math.ceil(4000 * scale);
    const office = await startChild<OfficeKeys>(new URL('./processes/quick-office.ts', import.meta.url));
    const shop = await openShop(office.ready);
    const blockedShop = await openShop(office.ready);
    // The first transfer of each of these orders is blocked; behind it waits a second one, which becomes due every five
    // minutes.
    await loadOrders(blockedShop, 10_000_001, blockedOrders);
    await loadTransfers(blockedShop, 10_000_001, blockedOrders, { state: 'blocked' });
    await loadTransfers(blockedShop, 10_000_001, blockedOrders, {
      kind: 'refund',
      state: 'waiting',
      dueIn: "interval '300 s' * random()",
      laneWaits: 9,
    });
    for (const benchShop of [shop, blockedShop]) {
      await loadOrders(benchShop, 20_000_001, loaded);
      await loadTransfers(benchShop, 20_000_001, loaded, { state: 'done' });
      await settleTables(benchShop);
    }
    const children: Child<unknown>[] = [office];
    const workers = await Promise.all(
      [shop, blockedShop].map(({ env }) =>
        startChild(new URL('./processes/worker.ts', import.meta.url), {
          ...env,
          KONTOR_CONCURRENCY: String(callsAtOnce),
        }),
      ),
    );
    children.unshift(...workers);
    let next = 1;
    const round = async (benchShop: BenchShop, orders = count) => {
      await loadOrders(benchShop, next, orders);
      const first = next;
      next += orders;
      // The worker sees the transfers only once all of them are committed, so making them is not measured.
      await loadTransfers(benchShop, first, orders, { state: 'waiting' });
      return perSecond(orders, () => untilSent(benchShop, first));
    };
    try {
      // The first orders make the customers, of whom all further orders are.
      for (const benchShop of [shop, blockedShop]) await round(benchShop, 100);
      const besideBlocked = await inTurns(
        { rounds },
        'more',
        () => round(blockedShop),
        () => round(shop),
      );
      const [cpu] = await Promise.all(workers.slice(1).map((process) => process.ask('cpu')));
      const perTransfer = (cpu ?? NaN) / (count * (rounds + 1));
      say(`a worker used ${perTransfer.toFixed(2)} ms of processor time for each transfer`);
      const alone = await inTurns(
        { rounds },
        'more',
        () => round(shop),
        () => answers(office.ready, (next += count), count),
      );
      const [name, unit] = ['worker', 'transfers/s'];
      return [
        { ...alone, name, unit, goal: 1000, judged: 'value', against: 'how many orders the office alone can answer' },
        {
          ...besideBlocked,
          name: `${name}, blocked orders`,
          unit,
          goal: 0.8,
          judged: 'ratio',
          against: `the same without ${blockedOrders} blocked orders in the tables`,
        },
      ];
    } finally {
      for (const child of children) await child.stop();
      await shop.database.close();
      await blockedShop.database.close();
    }
  },
};

const openTransfers = `
select count(*)::integer as open,
       max(reason || ' ' || detail::text) filter (where state = 'blocked') as blocked
from transfers
where shop_id = $1
  and state in ('waiting', 'sending', 'in_doubt', 'blocked')
  and subject_id::bigint between $2 and 9999999`;

/** Waits until every transfer of the orders from `first` on is done; throws when one is blocked. */
async function untilSent({ database, sender }: BenchShop, first: number): Promise<void> {
  for (;;) {
    const { rows } = await database.pool.query<{ open: number; blocked: string | null }>({
      name: 'bench.open',
      text: openTransfers,
      values: [sender.shop, first],
    });
    if (rows[0]?.blocked) throw new Error(rows[0].blocked);
    if (rows[0]?.open === 0) return;
    await sleep(watchMs);
  }
}

/** How many orders per second the office answers for a client that does nothing else. */
async function answers(office: OfficeKeys, first: number, count: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: callsAtOnce });
  const post = (path: string, headers: Record<string, string>, body: string) =>
    new Promise<string>((done, fail) => {
      request(
        `${office.url}${path}`,
        {
          method: 'POST',
          agent,
          headers: {
            'ocp-apim-subscription-key': office.subscriptionKey,
            'content-length': String(Buffer.byteLength(body)),
            ...headers,
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.once('end', () => done(Buffer.concat(chunks).toString()));
        },
      )
        .once('error', fail)
        .end(body);
    });
  const basic = Buffer.from(`${office.applicationKey}:${office.clientKey}`).toString('base64');
  const { access_token: token } = JSON.parse(
    await post(
      '/OAuth/Token',
      { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
      'grant_type=client_credentials',
    ),
  ) as { access_token: string };
  const numbers = Array.from({ length: count }, (_, index) => first + index).values();
  const rate = await perSecond(count, () =>
    Promise.all(
      Array.from({ length: callsAtOnce }, async () => {
        for (const number of numbers) {
          const answer = await post(
            '/v2/SalesOrders/Complete',
            { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
            orderBody(`bench-${number}`),
          );
          if (!answer.includes('"SalesOrderNo"')) throw new Error(answer);
        }
      }),
    ),
  );
  agent.destroy();
  return rate;
}

const lines = Array.from({ length: 6 }, (_, index) => ({
  ProductCode: 'A-1',
  Description: `Linje ${index + 1}`,
  Quantity: 2,
  ProductUnitPrice: 100,
  ExternalImportReference: `line-${index}`,
}));
const orderBody = (reference: string): string =>
  JSON.stringify({ ExternalImportReference: reference, CurrencyCode: 'NOK', SalesOrderLines: lines });
