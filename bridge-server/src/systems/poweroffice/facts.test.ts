import { customerKeysOf, customerQuestion } from '../../documents/customer.ts';
import type { Sent } from '../../egress/request.ts';
import { memoryFacts } from '../../../../tests/setup/memory-facts.ts';
import { shopOrder } from '../../../../tests/setup/planned-order.ts';
import { answerWith, vendor } from '../../../../tests/setup/told-poweroffice.ts';

const order = shopOrder('four-rates-shipping');
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
const json = (body: unknown): Sent => answerWith(200, body);

/**
 * Go with these products and customers; an answer of `faults` goes first. `calls`: what Go was asked for, with the codes or
 * the reference in the query.
 */
function go(products: object[], customers: object[] = [], faults: (url: URL) => Sent | undefined = () => undefined) {
  const calls: string[] = [];
  let now = 0;
  const { system, context } = vendor((request) => {
    const url = new URL(request.url);
    const filters = ['codes', 'externalImportReference', 'customMatchingReferences'];
    const filter = filters.map((name) => url.searchParams.get(name)).find((value) => value !== null);
    calls.push(`${url.pathname.replace(/^.*\/v2\//, '')} ${filter ?? ''}`.trim());
    const fault = faults(url);
    if (fault) return fault;
    const rows = url.pathname.endsWith('/Products') ? products : customers;
    return rows.length === 0 ? undefined : json(rows);
  });
  const store = memoryFacts(() => now);
  return {
    calls,
    read: (unread: Parameters<typeof system.readFacts>[1] = request) => system.readFacts({ ...context, store }, unread),
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
const fourProducts = [product('A-1', 1), product('A-2', 2), product('A-3', 3), product('A-99', 4)];

describe('facts', () => {
  it('include the products of the order, the product for rounding, and the customer', async () => {
    const { read, calls } = go([...fourProducts, product('A-10', 5)], [itsCustomer]);
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
    expect(calls).toEqual(['Products A-1,A-2,A-3,A-99', 'Customers c-1']);
  });

  it('are remembered, products for ten minutes and the customer for much longer', async () => {
    const { read, calls, later } = go(fourProducts, [itsCustomer]);
    await read();
    later(599);
    const again = await read();
    expect(again).toMatchObject({ kind: 'facts', facts: { customer: { state: 'known', id: '77' } } });
    expect(calls).toHaveLength(2);
    later(2);
    await read();
    expect(calls.slice(2)).toEqual(['Products A-1,A-2,A-3,A-99']);
  });

  it('are read again for a missing, archived or ambiguous product, and for a customer that Go lacks', async () => {
    const { read, calls } = go([product('A-1', 1), product('A-2', 2, true), product('A-3', 3), product('A-3', 9)]);
    expect(await read()).toMatchObject({ kind: 'facts', facts: { customer: { state: 'none' } } });
    await read();
    expect(calls).toEqual([
      'Products A-1,A-2,A-3,A-99',
      'Customers c-1',
      'Customers',
      'Products A-2,A-3,A-99',
      'Customers c-1',
      'Customers',
    ]);
  });

  it('include a customer with our key only if it has the name on the order, or a person chose it', async () => {
    const renamed = go(fourProducts, [{ ...itsCustomer, FirstName: 'Another' }]);
    expect(await renamed.read()).toMatchObject({
      facts: { customer: { state: 'unclear', candidates: [{ id: '77', differences: ['name'] }] } },
    });
    const answered = { ...request, decisions: { [itsQuestion]: '77' } };
    expect(await renamed.read(answered)).toMatchObject({ facts: { customer: { state: 'known', id: '77' } } });
    // Another name with the same e-mail address is a question of its own.
    const another = { ...order, billing: { ...order.billing, lastName: 'Another' } };
    expect(await renamed.read({ ...answered, order: another })).toMatchObject({
      facts: { customer: { state: 'unclear' } },
    });
  });

  it('include only a customer whose reference is exactly ours', async () => {
    expect(await go(fourProducts, [{ Id: 5, ExternalImportReference: 'c-10' }]).read()).toMatchObject({
      facts: { customer: { state: 'none' } },
    });
  });

  it.each<[Sent, object]>([
    [answerWith(429, '', { 'retry-after': '2' }), { kind: 'held', code: 'held.rate_limited', retryAfterSeconds: 2 }],
    [
      { kind: 'not_sent', why: 'no_budget', what: { word: 'full' }, retryAfterSeconds: 3 },
      { kind: 'postponed', retryAfterSeconds: 3 },
    ],
    [answerWith(500), { kind: 'doubt', code: 'doubt.server_error' }],
  ])('keep the order waiting and give it no gap after %j', async (fault, expected) => {
    expect(
      await go(fourProducts, [], ({ pathname }) => (pathname.endsWith('/Products') ? fault : undefined)).read(),
    ).toMatchObject(expected);
    expect(
      await go(fourProducts, [], ({ pathname }) => (pathname.endsWith('/Customers') ? fault : undefined)).read(),
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
  const forbidden = answerWith(403);
  const pathOf = (call: string) => call.split(' ')[0];
  const books = (refused: readonly string[] = [], products: object[] = withAccounts) =>
    go(products, [itsCustomer], ({ pathname }) => {
      const name = pathname.replace(/^.*\/v2\//, '');
      return refused.includes(name) ? forbidden : name in lists ? json(lists[name]) : undefined;
    });

  it("follows from their own account or their group's, and is remembered with them", async () => {
    const { read, calls, later } = books();
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
    expect(calls.map(pathOf)).toEqual([
      'Products',
      'ProductGroups',
      'GeneralLedgerAccounts',
      'VatCodes',
      'VatSettings',
      'Customers',
    ]);
    later(9);
    expect(await read()).toEqual(first);
    expect(calls).toHaveLength(6);
  });

  it('is read again, but not within ten seconds, where it gives an order a gap', async () => {
    const { read, calls, later } = books();
    await read();
    later(11);
    // The account of A-2 has another VAT code than the settings.
    await read();
    expect(calls.slice(6).map(pathOf)).toEqual([
      'Products',
      'ProductGroups',
      'GeneralLedgerAccounts',
      'VatCodes',
      'VatSettings',
    ]);
    await read();
    expect(calls).toHaveLength(11);
  });

  it('is unknown without the privilege, and then gives no gap', async () => {
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

  it('includes the account of a missing product only where products are created', async () => {
    const creating = { ...request, functions: ['createProducts', 'createCustomers'] as const };
    const { read } = books([], withAccounts.slice(1));
    expect(await read(creating)).toMatchObject({ facts: { accounts: [{ number: '3000', vatCode: '3', rate: '25' }] } });
    expect(await read()).not.toHaveProperty('facts.accounts');
    expect(await books(['GeneralLedgerAccounts'], []).read(creating)).not.toHaveProperty('facts.accounts');
  });
});

describe("the fact about the order's document", () => {
  const unknown = answerWith(404, { title: 'Object not found', detail: 'Sales order not found.' });
  const row = {
    Id: 'd-1',
    TotalAmount: 2113,
    CustomerId: 77,
    CustomMatchingReference: 'shop-1-23',
    ExternalImportReference: 'shop-1-23',
  };
  const invoice = { ...row, InvoiceNo: 12, VoucherType: 'OutgoingInvoice', IsCreatedByCurrentIntegration: false };
  /** Go that gives these answers by path; any other object is not found. */
  const holding = (held: Record<string, unknown>) =>
    go(fourProducts, [], ({ pathname }) => {
      const path = pathname.replace(/^.*\/v2\//, '');
      if (path === 'Products' || path === 'Customers') return undefined;
      if (path in held) return json(held[path]);
      return path === 'OutgoingInvoices' ? answerWith(204) : unknown;
    });

  it('is read by id from the drafts, and a refund goes to the customer of the draft', async () => {
    const { read, calls } = holding({ 'SalesOrders/d-1/Complete': row });
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
    expect(calls).toEqual(['SalesOrders/d-1/Complete', 'Products A-1,A-99']);
  });

  it('is read by id from the invoices, whoever sent the document', async () => {
    expect(await holding({ 'OutgoingInvoices/d-1': invoice }).read(cancellation)).toMatchObject({
      facts: { document: { state: 'invoiced', invoiceNo: '12' }, customer: { state: 'known', id: '77' } },
    });
  });

  it('is read by our key where the invoice has another id; credit notes do not count', async () => {
    const { read, calls } = holding({
      OutgoingInvoices: [
        { ...invoice, Id: 'c', VoucherType: 'OutgoingCreditNote' },
        { ...invoice, Id: 'd-2' },
        { ...invoice, Id: 'd-3', CustomMatchingReference: 'shop-1-230', ExternalImportReference: null },
      ],
    });
    expect(await read(refund)).toMatchObject({ facts: { document: { state: 'invoiced', invoiceNo: '12' } } });
    expect(calls.slice(0, 3)).toEqual([
      'SalesOrders/d-1/Complete',
      'OutgoingInvoices/d-1',
      'OutgoingInvoices shop-1-23',
    ]);
  });

  it('is refused where several invoices have our key', async () => {
    expect(await holding({ OutgoingInvoices: [invoice, { ...invoice, Id: 'd-2' }] }).read(refund)).toMatchObject({
      kind: 'refused',
      code: 'refused.conflict',
    });
  });

  it('says that a document is gone which is found nowhere, and then nothing else is read', async () => {
    const { read, calls } = holding({});
    expect(await read(refund)).toEqual({
      kind: 'facts',
      facts: { products: [], customer: { state: 'none', series: null }, document: { state: 'gone' } },
    });
    expect(calls).toHaveLength(3);
  });

  it('comes without products for a draft that is to be deleted', async () => {
    const { read, calls } = holding({ 'SalesOrders/d-1/Complete': row });
    expect(await read(cancellation)).toEqual({
      kind: 'facts',
      facts: {
        products: [],
        customer: { state: 'none', series: null },
        document: { state: 'draft', customerId: '77' },
      },
    });
    expect(calls).toHaveLength(1);
  });

  it.each(['SalesOrders/d-1/Complete', 'OutgoingInvoices/d-1', 'OutgoingInvoices'])(
    'never says that a document is gone while %s cannot be read',
    async (path) => {
      const broken = go(fourProducts, [], ({ pathname }) =>
        pathname.endsWith(`/v2/${path}`) ? answerWith(500) : unknown,
      );
      expect(await broken.read(cancellation)).toMatchObject({ kind: 'doubt', code: 'doubt.server_error' });
    },
  );
});
