import type { UnreadOrder } from '@kontor/shared/order';
import type { Reason } from '@kontor/shared/problem';
import { operator } from '../../bridge-server/src/ids.ts';
import { forgetOrder } from '../../bridge-server/src/mirror/maintenance/forget.ts';
import { rerouteOrders } from '../../bridge-server/src/mirror/maintenance/reroute.ts';
import { readStock } from '../../bridge-server/src/mirror/maintenance/stock.ts';
import { createResultsReader } from '../../bridge-server/src/mirror/transfer/results.ts';
import { listOrders } from '../../bridge-server/src/orders/list.ts';
import { createDirectory } from '../../bridge-server/src/shops/directory.ts';
import { createLog } from '../../bridge-server/src/log.ts';
import { openHttp } from '../setup/http.ts';
import { journalCodes } from '../setup/journal-lines.ts';
import { tasksOf } from '../setup/person.ts';
import { plantConnection } from '../setup/plant.ts';
import { countSettingsUp } from '../setup/routing.ts';
import { fixture, roundedOrder, simpleOrder } from '../setup/woocommerce.ts';
import { openWorld, type World } from '../setup/world.ts';
import { speaker, told } from '../setup/telling.ts';
import { taskOf } from '../../bridge-server/src/operations/tasks/view.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const send = (generation: number, order: Record<string, unknown>, refunds: Record<string, unknown>[] = []) =>
  world.sendOrder(generation, order, ...refunds);
/** A gift card has paid a part of it, without a line that says so. */
const totalsDisagree = (id: number, changes: Record<string, unknown> = {}) =>
  simpleOrder(id, { total: '100.00', ...changes });
const problem = {
  code: 'order.totals_disagree',
  title: "The order's sums do not add up",
  cause: 'total: the order says 100.00, but its parts add up to 349.00.',
  remedy: expect.stringContaining('fee line') as string,
};
const order = async (orderId = '1') =>
  (await listOrders(world.database.knex, { shopId: world.shop, orderId, limit: 1 }))[0];
const settledSorted = async () => (await world.settled()).sort();
const taskLines = async () =>
  (await tasksOf(world)).map(
    (task) => `${task.subjectId} ${task.state} ${task.decidedBy ?? '-'}: ${taskOf(task, speaker).cause}`,
  );
const taskLine = (id: number, state = 'open -') => `${id} ${state}: Order ${id} cannot be read: ${problem.cause}`;
const codesOf = (orderId: string) => journalCodes(world.database, { shop_id: world.shop, subject_id: orderId });
/** What the shop is told of its documents. */
const results = async () => {
  // What changed a moment ago is held back.
  await world.database.pool.query(
    `update transfers set changed_at = changed_at - interval '2 seconds' where shop_id = $1`,
    [world.shop],
  );
  const read = await createResultsReader(world.database.pool, world.mirror().log).read(world.shop, null, speaker);
  if (read.kind !== 'answer') throw new Error(read.kind);
  return read.answer.results.map(({ kind, state, cause }) => `${kind} ${state}: ${cause ?? '-'}`);
};

