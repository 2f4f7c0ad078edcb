import express, { type Request } from 'express';
import type { Answer } from '../kit/answer.ts';
import type { FailureChances, FailureRule } from '../kit/failures.ts';
import type { Listener, LoggedRequest } from '../kit/log.ts';
import { bodyOf, endpointsOf, listen, queryOf, type Listening } from '../kit/server.ts';
import { refusalOf } from './authentication.ts';
import { plainOrder, plainRefund } from './bodies.ts';
import { listOrders, pageOf } from './lists.ts';
import { failureAnswers, maintenance, noRoute, noSuchOrder } from './refusal.ts';
import { addSettingsRoutes } from './settings-routes.ts';
import type { ShopSettings } from './settings.ts';
import {
  changeWebhook,
  createWebhook,
  dueDeliveries,
  sendDelivery,
  shownWebhook,
  type WebhookDelivery,
} from './webhooks.ts';
import { World, type Body, type Order, type Permissions, type Switches, type Webhook } from './world.ts';

export type { WebhookDelivery } from './webhooks.ts';
export type { Body, Order } from './world.ts';

/** What a test does in the shop besides calling its API. */
export interface Control {
  readonly key: { readonly consumerKey: string; readonly consumerSecret: string };
  /**
   * Places or changes an order; it was changed in the present second unless the body says when. Fields that the body
   * lacks are those of an order without lines.
   */
  save(order: Body & Pick<Order, 'id' | 'status' | 'date_created_gmt'> & { date_modified_gmt?: string }): void;
  /** Adds a refund, which changes the order. Fields that the body lacks are those of a refund without lines. */
  refund(orderId: number, refund: Body & { readonly id: number }): void;
  /** Deletes an order for good (`force=true`): no hook and no list tells of it. */
  forget(orderId: number): void;
  /** Deletes a refund: no hook tells of it, and no time of change moves. */
  forgetRefund(orderId: number, refundId: number): void;
  fail(rule: FailureRule): void;
  /** Lets requests fail at random from now on. */
  failAtRandom(chances: FailureChances): void;
  /** Ends all failures, and maintenance. */
  behave(): void;
  switches(change: Partial<Switches>): void;
  permissions(permissions: Permissions): void;
  /** Changes lists of the shop's settings, such as its tax rates. */
  settings(change: Partial<ShopSettings>): void;
  /** The shop's webhooks. A test may change one, such as to disable it. */
  webhooks(): readonly Webhook[];
  /** What the webhooks have to tell by now; a test sends it, late or twice or never. */
  dueDeliveries(): readonly WebhookDelivery[];
  /** Sends a delivery and returns the status of the answer; null if none came. */
  deliver(delivery: WebhookDelivery): Promise<number | null>;
  requests(): readonly LoggedRequest[];
  /** Calls back for every request before it is answered, and waits for it; returns how to stop. */
  onRequest(listener: Listener): () => void;
  reset(): void;
}

/** A shop whose REST API stands below `/wp-json/wc/v3`. */
export interface WooCommerceSandbox extends Listening {
  readonly control: Control;
}

/** Starts a sandbox of WooCommerce's REST API on 127.0.0.1. `clock`: milliseconds since 1970. Rejects when the port is taken. */
export async function startWooCommerceSandbox({
  port = 0,
  clock,
}: { port?: number; clock?: () => number } = {}): Promise<WooCommerceSandbox> {
  const world = new World(clock);
  const stopping = new AbortController();
  const listening = await listen(appOf(world, stopping.signal), port, stopping);
  return { ...listening, control: controlOf(world, listening.url) };
}

