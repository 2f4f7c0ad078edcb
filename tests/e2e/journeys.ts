import { openAdministration, orderByCode } from '../shop/orders/admin.ts';
import { orderByClassicCheckout } from '../shop/orders/classic-checkout.ts';
import { deleteByRest, deleteRefundByRest, orderByRest, refundByRest, trashByRest } from '../shop/orders/rest.ts';
import { orderByStoreApi } from '../shop/orders/store-api.ts';
import type { Shop } from '../shop/open.ts';
import { until } from '../setup/until.ts';
import { pairShop } from '../shop/pair.ts';
import type { RuntimeName } from '../shop/runtime.ts';
import { describeOn } from './runnable.ts';
import { openShopAndOffice, ring, type ShopAndOffice } from './shop-and-office.ts';

const purchase = { items: [{ sku: 'LUPE-3X' }, { sku: 'OMEGA-3', quantity: 2 }], paymentMethod: 'cod' as const };

/** All of one VAT rate, so that a refund of an amount needs nobody to say which rate it is of. */
const ofOneRate = { ...purchase, items: [{ sku: 'LUPE-3X' }] };

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

/** What an admin, a customer and an integration do, in a shop with either order store. */
export function journeys(runtime: RuntimeName, hpos: boolean): void {
  describeOn(runtime)(
    `a shop whose orders lie ${hpos ? 'in tables of their own' : 'among the posts'} (${runtime})`,
    () => {
      let world: ShopAndOffice;
      let shop: Shop;
      const began = performance.now();
      beforeAll(async () => {
        world = await openShopAndOffice({ runtime, hpos });
        ({ shop } = world);
      });
      afterAll(() => world?.close());

      /** The order has one document in the office, with the shop's total. */
      const expectOneDocument = async (order: number): Promise<void> => {
        expect({ order, made: await world.made(order) }).toEqual({
          order,
          made: [expect.objectContaining({ kind: 'order', state: 'done', reason: 'sent' })],
        });
        expect({ order, totals: await world.totals(order) }).toEqual({ order, totals: [await shopTotal(shop, order)] });
      };

      it('activates, pairs, and has its first document', async () => {
        const order = await orderByStoreApi(shop, purchase);
        await world.settle();
        await expectOneDocument(order);
        console.log(
          `From nothing to the first document: ${((performance.now() - began) / 1000).toFixed(1)} s (${runtime}).`,
        );
      });

      it.each([
        ['a guest buys by the checkout of blocks', (at: Shop) => orderByStoreApi(at, purchase)],
        ['a guest buys by the classic checkout', (at: Shop) => orderByClassicCheckout(at, purchase)],
        ['an integration posts an order', (at: Shop) => orderByRest(at, purchase)],
        ['an admin enters an order', async (at: Shop) => (await openAdministration(at)).addOrder(purchase)],
        ['another plugin makes an order', (at: Shop) => orderByCode(at, purchase)],
      ])('%s: it is one document with the same total', async (_title, place) => {
        const order = await place(shop);
        await world.settle();
        await expectOneDocument(order);
      });

      it('shows on the order what became of it, in list and box', async () => {
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

      it('an order that is edited changes its document', async () => {
        const order = await orderByRest(shop, purchase);
        await world.settle();
        const items = await shop.run<number[]>('return array_keys(wc_get_order($args["order"])->get_items());', {
          order,
        });
        await shop.run(
          `$order = wc_get_order($args['order']); $item = $order->get_item($args['item']);
         $item->set_quantity(3); $item->set_subtotal($item->get_subtotal() * 3); $item->set_total($item->get_total() * 3); $item->save();
         $order = wc_get_order($args['order']); $order->calculate_totals();`,
          { order, item: items[0] },
        );
        await world.settle();
        expect(await world.totals(order)).toEqual([await shopTotal(shop, order)]);
      });

      it('an order whose status an admin changes in the list stays one document', async () => {
        const orders = [await orderByRest(shop, purchase), await orderByRest(shop, purchase)];
        await world.settle();
        await (await openAdministration(shop)).bulk('mark_completed', orders);
        await world.settle();
        for (const order of orders) await expectOneDocument(order);
      });

      it('a refund is a credit note of its own, by an admin and by REST', async () => {
        const orders = [await orderByRest(shop, ofOneRate), await orderByRest(shop, ofOneRate)];
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

      it('a refund that is deleted before it was sent leaves nothing, by an admin and by REST', async () => {
        const orders = [await orderByRest(shop, ofOneRate), await orderByRest(shop, ofOneRate)];
        await world.settle();
        const admin = await openAdministration(shop);
        await admin.deleteRefund(orders[0] ?? 0, await admin.refund(orders[0] ?? 0, '50.00'));
        await deleteRefundByRest(shop, orders[1] ?? 0, await refundByRest(shop, orders[1] ?? 0, '50.00'));
        await world.settle();
        for (const order of orders) await expectOneDocument(order);
      });

      it('an order in the trash, and one deleted for good, lose their drafts; for one that is restored a person is asked', async () => {
        const [trashed, gone] = [await orderByRest(shop, purchase), await orderByRest(shop, purchase)];
        await world.settle();
        await trashByRest(shop, trashed);
        await deleteByRest(shop, gone);
        await world.settle();
        expect([await world.totals(trashed), await world.totals(gone)]).toEqual([[], []]);
        await (await openAdministration(shop)).bulk('untrash', [trashed]);
        await world.settle();
        expect(await notesOf(shop, trashed)).toContain(
          'The order was restored in the shop after its document had been deleted',
        );
      });

      it('an order that changes while the bridge cannot be reached waits, with the reason on the order, and leaves later', async () => {
        const order = await orderByRest(shop, purchase);
        const to = (bridge: string) =>
          shop.run(
            `$p = get_option('kontor_pairing'); $p['bridge'] = $args['bridge']; update_option('kontor_pairing', $p);`,
            {
              bridge,
            },
          );
        await to('http://127.0.0.1:9');
        await ring(shop);
        expect(await world.waiting()).toBe(1);
        expect(
          await shop.run(`return \\Kontor\\Bridge\\Orders\\Outbox::of($args['order'])['problem']->code;`, { order }),
        ).toBe('bridge.unreachable');
        await to(world.company.bridge.config.publicUrl);
        await shop.run(`\\Kontor\\Bridge\\Orders\\Outbox::hurry();`);
        await world.settle();
        await expectOneDocument(order);
      });

      it('finds an order by itself that was saved without being noted', async () => {
        const order = await orderByRest(shop, purchase);
        // Whatever is read within the second of a change may lack it, and is found once more.
        const isBehind = `return time() > wc_get_order( ${order} )->get_date_modified()->getTimestamp();`;
        await until(() => shop.run<boolean>(isBehind), 'the second of the order is over');
        // As if the process had been killed between the order and its row.
        await shop.database(`delete from wp_kontor_outbox where order_id = ${order}`);
        expect(await shop.run('return \\Kontor\\Bridge\\Orders\\Reconciler::run();')).toBeGreaterThanOrEqual(1);
        await world.settle();
        await expectOneDocument(order);
        expect(await shop.run('return \\Kontor\\Bridge\\Orders\\Reconciler::run();')).toBe(0);
      });

      it('changes its key, and goes on', async () => {
        const before = await shop.run('return \\Kontor\\Bridge\\Pairing\\Pairing::current()->key->id();');
        expect(await shop.run('return \\Kontor\\Bridge\\Pairing\\Pair::rotate();')).toBeNull();
        expect(await shop.run('return \\Kontor\\Bridge\\Pairing\\Pairing::current()->key->id();')).not.toBe(before);
        const order = await orderByRest(shop, purchase);
        await world.settle();
        await expectOneDocument(order);
      });

      it('sends nothing from a copy at another address, and goes on from there once it is said that it has moved', async () => {
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

      it('is unpaired and paired again: orders wait meanwhile, and it is the same shop', async () => {
        expect(await shop.run('return \\Kontor\\Bridge\\Pairing\\Pair::end();')).toBeNull();
        const order = await orderByRest(shop, purchase);
        await ring(shop);
        expect(await world.made(order)).toEqual([]);
        expect((await pairShop(shop, world.company.bridge)).shopId).toBe(world.shopId);
        await world.settle();
        await expectOneDocument(order);
      });

      it('leaves no warning of PHP behind', async () => {
        expect((await shop.debugLog()).split('\n').filter((line) => line.includes('kontor-bridge'))).toEqual([]);
      });

      it('keeps everything when the plugin is deleted, unless it is told to erase it', async () => {
        const tables = async () => (await shop.database(`show tables like 'wp_kontor_%'`)).length;
        const uninstall = () =>
          shop.run(
            `require_once ABSPATH . 'wp-admin/includes/plugin.php';
           deactivate_plugins('kontor-bridge/kontor-bridge.php');
           define('WP_UNINSTALL_PLUGIN', 'kontor-bridge/kontor-bridge.php');
           include WP_PLUGIN_DIR . '/kontor-bridge/uninstall.php';`,
          );
        await uninstall();
        expect(await tables()).toBe(4);
        await shop.run(`activate_plugin('kontor-bridge/kontor-bridge.php');`);
        await shop.run(`\\Kontor\\Bridge\\Settings::change(array('keep' => false));`);
        await uninstall();
        expect(await tables()).toBe(0);
        expect(await shop.database(`select option_name from wp_options where option_name like 'kontor_%'`)).toEqual([]);
      });
    },
  );
}
