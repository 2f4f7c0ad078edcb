import { pushedBy } from '../pushed.ts';
import { pageSize } from './client.ts';
import {
  answerWith,
  problem,
  html,
  vendor,
  documentId,
  orderStep,
  creditStep,
  customerStep,
  roundStep,
  readStep,
  deletionStep,
  draft,
  foundDocument,
} from '../../../../tests/setup/told-poweroffice.ts';

const kari = { IsPerson: true, FirstName: 'Kari', LastName: 'Nordmann' };
/** Go where a customer with these names has the reference of the one that is created. */
const takenCustomer = (names: object) =>
  vendor(({ method, url }) =>
    method === 'POST'
      ? problem(400, "ExternalImportReference is already in use. 'c-1' is used on (contact) Id = 123456789.")
      : url.endsWith('/Customers/123456789')
        ? answerWith(200, { Id: 123456789, ExternalImportReference: 'c-1', ...names })
        : undefined,
  );

/** The result of the order's creation, which also knows the customer. */
const created = (total?: number) => ({ ...foundDocument(total), madeFor: '9007199254740993' });

describe('a creating step', () => {
  it('sends exact numbers with the token and both keys, and returns id, number and total', async () => {
    const { system, context, asked } = vendor(() => answerWith(201, draft()));
    expect(await pushedBy(system).execute(context, orderStep)).toEqual({ kind: 'done', result: created() });
    const [token, call] = asked;
    expect(token).toMatchObject({
      budget: 'free',
      method: 'POST',
      body: 'grant_type=client_credentials',
      headers: {
        authorization: `Basic ${Buffer.from('app:client').toString('base64')}`,
        'ocp-apim-subscription-key': 'sub',
      },
    });
    expect(call).toMatchObject({
      method: 'POST',
      url: 'https://go.test/v2/SalesOrders/Complete',
      headers: { authorization: 'Bearer t1', 'ocp-apim-subscription-key': 'sub' },
    });
    expect(call?.body).toContain('"CustomerId":9007199254740993');
    expect(call?.body).toContain('"ProductUnitPrice":90071992547409.91');
  });

  it.each([
    ['349.00', 34900],
    ['349.0049999999', 34900],
    ['3.49E+2', 34900],
    ['349.005', 34901],
    ['-0.01', -1],
  ])('reads the total %s as %i', async (written, total) => {
    const { system, context } = vendor(() => answerWith(201, JSON.stringify(draft()).replace('349', written)));
    expect(await pushedBy(system).execute(context, orderStep)).toEqual({ kind: 'done', result: created(total) });
  });

  it('remembers the customer', async () => {
    const { system, context, store } = vendor(() => answerWith(201, '{"Id": 9007199254740993}'));
    expect(await pushedBy(system).execute(context, customerStep)).toEqual({
      kind: 'done',
      result: { id: '9007199254740993' },
    });
    expect(store.get('customer:c-1')).toBe('9007199254740993');
  });

  it('is done where a customer, an order or a line with our reference already exists', async () => {
    const customer = takenCustomer({ ...kari, FirstName: 'KARI' });
    expect(await pushedBy(customer.system).execute(customer.context, customerStep)).toEqual({
      kind: 'done',
      result: { id: '123456789' },
    });
    const order = vendor(({ method }) =>
      method === 'POST'
        ? problem(
            400,
            `ExternalImportReference is already in use. 'key-1' is used on sales order with Id = ${documentId}.`,
          )
        : answerWith(200, draft()),
    );
    expect(await pushedBy(order.system).execute(order.context, orderStep)).toEqual({
      kind: 'done',
      result: created(),
      existed: true,
    });
    expect(order.calls()).toContain(`GET /SalesOrders/${documentId}/Complete`);
    const round = vendor(({ method }) =>
      method === 'POST'
        ? problem(409, "'rounding' is already in use.")
        : answerWith(200, [{ Id: 'l', ExternalImportReference: 'rounding' }]),
    );
    expect(await pushedBy(round.system).execute(round.context, roundStep)).toEqual({
      kind: 'done',
      result: { lineId: 'l' },
    });
  });

  it('does not use a customer with our reference and another name, and has the order planned again', async () => {
    const { system, context, store } = takenCustomer({ ...kari, FirstName: 'Ola' });
    expect(await pushedBy(system).execute(context, customerStep)).toMatchObject({ kind: 'postponed' });
    expect(store.get('customer:c-1')).toBeUndefined();
  });

  it('searches all drafts where the refusal names no id, and is in doubt where the order is not found', async () => {
    const listed = vendor(({ url, method }) =>
      method === 'POST'
        ? problem(400, "'key-1' is already in use.")
        : url.includes('/SalesOrders?')
          ? answerWith(200, [draft()])
          : undefined,
    );
    expect(await pushedBy(listed.system).execute(listed.context, orderStep)).toEqual({
      kind: 'done',
      result: created(),
      existed: true,
    });
    expect(listed.calls().join()).not.toContain('lastChanged');
    const hidden = vendor(({ method }) => (method === 'POST' ? problem(400, "'key-1' is already in use.") : undefined));
    expect(await pushedBy(hidden.system).execute(hidden.context, orderStep)).toMatchObject({
      kind: 'doubt',
      code: 'doubt.duplicate',
    });
  });

  it('does not mistake a longer reference for ours', async () => {
    const { system, context } = vendor(() =>
      problem(400, "ExternalImportReference is already in use. 'key-11' is used on Id = 5."),
    );
    expect(await pushedBy(system).execute(context, orderStep)).toMatchObject({
      kind: 'refused',
      code: 'refused.validation',
    });
  });

  it('forgets a customer that Go no longer has', async () => {
    const { system, context, store } = vendor(() => problem(404, 'Customer with id = 9007199254740993 not found.'));
    store.set('customer:c-1', '9007199254740993');
    expect(await pushedBy(system).execute(context, orderStep)).toMatchObject({
      kind: 'refused',
      code: 'refused.not_found',
    });
    expect(store.get('customer:c-1')).toBeNull();
  });
});

