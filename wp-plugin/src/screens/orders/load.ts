import { __, sprintf } from '@wordpress/i18n';
import type { OrderStanding, StandingsAnswer } from '@kontor/shared/api/standings';
import type { BridgeAnswer, BridgeClient, BridgeProblem } from '../../bridge/ask.ts';
import type { ShopRoutes } from '../shop-routes.ts';
import type { OrderRow, ShopOrder } from './answers.ts';
import { unknownState, type Filters } from './filters.ts';

/** One page of the list. */
export interface OrdersPage {
  readonly rows: readonly OrderRow[];
  /** Why one of the two sides did not answer. The rows then have only what the other side knows. */
  readonly problem: BridgeProblem | null;
  /** The number of all orders, if the shop counted them. */
  readonly total: number | null;
  /** The parameter `paged` or `after` of the next page; null on the last page. */
  readonly next: Readonly<Record<string, string>> | null;
}

type PageAnswer = BridgeAnswer<OrdersPage>;
/** What the bridge knows of some orders. */
type StandingsByOrder = Pick<StandingsAnswer, 'orders' | 'unknown'>;
const noStandings: StandingsByOrder = { orders: [], unknown: [] };
interface ShopAndBridge {
  readonly bridge: BridgeClient;
  readonly shop: ShopRoutes;
  readonly signal: AbortSignal;
}

export const ordersPerPage = 25;
/** How many pages of one side are read in a row, if the other side leaves few of their orders. */
const maxPages = 5;
const fields = 'id,number,status,currency,total,date_created_gmt,billing.first_name,billing.last_name,billing.company';

const isForBridge = ({ state, reason, connection, system, least, most }: Filters): boolean =>
  [state, reason, connection, system, least, most].some((filter) => filter !== undefined);

/**
 * Loads a page of orders: WooCommerce's list, and then the bridge's standing of each order. With a filter that only the
 * bridge knows, the bridge's list comes first.
 */
export async function loadOrders(
  sides: ShopAndBridge,
  filters: Filters,
  at: { paged?: string | undefined; after?: string | undefined },
): Promise<PageAnswer> {
  if (filters.state === unknownState) return loadUnknown(sides, filters, Number(at.paged ?? 1));
  return isForBridge(filters)
    ? loadByBridge(sides, filters, at.after)
    : loadByShop(sides, filters, Number(at.paged ?? 1));
}

/**
 * Loads one order from both sides. Both would take a list of ids, such as `12,34`, so the id is checked first, and the
 * answers are searched for this very order.
 */
export async function loadOrder(
  sides: ShopAndBridge,
  id: string,
): Promise<BridgeAnswer<OrderRow & { problem: BridgeProblem | null }>> {
  if (!/^[1-9]\d*$/.test(id)) return { ok: false, problem: notAnOrder(id) };
  const [orders, standings] = await Promise.all([askShop(sides, { include: id }), askStandings(sides, [id])]);
  if (!orders.ok && !standings.ok) return orders;
  const value = {
    id,
    shop: orders.ok ? (orders.value.find((order) => idOf(order) === id) ?? null) : null,
    standing: standings.ok ? (standings.value.orders.find(({ orderId }) => orderId === id) ?? null) : null,
    isUnknown: standings.ok && standings.value.unknown.includes(id),
    problem: !standings.ok ? standings.problem : !orders.ok ? orders.problem : null,
  };
  return { ok: true, value, correlationId: null };
}

/** The problem of an address that has no order id. No link of these screens leads there. */
const notAnOrder = (id: string): BridgeProblem => ({
  code: 'order.not_here',
  title: __('There is no such order', 'kontor-bridge'),
  /* translators: %s: what the address of the page has in place of an order’s id */
  cause: sprintf(__('This shop has no order with the id “%s”.', 'kontor-bridge'), id),
  remedy: __('Look the order up in the list of orders.', 'kontor-bridge'),
  status: 0,
  correlationId: null,
});

async function loadByShop(sides: ShopAndBridge, filters: Filters, page: number): Promise<PageAnswer> {
  const orders = await askShop(sides, { ...shopQuery(filters), page: String(page), per_page: String(ordersPerPage) });
  if (!orders.ok) return orders;
  const standings = await askStandings(sides, orders.value.map(idOf));
  const total = orders.total ?? null;
  return pageAnswer({
    rows: rowsOf(orders.value, standings.ok ? standings.value : noStandings),
    problem: standings.ok ? null : standings.problem,
    total,
    next: orders.value.length === ordersPerPage && (total ?? 0) > page * ordersPerPage ? pageAt(page + 1) : null,
  });
}

/**
 * Loads orders that the bridge never had: goes through WooCommerce's list, and keeps the orders that are unknown to the
 * bridge.
 */
