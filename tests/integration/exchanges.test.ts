import { pino } from 'pino';
import {
  createExchangeWriter,
  keptPerTransfer,
  readExchanges,
  type NewExchange,
} from '../../bridge-server/src/journal/exchanges.ts';
import { companyOrder } from '../setup/company-order.ts';
import { editedOrder } from '../setup/edited-order.ts';
import type { Caller, Http } from '../setup/http.ts';
import { openServedWorld } from '../setup/served-world.ts';
import { fixture, simpleOrder } from '../setup/woocommerce.ts';
import type { World } from '../setup/world.ts';

let world: World;
let http: Http;
let asOperator: Caller;
beforeEach(async () => {
  ({ world, http, asOperator } = await openServedWorld());
});
afterEach(() => world.close());

/** A transfer as the operator is shown it. */
interface ShownTransfer {
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
const showTransfer = async (transferId: number) =>
  (await http.request(asOperator, 'get', `/v1/shops/${world.shop}/transfers/${transferId}`)).body as ShownTransfer;
const onlyTransfer = async () => {
  const [transfer] = await world.transfers();
  if (!transfer) throw new Error('no transfer');
  return transfer;
};
/** Every text in the body's addresses that could tell who the customer is. */
const personalTexts = (body: Record<string, unknown>): string[] =>
  [body['billing'], body['shipping']]
    .flatMap((address) => Object.entries(address as Record<string, string>))
    .flatMap(([field, value]) => (field === 'country' || value.length < 3 ? [] : [value]));

describe('the exchanges of a transfer', () => {
  it.each([
    ['a person', simpleOrder(1)],
    ['a company', companyOrder(1)],
  ])('are shown without secrets and without anything that tells who %s is', async (_who, order) => {
    await world.sendOrder(1, order);
    await world.settle();
    const { exchanges } = await showTransfer((await onlyTransfer()).id);
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
    // The address is left out, since the sandbox's port may have the digits of a post code.
    const stored = JSON.stringify(rows.map((row) => ({ ...row, address: row.address.replace(/^[^/]+/, '') })));
    expect(personalTexts(order).length).toBeGreaterThan(8);
    for (const secret of [...personalTexts(order), ...Object.values(world.sandbox.keys), 'Bearer', 'access_token'])
      expect(stored).not.toContain(secret);
  });

  it('have the edits of a draft, but no read that succeeded', async () => {
    await world.sendOrder(1, editedOrder(1, { lines: [{ id: 1, quantity: 1, net: 10_000 }] }));
    await world.settle();
    await world.sendOrder(2, editedOrder(1, { lines: [{ id: 1, quantity: 2, net: 20_000 }] }));
    const amendment = (await world.settle()).find(({ kind }) => kind === 'amendment');
    const { exchanges } = await showTransfer(amendment?.id ?? 0);
    expect(exchanges.map(({ step, method }) => `${step} ${method}`)).toEqual(['poweroffice.line.change PATCH']);
    expect(exchanges[0]?.request).toEqual(
      expect.arrayContaining([expect.objectContaining({ op: 'replace', path: '/Quantity', value: 2 })]),
    );
  });

  it("have refusals with the vendor's words, and calls that were never answered", async () => {
    world.sandbox.control.fail({ mode: 'cut_after', on: { method: 'POST', path: 'SalesOrders/Complete' } });
    // Go refuses EHF for this company, and names the company's number in its refusal.
    await world.sendOrders(fixture('woocommerce-no/orders/company-orgnr-invoice'), simpleOrder(2));
    const all = await world.settle();
    const transferOf = (orderNumber: string) => all.find((transfer) => transfer.orderNumber === orderNumber)?.id ?? 0;
    const { exchanges: refused } = await showTransfer(transferOf('31'));
    expect(refused.find(({ status }) => status === 400)).toMatchObject({
      step: 'poweroffice.customer.create',
      request: { InvoiceDeliveryType: 'EHF', OrganizationNumber: '‹digits 9›' },
      answer: {
        title: 'Customer validation error(s)',
        detail: 'The organization number ‹digits 9› is not registered in ELMA and cannot receive EHF.',
      },
    });
    expect(JSON.stringify(await world.database.knex('exchanges'))).not.toContain('923609016');
    const { exchanges: cut } = await showTransfer(transferOf('2'));
    expect(cut.find(({ outcome }) => outcome === 'cut')).toMatchObject({
      step: 'poweroffice.order.create',
      status: null,
      answer: null,
      request: { ImportedOrderNo: 2 },
    });
  });
});

/** An exchange as the bridge notes it. */
const exchangeOf = (transferId: number, request: NewExchange['request'] = '{"Id":1}') => ({
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

describe('the writer of exchanges', () => {
  it('writes many at once, and keeps only the newest of a transfer', async () => {
    const writer = createExchangeWriter(world.database.pool, pino({ level: 'silent' }), { batch: 10 });
    for (let id = 1; id <= 55; id++) writer.note(exchangeOf(7, `{"Id":${id}}`));
    writer.note(exchangeOf(8, '{"Id":"a\\u0000b"}'));
    await writer.flush();
    const kept = await readExchanges(world.database.knex, world.shop, 7);
    expect({ count: kept.length, oldest: kept[0]?.request, newest: kept.at(-1)?.request }).toEqual({
      count: keptPerTransfer,
      oldest: '{"Id":36}',
      newest: '{"Id":55}',
    });
    expect((await world.database.knex('exchanges').where({ transfer_id: 7 })).length).toBeLessThanOrEqual(
      keptPerTransfer + 10,
    );
    expect(await readExchanges(world.database.knex, world.shop, 8)).toHaveLength(1);
  });

  it('writes the media type and the size in place of a body that is not text', async () => {
    const writer = createExchangeWriter(world.database.pool, pino({ level: 'silent' }));
    writer.note(exchangeOf(7, { mediaType: 'application/pdf', bytes: 48_211 }));
    writer.note(exchangeOf(7, { mediaType: '', bytes: 3 }));
    await writer.flush();
    expect((await readExchanges(world.database.knex, world.shop, 7)).map(({ request }) => request)).toEqual([
      '‹application/pdf, 48211 bytes›',
      '‹unknown media type, 3 bytes›',
    ]);
  });

  it('writes later what the database does not take now, and logs what it drops', async () => {
    let isDown = true;
    const lines: string[] = [];
    const database = {
      query: (...query: unknown[]) =>
        isDown
          ? Promise.reject(new Error('gone'))
          : (world.database.pool.query as (...all: unknown[]) => unknown)(...query),
    };
    const log = pino({ level: 'error' }, { write: (line: string) => void lines.push(line) });
    const writer = createExchangeWriter(database as never, log, { delayMs: 5, most: 3 });
    for (const id of [1, 2, 3, 4]) writer.note(exchangeOf(9, `{"Id":${id}}`));
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { code: 'exchanges.dropped', count: 1, transfers: [9] },
    ]);
    isDown = false;
    await writer.flush();
    expect((await readExchanges(world.database.knex, world.shop, 9)).map(({ request }) => request)).toEqual([
      '{"Id":2}',
      '{"Id":3}',
      '{"Id":4}',
    ]);
    isDown = true;
    writer.note(exchangeOf(9));
    await writer.flush();
    expect(lines).toHaveLength(2);
  });
});
