import { answerOf, type OutgoingRequest, type Sent } from '../../egress/request.ts';
import type { SystemContext } from '../contract.ts';
import { memoryFacts } from '../../../../tests/setup/memory-facts.ts';
import { pageSize } from './client.ts';
import { definePoweroffice } from './system.ts';

const answer = (status: number, body: unknown = ''): Sent =>
  answerOf(status, {}, Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)));
const now = Date.parse('2026-11-22T12:00:00Z');

/** Follows a vendor that answers each filter as told, and keeps the queries. */
function office(answers: { sent?: Sent; balance?: Sent }) {
  const asked: URLSearchParams[] = [];
  const system = definePoweroffice(() => now);
  const context: SystemContext<unknown, unknown, unknown> = {
    operator: { applicationKey: 'app', subscriptionKey: 'sub', address: 'https://go.test/' },
    settings: {},
    credentials: { clientKey: 'client' },
    connection: 'one',
    send: async ({ method, url }: OutgoingRequest) => {
      if (url.endsWith('/OAuth/Token')) return answer(200, { access_token: 't', expires_in: 1200 });
      const { pathname, searchParams } = new URL(url);
      expect(`${method} ${pathname}`).toBe('GET /v2/OutgoingInvoices');
      asked.push(searchParams);
      return answers[searchParams.has('sentDateTimeOffsetGreaterThan') ? 'sent' : 'balance'] ?? answer(204);
    },
    store: memoryFacts(),
  };
  return {
    asked,
    follow: async (cursor: unknown = null) => {
      const followed = await system.follow?.(context, cursor);
      if (!followed) throw new Error('the system is not followed');
      return followed;
    },
  };
}

const invoice = (change: object = {}) => ({
  Id: 'b5a1c3d0-0000-4000-8000-000000000001',
  InvoiceNo: 10001,
  VoucherType: 'OutgoingInvoice',
  VoucherDate: '2026-11-20',
  CurrencyCode: 'NOK',
  SentDateTimeOffset: '2026-11-20 08:03:00.123456+00:00',
  InvoiceDeliveryType: 'PdfByEmail',
  TotalAmount: 349,
  TotalPostedAmount: 349,
  Balance: 349,
  BalanceLastChangedDateTimeOffset: '2026-11-20 08:03:01.5+00:00',
  IsReversed: false,
  ExternalImportReference: 's1-23',
  CustomMatchingReference: 's1-23',
  ...change,
});
const sentState = {
  invoiceNumber: '10001',
  invoicedAt: '2026-11-20',
  sentAt: '2026-11-20T08:03:00.123Z',
  sentBy: 'PdfByEmail',
  balance: 34_900,
};
const stateOf = async (change: object) => {
  const followed = await office({ balance: answer(200, [invoice(change)]) }).follow();
  return followed.kind === 'followed' ? followed.changes.map(({ state }) => state) : followed;
};

