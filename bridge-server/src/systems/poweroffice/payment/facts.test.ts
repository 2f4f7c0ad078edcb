import { readOrder } from '@kontor/shared/woocommerce';
import { answerOf, type Sent } from '../../../egress/request.ts';
import type { SystemContext } from '../../contract.ts';
import { memoryFacts } from '../../../../../tests/setup/memory-facts.ts';
import { simpleOrder } from '../../../../../tests/setup/woocommerce.ts';
import { noCustomer } from '../customer/shapes.ts';
import { definePoweroffice } from '../system.ts';

const read = readOrder(simpleOrder(22), []);
if (!read.ok) throw new Error(read.error.code);
const request = {
  kind: 'payment' as const,
  about: { kind: 'order' as const, reference: '' },
  order: read.value,
  key: 'shop-1-22-payment',
  customerKey: 'c-1',
  functions: [],
  decisions: {},
  settings: { payments: [{ method: 'vipps', account: '1570' }] },
  documents: [
    {
      kind: 'order' as const,
      about: { kind: 'order' as const, reference: '' },
      key: 'shop-1-22',
      id: 'd-1',
      number: '6001',
      total: 34_900,
    },
  ],
};
const json = (body: unknown): Sent => answerOf(200, {}, Buffer.from(JSON.stringify(body)));
const empty: Sent = answerOf(204, {}, Buffer.alloc(0));
const unknown: Sent = answerOf(
  404,
  {},
  Buffer.from(JSON.stringify({ title: 'Object not found', detail: 'Not found.' })),
);

const held: Readonly<Record<string, unknown>> = {
  'SalesOrders/d-1/Complete': { Id: 'd-1', TotalAmount: 349, CustomerId: 77, CustomMatchingReference: 'shop-1-22' },
  'Customers/77': { Id: 77, SubledgerAccountId: 71 },
  GeneralLedgerAccounts: [{ Id: 15, AccountNo: 1570, IsActive: true }],
  VatCodes: [
    { Id: 3, Code: '3' },
    { Id: 7, Code: '7', IsActive: true },
  ],
  LockDateSettings: { LockDate: '2026-01-31' },
};

