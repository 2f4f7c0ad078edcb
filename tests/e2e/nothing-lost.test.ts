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
const atOnce = 4;
/** How often a customer tries: more often than disturbances could explain. */
const mostTries = 200;

const purchase: Purchase = { items: [{ sku: 'LUPE-3X' }], paymentMethod: 'cod' };
const ways = [orderByStoreApi, orderByClassicCheckout, orderByRest, orderByCode];

/** Every order that somebody has placed in the shop, whether or not its request was answered. */
const placed = z.array(z.object({ id: z.number(), total: z.string() }));

describeOn('classic')('a shop whose bridge, PHP and line fail while orders come in', () => {
  let stage: Stage;
  let shop: Shop;
  let shopId: string;

  beforeAll(async () => {
    stage = await openStage();
    shop = await openShop({ runtime: 'classic', plugin: pluginArchive });
    // More than is bought, for a shop that runs out of it sells nothing.
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

  it(`makes of each of ${orders} orders exactly one document`, async () => {
    const disturbances = [
      () => void stage.web.kill(),
      () => void stage.workers[0]?.kill(),
      // PHP ends in the middle of whatever it does: checkouts, and the plugin's own sending.
      () => shop.restartPhp(),
      // The bridge takes the orders in, and its answer never arrives.
      () => stage.lines.web.stall({ direction: 'answering', ends: 'lost', over: sleep(1500), hits: () => true }),
    ];
    let done = false;
    /** Set when a disturbance itself failed, so that nobody goes on trying. */
    const broken = new AbortController();
    const place = async (number: number): Promise<void> => {
      const way = ways[number % ways.length] ?? orderByRest;
      // A customer whose request fails tries again, and may have placed an order all the same; the shop's own list decides.
      for (let tries = 1; !broken.signal.aborted; tries++) {
        try {
          await way(shop, purchase);
          return;
        } catch (fault) {
          if (tries === mostTries)
            throw new Error(`The shop takes no order; PHP's log ends with: ${(await shop.debugLog()).slice(-3000)}`, {
              cause: fault,
            });
          await sleep(500);
        }
      }
    };
    const placing = Array.from({ length: atOnce }, async (_, lane) => {
      for (let number = lane; number < orders && !broken.signal.aborted; number += atOnce) await place(number);
    });
    const disturbing = (async () => {
      for (let turn = 0; !done; turn++) {
        await disturbances[turn % disturbances.length]?.();
        // The alarm rings now and then, as on a shop with little traffic.
        await ring(shop).catch(() => undefined);
        await sleep(randomInt(1000, 4000));
      }
    })().catch((fault: unknown) => broken.abort(fault));
    await Promise.all(placing).finally(() => {
      done = true;
    });
    await disturbing;
    broken.signal.throwIfAborted();

    // What a killed process saved without noting it is found by the hourly comparison.
    await shop.run(`do_action('kontor_hourly'); return true;`);
    await until(async () => {
      await shop.run('\\Kontor\\Bridge\\Orders\\Outbox::hurry();');
      await ring(shop);
      const [left] = await shop.database(
        'select count(*) as n from wp_kontor_outbox where generation > sent_generation',
      );
      return Number(left?.['n']) === 0;
    }, 'the outbox is empty');
    const { database, timing } = stage.bridge;
    const { knex } = database;
    await until(async () => {
      const ofShop = () => knex('transfers').where({ shop_id: shopId });
      // Workers that were killed over it too often leave a transfer to a person, who tries again.
      const worn = await ofShop()
        .where({ state: 'blocked', reason: 'gave_up.crashed_worker' })
        .select<{ id: number }[]>('id');
      for (const { id } of worn)
        await applyVerb(database, 'retry', { shopId, id: transferIdOf(Number(id)) }, timing, 'operator');
      return worn.length === 0 && (await ofShop().whereIn('state', ['waiting', 'sending', 'in_doubt'])).length === 0;
    }, 'the bridge has done its work');

    const inShop = placed.parse(
      await shop.run(
        `return array_map(
           fn ($order) => array('id' => $order->get_id(), 'total' => $order->get_total()),
           wc_get_orders(array('limit' => -1, 'type' => 'shop_order', 'status' => array('processing', 'completed'), 'orderby' => 'ID', 'order' => 'ASC'))
         );`,
      ),
    );
    const made = await knex('transfers')
      .where({ shop_id: shopId })
      .select<{ subject_id: string; kind: string; state: string; reason: string; document_id: string }[]>(
        'subject_id',
        'kind',
        'state',
        'reason',
        'document_id',
      );
    const totals = new Map((await stage.office.books()).orders.map(({ id, total }) => [id, total]));
    // What is not done tells why; an order that the shop has not gone on with is left out by its status.
    const wentOn = new Set(inShop.map(({ id }) => String(id)));
    const found = made
      .filter(
        ({ subject_id: id, reason }) =>
          wentOn.has(id) || (reason !== 'rule.status' && reason !== 'cancelled.before_sending'),
      )
      .map(({ subject_id: id, kind, state, reason, document_id: document }) =>
        state === 'done' ? `${id} ${kind} ${totals.get(document)}` : `${id} ${kind} ${state} ${reason}`,
      );
    const expected = inShop.map(({ id, total }) => `${id} order ${Math.round(Number(total) * 100)}`);
    expect(inShop.length).toBeGreaterThanOrEqual(orders);
    expect(found.sort()).toEqual(expected.sort());
    // Told from the office's own list: nothing is there that no order of the shop asked for.
    expect(totals.size).toBe(inShop.length);
    console.log(
      `${inShop.length} orders; web killed ${stage.web.kills} times, a worker ${stage.workers[0]?.kills ?? 0} times, the line held up ${stage.lines.web.stalls} times.`,
    );
  });
});
