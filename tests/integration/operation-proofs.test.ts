import { signRequest } from '@kontor/client/sign';
import { proofHeader } from '@kontor/shared/proof';
import { operator } from '../../bridge-server/src/ids.ts';
import { operations } from '../../bridge-server/src/operations/all.ts';
import { openHttp, publicUrl, signerOf, type Caller, type Http } from '../setup/http.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { openWorld, type World } from '../setup/world.ts';

let world: World;
let http: Http;
let asOperator: Caller;
beforeAll(async () => {
  world = await openWorld({ ownDatabase: true });
  http = await openHttp(world);
  asOperator = await http.callerOf(operator);
  await world.sendOrder(1, simpleOrder(61));
});
afterAll(() => world.close());

/** One signed request, to be sent as often as a test wants. */
function signed(method: 'get' | 'post' | 'delete', target: string, body?: object) {
  const text = body ? JSON.stringify(body) : '';
  const proof = signRequest(signerOf(asOperator), { method, url: publicUrl + target, body: text });
  return () => http.request(null, method, target, body ? text : undefined, { [proofHeader]: proof });
}
const shops = async (name: string) => (await world.database.knex('shops').where({ name })).length;

describe('the proof of an operation', () => {
  it('is good for one effect, however often and however close together it comes', async () => {
    const send = signed('post', '/v1/shops', { name: 'Once', url: 'https://once.example' });
    const answers = await Promise.all(Array.from({ length: 5 }, () => send()));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409]);
    expect((await send()).body).toMatchObject({ code: 'proof.replayed' });
    expect(await shops('Once')).toBe(1);
  });

  it.each(
    operations
      .filter(({ asksSystem }) => asksSystem)
      .map(({ command, method, path }) => [command, method, path] as const),
  )('is good once for %s, which only reads, but asks the system', async (_command, method, path) => {
    const target = path
      .replace('{shop}', world.shop)
      .replace('{connection}', world.connection.id)
      .replace('{order}', '61');
    const send = signed(method, target);
    expect((await send()).status).toBe(200);
    expect((await send()).body).toMatchObject({ code: 'proof.replayed' });
  });

  it('is used up by reading where a system is asked, and by no other reading', async () => {
    const reading = operations.filter(({ method, asksSystem }) => method === 'get' && asksSystem);
    expect(reading.map(({ command }) => command)).toEqual(['connection options', 'preview']);
    const send = signed('get', '/v1/shops');
    expect([(await send()).status, (await send()).status]).toEqual([200, 200]);
  });

  it('is used up by an operation that is refused, and nothing is lost: signed anew it is done', async () => {
    const pause = `/v1/shops/${world.shop}/connections/none/pause`;
    const send = signed('post', pause, {});
    expect([(await send()).body, (await send()).body]).toMatchObject([
      { code: 'connection.unknown' },
      { code: 'proof.replayed' },
    ]);
    const right = signed('post', pause.replace('none', world.connection.id), {});
    expect((await right()).body).toEqual({ connection: world.connection.id, paused: true });
  });

  it('is used up before the effect: when the database fails in between, nothing is done twice, and what to do is said', async () => {
    await world.database.knex.raw(`
      create function full_disk() returns trigger language plpgsql as $$ begin raise exception 'no space left on device' using errcode = '53100'; end $$;
      create trigger full_disk before insert on shops for each row execute function full_disk()`);
    const send = signed('post', '/v1/shops', { name: 'Later', url: 'https://later.example' });
    const refused = await send();
    expect(refused).toMatchObject({
      status: 503,
      headers: { 'retry-after': '5' },
      body: { code: 'bridge.interrupted', cause: expect.stringContaining('may have been done in part') },
    });
    await world.database.knex.raw('drop trigger full_disk on shops');
    expect((await send()).body).toMatchObject({ code: 'proof.replayed' });
    expect(await shops('Later')).toBe(0);
    const again = signed('post', '/v1/shops', { name: 'Later', url: 'https://later.example' });
    expect((await again()).status).toBe(200);
    expect(await shops('Later')).toBe(1);
  });

  it('is not used up when it cannot be stored: then nothing was done, and it still counts', async () => {
    await world.database.knex.raw(
      `create trigger full_disk before insert on proofs for each row execute function full_disk()`,
    );
    const send = signed('post', '/v1/shops', { name: 'Full', url: 'https://full.example' });
    expect((await send()).status).toBe(503);
    expect(await shops('Full')).toBe(0);
    await world.database.knex.raw('drop trigger full_disk on proofs');
    expect((await send()).status).toBe(200);
    expect(await shops('Full')).toBe(1);
  });
});
