import { orderByRest } from '../shop/orders/rest.ts';
import { openBrowser, type OpenBrowser } from './browser.ts';
import { scriptErrorsOn } from './kontor-screens.ts';
import { picture } from './picture.ts';
import type { Page } from './playwright.ts';
import { describeOn } from './runnable.ts';
import { openShopAndOffice, type ShopAndOffice } from './shop-and-office.ts';

describeOn('classic', 'browser')('a clerk on the screens of orders and of the log', () => {
  let browser: OpenBrowser;
  let page: Page;
  let world: ShopAndOffice;
  let scriptErrors: string[];

  const show = (query: string) => page.goto(`${world.shop.url}/wp-admin/admin.php?page=kontor&${query}`);
  const text = (words: string) => page.waitForSelector(`text=${words}`);
  /** Makes an order from before the shop was connected, which the bridge never received. */
  const earlierOrder = async (): Promise<number> => {
    const order = await orderByRest(world.shop, { items: [{ sku: 'LUPE-3X' }] });
    await world.shop.run(
      `$order = wc_get_order( ${order} );
      $order->set_date_created( '2024-03-03 10:00:00' );
      $order->save();
      return true;`,
    );
    await world.shop.database(`delete from wp_kontor_outbox where order_id = ${order}`);
    return order;
  };

  beforeAll(async () => {
    world = await openShopAndOffice({ runtime: 'classic' });
    browser = await openBrowser();
    page = await browser.adminPage(world.shop);
    scriptErrors = scriptErrorsOn(page);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  it('finds an order, and reads its document line by line', async () => {
    const order = await orderByRest(world.shop, { items: [{ sku: 'LUPE-3X' }] });
    await world.settle();
    await show('tab=orders');
    await text('In the office ·');
    await picture(page, 'orders');
    await show(`tab=orders&order=${order}`);
    await text('VAT by rate');
    await picture(page, 'order-panel');
  });

  it('fetches an order that the bridge never received', async () => {
    const order = await earlierOrder();
    await show('tab=orders&state=not_there');
    await text('Not at the bridge yet: can be sent');
    await picture(page, 'orders-not-there');
    await show(`tab=orders&order=${order}`);
    await page.click('.kontor-panel .kontor-card button.is-primary');
    await text('The bridge has the order.');
    await world.settle();
    expect(await world.made(order)).toHaveLength(1);
  });

  it('fetches the earlier orders of a range of days, and sees what became of them', async () => {
    const order = await earlierOrder();
    await show('tab=orders&backfill=1');
    await page.waitForSelector('.kontor-card input[type=date]');
    await page.fill('.kontor-card input[type=date] >> nth=0', '2024-03-01');
    await page.fill('.kontor-card input[type=date] >> nth=1', '2024-03-31');
    await page.click('text=Count the orders');
    await text('Fetch 1 order');
    await picture(page, 'back-fill');
    await page.click('text=Fetch 1 order');
    await text('All checked:');
    await text('1 in the office');
    await picture(page, 'back-fill-done');
    await world.settle();
    expect(await world.made(order)).toHaveLength(1);
  });

  it('reads in the log what happened', async () => {
    await show('tab=log');
    await text('The order arrived.');
    await picture(page, 'log');
  });

  it('meets no error of the scripts', () => {
    expect(scriptErrors).toEqual([]);
  });
});