function appOf(world: World, stopped: AbortSignal) {
  const app = express();
  app.disable('x-powered-by');
  app.use(express.text({ type: () => true }));
  const endpoint = endpointsOf({
    clock: world.clock,
    log: world.log,
    failures: world.failures,
    failureAnswers,
    clientOf: () => null,
    refused: () => (world.switches.maintenance ? maintenance : null),
    stopped,
  });
  const reads = (read: (request: Request, query: URLSearchParams) => Answer) =>
    endpoint(true, (request) => {
      const query = new URLSearchParams(queryOf(request));
      const refusal = refusalOf(world, request, query);
      if (refusal) return refusal;
      if (!world.switches.cached) return read(request, query);
      const answer = world.cache.get(request.path) ?? read(request, query);
      world.cache.set(request.path, answer);
      return answer;
    });
  const writes = (write: (request: Request) => Answer | Promise<Answer>) =>
    endpoint(true, (request) => refusalOf(world, request, new URLSearchParams(queryOf(request))) ?? write(request));
  const idOf = (request: Request): number => Number(request.params['id']);

  app.get(
    '/wp-json/wc/v3/orders',
    reads((_request, query) => listOrders([...world.orders.values()], query, world.switches)),
  );
  app.get(
    '/wp-json/wc/v3/orders/:id',
    reads((request) => {
      const order = world.orders.get(idOf(request));
      if (world.switches.breaking.includes(idOf(request))) return failureAnswers.broken;
      return order ? { status: 200, body: order } : noSuchOrder;
    }),
  );
  app.get(
    '/wp-json/wc/v3/orders/:id/refunds',
    // WooCommerce does not look whether the order is there: one that is gone has an empty list.
    reads((request, query) => pageOf(world.refunds.get(idOf(request)) ?? [], query, world.switches)),
  );
  addSettingsRoutes(app, world, { open: (read) => endpoint(true, read), reads });
  app.get(
    '/wp-json/wc/v3/webhooks',
    reads((_request, query) => pageOf([...world.webhooks.values()].map(shownWebhook), query, world.switches)),
  );
  app.post(
    '/wp-json/wc/v3/webhooks',
    writes((request) => createWebhook(world, bodyOf(request))),
  );
  app.put(
    '/wp-json/wc/v3/webhooks/:id',
    writes((request) => changeWebhook(world, idOf(request), bodyOf(request))),
  );
  app.use(endpoint(true, () => noRoute));
  return app;
}

function controlOf(world: World, url: string): Control {
  const store = (order: Order): void => {
    const refunds = (world.refunds.get(order.id) ?? []).map(({ id, reason, amount }) => ({
      id,
      reason,
      total: `-${String(amount)}`,
    }));
    const { date_created_gmt: created, date_modified_gmt: modified = world.second() } = order;
    world.orders.set(order.id, {
      ...plainOrder(order.id, { created, modified }),
      ...order,
      date_modified_gmt: modified,
      refunds,
    });
  };
  const save: Control['save'] = (order) => {
    const former = world.orders.get(order.id);
    const topics = order.status === 'trash' ? ['order.deleted'] : ['order.updated'];
    if (!former) topics.unshift('order.created');
    if (former?.status === 'trash' && order.status !== 'trash') topics.push('order.restored');
    for (const topic of topics) world.changed.add(JSON.stringify([topic, order.id]));
    store({ ...order, date_modified_gmt: order.date_modified_gmt ?? world.second() });
  };
  return {
    key: world.key,
    save,
    refund(orderId, refund) {
      const whole = { ...plainRefund(orderId, refund.id, world.second()), ...refund };
      world.refunds.set(orderId, [...(world.refunds.get(orderId) ?? []), whole]);
      const order = world.orders.get(orderId);
      if (order) save({ ...order, date_modified_gmt: world.second() });
    },
    forget(orderId) {
      world.orders.delete(orderId);
      world.refunds.delete(orderId);
    },
    forgetRefund(orderId, refundId) {
      const left = (world.refunds.get(orderId) ?? []).filter(({ id }) => id !== refundId);
      world.refunds.set(orderId, left);
      const order = world.orders.get(orderId);
      if (order) store(order);
    },
    fail: (rule) => world.failures.arm(rule),
    failAtRandom: (chances) => world.failures.leaveToChance(chances),
    behave() {
      world.failures.clear();
      world.switches = { ...world.switches, maintenance: false };
    },
    switches: (change) => {
      world.switches = { ...world.switches, ...change };
    },
    permissions: (permissions) => {
      world.permissions = permissions;
    },
    settings: (change) => {
      world.settings = { ...world.settings, ...change };
    },
    webhooks: () => [...world.webhooks.values()],
    dueDeliveries: () => dueDeliveries(world, url),
    deliver: (delivery) => sendDelivery(world, delivery),
    requests: () => world.log.requests,
    onRequest: (listener) => world.log.onRequest(listener),
    reset: () => world.reset(),
  };
}
