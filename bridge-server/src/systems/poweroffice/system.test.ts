import { answerOf, type OutgoingRequest, type Sent } from '../../egress/request.ts';
import type { Step, SystemContext } from '../contract.ts';
import { pushedBy } from '../pushed.ts';
import { retryAfter } from '../../vendor/closed.ts';
import { pageSize } from './client.ts';
import { memoryFacts } from '../../../../tests/setup/memory-facts.ts';
import { definePoweroffice } from './system.ts';

type Answers = (request: OutgoingRequest) => Sent | undefined;
const answer = (status: number, body: unknown = '', headers: Record<string, string> = {}): Sent =>
  answerOf(status, headers, Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)));
const problem = (status: number, detail: string) => answer(status, { title: 'Validation error(s)', detail });
const html = (status: number) => answer(status, '<html>One moment</html>');

/** A vendor that answers as told, keeps what it was asked, and gives numbered tokens. */
function vendor(answers: Answers, token: Answers = () => undefined) {
  const asked: OutgoingRequest[] = [];
  const { values: store, ages, ...facts } = memoryFacts();
  let tokens = 0;
  let now = 0;
  const system = definePoweroffice(() => now);
  const context: SystemContext<unknown, unknown, unknown> = {
    operator: { applicationKey: 'app', subscriptionKey: 'sub', address: 'https://go.test/' },
    settings: {},
    credentials: { clientKey: 'client' },
    connection: 'one',
    send: async (request) => {
      asked.push(request);
      if (!request.url.endsWith('/OAuth/Token')) return answers(request) ?? answer(204);
      return token(request) ?? answer(200, { access_token: `t${++tokens}`, token_type: 'bearer', expires_in: 1200 });
    },
    store: facts,
  };
  const calls = () =>
    asked
      .filter(({ url }) => !url.endsWith('/OAuth/Token'))
      .map(({ method, url }) => `${method} ${url.replace('https://go.test/v2', '')}`);
  return {
    system,
    context,
    asked,
    store,
    ages,
    calls,
    later: (seconds: number) => {
      now += seconds * 1000;
    },
  };
}

const id = 'b5a1c3d0-0000-4000-8000-000000000001';
const line = {
  ProductId: '99',
  Description: 'Avrunding',
  Quantity: '1',
  ProductUnitPrice: '0.01',
  Allowance: '0',
  UseStandardSalesAccount: true,
  SortOrder: '1',
  ExternalImportReference: 'rounding',
};
const orderBody = {
  CustomerId: '9007199254740993',
  ExternalImportReference: 'key-1',
  CustomMatchingReference: 'key-1',
  CurrencyCode: 'NOK',
  SalesOrderDate: '2026-11-22',
  SalesOrderStatus: 'Draft',
  SalesOrderLines: [{ ...line, ProductUnitPrice: '90071992547409.91' }],
};
const customerBody = {
  IsPerson: true,
  FirstName: 'Kari',
  LastName: 'Nordmann',
  EmailAddress: 'kari@example.test',
  InvoiceDeliveryType: 'PdfByEmail',
  ExternalImportReference: 'c-1',
};
const orderStep: Step = {
  key: 'order',
  kind: 'poweroffice.order.create',
  does: 'document',
  input: { body: orderBody, currency: 'NOK', credit: false, customerName: 'c-1' },
};
const creditStep: Step = {
  ...orderStep,
  input: { body: orderBody, currency: 'NOK', credit: true, customerName: 'c-1' },
};
const customerStep: Step = {
  key: 'customer',
  kind: 'poweroffice.customer.create',
  does: 'shared',
  shared: { object: 'customer', name: 'c-1' },
  input: { body: customerBody },
};
const roundStep: Step = {
  key: 'round',
  kind: 'poweroffice.order.round',
  does: 'document',
  input: { orderId: id, line },
};
const readStep: Step = {
  key: 'read',
  kind: 'poweroffice.order.read',
  does: 'read',
  input: { orderId: id, reference: 'key-1', currency: 'NOK', credit: false },
};
const deletionStep: Step = {
  key: 'deletion',
  kind: 'poweroffice.order.delete',
  does: 'document',
  input: { orderId: id, reference: 'key-1' },
};
const draft = (change: object = {}) => ({
  Id: id,
  SalesOrderNo: 6001,
  TotalAmount: 349.0,
  ExternalImportReference: 'key-1',
  CustomMatchingReference: 'key-1',
  ...change,
});
const found = (total = 34900, invoiced = false, number = '6001') => ({ id, number, total, invoiced });

