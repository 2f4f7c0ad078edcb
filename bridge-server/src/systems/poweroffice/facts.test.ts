import { readFileSync } from 'node:fs';
import { readOrder } from '@kontor/shared/woocommerce';
import { customerKeysOf, customerQuestion } from '../../documents/customer.ts';
import { answerOf, type Sent } from '../../egress/request.ts';
import type { SystemContext } from '../contract.ts';
import { memoryFacts } from '../../../../tests/setup/memory-facts.ts';
import { definePoweroffice } from './system.ts';

const order = (() => {
  const body: unknown = JSON.parse(
    readFileSync(
      new URL('../../../../tests/fixtures/woocommerce-no/orders/four-rates-shipping.json', import.meta.url),
      'utf8',
    ),
  );
  const read = readOrder(body, []);
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
})();
const request = {
  kind: 'order' as const,
  about: { kind: 'order' as const, reference: '' },
  order,
  key: 'shop-1-23',
  customerKey: 'c-1',
  documents: [],
  functions: ['createCustomers'] as const,
  decisions: {},
  settings: {},
};
/** The order's customer, with our key. */
const itsCustomer = {
  Id: 77,
  ExternalImportReference: 'c-1',
  IsPerson: true,
  FirstName: order.billing.firstName,
  LastName: order.billing.lastName,
};
const itsQuestion = customerQuestion(
  customerKeysOf({ ...request, settings: { customers: 'per_email', organisationNumberField: '_billing_org_nr' } })
    ?.name ?? '',
);
const documents = [
  {
    kind: 'order' as const,
    about: { kind: 'order' as const, reference: '' },
    key: 'shop-1-23',
    id: 'd-1',
    number: '6001',
    total: order.total,
  },
];
const cancellation = { ...request, kind: 'cancellation' as const, key: 'shop-1-23-cancellation', documents };
const refund = {
  ...request,
  kind: 'refund' as const,
  about: { kind: 'refund' as const, reference: '34' },
  key: 'shop-1-23-refund-34',
  documents,
  order: {
    ...order,
    refunds: [
      {
        id: '34',
        createdGmt: order.createdGmt,
        createdLocal: order.createdLocal,
        reason: '',
        amount: 34900,
        lines: order.lines.slice(0, 1).map((line) => ({ ...line, net: -27920, tax: -6980 })),
      },
    ],
  },
};
const json = (body: unknown): Sent => answerOf(200, {}, Buffer.from(JSON.stringify(body)));
const empty: Sent = answerOf(204, {}, Buffer.alloc(0));

/** Go with these products and customers; `faults` goes before. The store forgets what is older than it is asked for. */
function go(products: object[], customers: object[] = [], faults: (url: URL) => Sent | undefined = () => undefined) {
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
      asked.push(
        `${pathname.replace(/^.*\/v2\//, '')} ${searchParams.get('codes') ?? searchParams.get('externalImportReference') ?? searchParams.get('customMatchingReferences') ?? ''}`.trim(),
      );
      const fault = faults(new URL(url));
      if (fault) return fault;
      const rows = pathname.endsWith('/Products') ? products : customers;
      return rows.length === 0 ? empty : json(rows);
    },
    store: memoryFacts(() => now),
  };
  const system = definePoweroffice(() => 0);
  return {
    asked,
    read: (wanted: Parameters<typeof system.readFacts>[1] = request) => system.readFacts(context, wanted),
    later: (seconds: number) => {
      now += seconds;
    },
  };
}
const product = (code: string, id: number, archived = false) => ({
  Id: id,
  Code: code,
  Name: code,
  IsArchived: archived,
});
const four = [product('A-1', 1), product('A-2', 2), product('A-3', 3), product('A-99', 4)];

