import { taskIdOf } from '../setup/ids.ts';
import { operator } from '../../bridge-server/src/ids.ts';
import { inTransaction } from '../../bridge-server/src/database/database.ts';
import { expireTasks } from '../../bridge-server/src/desk/change-tasks.ts';
import { openTasks, type NewTask, type Task } from '../../bridge-server/src/desk/tasks.ts';
import { finishTask } from '../../bridge-server/src/mirror/person/decide-task.ts';
import { storeTransition } from '../../bridge-server/src/mirror/transfer/store.ts';
import type { Transfer } from '../../bridge-server/src/mirror/transfer/transfer.ts';
import { applyEvent } from '../../bridge-server/src/mirror/transfer/transition.ts';
import { addCustomer, callerOf, patch, type Call } from '../sandboxes/poweroffice/caller.ts';
import { addOla } from '../setup/at-office.ts';
import { untilLockAwaited } from '../setup/database.ts';
import { openHttp } from '../setup/http.ts';
import { journalLines } from '../setup/journal-lines.ts';
import { berit, decideNewestTask, sayVerb, tasksOf } from '../setup/person.ts';
import { plantOrder, plantTransfer } from '../setup/plant.ts';
import { setRules } from '../setup/routing.ts';
import { simpleOrder, amountRefund } from '../setup/woocommerce.ts';
import { openWorld, testTiming, type World } from '../setup/world.ts';

let world: World;
let office: Call;
beforeEach(async () => {
  world = await openWorld();
  office = await callerOf(world.sandbox);
});
afterEach(() => world.close());

const tasks = () => tasksOf(world);
/** Each task with how it stands and who ended it, oldest first. */
const standing = async () =>
  (await tasks()).reverse().map(({ kind, state, decidedBy }: Task) => `${kind} ${state} ${decidedBy ?? '-'}`);
const journaled = (code: string) => journalLines(world.database, { shop_id: world.shop, code });
const receive = async (generation: number, ...orders: Record<string, unknown>[]) => {
  await world.receive(...orders.map((order) => ({ generation, order })));
  return world.settle();
};

/** Two orders of one customer whom the office has by another name: both ask whether it is her. */
async function twoThatAsk() {
  const customer = await addOla(office);
  const [first, second] = await receive(1, simpleOrder(1), simpleOrder(2));
  if (!first || !second) throw new Error('no transfers');
  expect(first.reason).toBe('gap.customer_name_differs');
  expect(second.reason).toBe('gap.customer_name_differs');
  expect(await standing()).toEqual(['question open -']);
  return { customer, first, second };
}

