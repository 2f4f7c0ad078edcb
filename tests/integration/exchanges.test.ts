import { pino } from 'pino';
import { operator } from '../../bridge-server/src/ids.ts';
import {
  createExchangeWriter,
  keptPerTransfer,
  readExchanges,
  type TakenPlace,
} from '../../bridge-server/src/journal/exchanges.ts';
import { companyOrder } from '../setup/company-order.ts';
import { editedOrder } from '../setup/edited-order.ts';
import { openHttp, type Caller, type Http } from '../setup/http.ts';
import { fixture, simpleOrder } from '../setup/woocommerce.ts';
import { openWorld, type World } from '../setup/world.ts';

let world: World;
let http: Http;
let asOperator: Caller;
beforeEach(async () => {
  world = await openWorld();
  http = await openHttp(world);
  asOperator = await http.callerOf(operator);
});
afterEach(() => world.close());

interface Shown {
  exchanges: {
    step: string;
    method: string;
    address: string;
    status: number | null;
    outcome: string;
    request: unknown;
    answer: unknown;
  }[];
}
const shown = async (transferId: number) =>
  (await http.request(asOperator, 'get', `/v1/shops/${world.shop}/transfers/${transferId}`)).body as Shown;
const only = async () => {
  const [transfer] = await world.transfers();
  if (!transfer) throw new Error('no transfer');
  return transfer;
};
/** Everything in the body's addresses that could tell who it is. */
const personal = (body: Record<string, unknown>): string[] =>
  [body['billing'], body['shipping']]
    .flatMap((address) => Object.entries(address as Record<string, string>))
    .flatMap(([field, value]) => (field === 'country' || value.length < 3 ? [] : [value]));

describe('what a transfer sent and was answered', () => {
  it.each([
    ['a person', simpleOrder(1)],
    ['a company', companyOrder(1)],
  ])('is shown without what tells who %s is, and without secrets', async (_who, order) => {
    await world.sendOrder(1, order);
    await world.settle();
    const { exchanges } = await shown((await only()).id);
    expect(exchanges.map(({ step, method, status }) => `${step} ${method} ${status}`)).toEqual(
      expect.arrayContaining(['poweroffice.customer.create POST 201', 'poweroffice.order.create POST 201']),
    );
    const creation = exchanges.find(({ step }) => step === 'poweroffice.order.create');
    expect(creation).toMatchObject({
      address: expect.stringMatching(/\/SalesOrders\/Complete$/),
      outcome: 'answered',
      request: {
        ImportedOrderNo: 1,
        CurrencyCode: 'NOK',
        SalesOrderStatus: 'Draft',
        SalesOrderLines: expect.arrayContaining([expect.objectContaining({ Quantity: expect.anything() })]),
      },
      answer: { TotalAmount: expect.anything(), SalesOrderNo: expect.anything() },
    });
    const rows = await world.database.knex<{ address: string }>('exchanges').select();
    // The sandbox's port, which may hold the digits of a post code, tells nothing of anybody.
    const stored = JSON.stringify(rows.map((row) => ({ ...row, address: row.address.replace(/^[^/]+/, '') })));
    expect(personal(order).length).toBeGreaterThan(8);
    for (const secret of [...personal(order), ...Object.values(world.sandbox.keys), 'Bearer', 'access_token'])
      expect(stored).not.toContain(secret);
  });

  it('holds the edits of a draft, and no read that went well', async () => {
    await world.sendOrder(1, editedOrder(1, { lines: [{ id: 1, quantity: 1, net: 10_000 }] }));
    await world.settle();
    await world.sendOrder(2, editedOrder(1, { lines: [{ id: 1, quantity: 2, net: 20_000 }] }));
    const amendment = (await world.settle()).find(({ kind }) => kind === 'amendment');
    const { exchanges } = await shown(amendment?.id ?? 0);
    expect(exchanges.map(({ step, method }) => `${step} ${method}`)).toEqual(['poweroffice.line.change PATCH']);
    expect(exchanges[0]?.request).toEqual(
      expect.arrayContaining([expect.objectContaining({ op: 'replace', path: '/Quantity', value: 2 })]),
    );
  });

  it("holds refusals with the vendor's words, and calls that were never answered", async () => {
    world.sandbox.control.fail({ mode: 'cut_after', on: { method: 'POST', path: 'SalesOrders/Complete' } });
    // Go does not know the company's number as one that receives EHF, and says so with the number.
    await world.sendOrders(fixture('woocommerce-no/orders/company-orgnr-invoice'), simpleOrder(2));
    const all = await world.settle();
    const of = (orderNumber: string) => all.find((transfer) => transfer.orderNumber === orderNumber)?.id ?? 0;
    const { exchanges: refused } = await shown(of('31'));
    expect(refused.find(({ status }) => status === 400)).toMatchObject({
      step: 'poweroffice.customer.create',
      request: { InvoiceDeliveryType: 'EHF', OrganizationNumber: '‹digits 9›' },
      answer: {
        title: 'Customer validation error(s)',
        detail: 'The organization number ‹digits 9› is not registered in ELMA and cannot receive EHF.',
      },
    });
    expect(JSON.stringify(await world.database.knex('exchanges'))).not.toContain('923609016');
    const { exchanges: cut } = await shown(of('2'));
    expect(cut.find(({ outcome }) => outcome === 'cut')).toMatchObject({
      step: 'poweroffice.order.create',
      status: null,
      answer: null,
      request: { ImportedOrderNo: 2 },
    });
  });
});

