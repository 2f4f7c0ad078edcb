import type { Sent } from '../../egress/request.ts';
import { systemOf, systems } from '../registry.ts';
import type { SystemContext } from '../contract.ts';
import { memoryFacts } from '../../../../tests/setup/memory-facts.ts';
import { productCode, settings } from './settings/connection.ts';
import { addressesOf, operator, rateOf } from './settings/operator.ts';
import { definePoweroffice } from './system.ts';

const json = (status: number, body: unknown): Sent => ({ kind: 'answer', status, headers: {}, body: JSON.stringify(body) });
const token = json(200, { access_token: 't', expires_in: 600 });

function check(information: Sent, tokenAnswer: Sent = token) {
  const context: SystemContext<unknown, unknown, unknown> = {
    operator: { applicationKey: 'app', subscriptionKey: 'sub' }, settings: {}, credentials: { clientKey: 'client' }, connection: 'one',
    send: async ({ url }) => (url.endsWith('/Token') ? tokenAnswer : information),
    store: memoryFacts(),
  };
  return definePoweroffice().check(context);
}
const rights = ['Customer_Full', 'Product_Full', 'SalesOrders_Full', 'OutgoingInvoice'];

describe('check', () => {
  it('names the company behind the keys', async () => {
    expect(await check(json(200, { ClientId: 'f5ee', ClientName: 'Demo Butikk AS', ValidPrivileges: rights, InvalidPrivileges: null })))
      .toEqual({ ok: true, latencyMs: expect.any(Number) as unknown, account: 'f5ee', accountName: 'Demo Butikk AS', details: [], notes: [] });
  });

  it('notes privileges that are missing and those that do not work', async () => {
    const report = await check(json(200, { ClientId: 'f5ee', ValidPrivileges: ['Customer', 'Product'], InvalidPrivileges: ['SalesOrders_Full'] }));
    expect(report).toMatchObject({ ok: true, accountName: 'f5ee', notes: [
      expect.stringMatching(/Customer_Full is missing/), expect.stringMatching(/SalesOrders_Full does not work/), expect.stringMatching(/OutgoingInvoice is missing/),
    ] });
  });

  it('says with wrong keys that the extension may not be active', async () => {
    expect(await check(token, json(400, { error: 'invalid_client', error_description: 'Client integration not found.' }))).toMatchObject({
      ok: false, code: 'door.credentials', cause: 'invalid_client: Client integration not found.', remedy: expect.stringContaining('Meny › Innstillinger › Utvidelser') as unknown,
    });
  });

  it.each<[string, Sent]>([
    ['door.forbidden', { kind: 'answer', status: 403, headers: {}, body: '' }], ['door.unreachable', { kind: 'not_sent', why: 'name_unknown', cause: 'no such name' }],
    ['door.address', { kind: 'not_sent', why: 'address_refused', cause: 'private' }], ['door.rate_limit', { kind: 'not_sent', why: 'no_budget', cause: 'full' }],
    ['door.unreadable', json(200, {})], ['doubt.timeout', { kind: 'unanswered', why: 'timeout', cause: 'slow' }], ['refused.not_found', json(404, { title: 'Not found' })],
  ])('%s comes with a cause and a remedy', async (code, information) => {
    const report = await check(information);
    expect(report).toMatchObject({ ok: false, code, cause: expect.stringMatching(/./) as unknown, remedy: expect.stringMatching(/./) as unknown });
  });
});

describe('settings', () => {
  it('lead to the vendor\'s addresses, or to another server with the same paths', () => {
    const keys = { applicationKey: 'a', subscriptionKey: 's' };
    expect(addressesOf(operator.parse(keys))).toEqual({ token: 'https://goapi.poweroffice.net/OAuth/Token', api: 'https://goapi.poweroffice.net/v2' });
    expect(addressesOf(operator.parse({ ...keys, environment: 'demo' }))).toEqual({ token: 'https://goapi.poweroffice.net/Demo/OAuth/Token', api: 'https://goapi.poweroffice.net/Demo/v2' });
    expect(addressesOf(operator.parse({ ...keys, address: 'http://127.0.0.1:8900/' }))).toEqual({ token: 'http://127.0.0.1:8900/OAuth/Token', api: 'http://127.0.0.1:8900/v2' });
  });

  it('count requests for each subscription key without telling it', () => {
    const rate = (subscriptionKey: string, requestsPerSecond?: string) => rateOf(operator.parse({ applicationKey: 'a', subscriptionKey, requestsPerSecond }));
    expect(rate('secret-one').perSecond).toBe(10);
    expect(rate('secret-one', '2.5').perSecond).toBe(2.5);
    expect(rate('secret-one').key).toBe(rate('secret-one').key);
    expect(rate('secret-one').key).not.toBe(rate('secret-two').key);
    expect(rate('secret-one').key).not.toContain('secret');
    expect(operator.safeParse({ applicationKey: 'a', subscriptionKey: 's', requestsPerSecond: '0' }).success).toBe(false);
  });

  it('all have defaults, and read again what they wrote', () => {
    const defaults = settings.parse({});
    expect(defaults.products.map(({ rate, number }) => `${rate}→${productCode(defaults, number)}`)).toEqual(['25→A-1', '15→A-2', '12→A-3', '0→A-99', 'none→A-99']);
    expect(settings.parse(JSON.parse(JSON.stringify(defaults)))).toEqual(defaults);
    expect(settings.safeParse({ products: [{ rate: '25.0', number: '1' }] }).success).toBe(false);
    expect(settings.safeParse({ roundingProduct: 'A-1,A-2' }).success).toBe(false);
  });
});

describe('registry', () => {
  it('knows systems by their own key, and nothing else', () => {
    for (const [key, system] of Object.entries(systems)) expect(systemOf(key)).toBe(system);
    expect(systemOf('poweroffice')?.label).toBe('PowerOffice Go');
    expect(systemOf('toString')).toBeUndefined();
  });
});
