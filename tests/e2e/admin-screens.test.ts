import { openCompany, type Company } from '../demo/stage.ts';
import { until } from '../setup/until.ts';
import { openShop, type Shop } from '../shop/open.ts';
import { orderByRest } from '../shop/orders/rest.ts';
import { demoCompany } from '../sandboxes/poweroffice/sandbox.ts';
import { pairingCode } from '../shop/pair.ts';
import { pluginArchive } from '../shop/plugin-archive.ts';
import { officeProducts } from '../shop/products.ts';
import { desk, openBrowser, type OpenBrowser } from './browser.ts';
import { englishFinder } from './english.ts';
import { phone, picture } from './picture.ts';
import type { Page } from './playwright.ts';
import { kontorScreens, scriptErrorsOn, type KontorScreens } from './kontor-screens.ts';
import { describeOn } from './runnable.ts';
import { ring } from './shop-and-office.ts';

describeOn('classic', 'browser')('an admin who sees the screens for the first time', () => {
  let browser: OpenBrowser;
  let page: Page;
  let shop: Shop;
  let company: Company;
  const scriptErrors: string[][] = [];
  let screens: KontorScreens;
  /** The orders that the shop had before it was paired. */
  const oldOrders: number[] = [];

  const documents = (): number => company.sandbox.control.state().orders.length;
  const settled = () =>
    until(async () => {
      await ring(shop);
      const waiting = await company.bridge.database
        .knex('transfers')
        .whereIn('state', ['waiting', 'sending', 'in_doubt'])
        .count('* as count')
        .first<{ count: string }>();
      return Number(waiting?.count) === 0;
    }, 'nothing waits at the bridge');
  /** Waits until the office has this many documents, and nothing is on its way that would make one more. */
  const officeHas = async (count: number): Promise<void> => {
    await until(
      () => documents() >= count,
      () => `the office has ${count} documents; it has ${documents()}`,
    );
    await settled();
    expect(documents()).toBe(count);
  };
  /** Opens a new window in which this user has signed in. */
  const signIn = async (user: Shop['admin']): Promise<void> => {
    page = await browser.adminPage({ url: shop.url, admin: user });
    scriptErrors.push(scriptErrorsOn(page));
    screens = kontorScreens(page, shop.url);
  };
  const clientKey = () => company.sandbox.keys.clientKey;

  beforeAll(async () => {
    shop = await openShop({ runtime: 'classic', plugin: pluginArchive });
    for (let count = 0; count < 10; count++) oldOrders.push(await orderByRest(shop, { items: [{ sku: 'LUPE-3X' }] }));
    company = await openCompany({
      products: officeProducts,
      books: {
        vatCodes: [...demoCompany.vatCodes, { code: '32', name: 'Utgående mva, råfisk', rate: '0.1111' }],
        accounts: { ...demoCompany.accounts, '3050': '32' },
      },
      variables: { KONTOR_SHOP_PRIVATE_HOSTS: new URL(shop.url).host, KONTOR_CALL_TIMEOUT: '20' },
      logLevel: 'silent',
      say: () => undefined,
    });
    browser = await openBrowser();
    await signIn(shop.admin);
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.close();
    await company?.close();
  });

  it('pairs the shop, and sees the steps up to the first document', async () => {
    await page.goto(`${shop.url}/wp-admin/admin.php?page=kontor`);
    await page.fill('#kontor-code', await pairingCode(company.bridge));
    await page.click('#kontor-form-pair [type=submit]');
    await page.waitForSelector('#kontor-screens nav');
    await screens.says('Your first document');
    await screens.look('first-run');
  });

  it('connects PowerOffice from its card, once the test of the key succeeds', async () => {
    await screens.show('&tab=connections');
    await screens.look('connections-none');
    await page.click('.kontor-cards a[href*="system=poweroffice"]');
    await page.fill('input[type=password]', 'not-the-key');
    await screens.press('Test the connection');
    await page.waitForSelector('.kontor-trouble');
    await screens.look('connect-wrong-key');
    await page.fill('input[type=password]', clientKey());
    await screens.press('Test the connection');
    await screens.says('Which orders are sent?');
    await screens.look('connect-tested');
    await page.click('.kontor-form button.is-primary:has-text("Connect")');
    await screens.says('Taxes and products');
    await screens.look('connection-products');
  });

  it('previews an earlier order, sends it, and sees its document', async () => {
    await screens.show('');
    await screens.says('Try it with one order');
    await screens.press('Preview');
    await screens.says('Preview: nothing is sent');
    await screens.look('first-run-preview');
    await screens.press('Send order #');
    await officeHas(1);
    await screens.show('');
    await screens.says('All well.');
    await screens.look('overview');
  });

  it('maps the missing rate of a blocked order, starting from its gap', async () => {
    const product = await shop.run<number>(`
      WC_Tax::create_tax_class( 'Fisk', 'fisk' );
      WC_Tax::_insert_tax_rate( array(
        'tax_rate_country' => 'NO',
        'tax_rate'         => '11.11',
        'tax_rate_name'    => 'MVA',
        'tax_rate_class'   => 'fisk',
      ) );
      $product = new WC_Product_Simple();
      $product->set_props( array(
        'name'          => 'Torsk',
        'regular_price' => '111.11',
        'tax_class'     => 'fisk',
        'sku'           => 'TORSK',
      ) );
      return $product->save();`);
    expect(product).toBeGreaterThan(0);
    const order = await orderByRest(shop, { items: [{ sku: 'TORSK' }] });
    await settled();
    await screens.show('');
    await screens.says('Something needs you.');
    await screens.look('overview-needs-you');
    await screens.show(`&tab=orders&order=${order}`);
    await page.waitForSelector('.kontor-panel');
    await screens.fetched('the order');
    await screens.look('order-blocked');
    await screens.show('');
    await page.click('.kontor-needs a:has-text("Map it")');
    await screens.says('No product is set for:');
    await screens.press('Map it');
    await page.waitForSelector('.kontor-needed input:focus');
    await screens.look('connection-mapping');
    await screens.press('Save');
    await screens.says('nothing was entered');
    await screens.look('connection-number-missing');
    await page.fill('.kontor-needed input', '7');
    await page.fill('.kontor-entry:last-of-type .components-base-control:has-text("Name") input', 'Fisk');
    await page.click('.kontor-entry:last-of-type .components-combobox-control:has-text("Sales account") input');
    await page.click('.components-form-token-field__suggestion:has-text("3050")');
    await screens.press('Save');
    // The screen first says what saving changes. Saving sends none of the orders that a rule leaves out.
    await screens.says('9 orders that were left out will be checked again');
    await screens.press('Save, and check them again');
    await screens.says('Saved. Orders that waited for this go on. 9 orders');
    await screens.says('has no product with this code yet: A-7');
    await screens.look('connection-mapped');
    await screens.press('Create A-7');
    await screens.says('Created in PowerOffice Go: A-7');
    await screens.look('connection-product-created');
    // The order that waited for the product goes on by itself.
    await officeHas(2);
    await screens.show(`&tab=orders&order=${order}`);
    await page.waitForSelector('.kontor-panel .kontor-done');
    await screens.look('order-mended');
  });

  it('sends ten old orders at once, and sees what became of each', async () => {
    await screens.show('&tab=orders');
    await page.check('[aria-label="Choose all on this page"]');
    await screens.look('orders-chosen');
    await screens.press('Send');
    await page.waitForSelector('.kontor-summary');
    await screens.look('orders-sent');
    expect(await page.textContent('.kontor-summary')).toContain('On their way: 9 · skipped: 2 · refused: 0');
    await officeHas(11);
  });

  it('sees that the office refuses the key, and replaces the key, after which the waiting order is sent', async () => {
    company.sandbox.control.fail({ mode: '401', times: 1000 });
    const order = await orderByRest(shop, { items: [{ sku: 'LUPE-3X' }] });
    await until(async () => {
      await ring(shop);
      return (await company.bridge.database.knex('connections').whereNotNull('breaker_why')).length > 0;
    }, 'the connection is held back');
    await screens.show('');
    await screens.says('Something needs you.');
    await screens.look('overview-held');
    await screens.show(`&tab=orders&order=${order}`);
    await screens.look('order-held');
    await screens.show('&tab=connections');
    await screens.look('connections-held');
    company.sandbox.control.clearFailures();
    await page.click('.kontor-cards a:has-text("Open")');
    await page.fill('input[type=password]', clientKey());
    await screens.press('Test and replace the key');
    await officeHas(12);
  });

  it('pauses, removes and adds the connection again, and no document is made twice', async () => {
    const documentsBefore = documents();
    await screens.show('&tab=connections');
    await page.click('.kontor-cards a:has-text("Open")');
    await screens.press('Pause');
    await screens.says('Go on');
    await screens.look('connection-paused');
    await screens.press('Go on');
    await screens.press('Remove …');
    await screens.look('connection-removing');
    await page.click('button:has-text("Remove the connection, keep")');
    await screens.says('Choose your system');
    await page.click('.kontor-cards a[href*="system=poweroffice"]');
    await page.fill('input[type=password]', clientKey());
    await screens.press('Test the connection');
    await screens.says('Which orders are sent?');
    await page.click('.kontor-form button.is-primary:has-text("Connect")');
    await screens.says('Taxes and products');
    await settled();
    expect(documents()).toBe(documentsBefore);
  });

  it('reads in the log what happened', async () => {
    await screens.show('&tab=log');
    await screens.says('The order arrived.');
    await screens.look('log');
  });

  it.each(['de_DE', 'nb_NO'] as const)(
    'reads every screen in the language of their user, on a phone too: %s',
    async (locale) => {
      await shop.run(`update_user_meta( 1, 'locale', '${locale}' ); return true;`);
      // A new window, since the first one keeps what it has shown in its language.
      await signIn(shop.admin);
      const { knex } = company.bridge.database;
      const [connection] = await knex('connections').whereNull('archived_at').pluck<string[]>('id');
      const section = (name: string) => `&tab=connections&connection=${connection}&section=${name}`;
      // Each screen with an element that is there once its data has arrived.
      const places: readonly (readonly [name: string, query: string, shows: string])[] = [
        ['orders', '&tab=orders', '.kontor-order-table tbody tr'],
        ['order', `&tab=orders&order=${oldOrders[0]}`, '.kontor-panel .kontor-lines'],
        ['back-fill', '&tab=orders&backfill=1', 'input[type=date]'],
        ['articles', '&tab=articles', '.kontor-article-table tbody tr'],
        ['connections', '&tab=connections', '.kontor-cards'],
        ['connection-sending', section('sending'), '.kontor-form input[type=checkbox]'],
        ['connection-products', section('products'), '.kontor-form .kontor-entry'],
        ['connection-customers', section('customers'), '.kontor-form select'],
        ['connect-another', '&tab=connections&system=poweroffice', '.kontor-form input[type=password]'],
        ['log', '&tab=log', '.kontor-lines-of-log li'],
      ];
      const englishOn = await englishFinder(locale);
      const wrong: unknown[] = [];
      const read = async (name: string): Promise<void> => {
        await picture(page, `${locale}-${name}`);
        wrong.push(...(await englishOn(page)).map((english) => ({ name, english })));
        await page.setViewportSize(phone);
        const width = await page.evaluate('document.documentElement.scrollWidth');
        if (width !== phone.width) wrong.push({ name, width });
        await page.setViewportSize(desk);
      };
      await screens.show('');
      await read('overview');
      for (const [name, query, shows] of places) {
        await screens.goTo(query);
        await page.waitForSelector(shows);
        await read(name);
      }
      await screens.show('&tab=settings');
      await read('settings');
      expect(wrong).toEqual([]);
    },
  );

  it('gives a user who may only work with orders the screens overview, orders, articles and log, and no other', async () => {
    await shop.run(`
      add_role( 'clerk', 'Clerk', array(
        'read'                     => true,
        'edit_shop_orders'         => true,
        'edit_others_shop_orders'  => true,
        'read_shop_order'          => true,
        'read_private_shop_orders' => true,
        'view_admin_dashboard'     => true,
      ) );
      wp_insert_user( array(
        'user_login' => 'berit',
        'user_pass'  => 'berit-works-here',
        'user_email' => 'berit@example.test',
        'role'       => 'clerk',
      ) );
      return true;`);
    await signIn({ user: 'berit', password: 'berit-works-here' });
    await screens.show('');
    expect(await page.textContent('#kontor-screens nav')).toBe('OverviewOrdersArticlesLog');
    await screens.show('&tab=orders');
    await screens.says('In the office');
    await screens.look('clerk-orders');
    await screens.show('&tab=articles');
    await screens.says('You may not see the products of this shop');
    await screens.look('clerk-articles');
    await screens.show('&tab=log');
    await screens.says('The order arrived.');
    // The address of a screen that she may not see shows the overview.
    await screens.show('&tab=connections');
    await screens.says('Last 30 days');
  });

  it('meets no error of the scripts', () => expect(scriptErrors.flat()).toEqual([]));
});
