import type { ChangeAnswer } from '@kontor/shared/api/connections';
import type { Caller, Http } from '../setup/http.ts';
import { journalCodes } from '../setup/journal-lines.ts';
import { openServedWorld } from '../setup/served-world.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import type { World } from '../setup/world.ts';

let world: World;
let http: Http;
let asOperator: Caller;
let shopPath: string;
beforeAll(async () => {
  ({ world, http, asOperator, shopPath } = await openServedWorld({ rules: { statuses: ['completed'] } }));
  await world.sendOrders(...[1, 2, 3].map((id) => simpleOrder(id)));
  await world.settle();
});
afterAll(() => world.close());

const connectionPath = () => `${shopPath}/connections/${world.connection.id}`;
/** The connection as it is stored. */
const storedConnection = async () =>
  (await world.database.knex('connections').where({ id: world.connection.id }).first()) as {
    rules: object;
    credentials: string;
    breaker_code: string | null;
  };
/** The codes of the journal's lines about what the operator did with the connection. */
const operatorsCodes = () =>
  journalCodes(world.database, { connection_id: world.connection.id, actor: 'operator:tester' });

describe('a change of a connection', () => {
  const change = async (body: object) =>
    (await http.request(asOperator, 'post', `${connectionPath()}/change`, body)).body as ChangeAnswer;

  it('tells in its preview how many orders are routed again, without changing anything', async () => {
    const wish = { statuses: ['processing', 'completed'] };
    expect(await change({ ...wish, preview: true })).toMatchObject({ ...wish, reviewed: 3, preview: true });
    expect(await storedConnection()).toMatchObject({ rules: { statuses: ['completed'] } });
    expect(await world.settled('state')).toEqual(['closed', 'closed', 'closed']);
    expect(await change({ statuses: ['completed'] })).toMatchObject({ reviewed: 0, preview: false });
    expect(await change(wish)).toMatchObject({ ...wish, reviewed: 3, preview: false });
    await world.workUntil(async () => (await world.transfers()).every(({ state }) => state === 'done'));
    expect(await change({ settings: { confirm: true } })).toMatchObject({ reviewed: 0, settings: { confirm: true } });
  });
});

describe('a check of credentials that no connection has', () => {
  const check = (credentials: object) =>
    http.request(asOperator, 'post', `${shopPath}/systems/poweroffice/check`, { credentials });

  it('reports as the check of a connection does, and stores nothing', async () => {
    const connectionsBefore = await world.database.knex('connections').select();
    expect((await check({ clientKey: world.clientKey })).body).toMatchObject({ account: 'Demo Butikk AS' });
    const refused = await check({ clientKey: 'wrong' });
    expect(refused).toMatchObject({ status: 502, body: { code: 'held.unauthorized' } });
    expect((await check({})).body).toMatchObject({ code: 'credentials.wrong' });
    expect(
      (await http.request(asOperator, 'post', `${shopPath}/systems/nobody/check`, { credentials: {} })).body,
    ).toMatchObject({
      code: 'system.not_set_up',
    });
    expect(await world.database.knex('connections').select()).toEqual(connectionsBefore);
  });
});

describe('new credentials', () => {
  const give = (clientKey: string) =>
    http.request(asOperator, 'post', `${connectionPath()}/credentials`, { credentials: { clientKey } });

  it('of the same company are stored once their check succeeds, and end that the connection is held back', async () => {
    await world.database.pool.query(
      `update connections set breaker_code = 'held.unauthorized', breaker_since = now() where id = $1`,
      [world.connection.id],
    );
    expect((await give('wrong')).body).toMatchObject({ code: 'held.unauthorized' });
    const before = await storedConnection();
    expect(before).toMatchObject({ breaker_code: 'held.unauthorized' });
    expect((await give(world.clientKey)).body).toMatchObject({ account: 'Demo Butikk AS' });
    const after = await storedConnection();
    expect(after.breaker_code).toBeNull();
    expect(after.credentials).not.toBe(before.credentials);
    expect(await operatorsCodes()).toEqual([
      'connection.changed',
      'connection.changed',
      'connection.check_failed',
      'connection.credentials_changed',
      'breaker.closed',
    ]);
    expect((await http.request(asOperator, 'post', `${connectionPath()}/check`, {})).status).toBe(200);
  });

  it('of another company are refused', async () => {
    world.sandbox.control.addClient({ clientKey: 'another', name: 'Fjell AS' });
    const refused = await give('another');
    expect(refused).toMatchObject({ status: 409, body: { code: 'credentials.other_account' } });
    expect(
      (await http.request(asOperator, 'post', `${shopPath}/connections/c0/credentials`, { credentials: {} })).status,
    ).toBe(404);
  });
});

describe('a connection that is removed and added again', () => {
  it('keeps its former settings unless new ones are given, and the journal has each step', async () => {
    const wish = { functions: ['orders', 'createProducts'], settings: { productPrefix: 'B-', confirm: true } };
    await http.request(asOperator, 'post', `${connectionPath()}/change`, wish);
    await http.request(asOperator, 'post', `${connectionPath()}/pause`, {});
    await http.request(asOperator, 'post', `${connectionPath()}/resume`, {});
    expect((await http.request(asOperator, 'delete', connectionPath())).status).toBe(200);
    const added = { system: 'poweroffice', credentials: { clientKey: world.clientKey }, settings: { confirm: false } };
    expect((await http.request(asOperator, 'post', `${shopPath}/connections`, added)).body).toMatchObject({
      connection: world.connection.id,
    });
    expect((await http.request(asOperator, 'get', connectionPath())).body).toMatchObject({
      functions: ['orders', 'createProducts'],
      statuses: ['processing', 'completed'],
      activeFrom: null,
      settings: { productPrefix: 'B-', confirm: false },
    });
    expect((await operatorsCodes()).slice(-5)).toEqual(
      ['changed', 'paused', 'resumed', 'removed', 'added'].map((event) => `connection.${event}`),
    );
  });
});
