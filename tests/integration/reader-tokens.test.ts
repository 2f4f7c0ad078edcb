import { operator } from '../../bridge-server/src/ids.ts';
import { openHttp, type Caller, type Http } from '../setup/http.ts';
import { openWorld, type World } from '../setup/world.ts';

let world: World;
let http: Http;
let asShop: Caller;
let asOperator: Caller;
beforeEach(async () => {
  world = await openWorld();
  http = await openHttp(world);
  [asShop, asOperator] = await Promise.all([http.callerOf(world.shop), http.callerOf(operator)]);
});
afterEach(() => world.close());

const below = (path: string, shop = world.shop) => `/v1/shops/${shop}/views/${path}`;
const makeToken = async (caller = asShop) => {
  const answer = await http.request(caller, 'post', below('token'), {});
  expect(answer.status).toBe(200);
  return answer.body as { token: string; expires: string };
};
const readWith = async (token: string, path = below('articles')) => {
  const answer = await http.request(null, 'get', path, undefined, { authorization: `Bearer ${token}` });
  return (answer.body as { code?: string }).code ?? answer.status;
};

it('reads articles for five minutes, as often as it likes', async () => {
  const { token, expires } = await makeToken();
  const seconds = (Date.parse(expires) - Date.now()) / 1000;
  expect(seconds).toBeGreaterThan(240);
  expect(seconds).toBeLessThanOrEqual(300);
  expect(await readWith(token)).toBe(200);
  expect(await readWith(token)).toBe(200);
  await world.database.knex('reader_tokens').update({ expires_at: new Date() });
  expect(await readWith(token)).toBe('reader.wrong_token');
});

it('is refused with its own header, so that a client knows what to send', async () => {
  const answer = await http.request(null, 'get', below('articles'), undefined, {
    authorization: `Bearer rt_${'x'.repeat(43)}`,
  });
  expect(answer.status).toBe(401);
  expect(answer.headers['www-authenticate']).toBe('Bearer');
});

it('is for one shop alone, and for nothing but reading', async () => {
  const { token } = await makeToken();
  const another = await world.addShop(world.sandbox.keys.clientKey);
  expect(await readWith(token, below('articles', another.shop))).toBe('shop.unknown');
  expect(await readWith(token, `/v1/shops/${world.shop}/transfers`)).toBe('caller.reads_only');
  expect(await readWith(token, '/v1/shops')).toBe('caller.not_operator');
  const more = await http.request(null, 'post', below('token'), {}, { authorization: `Bearer ${token}` });
  expect(more.body).toMatchObject({ code: 'caller.reads_only' });
});

it('ends when it is revoked, and when the key ends that signed for it', async () => {
  const [first, second] = [await makeToken(), await makeToken()];
  expect((await http.request(asOperator, 'delete', below('token'))).body).toEqual({ revoked: 2 });
  expect(await readWith(first.token)).toBe('reader.wrong_token');
  expect(await readWith(second.token)).toBe('reader.wrong_token');
  const third = await makeToken();
  expect(await readWith(third.token)).toBe(200);
  await http.keys.revoke(world.shop, asShop.key.keyId);
  expect(await readWith(third.token)).toBe('reader.wrong_token');
});

it('is stored as a hash, and forgotten once it has expired', async () => {
  const { token } = await makeToken();
  const stored = await world.database.knex('reader_tokens').select();
  expect(JSON.stringify(stored)).not.toContain(token);
  await world.database.knex('reader_tokens').update({ expires_at: new Date() });
  await makeToken();
  expect(await world.database.knex('reader_tokens').select()).toHaveLength(1);
});
