import { z } from 'zod';
import type { Shop } from '../open.ts';
import { openSession, type Session } from '../session.ts';
import { kari, type Purchase } from './customer.ts';
import { numberedItems } from './products.ts';

const placedOrder = z.object({ order_id: z.number(), status: z.string(), order_key: z.string() });

/**
 * Places an order as the block checkout does: with a cart and a checkout of the Store API and its nonce. Returns the
 * order's number.
 */
export async function orderByStoreApi(shop: Shop, purchase: Purchase): Promise<number> {
  const session = openSession(shop.url);
  let nonce = (await call(session, '', 'GET', 'cart')).nonce;
  for (const item of await numberedItems(shop, purchase.items))
    nonce = (await call(session, nonce, 'POST', 'cart/add-item', item)).nonce;
  if (purchase.coupon !== undefined)
    nonce = (await call(session, nonce, 'POST', 'cart/apply-coupon', { code: purchase.coupon })).nonce;
  const { email, ...shipping } = purchase.customer ?? kari();
  const { body } = await call(session, nonce, 'POST', 'checkout', {
    billing_address: { ...shipping, email },
    shipping_address: shipping,
    payment_method: purchase.paymentMethod ?? 'bacs',
    ...(purchase.additionalFields && { additional_fields: purchase.additionalFields }),
  });
  return placedOrder.parse(body).order_id;
}

async function call(
  session: Session,
  nonce: string,
  method: string,
  route: string,
  body?: unknown,
): Promise<{ body: unknown; nonce: string }> {
  const response = await session.fetch(`/wp-json/wc/store/v1/${route}`, {
    method,
    headers: { 'content-type': 'application/json', ...(nonce === '' ? {} : { nonce }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${route} answered ${response.status}: ${text.slice(0, 500)}`);
  return { body: JSON.parse(text), nonce: response.headers.get('nonce') ?? nonce };
}
