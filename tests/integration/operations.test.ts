import { Ajv2020 } from 'ajv/dist/2020.js';
import { operator } from '../../bridge-server/src/ids.ts';
import type { OpenApi } from '../../bridge-server/src/http/openapi.ts';
import { operations } from '../../bridge-server/src/operations/all.ts';
import { untilLockAwaited } from '../setup/database.ts';
import { openServedWorld } from '../setup/served-world.ts';
import type { Caller, Http } from '../setup/http.ts';
import { simpleOrder, unmappedOrder } from '../setup/woocommerce.ts';
import type { World } from '../setup/world.ts';

let world: World;
let http: Http;
let asOperator: Caller;
let asShop: Caller;
let shopPath: string;
beforeAll(async () => {
  ({ world, http, asOperator, asShop, shopPath } = await openServedWorld());
});
afterAll(() => world.close());

describe('the operations', () => {
  it('have each a command and an address of its own, and an input for each id in the address', () => {
    const commands = operations.map(({ command }) => command);
    const addresses = operations.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(commands).size).toBe(commands.length);
    expect(new Set(addresses).size).toBe(addresses.length);
    for (const { path, input, positional = [] } of operations) {
      const ids = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const name of [...ids, ...positional]) expect(Object.keys(input.shape)).toContain(name);
    }
  });

  it('show the operator and the shop an order on its way to its document', async () => {
    await world.sendOrder(1, simpleOrder(61));
    await world.settle();
    const list = await http.request(asOperator, 'get', `${shopPath}/transfers?state=done&number=61`);
    expect(list).toMatchObject({
      status: 200,
      body: { transfers: [{ order: '61', state: 'done', total: '349.00 NOK', targetTotal: '349.00 NOK' }] },
    });
    const [transfer] = (list.body as { transfers: { id: number }[] }).transfers;
    const shown = await http.request(asOperator, 'get', `${shopPath}/transfers/${transfer?.id ?? 0}`);
    expect(shown.body).toMatchObject({
      reason: 'sent',
      vat: [
        {
          treatment: 'A-1',
          rate: '25 %',
          net: '279.20 NOK',
          vat: '69.80 NOK',
          targetNet: '279.20 NOK',
          targetVat: '69.80 NOK',
        },
      ],
      steps: expect.arrayContaining([expect.objectContaining({ code: 'step.begun' })]),
    });
    expect((await http.request(asOperator, 'get', `${shopPath}/journal?number=61`)).body).toMatchObject({
      lines: expect.arrayContaining([expect.objectContaining({ code: 'order.received' })]),
    });
    expect((await http.request(asShop, 'get', `/v1/shops/${world.shop}/orders/61/preview`)).body).toMatchObject({
      kind: 'plan',
      revision: 1,
      total: '349.00 NOK',
      vat: [{ treatment: 'A-1', rate: '25 %', vat: '69.80 NOK', targetVat: '69.80 NOK' }],
    });

    expect((await http.request(asShop, 'get', `${shopPath}/transfers/${transfer?.id ?? 0}`)).body).toEqual(shown.body);
    for (const caller of [asOperator, asShop]) {
      const again = await http.request(caller, 'post', `${shopPath}/transfers/${transfer?.id ?? 0}/retry`, {});
      expect(again).toMatchObject({ status: 409, body: { code: 'transfer.not_now', remedy: expect.any(String) } });
    }
  });

  it('pause and resume a connection, and check it', async () => {
    const address = `/v1/shops/${world.shop}/connections/${world.connection.id}`;
    expect((await http.request(asShop, 'post', `${address}/pause`, {})).body).toEqual({
      connection: world.connection.id,
      paused: true,
    });
    expect((await http.request(asOperator, 'post', `${address}/resume`, {})).body).toEqual({
      connection: world.connection.id,
      paused: false,
    });
    expect((await http.request(asOperator, 'post', `${address}/check`, {})).body).toMatchObject({
      account: 'Demo Butikk AS',
    });
  });

  it('keep both of two changes of a connection at the same time', async () => {
    const { knex } = world.database;
    const connection = `${shopPath}/connections/${world.connection.id}`;
    const answered = await knex.transaction(async (other) => {
      await other('connections')
        .where({ id: world.connection.id })
        .update({ rules: other.raw(`rules || '{"sources": ["shop", "till"]}'`) });
      const change = http.request(asShop, 'post', `${connection}/change`, { statuses: ['completed'] });
      // supertest sends a request only once somebody waits for it.
      const sent = change.then((answer) => answer);
      await untilLockAwaited(world.database);
      return { sent };
    });
    expect((await answered.sent).body).toMatchObject({ sources: ['shop', 'till'], statuses: ['completed'] });
    await http.request(asShop, 'post', `${connection}/change`, {
      sources: ['shop'],
      statuses: ['processing', 'completed'],
    });
  });

  it('change only those settings of a connection that are named, and orders that were left out are sent', async () => {
    const connection = `${shopPath}/connections/${world.connection.id}`;
    expect((await http.request(asShop, 'post', `${connection}/change`, { functions: [] })).body).toMatchObject({
      functions: [],
      statuses: ['processing', 'completed'],
    });
    await world.sendOrder(1, simpleOrder(62));
    expect((await world.settle()).at(-1)).toMatchObject({
      orderNumber: '62',
      state: 'closed',
      reason: 'rule.function_off',
    });
    const on = await http.request(asOperator, 'post', `${connection}/change`, {
      functions: ['orders', 'createCustomers'],
      settings: { confirm: true },
    });
    expect(on.body).toMatchObject({ settings: { confirm: true, productPrefix: 'A-' } });
    await world.settle();
    await world.workUntil(async () => (await world.transfers()).at(-1)?.state === 'done');
    expect(world.held().orders.map(({ importedOrderNo, status }) => `${importedOrderNo} ${status}`)).toContain(
      '62 Confirmed',
    );
    expect((await http.request(asShop, 'get', connection)).body).toMatchObject({
      functions: ['orders', 'createCustomers'],
      settings: { confirm: true },
    });
    expect(
      (await http.request(asShop, 'post', `${connection}/change`, { settings: { unitPrices: 'both' } })).body,
    ).toMatchObject({ code: 'settings.wrong', cause: 'Unit prices: it must be one of net, gross.' });
  });

  it('refuse to switch on a function that the system does not have', async () => {
    const refused = {
      code: 'functions.unknown',
      cause: expect.stringContaining('"fly"'),
      remedy: expect.stringContaining('refunds'),
    };
    const change = `${shopPath}/connections/${world.connection.id}/change`;
    expect((await http.request(asOperator, 'post', change, { functions: ['orders', 'fly'] })).body).toMatchObject(
      refused,
    );
    const credentials = { clientKey: world.sandbox.keys.clientKey };
    const add = { system: 'poweroffice', credentials, functions: ['fly'] };
    expect((await http.request(asOperator, 'post', `${shopPath}/connections`, add)).body).toMatchObject(refused);
    const { systems } = (await http.request(asOperator, 'get', '/v1/systems')).body as { systems: object[] };
    expect(systems).toMatchObject([
      { delivery: 'pushed', functions: expect.arrayContaining([expect.objectContaining({ name: 'orders' })]) },
    ]);
  });

  it('apply a verb to all transfers that a filter finds, and name those that refuse it', async () => {
    expect((await http.request(asOperator, 'post', `${shopPath}/transfers/bulk/elsewhere`, {})).body).toMatchObject({
      code: 'bulk.too_wide',
    });
    await world.sendOrders(unmappedOrder(71), unmappedOrder(72));
    const blocked = (await world.settle()).filter(({ state }) => state === 'blocked');
    expect(blocked.map(({ reason }) => reason)).toEqual(['gap.rate_unmapped', 'gap.rate_unmapped']);
    expect(
      (await http.request(asOperator, 'post', `${shopPath}/transfers/bulk/accept`, { state: 'blocked' })).body,
    ).toMatchObject({
      found: 2,
      done: 0,
      refused: [{ order: '71', code: 'transfer.not_now' }, { order: '72' }],
    });
    expect(
      (await http.request(asOperator, 'post', `${shopPath}/transfers/bulk/elsewhere`, { reason: 'gap.' })).body,
    ).toEqual({
      found: 2,
      done: 2,
      remaining: 0,
      next: null,
      refused: [],
    });
  });

  it('apply a verb to a page of transfers at a time, and go on behind the page', async () => {
    const connection = `${shopPath}/connections/${world.connection.id}`;
    await http.request(asOperator, 'post', `${connection}/change`, { functions: ['createCustomers'] });
    await world.sendOrders(...[81, 82, 83, 84, 85].map((id) => simpleOrder(id)));
    const sendPage = async (after: object) =>
      (
        await http.request(asOperator, 'post', `${shopPath}/transfers/bulk/send`, {
          reason: 'rule.function_off',
          limit: 2,
          ...after,
        })
      ).body as { next: string | null };
    const first = await sendPage({});
    expect(first).toEqual({ found: 2, done: 2, remaining: 3, next: expect.any(String), refused: [] });
    const second = await sendPage({ after: first.next });
    expect(second).toMatchObject({ found: 2, done: 2, remaining: 1 });
    expect(await sendPage({ after: second.next })).toEqual({
      found: 1,
      done: 1,
      remaining: 0,
      next: null,
      refused: [],
    });
    expect(await sendPage({ after: second.next })).toEqual({
      found: 0,
      done: 0,
      remaining: 0,
      next: null,
      refused: [],
    });
    expect((await world.settled('orderNumber', 'state', 'reason')).slice(-5)).toEqual(
      [81, 82, 83, 84, 85].map((id) => `${id} done sent`),
    );
    const closed = (await http.request(asOperator, 'post', `${shopPath}/transfers/bulk/send`, { state: 'closed' }))
      .body;
    expect(closed).toMatchObject({
      done: 0,
      refused: [
        { order: '71', code: 'bulk.by_reason_only' },
        { order: '72', code: 'bulk.by_reason_only' },
      ],
    });
    expect(
      (await http.request(asOperator, 'post', `${shopPath}/transfers/bulk/found`, { state: 'blocked' })).body,
    ).toMatchObject({
      code: 'input.wrong',
    });
    await http.request(asOperator, 'post', `${connection}/change`, { functions: ['orders', 'createCustomers'] });
  });

  it('refuse the number of a document for a transfer that is not in doubt', async () => {
    const {
      transfers: [transfer],
    } = (await http.request(asOperator, 'get', `${shopPath}/transfers?number=81`)).body as {
      transfers: { id: number }[];
    };
    const refused = await http.request(asOperator, 'post', `${shopPath}/transfers/${transfer?.id ?? 0}/found`, {
      number: '10001',
    });
    expect(refused).toMatchObject({ status: 409, body: { code: 'transfer.not_now' } });
    expect(
      (await http.request(asOperator, 'post', `${shopPath}/transfers/999999/found`, { number: '10001' })).status,
    ).toBe(404);
  });

  it('are described by the OpenAPI document, and answer as the document says', async () => {
    const document = (await http.request(null, 'get', '/openapi.json')).body as OpenApi;
    for (const { method, path, command } of operations)
      expect(document.paths[path]?.[method]?.operationId).toBe(command.replaceAll(' ', '-'));
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const { components } = document;
    const schemaOf = (method: string, path: string) =>
      document.paths[path]?.[method]?.responses[200].content['application/json']?.schema ?? false;
    for (const [target, path] of [
      ['/v1/shops', '/v1/shops'],
      ['/v1/connections', '/v1/connections'],
      ['/v1/systems', '/v1/systems'],
      [`${shopPath}/transfers`, '/v1/shops/{shop}/transfers'],
      [`${shopPath}/journal`, '/v1/shops/{shop}/journal'],
      [`${shopPath}/tasks`, '/v1/shops/{shop}/tasks'],
      [`${shopPath}/connections/${world.connection.id}`, '/v1/shops/{shop}/connections/{connection}'],
      [`/v1/shops/${world.shop}/orders`, '/v1/shops/{shop}/orders'],
      [`/v1/shops/${world.shop}/orders/61?with=content`, '/v1/shops/{shop}/orders/{order}'],
      ['/v1/retention', '/v1/retention'],
      [`${shopPath}/transfers/1`, '/v1/shops/{shop}/transfers/{transfer}'],
      [`/v1/shops/${world.shop}/orders/61/preview`, '/v1/shops/{shop}/orders/{order}/preview'],
      [`/v1/shops/${world.shop}/keys`, '/v1/shops/{shop}/keys'],
    ] as const) {
      const answer = await http.request(asOperator, 'get', target);
      const valid = ajv.compile(schemaOf('get', path));
      expect({ target, status: answer.status, isValid: valid(answer.body), errors: valid.errors }).toEqual({
        target,
        status: 200,
        isValid: true,
        errors: null,
      });
    }
    // The routes for shops alone, with every outcome that an event can have.
    const events = [
      { generation: 1, order: simpleOrder(81) },
      { generation: 1, order: simpleOrder(61) },
      { nonsense: true },
      { generation: 2, id: 81, tombstone: true },
    ];
    for (const [method, path, body] of [
      ['post', '/v1/shops/{shop}/events', { events }],
      ['get', '/v1/shops/{shop}/results', undefined],
    ] as const) {
      const answer = await http.request(asShop, method, path.replace('{shop}', world.shop), body);
      const valid = ajv.compile(schemaOf(method, path));
      expect({ path, status: answer.status, isValid: valid(answer.body), errors: valid.errors }).toEqual({
        path,
        status: 200,
        isValid: true,
        errors: null,
      });
      const bodySchema = document.paths[path]?.[method]?.requestBody?.content['application/json']?.schema;
      if (bodySchema === undefined) continue;
      const fits = ajv.compile({ ...bodySchema, components });
      const rightEvents = events.filter((event) => !('nonsense' in event));
      expect({ path, isValid: fits({ events: rightEvents }), errors: fits.errors }).toEqual({
        path,
        isValid: true,
        errors: null,
      });
      expect(fits(body)).toBe(false);
    }
    const page = await http.request(null, 'get', '/docs');
    expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    for (const { path } of operations) expect(page.text).toContain(path);
  });

  it.each([
    ['an unknown input', 'transfers?colour=red', 422, 'input.wrong'],
    ['an unknown state', 'transfers?state=lost', 422, 'input.wrong'],
    ['a word in place of a number', 'transfers/one', 422, 'input.wrong'],
    ['an id that no order can have', 'orders/%00', 422, 'input.wrong'],
    ['a transfer that does not exist', 'transfers/999999', 404, 'transfer.unknown'],
    ['a task that does not exist', 'tasks/999999', 404, 'task.unknown'],
  ])('refuse %s', async (_what, target, status, code) => {
    const answer = await http.request(asOperator, 'get', `${shopPath}/${target}`);
    expect(answer).toMatchObject({ status, body: { code, cause: expect.any(String), remedy: expect.any(String) } });
  });

  it('make a key of the operator, and store it once', async () => {
    const now = new Date();
    const answer = await http.request({ ...asOperator, now }, 'post', '/v1/keys', { name: 'desk' });
    expect(answer.body).toMatchObject({
      issuer: operator,
      keyId: expect.any(String),
      privateKey: { d: expect.any(String) },
    });
    expect((await world.database.knex('keys').where({ issuer: operator, name: 'desk' })).length).toBe(1);
  });
});