describe('a question to a person', () => {
  it('stays open while an order asks it, and is withdrawn with the last one', async () => {
    await twoThatAsk();
    await receive(2, simpleOrder(1, { status: 'cancelled' }));
    expect(await standing()).toEqual(['question open -']);
    const [, second] = await receive(2, simpleOrder(2, { status: 'cancelled' }));
    expect(second).toMatchObject({ state: 'closed', reason: 'cancelled.before_sending' });
    expect(await standing()).toEqual(['question withdrawn intake']);
    expect(await journaled('task.withdrawn')).toMatchObject([{ actor: 'intake', correlation_id: expect.any(String) }]);
  });

  it('stays open while an order is tried again, and is withdrawn once all are planned without it', async () => {
    const { customer, first, second } = await twoThatAsk();
    await patch(office, `/v2/Customers/${customer}`, { op: 'replace', path: '/FirstName', value: 'Kari' });
    await sayVerb(world, 'retry', first.id);
    expect(await standing()).toEqual(['question open -']);
    expect(await world.settled('state')).toEqual(['done', 'blocked']);
    expect(await standing()).toEqual(['question open -']);
    await sayVerb(world, 'retry', second.id);
    expect(await world.settled('state')).toEqual(['done', 'done']);
    expect(await standing()).toEqual(['question withdrawn worker']);
  });

  it('is withdrawn when its orders were handled elsewhere, and asked anew by the next order', async () => {
    const { first, second } = await twoThatAsk();
    await sayVerb(world, 'elsewhere', first.id);
    await sayVerb(world, 'elsewhere', second.id);
    expect(await standing()).toEqual(['question withdrawn operator:berit']);
    expect(await decideNewestTask(world, 'new')).toMatchObject({
      ok: false,
      error: { code: 'task.ended', values: { state: 'withdrawn' } },
    });
    await receive(1, simpleOrder(3));
    expect(await standing()).toEqual(['question withdrawn operator:berit', 'question open -']);
  });

  it('stays decided once its orders are sent', async () => {
    await twoThatAsk();
    await decideNewestTask(world, 'new');
    expect(await world.settled('state')).toEqual(['done', 'done']);
    expect(await standing()).toEqual(['question done operator:berit']);
    expect(await journaled('task.withdrawn')).toEqual([]);
  });

  it('is not asked for long when somebody has answered it while an order was being planned', async () => {
    const { first } = await twoThatAsk();
    await world.database.knex('facts').update({ at: new Date(0) });
    let isAnswered = false;
    const stop = world.sandbox.control.onRequest(async ({ path }) => {
      if (isAnswered || !path.includes('/Customers')) return;
      isAnswered = true;
      await decideNewestTask(world, 'new');
    });
    await sayVerb(world, 'retry', first.id);
    expect(await world.settled('state')).toEqual(['done', 'done']);
    stop();
    expect(isAnswered).toBe(true);
    expect((await standing())[0]).toBe('question done operator:berit');
    expect((await tasks()).filter(({ state }) => state === 'open')).toEqual([]);
  });

  it('is withdrawn when its last two orders stop asking it at the same moment', async () => {
    const question: NewTask = {
      kind: 'question',
      name: 'customer',
      reason: { code: 'gap.customer_ambiguous' },
      form: { options: [{ value: 'new', label: 'A new customer' }] },
    };
    const asking = async (orderId: string): Promise<Transfer> => {
      await plantOrder(world.database, world.shop, orderId);
      const at = { shopId: world.shop, connectionId: world.connection.id, orderId };
      const asks = JSON.stringify([{ kind: 'question', name: 'customer' }]);
      const transfer = await plantTransfer(world.database, at, {
        state: 'blocked',
        reason: question.reason.code,
        asks,
      });
      await openTasks(world.database.pool, transfer, [question]);
      return transfer;
    };
    const [first, second] = [await asking('1'), await asking('2')];
    const close = (transfer: Transfer, beforeCommit: () => Promise<void>) =>
      inTransaction(world.database.pool, async (client) => {
        const event = { name: 'elsewhere' } as const;
        await storeTransition(client, transfer, event, applyEvent(transfer, event, testTiming, 0), 'person');
        await beforeCommit();
      });
    let other: Promise<void> | undefined;
    // The second one waits for the task that the first one holds; only then does the first one commit.
    await close(first, () => {
      other = close(second, () => Promise.resolve());
      return untilLockAwaited(world.database);
    });
    await other;
    expect(await standing()).toEqual(['question withdrawn person']);
  });
});

const setCancelling = (cancels: boolean) =>
  setRules(world.database, { functions: ['orders', 'createCustomers', ...(cancels ? ['cancellations'] : [])] });
const cancelled = simpleOrder(1, { status: 'cancelled' });
/** An order whose cancellation a person is to do by hand. */
async function cancelledByHand() {
  await setCancelling(false);
  await receive(1, simpleOrder(1));
  const cancellation = (await receive(2, cancelled)).at(-1);
  expect(cancellation).toMatchObject({ kind: 'cancellation', state: 'closed', reason: 'rule.function_off' });
  expect(await standing()).toEqual(['by_hand open -']);
  return cancellation;
}

