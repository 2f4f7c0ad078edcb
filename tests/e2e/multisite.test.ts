import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openCompany, type Company } from '../demo/stage.ts';
import { openShop, type Shop } from '../shop/open.ts';
import { pairShop } from '../shop/pair.ts';
import { pluginArchive } from '../shop/plugin-archive.ts';
import { officeProducts } from '../shop/products.ts';
import { pluginTables } from './plugin-tables.ts';
import { describeOn } from './runnable.ts';

const plugin = 'kontor-bridge/kontor-bridge.php';

/** The sites of the network. Only the first two use Kontor. */
const main = { id: 1, path: '/' };
const second = { id: 2, path: '/second/' };
const without = { id: 3, path: '/without/' };

type Site = typeof main;

/** Turns the shop into a network, as WordPress's page "Network Setup" does. */
const makeNetwork = `
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
global $wpdb;
wp_set_current_user(1);
foreach ($wpdb->tables('ms_global') as $table => $name) { $wpdb->$table = $name; }
install_network();
$made = populate_network(1, $args['domain'], get_option('admin_email'), 'Nordlys', '/', false);
if (is_wp_error($made)) { throw new RuntimeException($made->get_error_message()); }
return true;`;

/**
 * The lines for wp-config.php that the page asks the administrator to add. `at`: the path of the site for which code is
 * run.
 */
const configuration = (domain: string): string => `
define('MULTISITE', true);
define('SUBDOMAIN_INSTALL', false);
define('DOMAIN_CURRENT_SITE', '${domain}');
define('PATH_CURRENT_SITE', '/');
define('SITE_ID_CURRENT_SITE', 1);
define('BLOG_ID_CURRENT_SITE', 1);
if (isset($kontor_request['args']['at'])) { $_SERVER['REQUEST_URI'] = $kontor_request['args']['at']; }
`;

/** Makes an order whose id is `from`, so that several sites have orders with the same id. */
const placeOrder = `
global $wpdb;
$wpdb->query("ALTER TABLE {$wpdb->posts} AUTO_INCREMENT = {$args['from']}");
$order = wc_create_order();
$fee   = new WC_Order_Item_Fee();
$fee->set_name('Consultation');
$fee->set_total('100');
$order->add_item($fee);
$order->calculate_totals();
$order->update_status('processing');
return $order->get_id();`;

/** Changes the order of each of the sites in one request of the administrator on the main site. */
const changeOrders = `
wp_set_current_user(1);
define('WP_ADMIN', true);
foreach ($args['sites'] as $site) {
  switch_to_blog($site);
  $order = wc_get_order($args['order']);
  $order->set_customer_note('Changed on site ' . $site);
  $order->save();
  restore_current_blog();
}
return true;`;