describe('creating', () => {
  it('sends exact numbers with token and both keys, and keeps id, number and total', async () => {
    const { system, context, asked } = vendor(() => answer(201, draft()));
    expect(await pushedBy(system).execute(context, orderStep)).toEqual({ kind: 'done', result: found() });
    const [token, call] = asked;
    expect(token).toMatchObject({
      budget: 'free',
      method: 'POST',
      body: 'grant_type=client_credentials',
      headers: {
        authorization: `Basic ${Buffer.from('app:client').toString('base64')}`,
        'ocp-apim-subscription-key': 'sub',
      },
    });
    expect(call).toMatchObject({
      method: 'POST',
      url: 'https://go.test/v2/SalesOrders/Complete',
      headers: { authorization: 'Bearer t1', 'ocp-apim-subscription-key': 'sub' },
    });
    expect(call?.body).toContain('"CustomerId":9007199254740993');
    expect(call?.body).toContain('"ProductUnitPrice":90071992547409.91');
  });

  it.each([
    ['349.00', 34900],
    ['349.0049999999', 34900],
    ['3.49E+2', 34900],
    ['349.005', 34901],
    ['-0.01', -1],
  ])('reads the total %s as %i', async (written, total) => {
    const { system, context } = vendor(() => answer(201, JSON.stringify(draft()).replace('349', written)));
    expect(await pushedBy(system).execute(context, orderStep)).toEqual({ kind: 'done', result: found(total) });
  });

  it('remembers the customer', async () => {
    const { system, context, store } = vendor(() => answer(201, '{"Id": 9007199254740993}'));
    expect(await pushedBy(system).execute(context, customerStep)).toEqual({
      kind: 'done',
      result: { id: '9007199254740993' },
    });
    expect(store.get('customer:c-1')).toBe('9007199254740993');
  });

  it('takes a customer, an order and a line whose reference is ours for done', async () => {
    const customer = vendor(() =>
      problem(400, "ExternalImportReference is already in use. 'c-1' is used on (contact) Id = 123456789."),
    );
    expect(await pushedBy(customer.system).execute(customer.context, customerStep)).toEqual({
      kind: 'done',
      result: { id: '123456789' },
    });
    const order = vendor(({ method }) =>
      method === 'POST'
        ? problem(400, `ExternalImportReference is already in use. 'key-1' is used on sales order with Id = ${id}.`)
        : answer(200, draft()),
    );
    expect(await pushedBy(order.system).execute(order.context, orderStep)).toEqual({
      kind: 'done',
      result: found(),
      existed: true,
    });
    expect(order.calls()).toContain(`GET /SalesOrders/${id}/Complete`);
    const round = vendor(({ method }) =>
      method === 'POST'
        ? problem(409, "'rounding' is already in use.")
        : answer(200, [{ Id: 'l', ExternalImportReference: 'rounding' }]),
    );
    expect(await pushedBy(round.system).execute(round.context, roundStep)).toEqual({
      kind: 'done',
      result: { lineId: 'l' },
    });
  });

  it('looks among all drafts for an order whose id is not told, and is in doubt when it is not there', async () => {
    const listed = vendor(({ url, method }) =>
      method === 'POST'
        ? problem(400, "'key-1' is already in use.")
        : url.includes('/SalesOrders?')
          ? answer(200, [draft()])
          : undefined,
    );
    expect(await pushedBy(listed.system).execute(listed.context, orderStep)).toEqual({
      kind: 'done',
      result: found(),
      existed: true,
    });
    expect(listed.calls().join()).not.toContain('lastChanged');
    const hidden = vendor(({ method }) => (method === 'POST' ? problem(400, "'key-1' is already in use.") : undefined));
    expect(await pushedBy(hidden.system).execute(hidden.context, orderStep)).toMatchObject({
      kind: 'doubt',
      code: 'doubt.duplicate',
    });
  });

  it("does not take somebody else's reference for ours", async () => {
    const { system, context } = vendor(() =>
      problem(400, "ExternalImportReference is already in use. 'key-11' is used on Id = 5."),
    );
    expect(await pushedBy(system).execute(context, orderStep)).toMatchObject({
      kind: 'refused',
      code: 'refused.validation',
    });
  });

  it('forgets a customer that Go does not know any more', async () => {
    const { system, context, store } = vendor(() => problem(404, 'Customer with id = 9007199254740993 not found.'));
    store.set('customer:c-1', '9007199254740993');
    expect(await pushedBy(system).execute(context, orderStep)).toMatchObject({
      kind: 'refused',
      code: 'refused.not_found',
    });
    expect(store.get('customer:c-1')).toBeNull();
  });
});

