import { addCustomer, addOrder, callerOf, type Call } from './caller.ts';
import { until } from '../../setup/until.ts';
import { startPowerOfficeSandbox, type FailureMode, type PowerOfficeSandbox, type SandboxOptions } from './sandbox.ts';

let sandbox: PowerOfficeSandbox;
let call: Call;

async function start(options: SandboxOptions = {}): Promise<void> {
  sandbox = await startPowerOfficeSandbox({ requestsPerSecond: null, ...options });
  call = await callerOf(sandbox);
}

afterEach(() => sandbox.close());

describe('the rate limit', () => {
  let now = 0;
  beforeEach(() => start({ requestsPerSecond: 10, clock: () => now, clients: [{}, { clientKey: 'second' }] }));

  it('refuses and counts the eleventh request of any sliding second, whoever makes it', async () => {
    const other = await callerOf(sandbox, 'second');
    const at = async (time: number, caller = call) => {
      now = time;
      return (await caller('GET', '/v2/VatCodes')).status;
    };
    for (let request = 0; request < 5; request += 1) expect(await at(600)).toBe(200);
    for (let request = 0; request < 5; request += 1) expect(await at(1300, other)).toBe(200);
    now = 1599;
    const eleventh = await call('GET', '/v2/VatCodes');
    expect([eleventh.status, eleventh.headers.get('Retry-After')]).toEqual([429, '1']);
    expect(eleventh.json).toEqual({ statusCode: '429', message: 'Rate limit is exceeded. Try again in 1 seconds.' });
    expect(await at(1600)).toBe(200);
    expect(sandbox.control.state().refusals).toBe(1);
    sandbox.control.switches({ requestsPerSecond: null });
    for (let request = 0; request < 20; request += 1) expect(await at(1600)).toBe(200);
  });
});

describe('failures', () => {
  beforeEach(() => start());

  const fails: readonly [FailureMode, commits: boolean, status: number | 'cut'][] = [
    ['429', false, 429],
    ['401', false, 401],
    ['403', false, 403],
    ['500_before', false, 500],
    ['500_after', true, 500],
    ['cut_before', false, 'cut'],
    ['cut_after', true, 'cut'],
    ['html', false, 200],
    ['html_after', true, 200],
    ['slow', true, 201],
    ['lag', true, 201],
  ];

  it.each(fails)('%s: carried out %s, answered %s, and once only', async (mode, commits, expected) => {
    sandbox.control.fail({ mode, on: { method: 'POST', path: 'SalesOrders/Complete$' }, delayMs: 60 });
    const read = await call('GET', '/v2/VatCodes');
    expect(read.status).toBe(200);
    const started = performance.now();
    const status = await addOrder(call).then(
      (reply) => reply.status,
      () => 'cut' as const,
    );
    if (mode === 'slow') expect(performance.now() - started).toBeGreaterThanOrEqual(55);
    expect(status).toBe(expected);
    expect(sandbox.control.state().orders).toHaveLength(commits ? 1 : 0);
    expect(sandbox.control.state().requests.at(-1)).toMatchObject({
      failure: mode,
      status: expected === 'cut' ? null : expected,
    });
    expect((await addOrder(call)).status).toBe(201);
  });

  it('come by chance as often as they are told to, the same with the same seed, until they are cleared', async () => {
    const round = async (seed: number) => {
      const response = await fetch(`${sandbox.url}/sandbox/chances`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          seed,
          rules: [
            { mode: '429', share: 0.2 },
            { mode: '403', share: 0.1, on: { path: 'VatCodes' } },
            { mode: '500_before', share: 1, on: { method: 'DELETE' } },
          ],
        }),
      });
      expect(response.status).toBe(200);
      const statuses: number[] = [];
      for (let request = 0; request < 200; request += 1) statuses.push((await call('GET', '/v2/VatCodes')).status);
      return statuses;
    };
    const [first, again, other] = [await round(1), await round(1), await round(2)];
    const share = (status: number) => first.filter((one) => one === status).length / first.length;
    expect([share(429), share(403), share(500)]).toEqual([expect.closeTo(0.2, 1), expect.closeTo(0.1, 1), 0]);
    expect([again, other]).toEqual([first, expect.not.arrayContaining([500])]);
    expect(other).not.toEqual(first);
    sandbox.control.clearFailures();
    expect((await call('GET', '/v2/VatCodes')).status).toBe(200);
  });

  it('are an extension that is not active too: no token, and those that were given open nothing', async () => {
    sandbox.control.switches({ inactive: [sandbox.keys.clientKey] });
    expect((await call('GET', '/v2/VatCodes')).status).toBe(401);
    expect((await (await callerOf(sandbox))('GET', '/v2/VatCodes')).status).toBe(401);
    sandbox.control.switches({ inactive: [] });
    expect((await call('GET', '/v2/VatCodes')).status).toBe(200);
  });

  it('commits a slow request at once', async () => {
    sandbox.control.fail({ mode: 'slow', delayMs: 60_000 });
    const answer = addOrder(call).catch(() => 'cut');
    await until(() => sandbox.control.state().orders.length > 0);
    expect(sandbox.control.state().requests.at(-1)).toMatchObject({ status: null, failure: 'slow' });
    await sandbox.close();
    expect(await answer).toBe('cut');
    await start();
  });

  it('shows a firewall page that is no JSON', async () => {
    sandbox.control.fail({ mode: 'html', times: 2 });
    for (let request = 0; request < 2; request += 1) {
      const { headers, text } = await call('GET', '/v2/VatCodes');
      expect([headers.get('Content-Type'), text.startsWith('<!doctype html>')]).toEqual([
        'text/html; charset=utf-8',
        true,
      ]);
    }
    expect((await call('GET', '/v2/VatCodes')).json).toHaveLength(7);
  });

  it('forgets what was armed', async () => {
    sandbox.control.fail({ mode: '500_before', times: 5 });
    sandbox.control.clearFailures();
    expect((await call('GET', '/v2/VatCodes')).status).toBe(200);
    expect(() => sandbox.control.fail({ mode: '500_before', times: 0 })).toThrow();
  });
});

