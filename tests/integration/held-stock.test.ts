import type { ArticleView } from '@kontor/shared/api/articles';
import { collectNext } from '../../bridge-server/src/articles/collect.ts';
import { forgetHeldStock } from '../../bridge-server/src/articles/forget-held.ts';
import { operator } from '../../bridge-server/src/ids.ts';
import { callerOf, patch } from '../sandboxes/poweroffice/caller.ts';
import { demoCompany } from '../sandboxes/poweroffice/sandbox.ts';
import { openHttp, type Caller, type Http } from '../setup/http.ts';
import { sayVerb } from '../setup/person.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { openWorld, type ConnectedShop, type World } from '../setup/world.ts';

type Body = Record<string, unknown>;
const lens = { code: 'LUPE-3X', name: 'Lupe 3×', stockOnHand: '20' };

let world: World;
let http: Http;
let asOperator: Caller;
let shop: ConnectedShop;
beforeEach(async () => {
  world = await openWorld();
  http = await openHttp(world);
  asOperator = await http.callerOf(operator);
  await world.database.knex('connections').where({ id: world.connection.id }).update({ paused: true });
  shop = await world.addCompany({ company: { products: [...demoCompany.products, lens] } });
  await collect();
});
afterEach(() => world.close());

/** Reads what is due of the articles. */
async function collect(): Promise<void> {
  await world.database.knex('collectors').update({ due_at: world.database.knex.raw("now() - interval '1 second'") });
  while (await collectNext(world.mirror(), ['poweroffice']));
}

async function lensNow(): Promise<{ stock: string | null; available: string | null }> {
  const target = `/v1/shops/${shop.shop}/views/articles?sku=LUPE-3X`;
  const { articles } = (await http.request(asOperator, 'get', target)).body as { articles: ArticleView[] };
  const [article] = articles;
  if (!article) throw new Error('the article is not there');
  return { stock: article.stock, available: article.available };
}
const available = async () => (await lensNow()).available;

/** What a line costs that costs nothing, so that the order's total stays right. */
const free = {
  subtotal: '0',
  subtotal_tax: '0',
  total: '0',
  total_tax: '0',
  taxes: [{ id: 1, total: '0', subtotal: '0' }],
};
/** An order of so many pieces, one line for each quantity. */
const orderOf = (id: number, quantities: readonly number[], changes: Body = {}): Body => {
  const order = simpleOrder(id);
  const [line] = order['line_items'] as Body[];
  return {
    ...order,
    line_items: quantities.map((quantity, at) => ({ ...line, ...(at > 0 ? free : {}), id: at + 1, quantity })),
    ...changes,
  };
};
const refundOf = (id: number, pieces: number): Body => {
  const [line] = simpleOrder(1)['line_items'] as Body[];
  return {
    id,
    amount: '1.00',
    reason: '',
    date_created_gmt: '2026-11-20T10:00:00',
    line_items: [
      {
        ...line,
        id: 900 + id,
        quantity: -pieces,
        total: '-0.80',
        total_tax: '-0.20',
        subtotal: '-0.80',
        subtotal_tax: '-0.20',
        taxes: [{ id: 1, total: '-0.20', subtotal: '-0.20' }],
        meta_data: [{ id: 1, key: '_refunded_item_id', value: '1' }],
      },
    ],
    shipping_lines: [],
    fee_lines: [],
    tax_lines: [],
  };
};

