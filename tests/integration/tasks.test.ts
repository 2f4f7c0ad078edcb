import { openTasks, readDecisions, type NewTask } from '../../bridge-server/src/desk/tasks.ts';
import type { Caller, Http } from '../setup/http.ts';
import { plantOrder, plantTransfer } from '../setup/plant.ts';
import { openServedWorld } from '../setup/served-world.ts';
import type { World } from '../setup/world.ts';

let world: World;
let http: Http;
let asOperator: Caller;
let shopPath: string;
beforeAll(async () => {
  ({ world, http, asOperator, shopPath } = await openServedWorld());
});
afterAll(() => world.close());

interface Shown {
  id: number;
  state: string;
  [name: string]: unknown;
}

const options = [
  { value: 'new', label: 'A new customer' },
  { value: '10004', label: 'Kari Nordmann' },
];
const question = (name: string): NewTask => ({
  kind: 'question',
  name,
  reason: { code: 'gap.no_lines' },
  form: { options },
});
const byHand = (name: string): NewTask => ({
  kind: 'by_hand',
  name,
  reason: { code: 'rule.not_supported' },
  form: null,
});

const list = async (query = '') =>
  (await http.request(asOperator, 'get', `${shopPath}/tasks${query}`)).body as { next: string | null; tasks: Shown[] };
const show = async (id: number) => (await http.request(asOperator, 'get', `${shopPath}/tasks/${id}`)).body as Shown;
const say = async (id: number, verb: 'decide' | 'done' | 'assign' | 'reopen', body: object = {}) => {
  const answer = await http.request(asOperator, 'post', `${shopPath}/tasks/${id}/${verb}`, body);
  return { status: answer.status, body: answer.body as Shown };
};

let order = 100;
/** A transfer of a new order that is blocked, with the task that it needs; the task's and the transfer's id. */
async function blockedBy(task: NewTask): Promise<{ task: number; transfer: number }> {
  const orderId = String((order += 1));
  await plantOrder(world.database, world.shop, orderId);
  const gaps = task.form ? [{ ...task.reason, question: { name: task.name, options } }] : [];
  const { id } = await plantTransfer(
    world.database,
    { shopId: world.shop, connectionId: world.connection.id, orderId },
    {
      state: 'blocked',
      reason: task.reason.code,
      detail: JSON.stringify({ why: task.reason, gaps }),
      asks: JSON.stringify([{ kind: task.kind, name: task.name }]),
    },
  );
  await openTasks(
    world.database.pool,
    {
      shopId: world.shop,
      connectionId: world.connection.id,
      subjectKind: 'order',
      subjectId: orderId,
      id,
      correlationId: 'x',
    },
    [task],
  );
  const opened = (await list()).tasks.find(({ name }) => name === task.name);
  if (!opened) throw new Error('no task');
  return { task: opened.id, transfer: id };
}
const stateOf = async (id: number) => (await world.transfers()).find((transfer) => transfer.id === id)?.state;

describe('a task of a shop', () => {
  it('is listed while it is open, found by kind, connection, clerk and state, and page by page', async () => {
    const asked = await blockedBy(question('listed'));
    const todo = await blockedBy(byHand('listed too'));
    const idsOf = async (query: string) => (await list(query)).tasks.map(({ id }) => id);
    expect(await idsOf('')).toEqual([todo.task, asked.task]);
    expect(await idsOf('?kind=question')).toEqual([asked.task]);
    expect(await idsOf(`?connection=${world.connection.id}&kind=by_hand`)).toEqual([todo.task]);
    expect(await idsOf('?connection=another')).toEqual([]);
    await say(asked.task, 'assign', { clerk: 'berit' });
    expect(await idsOf('?clerk=berit')).toEqual([asked.task]);
    const first = await list('?limit=1');
    expect(first.tasks.map(({ id }) => id)).toEqual([todo.task]);
    expect(await list(`?limit=1&after=${first.next ?? ''}`)).toMatchObject({ next: null, tasks: [{ id: asked.task }] });
    await say(todo.task, 'done');
    expect(await idsOf('')).toEqual([asked.task]);
    expect(await idsOf('?state=done')).toEqual([todo.task]);
  });

  it('is shown with what it is about, and by the transfer that needs it', async () => {
    const { task, transfer } = await blockedBy(question('shown'));
    expect(await show(task)).toMatchObject({
      id: task,
      kind: 'question',
      state: 'open',
      connection: world.connection.id,
      subject: { kind: 'order' },
      transfer,
      code: 'gap.no_lines',
      title: 'The order has no lines',
      cause: 'The order has no lines.',
      options,
      decision: null,
      by: null,
    });
    const shown = (await http.request(asOperator, 'get', `${shopPath}/transfers/${transfer}`)).body;
    expect(shown).toMatchObject({ tasks: [{ id: task, kind: 'question', options }] });
    await say(task, 'decide', { option: 'new' });
    expect((await http.request(asOperator, 'get', `${shopPath}/transfers/${transfer}`)).body).toMatchObject({
      tasks: [],
    });
  });

  it('is decided by a person who is named, and every transfer that asks the same is tried again', async () => {
    const first = await blockedBy(question('customer'));
    const second = await blockedBy(question('customer'));
    const other = await blockedBy(question('another customer'));
    expect(second.task).toBe(first.task);
    expect((await say(first.task, 'decide', { option: '10004' })).body).toMatchObject({
      state: 'done',
      decision: '10004',
      by: 'operator:tester',
    });
    expect(await stateOf(first.transfer)).toBe('waiting');
    expect(await stateOf(second.transfer)).toBe('waiting');
    expect(await stateOf(other.transfer)).toBe('blocked');
    expect(await readDecisions(world.database.pool, world.shop, world.connection.id)).toMatchObject({
      customer: '10004',
    });
  });

  it('is done once somebody says that it was done by hand', async () => {
    const { task } = await blockedBy(byHand('credit'));
    expect(await say(task, 'done')).toMatchObject({ status: 200, body: { state: 'done', by: 'operator:tester' } });
  });

  it('is assigned to a clerk with a date, each of which may change alone, and the journal names who did', async () => {
    const { task } = await blockedBy(byHand('assigned'));
    expect((await say(task, 'assign', { clerk: 'berit', due: '2026-11-30' })).body).toMatchObject({
      clerk: 'berit',
      due: '2026-11-30T00:00:00.000Z',
    });
    expect((await say(task, 'assign', { clerk: 'kari' })).body).toMatchObject({
      clerk: 'kari',
      due: '2026-11-30T00:00:00.000Z',
    });
    expect((await http.request(asOperator, 'get', `${shopPath}/journal?code=task.assigned`)).body).toMatchObject({
      lines: [{ actor: 'operator:tester' }, { actor: 'operator:tester' }, { actor: 'operator:tester' }],
    });
  });

  it("has a note that people change and remove, and may be anybody's again", async () => {
    const { task } = await blockedBy(byHand('noted'));
    expect((await say(task, 'assign', { note: 'Call first.', clerk: 'berit' })).body).toMatchObject({
      note: 'Call first.',
    });
    expect((await say(task, 'assign', { clerk: '' })).body).toMatchObject({ note: 'Call first.', clerk: null });
    expect((await say(task, 'assign', { note: '' })).body).toMatchObject({ note: null });
  });

  it('is opened again after it was done, and a decision then no longer counts', async () => {
    const todo = await blockedBy(byHand('reopened'));
    await say(todo.task, 'done');
    expect((await say(todo.task, 'reopen')).body).toMatchObject({ state: 'open', by: null });
    expect((await say(todo.task, 'reopen')).body).toMatchObject({ state: 'open' });
    const asked = await blockedBy(question('reopened question'));
    await say(asked.task, 'decide', { option: 'new' });
    await say(asked.task, 'reopen');
    expect(await readDecisions(world.database.pool, world.shop, world.connection.id)).not.toHaveProperty([
      'reopened question',
    ]);
    expect((await say(asked.task, 'decide', { option: '10004' })).body).toMatchObject({ decision: '10004' });
  });
});

