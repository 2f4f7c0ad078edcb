import { pino } from 'pino';
import type { Egress } from '../../bridge-server/src/egress/send.ts';
import { operator, type ShopId } from '../../bridge-server/src/ids.ts';
import { createPuller, type Puller } from '../../bridge-server/src/orders/pull/puller.ts';
import { createIntake } from '../../bridge-server/src/orders/receive.ts';
import { createDirectory } from '../../bridge-server/src/shops/directory.ts';
import { startWooCommerceSandbox, type Body, type WooCommerceSandbox } from '../sandboxes/woocommerce/sandbox.ts';
import { openHttp, publicUrl, type Caller, type Http } from './http.ts';
import { openLocalEgress } from './local-egress.ts';
import { secondsAgo, simpleOrder } from './woocommerce.ts';
import { openWorld, type World } from './world.ts';

/** An order as the bridge has stored it. */
export interface StoredOrder {
  id: string;
  status: string;
  revision: number;
  tombstone: boolean;
}

/** A shop without the plugin, which the bridge reads by its REST API. */
export interface ReadShop {
  world: World;
  sandbox: WooCommerceSandbox;
  http: Http;
  asOperator: Caller;
  /** Forgets what the tests before did. */
  reset(): Promise<void>;
  /** A customer places an order, or somebody changes it; it changed just now unless `more` says when. */
  place(id: number, more?: Body): void;
  /** `kontor shop connect`, with these inputs changed. */
  connect(changes?: Record<string, unknown>): ReturnType<Http['request']>;
  /** Connects the shop and returns its id. */
  connected(): Promise<ShopId>;
  stored(shop: string): Promise<StoredOrder[]>;
  /** Makes the shop the only one that is due. */
  due(shop: string | null): Promise<void>;
  /** What reads all shops by schedule. */
  puller(): Puller;
  close(): Promise<void>;
}

export async function openReadShop(): Promise<ReadShop> {
  const sandbox = await startWooCommerceSandbox();
  const world = await openWorld();
  const egress: Egress = openLocalEgress();
  const http = await openHttp({ ...world, mirror: () => ({ ...world.mirror(), egress }) });
  const asOperator = await http.callerOf(operator);
  const { knex, pool } = world.database;
  const connect: ReadShop['connect'] = (changes = {}) =>
    http.request(asOperator, 'post', '/v1/shops/connect', { url: sandbox.url, ...sandbox.control.key, ...changes });
  return {
    world,
    sandbox,
    http,
    asOperator,
    connect,
    async reset() {
      sandbox.control.reset();
      // The shops of the tests before have moved: one address is one shop.
      await knex('shops')
        .where({ url: sandbox.url })
        .update({ url: knex.raw(`'https://moved.example/' || id`) });
    },
    place: (id, more = {}) =>
      sandbox.control.save({
        ...simpleOrder(id),
        id,
        status: 'processing',
        date_created_gmt: secondsAgo(1000),
        date_modified_gmt: secondsAgo(0),
        ...more,
      }),
    async connected() {
      const answer = await connect();
      return (answer.body as { shop: ShopId }).shop;
    },
    stored: (shop) =>
      knex('subjects')
        .where({ shop_id: shop })
        .select<StoredOrder[]>('id', 'status', 'revision', 'tombstone')
        .orderByRaw('id::bigint'),
    due: async (shop) =>
      void (await knex('shop_readings').update({
        due_at: knex.raw(`case when shop_id = ? then now() else 'infinity' end`, [shop]),
      })),
    puller: () =>
      createPuller(
        {
          database: pool,
          egress,
          intake: createIntake(pool, createDirectory(pool)),
          sealer: world.sealer,
          log: pino({ level: 'silent' }),
          publicUrl,
        },
        0.05,
      ),
    async close() {
      await egress.close();
      await world.close();
      await sandbox.close();
    },
  };
}
