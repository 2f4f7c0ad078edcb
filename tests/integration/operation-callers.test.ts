import { holdersThatMay } from '../../bridge-server/src/auth/admit.ts';
import { operator } from '../../bridge-server/src/ids.ts';
import { openTasks } from '../../bridge-server/src/desk/tasks.ts';
import type { OpenApi } from '../../bridge-server/src/http/openapi.ts';
import { operations } from '../../bridge-server/src/operations/all.ts';
import { verbDescriptions } from '../../bridge-server/src/operations/transfers/verb-descriptions.ts';
import { openHttp, type Caller, type Http } from '../setup/http.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { openWorld, type World } from '../setup/world.ts';

let world: World;
let http: Http;
let asOperator: Caller;
let shop: Caller;
/** A shop of its own, which has nothing to do with the one that is asked about. */
let stranger: Caller;
beforeAll(async () => {
  world = await openWorld();
  http = await openHttp(world);
  const other = await world.addShop(world.sandbox.keys.clientKey);
  [asOperator, shop, stranger] = await Promise.all([
    http.callerOf(operator),
    http.callerOf(world.shop),
    http.callerOf(other.shop),
  ]);
  await world.sendOrder(1, simpleOrder(61));
  await openTasks(
    world.database.pool,
    {
      shopId: world.shop,
      connectionId: world.connection.id,
      subjectKind: 'order',
      subjectId: '61',
      id: 1,
      correlationId: 'x',
    },
    [{ kind: 'by_hand', name: 'look', reason: { code: 'gap.by_hand' }, form: null }],
  );
});
afterAll(() => world.close());

/** Every operation with the ids of this shop, and with those of a shop that is not the caller's. */
const addressed = (path: string, shopId: string) =>
  path
    .replace('{shop}', shopId)
    .replace('{connection}', world.connection.id)
    .replace('{transfer}', '1')
    .replace('{verb}', 'retry')
    .replace('{order}', '61')
    .replace('{task}', '1')
    .replace('{system}', 'poweroffice')
    .replace('{key}', 'k')
    .replace('{pairing}', 'p');

/** What stands beside the operations, since shops alone ask it; with what a body that is no object is called there. */
const besides = [
  {
    command: 'events',
    method: 'post',
    path: '/v1/shops/{shop}/events',
    scope: 'events:write',
    noObject: 'events.unreadable',
  },
  { command: 'results', method: 'get', path: '/v1/shops/{shop}/results', scope: 'results:read', noObject: '' },
] as const;
/** What anybody may ask; a pairing is proved by the secret of its code (pairing.test.ts). */
const open = ['get /v1/identity', 'post /v1/pairings/{pairing}/pair'];
const swept = [...operations.map((operation) => ({ ...operation, noObject: 'body.no_object' })), ...besides];

/** The inputs of an operation; of what stands beside them, none. */
const inputsOf = (command: string): object =>
  operations.find((operation) => operation.command === command)?.input.shape ?? {};

/** What an operation needs besides the ids in its address. */
const bodies: Readonly<Record<string, object>> = {
  found: { number: '10001' },
  'task decide': { option: 'new' },
  'task assign': { clerk: 'berit' },
  'connection credentials': { credentials: { clientKey: 'another' } },
};

it.each(
  operations
    .filter(({ path }) => /\{(transfer|task|connection|order)\}/.test(path))
    .map((one) => [one.command, one] as const),
)("%s finds nothing of another shop's, whoever asks", async (command, { method, path }) => {
  const body = method === 'post' ? (bodies[command] ?? {}) : undefined;
  const answer = await http.request(asOperator, method, addressed(path, stranger.issuer), body);
  expect(answer).toMatchObject({
    status: 404,
    body: { code: expect.stringMatching(/^(transfer|task|connection|order)\.unknown$/) },
  });
});