describe('what did not work', () => {
  const unanswered = (why: 'timeout' | 'cut' | 'too_large'): Sent => ({ kind: 'unanswered', why, cause: why });
  const notSent = (
    why: 'no_budget' | 'deadline' | 'address_refused' | 'name_unknown' | 'connection_refused',
  ): Sent => ({ kind: 'not_sent', why, cause: why });
  it.each<[string, Sent, string, string]>([
    ['400', problem(400, 'Enum is not valid.'), 'refused.validation', 'refused.validation'],
    [
      '404',
      answer(404, { Title: 'Object(s) not found', Detail: 'Product not found.' }),
      'refused.not_found',
      'refused.not_found',
    ],
    ['409', problem(409, 'is in use'), 'refused.conflict', 'refused.conflict'],
    [
      '405 of the gateway',
      answer(405, { statusCode: 405, message: 'Method not allowed' }),
      'refused.request',
      'refused.request',
    ],
    ['403', answer(403), 'held.forbidden', 'held.forbidden'],
    [
      '429',
      answer(429, { statusCode: '429', message: 'Rate limit is exceeded. Try again in 3 seconds.' }),
      'held.rate_limited',
      'held.rate_limited',
    ],
    ['500', problem(500, 'An error occurred.'), 'doubt.server_error', 'doubt.server_error'],
    ['502 as HTML', html(502), 'doubt.server_error', 'doubt.server_error'],
    ['403 as HTML', html(403), 'doubt.unreadable', 'held.unreadable'],
    ['401 as HTML', html(401), 'doubt.unreadable', 'held.unreadable'],
    ['404 as HTML', html(404), 'doubt.unreadable', 'held.unreadable'],
    ['200 as HTML', html(200), 'doubt.unreadable', 'held.unreadable'],
    ['an object without an id', answer(200, { SalesOrderNo: 5 }), 'doubt.unreadable', 'held.unreadable'],
    ['a redirect', answer(302, '', { location: 'https://login.test' }), 'doubt.unreadable', 'held.unreadable'],
    ['nothing', answer(204), 'doubt.unreadable', 'held.unreadable'],
    ['a time-out', unanswered('timeout'), 'doubt.timeout', 'doubt.timeout'],
    ['a cut', unanswered('cut'), 'doubt.cut', 'doubt.cut'],
    ['a body too large', unanswered('too_large'), 'doubt.unreadable', 'held.unreadable'],
    ['no room in the budget', notSent('no_budget'), 'postponed', 'postponed'],
    ['no time left', notSent('deadline'), 'postponed', 'postponed'],
    ['an unknown name', notSent('name_unknown'), 'held.unreachable', 'held.unreachable'],
    ['a refused connection', notSent('connection_refused'), 'held.unreachable', 'held.unreachable'],
    ['a refused address', notSent('address_refused'), 'held.address_refused', 'held.address_refused'],
  ])('%s', async (_what, sent, onCreate, onRead) => {
    for (const [step, expected] of [
      [orderStep, onCreate],
      [customerStep, onCreate],
      [roundStep, onCreate],
      [deletionStep, onCreate],
      [readStep, onRead],
    ] as const) {
      // Nothing is what a deletion is answered with.
      if (step === deletionStep && sent.kind === 'answer' && sent.status === 204) continue;
      const { system, context } = vendor(() => sent);
      const outcome = await pushedBy(system).execute(context, step);
      expect('code' in outcome ? outcome.code : outcome.kind).toBe(expected);
      if ('code' in outcome) expect(outcome.code.split('.')[0]).toBe(outcome.kind);
      expect('cause' in outcome && outcome.cause).not.toBe('');
    }
  });

  it("keeps the vendor's words", async () => {
    const { system, context } = vendor(() => answer(400, { TITLE: 'Bad', errors: { '$.CustomerId': ['wrong'] } }));
    expect(await pushedBy(system).execute(context, orderStep)).toMatchObject({
      cause: 'Bad: {"$.CustomerId":["wrong"]}',
      remedy: expect.stringMatching(/./) as unknown,
    });
  });

  it.each([
    [{ 'retry-after': '7' }, null, 7],
    [{ 'retry-after': '0' }, null, 1],
    [{}, 'Try again in 3 seconds.', 3],
    [{}, null, 1],
    [{ 'retry-after': new Date(9500).toUTCString() }, null, 9],
    [{ 'retry-after': 'soon' }, null, 1],
  ])('after 429 with %j and %j it waits %i s', (headers, words, seconds) =>
    expect(retryAfter(headers as Record<string, string>, words, 0)).toBe(seconds),
  );
});