describe('an order that could never be read', () => {
  it('is stored with its problem, and a task tells a person; it has no document', async () => {
    expect(await send(1, totalsDisagree(1))).toEqual([{ outcome: 'refused', id: '1', ...problem }]);
    expect(await order()).toMatchObject({
      number: '1',
      status: 'processing',
      total: null,
      revision: 1,
      generation: 1,
      unread: { status: 'processing', stage: 'open', problem: { code: problem.code } },
    });
    expect(await settledSorted()).toEqual([]);
    expect(await taskLines()).toEqual([taskLine(1)]);
    expect(await codesOf('1')).toEqual(['order.not_read', 'task.opened']);
  });

  it('stays one order when it is sent again, and its shop is told the problem each time', async () => {
    const refused = { outcome: 'refused', id: '1', ...problem };
    const saved = totalsDisagree(1, { date_modified_gmt: '2027-01-01T00:00:00' });
    expect(await world.sendOrders(totalsDisagree(1), totalsDisagree(1))).toEqual([refused, refused]);
    expect(await send(1, totalsDisagree(1))).toEqual([refused]);
    expect(await send(2, saved)).toEqual([refused]);
    expect(await order()).toMatchObject({ revision: 1, generation: 2 });
    expect(await taskLines()).toEqual([taskLine(1)]);
  });

  it('is sent once a later content can be read, and its task ends by itself', async () => {
    await send(1, totalsDisagree(1));
    expect(await send(2, simpleOrder(1))).toEqual([{ outcome: 'accepted', id: '1', revision: 2 }]);
    expect(await settledSorted()).toEqual(['order done sent']);
    expect(await order()).toMatchObject({ unread: null, total: 34_900, currency: 'NOK' });
    expect(await taskLines()).toEqual([taskLine(1, 'withdrawn intake')]);
    expect(await codesOf('1')).toEqual(expect.arrayContaining(['task.withdrawn', 'order.received']));
    expect(await send(1, totalsDisagree(1))).toEqual([{ outcome: 'stale', id: '1' }]);
    expect(await order()).toMatchObject({ unread: null, revision: 2 });
  });

  it('ends its task when it is gone from the shop', async () => {
    await send(1, totalsDisagree(1));
    expect(await world.receive({ generation: 2, id: 1, tombstone: true })).toMatchObject([{ outcome: 'accepted' }]);
    expect(await taskLines()).toEqual([taskLine(1, 'withdrawn intake')]);
    expect(await order()).toMatchObject({ tombstone: true, unread: null });
    expect(await settledSorted()).toEqual(['order closed cancelled.before_sending']);
  });

  it('is stored whatever its shape, as long as it has an id', async () => {
    const unknown = [
      { id: 1 },
      { id: 2, number: { of: 2 }, status: ['processing'], currency: 'points', date_modified_gmt: 'now', total: 1 },
      simpleOrder(3, { line_items: 'none' }),
      simpleOrder(4, { number: '4\0', total: `${'\u{1F381}'.repeat(20)}\0`.padStart(42, ' ') }),
      simpleOrder(5, { date_modified_gmt: '2026-02-30T00:00:00' }),
    ];
    const outcomes = await world.receive(...unknown.map((body) => ({ generation: 1, order: body })));
    expect(outcomes.map(({ outcome, id }) => `${id} ${outcome}`)).toEqual([1, 2, 3, 4, 5].map((id) => `${id} refused`));
    const all = await listOrders(world.database.knex, { shopId: world.shop, problem: 'any', limit: 10 });
    expect(all.map(({ orderId }) => orderId).sort()).toEqual(['1', '2', '3', '4', '5']);
    expect(await taskLines()).toHaveLength(5);
    expect(await world.sendOrder(1, { code: 'rest_forbidden' })).toMatchObject([
      { outcome: 'refused', id: null, code: 'order.not_an_order' },
    ]);
  });

  it('gets no document from a connection that is added later', async () => {
    await send(1, totalsDisagree(1));
    await plantConnection(world.database, world.shop, { account: 'account-2' });
    await countSettingsUp(world.database, world.shop);
    await rerouteOrders(world.database.pool, createDirectory(world.database.pool), createLog({ level: 'silent' }));
    expect(await world.transfers()).toEqual([]);
  });

  it('does not keep the other orders of its request from being taken', async () => {
    const giftCard = fixture('cases/06-gift-card-without-line/order-10601');
    const body = (giftCard['order'] ?? giftCard) as Record<string, unknown>;
    const outcomes = await world.sendOrders(simpleOrder(1), totalsDisagree(2), body, simpleOrder(3));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['accepted', 'refused', expect.any(String), 'accepted']);
    expect(await order(String(body['id']))).toBeDefined();
  });
});

