import { nextStep, plan as planSchema, type Plan } from '../plan.ts';
import type { SalesOrderPlan } from './plan.ts';

const line = {
  ProductId: '1',
  Description: 'Lupe',
  Quantity: '1',
  ProductUnitPrice: '279.20',
  Allowance: '0',
  UseStandardSalesAccount: true,
  SortOrder: '0',
  ExternalImportReference: 'item-1',
};
const plan = (change: Partial<SalesOrderPlan> = {}): Plan =>
  planSchema.parse({
    kind: 'sales_order',
    currency: 'NOK',
    expected: 34900,
    customer: { id: '7' },
    customerName: 'c-1',
    roundingProduct: { ProductId: '99' },
    order: {
      ExternalImportReference: 'shop-1-22',
      CustomMatchingReference: 'shop-1-22',
      CurrencyCode: 'NOK',
      SalesOrderDate: '2026-11-22',
      SalesOrderStatus: 'Draft',
      SalesOrderLines: [line, { ...line, SortOrder: '1', ExternalImportReference: 'item-2' }],
    },
    ...change,
  });
const order = (total: number, invoiced = false) => ({
  id: 'b5a1c3d0-0000-4000-8000-000000000001',
  number: '6001',
  total,
  invoiced,
});
const customerBody = {
  IsPerson: true,
  FirstName: 'Kari',
  LastName: 'Nordmann',
  EmailAddress: 'kari@example.test',
  InvoiceDeliveryType: 'PdfByEmail' as const,
  ExternalImportReference: 'c-1',
};

describe('the order of steps', () => {
  it('creates a customer that Go lacks as a shared object, then the order', () => {
    const fresh = plan({ customer: { body: customerBody, name: 'c-1' } });
    expect(nextStep(fresh, {})).toEqual({
      kind: 'step',
      step: {
        key: 'customer',
        kind: 'poweroffice.customer.create',
        does: 'shared',
        shared: { object: 'customer', name: 'c-1' },
        input: { body: customerBody, name: 'c-1' },
      },
    });
    expect(nextStep(fresh, { customer: { id: '8' } })).toMatchObject({
      step: {
        key: 'order',
        does: 'document',
        input: { body: { CustomerId: '8' }, currency: 'NOK', credit: false, customerName: 'c-1' },
      },
    });
    expect(nextStep(fresh, { order: order(34900) })).toMatchObject({ kind: 'finished' });
  });

  it('creates each product that Go lacks before everything else', () => {
    const product = (Code: string) => ({
      Code,
      Name: 'Varer',
      StandardSalesAccount: '3000',
      ProductType: 'Product' as const,
      UnitOfMeasureCode: 'EA' as const,
    });
    const fresh = plan({ products: [product('A-1'), product('A-99')], customer: { body: customerBody, name: 'c-1' } });
    expect(nextStep(fresh, {})).toMatchObject({
      step: {
        key: 'product:A-1',
        kind: 'poweroffice.product.create',
        does: 'shared',
        shared: { object: 'product', name: 'A-1' },
        input: { body: product('A-1') },
      },
    });
    expect(nextStep(fresh, { 'product:A-1': { id: '1' } })).toMatchObject({ step: { key: 'product:A-99' } });
    expect(nextStep(fresh, { 'product:A-1': { id: '1' }, 'product:A-99': { id: '2' } })).toMatchObject({
      step: { key: 'customer' },
    });
    expect(nextStep(fresh, { order: order(34900) })).toMatchObject({ kind: 'finished' });
  });

  it('goes straight to the order for a customer that Go has', () => {
    expect(nextStep(plan(), {})).toMatchObject({
      step: {
        kind: 'poweroffice.order.create',
        input: { body: { CustomerId: '7', ExternalImportReference: 'shop-1-22' } },
      },
    });
  });

  it('finishes when the totals agree', () => {
    expect(nextStep(plan(), { order: order(34900) })).toEqual({
      kind: 'finished',
      document: { id: order(0).id, number: '6001', total: 34900 },
    });
  });
});

