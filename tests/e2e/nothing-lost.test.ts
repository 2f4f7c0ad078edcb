import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { transferIdOf } from '../setup/ids.ts';
import { connectOffice } from '../demo/stage.ts';
import { openStage, type Stage } from '../faults/stage.ts';
import { until } from '../setup/until.ts';
import { orderByCode } from '../shop/orders/admin.ts';
import { orderByClassicCheckout } from '../shop/orders/classic-checkout.ts';
import type { Purchase } from '../shop/orders/customer.ts';
import { orderByRest } from '../shop/orders/rest.ts';
import { orderByStoreApi } from '../shop/orders/store-api.ts';
import { openShop, type Shop } from '../shop/open.ts';
import { pairShop } from '../shop/pair.ts';
import { pluginArchive } from '../shop/plugin-archive.ts';
import { applyVerb } from '../../bridge-server/src/mirror/person/apply-verb.ts';
import { openConnection } from '../../bridge-server/src/shops/connection.ts';
import { describeOn } from './runnable.ts';
import { ring } from './shop-and-office.ts';

/** How many orders are placed, and how many at a time. */
const orders = 200;
const ordersAtOnce = 4;
/** How often a customer tries to place an order, which is far more often than the disturbances require. */
const mostTries = 200;

const purchase: Purchase = { items: [{ sku: 'LUPE-3X' }], paymentMethod: 'cod' };
const waysToOrder = [orderByStoreApi, orderByClassicCheckout, orderByRest, orderByCode];

/** The shop's list of orders. */
const shopOrders = z.array(z.object({ id: z.number(), total: z.string() }));

