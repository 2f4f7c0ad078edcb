import { orderByRest } from '../shop/orders/rest.ts';
import type { Company } from '../demo/stage.ts';
import type { Shop } from '../shop/open.ts';
import { pairingCode } from '../shop/pair.ts';
import { openBrowser, type OpenBrowser } from './browser.ts';
import { scriptErrorsOn } from './kontor-screens.ts';
import { picture } from './picture.ts';
import type { Page } from './playwright.ts';
import { describeOn } from './runnable.ts';
import { openShopAndOffice, type ShopAndOffice } from './shop-and-office.ts';

describeOn('classic', 'browser')('an admin on the pages of the plugin and of WooCommerce', () => {
  let browser: OpenBrowser;
  let page: Page;
  let world: ShopAndOffice;
  let shop: Shop;
  let scriptErrors: string[];

  const show = async (path: string): Promise<string> => {
    await page.goto(`${shop.url}/wp-admin/${path}`);
    return page.content();
  };

  /** Pairs the shop as an admin does: on the page, with the code and the button. */
  const inBrowser = async (opened: Shop, company: Company): Promise<string> => {
    shop = opened;
    browser = await openBrowser();
    page = await browser.adminPage(shop);
    // WordPress's own scripts have errors too, such as a transition that a quick click aborts.
    scriptErrors = scriptErrorsOn(page);
    await show('admin.php?page=kontor');
    await picture(page, 'unpaired');
    await page.fill('#kontor-code', 'kontor-not-a-code');
    await page.click('#kontor-form-pair [type=submit]');
    await page.waitForSelector('.kontor-steps .wrong');
    expect(await page.textContent('.kontor-steps .wrong')).toContain('code.unreadable');
    await picture(page, 'wrong-code');

    await page.fill('#kontor-code', await pairingCode(company.bridge));
    await page.click('#kontor-form-pair [type=submit]');
    await page.waitForSelector('.kontor-sum');
    return shop.run<string>('return \\Kontor\\Bridge\\Pairing\\Pairing::current()->shop;');
  };

  beforeAll(async () => {
    world = await openShopAndOffice({ runtime: 'classic' }, inBrowser);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  it('sees every step of the pairing ticked except the first order', async () => {
    await show('admin.php?page=kontor&tab=settings');
    await page.click('.kontor-page summary');
    await picture(page, 'paired');
    expect(
      await page.evaluate(`[...document.querySelectorAll('.kontor-steps li')].map((line) => line.className)`),
    ).toEqual([...Array<string>(10).fill('done'), 'open', 'open']);
  });

  it('sees in the list and on the order what became of it, and the first order ticked', async () => {
    const order = await orderByRest(shop, { items: [{ sku: 'LUPE-3X' }] });
    await world.settle();
    expect(await show('admin.php?page=wc-orders')).toContain('In the office · ');
    await picture(page, 'list');
    expect(await show(`admin.php?page=wc-orders&action=edit&id=${order}`)).toContain('PowerOffice Go · Order');
    await picture(page, 'order');
    await show('admin.php?page=kontor&tab=settings');
    expect(await page.evaluate(`document.querySelectorAll('.kontor-steps .done').length`)).toBe(12);
  });

  it('sees on an order that a later change could not be read, until the order is mended', async () => {
    const order = await orderByRest(shop, { items: [{ sku: 'LUPE-3X' }] });
    await world.settle();
    const setTotal = (total: string) =>
      shop.run(`$order = wc_get_order( ${order} ); $order->set_total( '${total}' ); $order->save(); return true;`);
    const total = await shop.run<string>(`return wc_get_order( ${order} )->get_total();`);
    // Some gift card plugins change the total like this, without a line for it.
    await setTotal('49.00');
    await world.settle();
    const box = async () => (await show(`admin.php?page=wc-orders&action=edit&id=${order}`)).replaceAll(/\s+/g, ' ');
    expect(await box()).toContain('A later change of this order could not be read');
    await picture(page, 'order-not-readable');
    await show('admin.php?page=wc-orders');
    await picture(page, 'list-with-one-not-readable');
    await setTotal(total);
    await world.settle();
    expect(await box()).not.toContain('could not be read');
  });

  it('sends chosen orders by the bulk action of the list', async () => {
    const order = await orderByRest(shop, { items: [{ sku: 'LUPE-3X' }] });
    await world.settle();
    const [row] = await shop.database(`select generation from wp_kontor_outbox where order_id = ${order}`);
    await show('admin.php?page=wc-orders');
    await page.check(`#cb-select-${order}`);
    await page.selectOption('#bulk-action-selector-top', 'kontor_send');
    await page.click('#doaction');
    await page.waitForLoadState('load');
    expect(await page.content()).toContain('on its way to the office');
    const [after] = await shop.database(`select generation from wp_kontor_outbox where order_id = ${order}`);
    expect(Number(after?.['generation'])).toBeGreaterThan(Number(row?.['generation']));
    await world.settle();
    expect(await world.made(order)).toHaveLength(1);
  });

  it('sees in Site Health that all is well', async () => {
    const tests = await shop.run<string[]>(
      `$health = new \\Kontor\\Bridge\\Shop\\SiteHealth();
       return array_map(fn ($name) => $health->$name()['status'], array('bridge', 'outbox', 'key', 'sodium'));`,
    );
    expect(tests).toEqual(['good', 'good', 'good', 'good']);
  });

  it('is asked, before the plugin is deactivated, what its deletion should keep', async () => {
    await show('plugins.php');
    await page.click('tr[data-plugin="kontor-bridge/kontor-bridge.php"] .deactivate a');
    await page.waitForSelector('dialog[open]');
    await picture(page, 'deactivation');
    await page.check('dialog [value=erase]');
    await page.click('dialog [value=deactivate]');
    await page.waitForURL(/deactivate=true/);
    expect(await shop.run(`return get_option('kontor_settings')['keep'];`)).toBe(false);
    expect(await shop.run(`return is_plugin_active('kontor-bridge/kontor-bridge.php');`).catch(() => false)).toBe(
      false,
    );
  });

  it('meets no error of the scripts', () => {
    expect(scriptErrors).toEqual([]);
  });
});