describe('an order whose later change cannot be read', () => {
  beforeEach(async () => {
    await send(1, simpleOrder(1));
    expect(await settledSorted()).toEqual(['order done sent']);
  });
  const told = `A later change of this order could not be read: ${problem.cause}`;

  it('keeps its document and content, and the document tells the problem until a later change can be read', async () => {
    expect(await results()).toEqual(['order done: -']);
    expect(await send(2, totalsDisagree(1))).toEqual([{ outcome: 'refused', id: '1', ...problem }]);
    expect(await settledSorted()).toEqual(['order done sent']);
    expect(await order()).toMatchObject({ revision: 2, total: 34_900, unread: { problem: { code: problem.code } } });
    expect(await results()).toEqual([`order done: ${told}`]);

    // The same content as the document's: nothing is sent, and nothing is told any more.
    expect(await send(3, simpleOrder(1))).toEqual([{ outcome: 'accepted', id: '1', revision: 3 }]);
    expect(await settledSorted()).toEqual(['order done sent']);
    expect(await results()).toEqual(['order done: -']);
    expect(await order()).toMatchObject({ unread: null });
    expect(await taskLines()).toEqual([taskLine(1, 'withdrawn intake')]);
    expect(world.held().orders).toHaveLength(1);
  });

  it('tells its shop of the document anew when the problem comes, and when it goes', async () => {
    const changedAt = async () => (await world.transfers())[0]?.changedAt.getTime() ?? 0;
    const first = await changedAt();
    await send(2, totalsDisagree(1));
    const second = await changedAt();
    await send(3, totalsDisagree(1));
    const repeated = await changedAt();
    await send(4, simpleOrder(1));
    const third = await changedAt();
    await send(5, simpleOrder(1, { status: 'completed' }));
    expect({
      again: second > first,
      repeated: repeated - second,
      mended: third > second,
      later: (await changedAt()) - third,
    }).toEqual({
      again: true,
      repeated: 0,
      mended: true,
      later: 0,
    });
  });

  it('is cancelled all the same, whether its totals, its refunds or its lines cannot be read', async () => {
    await send(1, simpleOrder(2));
    await send(1, simpleOrder(3));
    await world.settle();
    await send(2, totalsDisagree(1, { status: 'cancelled' }));
    await send(2, simpleOrder(2, { status: 'cancelled' }), [{ id: 9, amount: 'all of it' }]);
    await send(2, simpleOrder(3, { status: 'trash', line_items: null }));
    expect(await settledSorted()).toEqual([
      ...Array<string>(3).fill('cancellation done sent'),
      ...Array<string>(3).fill('order done cancelled.after_sending'),
    ]);
    expect(world.held().orders).toEqual([]);
    expect(await order()).toMatchObject({ status: 'cancelled', unread: { stage: 'called_off' } });
  });

  it('asks for no further document by its status alone, and is not sent with a status that is not', async () => {
    await send(1, simpleOrder(2, { status: 'pending' }));
    await send(2, totalsDisagree(2));
    expect(await world.settled('subjectId', 'reason')).toEqual(['1 sent', '2 rule.status']);
    expect(world.held().orders).toHaveLength(1);
  });

  it('is amended once its next content can be read', async () => {
    await send(2, totalsDisagree(1));
    await send(3, totalsDisagree(1, { total: '200.00' }));
    expect(await order()).toMatchObject({ revision: 3 });
    expect(await taskLines()).toHaveLength(1);
    await send(4, roundedOrder(1));
    expect(await settledSorted()).toEqual(['amendment done sent', 'order done changed.after_sending']);
    expect(world.held().orders.map(({ total }) => total)).toEqual([1252]);
  });

  it('is shown by its transfers and by the list of orders, and is counted', async () => {
    await send(2, totalsDisagree(1));
    await send(1, simpleOrder(2));
    await world.settle();
    const http = await openHttp(world);
    const asOperator = await http.callerOf(operator);
    const get = async (path: string) =>
      (await http.request(asOperator, 'get', `/v1/shops/${world.shop}/${path}`)).body as unknown;
    expect(await get('orders?problem=any')).toMatchObject({
      orders: [{ orderId: '1', problem: problem.code, cause: problem.cause, total: '349.00 NOK' }],
    });
    expect(await get('orders?problem=none')).toMatchObject({ orders: [{ orderId: '2', problem: null, cause: null }] });
    expect(await get('orders/1')).toMatchObject({ problem: problem.code, transfers: [{ state: 'done', cause: told }] });
    const [transfer] = await world.transfers();
    expect(await get(`transfers/${transfer?.id}`)).toMatchObject({
      state: 'done',
      cause: told,
      remedy: problem.remedy,
    });
    expect(await get('tasks')).toMatchObject({ tasks: [{ kind: 'by_hand', subject: { kind: 'order', id: '1' } }] });
    expect((await readStock(world.database.pool)).unread).toEqual(
      expect.arrayContaining([{ code: problem.code, orders: expect.any(Number) }]),
    );
  });

  it('is cancelled by a person if its content was erased', async () => {
    const forgotten = await forgetOrder(world.database.pool, { shopId: world.shop, orderId: '1' }, () => null, 'x');
    expect(forgotten).toMatchObject({ ok: true });
    await send(2, totalsDisagree(1));
    expect(await settledSorted()).toEqual(['order done sent']);
    await send(3, totalsDisagree(1, { status: 'cancelled' }));
    expect(await settledSorted()).toEqual(['cancellation blocked gap.forgotten', 'order done cancelled.after_sending']);
  });
});

