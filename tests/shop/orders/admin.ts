import { z } from 'zod';
import type { Shop } from '../open.ts';
import { openSession, type Session } from '../session.ts';
import { kari, type Purchase } from './customer.ts';
import { formFields } from './forms.ts';
import { numberedItems } from './products.ts';

/** The pages of wp-admin for orders, which depend on where WooCommerce keeps orders. */
interface OrderPages {
  add: string;
  edit: (order: number) => string;
  list: string;
  /** The id of the form on the page of one order. */
  form: string;
  /** The name of the field that carries the orders of a bulk action. */
  selection: string;
}

const inOwnTables: OrderPages = {
  add: '/wp-admin/admin.php?page=wc-orders&action=new',
  edit: (order) => `/wp-admin/admin.php?page=wc-orders&action=edit&id=${order}`,
  list: '/wp-admin/admin.php?page=wc-orders',
  form: 'order',
  selection: 'id[]',
};
const amongPosts: OrderPages = {
  add: '/wp-admin/post-new.php?post_type=shop_order',
  edit: (order) => `/wp-admin/post.php?post=${order}&action=edit`,
  list: '/wp-admin/edit.php?post_type=shop_order',
  form: 'post',
  selection: 'post[]',
};

/** The bulk actions of the list of orders; the statuses are those of WooCommerce. */
export type BulkAction =
  'mark_processing' | 'mark_on-hold' | 'mark_completed' | 'mark_cancelled' | 'trash' | 'untrash' | 'delete';

/** An administrator at work in wp-admin. */
export interface Administration {
  readonly session: Session;
  /** Enters an order by the pages of wp-admin: new order, its products, recalculate, save. Returns its number. */
  addOrder(purchase: Purchase, status?: string): Promise<number>;
  /** Saves the page of an order with some of its fields changed, e.g. `order_status: 'wc-completed'`. */
  saveOrder(order: number, changes: Readonly<Record<string, string>>): Promise<void>;
  /** Refunds an amount with the button of the order's page. Returns the refund's number. */
  refund(order: number, amount: string, reason?: string): Promise<number>;
  deleteRefund(order: number, refund: number): Promise<void>;
  /** Applies a bulk action of the list to orders. `delete` removes orders in the trash for good. */
  bulk(action: BulkAction, orders: readonly number[]): Promise<void>;
}

