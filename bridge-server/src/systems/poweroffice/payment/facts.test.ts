import { readOrder } from '@kontor/shared/woocommerce';
import { memoryFacts } from '../../../../../tests/setup/memory-facts.ts';
import { answerWith, vendor } from '../../../../../tests/setup/told-poweroffice.ts';
import { simpleOrder } from '../../../../../tests/setup/woocommerce.ts';
import { noCustomer } from '../customer/shapes.ts';

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
const unknown = answerWith(404, { title: 'Object not found', detail: 'Not found.' });

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

/**
 * Go with what `held` says, changed by `changes`: a body by path, `null` for an object that is not found, or the status of an
 * error. A list that is left out is empty. `calls`: the paths that Go was asked for.
 */
function go(changes: Record<string, unknown> = {}) {
  const calls: string[] = [];
  let now = 0;
  const bodies = { ...held, ...changes };
  const { system, context } = vendor(({ url }) => {
    const { pathname, searchParams } = new URL(url);
    const path = pathname.replace(/^.*\/v2\//, '');
    calls.push(path);
    const ofCustomer = path === 'Customerledger/Statement' && searchParams.has('customerNos');
    const body = bodies[ofCustomer ? 'of the customer' : path];
    if (typeof body === 'number') return answerWith(body);
    const isObjectPath = /\/(?!Statement)/.test(path);
    if (body === null || (body === undefined && isObjectPath)) return unknown;
    return body === undefined ? answerWith(204) : answerWith(200, body);
  });
  const store = memoryFacts(() => now);
  return {
    calls,
    read: (change: Partial<typeof request> = {}) => system.readFacts({ ...context, store }, { ...request, ...change }),
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
  it('include document, accounts, VAT code, lock date and bookings, and remember ids for ten minutes', async () => {
    const { read: readFacts, calls, later } = go();
    expect(await readFacts()).toEqual({
      kind: 'facts',
      facts: { products: [], customer: noCustomer, document: { state: 'draft', customerId: '77' }, payment: nothing },
    });
    expect(calls).toEqual([
      'SalesOrders/d-1/Complete',
      'Customers/77',
      'GeneralLedgerAccounts',
      'VatCodes',
      'LockDateSettings',
      'Customerledger/Statement',
    ]);
    later(599);
    await readFacts();
    expect(calls.slice(6)).toEqual(['SalesOrders/d-1/Complete', 'LockDateSettings', 'Customerledger/Statement']);
    later(2);
    await readFacts();
    expect(calls).toHaveLength(15);
  });

  it('are empty for a method without an account, and Go is not asked', async () => {
    const { read: readFacts, calls } = go();
    expect(await readFacts({ settings: { payments: [] } })).toEqual({
      kind: 'facts',
      facts: { products: [], customer: noCustomer, document: null },
    });
    expect(calls).toEqual([]);
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
  ])('say that there is %s, and ask for it again the next time', async (_what, changes, expected) => {
    const { read: readFacts, calls } = go(changes);
    expect(await readFacts()).toMatchObject({ facts: { payment: { ...nothing, ...expected } } });
    const callsBefore = calls.length;
    await readFacts();
    expect(calls.slice(callsBefore)).toContain(Object.keys(changes)[0]);
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

describe('the search in the customer ledger', () => {
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
      'no voucher of ours that was reversed',
      {
        ...booked,
        'Vouchers/BankJournals/v-9': { Id: 'v-9', ExternalImportReference: 'shop-1-22-payment', IsReversed: true },
      },
      nothing,
    ],
    ["somebody else's booking", { 'Customerledger/Statement': [entry()] }, { elsewhere: theirs }],
    ['no booking of another amount', { 'Customerledger/Statement': [entry({ CurrencyAmount: -348.99 })] }, nothing],
    ['no booking in another currency', { 'Customerledger/Statement': [entry({ CurrencyCode: 'EUR' })] }, nothing],
    ['no credit note', { 'Customerledger/Statement': [entry({ VoucherType: 'OutgoingCreditNote' })] }, nothing],
    [
      "none of somebody else's bookings that was reversed",
      {
        'Customerledger/Statement': [
          entry({ MatchId: 4 }),
          entry({ MatchId: 4, VoucherType: 'ReversalVoucher', CurrencyAmount: 349 }),
        ],
      },
      nothing,
    ],
    [
      'a booking that somebody matched with the invoice',
      {
        'Customerledger/Statement': [invoice],
        'of the customer': [invoice, entry({ MatchId: 4, VoucherNo: 8 }), entry({ MatchId: 5 })],
      },
      { elsewhere: theirs },
    ],
    [
      'no credit note that was matched with the invoice',
      {
        'Customerledger/Statement': [invoice],
        'of the customer': [invoice, entry({ MatchId: 5, VoucherType: 'OutgoingCreditNote' })],
      },
      nothing,
    ],
  ])('finds %s', async (_what, changes, expected) => {
    expect(await go(changes).read()).toMatchObject({ facts: { payment: { ...nothing, ...expected } } });
  });
});