describe('tokens', () => {
  it('are shared by calls at once, kept, and renewed before they end', async () => {
    const { system, context, asked, later } = vendor(() => answer(200, draft()));
    await Promise.all([1, 2, 3].map(() => pushedBy(system).execute(context, readStep)));
    later(1139);
    await pushedBy(system).execute(context, readStep);
    const tokens = () => asked.filter(({ url }) => url === 'https://go.test/OAuth/Token').length;
    expect(tokens()).toBe(1);
    later(2);
    await pushedBy(system).execute(context, readStep);
    expect(tokens()).toBe(2);
    await pushedBy(system).execute({ ...context, credentials: { clientKey: 'other' } }, readStep);
    expect(tokens()).toBe(3);
  });

  it('are renewed once after a 401, and no more', async () => {
    const renewed = vendor(({ headers }) =>
      headers?.['authorization'] === 'Bearer t1' ? answer(401) : answer(201, draft()),
    );
    expect(await pushedBy(renewed.system).execute(renewed.context, orderStep)).toMatchObject({ kind: 'done' });
    const refused = vendor(() => answer(401));
    expect(await pushedBy(refused.system).execute(refused.context, orderStep)).toMatchObject({
      kind: 'held',
      code: 'held.unauthorized',
    });
    expect(refused.calls()).toHaveLength(2);
  });

  it.each<[string, Sent, string]>([
    [
      'wrong keys',
      answer(400, { error: 'invalid_client', error_description: 'Client integration not found.' }),
      'held.unauthorized',
    ],
    ['a wrong subscription key', answer(401, { statusCode: 401, message: 'Access denied' }), 'held.unauthorized'],
    ['a limit', answer(429), 'held.rate_limited'],
    ['a fault', answer(503), 'held.unreachable'],
    ['a firewall', html(200), 'held.unreadable'],
    ['a time-out', { kind: 'unanswered', why: 'timeout', cause: 'slow' }, 'held.unreachable'],
  ])('%s: nothing was created, so it is never a doubt, and the next call asks again', async (_what, sent, code) => {
    const { system, context, asked } = vendor(
      () => answer(201, draft()),
      () => sent,
    );
    expect(await pushedBy(system).execute(context, orderStep)).toMatchObject({ kind: 'held', code });
    await pushedBy(system).execute(context, orderStep);
    expect(asked).toHaveLength(2);
  });
});