/** Logs the administrator in. */
export async function openAdministration(shop: Shop): Promise<Administration> {
  const session = openSession(shop.url);
  const pages = shop.hpos ? inOwnTables : amongPosts;
  await logIn(session, shop.admin);

  const ajax = async (fields: Readonly<Record<string, string>>): Promise<unknown> => {
    const response = await session.post('/wp-admin/admin-ajax.php', fields);
    const text = await response.text();
    const answer = ajaxAnswer.safeParse(response.ok ? jsonOrNull(text) : null);
    if (!answer.success || !answer.data.success)
      throw new Error(`${fields['action']} answered ${response.status}: ${text.slice(0, 500)}`);
    return answer.data.data;
  };
  const save = async (page: string, order: number, changes: Readonly<Record<string, string>>): Promise<void> => {
    const fields = formFields(page, pages.form).filter(([name]) => !(name in changes));
    const action = shop.hpos ? pages.edit(order) : '/wp-admin/post.php';
    const saved = await session.post(action, [...fields, ...Object.entries(changes)]);
    await readPage(saved);
  };
  return {
    session,
    async addOrder(purchase, status = 'wc-processing') {
      const page = await readPage(await session.fetch(pages.add));
      const order = Number(/"post_id":"?(\d+)/.exec(page)?.[1]);
      const items = await numberedItems(shop, purchase.items);
      await ajax({
        action: 'woocommerce_add_order_item',
        order_id: String(order),
        security: nonceOf(page, 'order_item_nonce'),
        ...Object.fromEntries(
          items.flatMap(({ id, quantity }, index) => [
            [`data[${index}][id]`, String(id)],
            [`data[${index}][qty]`, String(quantity)],
          ]),
        ),
      });
      const customer = purchase.customer ?? kari();
      const { country, state, postcode, city } = customer;
      // This action answers with HTML and not with JSON.
      await readPage(
        await session.post('/wp-admin/admin-ajax.php', {
          action: 'woocommerce_calc_line_taxes',
          order_id: String(order),
          items: '',
          security: nonceOf(page, 'calc_totals_nonce'),
          ...{ country, state, postcode, city },
        }),
      );
      await save(page, order, {
        ...Object.fromEntries(Object.entries(customer).map(([name, value]) => [`_billing_${name}`, String(value)])),
        _payment_method: purchase.paymentMethod ?? 'bacs',
        order_status: status,
      });
      return order;
    },
    async saveOrder(order, changes) {
      await save(await readPage(await session.fetch(pages.edit(order))), order, changes);
    },
    async refund(order, amount, reason = '') {
      const page = await readPage(await session.fetch(pages.edit(order)));
      const known = await refundsOf(shop, order);
      await ajax({
        action: 'woocommerce_refund_line_items',
        order_id: String(order),
        refund_amount: amount.replace('.', ','),
        refunded_amount: fieldOr(page, 'refunded_amount', '0'),
        refund_reason: reason,
        line_item_qtys: '{}',
        line_item_totals: '{}',
        line_item_tax_totals: '{}',
        api_refund: 'false',
        restock_refunded_items: 'true',
        security: nonceOf(page, 'order_item_nonce'),
      });
      const refund = (await refundsOf(shop, order)).find((id) => !known.includes(id));
      if (refund === undefined) throw new Error(`Order ${order} has no new refund.`);
      return refund;
    },
    async deleteRefund(order, refund) {
      const page = await readPage(await session.fetch(pages.edit(order)));
      await session.post('/wp-admin/admin-ajax.php', {
        action: 'woocommerce_delete_refund',
        refund_id: String(refund),
        security: nonceOf(page, 'order_item_nonce'),
      });
      if ((await refundsOf(shop, order)).includes(refund)) throw new Error(`Refund ${refund} is still there.`);
    },
    async bulk(action, orders) {
      const page = await readPage(await session.fetch(pages.list));
      const separator = pages.list.includes('?') ? '&' : '?';
      const query = new URLSearchParams([
        ['action', action],
        ['_wpnonce', /name="_wpnonce" value="([^"]+)"/.exec(page)?.[1] ?? ''],
        ['_wp_http_referer', pages.list],
        ...orders.map((order): [string, string] => [pages.selection, String(order)]),
      ]);
      await readPage(await session.fetch(`${pages.list}${separator}${query.toString()}`));
    },
  };
}

/** Makes an order by code, as another plugin does, without any page. Returns its number. */
export async function orderByCode(shop: Shop, purchase: Purchase, status = 'processing'): Promise<number> {
  return shop.run<number>(
    `$order = wc_create_order();
     foreach ($args['items'] as $item) { $order->add_product(wc_get_product($item['id']), $item['quantity']); }
     $order->set_address($args['customer'], 'billing');
     $order->set_payment_method($args['paymentMethod']);
     $order->calculate_totals();
     $order->update_status($args['status']);
     return $order->get_id();`,
    {
      items: await numberedItems(shop, purchase.items),
      customer: purchase.customer ?? kari(),
      paymentMethod: purchase.paymentMethod ?? 'bacs',
      status,
    },
  );
}

const ajaxAnswer = z.object({ success: z.boolean(), data: z.unknown() });

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

async function logIn(session: Session, { user, password }: Shop['admin']): Promise<void> {
  // This page sets the cookie that the form requires.
  await readPage(await session.fetch('/wp-login.php'));
  const page = await readPage(
    await session.post('/wp-login.php', {
      log: user,
      pwd: password,
      testcookie: '1',
      redirect_to: '/wp-admin/profile.php',
    }),
  );
  if (!page.includes('id="wpadminbar"')) throw new Error('The administrator could not log in.');
}

async function readPage(response: Response): Promise<string> {
  const page = await response.text();
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${page.slice(0, 500)}`);
  return page;
}

function nonceOf(page: string, name: string): string {
  const nonce = new RegExp(`"${name}":"([^"]+)"`).exec(page)?.[1];
  if (nonce === undefined) throw new Error(`The page has no ${name}.`);
  return nonce;
}

const fieldOr = (page: string, name: string, fallback: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? fallback;

const refundsOf = (shop: Shop, order: number): Promise<number[]> =>
  shop.run<number[]>(
    'return array_map(fn($refund) => $refund->get_id(), wc_get_order($args["order"])->get_refunds());',
    { order },
  );
