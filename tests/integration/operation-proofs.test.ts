import { signRequest } from '@kontor/client/sign';
import { proofHeader } from '@kontor/shared/proof';
import { operations } from '../../bridge-server/src/operations/all.ts';
import { publicUrl, signerOf, type Caller, type Http } from '../setup/http.ts';
import { openServedWorld } from '../setup/served-world.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import type { World } from '../setup/world.ts';

let world: World;
let http: Http;
let asOperator: Caller;
beforeAll(async () => {
  ({ world, http, asOperator } = await openServedWorld({ ownDatabase: true }));
  await world.sendOrder(1, simpleOrder(61));
});
afterAll(() => world.close());

/** Signs a request of the operator; the test may send it several times. */
function signOnce(method: 'get' | 'post' | 'delete', target: string, body?: object) {
  const text = body ? JSON.stringify(body) : '';
  const proof = signRequest(signerOf(asOperator), { method, url: publicUrl + target, body: text });
  return () => http.request(null, method, target, body ? text : undefined, { [proofHeader]: proof });
}
/** How many shops there are of that name. */
const countShops = async (name: string) => (await world.database.knex('shops').where({ name })).length;

describe('the proof of an operation', () => {
  it('has one effect, however often and however close together it is sent', async () => {
    const send = signOnce('post', '/v1/shops', { name: 'Once', url: 'https://once.example' });
    const answers = await Promise.all(Array.from({ length: 5 }, () => send()));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409]);
    expect((await send()).body).toMatchObject({ code: 'proof.replayed' });
    expect(await countShops('Once')).toBe(1);
  });

  it.each(
    operations
      .filter(({ asksSystem }) => asksSystem)
      .map(({ command, method, path }) => [command, method, path] as const),
  )('counts once for the operation %s, which only reads, but asks the system', async (command, method, path) => {
    const target = path
      .replace('{shop}', world.shop)
      .replace('{connection}', world.connection.id)
      .replace('{order}', '61');
    const send = signOnce(method, target);
    // The bridge has no REST key of this shop, and a refused operation uses the proof up as well.
    expect((await send()).status).toBe(command === 'shop orders' ? 409 : 200);
    expect((await send()).body).toMatchObject({ code: 'proof.replayed' });
  });

  it('counts several times for an operation that reads without asking a system', async () => {
    const reading = operations.filter(({ method, asksSystem }) => method === 'get' && asksSystem);
    expect(reading.map(({ command }) => command)).toEqual(['shop orders', 'connection options', 'preview']);
    const send = signOnce('get', '/v1/shops');
    expect((await send()).status).toBe(200);
    expect((await send()).status).toBe(200);
  });

  it('is used up by a refused operation, which may be signed anew', async () => {
    const pause = `/v1/shops/${world.shop}/connections/none/pause`;
    const send = signOnce('post', pause, {});
    expect((await send()).body).toMatchObject({ code: 'connection.unknown' });
    expect((await send()).body).toMatchObject({ code: 'proof.replayed' });
    const sendAnew = signOnce('post', pause.replace('none', world.connection.id), {});
    expect((await sendAnew()).body).toEqual({ connection: world.connection.id, paused: true });
  });

  it('is used up before the effect, so that nothing is done twice when the database fails in between', async () => {
    await world.database.knex.raw(`
      create function full_disk() returns trigger language plpgsql as $$
      begin
        raise exception 'no space left on device' using errcode = '53100';
      end $$;
      create trigger full_disk before insert on shops for each row execute function full_disk()`);
    const send = signOnce('post', '/v1/shops', { name: 'Later', url: 'https://later.example' });
    const refused = await send();
    expect(refused).toMatchObject({
      status: 503,
      headers: { 'retry-after': '5' },
      body: {
        code: 'bridge.interrupted',
        cause: expect.stringContaining('Part of the request may have been carried out'),
      },
    });
    await world.database.knex.raw('drop trigger full_disk on shops');
    expect((await send()).body).toMatchObject({ code: 'proof.replayed' });
    expect(await countShops('Later')).toBe(0);
    const again = signOnce('post', '/v1/shops', { name: 'Later', url: 'https://later.example' });
    expect((await again()).status).toBe(200);
    expect(await countShops('Later')).toBe(1);
  });

  it('is not used up when it cannot be stored, and nothing is done then', async () => {
    await world.database.knex.raw(
      `create trigger full_disk before insert on proofs for each row execute function full_disk()`,
    );
    const send = signOnce('post', '/v1/shops', { name: 'Full', url: 'https://full.example' });
    expect((await send()).status).toBe(503);
    expect(await countShops('Full')).toBe(0);
    await world.database.knex.raw('drop trigger full_disk on proofs');
    expect((await send()).status).toBe(200);
    expect(await countShops('Full')).toBe(1);
  });
});
