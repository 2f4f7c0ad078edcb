import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
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
import { describeOn } from './runnable.ts';
import { ring } from './shop-and-office.ts';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describeOn('classic', 'browser')('an admin who sees the screens for the first time', () => {
  let browser: OpenBrowser;
  let page: Page;
  let shop: Shop;
  let company: Company;
  const scriptErrors: string[] = [];
  /** The orders that the shop had before it was paired. */
  const oldOrders: number[] = [];

  /** Takes a picture of the page, and checks that axe finds no barrier on it. */
  const look = async (name: string): Promise<void> => {
    await picture(page, name);
    await page.evaluate(axe);
    // Only Kontor's own part is checked, not what WordPress shows around it.
    const violations = await page.evaluate(
      `axe.run(document.querySelector('.kontor-panel') ?? '#kontor-screens', { rules: { region: { enabled: false } } })
        .then(({ violations }) =>
          violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
    );
    expect({ name, violations }).toEqual({ name, violations: [] });
  };
  /** Waits until the screen shows what it has fetched. */
  const fetched = (screen: string): Promise<void> =>
    until(async () => (await page.evaluate(`document.querySelector('.kontor-skeleton') === null`)) === true, screen);
  const show = async (query: string): Promise<void> => {
    await page.goto(`${shop.url}/wp-admin/admin.php?page=kontor${query}`);
    // PHP makes the page of the settings; scripts make all others.
    await page.waitForSelector('#kontor-screens nav, .kontor-page');
    await fetched(query);
  };
  /** Goes to another screen as the browser's back button does, without loading WordPress again. */
  const goTo = async (query: string): Promise<void> => {
    await page.evaluate(`new Promise((shown) => {
      history.pushState(null, '', '?page=kontor${query}');
      dispatchEvent(new PopStateEvent('popstate'));
      requestAnimationFrame(() => requestAnimationFrame(shown));
    })`);
    await fetched(query);
  };
  const text = async (): Promise<string> => (await page.textContent('#kontor-screens')) ?? '';
  const says = (words: string): Promise<unknown> =>
    until(async () => (await text()).includes(words), `it says “${words}”`);
  const press = (words: string): Promise<void> => page.click(`#wpbody button:has-text("${words}") >> visible=true`);
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
    page = await browser.adminPage(shop);
    page.on('pageerror', ({ message, stack }) => {
      if (stack?.includes('/kontor-bridge/')) scriptErrors.push(message);
    });
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
    await says('Your first document');
    await look('first-run');
  });

  it('connects PowerOffice from its card, once the test of the key succeeds', async () => {
    await show('&tab=connections');
    await look('connections-none');
    await page.click('.kontor-cards a[href*="system=poweroffice"]');
    await page.fill('input[type=password]', 'not-the-key');
    await press('Test the connection');
    await page.waitForSelector('.kontor-trouble');
    await look('connect-wrong-key');
    await page.fill('input[type=password]', clientKey());
    await press('Test the connection');
    await says('Which orders are sent?');
    await look('connect-tested');
    await page.click('.kontor-form button.is-primary:has-text("Connect")');
    await says('Taxes and products');
    await look('connection-products');
  });

  it('previews an earlier order, sends it, and sees its document', async () => {
    await show('');
    await says('Try it with one order');
    await press('Preview');
    await says('Preview: nothing is sent');
    await look('first-run-preview');
    await press('Send order #');
    await settled();
    expect(documents()).toBe(1);
    await show('');
    await says('All well.');
    await look('overview');
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
    await show('');
    await says('Something needs you.');
    await look('overview-needs-you');
    await show(`&tab=orders&order=${order}`);
    await page.waitForSelector('.kontor-panel');
    await fetched('the order');
    await look('order-blocked');
    await show('');
    await page.click('.kontor-needs a:has-text("Map it")');
    await says('No product is set for:');
    await press('Map it');
    await page.waitForSelector('.kontor-needed input:focus');
    await look('connection-mapping');
    await press('Save');
    await says('nothing was entered');
    await look('connection-number-missing');
    await page.fill('.kontor-needed input', '7');
    await page.fill('.kontor-entry:last-of-type .components-base-control:has-text("Name") input', 'Fisk');
    await page.click('.kontor-entry:last-of-type .components-combobox-control:has-text("Sales account") input');
    await page.click('.components-form-token-field__suggestion:has-text("3050")');
    await press('Save');
    // The screen first says what saving changes. Saving sends none of the orders that a rule leaves out.
    await says('9 orders that were left out will be checked again');
    await press('Save, and check them again');
    await says('Saved. Orders that waited for this go on. 9 orders');
    await says('has no product with this code yet: A-7');
    await look('connection-mapped');
    await press('Create A-7');
    await says('Created in PowerOffice Go: A-7');
    await look('connection-product-created');
    // The order that waited for the product goes on by itself.
    await settled();
    expect(documents()).toBe(2);
    await show(`&tab=orders&order=${order}`);
    await page.waitForSelector('.kontor-panel .kontor-done');
    await look('order-mended');
  });

  it('sends ten old orders at once, and sees what became of each', async () => {
    await show('&tab=orders');
    await page.check('[aria-label="Choose all on this page"]');
    await look('orders-chosen');
    await press('Send');
    await page.waitForSelector('.kontor-summary');
    await look('orders-sent');
    expect(await page.textContent('.kontor-summary')).toContain('On their way: 9 · skipped: 2 · refused: 0');
    await settled();
    expect(documents()).toBe(11);
  });

  it('sees that the office refuses the key, and replaces the key, after which the waiting order is sent', async () => {
    company.sandbox.control.fail({ mode: '401', times: 1000 });
    const order = await orderByRest(shop, { items: [{ sku: 'LUPE-3X' }] });
    await until(async () => {
      await ring(shop);
      return (await company.bridge.database.knex('connections').whereNotNull('breaker_why')).length > 0;
    }, 'the connection is held back');
    await show('');
    await says('Something needs you.');
    await look('overview-held');
    await show(`&tab=orders&order=${order}`);
    await look('order-held');
    await show('&tab=connections');
    await look('connections-held');
    company.sandbox.control.clearFailures();
    await page.click('.kontor-cards a:has-text("Open")');
    await page.fill('input[type=password]', clientKey());
    await press('Test and replace the key');
    await settled();
    expect(documents()).toBe(12);
  });

  it('pauses, removes and adds the connection again, and no document is made twice', async () => {
    const documentsBefore = documents();
    await show('&tab=connections');
    await page.click('.kontor-cards a:has-text("Open")');
    await press('Pause');
    await says('Go on');
    await look('connection-paused');
    await press('Go on');
    await press('Remove …');
    await look('connection-removing');
    await page.click('button:has-text("Remove the connection, keep")');
    await says('Choose your system');
    await page.click('.kontor-cards a[href*="system=poweroffice"]');
    await page.fill('input[type=password]', clientKey());
    await press('Test the connection');
    await says('Which orders are sent?');
    await page.click('.kontor-form button.is-primary:has-text("Connect")');
    await says('Taxes and products');
    await settled();
    expect(documents()).toBe(documentsBefore);
  });

  it('reads in the log what happened', async () => {
    await show('&tab=log');
    await says('The order arrived.');
    await look('log');
  });

  it.each(['de_DE', 'nb_NO'] as const)(
    'reads every screen in the language of their user, on a phone too: %s',
    async (locale) => {
      await shop.run(`update_user_meta( 1, 'locale', '${locale}' ); return true;`);
      // A new window, since the first one keeps what it has shown in its language.
      page = await browser.adminPage(shop);
      const { knex } = company.bridge.database;
      const [connection] = await knex('connections').whereNull('archived_at').pluck<string[]>('id');
      const section = (name: string) => `&tab=connections&connection=${connection}&section=${name}`;
      // Each screen with an element that is there once its data has arrived.
      const screens: readonly (readonly [name: string, query: string, shows: string])[] = [
        ['orders', '&tab=orders', '.kontor-order-table tbody tr'],
        ['order', `&tab=orders&order=${oldOrders[0]}`, '.kontor-panel .kontor-lines'],
        ['back-fill', '&tab=orders&backfill=1', 'input[type=date]'],
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
      await show('');
      await read('overview');
      for (const [name, query, shows] of screens) {
        await goTo(query);
        await page.waitForSelector(shows);
        await read(name);
      }
      await show('&tab=settings');
      await read('settings');
      expect(wrong).toEqual([]);
    },
  );

  it('gives a user who may only work with orders the screens overview, orders and log, and no other', async () => {
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
    page = await browser.adminPage({ url: shop.url, admin: { user: 'berit', password: 'berit-works-here' } });
    await show('');
    expect(await page.textContent('#kontor-screens nav')).toBe('OverviewOrdersLog');
    await show('&tab=orders');
    await says('In the office');
    await look('clerk-orders');
    await show('&tab=log');
    await says('The order arrived.');
    // The address of a screen that she may not see shows the overview.
    await show('&tab=connections');
    await says('Last 30 days');
  });

  it('meets no error of the scripts', () => expect(scriptErrors).toEqual([]));
});