describe('facts', () => {
  it('are the products that the order needs, the one for rounding, and the customer', async () => {
    const { read, asked } = go([...four, product('A-10', 5)], [itsCustomer]);
    expect(await read()).toEqual({
      kind: 'facts',
      facts: {
        products: ['A-1', 'A-2', 'A-3', 'A-99'].map((code, index) => ({
          code,
          id: String(index + 1),
          archived: false,
        })),
        customer: { state: 'known', id: '77', delivery: null },
        document: null,
      },
    });
    expect(asked).toEqual(['Products A-1,A-2,A-3,A-99', 'Customers c-1']);
  });

  it('are remembered: products for ten minutes, the customer for long', async () => {
    const { read, asked, later } = go(four, [itsCustomer]);
    await read();
    later(599);
    const again = await read();
    expect(again).toMatchObject({ kind: 'facts', facts: { customer: { state: 'known', id: '77' } } });
    expect(asked).toHaveLength(2);
    later(2);
    await read();
    expect(asked.slice(2)).toEqual(['Products A-1,A-2,A-3,A-99']);
  });

  it('ask afresh for what is missing, archived or ambiguous, and for a customer that Go does not have', async () => {
    const { read, asked } = go([product('A-1', 1), product('A-2', 2, true), product('A-3', 3), product('A-3', 9)]);
    expect(await read()).toMatchObject({ kind: 'facts', facts: { customer: { state: 'none' } } });
    await read();
    expect(asked).toEqual([
      'Products A-1,A-2,A-3,A-99',
      'Customers c-1',
      'Customers',
      'Products A-2,A-3,A-99',
      'Customers c-1',
      'Customers',
    ]);
  });

  it('hold a customer with our key against the order before it is used', async () => {
    const renamed = go(four, [{ ...itsCustomer, FirstName: 'Another' }]);
    expect(await renamed.read()).toMatchObject({
      facts: { customer: { state: 'unclear', candidates: [{ id: '77', differences: ['name'] }] } },
    });
    const answered = { ...request, decisions: { [itsQuestion]: '77' } };
    expect(await renamed.read(answered)).toMatchObject({ facts: { customer: { state: 'known', id: '77' } } });
    // Another name with the same address is asked about by itself.
    const another = { ...order, billing: { ...order.billing, lastName: 'Another' } };
    expect(await renamed.read({ ...answered, order: another })).toMatchObject({
      facts: { customer: { state: 'unclear' } },
    });
  });

  it('take only a customer whose reference is exactly ours', async () => {
    expect(await go(four, [{ Id: 5, ExternalImportReference: 'c-10' }]).read()).toMatchObject({
      facts: { customer: { state: 'none' } },
    });
  });

  it.each<[Sent, object]>([
    [
      answerOf(429, { 'retry-after': '2' }, Buffer.alloc(0)),
      { kind: 'held', code: 'held.rate_limited', retryAfterSeconds: 2 },
    ],
    [
      { kind: 'not_sent', why: 'no_budget', what: { word: 'full' }, retryAfterSeconds: 3 },
      { kind: 'postponed', retryAfterSeconds: 3 },
    ],
    [answerOf(500, {}, Buffer.alloc(0)), { kind: 'doubt', code: 'doubt.server_error' }],
  ])('%j keeps the order waiting rather than giving it a gap', async (fault, expected) => {
    expect(
      await go(four, [], ({ pathname }) => (pathname.endsWith('/Products') ? fault : undefined)).read(),
    ).toMatchObject(expected);
    expect(
      await go(four, [], ({ pathname }) => (pathname.endsWith('/Customers') ? fault : undefined)).read(),
    ).toMatchObject(expected);
  });
});

