import { allowedHolders } from '../../bridge-server/src/auth/admit.ts';
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
let asShop: Caller;
/** Another shop. */
let stranger: Caller;
beforeAll(async () => {
  world = await openWorld();
  http = await openHttp(world);
  const anotherShop = await world.addShop(world.sandbox.keys.clientKey);
  [asOperator, asShop, stranger] = await Promise.all([
    http.callerOf(operator),
    http.callerOf(world.shop),
    http.callerOf(anotherShop.shop),
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

/** The address of an operation below that shop, with ids that exist in the world's shop. */
const addressOf = (path: string, shopId: string) =>
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

/** Routes for shops alone, which are no operations. `noObject`: the code by which they refuse a body that is no object. */
const shopRoutes = [
  {
    command: 'events',
    method: 'post',
    path: '/v1/shops/{shop}/events',
    scope: 'events:write',
    noObject: 'events.unreadable',
  },
  { command: 'results', method: 'get', path: '/v1/shops/{shop}/results', scope: 'results:read', noObject: '' },
] as const;
/** Routes for offices alone, which have a key instead of a proof (fetching-office.test.ts). */
const officeRoutes = [
  'get /v1/shops/{shop}/connections/{connection}/documents',
  'get /v1/shops/{shop}/connections/{connection}/documents/{document}',
  'get /v1/shops/{shop}/connections/{connection}/documents/{document}/attachments/{sha256}',
  'post /v1/shops/{shop}/connections/{connection}/documents/{document}/acknowledgement',
];
/** A route whose body is the bytes of a file (every-caller.test.ts, files.test.ts). */
const fileRoute = 'put /v1/shops/{shop}/files/{sha256}';
/** Routes that anybody may use; a pairing is proved by the secret of its code (pairing.test.ts). */
const openRoutes = [
  'post /v1/shops/{shop}/webhooks/woocommerce',
  'get /v1/identity',
  'post /v1/pairings/{pairing}/pair',
];
const testedRoutes = [...operations.map((operation) => ({ ...operation, noObject: 'body.no_object' })), ...shopRoutes];

/** The inputs of an operation; a route for shops alone has none. */
const inputsOf = (command: string): object =>
  operations.find((operation) => operation.command === command)?.input.shape ?? {};

/** The inputs that an operation needs, apart from the ids in its address. */
const bodies: Readonly<Record<string, object>> = {
  found: { number: '10001' },
  'task decide': { option: 'new' },
  'task assign': { clerk: 'berit' },
  'connection credentials': { credentials: { clientKey: 'another' } },
};

it.each(
  operations
    .filter(({ path }) => /\{(transfer|task|connection|order)\}/.test(path))
    .map((operation) => [operation.command, operation] as const),
)('the operation %s finds nothing of another shop, even for the operator', async (command, { method, path }) => {
  const body = method === 'post' ? (bodies[command] ?? {}) : undefined;
  const answer = await http.request(asOperator, method, addressOf(path, stranger.issuer), body);
  expect(answer).toMatchObject({
    status: 404,
    body: { code: expect.stringMatching(/^(transfer|task|connection|order)\.unknown$/) },
  });
});

it('a shop may use exactly these operations', () => {
  const ofTransfers = ['transfers', 'show', 'bulk', 'found', ...Object.keys(verbDescriptions)];
  const ofShops = operations.filter((operation) => allowedHolders(operation).includes('shop'));
  expect(ofShops.map(({ command }) => command).sort()).toEqual(
    [
      'address match',
      'addresses',
      'addresses runs',
      'articles',
      'articles runs',
      'connection change',
      'connection check',
      'connection create-products',
      'connection options',
      'connection pause',
      'connection preview',
      'connection resume',
      'connection show',
      'connection unmapped',
      'office standing',
      'order forget',
      'order show',
      'order standings',
      'orders',
      'overview',
      'preview',
      'reader-token create',
      'shop access',
      'shop connections',
      'shop key-rotate',
      'shop keys',
      'shop systems',
      'shop unpair',
      ...ofTransfers,
    ].sort(),
  );
});

it('operations on transfers, tasks, orders and the journal lie below the address of a shop', () => {
  const outside = operations.filter(({ path }) => !path.startsWith('/v1/shops/{shop}/'));
  expect(outside.filter(({ path }) => /transfer|task|order|journal/.test(path))).toEqual([]);
});

it('every route of the OpenAPI document is tested here, or open to anybody', async () => {
  const { paths } = (await http.request(null, 'get', '/openapi.json')).body as OpenApi;
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect(
    [...testedRoutes.map(({ method, path }) => `${method} ${path}`), fileRoute, ...officeRoutes, ...openRoutes].sort(),
  ).toEqual(described.sort());
  const unsigned = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { security }]) =>
      security && !security.some((way) => 'proof' in way) ? [`${method} ${path}`] : [],
    ),
  );
  expect(unsigned.sort()).toEqual([...officeRoutes, ...openRoutes].sort());
});

