import { openCompany, connectOffice, type Company } from '../demo/stage.ts';
import { until } from '../setup/until.ts';
import { openShop, type Shop } from '../shop/open.ts';
import { numberedItems } from '../shop/orders/products.ts';
import { pairShop } from '../shop/pair.ts';
import { pluginArchive } from '../shop/plugin-archive.ts';
import { officeProducts } from '../shop/products.ts';
import { desk, openBrowser, type OpenBrowser } from './browser.ts';
import { kontorScreens } from './kontor-screens.ts';
import { phone, picture } from './picture.ts';
import type { Page } from './playwright.ts';
import { describeOn } from './runnable.ts';
import { conditions, openWay, type WayToBridge } from './way-to-bridge.ts';

/** What the office has, by SKU; it keeps no stock of its other products. In the shop, LUPE-3X has 50 pieces. */
const atOffice: Readonly<Record<string, string>> = { 'LUPE-3X': '12', 'BRILLE-SNOR': '0', 'STROMPE-S': '3.5' };

const twelve = '12 in stock at the office, as of ';
const none = 'Not in stock at the office, as of ';
const some = '3.5 in stock at the office, as of ';
const own = '50 in stock';

const text = `<!-- wp:kontor/stock {"sku":"LUPE-3X"} /-->
<!-- wp:group --><div class="wp-block-group"><!-- wp:kontor/stock {"sku":"BRILLE-SNOR"} /--></div><!-- /wp:group -->
<!-- wp:shortcode -->[kontor_stock sku="STROMPE-S"]<!-- /wp:shortcode -->
<!-- wp:kontor/stock {"sku":"OMEGA-3"} /-->
<!-- wp:kontor/stock {"sku":"PLASTER-33"} /-->`;

