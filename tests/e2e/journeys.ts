import { openAdministration, orderByCode } from '../shop/orders/admin.ts';
import { orderByClassicCheckout } from '../shop/orders/classic-checkout.ts';
import { deleteByRest, deleteRefundByRest, orderByRest, refundByRest, trashByRest } from '../shop/orders/rest.ts';
import { orderByStoreApi } from '../shop/orders/store-api.ts';
import type { Shop } from '../shop/open.ts';
import { until } from '../setup/until.ts';
import { pairShop } from '../shop/pair.ts';
import type { RuntimeName } from '../shop/runtime.ts';
import { pluginTables } from './plugin-tables.ts';
import { describeOn } from './runnable.ts';
import { openShopAndOffice, ring, type ShopAndOffice } from './shop-and-office.ts';

const purchase = { items: [{ sku: 'LUPE-3X' }, { sku: 'OMEGA-3', quantity: 2 }], paymentMethod: 'cod' as const };

/** A purchase at one VAT rate, so that a refund of an amount does not ask a person for its rate. */
const purchaseAtOneRate = { ...purchase, items: [{ sku: 'LUPE-3X' }] };

/** An order's total in the shop, in minor units, as text. */
const shopTotal = async (shop: Shop, order: number): Promise<string> =>
  String(Math.round(Number(await shop.run('return wc_get_order($args["order"])->get_total();', { order })) * 100));

/** The notes that a clerk reads on an order. */
const notesOf = async (shop: Shop, order: number): Promise<string> =>
  (
    await shop.run<string[]>(
      'return array_map(fn($note) => $note->content, wc_get_order_notes(array("order_id" => $args["order"])));',
      { order },
    )
  ).join('\n');

/**
 * What an admin, a customer and an integration do. `hpos`: whether WooCommerce keeps orders in its own tables or among
 * the posts.
 */
