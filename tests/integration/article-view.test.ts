import { openHttp, type Caller, type Http } from '../setup/http.ts';
import { plantArticles } from '../setup/articles.ts';
import { openWorld, type World } from '../setup/world.ts';

let world: World;
let http: Http;
let asShop: Caller;
beforeAll(async () => {
  world = await openWorld();
  http = await openHttp(world);
  asShop = await http.callerOf(world.shop);
  await plantArticles(world.database, world, 300);
});
afterAll(() => world.close());

const path = () => `/v1/shops/${world.shop}/views/articles`;
const get = (query: string, headers: Record<string, string> = {}) =>
  http.request(asShop, 'get', path() + query, undefined, headers);

it('answers 304 as long as nothing has changed', async () => {
  const first = await get('?sku=S-1');
  const etag = String(first.headers['etag']);
  expect(etag).toMatch(/^W\/"/);
  expect(first.headers['cache-control']).toBe('private, no-cache');
  const again = await get('?sku=S-1', { 'if-none-match': etag });
  expect({ status: again.status, text: again.text }).toEqual({ status: 304, text: '' });
  expect((await get('?sku=S-2', { 'if-none-match': etag })).status).toBe(200);
  await world.database.knex('articles').where({ sku: 'S-1' }).update({ stock: 3, available: 3 });
  const changed = await get('?sku=S-1', { 'if-none-match': etag });
  expect(changed.body).toMatchObject({ articles: [{ sku: 'S-1', stock: '3' }] });
});

it('has only the fields that are asked for', async () => {
  const { body } = await get('?sku=S-5&fields=sku,available');
  expect(body).toEqual({ next: null, articles: [{ sku: 'S-5', available: '5' }] });
  expect((await get('?fields=sku,price')).body).toMatchObject({ code: 'input.wrong' });
});

it('is compressed for who wants that', async () => {
  const plain = await get('?limit=100', { 'accept-encoding': 'identity' });
  expect(plain.headers['content-encoding']).toBeUndefined();
  const small = await get('?limit=100', { 'accept-encoding': 'gzip' });
  expect(small.headers['content-encoding']).toBe('gzip');
  expect(small.headers['vary']).toMatch(/accept-encoding/i);
  expect(small.body).toEqual(plain.body);
});

it('offers the whole list page by page, each article once', async () => {
  const seen: string[] = [];
  let after = '';
  for (let page = 0; page < 4; page += 1) {
    const { body } = await get(`?limit=100&fields=sku${after}`);
    const { next, articles } = body as { next: string | null; articles: { sku: string }[] };
    seen.push(...articles.map(({ sku }) => sku));
    if (next === null) break;
    after = `&after=${next}`;
  }
  expect(seen).toHaveLength(300);
  expect(new Set(seen).size).toBe(300);
});
