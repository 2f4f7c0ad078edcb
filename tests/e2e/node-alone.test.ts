import { orderByStoreApi } from '../shop/orders/store-api.ts';
import { describeOn } from './runnable.ts';
import { openShopAndOffice, type ShopAndOffice } from './shop-and-office.ts';

describeOn('node')('a shop with Node alone: no PHP, no MariaDB, no sodium of PHP’s own', () => {
  let world: ShopAndOffice;
  beforeAll(async () => {
    world = await openShopAndOffice({ runtime: 'node' });
  });
  afterAll(() => world?.close());

  it('is paired, and an order of the checkout of blocks is one document', async () => {
    expect(await world.shop.run('return extension_loaded("sodium");')).toBe(false);
    const order = await orderByStoreApi(world.shop, { items: [{ sku: 'LUPE-3X' }], paymentMethod: 'cod' });
    await world.settle();
    expect(await world.made(order)).toEqual([
      expect.objectContaining({ kind: 'order', state: 'done', reason: 'sent' }),
    ]);
    expect(await world.totals(order)).toHaveLength(1);
  });
});
