import { z } from 'zod';
import { openShop, type Shop } from '../shop/open.ts';
import { callRest } from '../shop/orders/rest.ts';
import { orderByStoreApi } from '../shop/orders/store-api.ts';
import { pluginArchive } from '../shop/plugin-archive.ts';
import type { RuntimeName } from '../shop/runtime.ts';
import { describeOn } from './runnable.ts';

const seenOrder = z.object({ id: z.number(), status: z.string(), total: z.string(), created_via: z.string() });

const shops: readonly (readonly [RuntimeName, string, boolean])[] = [
  ['classic', 'own tables (HPOS)', true],
  ['classic', 'posts', false],
  ['node', 'own tables (HPOS)', true],
];

for (const [runtime, where, hpos] of shops) {
  describeOn(runtime)(`a shop on ${runtime} whose orders lie in ${where}`, () => {
    let shop: Shop;

    beforeAll(async () => {
      shop = await openShop({ runtime, hpos, plugin: pluginArchive });
    });

    afterAll(async () => {
      await shop?.close();
    });

    it('runs with the plugin active, and an order of the Store API is in the REST API', async () => {
      const active = await shop.run<string[]>('return array_values((array) get_option("active_plugins"));');
      expect(active).toContain('kontor-bridge/kontor-bridge.php');

      const id = await orderByStoreApi(shop, { items: [{ sku: 'LUPE-3X' }, { sku: 'OMEGA-3', quantity: 2 }] });

      const order = seenOrder.parse(await callRest(shop, 'GET', `orders/${id}`));
      expect(order).toEqual({ id, status: 'on-hold', total: '826.00', created_via: 'store-api' });
      const table = hpos ? 'wp_wc_orders' : 'wp_posts';
      const [row] = await shop.database<{ found: string }>(
        `select count(*) as found from ${table} where id = ${id}${hpos ? '' : " and post_type = 'shop_order'"}`,
      );
      expect(Number(row?.found)).toBe(1);
    });

    it('has written no warning of PHP that names the plugin', async () => {
      const log = await shop.debugLog();
      expect(log.split('\n').filter((line) => /PHP [A-Z].*kontor-bridge/.test(line))).toEqual([]);
    });
  });
}
