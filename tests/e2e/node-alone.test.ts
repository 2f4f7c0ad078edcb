import { orderByStoreApi } from '../shop/orders/store-api.ts';
import { describeOn } from './runnable.ts';
import { openShopAndOffice, type ShopAndOffice } from './shop-and-office.ts';

describeOn('node')('a shop that runs on Node.js alone, without PHP, MariaDB and PHP’s sodium', () => {
  let world: ShopAndOffice;
  beforeAll(async () => {
    world = await openShopAndOffice({ runtime: 'node' });
  });
  afterAll(() => world?.close());

  it('is paired, and sends an order of the block checkout as one document', async () => {
    expect(await world.shop.run('return extension_loaded("sodium");')).toBe(false);
    const order = await orderByStoreApi(world.shop, { items: [{ sku: 'LUPE-3X' }], paymentMethod: 'cod' });
    await world.settle();
    expect(await world.made(order)).toEqual([
      expect.objectContaining({ kind: 'order', state: 'done', reason: 'sent' }),
    ]);
    expect(await world.totals(order)).toHaveLength(1);
  });
});
