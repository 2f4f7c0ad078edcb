import { until } from '../setup/until.ts';
import { kari } from '../shop/orders/customer.ts';
import { orderByRest } from '../shop/orders/rest.ts';
import type { Shop } from '../shop/open.ts';
import { openSession } from '../shop/session.ts';
import { describeOn } from './runnable.ts';
import { openShopAndOffice, type ShopAndOffice } from './shop-and-office.ts';
import { wpKontor } from './wp-kontor.ts';

const purchase = { items: [{ sku: 'LUPE-3X' }] };

/** An order of the block checkout before the customer has placed it. The plugin does not note drafts. */
const draftOrder = `
$order = wc_create_order(array('status' => 'checkout-draft'));
$order->add_product(wc_get_product(wc_get_product_id_by_sku('LUPE-3X')));
$order->set_address($args['customer'], 'billing');
$order->calculate_totals();
return $order->get_id();`;

/** Places the order, and kills the process after WooCommerce has stored it and before the plugin hears of it. */
const placeAndDie = `
foreach (array('woocommerce_new_order', 'woocommerce_update_order') as $hook) {
  add_action($hook, static fn () => posix_kill(getmypid(), SIGKILL), PHP_INT_MIN);
}
wc_get_order($args['order'])->update_status('processing');`;

