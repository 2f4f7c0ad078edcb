import type { Sent } from '../../egress/request.ts';
import { answerWith, vendor } from '../../../../tests/setup/told-poweroffice.ts';
import { pageSize } from './client.ts';

const now = Date.parse('2026-11-22T12:00:00Z');

/** Go that answers each of the two filters so; `queries` are those that it got. */
function office(answers: { sent?: Sent; balance?: Sent }) {
  const queries: URLSearchParams[] = [];
  const { system, context, later } = vendor(({ method, url }) => {
    const { pathname, searchParams } = new URL(url);
    expect(`${method} ${pathname}`).toBe('GET /v2/OutgoingInvoices');
    queries.push(searchParams);
    return answers[searchParams.has('sentDateTimeOffsetGreaterThan') ? 'sent' : 'balance'];
  });
  later(now / 1000);
  return {
    queries,
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
  const followed = await office({ balance: answerWith(200, [invoice(change)]) }).follow();
  return followed.kind === 'followed' ? followed.changes.map(({ state }) => state) : followed;
};

describe('following the office', () => {
  it('asks for the invoices of all users that were sent or paid in the last ninety days', async () => {
    const { follow, queries } = office({});
    const start = { after: '2026-08-24T12:00:00.000Z', newest: '2026-08-24T12:00:00.000Z', page: 1 };
    expect(await follow()).toEqual({
      kind: 'followed',
      changes: [],
      cursor: { sent: start, balance: start },
      more: false,
    });
    const paging = { OrderBy: 'VoucherNo', PageNumber: '1', PageSize: String(pageSize) };
    expect(queries.map((query) => Object.fromEntries(query))).toEqual([
      { sentDateTimeOffsetGreaterThan: start.after, ...paging },
      { balanceLastChangedDateTimeOffsetGreaterThan: start.after, ...paging },
    ]);
  });

  it("goes on ten minutes before the newest time of each filter, by the vendor's clock", async () => {
    const invoices = answerWith(200, [
      invoice(),
      invoice({ Id: 'other', SentDateTimeOffset: '2026-11-19T08:00:00+01:00', ExternalImportReference: 's1-22' }),
    ]);
    const first = await office({ sent: invoices }).follow();
    if (first.kind !== 'followed') throw new Error(first.kind);
    const { follow, queries } = office({});
    const second = await follow(first.cursor);
    expect(queries.map((query) => [...query.values()][0])).toEqual([
      '2026-11-20T07:53:00.123Z',
      '2026-08-24T12:00:00.000Z',
    ]);
    // Without new rows, the cursor moves neither forward nor back.
    expect(second).toMatchObject({ changes: [], cursor: first.cursor });
  });

  it('reads one page at a time, and keeps the start time until the last page', async () => {
    const full = Array.from({ length: pageSize }, (_, row) =>
      invoice({ Id: `i${row}`, ExternalImportReference: `s1-${row}` }),
    );
    const first = await office({ balance: answerWith(200, full) }).follow();
    if (first.kind !== 'followed') throw new Error(first.kind);
    expect(first.changes).toHaveLength(pageSize);
    expect(first.more).toBe(true);
    const { follow, queries } = office({
      balance: answerWith(200, [invoice({ BalanceLastChangedDateTimeOffset: '2026-11-19T00:00:00Z' })]),
    });
    const last = await follow(first.cursor);
    expect(queries[1]?.get('PageNumber')).toBe('2');
    expect(queries[1]?.get('balanceLastChangedDateTimeOffsetGreaterThan')).toBe('2026-08-24T12:00:00.000Z');
    expect(last).toMatchObject({ more: false, cursor: { balance: { page: 1, after: '2026-11-20T07:53:01.500Z' } } });
  });

  it('reports the number, the day, the sending and the open amount of an invoice', async () => {
    const invoices = answerWith(200, [invoice()]);
    expect(await office({ sent: invoices, balance: invoices }).follow()).toMatchObject({
      changes: [{ key: 's1-23', state: sentState }],
    });
  });

  it.each<[string, object, object]>([
    [
      'an invoice with nothing open, which is paid at that time',
      { Balance: 0, BalanceLastChangedDateTimeOffset: '2026-11-21T09:00:00Z' },
      { ...sentState, balance: 0, paidAt: '2026-11-21T09:00:00.000Z' },
    ],
    ['a part that is open', { Balance: 100.5 }, { ...sentState, balance: 10_050 }],
    [
      'a credit note',
      { TotalAmount: -349, TotalPostedAmount: -349, Balance: -349 },
      { ...sentState, balance: -34_900 },
    ],
    ['a reversed invoice, which nobody paid', { Balance: 0, IsReversed: true }, { ...sentState, balance: 0 }],
    [
      'an unknown balance',
      { Balance: null },
      { invoiceNumber: '10001', invoicedAt: '2026-11-20', sentAt: sentState.sentAt, sentBy: 'PdfByEmail' },
    ],
    [
      'an imported invoice, which nobody sent',
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
  ])('reports %s', async (_what, change, state) => expect(await stateOf(change)).toEqual([state]));

  it('recognises an invoice by either reference, but never one of somebody else', async () => {
    const invoices = answerWith(200, [
      invoice({ Id: 'own', InvoiceNo: 1 }),
      invoice({ Id: 'copy', InvoiceNo: 2, ExternalImportReference: null }),
      invoice({ Id: 'credit', InvoiceNo: 3, ExternalImportReference: 's1-23-cancellation' }),
      invoice({ Id: 'matched', InvoiceNo: 4, ExternalImportReference: null, CustomMatchingReference: 's1-24' }),
      invoice({ Id: 'foreign', InvoiceNo: 5, ExternalImportReference: null, CustomMatchingReference: null }),
    ]);
    const followed = await office({ sent: invoices }).follow();
    const numbers =
      followed.kind === 'followed' ? followed.changes.map(({ key, state }) => `${key} ${state.invoiceNumber}`) : [];
    expect(numbers.sort()).toEqual(['s1-23 1', 's1-23-cancellation 3', 's1-24 4']);
  });

  it.each<[string, Sent, object]>([
    ['500', answerWith(500, { title: 'Fault' }), { kind: 'doubt', code: 'doubt.server_error' }],
    [
      '429',
      answerWith(429, { statusCode: 429, message: 'Try again in 3 seconds.' }),
      { kind: 'held', code: 'held.rate_limited', retryAfterSeconds: 3 },
    ],
    ['a cut', { kind: 'unanswered', why: 'cut', what: { word: 'cut' } }, { kind: 'doubt', code: 'doubt.cut' }],
    ["a page of somebody else's", answerWith(200, '<html></html>'), { kind: 'held', code: 'held.unreadable' }],
    ['403', answerWith(403), { kind: 'held', code: 'held.forbidden' }],
    ['401', answerWith(401), { kind: 'held', code: 'held.unauthorized' }],
    ['400', answerWith(400, { title: 'Invalid resourceParameter' }), { kind: 'doubt', code: 'doubt.refused' }],
    [
      'no room in the budget',
      { kind: 'not_sent', why: 'no_budget', what: { word: 'full' }, retryAfterSeconds: 2 },
      { kind: 'postponed', retryAfterSeconds: 2 },
    ],
  ])('gives no cursor after %s of either question', async (_what, failure, expected) => {
    for (const answers of [{ sent: failure }, { sent: answerWith(200, [invoice()]), balance: failure }]) {
      const followed = await office(answers).follow();
      expect(followed).toMatchObject(expected);
      expect(followed).not.toHaveProperty('cursor');
    }
  });
});
