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

/** How orders are paid: by a method that is booked on an account of the office, and by one whose account the office lacks. */
export const booked = { method: 'vipps', account: '1570' };
export const unbookable = { method: 'kort', account: '1999' };

/** One order's life in its shop: how it stood at each of its generations, the first of which is 1. */
export interface Story {
  id: number;
  about: string;
  generations: readonly Cart[];
}

/** One event on its way: which order, as it stood at which generation. */
export interface Delivery {
  story: Story;
  generation: number;
}

const template = (name: string): Body => fixture(`woocommerce-no/orders/${name}`);
const own = (name: string): Body => fixture(`../demo/orders/${name}`);

/** What is bought, and how often in a hundred. */
const bought: readonly (readonly [number, Body])[] = [
  [27, template('simple-25-vipps-paid')],
  [14, template('four-rates-shipping')],
  [14, template('coupon-percent-rounding')],
  [12, template('cod-fee')],
  [6, template('gift-card-no-tax')],
  [8, template('guest-no-phone')],
  [5, template('company-orgnr-invoice')],
  [2, template('zero-total-coupon')],
  [11, own('rounding-one-ore')],
  [1, own('raw-fish-unmapped')],
];

const edits: readonly Change[] = [anotherQuantity, anotherQuantity, anotherArticle, articleRemoved, noted];

/** What happens to it afterwards, and how often in a hundred. A number draws so many edits. */
const lives: readonly (readonly [number, string, readonly (Change | 'edit')[]])[] = [
  [48, 'left as it is', []],
  [5, 'noted', [noted]],
  [10, 'edited', ['edit']],
  [6, 'edited twice', ['edit', 'edit']],
  [4, 'edited three times', ['edit', 'edit', 'edit']],
  [8, 'an article given back', [articleRefunded]],
  [5, 'given back', [restRefunded]],
  [3, 'an article, then the rest given back', [articleRefunded, restRefunded]],
  [3, 'edited, then an article given back', ['edit', articleRefunded]],
  [2, 'edited, then given back', ['edit', restRefunded]],
  [4, 'called off', [cancelled]],
  [1, 'edited, then called off', ['edit', cancelled]],
  [1, 'deleted', [deleted]],
];
/** Of an order that was paid: what was booked cannot be edited, so that a person is told what has changed since. */
const livesOfPaid: typeof lives = [
  [28, 'paid', []],
  [8, 'paid and noted', [noted]],
  [14, 'paid, edited', ['edit']],
  [9, 'paid, edited twice', ['edit', 'edit']],
  [12, 'paid, an article given back', [articleRefunded]],
  [7, 'paid, given back', [restRefunded]],
  [5, 'paid, an article, then the rest given back', [articleRefunded, restRefunded]],
  [5, 'paid, edited, then given back', ['edit', restRefunded]],
  [7, 'paid, called off', [cancelled]],
  [5, 'paid, edited, then called off', ['edit', cancelled]],
];

function weighted<T extends readonly [number, ...unknown[]]>(of: readonly T[], random: () => number): T {
  let left = random() * of.reduce((sum, [weight]) => sum + weight, 0);
  const found = of.find(([weight]) => (left -= weight) < 0) ?? of[0];
  if (!found) throw new Error('nothing to choose from');
  return found;
}

/** The shop's orders from number `first` on; `random` decides everything. */
export function makeStories(count: number, first: number, random: () => number): Story[] {
  const known = Math.max(2, Math.floor(count / 20));
  return Array.from({ length: count }, (_, index) => {
    const id = first + index;
    const [, body] = weighted(bought, random);
    const paid = howPaid(random);
    const customer = random() < 0.4 ? Math.floor(random() * known) : null;
    const [, about, changes] = weighted(paid === null ? lives : livesOfPaid, random);
    const generations: Cart[] = [firstCart(id, body, { paid, customer, euro: random() < 0.1 })];
    for (const wish of changes) {
      const change = wish === 'edit' ? (edits[Math.floor(random() * edits.length)] ?? noted) : wish;
      const last = generations.at(-1);
      if (last) generations.push(change(last, random));
    }
    return { id, about, generations };
  });
}

/** The method by which an order was paid; null: it was not. About the account of some a person must be asked. */
function howPaid(random: () => number): string | null {
  const drawn = random();
  if (drawn < 0.02) return unbookable.method;
  return drawn < 0.14 ? booked.method : null;
}

function firstCart(
  id: number,
  body: Body,
  given: { paid: string | null; customer: number | null; euro: boolean },
): Cart {
  const { paid, customer, euro } = given;
  const billing = body['billing'] as Body;
  // A company stays who it is, and whoever has an account has one name; an address with another name would be a question.
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

/**
 * In which order the shop's events go out: some long after one another, some at once, now and then an older one after a newer,
 * and every tenth twice.
 */
export function deliveriesOf(stories: readonly Story[], random: () => number): Delivery[] {
  const placed = stories.flatMap((story) => {
    const [start, pace] = [random() * 0.6, random() < 0.3 ? 0.001 : 0.3 * random()];
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
  return placed.sort((one, other) => one.at - other.at).map(({ delivery }) => delivery);
}

/** The event as the shop's plugin sends it. */
export function eventOf({ story, generation }: Delivery): ShopEvent {
  const cart = story.generations[generation - 1];
  if (!cart) throw new Error(`order ${story.id} has no generation ${generation}`);
  return cart.gone
    ? { generation, id: story.id, tombstone: true }
    : { generation, order: cart.order, refunds: cart.refunds };
}
