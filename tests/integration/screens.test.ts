import type { OverviewAnswer } from '@kontor/shared/api/overview';
import type { StandingsAnswer } from '@kontor/shared/api/standings';
import type { Caller, Http } from '../setup/http.ts';
import { plantConnection, plantOrder, plantShop, plantTransfer } from '../setup/plant.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { openServedWorld } from '../setup/served-world.ts';
import type { World } from '../setup/world.ts';

let world: World;
let http: Http;
let asShop: Caller;
let shopPath: string;

beforeAll(async () => {
  ({ world, http, asShop, shopPath } = await openServedWorld());
});
afterAll(() => world.close());

const overviewOf = async (address: string, caller: Caller): Promise<OverviewAnswer> => {
  const answered = await http.request(caller, 'get', `${address}/overview?timeZone=Europe/Oslo`);
  if (answered.status !== 200) throw new Error(JSON.stringify(answered.body));
  return answered.body as OverviewAnswer;
};
const standingsOf = async (caller: Caller, query: string): Promise<StandingsAnswer> => {
  const answered = await http.request(caller, 'get', `${shopPath}/order-standings?${query}`);
  if (answered.status !== 200) throw new Error(JSON.stringify(answered.body));
  return answered.body as StandingsAnswer;
};

describe('the overview of a shop', () => {
  it('has thirty empty days when the shop has no orders', async () => {
    const empty = await plantShop(world.database);
    const caller = await http.callerOf(empty);
    const seen = await overviewOf(`/v1/shops/${empty}`, caller);
    expect(seen).toMatchObject({
      counts: { today: 0, waiting: 0, blocked: 0, orders: 0 },
      oldest: null,
      needs: [],
      needing: 0,
      connections: [],
    });
    expect(seen.days).toHaveLength(30);
    expect(seen.days.every(({ mirrored, blocked }) => mirrored === 0 && blocked === 0)).toBe(true);
  });

  it('counts the documents of today and names what needs a person, without those of another shop', async () => {
    const long = 'N'.repeat(80);
    const named = {
      billing: {
        ...(simpleOrder(3)['billing'] as object),
        first_name: long,
        last_name: long,
        email: 'n@nordlys.example',
      },
    };
    await world.sendOrders(simpleOrder(1), simpleOrder(2), { ...simpleOrder(3), ...named });
    await world.settle();
    const other = await plantShop(world.database);
    const connectionId = await plantConnection(world.database, other, { account: 'other' });
    await plantOrder(world.database, other, '1');
    await plantTransfer(
      world.database,
      { shopId: other, connectionId, orderId: '1' },
      { state: 'blocked', reason: 'gap.rate_unmapped' },
    );

    const seen = await overviewOf(shopPath, asShop);
    expect(seen.counts).toEqual({ today: 3, waiting: 0, blocked: 0, orders: 3 });
    expect(seen.days.at(-1)).toMatchObject({ mirrored: 3, blocked: 0 });
    expect(seen).toMatchObject({ needs: [], needing: 0, oldest: null });
    expect(seen.connections).toMatchObject([
      {
        id: world.connection.id,
        system: 'poweroffice',
        label: 'PowerOffice Go',
        paused: false,
        held: null,
        lastDocumentAt: expect.any(String),
      },
    ]);
    expect(await overviewOf(`/v1/shops/${other}`, await http.callerOf(other))).toMatchObject({
      counts: { today: 0, waiting: 0, blocked: 1, orders: 1 },
      needs: [{ kind: 'transfer', orderId: '1', orders: 1, code: 'gap.rate_unmapped' }],
      needing: 1,
    });
  });
});