/** Go that holds this; a path with nothing answers 204, one that is null is not found, and a status is an error. */
function go(changes: Record<string, unknown> = {}) {
  const asked: string[] = [];
  let now = 0;
  const context: SystemContext<unknown, unknown, unknown> = {
    operator: { applicationKey: 'app', subscriptionKey: 'sub' },
    settings: {},
    credentials: { clientKey: 'client' },
    connection: 'one',
    send: async ({ url }) => {
      if (url.endsWith('/OAuth/Token')) return json({ access_token: 't', expires_in: 1200 });
      const { pathname, searchParams } = new URL(url);
      const path = pathname.replace(/^.*\/v2\//, '');
      asked.push(path);
      const answers = { ...held, ...changes };
      const answer =
        path === 'Customerledger/Statement' && searchParams.has('customerNos')
          ? answers['of the customer']
          : answers[path];
      if (typeof answer === 'number') return answerOf(answer, {}, Buffer.alloc(0));
      return answer === undefined
        ? /\/(?!Statement)/.test(path)
          ? unknown
          : empty
        : answer === null
          ? unknown
          : json(answer);
    },
    store: memoryFacts(() => now),
  };
  const system = definePoweroffice(() => 0);
  return {
    asked,
    read: (wanted: Partial<typeof request> = {}) => system.readFacts(context, { ...request, ...wanted }),
    later: (seconds: number) => {
      now += seconds;
    },
  };
}
const nothing = {
  customerAccountId: '71',
  accountId: '15',
  vatCodeId: '7',
  lockDate: '2026-01-31',
  booked: null,
  elsewhere: null,
};

describe('the facts of a payment', () => {
  it('are the document, the accounts, the VAT code, the lock date and what is booked; ids are remembered for ten minutes', async () => {
    const { read: ask, asked, later } = go();
    expect(await ask()).toEqual({
      kind: 'facts',
      facts: { products: [], customer: noCustomer, document: { state: 'draft', customerId: '77' }, payment: nothing },
    });
    expect(asked).toEqual([
      'SalesOrders/d-1/Complete',
      'Customers/77',
      'GeneralLedgerAccounts',
      'VatCodes',
      'LockDateSettings',
      'Customerledger/Statement',
    ]);
    later(599);
    await ask();
    expect(asked.slice(6)).toEqual(['SalesOrders/d-1/Complete', 'LockDateSettings', 'Customerledger/Statement']);
    later(2);
    await ask();
    expect(asked).toHaveLength(15);
  });

  it('of a method without an account are none, and nothing is asked', async () => {
    const { read: ask, asked } = go();
    expect(await ask({ settings: { payments: [] } })).toEqual({
      kind: 'facts',
      facts: { products: [], customer: noCustomer, document: null },
    });
    expect(asked).toEqual([]);
  });

  it.each<[string, Record<string, unknown>, object]>([
    [
      'an account that is not active',
      { GeneralLedgerAccounts: [{ Id: 15, AccountNo: 1570, IsActive: false }] },
      { accountId: null },
    ],
    ['no account', { GeneralLedgerAccounts: undefined }, { accountId: null }],
    ['no VAT code', { VatCodes: [{ Id: 3, Code: '3' }] }, { vatCodeId: null }],
    ['no customer', { 'Customers/77': null }, { customerAccountId: null }],
    ['no lock', { LockDateSettings: {} }, { lockDate: null }],
  ])('say that there is %s, and ask again for it', async (_what, changes, expected) => {
    const { read: ask, asked } = go(changes);
    expect(await ask()).toMatchObject({ facts: { payment: { ...nothing, ...expected } } });
    const first = asked.length;
    await ask();
    expect(asked.slice(first)).toContain(Object.keys(changes)[0]);
  });

  it.each([
    'SalesOrders/d-1/Complete',
    'Customers/77',
    'GeneralLedgerAccounts',
    'VatCodes',
    'LockDateSettings',
    'Customerledger/Statement',
  ])('keep the payment waiting while %s cannot be read', async (path) => {
    expect(await go({ [path]: 500 }).read()).toMatchObject({ kind: 'doubt', code: 'doubt.server_error' });
  });
});

describe('the customer ledger', () => {
  const entry = (change: object = {}) => ({
    VoucherId: 'v-9',
    VoucherNo: 9,
    VoucherType: 'BankJournal',
    PostingDate: '2026-11-24',
    CurrencyAmount: -349,
    CurrencyCode: 'NOK',
    CustomerAccountNo: 10000,
    ...change,
  });
  const invoice = entry({ VoucherId: 'd-1', VoucherType: 'OutgoingInvoice', CurrencyAmount: 349, MatchId: 5 });
  const booked = {
    'Customerledger/Statement': [entry({ ExternalImportReference: 'shop-1-22-payment' })],
    'Vouchers/BankJournals/v-9': { Id: 'v-9', VoucherNo: 9, ExternalImportReference: 'shop-1-22-payment' },
  };
  const theirs = { number: '9', date: '2026-11-24' };

  it.each<[string, Record<string, unknown>, object]>([
    ['our own voucher', booked, { booked: { id: 'v-9', number: '9' } }],
    [
      'our own voucher, reversed',
      {
        ...booked,
        'Vouchers/BankJournals/v-9': { Id: 'v-9', ExternalImportReference: 'shop-1-22-payment', IsReversed: true },
      },
      nothing,
    ],
    ["somebody else's", { 'Customerledger/Statement': [entry()] }, { elsewhere: theirs }],
    ['another amount', { 'Customerledger/Statement': [entry({ CurrencyAmount: -348.99 })] }, nothing],
    ['another currency', { 'Customerledger/Statement': [entry({ CurrencyCode: 'EUR' })] }, nothing],
    ['a credit note', { 'Customerledger/Statement': [entry({ VoucherType: 'OutgoingCreditNote' })] }, nothing],
    [
      "somebody else's that was reversed",
      {
        'Customerledger/Statement': [
          entry({ MatchId: 4 }),
          entry({ MatchId: 4, VoucherType: 'ReversalVoucher', CurrencyAmount: 349 }),
        ],
      },
      nothing,
    ],
    [
      'an invoice that somebody has matched',
      {
        'Customerledger/Statement': [invoice],
        'of the customer': [invoice, entry({ MatchId: 4, VoucherNo: 8 }), entry({ MatchId: 5 })],
      },
      { elsewhere: theirs },
    ],
    [
      'an invoice that a credit note settles',
      {
        'Customerledger/Statement': [invoice],
        'of the customer': [invoice, entry({ MatchId: 5, VoucherType: 'OutgoingCreditNote' })],
      },
      nothing,
    ],
  ])('shows %s', async (_what, changes, expected) => {
    expect(await go(changes).read()).toMatchObject({ facts: { payment: { ...nothing, ...expected } } });
  });
});