describe('an order that could never be read', () => {
  it('leaves nothing of its content once it is forgotten, even if it is sent again', async () => {
    await send(1, totalsDisagree(1));
    await world.settle();
    const erased = 'The content of the order was erased.';
    const left = async () => [
      ...(await world.database.knex('subjects').select('unread')).map(
        ({ unread }) => told((unread as UnreadOrder).problem).cause,
      ),
      ...(await world.database.knex('tasks').select('reason')).map(({ reason }) => told(reason as Reason).cause),
    ];
    expect(await left()).not.toContain(erased);
    await forgetOrder(world.database.pool, { shopId: world.shop, orderId: '1' }, () => null, 'x');
    expect(await left()).toEqual([erased, erased]);
    await send(2, totalsDisagree(1));
    expect(await left()).toEqual([erased, erased]);
  });
});

describe('an order that waits and whose later change cannot be read', () => {
  it('is closed when its new status is cancelled or not sent, and else is sent as it could last be read', async () => {
    await world.database.knex('connections').where({ shop_id: world.shop }).update({ paused: true });
    await world.sendOrders(...[1, 2, 3].map((id) => simpleOrder(id)));
    await world.receive(
      { generation: 2, order: totalsDisagree(1, { status: 'failed' }) },
      { generation: 2, order: totalsDisagree(2, { status: 'on-hold' }) },
      { generation: 2, order: totalsDisagree(3, { status: 'completed' }) },
    );
    await world.database.knex('connections').where({ shop_id: world.shop }).update({ paused: false });
    expect(await world.settled('subjectId', 'state', 'reason')).toEqual([
      '1 closed cancelled.before_sending',
      '2 closed rule.status',
      '3 done sent',
    ]);
    expect(world.held().orders.map(({ total }) => total)).toEqual([34_900]);
  });

  it('is sent when a later content can be read', async () => {
    await send(1, simpleOrder(1, { status: 'pending' }));
    await send(2, totalsDisagree(1, { status: 'cancelled' }));
    expect(await settledSorted()).toEqual(['order closed rule.status']);
    await send(3, simpleOrder(1));
    expect(await settledSorted()).toEqual(['order done sent']);
    expect(await taskLines()).toEqual([taskLine(1, 'withdrawn intake')]);
  });
});