describeOn('classic')('a shop whose bridge, PHP and network fail while orders come in', () => {
  let stage: Stage;
  let shop: Shop;
  let shopId: string;

  beforeAll(async () => {
    stage = await openStage();
    shop = await openShop({ runtime: 'classic', plugin: pluginArchive });
    // More stock than is bought, since a shop sells nothing that is out of stock.
    await shop.run(
      `wc_update_product_stock(wc_get_product_id_by_sku($args['sku']), 10 * $args['orders']); return true;`,
      {
        sku: 'LUPE-3X',
        orders,
      },
    );
    ({ shopId } = await pairShop(shop, stage.bridge));
    const { database, sealer } = stage.bridge;
    const first = await openConnection(database.pool, sealer, stage.shop.shop, stage.connection.id);
    const credentials = z.object({ clientKey: z.string() }).parse(first?.credentials);
    await connectOffice({ bridge: stage.bridge, sandbox: { keys: credentials } }, shopId);
  });
  afterAll(async () => {
    await shop?.close();
    await stage?.close();
  });

  it(`has exactly one document for each of ${orders} orders`, async () => {
    const disturbances = [
      () => void stage.web.kill(),
      () => void stage.workers[0]?.kill(),
      // PHP ends in the middle of its work, such as a checkout or the plugin's own sending.
      () => shop.restartPhp(),
      // The bridge takes orders in, but its answer never arrives.
      () => stage.lines.web.stall({ direction: 'answering', ends: 'lost', over: sleep(1500), hits: () => true }),
    ];
    let placed = 0;
    /** Aborted when a disturbance itself fails, so that the customers stop trying. */
    const broken = new AbortController();
    const logs = async (): Promise<string> =>
      [await shop.debugLog(), await shop.serverLog()].map((log) => log.slice(-3000)).join('\n');
    const place = async (number: number): Promise<void> => {
      const placeOrder = waysToOrder[number % waysToOrder.length] ?? orderByRest;
      // A customer whose request fails tries again. The failed request may have placed an order too; the shop's list
      // decides.
      for (let tries = 1; !broken.signal.aborted; tries++) {
        try {
          await placeOrder(shop, purchase);
          placed += 1;
          return;
        } catch (fault) {
          if (tries === mostTries)
            throw new Error(`The shop takes no order; its logs end with: ${await logs()}`, { cause: fault });
          await sleep(500);
        }
      }
    };
    const placing = Array.from({ length: ordersAtOnce }, async (_, lane) => {
      for (let number = lane; number < orders && !broken.signal.aborted; number += ordersAtOnce) await place(number);
    });
    const disturbing = (async () => {
      for (let turn = 0; placed < orders && !broken.signal.aborted; turn++) {
        await disturbances[turn % disturbances.length]?.();
        // The plugin sends only now and then, as in a shop with few visitors.
        await ring(shop).catch(() => undefined);
        // By orders and not by time, so that a slow machine gets on between two disturbances.
        const next = Math.min(placed + randomInt(3, 8), orders);
        await until(() => placed >= next || broken.signal.aborted, 'the shop takes orders');
      }
    })().catch((fault: unknown) => broken.abort(fault));
    await Promise.all(placing).catch((fault: unknown) => broken.abort(fault));
    await disturbing;
    broken.signal.throwIfAborted();

    // The hourly reconciliation finds orders that a killed process saved without an entry in the outbox.
    await shop.run(`do_action('kontor_hourly'); return true;`);
    await until(async () => {
      await shop.run('\\Kontor\\Bridge\\Orders\\Outbox::hurry();');
      await ring(shop);
      const [waiting] = await shop.database(
        'select count(*) as count from wp_kontor_outbox where generation > sent_generation',
      );
      return Number(waiting?.['count']) === 0;
    }, 'the outbox is empty');
    const { database, timing } = stage.bridge;
    const { knex } = database;
    await until(async () => {
      const ofShop = () => knex('transfers').where({ shop_id: shopId });
      // A transfer whose workers were killed too often is blocked until a person retries it.
      const givenUp = await ofShop()
        .where({ state: 'blocked', reason: 'gave_up.crashed_worker' })
        .select<{ id: number }[]>('id');
      for (const { id } of givenUp)
        await applyVerb(database, 'retry', { shopId, id: transferIdOf(Number(id)) }, timing, 'operator');
      return givenUp.length === 0 && (await ofShop().whereIn('state', ['waiting', 'sending', 'in_doubt'])).length === 0;
    }, 'the bridge has done its work');

    const inShop = shopOrders.parse(
      await shop.run(
        `return array_map(
           fn ($order) => array('id' => $order->get_id(), 'total' => $order->get_total()),
           wc_get_orders(array(
             'limit'   => -1,
             'type'    => 'shop_order',
             'status'  => array('processing', 'completed'),
             'orderby' => 'ID',
             'order'   => 'ASC',
           ))
         );`,
      ),
    );
    const transfers = await knex('transfers')
      .where({ shop_id: shopId })
      .select<{ subject_id: string; kind: string; state: string; reason: string; document_id: string }[]>(
        'subject_id',
        'kind',
        'state',
        'reason',
        'document_id',
      );
    const totals = new Map((await stage.office.books()).orders.map(({ id, total }) => [id, total]));
    // An order that the shop did not accept has a transfer that is closed because of its status; it is left out here.
    const acceptedIds = new Set(inShop.map(({ id }) => String(id)));
    const documents = transfers
      .filter(
        ({ subject_id: id, reason }) =>
          acceptedIds.has(id) || (reason !== 'rule.status' && reason !== 'cancelled.before_sending'),
      )
      .map(({ subject_id: id, kind, state, reason, document_id: document }) =>
        state === 'done' ? `${id} ${kind} ${totals.get(document)}` : `${id} ${kind} ${state} ${reason}`,
      );
    const expected = inShop.map(({ id, total }) => `${id} order ${Math.round(Number(total) * 100)}`);
    expect(inShop.length).toBeGreaterThanOrEqual(orders);
    expect(documents.sort()).toEqual(expected.sort());
    // The office's own list has no document besides those of the shop's orders.
    expect(totals.size).toBe(inShop.length);
    console.log(
      [
        `${inShop.length} orders`,
        `the web process was killed ${stage.web.kills} times, a worker ${stage.workers[0]?.kills ?? 0} times`,
        `the network was stalled ${stage.lines.web.stalls} times`,
      ].join('; '),
    );
  });
});
