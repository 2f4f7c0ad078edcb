import { z } from 'zod';
import { openShop, type Shop } from '../shop/open.ts';
import { callRest } from '../shop/orders/rest.ts';
import { orderByStoreApi } from '../shop/orders/store-api.ts';
import { pluginArchive } from '../shop/plugin-archive.ts';
import type { RuntimeName } from '../shop/runtime.ts';
import { describeOn } from './runnable.ts';

const restOrder = z.object({ id: z.number(), status: z.string(), total: z.string(), created_via: z.string() });

const shops: readonly { runtime: RuntimeName; hpos: boolean }[] = [
  { runtime: 'classic', hpos: true },
  { runtime: 'classic', hpos: false },
  { runtime: 'node', hpos: true },
];

for (const { runtime, hpos } of shops) {
  const place = hpos ? "WooCommerce's own tables (HPOS)" : 'the posts';
  describeOn(runtime)(`a shop on ${runtime} that keeps its orders in ${place}`, () => {
    let shop: Shop;

    beforeAll(async () => {
      shop = await openShop({ runtime, hpos, plugin: pluginArchive });
    });

    afterAll(async () => {
      await shop?.close();
    });

    it('runs with the plugin active, and shows an order of the Store API in the REST API', async () => {
      const active = await shop.run<string[]>('return array_values((array) get_option("active_plugins"));');
      expect(active).toContain('kontor-bridge/kontor-bridge.php');

      const id = await orderByStoreApi(shop, { items: [{ sku: 'LUPE-3X' }, { sku: 'OMEGA-3', quantity: 2 }] });

      const order = restOrder.parse(await callRest(shop, 'GET', `orders/${id}`));
      expect(order).toEqual({ id, status: 'on-hold', total: '826.00', created_via: 'store-api' });
      const table = hpos ? 'wp_wc_orders' : 'wp_posts';
      const [row] = await shop.database<{ count: string }>(
        `select count(*) as count from ${table} where id = ${id}${hpos ? '' : " and post_type = 'shop_order'"}`,
      );
      expect(Number(row?.count)).toBe(1);
    });

    it('causes no PHP warning that names the plugin', async () => {
      const log = await shop.debugLog();
      expect(log.split('\n').filter((line) => /PHP [A-Z].*kontor-bridge/.test(line))).toEqual([]);
    });
  });
}
