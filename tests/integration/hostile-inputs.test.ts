import { allowedHolders } from '../../bridge-server/src/auth/admit.ts';
import { openTasks } from '../../bridge-server/src/desk/tasks.ts';
import { operations } from '../../bridge-server/src/operations/all.ts';
import type { Caller, Http } from '../setup/http.ts';
import { openServedWorld } from '../setup/served-world.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import type { World } from '../setup/world.ts';

/** The cursor of a page that would go on behind these values. */
const cursorOf = (...parts: unknown[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

/** Texts that have broken a reader, a number or a statement of SQL somewhere. */
const idsAndNumbers = [
  ...['', 'a\0b', '\ufffd', 'a'.repeat(1000), '../..', "'", '%\\', '__proto__', '[]', 'null'],
  ...['-1', '0', '1.5', '1e400', '9007199254740993', '9223372036854775808'],
];
/** The same with times and cursors, which never stand in a path. */
const texts = [
  ...idsAndNumbers,
  ...['2026-13-45', '0000-01-01', '-000001-01-01T00:00:00Z', '294277-01-01', '9999-12-31T23:59:59Z'],
  ...[cursorOf(1e300), cursorOf(1, '\0', 1), cursorOf(1, 'x', 1e300), cursorOf(2 ** 53 - 1, 'x', 2 ** 53 - 1)],
];
/** Further values that a body may have. */
const values: readonly unknown[] = [
  ...[null, true, 0, -1, 1.5, 1e308, [], {}],
  ...[[''], [[]], [null], { a: '\0' }, { '': {} }, { constructor: 1 }, { toString: null }],
  Array<string>(5000).fill('x'),
  JSON.parse('{"__proto__": {"a": 1}}'),
];

let world: World;
let http: Http;
let asOperator: Caller;
let asShop: Caller;
beforeAll(async () => {
  ({ world, http, asOperator, asShop } = await openServedWorld());
  await world.receive({ generation: 1, order: simpleOrder(61) });
  const task = { kind: 'by_hand', name: 'look', reason: { code: 'gap.by_hand' }, form: null } as const;
  const about = {
    shopId: world.shop,
    connectionId: world.connection.id,
    subjectKind: 'order',
    subjectId: '61',
  } as const;
  await openTasks(world.database.pool, { ...about, id: 1, correlationId: 'x' }, [task]);
});
afterAll(() => world.close());

/** The address of an operation with ids that exist, apart from the inputs that are named. */
function addressOf(path: string, inputs: Readonly<Record<string, string>> = {}): string {
  const values: Readonly<Record<string, string>> = {
    shop: world.shop,
    connection: world.connection.id,
    system: 'poweroffice',
    order: '61',
    transfer: '1',
    task: '1',
    verb: 'retry',
    key: 'k',
    ...inputs,
  };
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? name));
}

const withQuery = (target: string, name: string, value: string): string =>
  `${target}?${new URLSearchParams({ [name]: value }).toString()}`;

/** A request with one hostile value. */
interface Attempt {
  input: string;
  value: unknown;
  target: string;
  body?: object;
}

/** An attempt for each input with each hostile value. The other ids in the address are right. */
const attemptsAt = ({ method, path, input }: (typeof operations)[number]): Attempt[] =>
  Object.keys(input.shape).flatMap((name): Attempt[] => {
    const posted = method === 'post';
    if (path.includes(`{${name}}`))
      return idsAndNumbers.map((value) => ({
        input: name,
        value,
        target: addressOf(path, { [name]: value }),
        ...(posted ? { body: {} } : {}),
      }));
    if (!posted)
      return texts.map((value) => ({
        input: name,
        value,
        target: withQuery(addressOf(path), name, value),
      }));
    return [...texts, ...values].map((value) => ({
      input: name,
      value,
      target: addressOf(path),
      body: { [name]: value },
    }));
  });

/** The attempts that are answered as a fault of the bridge. 502 is no such fault: the vendor was asked and refused. */
async function faultsOf(caller: Caller, method: 'get' | 'post' | 'delete', attempts: readonly Attempt[]) {
  const faults: string[] = [];
  const atOnce = 25;
  for (let from = 0; from < attempts.length; from += atOnce)
    await Promise.all(
      attempts.slice(from, from + atOnce).map(async ({ input, value, target, body }) => {
        const { status } = await http.request(caller, method, target, body);
        // A caller that is not believed has not reached the input.
        if (status === 401 || (status >= 500 && status !== 502))
          faults.push(`${input} = ${JSON.stringify(value).slice(0, 60)}: ${status}`);
      }),
    );
  return faults;
}

it.each(
  operations
    .filter(({ input }) => Object.keys(input.shape).length > 0)
    .map((operation) => [operation.command, operation] as const),
)('the operation %s answers no hostile input with a fault of the bridge', async (_command, operation) => {
  const caller = allowedHolders(operation).includes('operator') ? asOperator : asShop;
  expect(await faultsOf(caller, operation.method, attemptsAt(operation))).toEqual([]);
});

it('the intake of orders and the results answer no hostile input with a fault of the bridge', async () => {
  const events = addressOf('/v1/shops/{shop}/events');
  const order = simpleOrder(62);
  const posted = [...texts, ...values].flatMap((value): Attempt[] => [
    { input: 'events', value, target: events, body: { events: value } },
    { input: 'event', value, target: events, body: { events: [value] } },
    { input: 'generation', value, target: events, body: { events: [{ generation: value, order }] } },
    { input: 'order', value, target: events, body: { events: [{ generation: 1, order: value }] } },
  ]);
  expect(await faultsOf(asShop, 'post', posted)).toEqual([]);
  const results = addressOf('/v1/shops/{shop}/results');
  const read = texts.map((value) => ({
    input: 'after',
    value,
    target: withQuery(results, 'after', value),
  }));
  expect(await faultsOf(asShop, 'get', read)).toEqual([]);
});