describe('a difference', () => {
  it.each([
    [34899, '1', '0.01'],
    [34898, '1', '0.02'],
    [34901, '-1', '0.01'],
    [34902, '-1', '0.02'],
  ])('to a total of %i is rounded by one line of %s × %s', (total, quantity, price) => {
    expect(nextStep(plan(), { order: order(total) })).toEqual({
      kind: 'step',
      step: {
        key: 'round',
        kind: 'poweroffice.order.round',
        does: 'document',
        input: {
          orderId: order(0).id,
          reference: expect.any(String) as string,
          credit: false,
          line: {
            ProductId: '99',
            Description: 'Avrunding',
            Quantity: quantity,
            ProductUnitPrice: price,
            Allowance: '0',
            UseStandardSalesAccount: true,
            SortOrder: '2',
            ExternalImportReference: 'rounding',
          },
        },
      },
    });
  });

  it('is rounded only once; the total that is read afterwards decides', () => {
    const rounded = { order: order(34899), round: { lineId: 'l' } };
    expect(nextStep(plan(), rounded)).toMatchObject({
      step: {
        key: 'read',
        kind: 'poweroffice.order.read',
        does: 'read',
        input: { orderId: order(0).id, reference: 'shop-1-22', currency: 'NOK', credit: false },
      },
    });
    expect(nextStep(plan(), { ...rounded, read: order(34900) })).toMatchObject({
      kind: 'finished',
      document: { total: 34900 },
    });
    expect(nextStep(plan(), { ...rounded, read: order(34901) })).toMatchObject({
      kind: 'differs',
      document: { total: 34901 },
      differences: [{ what: 'total', planned: '349.00', found: '349.01' }],
    });
  });

  it('that rounding does not explain is read again, since the office may have corrected it, but never rounded', () => {
    const results = { order: order(34897) };
    expect(nextStep(plan(), results)).toMatchObject({ step: { key: 'read' } });
    expect(nextStep(plan(), { ...results, read: order(34897) })).toMatchObject({ kind: 'differs' });
    expect(nextStep(plan(), { ...results, read: order(34899) })).toMatchObject({ kind: 'differs' });
    expect(nextStep(plan(), { ...results, read: order(34900) })).toMatchObject({ kind: 'finished' });
  });

  it('in customer, currency, day or VAT is read again, then reported', () => {
    const sum = { net: 27920, tax: 6980 };
    const planned = plan({
      vat: [{ treatment: 'A-1', rates: ['25'], lines: 1, ordered: sum, foreseen: sum }],
    });
    const reported = (change: object) => ({
      ...order(34900),
      madeFor: '7',
      customer: '7',
      currency: 'NOK',
      date: '2026-11-22',
      vat: [{ treatment: 'A-1', ...sum }],
      ...change,
    });
    expect(nextStep(planned, { order: reported({}) })).toMatchObject({ kind: 'finished' });
    expect(nextStep(planned, { order: reported({ vat: undefined }) })).toMatchObject({ step: { key: 'read' } });
    for (const [what, change] of [
      ['customer', { customer: '8' }],
      ['currency', { currency: 'SEK' }],
      ['date', { date: '2026-11-23' }],
      ['vat', { vat: [{ treatment: 'A-1', net: 27920, tax: 4188 }] }],
    ] as const) {
      const results = { order: reported(change) };
      expect(nextStep(planned, results)).toMatchObject({ step: { key: 'read' } });
      expect(nextStep(planned, { ...results, read: reported(change) })).toMatchObject({
        kind: 'differs',
        differences: [{ what }],
      });
      expect(nextStep(planned, { ...results, read: reported({}) })).toMatchObject({ kind: 'finished' });
    }
  });

  it('adds no rounding line to an invoice', () => {
    expect(nextStep(plan(), { order: order(34899, true) })).toMatchObject({ step: { key: 'read' } });
  });
});

describe('a credit', () => {
  const credit = plan({ expected: -34900 });
  it('is created and read as a credit note', () => {
    expect(nextStep(credit, {})).toMatchObject({ step: { kind: 'poweroffice.order.create', input: { credit: true } } });
    expect(nextStep(credit, { order: order(-35000) })).toMatchObject({
      step: { kind: 'poweroffice.order.read', input: { credit: true } },
    });
    expect(nextStep(credit, { order: order(-34900) })).toMatchObject({ kind: 'finished', document: { total: -34900 } });
  });

  it.each([
    [-34899, '-1', '0.01'],
    [-34902, '1', '0.02'],
  ])('with a total of %i is rounded by one line of %s × %s', (total, quantity, price) => {
    expect(nextStep(credit, { order: order(total) })).toMatchObject({
      step: { key: 'round', input: { line: { Quantity: quantity, ProductUnitPrice: price } } },
    });
  });
});

describe('a plan that leaves no document', () => {
  const document = { id: order(0).id, number: '6001' };
  it('deletes the draft', () => {
    const deletion = planSchema.parse({ kind: 'deletion', document, reference: 'shop-1-22' });
    expect(nextStep(deletion, {})).toEqual({
      kind: 'step',
      step: {
        key: 'deletion',
        kind: 'poweroffice.order.delete',
        does: 'document',
        input: { orderId: document.id, reference: 'shop-1-22' },
      },
    });
    expect(nextStep(deletion, { deletion: { deleted: true } })).toEqual({
      kind: 'finished',
      document: { ...document, total: 0 },
    });
  });

  it('has no step where there is nothing to delete', () => {
    expect(nextStep(planSchema.parse({ kind: 'nothing', document }), {})).toEqual({
      kind: 'finished',
      document: { ...document, total: 0 },
    });
  });
});
