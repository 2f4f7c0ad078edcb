import { setTimeout as pause } from 'node:timers/promises';
import { mostEntries } from '@kontor/shared/woocommerce/limits';
import { signedEventsRequest, type Signer } from '@kontor/client';
import { bodyLimitBytes } from '../../bridge-server/src/http/middleware/body.ts';
import { startChild } from '../setup/child.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { median, type Measure } from './measure.ts';
import { openShop } from './shop.ts';

/** How long the request may take, and how long other requests may wait meanwhile, in ms. */
const bounds = { request: 2000, health: 200 };
const rounds = 5;

type Body = Record<string, unknown>;
const [line] = simpleOrder(1)['line_items'] as [Body];
const room = bodyLimitBytes - 10_000;

/** As many entries as fit into the request, but no more than the list may have. */
const filledWith = (entry: Body, most: number): Body[] =>
  Array.from({ length: Math.min(most, Math.floor(room / (JSON.stringify(entry).length + 16))) }, (_, place) => ({
    ...entry,
    id: place + 1,
  }));
const text = (part: string): string => part.repeat(Math.floor(room / JSON.stringify(part).length));
const bare = { name: 'Garn', quantity: 1, total: '1.00', total_tax: '0.25', taxes: [{ id: 1, total: '0.25' }] };
const meta = { key: 'Farge', display_key: 'Farge', value: 'rosa', display_value: '<b>rosa</b>' };

/** Orders that fill a request, each in another shape that takes long to read. */
const orders: Readonly<Record<string, (id: number) => Body>> = {
  'lines as WooCommerce writes them': (id) => simpleOrder(id, { line_items: filledWith(line, mostEntries.lines) }),
  'as many lines as an order may have': (id) => simpleOrder(id, { line_items: filledWith(bare, mostEntries.lines) }),
  'amounts with four decimals': (id) =>
    simpleOrder(id, { line_items: filledWith({ ...bare, total: '1.0001' }, mostEntries.lines) }),
  'a line full of meta data': (id) => simpleOrder(id, { line_items: [{ ...line, meta_data: filledWith(meta, 1e6) }] }),
  'a note full of HTML tags': (id) => simpleOrder(id, { customer_note: text('<b>') }),
  'an amount with as many digits as fit': (id) => simpleOrder(id, { total: '9'.repeat(room) }),
};

/**
 * Sends a signed request and calls /healthz repeatedly until it is answered. Returns the request's time and the slowest
 * /healthz, in ms.
 */
async function timesOf(
  sender: Signer,
  event: { generation: number; order: Body },
): Promise<{ request: number; health: number }> {
  const { url, method, headers, body } = signedEventsRequest(sender, [event]);
  const startedAt = performance.now();
  let request = 0;
  const sent = fetch(url, { method, headers, body }).then(async (answer) => {
    await answer.text();
    request = performance.now() - startedAt;
    if (answer.status !== 200) throw new Error(`the longest request was answered with ${answer.status}`);
  });
  let health = 0;
  do {
    const calledAt = performance.now();
    await (await fetch(`${sender.bridge}/healthz`)).text();
    health = Math.max(health, performance.now() - calledAt);
    await pause(5);
  } while (request === 0 && (await Promise.race([sent.then(() => false), Promise.resolve(true)])));
  await sent;
  return { request, health };
}

/** How long the largest request takes, in the shapes that take longest, and how long other requests wait for it. */
export const longestRequest: Measure = {
  name: 'longest request',
  async run({ say }) {
    const shop = await openShop();
    const bridge = await startChild(new URL('./processes/bridge.ts', import.meta.url), {
      ...shop.env,
      KONTOR_ROLE: 'web',
    });
    const slowest = { request: 0, health: 0 };
    let next = 1;
    try {
      for (const [shape, make] of Object.entries(orders)) {
        const times = [];
        for (let round = 0; round < rounds; round += 1)
          times.push(await timesOf(shop.sender, { generation: 1, order: make(next++) }));
        const request = median(times.map((time) => time.request));
        const health = median(times.map((time) => time.health));
        say(`${shape}: ${request.toFixed(0)} ms; /healthz meanwhile: ${health.toFixed(0)} ms`);
        slowest.request = Math.max(slowest.request, request);
        slowest.health = Math.max(slowest.health, health);
      }
    } finally {
      await bridge.stop();
      await shop.database.close();
    }
    const figure = (name: string, value: number, bound: number, against: string) =>
      ({ name, value, baseline: bound, ratio: bound / value, goal: 1, judged: 'ratio', unit: 'ms', against }) as const;
    return [
      figure('longest request', slowest.request, bounds.request, 'the two seconds that the request may take'),
      figure('longest request, /healthz', slowest.health, bounds.health, 'the 200 ms that other requests may wait'),
    ];
  },
};
