import type { DescribedDocument } from '@kontor/shared/api/described';
import type { UnmappedAnswer } from '@kontor/shared/api/unmapped';
import { dataKindsByPath, transmits } from '../../bridge-server/src/systems/poweroffice/transmits.ts';
import { bookingPayments } from '../setup/payments.ts';
import type { Caller, Http } from '../setup/http.ts';
import { openServedWorld } from '../setup/served-world.ts';
import { fixture, simpleOrder, unmappedOrder } from '../setup/woocommerce.ts';
import type { World } from '../setup/world.ts';

let world: World;
let http: Http;
let asShop: Caller;
let shopPath: string;
beforeAll(async () => {
  ({ world, http, asShop, shopPath } = await openServedWorld(bookingPayments));
  await world.sendOrders(
    simpleOrder(1),
    fixture('woocommerce-no/orders/company-orgnr-invoice', { id: 2, number: 'B-2' }),
    unmappedOrder(3),
    unmappedOrder(4),
    simpleOrder(5, { payment_method: 'stripe', payment_method_title: 'Kort' }),
  );
  await world.settle();
});
afterAll(() => world.close());

const get = async <Answer>(path: string): Promise<Answer> => {
  const answered = await http.request(asShop, 'get', `${shopPath}${path}`);
  if (answered.status !== 200) throw new Error(JSON.stringify(answered.body));
  return answered.body as Answer;
};

describe('a preview of a document', () => {
  it('tells its lines, its customer, its day and its references', async () => {
    const seen = await get<DescribedDocument & { kind: string }>('/orders/1/preview');
    expect(seen).toMatchObject({
      kind: 'plan',
      customer: { name: expect.stringMatching(/\w+ \w+/), number: null, isNew: false },
      date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      references: expect.arrayContaining([{ kind: 'order', value: '1' }]),
      lines: expect.arrayContaining([expect.objectContaining({ product: 'A-1', treatment: 'A-1', rate: '25 %' })]),
    });
    const sum = seen.lines.reduce((all, { total }) => all + Number(total?.split(' ')[0]), 0);
    expect(sum).toBeCloseTo(349);
  });

  it('has the same lines as the description of the document that was made, which names no person', async () => {
    const { transfers } = await get<{ transfers: { id: number; kind: string }[] }>('/transfers?order=2&state=done');
    const id = transfers.find(({ kind }) => kind === 'order')?.id ?? 0;
    const { described } = await get<{ described: DescribedDocument }>(`/transfers/${id}`);
    const seen = await get<DescribedDocument>('/orders/2/preview');
    expect(described.lines).toEqual(seen.lines);
    expect(described.lines.length).toBeGreaterThan(0);
    expect(described.customer).toMatchObject({ name: null });
    expect(described.references.map(({ kind }) => kind)).toEqual(
      expect.not.arrayContaining(['buyer', 'purchase_order']),
    );
  });

  it('has gaps in place of a document when nothing can be planned', async () => {
    const { transfers } = await get<{ transfers: { id: number }[] }>('/transfers?order=3&state=blocked');
    expect(await get(`/transfers/${transfers[0]?.id ?? 0}`)).toMatchObject({ described: null });
    expect(await get('/orders/3/preview')).toMatchObject({ kind: 'gaps' });
  });
});

describe('the list of what is not mapped', () => {
  const ask = async (body: object) =>
    (await http.request(asShop, 'post', `${shopPath}/connections/${world.connection.id}/unmapped`, body))
      .body as UnmappedAnswer;

  it('has rates without a product and payment methods without an account, each with its number of orders', async () => {
    expect(await ask({})).toMatchObject({
      looked: 5,
      more: false,
      treatments: [
        { rate: '11.11', area: 'domestic', country: 'NO', kind: 'article', taxClass: expect.any(String), orders: 2 },
      ],
      methods: expect.arrayContaining([{ method: 'stripe', title: 'Kort', orders: 1 }]),
      rates: [],
    });
  });

  it("has those of the shop's rates that have no product", async () => {
    const rate = (id: string, percent: string, country = 'NO', taxClass = 'standard') => ({
      id,
      percent,
      country,
      class: taxClass,
      name: 'N'.repeat(80),
    });
    const rates = [
      rate('1', '25.0000'),
      rate('2', '11.1100'),
      rate('3', '0.0000'),
      rate('4', '19', 'DE'),
      rate('5', '12', ''),
    ];
    expect((await ask({ rates })).rates).toEqual(['2', '4']);
  });

  it('is not shown to another shop', async () => {
    const { connection } = await world.addCompany();
    const other = await http.request(asShop, 'post', `${shopPath}/connections/${connection.id}/unmapped`, {});
    expect(other.status).toBe(404);
  });
});

describe('what the bridge sends to a system', () => {
  it('has declared fields only, and every kind of data stands in the privacy notice', async () => {
    await world.mirror().exchanges?.flush();
    const sent = await world.database.knex('exchanges').where({ method: 'POST' }).select('address', 'request');
    const kinds = new Set<string>();
    const resources = new Set<string>();
    for (const { address, request } of sent as { address: string; request: string | null }[]) {
      const named = Object.entries(dataKindsByPath).find(([name]) => new RegExp(`/${name}(/|$)`).test(address));
      if (!named || request === null) continue;
      resources.add(named[0]);
      for (const kind of kindsOf(JSON.parse(request), named[1], address)) kinds.add(kind);
    }
    expect([...resources]).toEqual(expect.arrayContaining(['Customers', 'SalesOrders', 'BankJournals']));
    expect([...kinds].filter((kind) => !transmits.some((declared) => declared === kind))).toEqual([]);
    expect([...kinds]).toEqual(
      expect.arrayContaining(['name', 'company', 'organisation_number', 'email', 'items', 'amounts']),
    );
  });
});

/** The kinds of data in a body. Throws for a field that is not declared. */
function kindsOf(body: unknown, declared: object, where: string): string[] {
  if (Array.isArray(body)) return body.flatMap((element) => kindsOf(element, declared, where));
  return Object.entries(body as Record<string, unknown>).flatMap(([field, value]) => {
    if (!Object.hasOwn(declared, field)) throw new Error(`${where} is sent ${field}, which is not declared`);
    const kind = (declared as Record<string, string | object | null>)[field] ?? null;
    if (kind === null) return [];
    return typeof kind === 'object' ? kindsOf(value, kind, where) : [kind];
  });
}