describe('the list of what needs a person', () => {
  it('has one entry for each question, however many orders ask it, and one for a held connection', async () => {
    const { database } = world;
    const asking = await plantShop(database);
    const connectionId = await plantConnection(database, asking, { account: 'asking' });
    const question = { kind: 'question', name: 'customer 1' };
    const orders = Array.from({ length: 30 }, (_, index) => String(index + 1));
    for (const orderId of orders) {
      await plantOrder(database, asking, orderId);
      // The first ten ask the same, the others are blocked each for itself; one waits.
      const columns =
        Number(orderId) <= 10
          ? { state: 'blocked', reason: 'gap.customer_unclear', asks: JSON.stringify([question]) }
          : { state: orderId === '30' ? 'waiting' : 'blocked', reason: 'refused.invalid' };
      await plantTransfer(database, { shopId: asking, connectionId, orderId }, columns);
    }
    await database.knex('tasks').insert({
      shop_id: asking,
      ...question,
      state: 'open',
      connection_id: connectionId,
      subject_kind: 'order',
      subject_id: '7',
      reason: JSON.stringify({ code: 'gap.customer_unclear', cause: 'N'.repeat(80), remedy: 'Decide.' }),
      form: JSON.stringify({ options: [{ value: 'new', label: 'A new one' }] }),
      created_at: new Date(Date.now() - 3_600_000),
    });
    await database
      .knex('connections')
      .where({ id: connectionId })
      .update({
        breaker_code: 'held.unauthorized',
        breaker_why: JSON.stringify({ code: 'held.unauthorized', values: { said: 'No such key.' } }),
        breaker_since: new Date(Date.now() - 7_200_000),
      });

    const caller = await http.callerOf(asking);
    const seen = await overviewOf(`/v1/shops/${asking}`, caller);
    expect(seen.counts).toEqual({ today: 0, waiting: 1, blocked: 29, orders: 30 });
    // One connection, one question, nineteen documents.
    expect({ needing: seen.needing, listed: seen.needs.length }).toEqual({ needing: 21, listed: 20 });
    expect(seen.needs.slice(0, 2)).toMatchObject([
      { kind: 'connection', connection: connectionId, code: 'held.unauthorized', orders: 1, order: null },
      { kind: 'task', order: '7', orders: 10, code: 'gap.customer_unclear', options: [{ value: 'new' }] },
    ]);
    expect(seen.needs[2]).toMatchObject({ kind: 'transfer', orderId: '11', orders: 1, code: 'refused.invalid' });
    expect(seen.days.at(-1)).toMatchObject({ mirrored: 0, blocked: 29 });
    expect(seen.connections).toMatchObject([{ held: { code: 'held.unauthorized', until: null, waitingOrders: 1 } }]);

    // What goes on by itself needs nobody.
    await database
      .knex('connections')
      .where({ id: connectionId })
      .update({ breaker_until: new Date(Date.now() + 3_600_000) });
    expect((await overviewOf(`/v1/shops/${asking}`, caller)).needing).toBe(20);
  });
});

describe('the standings of orders', () => {
  it('tell for each id what is known, and which orders never came', async () => {
    const seen = await standingsOf(asShop, 'ids=3,77,1');
    expect(seen.orders.map(({ orderId }) => orderId)).toEqual(['3', '1']);
    expect(seen.unknown).toEqual(['77']);
    expect(seen.orders[1]).toMatchObject({
      order: '1',
      total: '349.00 NOK',
      known: true,
      problem: null,
      documents: [{ state: 'done', kind: 'order', total: '349.00 NOK', targetTotal: '349.00 NOK', verbs: ['replay'] }],
    });
  });

  it('are filtered by state, reason, connection, system, time and sum, and go on page by page', async () => {
    const first = await standingsOf(asShop, 'state=done&limit=2');
    expect(first.orders).toHaveLength(2);
    const second = await standingsOf(asShop, `state=done&limit=2&after=${String(first.next)}`);
    expect([...first.orders, ...second.orders].map(({ orderId }) => orderId).sort()).toEqual(['1', '2', '3']);
    expect(second.next).toBeNull();
    const countOf = async (query: string) => (await standingsOf(asShop, query)).orders.length;
    expect(await countOf(`state=done&reason=sent&connection=${world.connection.id}&system=poweroffice`)).toBe(3);
    for (const none of [
      'state=blocked',
      'reason=gap.',
      'connection=c0',
      'system=toy',
      'most=348.99',
      'least=349.01',
      'until=2020-01-01',
      'number=9',
    ])
      expect({ query: none, count: await countOf(none) }).toEqual({ query: none, count: 0 });
    for (const all of ['least=349&most=349.00', 'since=2020-01-01', `until=${new Date().toISOString().slice(0, 10)}`])
      expect({ query: all, count: await countOf(all) }).toEqual({ query: all, count: 3 });
  });
});

describe('the connections and systems of a shop', () => {
  it('are listed with everything about a connection but its credentials', async () => {
    const answered = await http.request(asShop, 'get', `${shopPath}/connections`);
    expect(answered.body).toMatchObject({
      connections: [
        {
          connection: world.connection.id,
          label: 'PowerOffice Go',
          functions: expect.arrayContaining(['orders']),
          settings: { productPrefix: 'A-' },
          counts: { done: 3, waiting: 0, blocked: 0, closed: 0 },
          createdAt: expect.any(String),
        },
      ],
    });
    expect(JSON.stringify(answered.body)).not.toContain(world.clientKey);
  });

  it('are listed with the kinds of data that each system is sent', async () => {
    expect((await http.request(asShop, 'get', `${shopPath}/systems`)).body).toMatchObject({
      systems: [
        { key: 'feed', functions: [], transmits: [] },
        { key: 'mmorthosoft', delivery: 'pulled', transmits: expect.arrayContaining(['remarks']) },
        {
          key: 'poweroffice',
          offered: true,
          missing: [],
          delivery: 'pushed',
          transmits: expect.arrayContaining(['email', 'items']),
        },
        { key: 'sql', functions: [], transmits: [] },
      ],
    });
  });
});