describe('asking whether it took effect', () => {
  const since = new Date('2026-11-22T12:00:00Z');
  it('looks among the drafts since then and the invoices', async () => {
    const { system, context, calls } = vendor(({ url }) =>
      url.includes('/SalesOrders?')
        ? answer(200, [draft({ Id: 'x', ExternalImportReference: 'key-11', CustomMatchingReference: null }), draft()])
        : undefined,
    );
    expect(await pushedBy(system).lookup(context, orderStep, since)).toEqual({
      kind: 'found',
      result: found(),
      document: { id: found().id, number: '6001', total: 34_900 },
    });
    expect(calls()).toEqual([
      `GET /SalesOrders?onlyCreatedByCurrentIntegration=true&lastChangedDateTimeOffsetGreaterThan=2026-11-22T11%3A58%3A00.000Z&Fields=Id%2CSalesOrderNo%2CTotalAmount%2CCustomerId%2CExternalImportReference%2CCustomMatchingReference&PageNumber=1&PageSize=${pageSize}`,
      `GET /OutgoingInvoices?customMatchingReferences=key-1&PageNumber=1&PageSize=${pageSize}`,
    ]);
  });

  const invoice = {
    Id: id,
    InvoiceNo: 12,
    TotalAmount: 349,
    CustomMatchingReference: 'key-1',
    VoucherType: 'OutgoingInvoice',
  };
  it.each<[string, unknown[], unknown[], object]>([
    ['nowhere', [], [], { kind: 'absent' }],
    ['an invoice', [], [invoice], { kind: 'found', result: found(34900, true, '12') }],
    ['a draft that is just being sent', [draft()], [invoice], { kind: 'found', result: found(34900, true, '12') }],
    [
      'an invoice and its credit note',
      [],
      [invoice, { ...invoice, Id: 'credit', VoucherType: 'OutgoingCreditNote' }],
      { kind: 'found' },
    ],
    ['two drafts', [draft(), draft({ Id: 'other' })], [], { kind: 'several' }],
  ])('%s', async (_what, drafts, invoices, expected) => {
    const { system, context } = vendor(({ url }) => answer(200, url.includes('/SalesOrders?') ? drafts : invoices));
    expect(await pushedBy(system).lookup(context, orderStep, since)).toMatchObject(expected);
  });

  it('takes a credit note for a credit only, and no invoice', async () => {
    const held = (rows: unknown[]) => vendor(({ url }) => answer(200, url.includes('/SalesOrders?') ? [] : rows));
    const credited = { ...invoice, Id: 'credit', InvoiceNo: 13, TotalAmount: -349, VoucherType: 'OutgoingCreditNote' };
    const both = held([invoice, credited]);
    expect(await pushedBy(both.system).lookup(both.context, creditStep, since)).toMatchObject({
      kind: 'found',
      result: { id: 'credit', invoiced: true },
      document: { id: 'credit', number: '13', total: -34_900 },
    });
    const one = held([invoice]);
    expect(await pushedBy(one.system).lookup(one.context, creditStep, since)).toEqual({ kind: 'absent' });
  });

  it('reads every page', async () => {
    const many = Array.from({ length: pageSize }, (_, row) =>
      draft({ Id: `d${row}`, ExternalImportReference: null, CustomMatchingReference: null }),
    );
    const { system, context } = vendor(({ url }) =>
      url.includes('/SalesOrders?') ? answer(200, url.includes('PageNumber=1&') ? many : [draft()]) : undefined,
    );
    expect(await pushedBy(system).lookup(context, orderStep, since)).toMatchObject({ kind: 'found' });
  });

  it.each([orderStep, customerStep, roundStep, deletionStep])(
    '$kind: a fault is unknown, never absent or done',
    async (step) => {
      for (const sent of [
        answer(500),
        answer(403),
        html(200),
        problem(400, 'Invalid resourceParameter'),
        { kind: 'unanswered', why: 'cut', cause: 'cut' } as const,
      ]) {
        const failing = vendor(() => sent);
        expect(await pushedBy(failing.system).lookup(failing.context, step, since)).toMatchObject({ kind: 'unknown' });
      }
    },
  );

  it.each([orderStep, customerStep, roundStep])('$kind: nothing is absent', async (step) => {
    const empty = vendor(() => answer(204));
    expect(await pushedBy(empty.system).lookup(empty.context, step, since)).toEqual({ kind: 'absent' });
  });

  it('finds a customer and the line for rounding, in the invoice too', async () => {
    const customer = vendor(() =>
      answer(200, [
        { Id: 5, ExternalImportReference: 'c-1' },
        { Id: 6, ExternalImportReference: 'c-10' },
      ]),
    );
    expect(await pushedBy(customer.system).lookup(customer.context, customerStep, since)).toEqual({
      kind: 'found',
      result: { id: '5' },
    });
    const sent = vendor(({ url }) =>
      url.includes('/SalesOrders/')
        ? problem(404, 'not found')
        : answer(200, [{ Id: 3, ExternalImportReference: 'rounding' }]),
    );
    expect(await pushedBy(sent.system).lookup(sent.context, roundStep, since)).toEqual({
      kind: 'found',
      result: { lineId: '3' },
    });
  });

  it('reads an order that the office has sent from its invoice', async () => {
    const { system, context } = vendor(({ url }) =>
      url.includes('/SalesOrders/') ? problem(404, 'not found') : answer(200, invoice),
    );
    expect(await pushedBy(system).execute(context, readStep)).toEqual({
      kind: 'done',
      result: found(34900, true, '12'),
    });
  });
});