describeOn('classic')('the plugin in a paired shop', () => {
  let world: ShopAndOffice;
  let shop: Shop;
  beforeAll(async () => {
    world = await openShopAndOffice({ runtime: 'classic' });
    ({ shop } = world);
  });
  afterAll(() => world?.close());

  const wp = (command: string, ...args: string[]) => wpKontor(shop, command, ...args);

  it('has commands that show the status, test, send, reconcile and change the key', async () => {
    expect(await wp('status')).toMatchObject({ said: expect.stringContaining(world.shopId) as string, failed: null });
    const order = await orderByRest(shop, purchase);
    expect((await wp('status', String(order))).said).toContain('is waiting');
    expect((await wp('send')).failed).toBeNull();
    expect(await world.waiting()).toBe(0);
    await world.settle();
    expect((await wp('status', String(order))).said).toContain('In the office');
    expect((await wp('test')).failed).toBeNull();
    expect((await wp('reconcile')).failed).toBeNull();
    expect((await wp('rotate_key')).failed).toBeNull();
    expect((await wp('test')).failed).toBeNull();
    expect((await wp('retry', String(order))).failed).toContain('order.nothing_to_say');
    expect((await wp('pair', 'kontor-nonsense')).failed).toContain('code.unreadable');
    expect((await wp('status')).failed).toBeNull();
  });

  describe('in a shop that the bridge can read', () => {
    const noted = async (order: number): Promise<number> =>
      (await shop.database(`select order_id from wp_kontor_outbox where order_id = ${order}`)).length;
    const arrived = (order: number) =>
      until(async () => (await world.totals(order)).length > 0, `order ${order} is in the office`);
    /** Lets the plugin send and look for missed orders as well: the order stays one document. */
    const expectOneDocument = async (order: number): Promise<void> => {
      await shop.run(`do_action('kontor_hourly'); return true;`);
      await world.settle();
      expect(await world.made(order)).toMatchObject([{ kind: 'order', state: 'done' }]);
      expect(await world.totals(order)).toHaveLength(1);
    };

    it('shows both steps of it ticked', async () => {
      const { said } = await wp('test');
      expect(said).toContain('✓ The bridge can read the shop by its REST API');
      expect(said).toContain('✓ WooCommerce tells the bridge of changes at once');
      expect(await shop.database('select description, permissions from wp_woocommerce_api_keys')).toContainEqual({
        description: 'Kontor',
        permissions: 'read',
      });
      expect(await shop.database('select name, status from wp_wc_webhooks order by name')).toEqual(
        ['created', 'deleted', 'restored', 'updated'].map((event) => ({
          name: `Kontor: order.${event}`,
          status: 'active',
        })),
      );
    });

    it('did not note an order whose process was killed, and the bridge makes its document all the same', async () => {
      const order = await shop.run<number>(draftOrder, { customer: kari() });
      await shop.stopPhp();
      await expect(shop.run(placeAndDie, { order })).rejects.toThrow('did not answer');
      await shop.startPhp();
      expect(await shop.run('return wc_get_order($args["order"])->get_status();', { order })).toBe('processing');
      expect(await noted(order)).toBe(0);
      await world.company.bridge.database
        .knex('shop_readings')
        .where({ shop_id: world.shopId })
        .update({ due_at: new Date() });
      await arrived(order);
      expect(await noted(order)).toBe(0);
      await expectOneDocument(order);
    });

    it('has not sent an order yet when the webhook brings its document', async () => {
      const order = await orderByRest(shop, purchase);
      expect(await shop.runQueue('woocommerce_deliver_webhook_async')).toBeGreaterThan(0);
      await arrived(order);
      expect(await world.waiting()).toBe(1);
      await expectOneDocument(order);
    });

    it('mends a webhook that WooCommerce has disabled, and one that somebody has deleted', async () => {
      await shop.run(`
        $webhook = static fn ($topic) => wc_get_webhook(
          WC_Data_Store::load('webhook')->search_webhooks(array('search' => "Kontor: $topic"))[0]
        );
        $disabled = $webhook('order.updated'); $disabled->set_status('disabled'); $disabled->save();
        $webhook('order.deleted')->delete(true);`);
      expect((await wp('test')).said).toContain('✓ WooCommerce tells the bridge of changes at once');
      expect(await shop.database('select topic, status from wp_wc_webhooks order by topic')).toEqual(
        ['created', 'deleted', 'restored', 'updated'].map((event) => ({ topic: `order.${event}`, status: 'active' })),
      );
      expect(
        await shop.database(`select permissions from wp_woocommerce_api_keys where description = 'Kontor'`),
      ).toHaveLength(1);
    });
  });

  it('sends exactly one mail about an order that has been blocked for too long', async () => {
    const order = await orderByRest(shop, purchase);
    await world.settle();
    await shop.database(`
      update wp_kontor_documents
      set state = 'blocked', cause = 'No product.', remedy = 'Add one.', changed_gmt = '2026-01-01 00:00:00'
      where order_id = ${order}`);
    await shop.run('\\Kontor\\Bridge\\Shop\\Alert::run(); \\Kontor\\Bridge\\Shop\\Alert::run();');
    const mails = (await shop.mail()).filter(({ message }) => message.includes('No product. Add one.'));
    expect(mails).toHaveLength(1);
    expect(mails[0]?.subject).toContain('Nordlys');
    await shop.database(`update wp_kontor_documents set state = 'done' where order_id = ${order}`);
  });

  it('exports and erases the data that the bridge stores about a person’s orders', async () => {
    const order = await orderByRest(shop, purchase);
    await world.settle();
    const exported = await shop.run<{ data: { item_id: string; data: { value: string }[] }[]; done: boolean }>(
      `return (new \\Kontor\\Bridge\\Shop\\Privacy())->export('kari@example.test');`,
    );
    const [own] = exported.data.filter(({ item_id: item }) => item === `kontor-${order}`);
    expect(own?.data[1]?.value).toContain('Nordmann');
    const erased = await shop.run<{ items_removed: boolean; items_retained: boolean; messages: string[] }>(
      `return (new \\Kontor\\Bridge\\Shop\\Privacy())->erase('kari@example.test');`,
    );
    expect(erased).toMatchObject({ items_removed: true, items_retained: false, messages: [] });
    const { rows } = await world.company.bridge.database.pool.query<{ snapshot: string | null }>(
      'select snapshot from subjects where shop_id = $1 and id = $2',
      [world.shopId, String(order)],
    );
    expect(rows).toEqual([{ snapshot: null }]);
  });

  it('refuses visitors and subscribers on every route and action', async () => {
    const actions = await shop.run<string[]>('return array_keys(\\Kontor\\Bridge\\Admin\\Actions::CAPABILITIES);');
    await shop.run(`
      wp_insert_user( array(
        'user_login' => 'sub',
        'user_pass'  => 'sub-pass-1',
        'user_email' => 'sub@example.test',
        'role'       => 'subscriber',
      ) );`);
    const pairing = await shop.run('return get_option("kontor_pairing");');
    const visitor = openSession(shop.url);
    const subscriber = openSession(shop.url);
    await subscriber.fetch('/wp-login.php');
    await subscriber.post('/wp-login.php', { log: 'sub', pwd: 'sub-pass-1', testcookie: '1' });
    for (const session of [visitor, subscriber]) {
      for (const route of ['pairing/meet', 'pairing/join', 'pairing/try', 'pairing/read', 'settings']) {
        const answer = await session.fetch(`/wp-json/kontor/v1/${route}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ code: 'kontor-x', keep: false }),
        });
        expect({ route, status: answer.status }).toEqual({ route, status: 401 });
      }
      for (const action of actions) {
        const answer = await session.post('/wp-admin/admin-post.php', { action: `kontor_${action}`, code: 'kontor-x' });
        const page = await answer.text();
        expect({ action, refused: !answer.ok || page.trim() === '' || page.includes('id="loginform"') }).toEqual({
          action,
          refused: true,
        });
      }
    }
    expect(await shop.run('return get_option("kontor_pairing");')).toEqual(pairing);
    expect(await shop.run('return \\Kontor\\Bridge\\Settings::keeps();')).toBe(true);
  });
});
