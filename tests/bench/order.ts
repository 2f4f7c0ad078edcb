import { fixture } from '../setup/woocommerce.ts';

type Body = Record<string, unknown>;

/** WooCommerce's own notes on where an order came from; with them a body is as large as a real one. */
const attribution = [
  'source_type',
  'referrer',
  'utm_campaign',
  'utm_source',
  'utm_medium',
  'utm_content',
  'utm_id',
  'utm_term',
  'session_entry',
  'session_start_time',
  'session_pages',
  'session_count',
  'user_agent',
  'device_type',
].map((name, index) => ({
  id: 900 + index,
  key: `_wc_order_attribution_${name}`,
  value: `https://www.example.test/lesehjelp?utm_source=nyhetsbrev&nr=${index}`,
}));

const order: Body = { ...fixture('woocommerce-no/orders/four-rates-shipping'), meta_data: attribution };
const customers = 100;

/** A Norwegian shop's order with four VAT rates and shipping, from one of 100 customers; 6 kB as JSON. */
export const benchOrder = (id: number): Body => ({
  ...order,
  id,
  number: String(id),
  billing: { ...(order['billing'] as Body), email: `kunde${id % customers}@example.test` },
});
