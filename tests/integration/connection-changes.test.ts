import type { ChangeAnswer } from '@kontor/shared/api/connections';
import { operator } from '../../bridge-server/src/ids.ts';
import { openHttp, type Caller } from '../setup/http.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { openWorld, type World } from '../setup/world.ts';

let world: World;
let http: Awaited<ReturnType<typeof openHttp>>;
let asOperator: Caller;
let at: string;
beforeAll(async () => {
  world = await openWorld({ rules: { statuses: ['completed'] } });
  http = await openHttp(world);
  asOperator = await http.callerOf(operator);
  at = `/v1/shops/${world.shop}`;
  await world.receive(...[1, 2, 3].map((id) => ({ generation: 1, order: simpleOrder(id) })));
  await world.settle();
});
afterAll(() => world.close());

const connection = () => `${at}/connections/${world.connection.id}`;
const open = () => world.database.knex('connections').where({ id: world.connection.id }).first();

describe('changing a connection', () => {
  const change = async (body: object) =>
    (await http.request(asOperator, 'post', `${connection()}/change`, body)).body as ChangeAnswer;

  it('tells before how many orders it has looked at again, and changes nothing by that', async () => {
    const wish = { statuses: ['processing', 'completed'] };
    expect(await change({ ...wish, preview: true })).toMatchObject({ ...wish, reviewed: 3, preview: true });
    expect((await open()) as object).toMatchObject({ rules: { statuses: ['completed'] } });
    expect((await world.settle()).map(({ state }) => state)).toEqual(['closed', 'closed', 'closed']);
    expect(await change({ statuses: ['completed'] })).toMatchObject({ reviewed: 0, preview: false });
    expect(await change(wish)).toMatchObject({ ...wish, reviewed: 3, preview: false });
    await world.workUntil(async () => (await world.transfers()).every(({ state }) => state === 'done'));
    expect(await change({ settings: { confirm: true } })).toMatchObject({ reviewed: 0, settings: { confirm: true } });
  });
});

describe('checking a candidate', () => {
  const check = (credentials: object) =>
    http.request(asOperator, 'post', `${at}/systems/poweroffice/check`, { credentials });

  it('reports as a connection does, and keeps nothing', async () => {
    const before = await world.database.knex('connections').select();
    expect((await check({ clientKey: world.clientKey })).body).toMatchObject({ account: 'Demo Butikk AS' });
    const refused = await check({ clientKey: 'wrong' });
    expect(refused).toMatchObject({ status: 502, body: { code: 'held.unauthorized' } });
    expect((await check({})).body).toMatchObject({ code: 'credentials.wrong' });
    expect(
      (await http.request(asOperator, 'post', `${at}/systems/nobody/check`, { credentials: {} })).body,
    ).toMatchObject({
      code: 'system.not_set_up',
    });
    expect(await world.database.knex('connections').select()).toEqual(before);
  });
});

describe('new credentials', () => {
  const give = (clientKey: string) =>
    http.request(asOperator, 'post', `${connection()}/credentials`, { credentials: { clientKey } });

  it('of the same company are kept once the check is green, and what was held back goes on', async () => {
    await world.database.pool.query(
      `update connections set breaker_code = 'held.unauthorized', breaker_since = now() where id = $1`,
      [world.connection.id],
    );
    expect((await give('wrong')).body).toMatchObject({ code: 'held.unauthorized' });
    expect((await open()) as object).toMatchObject({ breaker_code: 'held.unauthorized' });
    const sealed = ((await open()) as { credentials: string }).credentials;
    expect((await give(world.clientKey)).body).toMatchObject({ account: 'Demo Butikk AS' });
    const after = (await open()) as { credentials: string; breaker_code: string | null };
    expect([after.breaker_code, after.credentials === sealed]).toEqual([null, false]);
    const codes = await world.database
      .knex('journal')
      .where({ connection_id: world.connection.id, actor: 'operator:tester' })
      .orderBy('id')
      .pluck<string[]>('code');
    expect(codes).toEqual([
      'connection.changed',
      'connection.changed',
      'connection.check_failed',
      'connection.credentials_changed',
      'breaker.closed',
    ]);
    expect((await http.request(asOperator, 'post', `${connection()}/check`, {})).status).toBe(200);
  });

  it('of another company are refused', async () => {
    world.sandbox.control.addClient({ clientKey: 'another', name: 'Fjell AS' });
    const refused = await give('another');
    expect(refused).toMatchObject({ status: 409, body: { code: 'credentials.other_account' } });
    expect(
      (await http.request(asOperator, 'post', `${at}/connections/c0/credentials`, { credentials: {} })).status,
    ).toBe(404);
  });
});

describe('a connection that is removed and made again', () => {
  it('keeps what was set for it, as far as nothing else is given, and each step stands in the journal', async () => {
    const wish = { functions: ['orders', 'createProducts'], settings: { productPrefix: 'B-', confirm: true } };
    await http.request(asOperator, 'post', `${connection()}/change`, wish);
    await http.request(asOperator, 'post', `${connection()}/pause`, {});
    await http.request(asOperator, 'post', `${connection()}/resume`, {});
    expect((await http.request(asOperator, 'delete', connection())).status).toBe(200);
    const given = { system: 'poweroffice', credentials: { clientKey: world.clientKey }, settings: { confirm: false } };
    expect((await http.request(asOperator, 'post', `${at}/connections`, given)).body).toMatchObject({
      connection: world.connection.id,
    });
    expect((await http.request(asOperator, 'get', connection())).body).toMatchObject({
      functions: ['orders', 'createProducts'],
      statuses: ['processing', 'completed'],
      activeFrom: null,
      settings: { productPrefix: 'B-', confirm: false },
    });
    const lines = await world.database
      .knex('journal')
      .where({ connection_id: world.connection.id, actor: 'operator:tester' })
      .orderBy('id')
      .pluck<string[]>('code');
    expect(lines.slice(-5)).toEqual(
      ['changed', 'paused', 'resumed', 'removed', 'added'].map((event) => `connection.${event}`),
    );
  });
});
