import {
  answer,
  problem,
  html,
  vendor,
  id,
  orderStep,
  creditStep,
  customerStep,
  roundStep,
  readStep,
  deletionStep,
  draft,
  found,
} from '../../../../tests/setup/scripted-vendor.ts';
import { pageSize } from './client.ts';

describe('asking whether it took effect', () => {
  const since = new Date('2026-11-22T12:00:00Z');
  it('looks among the drafts since then and the invoices', async () => {
    const { system, context, calls } = vendor(({ url }) =>
      url.includes('/SalesOrders?')
        ? answer(200, [draft({ Id: 'x', ExternalImportReference: 'key-11', CustomMatchingReference: null }), draft()])
        : undefined,
    );
    expect(await system.lookup(context, orderStep, since)).toEqual({
      kind: 'found',
      result: found(),
      document: { id: found().id, number: '6001', total: 34_900 },
    });
    expect(calls()).toEqual([
      `GET /SalesOrders?onlyCreatedByCurrentIntegration=true&lastChangedDateTimeOffsetGreaterThan=2026-11-22T11%3A58%3A00.000Z&Fields=Id%2CSalesOrderNo%2CTotalAmount%2CCustomerId%2CExternalImportReference%2CCustomMatchingReference&PageNumber=1&PageSize=${pageSize}`,
      `GET /OutgoingInvoices?customMatchingReferences=key-1&PageNumber=1&PageSize=${pageSize}`,
    ]);
  });

  const invoice = {
    Id: id,
    InvoiceNo: 12,
    TotalAmount: 349,
    CustomMatchingReference: 'key-1',
    VoucherType: 'OutgoingInvoice',
  };
  it.each<[string, unknown[], unknown[], object]>([
    ['nowhere', [], [], { kind: 'absent' }],
    ['an invoice', [], [invoice], { kind: 'found', result: found(34900, true, '12') }],
    ['a draft that is just being sent', [draft()], [invoice], { kind: 'found', result: found(34900, true, '12') }],
    [
      'an invoice and its credit note',
      [],
      [invoice, { ...invoice, Id: 'credit', VoucherType: 'OutgoingCreditNote' }],
      { kind: 'found' },
    ],
    ['two drafts', [draft(), draft({ Id: 'other' })], [], { kind: 'several' }],
  ])('%s', async (_what, drafts, invoices, expected) => {
    const { system, context } = vendor(({ url }) => answer(200, url.includes('/SalesOrders?') ? drafts : invoices));
    expect(await system.lookup(context, orderStep, since)).toMatchObject(expected);
  });

  it('takes a credit note for a credit only, and no invoice', async () => {
    const held = (rows: unknown[]) => vendor(({ url }) => answer(200, url.includes('/SalesOrders?') ? [] : rows));
    const credited = { ...invoice, Id: 'credit', InvoiceNo: 13, TotalAmount: -349, VoucherType: 'OutgoingCreditNote' };
    const both = held([invoice, credited]);
    expect(await both.system.lookup(both.context, creditStep, since)).toMatchObject({
      kind: 'found',
      result: { id: 'credit', invoiced: true },
      document: { id: 'credit', number: '13', total: -34_900 },
    });
    const one = held([invoice]);
    expect(await one.system.lookup(one.context, creditStep, since)).toEqual({ kind: 'absent' });
  });

  it('reads every page', async () => {
    const many = Array.from({ length: pageSize }, (_, row) =>
      draft({ Id: `d${row}`, ExternalImportReference: null, CustomMatchingReference: null }),
    );
    const { system, context } = vendor(({ url }) =>
      url.includes('/SalesOrders?') ? answer(200, url.includes('PageNumber=1&') ? many : [draft()]) : undefined,
    );
    expect(await system.lookup(context, orderStep, since)).toMatchObject({ kind: 'found' });
  });

  it.each([orderStep, customerStep, roundStep, deletionStep])(
    '$kind: a fault is unknown, never absent or done',
    async (step) => {
      for (const sent of [
        answer(500),
        answer(403),
        html(200),
        problem(400, 'Invalid resourceParameter'),
        { kind: 'unanswered', why: 'cut', cause: 'cut' } as const,
      ]) {
        const failing = vendor(() => sent);
        expect(await failing.system.lookup(failing.context, step, since)).toMatchObject({ kind: 'unknown' });
      }
    },
  );

  it.each([orderStep, customerStep, roundStep])('$kind: nothing is absent', async (step) => {
    const empty = vendor(() => answer(204));
    expect(await empty.system.lookup(empty.context, step, since)).toEqual({ kind: 'absent' });
  });

  it('finds a customer and the line for rounding, in the invoice too', async () => {
    const customer = vendor(() =>
      answer(200, [
        { Id: 5, ExternalImportReference: 'c-1' },
        { Id: 6, ExternalImportReference: 'c-10' },
      ]),
    );
    expect(await customer.system.lookup(customer.context, customerStep, since)).toEqual({
      kind: 'found',
      result: { id: '5' },
    });
    const sent = vendor(({ url }) =>
      url.includes('/SalesOrders/')
        ? problem(404, 'not found')
        : answer(200, [{ Id: 3, ExternalImportReference: 'rounding' }]),
    );
    expect(await sent.system.lookup(sent.context, roundStep, since)).toEqual({
      kind: 'found',
      result: { lineId: '3' },
    });
  });

  it('reads an order that the office has sent from its invoice', async () => {
    const { system, context } = vendor(({ url }) =>
      url.includes('/SalesOrders/') ? problem(404, 'not found') : answer(200, invoice),
    );
    expect(await system.execute(context, readStep)).toEqual({ kind: 'done', result: found(34900, true, '12') });
  });
});
