import { startWooCommerceSandbox, type WooCommerceSandbox } from '../../sandboxes/woocommerce/sandbox.ts';
import { randomFrom } from '../../simulation/random.ts';
import { until } from '../../setup/until.ts';
import { openTransfersOf, untilSettled } from '../settle.ts';
import { openStage, type Stage } from '../stage.ts';
import type { Violation } from '../verdict.ts';
import { killSome } from './kills.ts';
import type { Play } from './play.ts';
import { happen, ordersToPlace, type Happening, type ShopOrder } from './orders.ts';
import { progressOf } from './progress.ts';
import { storedViolations } from './stored.ts';
import { documentViolations } from './verdict.ts';
import { createDeliverer, type Delivered } from './webhooks.ts';

export interface ReadingOptions {
  orders: number;
  /** How often processes of the bridge are killed. */
  kills: number;
  /** Repeats every random choice; the outcome also depends on the machine's timing. */
  seed: number;
  say: (line: string) => void;
  signal?: AbortSignal;
}

/** What happened in the run, and what came of it. */
export interface ReadingResult {
  seed: number;
  seconds: number;
  orders: number;
  happenings: Readonly<Record<string, number>>;
  delivered: Delivered;
  kills: number;
  /** How many requests to the shop met each of its failures. */
  failures: Readonly<Record<string, number>>;
  /** How many orders stood in the end only by what webhooks had told. */
  told: number;
  violations: readonly Violation[];
  /** What is wrong beyond single orders. */
  faults: readonly string[];
}

const firstOrder = 1001;
/** How much happens in the shop in one round at most, mostly within the same second. */
const mostPerRound = 50;
/** In a small run the rounds are smaller, so that the kills come in different ones. */
const roundsAtLeast = 20;

/**
 * Orders of a shop change at random. Meanwhile webhooks are lost, doubled, late and out of order, the shop fails, and
 * processes of the bridge are killed. Then compares the bridge's orders and the office's documents with the shop.
 *
 * In the first part everything goes wrong together. In the second part only webhooks lead to orders, so that an order
 * whose webhook arrived must be there without any regular reading. Then the shop is read once, and at last it is
 * compared.
 */
export async function runReading({
  orders: count,
  kills: killCount,
  seed,
  say,
  signal = new AbortController().signal,
}: ReadingOptions): Promise<ReadingResult> {
  const began = Date.now();
  const random = (salt: number) => randomFrom(seed * 11 + salt);
  const sandbox = await startWooCommerceSandbox();
  try {
    const stage = await openStage({ shopUrl: sandbox.url });
    try {
      const shop = sandbox.control;
      await connect(stage, sandbox);
      const orders = ordersToPlace(count, firstOrder, random(1));
      const byId = new Map(orders.map((order) => [order.id, order]));
      const play: Play = {
        stage,
        shop,
        orders,
        progress: progressOf(stage),
        deliverer: createDeliverer(shop, byId, random(2)),
        kills: { done: 0 },
        random: random(3),
        signal,
      };
      say(`${count} orders, ${killCount} kills; seed ${seed}; logs in ${stage.postgres.folder}`);
      const stopMeddling = meddle(play, byId, random(4));
      const steps = stepsOf(orders, random(5));
      const middle = Math.floor(steps.length * 0.6);
      shop.failAtRandom(shopFailures(seed));
      await rounds(play, steps.slice(0, middle), Math.ceil(killCount * 0.6), { all: true });
      say(`  everything goes wrong: over after ${seconds(began)} s`);

      await calm(play, { slow: true, seed });
      await rounds(play, steps.slice(middle), Math.floor(killCount * 0.4), { all: false });
      await play.deliverer.deliver({ all: true });
      await stopMeddling();
      await until(async () => (await play.progress.standing()).hints === 0, 'no hint is left');
      await until(async () => !(await play.progress.standing()).isLeased, 'the hints were read to their end');
      const told = orders.filter((order) => order.told === order.past.length);
      const byWebhook = await storedViolations(stage, told);
      say(`  webhooks alone: over after ${seconds(began)} s`);

      await calm(play, { slow: false, seed });
      const byReading = await storedViolations(
        stage,
        // The list of changes shows neither an order that is gone nor a refund that was deleted.
        orders.filter(({ place, past }) => place === 'shop' && !past.includes('refund deleted')),
      );
      await play.progress.readToEnd({ comparison: true });
      const byComparison = await storedViolations(stage, orders);
      say(`  the shop was read and compared after ${seconds(began)} s`);

      const settled = await untilSettled(stage, signal);
      const documents = documentViolations(stage.shop.shop, orders, await stage.office.books(), settled);
      const named = (when: string, violations: readonly Violation[]) =>
        violations.map(({ order, what }) => ({ order, what: `${when}: ${what}` }));
      return {
        seed,
        seconds: seconds(began),
        orders: count,
        happenings: tally(orders.flatMap(({ past }): Happening[] => past)),
        delivered: play.deliverer.counts,
        kills: play.kills.done,
        failures: tally(shop.requests().flatMap(({ failure }) => (failure === null ? [] : [failure]))),
        told: told.length,
        violations: [
          ...named('after webhooks alone', byWebhook),
          ...named('after the last reading', byReading),
          ...named('after the comparison', byComparison),
          ...named('in the office', documents),
        ],
        faults: [
          ...(settled.stuck === null ? [] : [settled.stuck]),
          ...[...stage.workers, stage.web].flatMap(({ crashes }) => crashes),
        ],
      };
    } finally {
      await stage.close();
    }
  } finally {
    await sandbox.close();
  }
}

