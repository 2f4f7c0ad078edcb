import type { Caller, Http } from '../setup/http.ts';
import { openServedWorld, readAllPages } from '../setup/served-world.ts';
import { simpleOrder, unmappedOrder } from '../setup/woocommerce.ts';
import type { World } from '../setup/world.ts';

let world: World;
let http: Http;
let asOperator: Caller;
beforeAll(async () => {
  ({ world, http, asOperator } = await openServedWorld());
  await world.sendOrders(simpleOrder(1), unmappedOrder(2, { number: 'N-2' }));
  await world.settle();
});
afterAll(() => world.close());

/** A line of the journal as the operator reads it. */
interface Line {
  at: string;
  shop: string;
  connection: string | null;
  system: string | null;
  orderId: string | null;
  order: string | null;
  actor: string;
  transfer: number | null;
  correlationId: string | null;
  code: string;
}
interface Page {
  next: string | null;
  lines: Line[];
}
const readPage = async (query: string) =>
  (await http.request(asOperator, 'get', `/v1/shops/${world.shop}/journal?${query}`)).body as Page;

describe('the journal', () => {
  it('is filtered by order, number, transfer, connection, correlation id, actor, system, state and group of codes', async () => {
    const { lines } = await readPage('limit=1000');
    const blocked = lines.find(({ code }) => code === 'gap.rate_unmapped');
    if (!blocked) throw new Error('no gap');
    const linesWith = (fields: Partial<Line>) =>
      lines.filter((line) => Object.entries(fields).every(([name, value]) => line[name as keyof Line] === value));
    for (const [query, fields] of [
      ['order=2', { orderId: '2' }],
      ['number=N-2', { orderId: '2' }],
      [`transfer=${blocked.transfer}`, { transfer: blocked.transfer }],
      [`connection=${world.connection.id}`, { connection: world.connection.id }],
      [`correlation=${blocked.correlationId}`, { correlationId: blocked.correlationId }],
      ['limit=1000', { shop: world.shop }],
      ['code=gap.', { code: 'gap.rate_unmapped' }],
      ['code=gap.&order=1', { code: 'gap.none' }],
      ['actor=intake', { actor: 'intake' }],
      ['actor=worker', { actor: 'worker' }],
      ['actor=operator:', { actor: 'operator:tester' }],
      ['system=poweroffice', { system: 'poweroffice' }],
      ['system=toy', { system: 'toy' }],
      ['state=blocked', { transfer: blocked.transfer }],
      ['state=closed', { transfer: -1 }],
    ] as [string, Partial<Line>][]) {
      expect({ query, lines: (await readPage(query)).lines }).toEqual({ query, lines: linesWith(fields) });
    }
    expect(linesWith({ orderId: '2' }).length).toBeGreaterThan(2);
    expect(lines.find(({ transfer }) => transfer === blocked.transfer)).toMatchObject({
      order: 'N-2',
      system: 'poweroffice',
    });
    // `_` is a wildcard in a pattern of SQL, but here it is a letter like any other.
    expect((await readPage('code=g_p')).lines).toEqual([]);
  });

  it('is filtered by time', async () => {
    const { lines } = await readPage('limit=1000');
    expect((await readPage('limit=1000&since=2020-01-01')).lines).toEqual(lines);
    expect((await readPage(`since=${new Date(Date.now() + 60_000).toISOString()}`)).lines).toEqual([]);
    expect(
      (await http.request(asOperator, 'get', `/v1/shops/${world.shop}/journal?since=yesterday`)).body,
    ).toMatchObject({
      code: 'input.wrong',
    });
  });

  it('is read backwards page by page, each page oldest first', async () => {
    const { lines } = await readPage('limit=1000');
    const pages = await readAllPages((after) => readPage(`limit=3${after ? `&after=${after}` : ''}`));
    // The newest page comes first.
    expect(pages.toReversed().flatMap((page) => page.lines)).toEqual(lines);
    expect(pages.length).toBe(Math.ceil(lines.length / 3));
  });
});