describe.each(testedRoutes.map((route) => [route.command, route] as const))(
  '%s',
  (command, { method, path, scope, noObject }) => {
    const target = () => addressOf(path, world.shop);
    /** A caller that may use the route. */
    const insider = () => (allowedHolders({ scope, path }).includes('operator') ? asOperator : asShop);
    const statusAndCode = async (
      caller: Caller | null,
      at = target(),
      headers: Record<string, string> = {},
      body: unknown = method === 'post' ? {} : undefined,
    ) => {
      const answer = await http.request(caller, method, at, body, headers);
      return { status: answer.status, code: (answer.body as { code?: string }).code };
    };

    it('answers no other method', async () => {
      const answer = await http.request(insider(), method === 'delete' ? 'get' : 'delete', target());
      if (answer.status !== 405)
        expect(operations.some((other) => other.path === path && other.method !== method)).toBe(true);
      else expect(answer.headers['allow']).toContain(method.toUpperCase());
    });

    it('refuses in every input a text that no database can store', async () => {
      const values = ['a\0b', '\ud800', ['a\0b'], { deep: { a: 'a\0b' } }, { 'a\0b': 1 }];
      for (const name of Object.keys(inputsOf(command)).filter((input) => !path.includes(`{${input}}`))) {
        const requests =
          method === 'post'
            ? values.map((value) => http.request(insider(), method, target(), { [name]: value }))
            : [http.request(insider(), method, `${target()}?${name}=a%00b`)];
        for (const { status, body } of await Promise.all(requests))
          expect({ name, status, body: body as unknown }).toMatchObject({
            name,
            status: 422,
            body: { code: 'input.wrong', cause: expect.stringContaining(name) },
          });
      }
    });

    if ('after' in inputsOf(command))
      it('refuses a cursor that no page has given', async () => {
        for (const position of [
          [1.5],
          ['a'],
          [1.5, 'a'],
          [1, 'a\0b'],
          [1.5, 'a', 'b'],
          [1, 'a\0b', 'a\0b'],
          [2 ** 60],
        ]) {
          const after = Buffer.from(JSON.stringify(position)).toString('base64url');
          const at = target() + (method === 'post' ? '' : `?after=${after}`);
          const body = method === 'post' ? { verb: 'retry', after } : undefined;
          expect(await statusAndCode(insider(), at, {}, body)).toEqual({ status: 422, code: 'input.wrong' });
        }
      });

    if (method === 'post') {
      it('takes a body only if it is a whole JSON object that is not too large', async () => {
        expect(await statusAndCode(insider(), target(), { 'content-type': 'text/plain' })).toEqual({
          status: 415,
          code: 'body.wrong_type',
        });
        expect(await statusAndCode(insider(), target(), {}, '{"a":')).toEqual({
          status: 400,
          code: 'body.broken_json',
        });
        expect(await statusAndCode(insider(), target(), {}, '[1]')).toEqual({ status: 400, code: noObject });
        expect(
          await statusAndCode(insider(), target(), {}, JSON.stringify({ a: 'x'.repeat(4 * 1024 * 1024) })),
        ).toEqual({ status: 413, code: 'body.too_large' });
      });
    }
  },
);