async function loadUnknown(sides: ShopAndBridge, filters: Filters, first: number): Promise<PageAnswer> {
  const rows: OrderRow[] = [];
  for (let page = first; ; page++) {
    const orders = await askShop(sides, { ...shopQuery(filters), page: String(page), per_page: '100' });
    if (!orders.ok) return orders;
    const standings = await askStandings(sides, orders.value.map(idOf));
    if (!standings.ok) return standings;
    rows.push(...rowsOf(orders.value, standings.value).filter(({ isUnknown }) => isUnknown));
    const isLast = (orders.total ?? 0) <= page * 100;
    if (isLast || rows.length >= ordersPerPage || page - first + 1 === maxPages)
      return pageAnswer({ rows, problem: null, total: null, next: isLast ? null : pageAt(page + 1) });
  }
}

async function loadByBridge(sides: ShopAndBridge, filters: Filters, first: string | undefined): Promise<PageAnswer> {
  const rows: OrderRow[] = [];
  let problem: BridgeProblem | null = null;
  let after = first;
  for (let pages = 1; ; pages++) {
    const standings = await sides.bridge.ask<StandingsAnswer>('GET', '/order-standings', {
      query: {
        state: filters.state,
        reason: filters.reason,
        connection: filters.connection,
        system: filters.system,
        least: filters.least,
        most: filters.most,
        // The bridge filters by the time of receipt, which is after the order was placed. One day earlier, since the
        // shop's day and the bridge's day differ.
        since: filters.from && dayBeside(filters.from, -1),
        after,
        limit: String(ordersPerPage),
      },
      read: (value) => value as StandingsAnswer,
      signal: sides.signal,
    });
    if (!standings.ok) return standings;
    const { orders: pageStandings, next } = standings.value;
    const orders = await askShop(sides, {
      ...shopQuery(filters),
      include: pageStandings.map(({ orderId }) => orderId).join(','),
      per_page: '100',
    });
    if (!orders.ok) problem = orders.problem;
    rows.push(...rowsOfStandings(pageStandings, orders.ok ? orders.value : [], !orders.ok || !isForShop(filters)));
    after = next ?? undefined;
    if (next === null || rows.length >= ordersPerPage || pages === maxPages)
      return pageAnswer({ rows, problem, total: null, next: next === null ? null : { after: next } });
  }
}

const isForShop = ({ search, status, from, until }: Filters): boolean =>
  [search, status, from, until].some((filter) => filter !== undefined);

/** `withGone`: whether to keep orders that the shop no longer has. */
const rowsOfStandings = (
  standings: readonly OrderStanding[],
  orders: readonly ShopOrder[],
  withGone: boolean,
): OrderRow[] =>
  standings.flatMap((standing) => {
    const shop = orders.find((order) => idOf(order) === standing.orderId) ?? null;
    return shop || withGone ? [{ id: standing.orderId, shop, standing, isUnknown: false }] : [];
  });

const rowsOf = (orders: readonly ShopOrder[], { orders: standings, unknown }: StandingsByOrder): OrderRow[] =>
  orders.map((shop) => ({
    id: idOf(shop),
    shop,
    standing: standings.find(({ orderId }) => orderId === idOf(shop)) ?? null,
    isUnknown: unknown.includes(idOf(shop)),
  }));

/** Asks the bridge how orders stand. Without ids, it does not send a request. */
export async function askStandings(
  { bridge, signal }: Pick<ShopAndBridge, 'bridge' | 'signal'>,
  ids: readonly string[],
): Promise<BridgeAnswer<StandingsAnswer>> {
  if (ids.length === 0) return { ok: true, value: { next: null, orders: [], unknown: [] }, correlationId: null };
  return bridge.ask<StandingsAnswer>('GET', '/order-standings', {
    query: { ids: ids.join(',') },
    read: (value) => value as StandingsAnswer,
    signal,
  });
}

function askShop(
  { shop, signal }: Pick<ShopAndBridge, 'shop' | 'signal'>,
  query: Readonly<Record<string, string>>,
): Promise<BridgeAnswer<ShopOrder[]> & { total?: number }> {
  // With an empty list of ids, WooCommerce would return all orders.
  if (query['include'] === '') return Promise.resolve({ ok: true, value: [], correlationId: null, total: 0 });
  return shop.ask<ShopOrder[]>('woocommerce', 'orders', { query: { ...query, _fields: fields }, signal });
}

/**
 * The filters that WooCommerce knows. Its `after` and `before` exclude the given moments, and are in the shop's own
 * time.
 */
function shopQuery({ search, status, from, until }: Filters): Readonly<Record<string, string>> {
  return {
    orderby: 'date',
    ...(search ? { search } : {}),
    ...(status ? { status } : {}),
    ...(from ? { after: `${dayBeside(from, -1)}T23:59:59` } : {}),
    ...(until ? { before: `${dayBeside(until, 1)}T00:00:00` } : {}),
  };
}

const dayBeside = (day: string, days: number): string => {
  const at = Date.parse(`${day}T12:00:00Z`);
  return Number.isNaN(at) ? day : new Date(at + days * 86_400_000).toISOString().slice(0, 10);
};
const idOf = ({ id }: ShopOrder): string => String(id);
const pageAt = (page: number) => ({ paged: String(page) });
const pageAnswer = (value: OrdersPage): PageAnswer => ({ ok: true, value, correlationId: null });
