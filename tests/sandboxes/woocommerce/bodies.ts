import type { Body } from './world.ts';

const api = 'https://shop.example/wp-json/wc/v3';
const linkTo = (path: string) => [{ href: `${api}/${path}` }];
const linkToSelf = (path: string, allow: readonly string[]) => [{ href: `${api}/${path}`, targetHints: { allow } }];

const shippingAddress = {
  first_name: '',
  last_name: '',
  company: '',
  address_1: '',
  address_2: '',
  city: '',
  state: '',
  postcode: '',
  country: '',
  phone: '',
};

/**
 * The fields that WooCommerce shows of an order to which nothing was added: no lines, no customer, nothing paid. Times
 * are seconds in UTC, which is also the shop's own time.
 */
export const plainOrder = (id: number, { created, modified }: { created: string; modified: string }): Body => ({
  id,
  parent_id: 0,
  status: 'pending',
  currency: 'NOK',
  version: '10.0.2',
  prices_include_tax: true,
  date_created: created,
  date_modified: modified,
  discount_total: '0.00',
  discount_tax: '0.00',
  shipping_total: '0.00',
  shipping_tax: '0.00',
  cart_tax: '0.00',
  total: '0.00',
  total_tax: '0.00',
  customer_id: 0,
  order_key: `wc_order_${id}`,
  billing: { ...shippingAddress, email: '' },
  shipping: shippingAddress,
  payment_method: '',
  payment_method_title: '',
  transaction_id: '',
  customer_ip_address: '',
  customer_user_agent: '',
  created_via: 'rest-api',
  customer_note: '',
  date_completed: null,
  date_paid: null,
  cart_hash: '',
  number: String(id),
  meta_data: [],
  line_items: [],
  tax_lines: [],
  shipping_lines: [],
  fee_lines: [],
  coupon_lines: [],
  refunds: [],
  payment_url: `https://shop.example/checkout/order-pay/${id}/`,
  is_editable: true,
  needs_payment: false,
  needs_processing: false,
  date_created_gmt: created,
  date_modified_gmt: modified,
  date_completed_gmt: null,
  date_paid_gmt: null,
  currency_symbol: 'kr',
  _links: {
    self: linkToSelf(`orders/${id}`, ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
    collection: linkTo('orders'),
    email_templates: [{ embeddable: true, href: `${api}/orders/${id}/actions/email_templates` }],
  },
});

/** The fields that WooCommerce shows of a refund without lines. `created`: a second in UTC. */
export const plainRefund = (orderId: number, id: number, created: string): Body => ({
  id,
  date_created: created,
  date_created_gmt: created,
  amount: '0.00',
  reason: '',
  refunded_by: 1,
  refunded_payment: false,
  meta_data: [],
  line_items: [],
  shipping_lines: [],
  tax_lines: [],
  fee_lines: [],
  _links: {
    self: linkToSelf(`orders/${orderId}/refunds/${id}`, ['GET', 'DELETE']),
    collection: linkTo(`orders/${orderId}/refunds`),
    up: linkTo(`orders/${orderId}`),
  },
});