describe('a task that refuses a request', () => {
  const refusal = (status: number, code: string) => ({
    status,
    body: { code, cause: expect.any(String), remedy: expect.any(String) },
  });

  it('does so when it does not exist', async () => {
    expect(await say(999_999, 'decide', { option: 'new' })).toMatchObject(refusal(404, 'task.unknown'));
    expect(await say(999_999, 'done')).toMatchObject(refusal(404, 'task.unknown'));
    expect(await say(999_999, 'assign', { clerk: 'berit' })).toMatchObject(refusal(404, 'task.unknown'));
    expect(await say(999_999, 'reopen')).toMatchObject(refusal(404, 'task.unknown'));
    expect(await show(999_999)).toMatchObject({ code: 'task.unknown' });
  });

  it('refuses an option that it does not offer', async () => {
    const { task } = await blockedBy(question('options'));
    expect(await say(task, 'decide', { option: 'old' })).toMatchObject(refusal(422, 'task.no_such_option'));
    expect(await say(task, 'decide')).toMatchObject(refusal(422, 'input.wrong'));
    expect((await show(task)).state).toBe('open');
  });

  it('refuses a decision when it has nothing to decide', async () => {
    const { task } = await blockedBy(byHand('no decision'));
    expect(await say(task, 'decide', { option: 'new' })).toMatchObject(refusal(409, 'task.nothing_to_decide'));
  });

  it('refuses to be done without the decision that orders wait for', async () => {
    const { task } = await blockedBy(question('needs decision'));
    expect(await say(task, 'done')).toMatchObject(refusal(409, 'task.needs_decision'));
  });

  it('refuses a decision or an assignment once it is done, and says who ended it', async () => {
    const asked = await blockedBy(question('ended'));
    await say(asked.task, 'decide', { option: 'new' });
    const again = await say(asked.task, 'decide', { option: '10004' });
    expect(again).toMatchObject(refusal(409, 'task.ended'));
    expect(again.body['cause']).toContain('operator:tester');
    expect(await say(asked.task, 'assign', { clerk: 'berit' })).toMatchObject(refusal(409, 'task.ended'));
    const todo = await blockedBy(byHand('ended too'));
    await say(todo.task, 'done');
    expect(await say(todo.task, 'done')).toMatchObject(refusal(409, 'task.ended'));
    expect(await readDecisions(world.database.pool, world.shop, world.connection.id)).toMatchObject({ ended: 'new' });
  });

  it('refuses one of two decisions at once', async () => {
    const { task } = await blockedBy(question('twice'));
    const both = await Promise.all([say(task, 'decide', { option: 'new' }), say(task, 'decide', { option: '10004' })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  it('refuses to be opened again while the same task is open as another one', async () => {
    const first = await blockedBy(byHand('open twice'));
    await say(first.task, 'done');
    const second = await blockedBy(byHand('open twice'));
    expect(await say(first.task, 'reopen')).toMatchObject(refusal(409, 'task.not_reopened'));
    await say(second.task, 'done');
    expect(await say(first.task, 'reopen')).toMatchObject({ status: 200, body: { state: 'open' } });
  });

  it('refuses an assignment that names nothing', async () => {
    const { task } = await blockedBy(byHand('nothing assigned'));
    expect(await say(task, 'assign')).toMatchObject(refusal(422, 'task.nothing_assigned'));
  });
});
