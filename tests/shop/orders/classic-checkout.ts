import { z } from 'zod';
import type { Shop } from '../open.ts';
import { openSession } from '../session.ts';
import { kari, type Purchase } from './customer.ts';
import { fieldValue } from './forms.ts';
import { numberedItems } from './products.ts';

const checkoutAnswer = z.object({
  result: z.string(),
  order_id: z.number().optional(),
  redirect: z.string().optional(),
  messages: z.string().optional(),
});

/** Places an order as the classic checkout does: by its form with the nonce of its page. Returns the order's number. */
export async function orderByClassicCheckout(shop: Shop, purchase: Purchase): Promise<number> {
  const session = openSession(shop.url);
  for (const { id, quantity } of await numberedItems(shop, purchase.items)) {
    const added = await session.post('/?wc-ajax=add_to_cart', { product_id: String(id), quantity: String(quantity) });
    const text = await added.text();
    if (!added.ok || text.includes('"error":true')) throw new Error(`Product ${id} did not get into the cart: ${text}`);
  }
  const page = await (await session.fetch('/klassisk-kasse/')).text();
  if (purchase.coupon !== undefined) {
    const security = /"apply_coupon_nonce":"([^"]+)"/.exec(page)?.[1] ?? '';
    await session.post('/?wc-ajax=apply_coupon', { security, coupon_code: purchase.coupon });
  }
  const customer = purchase.customer ?? kari();
  const response = await session.post('/?wc-ajax=checkout', [
    ...Object.entries(customer).map(([name, value]: [string, string]) => [`billing_${name}`, value] as const),
    ['payment_method', purchase.paymentMethod ?? 'bacs'],
    ['woocommerce-process-checkout-nonce', fieldValue(page, 'woocommerce-process-checkout-nonce')],
    ['_wp_http_referer', '/?wc-ajax=update_order_review'],
  ]);
  const { result, order_id: order, redirect, messages } = checkoutAnswer.parse(await response.json());
  const number = order ?? Number(/order-received[/=](\d+)/.exec(redirect ?? '')?.[1]);
  if (result !== 'success' || !number) throw new Error(`The checkout answered ${result}: ${messages ?? ''}`);
  return number;
}