describe('what is available', () => {
  it('is less what orders hold that have not reached the office, each once', async () => {
    await shop.sendOrder(1, orderOf(1, [2]));
    expect(await lensNow()).toEqual({ stock: '20', available: '18' });
    await shop.sendOrder(2, orderOf(1, [2, 3]));
    expect(await available()).toBe('15');
    await shop.sendOrder(2, orderOf(1, [2, 3]));
    await shop.sendOrder(1, orderOf(2, [1]));
    expect(await available()).toBe('14');
  });

  it.each([
    ['pending', '20'],
    ['on-hold', '18'],
    ['in-production', '18'],
    ['completed', '18'],
    ['cancelled', '20'],
    ['failed', '20'],
    ['refunded', '20'],
  ])('depends on the status of the order: %s', async (status, left) => {
    await shop.sendOrder(1, orderOf(1, [2]));
    await shop.sendOrder(2, orderOf(1, [2], { status }));
    expect(await available()).toBe(left);
  });

  it('grows by what is refunded, and by an order that is deleted', async () => {
    await shop.sendOrder(1, orderOf(1, [3]));
    await shop.sendOrder(2, orderOf(1, [3]), refundOf(7, 1));
    expect(await available()).toBe('18');
    await shop.receive({ generation: 3, id: '1', tombstone: true });
    expect(await available()).toBe('20');
  });

  it('stays as it is while an order cannot be read', async () => {
    await shop.sendOrder(1, orderOf(1, [3]));
    await shop.sendOrder(2, orderOf(1, [3], { line_items: 'nonsense' }));
    expect(await available()).toBe('17');
  });

  it('is the office’s own word once the office has the order and has told its stock since', async () => {
    await shop.sendOrder(1, orderOf(1, [1]));
    expect(await shop.settled('state')).toEqual(['done']);
    // The office has the order, and what it told of its stock was before.
    expect(await lensNow()).toEqual({ stock: '20', available: '19' });
    const office = await callerOf(world.sandbox, shop.clientKey);
    const { rows } = await world.database.pool.query<{ id: string }>(
      `select id from articles where sku = 'LUPE-3X' and shop_id = $1`,
      [shop.shop],
    );
    await patch(office, `/v2/Products/${rows[0]?.id}`, { op: 'replace', path: '/StockOnHand', value: 19 });
    await collect();
    expect(await lensNow()).toEqual({ stock: '19', available: '19' });
  });

  it('counts an order that a person has handled elsewhere as the office’s', async () => {
    await shop.sendOrder(1, orderOf(1, [2]));
    expect(await available()).toBe('18');
    const [transfer] = await shop.transfers();
    await sayVerb({ ...world, shop: shop.shop }, 'elsewhere', transfer?.id);
    await collect();
    expect(await available()).toBe('20');
  });

  it('is forgotten a week after the office has the order, and not before', async () => {
    const remembered = async () => (await world.database.knex('held_stock').select('order_id')).length;
    await shop.sendOrder(1, orderOf(1, [1]));
    await world.database.knex('transfers').update({ changed_at: new Date(Date.now() - 30 * 86_400_000) });
    await forgetHeldStock(world.database.pool, shop.shop);
    expect(await remembered()).toBe(1);
    expect(await shop.settled('state')).toEqual(['done']);
    await forgetHeldStock(world.database.pool, shop.shop);
    expect(await remembered()).toBe(1);
    await world.database.knex('transfers').update({ changed_at: new Date(Date.now() - 8 * 86_400_000) });
    await forgetHeldStock(world.database.pool, shop.shop);
    expect(await remembered()).toBe(0);
  });

  it('is nothing where the office keeps no stock', async () => {
    await world.database.knex('articles').update({ stock: null, available: null });
    await shop.sendOrder(1, orderOf(1, [2]));
    expect(await lensNow()).toEqual({ stock: null, available: null });
  });
});

describe('the role that reads views', () => {
  const raw = (statement: string) => world.database.readPool.query(statement);
  it('reads the views', async () => {
    expect((await raw('select available from kontor_articles')).rows).not.toEqual([]);
    expect((await raw('select number from kontor_addresses')).rows).toEqual([]);
  });
  it.each([
    `update articles set stock = 1`,
    `insert into held_stock values ('s', 'x', '1', 1)`,
    `select snapshot from subjects`,
    `select settings from connections`,
    `create table mine (id text)`,
  ])('may do nothing else: %s', async (statement) => {
    await expect(raw(statement)).rejects.toMatchObject({ code: '42501' });
  });
});