describeOn('classic', 'browser')('a shop that shows the stock of its office', () => {
  let shop: Shop;
  let company: Company;
  let way: WayToBridge;
  let browser: OpenBrowser;
  let visitor: Page;
  let admin: Page;
  let pageId = 0;

  beforeAll(async () => {
    shop = await openShop({ runtime: 'classic', plugin: pluginArchive });
    await shop.run('flush_rewrite_rules(); return true;');
    way = await openWay();
    company = await openCompany({
      products: officeProducts.map((product) => ({ ...product, stockOnHand: atOffice[product.code ?? ''] ?? null })),
      variables: { KONTOR_PUBLIC_URL: way.url, KONTOR_SHOP_PRIVATE_HOSTS: new URL(shop.url).host },
      logLevel: 'silent',
      say: () => undefined,
    });
    way.leadTo(Number(company.env['PORT']));
    const { shopId } = await pairShop(shop, company.bridge);
    await connectOffice(company, shopId);
    await until(
      async () => (await company.bridge.database.knex('articles').whereNotNull('stock')).length >= 3,
      'the bridge has read the articles of the office',
    );
    pageId = await shop.run<number>(
      `return wp_insert_post(array('post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'Stock',
         'post_name' => 'stock', 'post_content' => $args['text']));`,
      { text },
    );
    browser = await openBrowser();
    visitor = await browser.page();
    admin = await browser.adminPage(shop);
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.close();
    await company?.close();
    way?.close();
  });
  afterEach(() => way?.become(conditions.clear));

  /** Makes the shop ask anew: it forgets what it has read, and that the bridge did not answer. */
  const forget = () =>
    shop.run(
      `global $wpdb; $wpdb->query("DELETE FROM {$wpdb->prefix}kontor_stock"); delete_option('kontor_stock_trouble');`,
    );
  /** The text of a page as a visitor sees it. */
  const seen = async (path: string): Promise<string> => {
    await visitor.goto(`${shop.url}${path}`);
    return String(await visitor.evaluate('document.body.innerText'));
  };
  /** The SKUs of each request to the view of articles, from a place in the list of requests on. */
  const skusAsked = (from: number): string[][] =>
    way.requests
      .slice(from)
      .filter((request) => request.includes('/views/articles?'))
      .map((request) => new URL(request.slice('GET '.length), way.url).searchParams.getAll('sku').sort());
  /**
   * Opens a page that knows nothing yet, until it shows the office's stock. A busy bridge may take longer than a page
   * waits. Returns the page's text, and the SKUs of each request of that time.
   */
  const shown = async (path: string, words: string): Promise<{ page: string; asked: string[][] }> => {
    let page = '';
    let from = 0;
    await until(async () => {
      await forget();
      from = way.requests.length;
      page = await seen(path);
      return page.includes(words);
    }, `${path} shows "${words}"`);
    return { page, asked: skusAsked(from) };
  };

  it('shows it by block and shortcode, asked for in one request, and its own where the office says nothing', async () => {
    const { page, asked } = await shown('/stock/', twelve);
    expect(asked).toEqual([['BRILLE-SNOR', 'LUPE-3X', 'OMEGA-3', 'PLASTER-33', 'STROMPE-S']]);
    expect(page).toContain(none);
    expect(page).toContain(some);
    expect(page).toContain('200 in stock');
    await picture(visitor, 'stock-placed');
  });

  it('asks once for what several pages show', async () => {
    await shown('/stock/', twelve);
    await shop.run(`\\Kontor\\Bridge\\Settings::change(array('stock_seconds' => 3600));`);
    const from = way.requests.length;
    expect(await seen('/stock/')).toContain(twelve);
    expect(skusAsked(from)).toEqual([]);
  });

  it('leaves WooCommerce’s own places alone until its setting says otherwise', async () => {
    expect(await seen('/product/lupe-3x-med-lys/')).toContain(own);
    await admin.goto(`${shop.url}/wp-admin/admin.php?page=kontor&tab=settings`);
    await admin.check('#kontor-settings [name=stock_shown]');
    await picture(admin, 'stock-settings');
    await admin.click('#kontor-settings [type=submit]');
    await admin.waitForSelector('.notice-success');
    const { page, asked } = await shown('/product/lupe-3x-med-lys/', twelve);
    expect(asked).toHaveLength(1);
    expect(page).not.toContain(own);
    await picture(visitor, 'stock-product');
  });

  it('shows it in the shop’s list, asked for in one request', async () => {
    const { page, asked } = await shown('/shop/', twelve);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toEqual(expect.arrayContaining(['BRILLE-SNOR', 'LUPE-3X', 'OMEGA-3']));
    expect(page).toContain(none);
    await picture(visitor, 'stock-list');
  });

  it('shows that of the variation that a visitor chooses', async () => {
    await shown('/stock/', some);
    await visitor.goto(`${shop.url}/product/stottestrompe/`);
    await visitor.selectOption('.variations select', 'S');
    await visitor.waitForSelector('.woocommerce-variation-availability .stock');
    expect(await visitor.textContent('.woocommerce-variation-availability')).toContain(some);
    await picture(visitor, 'stock-variation');
  });

  it('shows it in the cart', async () => {
    const [item] = await numberedItems(shop, [{ sku: 'LUPE-3X' }]);
    await visitor.goto(`${shop.url}/?add-to-cart=${item?.id}`);
    await shown('/stock/', twelve);
    await visitor.goto(`${shop.url}/cart/`);
    await visitor.waitForSelector('.wc-block-components-product-details');
    expect(String(await visitor.evaluate('document.body.innerText'))).toContain(twelve);
    await picture(visitor, 'stock-cart');
  });

  it('shows it to the admin beside its own, differences first, and has it read again', async () => {
    const screens = kontorScreens(admin, shop.url);
    await screens.show('&tab=articles');
    await screens.says('The shop has 38 more');
    const lines = await admin.evaluate(
      `[...document.querySelectorAll('.kontor-article-table tbody tr')].map((line) => line.innerText)`,
    );
    expect(lines).toEqual(
      expect.arrayContaining([expect.stringMatching(/LUPE-3X[^]*12\s+12\s+50\s+The shop has 38 more/)]),
    );
    expect(String((lines as string[])[0])).toContain('LUPE-3X');
    await screens.look('articles');
    await admin.setViewportSize(phone);
    expect(await admin.evaluate('document.documentElement.scrollWidth')).toBe(phone.width);
    await admin.setViewportSize(desk);
    const readAll = async () => (await company.bridge.database.knex('collector_runs').where({ reads: 'all' })).length;
    const before = await readAll();
    await screens.press('Read everything again');
    await until(async () => (await readAll()) > before, 'the bridge reads everything again');
    await screens.show('&tab=articles&comparison=missing');
    // Products of the office that stand for VAT rates are in no shop.
    await screens.says('A-99');
    expect(await screens.text()).not.toContain('LUPE-3X');
    await screens.show('&tab=articles&search=lupe');
    await screens.says('LUPE-3X');
    expect(await screens.text()).not.toContain('OMEGA-3');
  });

  it('shows an example in the editor', async () => {
    await admin.goto(`${shop.url}/wp-admin/post.php?post=${pageId}&action=edit`);
    const words = `[...(document.querySelector('iframe[name=editor-canvas]')?.contentDocument ?? document)
      .querySelectorAll('[data-type="kontor/stock"]')].map((block) => block.innerText).join()`;
    await until(async () => String(await admin.evaluate(words)) !== '', 'the editor shows the block');
    expect(await admin.evaluate(words)).toContain('12 in stock at the office, as of 14:05');
    await picture(admin, 'stock-editor');
  });

  it('shows its own stock while the bridge hangs, for which a page waits less than a second', async () => {
    await forget();
    way.become(conditions.hung);
    const from = way.requests.length;
    const page = await seen('/product/lupe-3x-med-lys/');
    expect(way.requests.slice(from).filter((request) => request.includes('/views/'))).toHaveLength(1);
    expect(page).toContain(own);
    expect(page).not.toMatch(/at the office|Kontor|error/i);
    await picture(visitor, 'stock-hung');
    const said = () =>
      shop.run<string>(
        `delete_option('kontor_stock_trouble');
         $said = '';
         add_action('http_api_debug', function ($answer) use (&$said) { $said = $answer->get_error_message(); });
         kontor_stock('LUPE-3X');
         return $said;`,
      );
    // WordPress by itself waits for whole seconds, however often it is asked. A busy machine may be late now and then.
    await until(
      async () => /timed out after [2-9]\d\d milliseconds/.test(await said()),
      'the question ends within a second',
    );
  });

  it('tells the admin, and nobody else', async () => {
    await admin.goto(`${shop.url}/wp-admin/admin.php?page=kontor`);
    expect(await admin.evaluate(`document.querySelector('#wpbody').innerText`)).toContain(
      "The office's stock cannot be read, so the shop shows WooCommerce's own. The bridge did not answer in time.",
    );
    await picture(admin, 'stock-trouble');
    const health = await shop.run<{ status: string }>('return (new \\Kontor\\Bridge\\Shop\\SiteHealth())->stock();');
    expect(health.status).toBe('recommended');
  });

  it('shows its own stock while the bridge is away, and the office’s once it is back', async () => {
    await forget();
    way.become(conditions.cut);
    expect(await seen('/stock/')).toContain(own);
    way.become(conditions.clear);
    await shown('/stock/', twelve);
  });

  it('takes it over into WooCommerce by its setting, and sends nothing of that to the bridge', async () => {
    const stockOf = (sku: string) =>
      shop.run<number | null>('return wc_get_product(wc_get_product_id_by_sku($args["sku"]))->get_stock_quantity();', {
        sku,
      });
    await shop.run(
      `\\Kontor\\Bridge\\Settings::change(array('stock_synced' => true));
       $size = wc_get_product(wc_get_product_id_by_sku('STROMPE-S'));
       $size->set_manage_stock(true); $size->set_stock_quantity(0); $size->save();
       (new \\Kontor\\Bridge\\Shop\\Alarm())->ensure();`,
    );
    const from = way.requests.length;
    await until(async () => {
      await shop.runQueue('kontor_stock');
      return (await stockOf('LUPE-3X')) === 12;
    }, 'the shop has the stock of the office');
    expect(await stockOf('STROMPE-S')).toBe(3);
    expect(await stockOf('OMEGA-3')).toBe(200);
    expect(await stockOf('BRILLE-SNOR')).toBeNull();
    expect(way.requests.slice(from).filter((request) => /events|webhook/.test(request))).toEqual([]);
    expect(await seen('/product/lupe-3x-med-lys/')).toMatch(/12 in stock/);
    const log = await shop.debugLog();
    expect(log.split('\n').filter((line) => /PHP [A-Z].*kontor-bridge/.test(line))).toEqual([]);
  });
});
