/** The WooCommerce sandbox in its own process, with as many orders as `ORDERS` says. */
import { startWooCommerceSandbox } from '../../sandboxes/woocommerce/sandbox.ts';
import { answering } from '../../setup/processes/answering.ts';
import { shopOrder } from '../shop-orders.ts';

const { url, control, close } = await startWooCommerceSandbox();
for (let id = 1; id <= Number(process.env['ORDERS']); id++) {
  const { order, refunds } = shopOrder(id);
  for (const refund of refunds) control.refund(id, refund);
  control.save(order);
}
answering({ url, ...control.key }, close);
