import { browserHeaders, browserOf, type TestBrowser } from '../setup/browser.ts';
import { openHttp, type Caller } from '../setup/http.ts';
import { openWorld, type World } from '../setup/world.ts';

let world: World;
let http: Awaited<ReturnType<typeof openHttp>>;
let shop: Caller;
let admin: TestBrowser;
beforeAll(async () => {
  world = await openWorld();
  http = await openHttp(world);
  shop = await http.callerOf(world.shop);
  admin = await browserOf(shop, 'admin');
});
afterAll(() => world.close());

const below = (path: string) => `/v1/shops/${world.shop}${path}`;
const shopOrigin = async () => {
  const { url } = (await world.database.knex('shops').where({ id: world.shop }).first('url')) as { url: string };
  return new URL(url).origin;
};

describe("an admin's browser", () => {
  it('reads the orders of its shop from a page of the shop', async () => {
    const origin = await shopOrigin();
    const target = below('/orders?limit=5');
    const headers = await browserHeaders(admin, { method: 'get', target });
    const answer = await http.request(null, 'get', target, undefined, { ...headers, origin });
    expect({ status: answer.status, body: answer.body }).toEqual({ status: 200, body: { next: null, orders: [] } });
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-expose-headers': 'x-correlation-id, retry-after, kontor-protocol',
      vary: 'origin',
    });
  });
});
