import type { Control } from '../../sandboxes/woocommerce/sandbox.ts';
import { secondsAgo } from '../../setup/woocommerce.ts';
import type { Cart } from '../cart.ts';
import {
  anotherArticle,
  anotherQuantity,
  articleRefunded,
  articleRemoved,
  cancelled,
  noted,
  restRefunded,
  type Change,
} from '../changes.ts';
import { makeStories, weighted } from '../stories.ts';

/** An order of the shop, and what a test must remember of it. */
export interface ShopOrder {
  readonly id: number;
  /** The order as it is now, or as it will be placed. */
  cart: Cart;
  place: 'not placed' | 'shop' | 'trash' | 'gone';
  /** The second of its last change, as the shop writes it. */
  changedAt: string;
  /** What happened to it so far. */
  readonly past: Happening[];
  /** How much had happened to it when a webhook last told the bridge of it. */
  told: number;
}

export type Happening =
  | 'placed'
  | 'edited'
  | 'noted'
  | 'cancelled'
  | 'set back'
  | 'refunded'
  | 'refund deleted'
  | 'trashed'
  | 'restored'
  | 'deleted for good';

/** The shop's orders, none of which is placed yet. No order is paid, since payments are no part of what is read. */
export const ordersToPlace = (count: number, first: number, random: () => number): ShopOrder[] =>
  makeStories(count, first, random).flatMap(({ id, generations: [cart] }) =>
    cart
      ? [
          {
            id,
            cart: { ...cart, order: { ...cart.order, payment_method: 'cod', date_paid_gmt: null } },
            place: 'not placed' as const,
            changedAt: '',
            past: [],
            told: 0,
          },
        ]
      : [],
  );

const edits: readonly Change[] = [anotherQuantity, anotherArticle, articleRemoved];
const refunds: readonly Change[] = [articleRefunded, articleRefunded, restRefunded];
const oneOf = <T>(of: readonly T[], random: () => number): T | undefined => of[Math.floor(random() * of.length)];

const isCancelled = ({ cart }: ShopOrder): boolean => cart.order['status'] === 'cancelled';

/** What may happen to an order next, each with its weight. */
function possible(order: ShopOrder): (readonly [number, Happening])[] {
  const { place, cart, past } = order;
  if (place === 'not placed') return [[1, 'placed']];
  if (place === 'gone') return [];
  if (place === 'trash')
    return [
      [3, 'restored'],
      [1, 'deleted for good'],
    ];
  const isRefunded = past.includes('refunded');
  return [
    [3, 'noted'],
    [1, 'trashed'],
    [0.3, 'deleted for good'],
    ...(isCancelled(order) ? [[1, 'set back'] as const] : [[1, 'cancelled'] as const]),
    ...(isRefunded || isCancelled(order) ? [] : [[4, 'edited'] as const]),
    ...(isCancelled(order) ? [] : [[3, 'refunded'] as const]),
    ...(cart.refunds.length > 0 ? [[2, 'refund deleted'] as const] : []),
  ];
}

/** WooCommerce sets the time of a change before it stores the change. On a slow server this takes so many seconds. */
const slowestSeconds = 30;

/** Something happens to the order in the shop, if anything still can. */
export function happen(shop: Control, order: ShopOrder, random: () => number): void {
  const happenings = possible(order);
  if (happenings.length === 0) return;
  const [, happening] = weighted(happenings, random);
  const seconds = random() < 0.2 ? Math.ceil(slowestSeconds * random()) : 0;
  const changedAt = [order.changedAt, secondsAgo(seconds)].toSorted().at(-1) ?? '';
  order.past.push(happening);
  switch (happening) {
    case 'placed':
    case 'restored':
      return show(shop, order, { place: 'shop', changedAt });
    case 'trashed':
      return show(shop, order, { place: 'trash', changedAt });
    case 'deleted for good':
      order.place = 'gone';
      return shop.forget(order.id);
    case 'edited':
      return show(shop, order, { cart: changed(order, edits, random), changedAt });
    case 'noted':
      return show(shop, order, { cart: noted(order.cart, random), changedAt });
    case 'cancelled':
      return show(shop, order, { cart: cancelled(order.cart, random), changedAt });
    case 'set back':
      return show(shop, order, { cart: withStatus(order, 'processing'), changedAt });
    case 'refunded':
      return refund(shop, order, changed(order, refunds, random), changedAt);
    case 'refund deleted': {
      const deleted = oneOf(order.cart.refunds, random);
      order.cart = { ...order.cart, refunds: order.cart.refunds.filter((kept) => kept !== deleted) };
      return shop.forgetRefund(order.id, Number(deleted?.['id']));
    }
  }
}

const changed = ({ cart }: ShopOrder, changes: readonly Change[], random: () => number): Cart =>
  oneOf(changes, random)?.(cart, random) ?? cart;
const withStatus = ({ cart }: ShopOrder, status: string): Cart => ({ ...cart, order: { ...cart.order, status } });

/** The order's content as the shop shows it in a list. */
export const shownOrder = ({ id, cart, place, changedAt }: ShopOrder) => ({
  ...cart.order,
  id,
  status: place === 'trash' ? 'trash' : String(cart.order['status']),
  date_created_gmt: String(cart.order['date_created_gmt']),
  date_modified_gmt: changedAt,
});

function show(
  shop: Control,
  order: ShopOrder,
  change: Pick<ShopOrder, 'changedAt'> & Partial<Pick<ShopOrder, 'cart' | 'place'>>,
): void {
  Object.assign(order, change);
  shop.save(shownOrder(order));
}

/** Adds the new refund under an id that no deleted refund had. */
function refund(shop: Control, order: ShopOrder, { refunds, ...cart }: Cart, changedAt: string): void {
  const former = order.cart.refunds;
  const added = refunds.slice(former.length).map((body) => ({ ...body, id: order.id * 100 + order.past.length }));
  for (const body of added) shop.refund(order.id, body);
  show(shop, order, { cart: { ...cart, refunds: [...former, ...added] }, changedAt });
}