describe('lists that lag behind', () => {
  let now = 1_000_000;
  beforeEach(() => start({ clock: () => now }));

  it('hides what is new from lists for a while, but not from its id', async () => {
    sandbox.control.fail({
      mode: 'lag',
      on: { path: '/v2/(Customers|SalesOrders/Complete)$' },
      times: 2,
      delayMs: 5000,
    });
    const CustomerId = await addCustomer(call);
    const { json } = await addOrder(call, { CustomerId });
    const id = String(json['Id']);
    expect(
      await Promise.all(['/v2/Customers', '/v2/SalesOrders'].map(async (path) => (await call('GET', path)).status)),
    ).toEqual([204, 204]);
    expect((await call('GET', `/v2/Customers/${CustomerId}`)).status).toBe(200);
    expect((await call('GET', `/v2/SalesOrders/${id}/Complete`)).status).toBe(200);
    now += 5000;
    expect((await call('GET', '/v2/SalesOrders')).status).toBe(200);
    sandbox.control.fail({ mode: 'lag', on: { path: '/sandbox/office/invoice' }, delayMs: 5000 });
    sandbox.control.office.invoice(id);
    expect((await call('GET', '/v2/OutgoingInvoices')).status).toBe(204);
    expect((await call('GET', `/v2/OutgoingInvoices/${id}`)).status).toBe(200);
    now += 5000;
    expect((await call('GET', '/v2/OutgoingInvoices')).status).toBe(200);
  });
});

describe('what the sandbox tells about itself', () => {
  beforeEach(() => start({ firstId: '9007199254740993' }));

  const admin = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${sandbox.url}/sandbox${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    });
    return { status: response.status, json: (await response.json()) as Record<string, unknown> };
  };

  it('does over HTTP what the control does', async () => {
    const { text } = await call('POST', '/v2/Customers', { Name: 'Kunde <1> AS' });
    const id = /"Id":(\d+)/.exec(text)?.[1];
    expect(BigInt(id ?? 0)).toBeGreaterThan(9007199254740993n);
    const order = await call(
      'POST',
      '/v2/SalesOrders/Complete',
      `{"CustomerId":${id},"SalesOrderLines":[{"ProductCode":"A-1","Quantity":1,"ProductUnitPrice":80}]}`,
      { 'X-Correlation-Id': 'c-1' },
    );
    const orderId = String(order.json['Id']);
    expect((await admin('POST', '/office/edit', { orderId, line: 0, unitPrice: '90' })).json).toMatchObject({
      total: 11250,
    });
    expect((await admin('GET', '/state')).json).toMatchObject({
      customers: [{ id, number: '10000', name: 'Kunde <1> AS' }],
      orders: [{ id: orderId, customerId: id, currency: 'NOK', net: 9000, total: 11250 }],
      requests: [
        { path: '/OAuth/Token' },
        { path: '/v2/Customers' },
        { path: '/v2/SalesOrders/Complete', method: 'POST', status: 201, correlation: 'c-1' },
      ],
      refusals: 0,
    });
    const page = await (await fetch(`${sandbox.url}/`)).text();
    expect(page).toContain('no product of PowerOffice');
    expect(page).toContain('Kunde &lt;1&gt; AS');
    expect(page).toContain('112.50 NOK');
    expect((await admin('POST', '/fail', { mode: '403', on: { method: 'GET' } })).status).toBe(200);
    expect((await call('GET', '/v2/VatCodes')).status).toBe(403);
    expect((await admin('POST', '/fail', { mode: 'burn' })).status).toBe(400);
    expect((await admin('POST', '/fail', { mode: '403', times: 3 })).status).toBe(200);
    expect((await admin('DELETE', '/fail')).status).toBe(200);
    expect((await call('GET', '/v2/VatCodes')).status).toBe(200);
    expect((await admin('POST', '/switches', { rounding: 'order' })).json).toMatchObject({
      prices: 'net',
      rounding: 'order',
      requestsPerSecond: null,
    });
    expect((await admin('POST', '/office/invoice', { orderId })).json).toMatchObject({
      id: orderId,
      invoiceNumber: '10001',
    });
    expect((await admin('POST', '/office/delete', { orderId })).status).toBe(404);
    expect((await admin('POST', '/reset')).status).toBe(200);
    expect((await admin('GET', '/state')).json).toMatchObject({
      customers: [],
      orders: [],
      invoices: [],
      requests: [],
      switches: { rounding: 'line' },
    });
  });

  it('calls a listener before a request is handled, and keeps what was said', async () => {
    const seen: [string, number][] = [];
    const stop = sandbox.control.onRequest(({ path }) => void seen.push([path, sandbox.control.state().orders.length]));
    await addOrder(call);
    stop();
    await call('GET', '/v2/SalesOrders');
    expect(seen).toEqual([['/v2/SalesOrders/Complete', 0]]);
    expect(sandbox.control.exchanges().map(({ method, path, status }) => [method, path, status])).toEqual([
      ['POST', '/OAuth/Token', 200],
      ['POST', '/v2/SalesOrders/Complete', 201],
      ['GET', '/v2/SalesOrders', 200],
    ]);
  });
});