const taken = (transferId: number, request: TakenPlace['request'] = '{"Id":1}') => ({
  at: new Date(),
  shopId: world.shop,
  transferId,
  correlationId: 'c',
  step: 's',
  method: 'POST',
  address: 'host/path',
  request,
  status: 200,
  answer: null,
  outcome: 'answered',
  ms: 1.5,
  disclosure: { harmless: ['Id'], words: [] },
});

describe('exchanges are written down', () => {
  it('together, and of one transfer only the newest few stay', async () => {
    const writer = createExchangeWriter(world.database.pool, pino({ level: 'silent' }), { batch: 10 });
    for (let id = 1; id <= 55; id++) writer.note(taken(7, `{"Id":${id}}`));
    writer.note(taken(8, '{"Id":"a\\u0000b"}'));
    await writer.flush();
    const kept = await readExchanges(world.database.knex, world.shop, 7);
    expect([kept.length, kept[0]?.request, kept.at(-1)?.request]).toEqual([keptPerTransfer, '{"Id":36}', '{"Id":55}']);
    expect((await world.database.knex('exchanges').where({ transfer_id: 7 })).length).toBeLessThanOrEqual(
      keptPerTransfer + 10,
    );
    expect(await readExchanges(world.database.knex, world.shop, 8)).toHaveLength(1);
  });

  it('with the media type and the size of a body that is no text', async () => {
    const writer = createExchangeWriter(world.database.pool, pino({ level: 'silent' }));
    writer.note(taken(7, { mediaType: 'application/pdf', bytes: 48_211 }));
    writer.note(taken(7, { mediaType: '', bytes: 3 }));
    await writer.flush();
    expect((await readExchanges(world.database.knex, world.shop, 7)).map(({ request }) => request)).toEqual([
      '‹application/pdf, 48211 bytes›',
      '‹unknown media type, 3 bytes›',
    ]);
  });

  it('later where the database does not take them now; what is dropped is named', async () => {
    let down = true;
    const lines: string[] = [];
    const database = {
      query: (...given: unknown[]) =>
        down
          ? Promise.reject(new Error('gone'))
          : (world.database.pool.query as (...all: unknown[]) => unknown)(...given),
    };
    const log = pino({ level: 'error' }, { write: (line: string) => void lines.push(line) });
    const writer = createExchangeWriter(database as never, log, { delayMs: 5, most: 3 });
    for (const id of [1, 2, 3, 4]) writer.note(taken(9, `{"Id":${id}}`));
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { code: 'exchanges.dropped', count: 1, transfers: [9] },
    ]);
    down = false;
    await writer.flush();
    expect((await readExchanges(world.database.knex, world.shop, 9)).map(({ request }) => request)).toEqual([
      '{"Id":2}',
      '{"Id":3}',
      '{"Id":4}',
    ]);
    down = true;
    writer.note(taken(9));
    await writer.flush();
    expect(lines).toHaveLength(2);
  });
});