export function journeys(runtime: RuntimeName, hpos: boolean): void {
  describeOn(runtime)(
    `a shop that keeps its orders ${hpos ? "in WooCommerce's own tables" : 'among the posts'} (${runtime})`,
    () => {
      let world: ShopAndOffice;
      let shop: Shop;
      const startedAt = performance.now();
      beforeAll(async () => {
        world = await openShopAndOffice({ runtime, hpos });
        ({ shop } = world);
      });
      afterAll(() => world?.close());

      /** Checks that the order has exactly one document in the office, with the shop's total. */
      const expectOneDocument = async (order: number): Promise<void> => {
        expect({ order, made: await world.made(order) }).toEqual({
          order,
          made: [expect.objectContaining({ kind: 'order', state: 'done', reason: 'sent' })],
        });
        expect({ order, totals: await world.totals(order) }).toEqual({ order, totals: [await shopTotal(shop, order)] });
      };

      it('activates the plugin, pairs, and has its first document', async () => {
        const order = await orderByStoreApi(shop, purchase);
        await world.settle();
        await expectOneDocument(order);
        const seconds = (performance.now() - startedAt) / 1000;
        console.log(`From nothing to the first document: ${seconds.toFixed(1)} s (${runtime}).`);
      });

      it.each([
        ['a guest places in the block checkout', (at: Shop) => orderByStoreApi(at, purchase)],
        ['a guest places in the classic checkout', (at: Shop) => orderByClassicCheckout(at, purchase)],
        ['an integration posts', (at: Shop) => orderByRest(at, purchase)],
        ['an admin enters', async (at: Shop) => (await openAdministration(at)).addOrder(purchase)],
        ['another plugin makes', (at: Shop) => orderByCode(at, purchase)],
      ])('sends an order that %s as one document with the same total', async (_who, place) => {
        const order = await place(shop);
        await world.settle();
        await expectOneDocument(order);
      });

      it('shows what became of an order in the list of orders and on the order', async () => {
        const order = await orderByRest(shop, purchase);
        await world.settle();
        const [made] = await world.made(order);
        const { session } = await openAdministration(shop);
        const list = await (
          await session.fetch(hpos ? '/wp-admin/admin.php?page=wc-orders' : '/wp-admin/edit.php?post_type=shop_order')
        ).text();
        expect(list).toContain(`In the office · ${made?.documentNumber}`);
        const box = await (
          await session.fetch(
            hpos
              ? `/wp-admin/admin.php?page=wc-orders&action=edit&id=${order}`
              : `/wp-admin/post.php?post=${order}&action=edit`,
          )
        ).text();
        expect(box).toContain('PowerOffice Go · Order');
        expect(box).toContain(`Order is in PowerOffice Go as ${made?.documentNumber}.`);
      });

      it('changes the document of an order that is edited', async () => {
        const order = await orderByRest(shop, purchase);
        await world.settle();
        const items = await shop.run<number[]>('return array_keys(wc_get_order($args["order"])->get_items());', {
          order,
        });
        await shop.run(
          `$order = wc_get_order($args['order']); $item = $order->get_item($args['item']);
         $item->set_quantity(3);
         $item->set_subtotal($item->get_subtotal() * 3); $item->set_total($item->get_total() * 3); $item->save();
         $order = wc_get_order($args['order']); $order->calculate_totals();`,
          { order, item: items[0] },
        );
        await world.settle();
        expect(await world.totals(order)).toEqual([await shopTotal(shop, order)]);
      });

      it('keeps one document for an order whose status an admin changes in the list', async () => {
        const orders = [await orderByRest(shop, purchase), await orderByRest(shop, purchase)];
        await world.settle();
        await (await openAdministration(shop)).bulk('mark_completed', orders);
        await world.settle();
        for (const order of orders) await expectOneDocument(order);
      });

      it('sends a refund as a credit note of its own, whether an admin or an integration refunds', async () => {
        const orders = [await orderByRest(shop, purchaseAtOneRate), await orderByRest(shop, purchaseAtOneRate)];
        await world.settle();
        await (await openAdministration(shop)).refund(orders[0] ?? 0, '50.00', 'Riper');
        await refundByRest(shop, orders[1] ?? 0, '50.00', 'Riper');
        await world.settle();
        for (const order of orders)
          expect((await world.made(order)).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
            'order done',
            'refund done',
          ]);
      });

      it('sends nothing for a refund that an admin or an integration deletes before it was sent', async () => {
        const orders = [await orderByRest(shop, purchaseAtOneRate), await orderByRest(shop, purchaseAtOneRate)];
        await world.settle();
        const admin = await openAdministration(shop);
        await admin.deleteRefund(orders[0] ?? 0, await admin.refund(orders[0] ?? 0, '50.00'));
        await deleteRefundByRest(shop, orders[1] ?? 0, await refundByRest(shop, orders[1] ?? 0, '50.00'));
        await world.settle();
        for (const order of orders) await expectOneDocument(order);
      });

      it('deletes the draft of a trashed or deleted order, and asks a person about a restored order', async () => {
        const trashed = await orderByRest(shop, purchase);
        const deleted = await orderByRest(shop, purchase);
        await world.settle();
        await trashByRest(shop, trashed);
        await deleteByRest(shop, deleted);
        await world.settle();
        expect(await world.totals(trashed)).toEqual([]);
        expect(await world.totals(deleted)).toEqual([]);
        await (await openAdministration(shop)).bulk('untrash', [trashed]);
        await world.settle();
        expect(await notesOf(shop, trashed)).toContain(
          'The order was restored in the shop after its document had been deleted',
        );
      });

      it('keeps an order with the reason while the bridge cannot be reached, and sends it later', async () => {
        const order = await orderByRest(shop, purchase);
        const setBridge = (bridge: string) =>
          shop.run(
            `$pairing = get_option('kontor_pairing');
             $pairing['bridge'] = $args['bridge'];
             update_option('kontor_pairing', $pairing);`,
            { bridge },
          );
        await setBridge('http://127.0.0.1:9');
        await ring(shop);
        expect(await world.waiting()).toBe(1);
        expect(
          await shop.run(`return \\Kontor\\Bridge\\Orders\\Outbox::of($args['order'])['problem']->code;`, { order }),
        ).toBe('bridge.unreachable');
        await setBridge(world.company.bridge.config.publicUrl);
        await shop.run(`\\Kontor\\Bridge\\Orders\\Outbox::hurry();`);
        await world.settle();
        await expectOneDocument(order);
      });

      it('finds an order by itself that was saved without an entry in the outbox', async () => {
        const order = await orderByRest(shop, purchase);
        // An order that is read in the second of its change may lack the change, so it would be found once more.
        const isBehind = `return time() > wc_get_order( ${order} )->get_date_modified()->getTimestamp();`;
        await until(() => shop.run<boolean>(isBehind), 'the second of the order is over');
        // As if the process had been killed between saving the order and its entry.
        await shop.database(`delete from wp_kontor_outbox where order_id = ${order}`);
        expect(await shop.run('return \\Kontor\\Bridge\\Orders\\Reconciler::run();')).toBeGreaterThanOrEqual(1);
        await world.settle();
        await expectOneDocument(order);
        expect(await shop.run('return \\Kontor\\Bridge\\Orders\\Reconciler::run();')).toBe(0);
      });

      it('changes its key, and goes on sending', async () => {
        const formerKey = await shop.run('return \\Kontor\\Bridge\\Pairing\\Pairing::current()->key->id();');
        expect(await shop.run('return \\Kontor\\Bridge\\Pairing\\Pair::rotate();')).toBeNull();
        expect(await shop.run('return \\Kontor\\Bridge\\Pairing\\Pairing::current()->key->id();')).not.toBe(formerKey);
        const order = await orderByRest(shop, purchase);
        await world.settle();
        await expectOneDocument(order);
      });

      it('sends nothing from a copy at another address until somebody says that the shop has moved there', async () => {
        await shop.setSite('http://staging.example.test');
        const order = await orderByCode(shop, purchase);
        await ring(shop);
        expect(await world.made(order)).toEqual([]);
        expect(await world.waiting()).toBe(1);
        await shop.run('\\Kontor\\Bridge\\Pairing\\Pair::has_moved();');
        await world.settle();
        await expectOneDocument(order);
        await shop.setSite(shop.url);
        await shop.run('\\Kontor\\Bridge\\Pairing\\Pair::has_moved();');
      });

      it('keeps its orders while it is unpaired, and is the same shop when it is paired again', async () => {
        expect(await shop.run('return \\Kontor\\Bridge\\Pairing\\Pair::end();')).toBeNull();
        const order = await orderByRest(shop, purchase);
        await ring(shop);
        expect(await world.made(order)).toEqual([]);
        expect((await pairShop(shop, world.company.bridge)).shopId).toBe(world.shopId);
        await world.settle();
        await expectOneDocument(order);
      });

      it('causes no PHP warning', async () => {
        expect((await shop.debugLog()).split('\n').filter((line) => line.includes('kontor-bridge'))).toEqual([]);
      });

      it('keeps its data when the plugin is deleted, unless its settings say otherwise', async () => {
        const tables = async () =>
          (await shop.database(`show tables like 'wp_kontor_%'`)).map((row) => Object.values(row)[0]);
        const uninstall = () =>
          shop.run(
            `require_once ABSPATH . 'wp-admin/includes/plugin.php';
           deactivate_plugins('kontor-bridge/kontor-bridge.php');
           define('WP_UNINSTALL_PLUGIN', 'kontor-bridge/kontor-bridge.php');
           include WP_PLUGIN_DIR . '/kontor-bridge/uninstall.php';`,
          );
        await uninstall();
        expect(await tables()).toEqual(pluginTables.map((name) => `wp_${name}`));
        expect(await shop.database(`select webhook_id from wp_wc_webhooks`)).toHaveLength(4);
        await shop.run(`activate_plugin('kontor-bridge/kontor-bridge.php');`);
        await shop.run(`\\Kontor\\Bridge\\Settings::change(array('keep' => false));`);
        await uninstall();
        expect(await tables()).toEqual([]);
        expect(await shop.database(`select option_name from wp_options where option_name like 'kontor_%'`)).toEqual([]);
        expect(await shop.database(`select webhook_id from wp_wc_webhooks`)).toEqual([]);
        expect(await shop.database(`select key_id from wp_woocommerce_api_keys where description = 'Kontor'`)).toEqual(
          [],
        );
      });
    },
  );
}
