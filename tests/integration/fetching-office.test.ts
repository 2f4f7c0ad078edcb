import { createServer } from 'node:http';
import { createDirectory } from '../../bridge-server/src/shops/directory.ts';
import { createWorker } from '../../bridge-server/src/mirror/worker.ts';
import { operator } from '../../bridge-server/src/ids.ts';
import { refusalWords } from '../sandboxes/mmorthosoft/office.ts';
import { startMmorthosoftSandbox, type MmorthosoftSandbox } from '../sandboxes/mmorthosoft/sandbox.ts';
import { openHttp, type Caller, type Http } from '../setup/http.ts';
import { listening } from '../setup/listening.ts';
import { withOrthosoft } from '../setup/orthosoft-mirror.ts';
import { until } from '../setup/until.ts';
import { orderBilledTo, simpleOrder } from '../setup/woocommerce.ts';
import { openWorld, type ConnectedShop, type World } from '../setup/world.ts';

let world: World;
let http: Http;
let asOperator: Caller;
let shop: ConnectedShop;
let connection: string;
let key: string;
let documents: string;
let sandbox: MmorthosoftSandbox;
let worker: ReturnType<typeof createWorker>;
const ended: (() => unknown)[] = [];

beforeAll(async () => {
  world = await openWorld();
  const mirror = withOrthosoft(world.mirror());
  http = await openHttp({ ...world, mirror: () => mirror });
  asOperator = await http.callerOf(operator);
  shop = await world.addCompany();
  const { port } = await listening(createServer(http.app), ended);
  connection = String((await ask('post', 'connections', { system: 'mmorthosoft', credentials: {} }))['connection']);
  const made = await ask('post', `connections/${connection}/office-keys`, { name: 'server in Kiel' });
  key = String(made['key']);
  const path = new URL(String(made['documents'])).pathname;
  documents = `http://127.0.0.1:${port}${path}`;
  sandbox = await startMmorthosoftSandbox({ bridge: { documents, key } });
  worker = createWorker(mirror, createDirectory(world.database.pool), { concurrency: 4, pollSeconds: 0.02 });
  worker.start();
});
afterAll(async () => {
  await worker.stop();
  await sandbox.close();
  for (const end of ended) await end();
  await world.close();
});
afterEach(() => {
  expect(sandbox.office.problems).toEqual([]);
  sandbox.office.habits = { acknowledges: 'accepts', twice: false };
});

/** What the operator asks of the bridge about the shop. Throws for a refusal. */
async function ask(method: 'get' | 'post' | 'delete', path: string, body?: object): Promise<Record<string, unknown>> {
  const answer = await http.request(asOperator, method, `/v1/shops/${shop.shop}/${path}`, body);
  if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
  return answer.body as Record<string, unknown>;
}
/** The transfers of an order to the office, oldest first. */
const transfersOf = async (order: number) =>
  (await shop.transfers()).filter(
    ({ connectionId, orderNumber }) => connectionId === connection && orderNumber === String(order),
  );
/** The same, as people know them: `order done accepted`. */
const standing = async (order: number): Promise<string[]> =>
  (await transfersOf(order)).map(({ kind, state, reason }) => `${kind} ${state} ${reason}`);
const untilStanding = (order: number, expected: string[]): Promise<void> =>
  until(
    async () => JSON.stringify(await standing(order)) === JSON.stringify(expected),
    async () => `order ${order}: ${(await standing(order)).join('; ')}`,
  );
/** What the office asks of the bridge by itself, with any key. */
const fetchAs = (authorization: string | null, path = '', init: RequestInit = {}): Promise<Response> =>
  fetch(documents + path, { ...init, headers: { ...init.headers, ...(authorization ? { authorization } : {}) } });
const refusalOf = async (answer: Response) => {
  const { code } = (await answer.json()) as { code: string };
  return { status: answer.status, code };
};
const heldOf = (order: number) =>
  sandbox.office.accepted
    .filter(({ number }) => number === String(order))
    .map(({ kind, concerns, customer, gross }) => ({ kind, isFirst: concerns === null, customer, gross }));

