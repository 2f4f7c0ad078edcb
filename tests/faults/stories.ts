import type { ShopEvent } from '@kontor/client';
import { fixture } from '../setup/woocommerce.ts';
import type { Cart } from './cart.ts';
import {
  anotherArticle,
  anotherQuantity,
  articleRefunded,
  articleRemoved,
  cancelled,
  deleted,
  noted,
  restRefunded,
  type Change,
} from './changes.ts';

type Body = Record<string, unknown>;

/** A payment method that is booked on an account of the office, and one whose account the office lacks. */
export const booked = { method: 'vipps', account: '1570' };
export const unbookable = { method: 'kort', account: '1999' };

/** One order's life in its shop: its content at each generation. The first generation is 1. */
export interface Story {
  id: number;
  about: string;
  generations: readonly Cart[];
}

/** One event on its way to the bridge: an order at one of its generations. */
export interface Delivery {
  story: Story;
  generation: number;
}

const template = (name: string): Body => fixture(`woocommerce-no/orders/${name}`);
const demoOrder = (name: string): Body => fixture(`../demo/orders/${name}`);

/** The bodies that orders are made from, each with how many of a hundred orders use it. */
const bought: readonly (readonly [number, Body])[] = [
  [27, template('simple-25-vipps-paid')],
  [14, template('four-rates-shipping')],
  [14, template('coupon-percent-rounding')],
  [12, template('cod-fee')],
  [6, template('gift-card-no-tax')],
  [8, template('guest-no-phone')],
  [5, template('company-orgnr-invoice')],
  [2, template('zero-total-coupon')],
  [11, demoOrder('rounding-one-ore')],
  [1, demoOrder('raw-fish-unmapped')],
];

const edits: readonly Change[] = [anotherQuantity, anotherQuantity, anotherArticle, articleRemoved, noted];

/**
 * What happens to an order afterwards, each with how many of a hundred orders it happens to. `edit`: one of the edits
 * at random.
 */
const lives: readonly (readonly [number, string, readonly (Change | 'edit')[]])[] = [
  [48, 'never changed', []],
  [5, 'noted', [noted]],
  [10, 'edited', ['edit']],
  [6, 'edited twice', ['edit', 'edit']],
  [4, 'edited three times', ['edit', 'edit', 'edit']],
  [8, 'one article refunded', [articleRefunded]],
  [5, 'refunded', [restRefunded]],
  [3, 'one article refunded, then the rest', [articleRefunded, restRefunded]],
  [3, 'edited, then one article refunded', ['edit', articleRefunded]],
  [2, 'edited, then refunded', ['edit', restRefunded]],
  [4, 'cancelled', [cancelled]],
  [1, 'edited, then cancelled', ['edit', cancelled]],
  [1, 'deleted', [deleted]],
];
/** The same for a paid order. A booked payment cannot be edited, so a person is told what has changed since. */
const livesOfPaid: typeof lives = [
  [28, 'paid', []],
  [8, 'paid and noted', [noted]],
  [14, 'paid, edited', ['edit']],
  [9, 'paid, edited twice', ['edit', 'edit']],
  [12, 'paid, one article refunded', [articleRefunded]],
  [7, 'paid, refunded', [restRefunded]],
  [5, 'paid, one article refunded, then the rest', [articleRefunded, restRefunded]],
  [5, 'paid, edited, then refunded', ['edit', restRefunded]],
  [7, 'paid, cancelled', [cancelled]],
  [5, 'paid, edited, then cancelled', ['edit', cancelled]],
];

/** Draws one of the entries, whose first value is its weight. */
export function weighted<T extends readonly [number, ...unknown[]]>(entries: readonly T[], random: () => number): T {
  let left = random() * entries.reduce((sum, [weight]) => sum + weight, 0);
  const entry = entries.find(([weight]) => (left -= weight) < 0) ?? entries[0];
  if (!entry) throw new Error('nothing to choose from');
  return entry;
}

/** The lives of the shop's orders, numbered from `first` on; `random` decides everything. */
export function makeStories(count: number, first: number, random: () => number): Story[] {
  const known = Math.max(2, Math.floor(count / 20));
  return Array.from({ length: count }, (_, index) => {
    const id = first + index;
    const [, body] = weighted(bought, random);
    const paid = howPaid(random);
    const customer = random() < 0.4 ? Math.floor(random() * known) : null;
    const [, about, changes] = weighted(paid === null ? lives : livesOfPaid, random);
    const generations: Cart[] = [firstCart(id, body, { paid, customer, euro: random() < 0.1 })];
    for (const planned of changes) {
      const change = planned === 'edit' ? (edits[Math.floor(random() * edits.length)] ?? noted) : planned;
      const last = generations.at(-1);
      if (last) generations.push(change(last, random));
    }
    return { id, about, generations };
  });
}

/** The method by which an order was paid; null: it was not. Few orders are paid by the method without an account. */
function howPaid(random: () => number): string | null {
  const drawn = random();
  if (drawn < 0.02) return unbookable.method;
  return drawn < 0.14 ? booked.method : null;
}

function firstCart(
  id: number,
  body: Body,
  { paid, customer, euro }: { paid: string | null; customer: number | null; euro: boolean },
): Cart {
  const billing = body['billing'] as Body;
  // A company keeps its address, and an account always has the same name: the same address under another name would ask
  // a person.
  const buyer = billing['company']
    ? {}
    : customer === null
      ? { email: `gjest${id}@example.test` }
      : { email: `kunde${customer}@example.test`, first_name: 'Kim', last_name: `Kunde ${customer}` };
  return {
    gone: false,
    refunds: [],
    order: {
      ...body,
      id,
      number: String(id),
      billing: { ...billing, ...buyer },
      customer_id: customer === null ? 0 : customer + 1,
      payment_method: paid ?? 'cod',
      date_paid_gmt: paid === null ? null : '2026-11-22T01:18:36',
      currency: euro && paid === null ? 'EUR' : 'NOK',
      refunds: [],
    },
  };
}

/** How far apart an order's events are. Three in ten follow at once; four in ten mostly meet a document that exists. */
function paceOf(random: () => number): number {
  const drawn = random();
  if (drawn < 0.3) return 0.001;
  return drawn < 0.6 ? 0.3 * random() : 0.3 + 0.4 * random();
}

/**
 * The order in which the shop sends its events: some of one order follow each other quickly, some slowly; now and then
 * an older one comes after a newer one; and every tenth is sent twice.
 */
export function deliveriesOf(stories: readonly Story[], random: () => number): Delivery[] {
  const placed = stories.flatMap((story) => {
    const [start, pace] = [random() * 0.6, paceOf(random)];
    return story.generations.flatMap((_, index) => {
      const late = random() < 0.1 ? 0.1 * random() : 0;
      const at = start + index * pace + late;
      const delivery = { story, generation: index + 1 };
      return random() < 0.1
        ? [
            { at, delivery },
            { at: at + random() * 0.1, delivery },
          ]
        : [{ at, delivery }];
    });
  });
  return placed.sort((a, b) => a.at - b.at).map(({ delivery }) => delivery);
}

/** The event as the shop's plugin sends it. */
export function eventOf({ story, generation }: Delivery): ShopEvent {
  const cart = story.generations[generation - 1];
  if (!cart) throw new Error(`order ${story.id} has no generation ${generation}`);
  return cart.gone
    ? { generation, id: story.id, tombstone: true }
    : { generation, order: cart.order, refunds: cart.refunds };
}
