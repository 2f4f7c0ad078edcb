import { operator } from '../../bridge-server/src/ids.ts';
import { openHttp, type Caller, type Http } from '../setup/http.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { openWorld, type World } from '../setup/world.ts';

let world: World;
let http: Http;
let asOperator: Caller;
const unmapped = (id: number) =>
  simpleOrder(id, {
    number: `N-${id}`,
    tax_lines: (simpleOrder(id)['tax_lines'] as object[]).map((line) => ({ ...line, rate_percent: 11.11 })),
  });
beforeAll(async () => {
  world = await openWorld();
  http = await openHttp(world);
  asOperator = await http.callerOf(operator);
  await world.sendOrders(simpleOrder(1), unmapped(2));
  await world.settle();
});
afterAll(() => world.close());

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
const read = async (query: string) =>
  (await http.request(asOperator, 'get', `/v1/shops/${world.shop}/journal?${query}`)).body as Page;

describe('the journal', () => {
  it('is found by order, number, transfer, connection, correlation id and group of codes', async () => {
    const { lines } = await read('limit=1000');
    const blocked = lines.find(({ code }) => code === 'gap.rate_unmapped');
    if (!blocked) throw new Error('no gap');
    const like = (wanted: Partial<Line>) =>
      lines.filter((line) => Object.entries(wanted).every(([name, value]) => line[name as keyof Line] === value));
    for (const [query, wanted] of [
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
      expect([query, (await read(query)).lines]).toEqual([query, like(wanted)]);
    }
    expect(like({ orderId: '2' }).length).toBeGreaterThan(2);
    expect(lines.find(({ transfer }) => transfer === blocked.transfer)).toMatchObject({
      order: 'N-2',
      system: 'poweroffice',
    });
    // A sign that patterns know is a letter like any other.
    expect((await read('code=g_p')).lines).toEqual([]);
  });

  it('is found since a moment', async () => {
    const { lines } = await read('limit=1000');
    expect((await read('limit=1000&since=2020-01-01')).lines).toEqual(lines);
    expect((await read(`since=${new Date(Date.now() + 60_000).toISOString()}`)).lines).toEqual([]);
    expect(
      (await http.request(asOperator, 'get', `/v1/shops/${world.shop}/journal?since=yesterday`)).body,
    ).toMatchObject({
      code: 'input.wrong',
    });
  });

  it('is read backwards page by page, each page oldest first', async () => {
    const { lines } = await read('limit=1000');
    const pages: Line[][] = [];
    for (let next: string | null = ''; next !== null && pages.length < 100;) {
      const page: Page = await read(`limit=3${next ? `&after=${next}` : ''}`);
      pages.unshift(page.lines);
      ({ next } = page);
    }
    expect(pages.flat()).toEqual(lines);
    expect(pages.length).toBe(Math.ceil(lines.length / 3));
  });
});
