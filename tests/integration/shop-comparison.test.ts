import { openReadShop, type ReadShop } from '../setup/read-shop.ts';
import { readAllPages } from '../setup/served-world.ts';
import { fixture, secondsAgo } from '../setup/woocommerce.ts';

const refundOfAll = { ...fixture('woocommerce-no/refunds/full-amount-of-simple'), id: 900 };

let readShop: ReadShop;
let { world, sandbox, http, asOperator, place, connected, stored } = {} as ReadShop;
beforeAll(async () => {
  readShop = await openReadShop();
  ({ world, sandbox, http, asOperator, place, connected, stored } = readShop);
});
afterAll(() => readShop.close());
beforeEach(() => readShop.reset());

const pull = (shop: string, body: Record<string, unknown> = {}) =>
  http.request(asOperator, 'post', `/v1/shops/${shop}/pull`, body);

interface ComparePage {
  missing: number;
  next: string | null;
}

describe('kontor shop compare', () => {
  const compare = (shop: string, body: Record<string, unknown> = {}) =>
    http.request(asOperator, 'post', `/v1/shops/${shop}/compare`, body);
  const tombstones = async (shop: string) =>
    (await world.database
      .knex('subjects')
      .where({ shop_id: shop, tombstone: true })
      .orderBy('id')
      .pluck('id')) as string[];

  it('finds orders that were deleted for good or lie in the trash, and refunds that are gone', async () => {
    const shop = await connected();
    for (const id of [1, 2, 3, 4]) place(id);
    sandbox.control.refund(4, refundOfAll);
    await pull(shop);
    sandbox.control.forget(1);
    place(2, { status: 'trash' });
    sandbox.control.forgetRefund(4, refundOfAll.id);
    expect((await compare(shop)).body).toMatchObject({ found: 4, repaired: 3, refused: [] });
    expect(await tombstones(shop)).toEqual(['1', '2']);
    expect((await compare(shop)).body).toMatchObject({ found: 2, repaired: 0 });
  });

  it('finds an order that the bridge lacks, and leaves alone what was placed before the shop was connected', async () => {
    place(1);
    const shop = await connected();
    // The pull has passed this time of change already, as when a slow site stores an order late.
    place(2, { date_created_gmt: secondsAgo(-5), date_modified_gmt: secondsAgo(9000) });
    const pages = await readAllPages(
      async (after) => (await compare(shop, after === null ? {} : { after })).body as ComparePage,
    );
    expect(pages.reduce((sum, { missing }) => sum + missing, 0)).toBe(1);
    expect(await stored(shop)).toMatchObject([{ id: '2' }]);
  });

  it('looks through all pages for what the bridge lacks, though a proxy keeps the total of the list from it', async () => {
    const shop = await connected();
    sandbox.control.switches({ withoutTotal: true });
    const unread = { date_created_gmt: secondsAgo(-5), date_modified_gmt: secondsAgo(9000) };
    for (let id = 1; id <= 101; id++) place(id, { ...unread, status: id <= 100 ? 'checkout-draft' : 'processing' });
    const pages = await readAllPages(
      async (after) => (await compare(shop, after === null ? {} : { after })).body as ComparePage,
    );
    expect(pages.map(({ missing }) => missing)).toEqual([0, 0, 1, 0]);
    expect(await stored(shop)).toMatchObject([{ id: '101' }]);
  });

  it('finds a refund that leaves the time of change of its order as it was', async () => {
    const shop = await connected();
    const modified = secondsAgo(9000);
    place(1, { date_modified_gmt: modified });
    await pull(shop, { orders: '1' });
    sandbox.control.refund(1, refundOfAll);
    place(1, { date_modified_gmt: modified });
    expect((await pull(shop)).body).toMatchObject({ missing: 0, repaired: 0 });
    expect((await compare(shop)).body).toMatchObject({ repaired: 1, refused: [] });
  });

  it('finds a status that was changed past WooCommerce, which sets the time of change', async () => {
    const shop = await connected();
    const modified = secondsAgo(10);
    place(1, { date_modified_gmt: modified });
    await pull(shop);
    place(1, { date_modified_gmt: modified, status: 'cancelled' });
    expect((await compare(shop)).body).toMatchObject({ repaired: 1 });
    expect(await stored(shop)).toMatchObject([{ status: 'cancelled' }]);
  });

  it('takes back no documents when most orders are missing, as at a copy of the shop', async () => {
    const shop = await connected();
    for (let id = 1; id <= 9; id++) place(id);
    await pull(shop);
    for (let id = 1; id <= 6; id++) sandbox.control.forget(id);
    expect(await compare(shop)).toMatchObject({ status: 502, body: { code: 'shop_read.many_gone' } });
    expect(await tombstones(shop)).toEqual([]);
  });

  it('takes an order back that leaves the trash', async () => {
    const shop = await connected();
    place(1);
    await pull(shop);
    place(1, { status: 'trash' });
    await compare(shop);
    place(1);
    expect((await pull(shop)).body).toMatchObject({ repaired: 1 });
    expect(await tombstones(shop)).toEqual([]);
  });

  it('compares hundreds of orders page by page with one request for each page', async () => {
    const shop = await connected();
    for (let id = 1; id <= 250; id++) place(id);
    for (let next: string | null = null, first = true; first || next !== null; first = false)
      ({ next } = (await pull(shop, next === null ? {} : { after: next })).body as { next: string | null });
    const before = sandbox.control.requests().length;
    const remaining: number[] = [];
    for (let after: string | null = null, first = true; first || after !== null; first = false) {
      const { body } = await compare(shop, after === null ? {} : { after });
      remaining.push((body as { remaining: number }).remaining);
      after = (body as { next: string | null }).next;
    }
    // The last page looks for orders that the bridge lacks.
    expect(remaining).toEqual([150, 50, 0, 0]);
    expect(sandbox.control.requests().length - before).toBe(4);
  });
});
