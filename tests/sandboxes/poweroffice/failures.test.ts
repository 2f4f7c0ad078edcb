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

  it('refuses and counts the eleventh request of any sliding second, whichever client sends it', async () => {
    const secondClient = await callerOf(sandbox, 'second');
    const at = async (time: number, caller = call) => {
      now = time;
      return (await caller('GET', '/v2/VatCodes')).status;
    };
    for (let request = 0; request < 5; request += 1) expect(await at(600)).toBe(200);
    for (let request = 0; request < 5; request += 1) expect(await at(1300, secondClient)).toBe(200);
    now = 1599;
    const eleventh = await call('GET', '/v2/VatCodes');
    expect(eleventh.status).toBe(429);
    expect(eleventh.headers.get('Retry-After')).toBe('1');
    expect(eleventh.json).toEqual({ statusCode: '429', message: 'Rate limit is exceeded. Try again in 1 seconds.' });
    expect(await at(1600)).toBe(200);
    expect(sandbox.control.state().refusals).toBe(1);
    sandbox.control.switches({ requestsPerSecond: null });
    for (let request = 0; request < 20; request += 1) expect(await at(1600)).toBe(200);
  });
});

describe('failures', () => {
  beforeEach(() => start());

  const failures: readonly { mode: FailureMode; commits: boolean; expected: number | 'cut' }[] = [
    { mode: '429', commits: false, expected: 429 },
    { mode: '401', commits: false, expected: 401 },
    { mode: '403', commits: false, expected: 403 },
    { mode: '500_before', commits: false, expected: 500 },
    { mode: '500_after', commits: true, expected: 500 },
    { mode: 'cut_before', commits: false, expected: 'cut' },
    { mode: 'cut_after', commits: true, expected: 'cut' },
    { mode: 'html', commits: false, expected: 200 },
    { mode: 'html_after', commits: true, expected: 200 },
    { mode: 'slow', commits: true, expected: 201 },
    { mode: 'lag', commits: true, expected: 201 },
  ];
  const title = 'fails one request by $mode: the order is created = $commits, the answer = $expected';

  it.each(failures)(title, async ({ mode, commits, expected }) => {
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

  it('come by chance with the share that is set, the same for the same seed, until they are cleared', async () => {
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
    const first = await round(1);
    const sameSeed = await round(1);
    const otherSeed = await round(2);
    const share = (status: number) => first.filter((answered) => answered === status).length / first.length;
    expect(share(429)).toBeCloseTo(0.2, 1);
    expect(share(403)).toBeCloseTo(0.1, 1);
    expect(share(500)).toBe(0);
    expect(sameSeed).toEqual(first);
    expect(otherSeed).not.toContain(500);
    expect(otherSeed).not.toEqual(first);
    sandbox.control.clearFailures();
    expect((await call('GET', '/v2/VatCodes')).status).toBe(200);
  });

  it('include an inactive extension, which gets no token and whose earlier tokens are refused', async () => {
    sandbox.control.switches({ inactive: [sandbox.keys.clientKey] });
    expect((await call('GET', '/v2/VatCodes')).status).toBe(401);
    expect((await (await callerOf(sandbox))('GET', '/v2/VatCodes')).status).toBe(401);
    sandbox.control.switches({ inactive: [] });
    expect((await call('GET', '/v2/VatCodes')).status).toBe(200);
  });

  it('commits a slow request at once and delays only its answer', async () => {
    sandbox.control.fail({ mode: 'slow', delayMs: 60_000 });
    const answer = addOrder(call).catch(() => 'cut');
    await until(() => sandbox.control.state().orders.length > 0);
    expect(sandbox.control.state().requests.at(-1)).toMatchObject({ status: null, failure: 'slow' });
    await sandbox.close();
    expect(await answer).toBe('cut');
    await start();
  });

  it('answers with a firewall page that is no JSON', async () => {
    sandbox.control.fail({ mode: 'html', times: 2 });
    for (let request = 0; request < 2; request += 1) {
      const { headers, text } = await call('GET', '/v2/VatCodes');
      expect(headers.get('Content-Type')).toBe('text/html; charset=utf-8');
      expect(text).toMatch(/^<!doctype html>/);
    }
    expect((await call('GET', '/v2/VatCodes')).json).toHaveLength(7);
  });

  it('no longer happen once they are cleared', async () => {
    sandbox.control.fail({ mode: '500_before', times: 5 });
    sandbox.control.clearFailures();
    expect((await call('GET', '/v2/VatCodes')).status).toBe(200);
    expect(() => sandbox.control.fail({ mode: '500_before', times: 0 })).toThrow();
  });
});

describe('lists that lag behind', () => {
  let now = 1_000_000;
  beforeEach(() => start({ clock: () => now }));

  it('hide a new row for a while, although a request for its id finds it', async () => {
    sandbox.control.fail({
      mode: 'lag',
      on: { path: '/v2/(Customers|SalesOrders/Complete)$' },
      times: 2,
      delayMs: 5000,
    });
    const CustomerId = await addCustomer(call);
    const { json } = await addOrder(call, { CustomerId });
    const id = String(json['Id']);
    expect((await call('GET', '/v2/Customers')).status).toBe(204);
    expect((await call('GET', '/v2/SalesOrders')).status).toBe(204);
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

describe('the sandbox’s own page and its control over HTTP', () => {
  beforeEach(() => start({ firstId: '9007199254740993' }));

  const admin = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${sandbox.url}/sandbox${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    });
    return { status: response.status, json: (await response.json()) as Record<string, unknown> };
  };

  it('shows and changes over HTTP the same things as the control object', async () => {
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

  it('calls a listener before it handles a request, and keeps a record of every exchange', async () => {
    const seen: { path: string; orders: number }[] = [];
    const stop = sandbox.control.onRequest(
      ({ path }) => void seen.push({ path, orders: sandbox.control.state().orders.length }),
    );
    await addOrder(call);
    stop();
    await call('GET', '/v2/SalesOrders');
    expect(seen).toEqual([{ path: '/v2/SalesOrders/Complete', orders: 0 }]);
    expect(sandbox.control.exchanges()).toMatchObject([
      { method: 'POST', path: '/OAuth/Token', status: 200 },
      { method: 'POST', path: '/v2/SalesOrders/Complete', status: 201 },
      { method: 'GET', path: '/v2/SalesOrders', status: 200 },
    ]);
  });
});
