import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'node:http';
import { startChild, type Child } from '../setup/child.ts';
import type { OfficeKeys } from '../setup/processes/office.ts';
import { loadOrders, loadTransfers, settleTables } from './load.ts';
import { inTurns, perSecond, type Measure } from './measure.ts';
import { openShop, type BenchShop } from './shop.ts';

const atOnce = 128;
const rounds = 4;
const heads = 20_000;
/** Who looks more often takes from PostgreSQL what the worker is to have. */
const watchMs = 100;
/** So that PostgreSQL knows the tables, as it does after a shop's first minutes. */
const loaded = 2000;

/** Transfers worked off by one worker process, each one call of an office without a rate limit. */
export const worker: Measure = {
  name: 'worker',
  async run({ scale, say }) {
    // So many that it does not count when the worker, which asks for more four times a second, slept before.
    const count = Math.ceil(4000 * scale);
    const office = await startChild<OfficeKeys>(new URL('./processes/quick-office.ts', import.meta.url));
    const [shop, headed] = [await openShop(office.ready), await openShop(office.ready)];
    // Each order's first transfer waits for a person; behind it waits a second one, looked at every five minutes.
    await loadOrders(headed, 10_000_001, heads);
    await loadTransfers(headed, 10_000_001, heads, { state: 'blocked' });
    await loadTransfers(headed, 10_000_001, heads, {
      kind: 'refund',
      state: 'waiting',
      dueIn: "interval '300 s' * random()",
      laneWaits: 9,
    });
    for (const each of [shop, headed]) {
      await loadOrders(each, 20_000_001, loaded);
      await loadTransfers(each, 20_000_001, loaded, { state: 'done' });
      await settleTables(each);
    }
    const children: Child<unknown>[] = [office];
    const workers = await Promise.all(
      [shop, headed].map((each) =>
        startChild(new URL('./processes/worker.ts', import.meta.url), {
          ...each.env,
          KONTOR_CONCURRENCY: String(atOnce),
        }),
      ),
    );
    children.unshift(...workers);
    let next = 1;
    const round = async (at: BenchShop, orders = count) => {
      await loadOrders(at, next, orders);
      const first = next;
      next += orders;
      // Nobody sees them before they are committed: making them is not the worker's.
      await loadTransfers(at, first, orders, { state: 'waiting' });
      return perSecond(orders, () => workedOff(at, first));
    };
    try {
      // The customers are made once; what follows are orders of theirs.
      for (const each of [shop, headed]) await round(each, 100);
      const withHeads = await inTurns(
        { rounds },
        'more',
        () => round(headed),
        () => round(shop),
      );
      const [cpu] = await Promise.all(workers.slice(1).map((one) => one.ask('cpu')));
      say(`a worker used ${((cpu ?? NaN) / (count * (rounds + 1))).toFixed(2)} ms of processor time for each transfer`);
      const alone = await inTurns(
        { rounds },
        'more',
        () => round(shop),
        () => answers(office.ready, (next += count), count),
      );
      const [name, unit] = ['worker', 'transfers/s'];
      return [
        { ...alone, name, unit, goal: 1000, judged: 'value', against: 'what the office alone answers' },
        {
          ...withHeads,
          name: `${name}, blocked heads`,
          unit,
          goal: 0.8,
          judged: 'ratio',
          against: `without ${heads} blocked heads in the table`,
        },
      ];
    } finally {
      for (const child of children) await child.stop();
      await shop.database.close();
      await headed.database.close();
    }
  },
};

/** Waits until every transfer of the orders from `first` on is done; throws when one is blocked. */
async function workedOff({ database, sender }: BenchShop, first: number): Promise<void> {
  for (;;) {
    const { rows } = await database.pool.query<{ open: number; blocked: string | null }>({
      name: 'bench.open',
      text: `select count(*)::integer as open, max(reason || ' ' || detail::text) filter (where state = 'blocked') as blocked from transfers
              where shop_id = $1 and state in ('waiting', 'sending', 'in_doubt', 'blocked') and subject_id::bigint between $2 and 9999999`,
      values: [sender.shop, first],
    });
    if (rows[0]?.blocked) throw new Error(rows[0].blocked);
    if (rows[0]?.open === 0) return;
    await sleep(watchMs);
  }
}

/** How many orders a second the office takes from a client that does nothing else. */
async function answers(office: OfficeKeys, first: number, count: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
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
      Array.from({ length: atOnce }, async () => {
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