describe('a task to do by hand', () => {
  it('is withdrawn when its order is no longer cancelled, and opened again with the next cancellation', async () => {
    await cancelledByHand();
    await receive(3, simpleOrder(1));
    expect(await standing()).toEqual(['by_hand withdrawn intake']);
    await receive(4, cancelled);
    expect(await standing()).toEqual(['by_hand withdrawn intake', 'by_hand open -']);
  });

  it('is opened for the second cancellation of an order whose document the first one took back', async () => {
    await setCancelling(true);
    await receive(1, simpleOrder(1));
    expect((await receive(2, cancelled)).at(-1)).toMatchObject({ kind: 'cancellation', state: 'done' });
    await receive(3, simpleOrder(1));
    expect((await receive(4, cancelled)).at(-1)).toMatchObject({
      kind: 'cancellation',
      state: 'closed',
      reason: 'rule.not_supported',
      detail: { why: { case: 'cancelled_again' } },
    });
  });

  it('is not opened again once a person has done it, however often its order changes', async () => {
    const credit = amountRefund(35, '100.00');
    const refunded = async (generation: number, order: Record<string, unknown>) => {
      await world.sendOrder(generation, order, credit);
      return world.settle();
    };
    await addCustomer(office, {
      IsPerson: true,
      FirstName: 'Ola',
      LastName: 'Nordmann',
      EmailAddress: 'kari@example.test',
    });
    const [order] = await refunded(1, simpleOrder(1));
    expect(await sayVerb(world, 'elsewhere', order?.id)).toMatchObject({ ok: true });
    expect((await world.settle()).at(-1)).toMatchObject({ kind: 'refund', reason: 'rule.not_supported' });
    const [byHand] = await tasks();
    expect(byHand).toMatchObject({ kind: 'by_hand', state: 'open' });
    await finishTask(world.database, { shopId: world.shop, id: taskIdOf(byHand?.id) }, berit);
    const before = await standing();
    await refunded(2, simpleOrder(1, { customer_note: 'hello' }));
    expect(await standing()).toEqual(before);
  });

  it('is withdrawn when the bridge does it after all', async () => {
    const cancellation = await cancelledByHand();
    await setCancelling(true);
    expect(await sayVerb(world, 'send', cancellation?.id)).toMatchObject({ ok: true });
    expect(await standing()).toEqual(['by_hand open -']);
    expect((await world.settle()).at(-1)).toMatchObject({ state: 'done', reason: 'sent' });
    expect(await standing()).toEqual(['by_hand withdrawn worker']);
  });
});

describe('a task with a time at which it expires', () => {
  it('is open until then, ends by itself with a line in the journal, and is listed by its state', async () => {
    const http = await openHttp(world);
    const asOperator = await http.callerOf(operator);
    await cancelledByHand();
    const [byHand] = await tasks();
    const at = `/v1/shops/${world.shop}/tasks`;
    const assign = (expires: string) =>
      http.request(asOperator, 'post', `${at}/${byHand?.id}/assign`, { expires }).then(({ body }) => body as object);
    const listed = async (query = '') =>
      ((await http.request(asOperator, 'get', `${at}${query}`)).body as { tasks: { id: number }[] }).tasks.map(
        ({ id }) => id,
      );
    expect(await assign('2999-01-01')).toMatchObject({ state: 'open', expires: '2999-01-01T00:00:00.000Z', due: null });
    expect(await expireTasks(world.database.pool)).toBe(0);
    expect(await listed()).toEqual([byHand?.id]);
    await assign('2020-01-01');
    expect(await expireTasks(world.database.pool)).toBe(1);
    expect(await listed()).toEqual([]);
    expect(await listed('?state=expired')).toEqual([byHand?.id]);
    expect(await standing()).toEqual(['by_hand expired janitor']);
    expect(await journaled('task.expired')).toMatchObject([{ actor: 'janitor' }]);
    expect(await expireTasks(world.database.pool)).toBe(0);
  });

  it('is refused when orders wait for the task', async () => {
    const http = await openHttp(world);
    const asOperator = await http.callerOf(operator);
    await twoThatAsk();
    const [question] = await tasks();
    const address = `/v1/shops/${world.shop}/tasks/${question?.id}/assign`;
    expect(await http.request(asOperator, 'post', address, { expires: '2020-01-01' })).toMatchObject({
      status: 422,
      body: { code: 'task.cannot_expire' },
    });
    expect(await expireTasks(world.database.pool)).toBe(0);
  });
});