describe('the VAT of products', () => {
  const withAccounts = [
    { ...product('A-1', 1), StandardSalesAccount: 3000 },
    { ...product('A-2', 2), ProductGroupId: 7, ProductGroupCode: '2' },
    { ...product('A-3', 3), ProductGroupId: 8, ProductGroupCode: '3' },
    { ...product('A-99', 4), StandardSalesAccount: 3900 },
  ];
  const lists: Record<string, unknown> = {
    ProductGroups: [
      { Id: 7, Code: '2', StandardSalesAccount: 3030 },
      { Id: 8, Code: '3', StandardSalesAccount: null },
    ],
    GeneralLedgerAccounts: [
      { AccountNo: 3000, VatCode: '3' },
      { AccountNo: 3030, VatCode: 'C31' },
    ],
    VatCodes: [
      { Code: '3', Rate: 0.25 },
      { Code: 'C31', Rate: 0.15, VatBasisRatio: 0.5 },
    ],
    VatSettings: { IsVatRegistered: true },
  };
  const forbidden: Sent = answerOf(403, {}, Buffer.alloc(0));
  const books = (refused: readonly string[] = [], products: object[] = withAccounts) =>
    go(products, [itsCustomer], ({ pathname }) => {
      const name = pathname.replace(/^.*\/v2\//, '');
      return refused.includes(name) ? forbidden : name in lists ? json(lists[name]) : undefined;
    });

  it("is that of their own account or of their group's, and is remembered with them", async () => {
    const { read, asked, later } = books();
    const facts = {
      products: [
        { code: 'A-1', account: { number: '3000', vatCode: '3', rate: '25' } },
        { code: 'A-2', account: { number: '3030', vatCode: 'C31', rate: null } },
        { code: 'A-3' },
        { code: 'A-99', account: { number: '3900', vatCode: null, rate: null } },
      ],
      isVatRegistered: true,
    };
    const first = await read();
    expect(first).toMatchObject({ facts });
    expect(first).not.toHaveProperty('facts.products.2.account');
    expect(asked.map((one) => one.split(' ')[0])).toEqual([
      'Products',
      'ProductGroups',
      'GeneralLedgerAccounts',
      'VatCodes',
      'VatSettings',
      'Customers',
    ]);
    later(9);
    expect(await read()).toEqual(first);
    expect(asked).toHaveLength(6);
  });

  it('that keeps an order back is asked for anew, since somebody may have mended it, but not every few seconds', async () => {
    const { read, asked, later } = books();
    await read();
    later(11);
    // Sales of A-2 have another VAT code than the settings ask for.
    await read();
    const anew = asked.slice(6).map((one) => one.split(' ')[0]);
    expect(anew).toEqual(['Products', 'ProductGroups', 'GeneralLedgerAccounts', 'VatCodes', 'VatSettings']);
    await read();
    expect(asked).toHaveLength(11);
  });

  it('is unknown without the privilege, which keeps no order back', async () => {
    const { read } = books(['GeneralLedgerAccounts', 'VatSettings']);
    const facts = await read();
    expect(facts).toMatchObject({
      kind: 'facts',
      facts: { products: [{ account: { number: '3000', vatCode: null, rate: null } }, {}, {}, {}] },
    });
    expect(facts).not.toHaveProperty('facts.isVatRegistered');
    expect(await books(['VatCodes']).read()).toMatchObject({
      facts: { products: [{ account: { vatCode: '3', rate: null } }, {}, {}, {}] },
    });
  });

  it('of an account is asked for before a product is created with it, and only then', async () => {
    const creating = { ...request, functions: ['createProducts', 'createCustomers'] as const };
    const { read } = books([], withAccounts.slice(1));
    expect(await read(creating)).toMatchObject({ facts: { accounts: [{ number: '3000', vatCode: '3', rate: '25' }] } });
    expect(await read()).not.toHaveProperty('facts.accounts');
    expect(await books(['GeneralLedgerAccounts'], []).read(creating)).not.toHaveProperty('facts.accounts');
  });
});

describe("what became of the order's document", () => {
  const unknown: Sent = answerOf(
    404,
    {},
    Buffer.from(JSON.stringify({ title: 'Object not found', detail: 'Sales order not found.' })),
  );
  const row = {
    Id: 'd-1',
    TotalAmount: 2113,
    CustomerId: 77,
    CustomMatchingReference: 'shop-1-23',
    ExternalImportReference: 'shop-1-23',
  };
  const invoice = { ...row, InvoiceNo: 12, VoucherType: 'OutgoingInvoice', IsCreatedByCurrentIntegration: false };
  /** Go where the paths answer so; what is not named is not found. */
  const holding = (held: Record<string, unknown>) =>
    go(four, [], ({ pathname }) => {
      const path = pathname.replace(/^.*\/v2\//, '');
      if (path === 'Products' || path === 'Customers') return undefined;
      if (path in held) return json(held[path]);
      return path === 'OutgoingInvoices' ? empty : unknown;
    });

  it('is asked by id among the drafts, and a refund goes to the customer it names', async () => {
    const { read, asked } = holding({ 'SalesOrders/d-1/Complete': row });
    expect(await read(refund)).toEqual({
      kind: 'facts',
      facts: {
        document: { state: 'draft', customerId: '77' },
        customer: { state: 'known', id: '77', delivery: null },
        products: [
          { code: 'A-1', id: '1', archived: false },
          { code: 'A-99', id: '4', archived: false },
        ],
      },
    });
    expect(asked).toEqual(['SalesOrders/d-1/Complete', 'Products A-1,A-99']);
  });

  it('is asked by id among the invoices, whoever sent it', async () => {
    expect(await holding({ 'OutgoingInvoices/d-1': invoice }).read(cancellation)).toMatchObject({
      facts: { document: { state: 'invoiced', invoiceNo: '12' }, customer: { state: 'known', id: '77' } },
    });
  });

  it('is asked by our key where the invoice has another id, and credit notes are none', async () => {
    const { read, asked } = holding({
      OutgoingInvoices: [
        { ...invoice, Id: 'c', VoucherType: 'OutgoingCreditNote' },
        { ...invoice, Id: 'd-2' },
        { ...invoice, Id: 'd-3', CustomMatchingReference: 'shop-1-230', ExternalImportReference: null },
      ],
    });
    expect(await read(refund)).toMatchObject({ facts: { document: { state: 'invoiced', invoiceNo: '12' } } });
    expect(asked.slice(0, 3)).toEqual([
      'SalesOrders/d-1/Complete',
      'OutgoingInvoices/d-1',
      'OutgoingInvoices shop-1-23',
    ]);
  });

  it('is for a person where several invoices have our key', async () => {
    expect(await holding({ OutgoingInvoices: [invoice, { ...invoice, Id: 'd-2' }] }).read(refund)).toMatchObject({
      kind: 'refused',
      code: 'refused.conflict',
    });
  });

  it('that is nowhere is gone, and nothing else is read', async () => {
    const { read, asked } = holding({});
    expect(await read(refund)).toEqual({
      kind: 'facts',
      facts: { products: [], customer: { state: 'none', series: null }, document: { state: 'gone' } },
    });
    expect(asked).toHaveLength(3);
  });

  it('that is a draft needs no products to be deleted', async () => {
    const { read, asked } = holding({ 'SalesOrders/d-1/Complete': row });
    expect(await read(cancellation)).toEqual({
      kind: 'facts',
      facts: {
        products: [],
        customer: { state: 'none', series: null },
        document: { state: 'draft', customerId: '77' },
      },
    });
    expect(asked).toHaveLength(1);
  });

  it.each(['SalesOrders/d-1/Complete', 'OutgoingInvoices/d-1', 'OutgoingInvoices'])(
    'is never gone while %s cannot be read',
    async (path) => {
      const broken = go(four, [], ({ pathname }) =>
        pathname.endsWith(`/v2/${path}`) ? answerOf(500, {}, Buffer.alloc(0)) : unknown,
      );
      expect(await broken.read(cancellation)).toMatchObject({ kind: 'doubt', code: 'doubt.server_error' });
    },
  );
});