describeOn('classic')('a network of two shops and a site without Kontor', () => {
  let shop: Shop;
  let company: Company;
  /** The id of the order that each site has. */
  const order = 5000;

  /** Runs code in a request for a site. */
  const run = <T>(site: Site, code: string, args: Readonly<Record<string, unknown>> = {}): Promise<T> =>
    shop.run<T>(code, { ...args, at: site.path });
  const prefixOf = ({ id }: Site): string => (id === 1 ? 'wp_' : `wp_${id}_`);
  /** The plugin's tables on a site. */
  const tables = async (site: Site): Promise<string[]> =>
    (await shop.database(`show tables like '${prefixOf(site).replaceAll('_', '\\_')}kontor\\_%'`)).map(
      (row) => Object.values(row)[0] ?? '',
    );
  /** The tables that the plugin makes on a site. */
  const tablesOf = (site: Site): string[] => pluginTables.map((name) => prefixOf(site) + name);
  /** The outbox of a site: the generation of each order. */
  const outbox = async (site: Site): Promise<Record<string, number>> =>
    Object.fromEntries(
      (
        await shop.database<{ order_id: string; generation: string }>(
          `select order_id, generation from ${prefixOf(site)}kontor_outbox`,
        )
      ).map(({ order_id: id, generation }) => [id, Number(generation)]),
    );
  /** How many times the plugin's sending was scheduled on a site. */
  const scheduledSendings = async (site: Site): Promise<number> =>
    (
      await shop.database(`
        select action_id
        from ${prefixOf(site)}actionscheduler_actions
        where hook = 'kontor_send_now' and status = 'pending'`)
    ).length;
  const pair = async (site: Site): Promise<string> =>
    (
      await pairShop(
        { runtime: shop.runtime, url: shop.url + site.path, run: (code, args) => run(site, code, args) },
        company.bridge,
      )
    ).shopId;
  const send = (site: Site) => run<string | null>(site, 'return \\Kontor\\Bridge\\Orders\\Sender::run()?->code;');
  const addSite = ({ path }: Site): Promise<number> =>
    run<number>(
      main,
      `$site = wp_insert_site(array(
         'domain' => $args['domain'], 'path' => $args['path'], 'title' => $args['path'], 'user_id' => 1
       ));
       if (is_wp_error($site)) { throw new RuntimeException($site->get_error_message()); }
       return $site;`,
      { domain: new URL(shop.url).host, path },
    );
  const activate = async (site: Site, which: string, everywhere: boolean): Promise<void> => {
    await run(
      site,
      `require_once ABSPATH . 'wp-admin/includes/plugin.php';
       $refused = activate_plugin($args['which'], '', $args['everywhere']);
       if (is_wp_error($refused)) { throw new RuntimeException($refused->get_error_message()); }`,
      { which, everywhere },
    );
  };
  const uninstall = () =>
    run(
      main,
      `require_once ABSPATH . 'wp-admin/includes/plugin.php';
       return uninstall_plugin($args['plugin']);`,
      { plugin },
    );
  /** Why the keys of a shop at the bridge were ended; null: a key was not. */
  const endings = (shopId: string): Promise<(string | null)[]> =>
    company.bridge.database.knex('keys').where({ issuer: shopId }).pluck<(string | null)[]>('ended_by');

  let mainShop = '';
  let secondShop = '';

  beforeAll(async () => {
    shop = await openShop({ runtime: 'classic', plugin: pluginArchive });
    const domain = new URL(shop.url).host;
    company = await openCompany({
      products: officeProducts,
      variables: { KONTOR_SHOP_PRIVATE_HOSTS: domain, KONTOR_CALL_TIMEOUT: '20' },
      logLevel: 'silent',
      say: () => undefined,
    });
    await shop.run(makeNetwork, { domain });
    await appendFile(join(shop.siteFolder, 'kontor-shop.php'), configuration(domain));
    await shop.restartPhp();
    await activate(main, 'woocommerce/woocommerce.php', true);
    for (const site of [second, without]) {
      expect(await addSite(site)).toBe(site.id);
      await run(site, 'WC_Install::install(); WC_Install::newly_installed();');
    }
    await activate(second, plugin, false);
  });
  afterAll(async () => {
    await shop?.close();
    await company?.close();
  });

  it('has its own tables on each site that uses Kontor, and none on the other site', async () => {
    await run(second, 'return true;');
    await run(without, 'return true;');
    expect(await tables(main)).toEqual(tablesOf(main));
    expect(await tables(second)).toEqual(tablesOf(second));
    expect(await tables(without)).toEqual([]);
  });

  it('pairs each site as a shop of its own', async () => {
    mainShop = await pair(main);
    expect(await run(second, 'return \\Kontor\\Bridge\\Pairing\\Pairing::current()?->shop;')).toBeNull();
    secondShop = await pair(second);
    expect(secondShop).not.toBe(mainShop);
  });

  it('puts orders with the same id that change in one request each into the outbox of its site', async () => {
    for (const site of [main, second, without]) expect(await run(site, placeOrder, { from: order })).toBe(order);
    const first = { main: await outbox(main), second: await outbox(second) };
    expect(Object.keys(first.main)).toEqual([String(order)]);
    expect(Object.keys(first.second)).toEqual([String(order)]);

    await run(main, changeOrders, { order, sites: [second.id, without.id] });
    const between = { main: await outbox(main), second: await outbox(second) };
    expect(between.main).toEqual(first.main);
    expect(between.second[order]).toBeGreaterThan(first.second[order] ?? Infinity);
    expect({ main: await scheduledSendings(main), second: await scheduledSendings(second) }).toEqual({
      main: 0,
      second: 1,
    });

    await run(main, changeOrders, { order, sites: [second.id, main.id, without.id] });
    expect((await outbox(main))[order]).toBeGreaterThan(between.main[order] ?? Infinity);
    expect((await outbox(second))[order]).toBeGreaterThan(between.second[order] ?? Infinity);
    expect({ main: await scheduledSendings(main), second: await scheduledSendings(second) }).toEqual({
      main: 1,
      second: 1,
    });
    expect(await tables(without)).toEqual([]);
  });

  it('sends the orders of each site to its shop at the bridge', async () => {
    expect({ main: await send(main), second: await send(second) }).toEqual({ main: null, second: null });
    for (const site of [main, second])
      expect(await shop.database(`select last_error from ${prefixOf(site)}kontor_outbox`)).toEqual([
        { last_error: '' },
      ]);
    const sent = await company.bridge.database
      .knex('subjects')
      .where({ id: String(order) })
      .pluck<string[]>('shop_id');
    expect(sent.sort()).toEqual([mainShop, secondShop].sort());
  });

  it('makes its tables on a site that is added later, and drops them with the site', async () => {
    await activate(main, plugin, true);
    const later = { path: '/later/', id: await addSite({ path: '/later/', id: 0 }) };
    expect(await tables(later)).toEqual([]);
    await run(later, 'return true;');
    expect(await tables(later)).toEqual(tablesOf(later));
    await run(main, 'wp_delete_site($args["id"]); return true;', { id: later.id });
    expect(await tables(later)).toEqual([]);
  });

  it('erases or keeps the data of each site by its own setting when the plugin is uninstalled', async () => {
    const erase = (site: Site) => run(site, '\\Kontor\\Bridge\\Settings::change(array("keep" => false));');
    const options = (site: Site) =>
      shop.database(`select option_name from ${prefixOf(site)}options where option_name like 'kontor\\_%'`);
    await erase(second);
    await run(
      main,
      `require_once ABSPATH . 'wp-admin/includes/plugin.php';
       deactivate_plugins($args['plugin'], false, true);`,
      { plugin },
    );
    await uninstall();
    expect(await tables(main)).toEqual(tablesOf(main));
    expect(await tables(second)).toEqual([]);
    expect(await options(second)).toEqual([]);
    expect({ main: await endings(mainShop), second: await endings(secondShop) }).toEqual({
      main: [null],
      second: ['unpaired'],
    });
    await activate(main, plugin, false);
    await erase(main);
    await run(
      main,
      `require_once ABSPATH . 'wp-admin/includes/plugin.php';
       deactivate_plugins($args['plugin']);`,
      { plugin },
    );
    await uninstall();
    expect(await tables(main)).toEqual([]);
    expect(await options(main)).toEqual([]);
    expect(await endings(mainShop)).toEqual(['unpaired']);
  });

  it('has caused no PHP warning and no database error', async () => {
    const log = await shop.debugLog();
    expect(
      log.split('\n').filter((line) => /PHP [A-Z].*kontor-bridge|database error.*(_kontor_|Kontor\\)/.test(line)),
    ).toEqual([]);
  });
});