it('a shop may ask for exactly these', () => {
  const ofTransfers = ['transfers', 'show', 'bulk', 'found', ...Object.keys(verbDescriptions)];
  const ofShops = operations.filter((operation) => holdersThatMay(operation).includes('shop'));
  expect(ofShops.map(({ command }) => command).sort()).toEqual(
    [
      'connection change',
      'connection check',
      'connection create-products',
      'connection options',
      'connection pause',
      'connection resume',
      'connection show',
      'connection unmapped',
      'order forget',
      'order show',
      'order standings',
      'orders',
      'overview',
      'preview',
      'shop connections',
      'shop key-rotate',
      'shop keys',
      'shop systems',
      'shop unpair',
      ...ofTransfers,
    ].sort(),
  );
});

it('transfers, tasks, orders and the journal lie below their shop', () => {
  const outside = operations.filter(({ path }) => !path.startsWith('/v1/shops/{shop}/'));
  expect(outside.filter(({ path }) => /transfer|task|order|journal/.test(path))).toEqual([]);
});

it('every route that the document describes is swept', async () => {
  const { paths } = (await http.request(null, 'get', '/openapi.json')).body as OpenApi;
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect([...swept.map(({ method, path }) => `${method} ${path}`), ...open].sort()).toEqual(described.sort());
  const unsigned = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { security }]) => (security ? [`${method} ${path}`] : [])),
  );
  expect(unsigned).toEqual(open);
});

describe.each(swept.map((route) => [route.command, route] as const))(
  '%s',
  (command, { method, path, scope, noObject }) => {
    const target = () => addressed(path, world.shop);
    /** Who may ask. */
    const insider = () => (holdersThatMay({ scope, path }).includes('operator') ? asOperator : shop);
    const codeOf = async (
      caller: Caller | null,
      at = target(),
      headers: Record<string, string> = {},
      body: unknown = method === 'post' ? {} : undefined,
    ) => {
      const answer = await http.request(caller, method, at, body, headers);
      return [answer.status, (answer.body as { code?: string }).code];
    };

    it('knows no other method', async () => {
      const answer = await http.request(insider(), method === 'delete' ? 'get' : 'delete', target());
      if (answer.status !== 405)
        expect(operations.some((other) => other.path === path && other.method !== method)).toBe(true);
      else expect(answer.headers['allow']).toContain(method.toUpperCase());
    });

    it('refuses in every input what no database holds', async () => {
      const values = ['a\0b', '\ud800', ['a\0b'], { deep: { a: 'a\0b' } }, { 'a\0b': 1 }];
      for (const name of Object.keys(inputsOf(command)).filter((one) => !path.includes(`{${one}}`))) {
        const asked =
          method === 'post'
            ? values.map((value) => http.request(insider(), method, target(), { [name]: value }))
            : [http.request(insider(), method, `${target()}?${name}=a%00b`)];
        for (const { status, body } of await Promise.all(asked))
          expect([name, status, body]).toMatchObject([
            name,
            422,
            { code: 'input.wrong', cause: expect.stringContaining(name) },
          ]);
      }
    });

    if ('after' in inputsOf(command))
      it('goes on after no place that can be none', async () => {
        for (const place of [[1.5], ['a'], [1.5, 'a'], [1, 'a\0b'], [1.5, 'a', 'b'], [1, 'a\0b', 'a\0b'], [2 ** 60]]) {
          const after = Buffer.from(JSON.stringify(place)).toString('base64url');
          const at = target() + (method === 'post' ? '' : `?after=${after}`);
          const body = method === 'post' ? { verb: 'retry', after } : undefined;
          expect(await codeOf(insider(), at, {}, body)).toEqual([422, 'input.wrong']);
        }
      });

    if (method === 'post') {
      it('takes JSON only, whole and not too large', async () => {
        expect(await codeOf(insider(), target(), { 'content-type': 'text/plain' })).toEqual([415, 'body.wrong_type']);
        expect(await codeOf(insider(), target(), {}, '{"a":')).toEqual([400, 'body.broken_json']);
        expect(await codeOf(insider(), target(), {}, '[1]')).toEqual([400, noObject]);
        expect(await codeOf(insider(), target(), {}, JSON.stringify({ a: 'x'.repeat(4 * 1024 * 1024) }))).toEqual([
          413,
          'body.too_large',
        ]);
      });
    }
  },
);