describe('an office that fetches over HTTP', () => {
  it('accepts the document of an order, which is then done, under the number that the office gives it', async () => {
    await shop.sendOrder(1, orderBilledTo(101, { first_name: 'Erika', last_name: '<&]]>' }));
    await untilStanding(101, ['order handed_over offered']);
    await sandbox.office.poll();
    expect(await standing(101)).toEqual(['order done accepted']);
    expect(heldOf(101)).toEqual([{ kind: 'order', isFirst: true, customer: 'Erika <&]]>', gross: '349.00' }]);
    expect((await transfersOf(101))[0]?.documentNumber).toBe('A-1');
    expect(await sandbox.office.poll()).toBe(0);
  });

  it('gets the same bytes twice and may accept twice', async () => {
    sandbox.office.habits = { acknowledges: 'accepts', twice: true };
    await shop.sendOrder(1, simpleOrder(102));
    await untilStanding(102, ['order handed_over offered']);
    await sandbox.office.poll();
    expect(await standing(102)).toEqual(['order done accepted']);
  });

  it('may refuse, and people read why; after a retry it gets the document again', async () => {
    sandbox.office.habits = { acknowledges: 'refuses', twice: false };
    await shop.sendOrder(1, simpleOrder(103));
    await untilStanding(103, ['order handed_over offered']);
    await sandbox.office.poll();
    expect(await standing(103)).toEqual(['order blocked refused.by_office']);
    const [refused] = await transfersOf(103);
    expect(JSON.stringify(await ask('get', `transfers/${refused?.id}`))).toContain(refusalWords);
    await ask('post', `transfers/${refused?.id}/retry`, {});
    await untilStanding(103, ['order handed_over offered']);
    sandbox.office.habits = { acknowledges: 'accepts', twice: false };
    await sandbox.office.poll();
    expect(await standing(103)).toEqual(['order done accepted']);
  });

  it('gets the order as it is, if the order changes before the fetch, and an amendment or a cancellation after it', async () => {
    await shop.sendOrder(1, simpleOrder(104));
    await untilStanding(104, ['order handed_over offered']);
    await shop.sendOrder(2, orderBilledTo(104, { first_name: 'Before' }));
    await until(
      async () => {
        const { state, plannedRevision } = (await transfersOf(104))[0] ?? {};
        return state === 'handed_over' && plannedRevision === 2;
      },
      async () => (await standing(104)).join('; '),
    );
    await sandbox.office.poll();
    await shop.sendOrder(3, orderBilledTo(104, { first_name: 'After' }));
    await untilStanding(104, ['order done changed.after_sending', 'amendment handed_over offered']);
    await sandbox.office.poll();
    await shop.sendOrder(4, orderBilledTo(104, { first_name: 'After' }, { status: 'cancelled' }));
    await until(
      async () => (await standing(104)).includes('cancellation handed_over offered'),
      async () => (await standing(104)).join('; '),
    );
    await sandbox.office.poll();
    expect(heldOf(104).map(({ kind, isFirst, customer }) => [kind, isFirst, customer.split(' ')[0]])).toEqual([
      ['order', true, 'Before'],
      ['amendment', false, 'After'],
      ['cancellation', false, ''],
    ]);
  });

  it('is offered the same bytes again, if it forgets to acknowledge', async () => {
    sandbox.office.habits = { acknowledges: 'forgets', twice: false };
    await shop.sendOrder(1, simpleOrder(105));
    await untilStanding(105, ['order handed_over offered']);
    await sandbox.office.poll();
    expect(await standing(105)).toEqual(['order handed_over fetched']);
    expect(await sandbox.office.poll()).toBe(0);
    await world.passTime();
    sandbox.office.habits = { acknowledges: 'accepts', twice: false };
    await until(
      async () => (await sandbox.office.poll()) > 0,
      async () => (await standing(105)).join('; '),
    );
    expect(await standing(105)).toEqual(['order done accepted']);
  });

  it('is refused what is not offered, and an acknowledgement of what it never fetched', async () => {
    await shop.sendOrder(1, simpleOrder(106));
    await untilStanding(106, ['order handed_over offered']);
    const bearer = `Bearer ${key}`;
    const list = (await (await fetchAs(bearer)).json()) as { documents: { document: number }[] };
    const path = `/${list.documents[0]?.document}`;
    const post = (body: unknown): RequestInit => ({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const acknowledgeTo = async (at: string, body: unknown) =>
      refusalOf(await fetchAs(bearer, `${at}/acknowledgement`, post(body)));
    expect(await acknowledgeTo(path, { outcome: 'accepted' })).toEqual({ status: 409, code: 'document.not_fetched' });
    expect(await acknowledgeTo(path, { outcome: 'refused' })).toEqual({ status: 422, code: 'input.wrong' });
    expect(await acknowledgeTo(path, { outcome: 'refused', reason: 'a\0b' })).toEqual({
      status: 422,
      code: 'input.wrong',
    });
    expect(await acknowledgeTo('/999999', { outcome: 'accepted' })).toEqual({ status: 404, code: 'document.unknown' });
    for (const unknown of ['/999999', '/1e3', '/99999999999999999999'])
      expect(await refusalOf(await fetchAs(bearer, unknown))).toEqual({ status: 404, code: 'document.unknown' });
    // A HEAD request brings no body, so it is no fetch.
    expect((await fetchAs(bearer, path, { method: 'HEAD' })).status).toBe(405);
    expect(await standing(106)).toEqual(['order handed_over offered']);
    await sandbox.office.poll();
    expect(await standing(106)).toEqual(['order done accepted']);
  });
});

describe('the allowed computers of a connection', () => {
  const allow = (allowedComputers: string) =>
    ask('post', `connections/${connection}/change`, { settings: { allowedComputers } });
  afterEach(() => allow(''));
  const refusals = async () =>
    (await world.database.knex('journal').where({ shop_id: shop.shop, code: 'office.computer_refused' })).map(
      ({ detail, actor }: { detail: unknown; actor: string }) => ({ detail, actor }),
    );

  it('may fetch, and every other computer is refused, which the journal says once', async () => {
    await allow('192.0.2.0/24, 127.0.0.0/8');
    expect((await fetchAs(`Bearer ${key}`)).status).toBe(200);
    await allow('192.0.2.0/24');
    const expected = { status: 403, code: 'office.computer_not_allowed' };
    expect(await refusalOf(await fetchAs(`Bearer ${key}`))).toEqual(expected);
    expect(await refusalOf(await fetchAs(`Bearer ${key}`, '/1'))).toEqual(expected);
    expect(await refusals()).toEqual([{ detail: { address: '127.0.0.1' }, actor: `office:${connection}` }]);
    // Following the remedy.
    await allow('192.0.2.0/24, 127.0.0.1');
    expect((await fetchAs(`Bearer ${key}`)).status).toBe(200);
  });

  it('are no secret that a computer without a key could find out', async () => {
    await allow('192.0.2.0/24');
    expect(await refusalOf(await fetchAs('Bearer wrong'))).toEqual({ status: 401, code: 'office.wrong_key' });
  });

  it('cannot be something else than addresses, and the answer names what is wrong', async () => {
    await expect(allow('192.0.2.1, office.example')).rejects.toThrow(/422.*office\.example/);
  });
});

describe('the allowed computers behind a proxy', () => {
  const allowed = '203.0.113.7';
  beforeAll(() => ask('post', `connections/${connection}/change`, { settings: { allowedComputers: allowed } }));
  afterAll(() => ask('post', `connections/${connection}/change`, { settings: { allowedComputers: '' } }));
  /** What a bridge answers that trusts so many proxies, to a request with these addresses. */
  const answerTo = async (proxyHops: number, forwardedFor: string) => {
    const behind = await openHttp(world, {}, undefined, proxyHops);
    const headers = { authorization: `Bearer ${key}`, 'x-forwarded-for': forwardedFor };
    const { status, body } = await behind.request(null, 'get', new URL(documents).pathname, undefined, headers);
    return { status, cause: String((body as { cause?: string }).cause ?? '') };
  };

  it('are known by the address that the trusted proxy has added, and not by one that the caller has made up', async () => {
    expect(await answerTo(1, allowed)).toMatchObject({ status: 200 });
    expect(await answerTo(1, `198.51.100.9, ${allowed}`)).toMatchObject({ status: 200 });
    const forged = await answerTo(1, `${allowed}, 198.51.100.9`);
    expect(forged).toMatchObject({ status: 403, cause: expect.stringContaining('198.51.100.9') });
    expect(await answerTo(2, `${allowed}, 198.51.100.9`)).toMatchObject({ status: 200 });
  });

  it('are not known by that header if no proxy is trusted', async () => {
    const forged = await answerTo(0, allowed);
    expect(forged).toMatchObject({ status: 403, cause: expect.stringContaining('127.0.0.1') });
  });
});

describe('a paused connection', () => {
  const offered = async () => {
    const { documents: list } = (await (await fetchAs(`Bearer ${key}`)).json()) as {
      documents: { document: number }[];
    };
    return list.map(({ document }) => document);
  };
  const fetchDocument = (id: unknown) => fetchAs(`Bearer ${key}`, `/${String(id)}`);
  afterEach(() => ask('post', `connections/${connection}/resume`, {}));

  it('offers and gives out no new document, and what was fetched may be fetched again and accepted', async () => {
    await shop.sendOrder(1, simpleOrder(111));
    await untilStanding(111, ['order handed_over offered']);
    await shop.sendOrder(1, simpleOrder(112));
    await untilStanding(112, ['order handed_over offered']);
    const [[old], [fresh]] = [await transfersOf(111), await transfersOf(112)];
    expect(await offered()).toEqual([old?.id, fresh?.id]);
    const bytes = await (await fetchDocument(old?.id)).text();
    await ask('post', `connections/${connection}/pause`, {});
    expect(await offered()).toEqual([]);
    expect(await refusalOf(await fetchDocument(fresh?.id))).toEqual({ status: 404, code: 'document.unknown' });
    expect(await standing(112)).toEqual(['order handed_over offered']);
    expect(await (await fetchDocument(old?.id)).text()).toBe(bytes);
    await world.passTime();
    expect(await offered()).toEqual([old?.id]);
    expect(await sandbox.office.poll()).toBe(1);
    expect(await standing(111)).toEqual(['order done accepted']);
    // Following the remedy.
    await ask('post', `connections/${connection}/resume`, {});
    expect(await offered()).toEqual([fresh?.id]);
    await sandbox.office.poll();
    expect(await standing(112)).toEqual(['order done accepted']);
  });
});

describe('an office that stays away', () => {
  const setAsked = (ago: string) =>
    world.database.pool.query(`update office_fetching set asked_at = now() - $2::interval where connection_id = $1`, [
      connection,
      ago,
    ]);
  const ageKeys = () =>
    world.database.pool.query(
      `update office_keys set created_at = now() - interval '30 days' where connection_id = $1`,
      [connection],
    );

  it('is named in the overview, at its connection and by the doctor, until it asks again', async () => {
    expect((await fetchAs(`Bearer ${key}`)).status).toBe(200);
    const standing = () => ask('get', `connections/${connection}/office`);
    expect(await standing()).toMatchObject({ askedAt: expect.any(String), fetchMinutes: 240, trouble: null });
    await ageKeys();
    await setAsked('481 minutes');
    const code = 'fetching.office_silent';
    expect(await standing()).toMatchObject({ trouble: { code, cause: expect.stringContaining('481') } });
    const { needs, connections } = (await ask('get', 'overview')) as Record<
      string,
      { code: string; overdue: unknown }[]
    >;
    expect(needs?.map((need) => need.code)).toContain(code);
    expect(JSON.stringify(connections)).toContain(code);
    expect(JSON.stringify(await ask('get', 'connections'))).toContain(code);
    const doctor = await http.request(asOperator, 'get', '/v1/doctor');
    expect(JSON.stringify(doctor.body)).toContain('doctor.office_overdue');
    // Following the remedy that allows a longer interval.
    await ask('post', `connections/${connection}/change`, { settings: { fetchMinutes: 480 } });
    expect(await standing()).toMatchObject({ fetchMinutes: 480, trouble: null });
    await ask('post', `connections/${connection}/change`, { settings: { fetchMinutes: 240 } });
    await setAsked('1 minute');
    expect(await standing()).toMatchObject({ trouble: null });
  });

  it('is not noted at a connection whose documents Kontor sends', async () => {
    await expect(ask('get', `connections/${shop.connection.id}/office`)).rejects.toThrow('office.not_fetching');
  });
});

describe('the key of an office', () => {
  const anotherKey = async () =>
    (await ask('post', `connections/${connection}/office-keys`, { name: 'another' })) as { key: string; keyId: string };

  it('is stored as a hash alone, and listed by its id and name', async () => {
    const [, secret = 'none'] = key.split('.');
    const rows = JSON.stringify(await world.database.knex('office_keys').select());
    expect(rows).not.toContain(secret);
    expect(JSON.stringify(await ask('get', `connections/${connection}/office-keys`))).toContain('server in Kiel');
  });

  it('is refused everywhere but at its own connection', async () => {
    const other = documents.replace(connection, shop.connection.id);
    const answer = await fetch(other, { headers: { authorization: `Bearer ${key}` } });
    expect(await refusalOf(answer.clone())).toEqual({ status: 404, code: 'connection.unknown' });
    expect(((await answer.json()) as { remedy: string }).remedy).toContain('the address that was shown with the key');
    const foreign = documents.replace(shop.shop, world.shop);
    expect(await refusalOf(await fetch(foreign, { headers: { authorization: `Bearer ${key}` } }))).toEqual({
      status: 404,
      code: 'shop.unknown',
    });
  });

  it('is refused at once when it was revoked, and cannot be revoked twice', async () => {
    const { key: another, keyId } = await anotherKey();
    expect((await fetchAs(`Bearer ${another}`)).status).toBe(200);
    await ask('delete', `connections/${connection}/office-keys/${keyId}`);
    expect(await refusalOf(await fetchAs(`Bearer ${another}`))).toEqual({ status: 401, code: 'office.wrong_key' });
    await expect(ask('delete', `connections/${connection}/office-keys/${keyId}`)).rejects.toThrow('key.unknown');
  });

  it('is made only for a connection whose office fetches', async () => {
    await expect(ask('post', `connections/${shop.connection.id}/office-keys`, {})).rejects.toThrow(
      'office.not_fetching',
    );
    await expect(ask('post', 'connections/c1/office-keys', {})).rejects.toThrow('connection.unknown');
  });

  it('keeps an address waiting that has sent ten wrong keys, whatever key it sends then', async () => {
    const wrong = `Bearer ${key.slice(0, -1)}${key.endsWith('A') ? 'E' : 'A'}`;
    const codes = new Set<string>();
    for (let tried = 0; tried < 11; tried += 1) codes.add((await refusalOf(await fetchAs(wrong))).code);
    expect([...codes]).toEqual(['office.wrong_key', 'office.too_many_tries']);
    const answer = await fetchAs(`Bearer ${key}`);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refusalOf(answer)).toEqual({ status: 429, code: 'office.too_many_tries' });
  });
});