describe('following the office', () => {
  it('asks for what was sent and what was paid in the last ninety days, whoever sent it', async () => {
    const { follow, asked } = office({});
    const start = { after: '2026-08-24T12:00:00.000Z', newest: '2026-08-24T12:00:00.000Z', page: 1 };
    expect(await follow()).toEqual({
      kind: 'followed',
      changes: [],
      cursor: { sent: start, balance: start },
      more: false,
    });
    const paging = { OrderBy: 'VoucherNo', PageNumber: '1', PageSize: String(pageSize) };
    expect(asked.map((query) => Object.fromEntries(query))).toEqual([
      { sentDateTimeOffsetGreaterThan: start.after, ...paging },
      { balanceLastChangedDateTimeOffsetGreaterThan: start.after, ...paging },
    ]);
  });

  it("goes on ten minutes before the newest time of each filter, by the vendor's clock", async () => {
    const found = answer(200, [
      invoice(),
      invoice({ Id: 'other', SentDateTimeOffset: '2026-11-19T08:00:00+01:00', ExternalImportReference: 's1-22' }),
    ]);
    const first = await office({ sent: found }).follow();
    if (first.kind !== 'followed') throw new Error(first.kind);
    const { follow, asked } = office({});
    const second = await follow(first.cursor);
    expect(asked.map((query) => [...query.values()][0])).toEqual([
      '2026-11-20T07:53:00.123Z',
      '2026-08-24T12:00:00.000Z',
    ]);
    // Where nothing is new, nothing moves: neither on nor back.
    expect(second).toMatchObject({ changes: [], cursor: first.cursor });
  });

  it('reads one page at a time, from the same time until none is left', async () => {
    const full = Array.from({ length: pageSize }, (_, row) =>
      invoice({ Id: `i${row}`, ExternalImportReference: `s1-${row}` }),
    );
    const first = await office({ balance: answer(200, full) }).follow();
    if (first.kind !== 'followed') throw new Error(first.kind);
    expect([first.changes.length, first.more]).toEqual([pageSize, true]);
    const { follow, asked } = office({
      balance: answer(200, [invoice({ BalanceLastChangedDateTimeOffset: '2026-11-19T00:00:00Z' })]),
    });
    const last = await follow(first.cursor);
    expect(asked[1]?.get('PageNumber')).toBe('2');
    expect(asked[1]?.get('balanceLastChangedDateTimeOffsetGreaterThan')).toBe('2026-08-24T12:00:00.000Z');
    expect(last).toMatchObject({ more: false, cursor: { balance: { page: 1, after: '2026-11-20T07:53:01.500Z' } } });
  });

  it('tells number, day, sending and what is open', async () => {
    const found = answer(200, [invoice()]);
    expect(await office({ sent: found, balance: found }).follow()).toMatchObject({
      changes: [{ key: 's1-23', state: sentState }],
    });
  });

  it.each<[string, object, object]>([
    [
      'nothing open is paid, at the time of that',
      { Balance: 0, BalanceLastChangedDateTimeOffset: '2026-11-21T09:00:00Z' },
      { ...sentState, balance: 0, paidAt: '2026-11-21T09:00:00.000Z' },
    ],
    ['a part', { Balance: 100.5 }, { ...sentState, balance: 10_050 }],
    [
      'a credit note',
      { TotalAmount: -349, TotalPostedAmount: -349, Balance: -349 },
      { ...sentState, balance: -34_900 },
    ],
    ['a reversed invoice is not paid', { Balance: 0, IsReversed: true }, { ...sentState, balance: 0 }],
    [
      'an unknown balance',
      { Balance: null },
      { invoiceNumber: '10001', invoicedAt: '2026-11-20', sentAt: sentState.sentAt, sentBy: 'PdfByEmail' },
    ],
    [
      'an imported invoice was sent by nobody here',
      { SentDateTimeOffset: null },
      { invoiceNumber: '10001', invoicedAt: '2026-11-20', balance: 34_900 },
    ],
    [
      'a time that cannot be read',
      { Balance: 0, BalanceLastChangedDateTimeOffset: 'soon' },
      { ...sentState, balance: 0 },
    ],
    [
      'another currency, all of it open',
      { CurrencyCode: 'EUR', TotalAmount: 30, TotalPostedAmount: 349, Balance: 349 },
      { ...sentState, balance: 3000 },
    ],
    [
      'another currency, nothing open',
      { CurrencyCode: 'JPY', TotalAmount: 30, TotalPostedAmount: 349, Balance: 0 },
      { ...sentState, balance: 0, paidAt: '2026-11-20T08:03:01.500Z' },
    ],
    [
      'another currency, a part of it open',
      { CurrencyCode: 'EUR', TotalAmount: 30, TotalPostedAmount: 349, Balance: 100 },
      { invoiceNumber: '10001', invoicedAt: '2026-11-20', sentAt: sentState.sentAt, sentBy: 'PdfByEmail' },
    ],
  ])('%s', async (_what, change, state) => expect(await stateOf(change)).toEqual([state]));

  it("knows an invoice by either reference, and never takes another's for it", async () => {
    const found = answer(200, [
      invoice({ Id: 'own', InvoiceNo: 1 }),
      invoice({ Id: 'copy', InvoiceNo: 2, ExternalImportReference: null }),
      invoice({ Id: 'credit', InvoiceNo: 3, ExternalImportReference: 's1-23-cancellation' }),
      invoice({ Id: 'matched', InvoiceNo: 4, ExternalImportReference: null, CustomMatchingReference: 's1-24' }),
      invoice({ Id: 'foreign', InvoiceNo: 5, ExternalImportReference: null, CustomMatchingReference: null }),
    ]);
    const followed = await office({ sent: found }).follow();
    const numbers =
      followed.kind === 'followed' ? followed.changes.map(({ key, state }) => `${key} ${state.invoiceNumber}`) : [];
    expect(numbers.sort()).toEqual(['s1-23 1', 's1-23-cancellation 3', 's1-24 4']);
  });

  it.each<[string, Sent, object]>([
    ['500', answer(500, { title: 'Fault' }), { kind: 'doubt', code: 'doubt.server_error' }],
    [
      '429',
      answer(429, { statusCode: 429, message: 'Try again in 3 seconds.' }),
      { kind: 'held', code: 'held.rate_limited', retryAfterSeconds: 3 },
    ],
    ['a cut', { kind: 'unanswered', why: 'cut', what: { word: 'cut' } }, { kind: 'doubt', code: 'doubt.cut' }],
    ["a page of somebody else's", answer(200, '<html></html>'), { kind: 'held', code: 'held.unreadable' }],
    ['403', answer(403), { kind: 'held', code: 'held.forbidden' }],
    ['401', answer(401), { kind: 'held', code: 'held.unauthorized' }],
    ['400', answer(400, { title: 'Invalid resourceParameter' }), { kind: 'doubt', code: 'doubt.refused' }],
    [
      'no room in the budget',
      { kind: 'not_sent', why: 'no_budget', what: { word: 'full' }, retryAfterSeconds: 2 },
      { kind: 'postponed', retryAfterSeconds: 2 },
    ],
  ])('%s of either question gives no cursor', async (_what, failure, expected) => {
    for (const answers of [{ sent: failure }, { sent: answer(200, [invoice()]), balance: failure }]) {
      const followed = await office(answers).follow();
      expect(followed).toMatchObject(expected);
      expect(followed).not.toHaveProperty('cursor');
    }
  });
});
