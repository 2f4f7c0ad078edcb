import { Ajv2020 } from 'ajv/dist/2020.js';
import { operator } from '../../bridge-server/src/ids.ts';
import type { OpenApi } from '../../bridge-server/src/http/openapi.ts';
import { operations } from '../../bridge-server/src/operations/all.ts';
import { until } from '../setup/until.ts';
import { openHttp, type Caller, type Http } from '../setup/http.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { openWorld, type World } from '../setup/world.ts';

let world: World;
let http: Http;
let asOperator: Caller;
let shop: Caller;
/** The address of the shop that is asked about. */
let at: string;
beforeAll(async () => {
  world = await openWorld();
  http = await openHttp(world);
  at = `/v1/shops/${world.shop}`;
  [asOperator, shop] = await Promise.all([http.callerOf(operator), http.callerOf(world.shop)]);
});
afterAll(() => world.close());

describe('operations', () => {
  it('have commands and addresses of their own, and take from the path what stands in it', () => {
    const commands = operations.map(({ command }) => command);
    const addresses = operations.map(({ method, path }) => `${method} ${path}`);
    expect([new Set(commands).size, new Set(addresses).size]).toEqual([commands.length, addresses.length]);
    for (const { path, input, positional = [] } of operations) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const name of [...named, ...positional]) expect(Object.keys(input.shape)).toContain(name);
    }
  });

  it('show an order on its way from the shop to its document, to the operator', async () => {
    await world.sendOrder(1, simpleOrder(61));
    await world.settle();
    const list = await http.request(asOperator, 'get', `${at}/transfers?state=done&number=61`);
    expect(list).toMatchObject({
      status: 200,
      body: { transfers: [{ order: '61', state: 'done', total: '349.00 NOK', targetTotal: '349.00 NOK' }] },
    });
    const [transfer] = (list.body as { transfers: { id: number }[] }).transfers;
    const shown = await http.request(asOperator, 'get', `${at}/transfers/${transfer?.id ?? 0}`);
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
    expect((await http.request(asOperator, 'get', `${at}/journal?number=61`)).body).toMatchObject({
      lines: expect.arrayContaining([expect.objectContaining({ code: 'order.received' })]),
    });
    expect((await http.request(shop, 'get', `/v1/shops/${world.shop}/orders/61/preview`)).body).toMatchObject({
      kind: 'plan',
      revision: 1,
      total: '349.00 NOK',
      vat: [{ treatment: 'A-1', rate: '25 %', vat: '69.80 NOK', targetVat: '69.80 NOK' }],
    });

    expect((await http.request(shop, 'get', `${at}/transfers/${transfer?.id ?? 0}`)).body).toEqual(shown.body);
    for (const caller of [asOperator, shop]) {
      const again = await http.request(caller, 'post', `${at}/transfers/${transfer?.id ?? 0}/retry`, {});
      expect(again).toMatchObject({ status: 409, body: { code: 'transfer.not_now', remedy: expect.any(String) } });
    }
  });

  it('pause and resume a connection, and name who did', async () => {
    const address = `/v1/shops/${world.shop}/connections/${world.connection.id}`;
    expect((await http.request(shop, 'post', `${address}/pause`, {})).body).toEqual({
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

  it('lose no change of a connection to another one at the same time', async () => {
    const { knex } = world.database;
    const connection = `${at}/connections/${world.connection.id}`;
    const answered = await knex.transaction(async (other) => {
      await other('connections')
        .where({ id: world.connection.id })
        .update({ rules: other.raw(`rules || '{"sources": ["shop", "till"]}'`) });
      const change = http.request(shop, 'post', `${connection}/change`, { statuses: ['completed'] });
      // supertest sends a request only once somebody waits for it.
      const sent = change.then((answer) => answer);
      await until(
        async () =>
          (await knex('pg_stat_activity').where({ datname: knex.raw('current_database()'), wait_event_type: 'Lock' }))
            .length > 0,
        'the change that waits for the other',
      );
      return { sent };
    });
    expect((await answered.sent).body).toMatchObject({ sources: ['shop', 'till'], statuses: ['completed'] });
    await http.request(shop, 'post', `${connection}/change`, {
      sources: ['shop'],
      statuses: ['processing', 'completed'],
    });
  });

  it('change what is given of a connection, and orders that were left out go on', async () => {
    const connection = `${at}/connections/${world.connection.id}`;
    expect((await http.request(shop, 'post', `${connection}/change`, { functions: [] })).body).toMatchObject({
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
    // Orders are routed again a moment later.
    for (let tries = 0; tries < 20 && (await world.transfers()).at(-1)?.state !== 'done'; tries++) await world.settle();
    expect(
      world.sandbox.control.state().orders.map(({ importedOrderNo, status }) => `${importedOrderNo} ${status}`),
    ).toContain('62 Confirmed');
    expect((await http.request(shop, 'get', connection)).body).toMatchObject({
      functions: ['orders', 'createCustomers'],
      settings: { confirm: true },
    });
    expect(
      (await http.request(shop, 'post', `${connection}/change`, { settings: { unitPrices: 'both' } })).body,
    ).toMatchObject({ code: 'settings.wrong', cause: 'Unit prices: it must be one of net, gross.' });
  });

  it('switch a connection on for nothing that its system does not offer', async () => {
    const refused = {
      code: 'functions.unknown',
      cause: expect.stringContaining('"fly"'),
      remedy: expect.stringContaining('refunds'),
    };
    const change = `${at}/connections/${world.connection.id}/change`;
    expect((await http.request(asOperator, 'post', change, { functions: ['orders', 'fly'] })).body).toMatchObject(
      refused,
    );
    const credentials = { clientKey: world.sandbox.keys.clientKey };
    const add = { system: 'poweroffice', credentials, functions: ['fly'] };
    expect((await http.request(asOperator, 'post', `${at}/connections`, add)).body).toMatchObject(refused);
    const { systems } = (await http.request(asOperator, 'get', '/v1/systems')).body as { systems: object[] };
    expect(systems).toMatchObject([
      { delivery: 'pushed', functions: expect.arrayContaining([expect.objectContaining({ name: 'orders' })]) },
    ]);
  });

  it('say the same of all that a filter finds, and name those that it makes no sense for', async () => {
    expect((await http.request(asOperator, 'post', `${at}/transfers/bulk/elsewhere`, {})).body).toMatchObject({
      code: 'bulk.too_wide',
    });
    const unmapped = (id: number) =>
      simpleOrder(id, {
        tax_lines: (simpleOrder(id)['tax_lines'] as object[]).map((line) => ({ ...line, rate_percent: 11.11 })),
      });
    await world.sendOrders(unmapped(71), unmapped(72));
    const blocked = (await world.settle()).filter(({ state }) => state === 'blocked');
    expect(blocked.map(({ reason }) => reason)).toEqual(['gap.rate_unmapped', 'gap.rate_unmapped']);
    expect(
      (await http.request(asOperator, 'post', `${at}/transfers/bulk/accept`, { state: 'blocked' })).body,
    ).toMatchObject({
      found: 2,
      done: 0,
      refused: [{ order: '71', code: 'transfer.not_now' }, { order: '72' }],
    });
    expect((await http.request(asOperator, 'post', `${at}/transfers/bulk/elsewhere`, { reason: 'gap.' })).body).toEqual(
      {
        found: 2,
        done: 2,
        remaining: 0,
        next: null,
        refused: [],
      },
    );
  });

  it('do so a page at a time, and go on behind where a page ended', async () => {
    const connection = `${at}/connections/${world.connection.id}`;
    await http.request(asOperator, 'post', `${connection}/change`, { functions: ['createCustomers'] });
    await world.sendOrders(...[81, 82, 83, 84, 85].map((id) => simpleOrder(id)));
    const send = async (given: object) =>
      (
        await http.request(asOperator, 'post', `${at}/transfers/bulk/send`, {
          reason: 'rule.function_off',
          limit: 2,
          ...given,
        })
      ).body as { next: string | null };
    const first = await send({});
    expect(first).toEqual({ found: 2, done: 2, remaining: 3, next: expect.any(String), refused: [] });
    const second = await send({ after: first.next });
    expect(second).toMatchObject({ found: 2, done: 2, remaining: 1 });
    expect(await send({ after: second.next })).toEqual({ found: 1, done: 1, remaining: 0, next: null, refused: [] });
    expect(await send({ after: second.next })).toEqual({ found: 0, done: 0, remaining: 0, next: null, refused: [] });
    expect(
      (await world.settle()).slice(-5).map(({ orderNumber, state, reason }) => `${orderNumber} ${state} ${reason}`),
    ).toEqual([81, 82, 83, 84, 85].map((id) => `${id} done sent`));
    const closed = (await http.request(asOperator, 'post', `${at}/transfers/bulk/send`, { state: 'closed' })).body;
    expect(closed).toMatchObject({
      done: 0,
      refused: [
        { order: '71', code: 'bulk.by_reason_only' },
        { order: '72', code: 'bulk.by_reason_only' },
      ],
    });
    expect(
      (await http.request(asOperator, 'post', `${at}/transfers/bulk/found`, { state: 'blocked' })).body,
    ).toMatchObject({
      code: 'input.wrong',
    });
    await http.request(asOperator, 'post', `${connection}/change`, { functions: ['orders', 'createCustomers'] });
  });

  it('say what a number of a document is not taken for', async () => {
    const {
      transfers: [one],
    } = (await http.request(asOperator, 'get', `${at}/transfers?number=81`)).body as { transfers: { id: number }[] };
    const found = await http.request(asOperator, 'post', `${at}/transfers/${one?.id ?? 0}/found`, { number: '10001' });
    expect(found).toMatchObject({ status: 409, body: { code: 'transfer.not_now' } });
    expect((await http.request(asOperator, 'post', `${at}/transfers/999999/found`, { number: '10001' })).status).toBe(
      404,
    );
  });

  it('are described by the OpenAPI document, and answer as it says', async () => {
    const document = (await http.request(null, 'get', '/openapi.json')).body as OpenApi;
    for (const { method, path, command } of operations)
      expect(document.paths[path]?.[method]?.operationId).toBe(command.replaceAll(' ', '-'));
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const { components } = document;
    const schemaOf = (method: string, path: string) =>
      document.paths[path]?.[method]?.responses[200].content['application/json'].schema ?? false;
    for (const [target, path] of [
      ['/v1/shops', '/v1/shops'],
      ['/v1/connections', '/v1/connections'],
      ['/v1/systems', '/v1/systems'],
      [`${at}/transfers`, '/v1/shops/{shop}/transfers'],
      [`${at}/journal`, '/v1/shops/{shop}/journal'],
      [`${at}/tasks`, '/v1/shops/{shop}/tasks'],
      [`${at}/connections/${world.connection.id}`, '/v1/shops/{shop}/connections/{connection}'],
      [`/v1/shops/${world.shop}/orders`, '/v1/shops/{shop}/orders'],
      [`/v1/shops/${world.shop}/orders/61?with=content`, '/v1/shops/{shop}/orders/{order}'],
      ['/v1/retention', '/v1/retention'],
      [`${at}/transfers/1`, '/v1/shops/{shop}/transfers/{transfer}'],
      [`/v1/shops/${world.shop}/orders/61/preview`, '/v1/shops/{shop}/orders/{order}/preview'],
      [`/v1/shops/${world.shop}/keys`, '/v1/shops/{shop}/keys'],
    ] as const) {
      const answer = await http.request(asOperator, 'get', target);
      const valid = ajv.compile(schemaOf('get', path));
      expect([target, answer.status, valid(answer.body), valid.errors]).toEqual([target, 200, true, null]);
    }
    // What shops alone ask, in every way that it can be answered.
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
      const answer = await http.request(shop, method, path.replace('{shop}', world.shop), body);
      const valid = ajv.compile(schemaOf(method, path));
      expect([path, answer.status, valid(answer.body), valid.errors]).toEqual([path, 200, true, null]);
      const asked = document.paths[path]?.[method]?.requestBody?.content['application/json'].schema;
      if (asked === undefined) continue;
      const fits = ajv.compile({ ...asked, components });
      expect([path, fits({ events: events.filter((event) => !('nonsense' in event)) }), fits.errors]).toEqual([
        path,
        true,
        null,
      ]);
      expect(fits(body)).toBe(false);
    }
    const page = await http.request(null, 'get', '/docs');
    expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    for (const { path } of operations) expect(page.text).toContain(path);
  });

  it.each([
    ['an input that nobody knows', 'transfers?colour=red', 422, 'input.wrong'],
    ['a state that there is not', 'transfers?state=lost', 422, 'input.wrong'],
    ['a number that is none', 'transfers/one', 422, 'input.wrong'],
    ['an order that can be none', 'orders/%00', 422, 'input.wrong'],
    ['a transfer that is not there', 'transfers/999999', 404, 'transfer.unknown'],
    ['a task that is not there', 'tasks/999999', 404, 'task.unknown'],
  ])('refuse %s', async (_what, target, status, code) => {
    const answer = await http.request(asOperator, 'get', `${at}/${target}`);
    expect(answer).toMatchObject({ status, body: { code, cause: expect.any(String), remedy: expect.any(String) } });
  });

  it('that change something take a proof once', async () => {
    const now = new Date();
    const made = await http.request({ ...asOperator, now }, 'post', '/v1/keys', { name: 'desk' });
    expect(made.body).toMatchObject({
      issuer: operator,
      keyId: expect.any(String),
      privateKey: { d: expect.any(String) },
    });
    expect((await world.database.knex('keys').where({ issuer: operator, name: 'desk' })).length).toBe(1);
  });
});