describe('a look-up', () => {
  const since = new Date('2026-11-22T12:00:00Z');
  it('searches the drafts that changed since the intent, and the invoices', async () => {
    const { system, context, calls } = vendor(({ url }) =>
      url.includes('/SalesOrders?')
        ? answerWith(200, [
            draft({ Id: 'x', ExternalImportReference: 'key-11', CustomMatchingReference: null }),
            draft(),
          ])
        : undefined,
    );
    expect(await pushedBy(system).lookup(context, orderStep, since)).toEqual({
      kind: 'found',
      result: created(),
      document: { id: foundDocument().id, number: '6001', total: 34_900 },
    });
    const fields =
      'Id,SalesOrderNo,TotalAmount,CustomerId,CurrencyCode,SalesOrderDate,ExternalImportReference,CustomMatchingReference';
    const query = new URLSearchParams({
      onlyCreatedByCurrentIntegration: 'true',
      lastChangedDateTimeOffsetGreaterThan: '2026-11-22T11:58:00.000Z',
      Fields: fields,
      PageNumber: '1',
      PageSize: String(pageSize),
    });
    expect(calls()).toEqual([
      `GET /SalesOrders?${query.toString()}`,
      `GET /OutgoingInvoices?customMatchingReferences=key-1&PageNumber=1&PageSize=${pageSize}`,
    ]);
  });

  const invoice = {
    Id: documentId,
    InvoiceNo: 12,
    TotalAmount: 349,
    CustomMatchingReference: 'key-1',
    VoucherType: 'OutgoingInvoice',
  };
  it.each<[string, unknown[], unknown[], object]>([
    ['nowhere', [], [], { kind: 'absent' }],
    ['an invoice', [], [invoice], { kind: 'found', result: foundDocument(34900, true, '12') }],
    [
      'a draft that is just being sent',
      [draft()],
      [invoice],
      { kind: 'found', result: foundDocument(34900, true, '12') },
    ],
    [
      'an invoice and its credit note',
      [],
      [invoice, { ...invoice, Id: 'credit', VoucherType: 'OutgoingCreditNote' }],
      { kind: 'found' },
    ],
    ['two drafts', [draft(), draft({ Id: 'other' })], [], { kind: 'several' }],
  ])('finds %s', async (_what, drafts, invoices, expected) => {
    const { system, context } = vendor(({ url }) => answerWith(200, url.includes('/SalesOrders?') ? drafts : invoices));
    expect(await pushedBy(system).lookup(context, orderStep, since)).toMatchObject(expected);
  });

  it('finds a credit note, and no invoice, for a credit', async () => {
    const held = (rows: unknown[]) => vendor(({ url }) => answerWith(200, url.includes('/SalesOrders?') ? [] : rows));
    const credited = { ...invoice, Id: 'credit', InvoiceNo: 13, TotalAmount: -349, VoucherType: 'OutgoingCreditNote' };
    const both = held([invoice, credited]);
    expect(await pushedBy(both.system).lookup(both.context, creditStep, since)).toMatchObject({
      kind: 'found',
      result: { id: 'credit', invoiced: true },
      document: { id: 'credit', number: '13', total: -34_900 },
    });
    const invoiceOnly = held([invoice]);
    expect(await pushedBy(invoiceOnly.system).lookup(invoiceOnly.context, creditStep, since)).toEqual({
      kind: 'absent',
    });
  });

  it('reads every page', async () => {
    const many = Array.from({ length: pageSize }, (_, row) =>
      draft({ Id: `d${row}`, ExternalImportReference: null, CustomMatchingReference: null }),
    );
    const { system, context } = vendor(({ url }) =>
      url.includes('/SalesOrders?') ? answerWith(200, url.includes('PageNumber=1&') ? many : [draft()]) : undefined,
    );
    expect(await pushedBy(system).lookup(context, orderStep, since)).toMatchObject({ kind: 'found' });
  });

  it.each([orderStep, customerStep, roundStep, deletionStep])(
    'for $kind is unknown after a failed call, never absent or found',
    async (step) => {
      for (const sent of [
        answerWith(500),
        answerWith(403),
        html(200),
        problem(400, 'Invalid resourceParameter'),
        { kind: 'unanswered', why: 'cut', what: { word: 'cut' }, cause: 'cut' } as const,
      ]) {
        const failing = vendor(() => sent);
        expect(await pushedBy(failing.system).lookup(failing.context, step, since)).toMatchObject({ kind: 'unknown' });
      }
    },
  );

  it.each([orderStep, customerStep, roundStep])('for $kind is absent where Go has nothing', async (step) => {
    const empty = vendor(() => answerWith(204));
    expect(await pushedBy(empty.system).lookup(empty.context, step, since)).toEqual({ kind: 'absent' });
  });

  it('finds a customer by name and reference, and the rounding line in the invoice too', async () => {
    const customer = vendor(() =>
      answerWith(200, [
        { Id: 5, ExternalImportReference: 'c-1', ...kari },
        { Id: 6, ExternalImportReference: 'c-10', ...kari },
      ]),
    );
    expect(await pushedBy(customer.system).lookup(customer.context, customerStep, since)).toEqual({
      kind: 'found',
      result: { id: '5' },
    });
    const others = vendor(() =>
      answerWith(200, [{ Id: 5, ExternalImportReference: 'c-1', ...kari, FirstName: 'Ola' }]),
    );
    expect(await pushedBy(others.system).lookup(others.context, customerStep, since)).toEqual({ kind: 'absent' });
    const sent = vendor(({ url }) =>
      url.includes('/SalesOrders/')
        ? problem(404, 'not found')
        : answerWith(200, [{ Id: 3, ExternalImportReference: 'rounding' }]),
    );
    expect(await pushedBy(sent.system).lookup(sent.context, roundStep, since)).toEqual({
      kind: 'found',
      result: { lineId: '3' },
    });
  });
});

describe('the reading step', () => {
  const invoice = {
    Id: documentId,
    InvoiceNo: 12,
    TotalAmount: 349,
    CustomMatchingReference: 'key-1',
    VoucherType: 'OutgoingInvoice',
  };

  it('reads an order that the office has sent from its invoice, with the sums of its lines', async () => {
    const line = { ProductCode: 'A-1', NetAmount: 279.2, VatAmount: 69.8, ExternalImportReference: 'item-1' };
    const { system, context } = vendor(({ url }) => {
      if (url.includes('/SalesOrders/')) return problem(404, 'not found');
      return answerWith(
        200,
        url.includes('/Lines') ? [line, { ...line, ExternalImportReference: 'rounding' }] : invoice,
      );
    });
    expect(await pushedBy(system).execute(context, readStep)).toEqual({
      kind: 'done',
      result: { ...foundDocument(34900, true, '12'), vat: [{ treatment: 'A-1', net: 27920, tax: 6980 }] },
    });
  });
});
