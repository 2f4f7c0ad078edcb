import rest from '@woocommerce/woocommerce-rest-api';
import { z } from 'zod';
import type { Shop } from '../open.ts';
import { kari, type Purchase } from './customer.ts';
import { numberedItems } from './products.ts';

const numbered = z.object({ id: z.number() });
const restAnswer = z.object({ status: z.number(), data: z.unknown() });

/** Calls WooCommerce's REST API, version 3, as an integration does. `route`: for instance `orders/12?force=true`. */
export async function callRest(
  shop: Pick<Shop, 'url' | 'rest'>,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  route: string,
  body: object = {},
): Promise<unknown> {
  const client = new rest.default({
    url: shop.url,
    consumerKey: shop.rest.key,
    consumerSecret: shop.rest.secret,
    version: 'wc/v3',
    axiosConfig: { validateStatus: () => true },
  });
  const calls = {
    GET: () => client.get(route),
    POST: () => client.post(route, body),
    PUT: () => client.put(route, body),
    DELETE: () => client.delete(route),
  };
  const { status, data } = restAnswer.parse(await calls[method]());
  if (status >= 300) throw new Error(`${method} ${route} answered ${status}: ${JSON.stringify(data).slice(0, 500)}`);
  return data;
}

/** Posts a paid order, as an integration does. Returns its number. `changes`: further fields of the order. */
export async function orderByRest(shop: Shop, purchase: Purchase, changes: object = {}): Promise<number> {
  const items = await numberedItems(shop, purchase.items);
  const { email, ...shipping } = purchase.customer ?? kari();
  const order = await callRest(shop, 'POST', 'orders', {
    payment_method: purchase.paymentMethod ?? 'bacs',
    payment_method_title: 'Faktura',
    set_paid: true,
    billing: { ...shipping, email },
    line_items: items.map(({ id, quantity }) => ({ product_id: id, quantity })),
    ...(purchase.coupon === undefined ? {} : { coupon_lines: [{ code: purchase.coupon }] }),
    ...changes,
  });
  return numbered.parse(order).id;
}

/** Changes fields of an order. */
export const changeByRest = (shop: Shop, order: number, changes: object): Promise<unknown> =>
  callRest(shop, 'PUT', `orders/${order}`, changes);

/** Refunds an amount, without lines. Returns the refund's number. */
export async function refundByRest(shop: Shop, order: number, amount: string, reason = ''): Promise<number> {
  const refund = { amount, reason, api_refund: false };
  return numbered.parse(await callRest(shop, 'POST', `orders/${order}/refunds`, refund)).id;
}

export const deleteRefundByRest = (shop: Shop, order: number, refund: number): Promise<unknown> =>
  callRest(shop, 'DELETE', `orders/${order}/refunds/${refund}?force=true`);

/** Puts the order into the trash. */
export const trashByRest = (shop: Shop, order: number): Promise<unknown> => callRest(shop, 'DELETE', `orders/${order}`);

/** Deletes the order for good, even if it is not in the trash. */
export const deleteByRest = (shop: Shop, order: number): Promise<unknown> =>
  callRest(shop, 'DELETE', `orders/${order}?force=true`);