const seconds = (began: number): number => Math.round((Date.now() - began) / 1000);

/** The operator connects the shop and sets up its webhooks. */
async function connect({ kontor, shop: { shop } }: Stage, { url, control }: WooCommerceSandbox): Promise<void> {
  const { consumerKey, consumerSecret } = control.key;
  control.permissions('read_write');
  await kontor(
    ...['shop', 'connect', '--existing', shop, '--url', url],
    ...['--consumer-key', consumerKey, '--consumer-secret', consumerSecret],
  );
  await kontor('shop', 'webhooks', '--shop', shop);
}

/** How often the shop fails. A failure of the whole shop ends its reading, so most pages must do without one. */
const shopFailures = (seed: number) => ({
  seed,
  rules: [
    { mode: '429' as const, share: 0.003 },
    { mode: 'html' as const, share: 0.003 },
    { mode: '500_before' as const, share: 0.003 },
    { mode: 'cut_before' as const, share: 0.003 },
    { mode: 'cut_after' as const, share: 0.002 },
    { mode: '403' as const, share: 0.001 },
    { mode: 'slow' as const, share: 0.02, delayMs: 150 },
  ],
});

/** The orders in the order in which something happens to them: an order is placed first, and changes a few times. */
function stepsOf(orders: readonly ShopOrder[], random: () => number): ShopOrder[] {
  return orders
    .flatMap((order) => {
      const placed = random() * 0.8;
      const changes = Array.from({ length: Math.floor(4 * random()) }, () => placed + (1 - placed) * random());
      return [placed, ...changes].map((at) => ({ at, order }));
    })
    .sort((a, b) => a.at - b.at)
    .map(({ order }) => order);
}

/** Goes through the steps round by round. `all`: the shop fails and is read regularly, too. */
async function rounds(
  play: Play,
  steps: readonly ShopOrder[],
  kills: number,
  { all }: { all: boolean },
): Promise<void> {
  const { shop, stage, progress, deliverer, random, signal } = play;
  const openTransfers = openTransfersOf(stage);
  const count = Math.max(roundsAtLeast / 2, Math.ceil(steps.length / mostPerRound));
  const perRound = Math.ceil(steps.length / count);
  for (let round = 0; round < count; round++) {
    signal.throwIfAborted();
    for (const order of steps.slice(round * perRound, (round + 1) * perRound)) happen(shop, order, random);
    if (all) {
      shop.switches({ maintenance: random() < 0.1 });
      if (random() < 0.5) await progress.makeDue({ comparison: random() < 0.3 });
    }
    // A person enables the webhooks that the shop has disabled.
    if (random() < 0.5)
      for (const webhook of shop.webhooks()) if (webhook.status === 'disabled') webhook.status = 'active';
    const isKilling = Math.floor(((round + 1) * kills) / count) > Math.floor((round * kills) / count);
    let isDelivered = false;
    const delivery = deliverer.deliver().then(() => {
      isDelivered = true;
    });
    await Promise.all([delivery, isKilling ? killSome(play, () => isDelivered) : null]);
    // An edit should meet a document that exists.
    await until(async () => (await openTransfers()) < 2 * mostPerRound, 'the transfers so far were sent');
  }
}

/** Ends all failures of the shop, and reads it to its end. `slow`: it answers slowly now and then. */
async function calm({ shop, progress }: Play, { slow, seed }: { slow: boolean; seed: number }): Promise<void> {
  shop.behave();
  if (slow) shop.failAtRandom({ seed, rules: [{ mode: 'slow', share: 0.2, delayMs: 50 }] });
  else shop.dueDeliveries();
  await progress.readToEnd({ comparison: false });
  await progress.leaveToWebhooks();
}

/**
 * Orders also change while the bridge reads the shop, above all those that it has just read. Their webhooks come before
 * the reading goes on. Returns how to stop, which waits for what is under way.
 */
function meddle(
  { shop, deliverer }: Pick<Play, 'shop' | 'deliverer'>,
  orders: ReadonlyMap<number, ShopOrder>,
  random: () => number,
): () => Promise<void> {
  let justRead: ShopOrder | undefined;
  const underWay = new Set<Promise<void>>();
  const stop = shop.onRequest(async ({ path }) => {
    const former = justRead;
    justRead = orders.get(Number(/orders\/(\d+)$/.exec(path)?.[1]));
    if (!former || former.place === 'not placed' || random() > 0.1) return;
    happen(shop, former, random);
    const delivery = deliverer.deliverNow();
    underWay.add(delivery);
    await delivery;
    underWay.delete(delivery);
  });
  return async () => {
    stop();
    await Promise.all(underWay);
  };
}

/** Counts how often each text occurs. */
function tally(texts: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const text of texts.toSorted()) counts[text] = (counts[text] ?? 0) + 1;
  return counts;
}
