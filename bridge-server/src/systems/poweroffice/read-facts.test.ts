import { readFileSync } from 'node:fs';
import { readOrder } from '@kontor/shared/woocommerce';
import type { Sent } from '../../egress/request.ts';
import type { SystemContext } from '../contract.ts';
import { definePoweroffice } from './system.ts';

const order = (() => {
  const body: unknown = JSON.parse(readFileSync(new URL('../../../../tests/fixtures/woocommerce-no/orders/four-rates-shipping.json', import.meta.url), 'utf8'));
  const read = readOrder(body, []);
  if (!read.ok) throw new Error(read.error.cause);
  return read.value;
})();
const request = { kind: 'order' as const, reference: '', order, key: 'shop-1-23', customerKey: 'c-1', settings: {} };
const json = (body: unknown): Sent => ({ kind: 'answer', status: 200, headers: {}, body: JSON.stringify(body) });
const empty: Sent = { kind: 'answer', status: 204, headers: {}, body: '' };

/** Go with these products and customers; the store forgets what is older than it is asked for. */
function go(products: object[], customers: object[] = [], faults: (url: URL) => Sent | undefined = () => undefined) {
  const asked: string[] = [];
  const store = new Map<string, { value: unknown; at: number }>();
  let now = 0;
  const context: SystemContext<unknown, unknown, unknown> = {
    operator: { applicationKey: 'app', subscriptionKey: 'sub' }, settings: {}, credentials: { clientKey: 'client' }, connection: 'one',
    send: async ({ url }) => {
      if (url.endsWith('/OAuth/Token')) return json({ access_token: 't', expires_in: 1200 });
      const { pathname, searchParams } = new URL(url);
      asked.push(`${pathname.split('/').at(-1)} ${searchParams.get('codes') ?? searchParams.get('externalImportReference')}`);
      const fault = faults(new URL(url));
      if (fault) return fault;
      const rows = pathname.endsWith('/Products') ? products : customers;
      return rows.length === 0 ? empty : json(rows);
    },
    store: {
      get: async (name, maxAgeSeconds) => { const kept = store.get(name); return kept && now - kept.at <= maxAgeSeconds ? kept.value : undefined; },
      put: async (name, value) => { store.set(name, { value, at: now }); },
    },
  };
  const system = definePoweroffice(() => 0);
  return { asked, read: () => system.readFacts(context, request), later: (seconds: number) => { now += seconds; } };
}
const product = (code: string, id: number, archived = false) => ({ Id: id, Code: code, Name: code, IsArchived: archived });
const four = [product('A-1', 1), product('A-2', 2), product('A-3', 3), product('A-99', 4)];

describe('facts', () => {
  it('are the products that the order needs, the one for rounding, and the customer', async () => {
    const { read, asked } = go([...four, product('A-10', 5)], [{ Id: 77, ExternalImportReference: 'c-1' }]);
    expect(await read()).toEqual({
      kind: 'facts',
      facts: { products: ['A-1', 'A-2', 'A-3', 'A-99'].map((code, index) => ({ code, id: String(index + 1), archived: false })), customerId: '77' },
    });
    expect(asked).toEqual(['Products A-1,A-2,A-3,A-99', 'Customers c-1']);
  });

  it('are remembered: products for ten minutes, the customer for long', async () => {
    const { read, asked, later } = go(four, [{ Id: 77, ExternalImportReference: 'c-1' }]);
    await read();
    later(599);
    const again = await read();
    expect(again).toMatchObject({ kind: 'facts', facts: { customerId: '77' } });
    expect(asked).toHaveLength(2);
    later(2);
    await read();
    expect(asked.slice(2)).toEqual(['Products A-1,A-2,A-3,A-99']);
  });

  it('ask afresh for what is missing, archived or ambiguous, and for a customer that Go does not have', async () => {
    const { read, asked } = go([product('A-1', 1), product('A-2', 2, true), product('A-3', 3), product('A-3', 9)]);
    expect(await read()).toMatchObject({ kind: 'facts', facts: { customerId: null } });
    await read();
    expect(asked).toEqual(['Products A-1,A-2,A-3,A-99', 'Customers c-1', 'Products A-2,A-3,A-99', 'Customers c-1']);
  });

  it('take only a customer whose reference is exactly ours', async () => {
    expect(await go(four, [{ Id: 5, ExternalImportReference: 'c-10' }]).read()).toMatchObject({ facts: { customerId: null } });
  });

  it.each<[Sent, object]>([
    [{ kind: 'answer', status: 429, headers: { 'retry-after': '2' }, body: '' }, { kind: 'door', code: 'door.rate_limit', retryAfterSeconds: 2 }],
    [{ kind: 'not_sent', why: 'no_budget', cause: 'full', retryAfterSeconds: 3 }, { kind: 'held_back', retryAfterSeconds: 3 }],
    [{ kind: 'answer', status: 500, headers: {}, body: '' }, { kind: 'doubt', code: 'doubt.server_error' }],
  ])('%j keeps the order waiting rather than giving it a gap', async (fault, expected) => {
    expect(await go(four, [], ({ pathname }) => (pathname.endsWith('/Products') ? fault : undefined)).read()).toMatchObject(expected);
    expect(await go(four, [], ({ pathname }) => (pathname.endsWith('/Customers') ? fault : undefined)).read()).toMatchObject(expected);
  });
});
