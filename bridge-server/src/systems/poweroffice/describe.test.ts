import type { PlannedCustomer } from './customer/plan.ts';
import { describe as describePlan } from './describe.ts';
import type { SalesOrderPlan } from './order/plan.ts';

const plan = (customer: PlannedCustomer): SalesOrderPlan => ({
  kind: 'sales_order',
  currency: 'NOK',
  expected: 34_900,
  vat: [],
  treated: [{ reference: 'item-7', treatment: 'A-1', rate: '25', net: 27_920, tax: 6980 }],
  customer,
  customerName: null,
  order: {
    ExternalImportReference: 's1-23',
    CustomMatchingReference: 's1-23',
    ImportedOrderNo: '1042',
    CustomerReference: 'Kari Nordmann',
    CurrencyCode: 'NOK',
    SalesOrderDate: '2026-11-22',
    SalesOrderStatus: 'Draft',
    SalesOrderLines: [
      {
        ProductId: '1',
        Description: 'Turjakke',
        Quantity: '2',
        ProductUnitPrice: '139.60',
        Allowance: '0',
        UseStandardSalesAccount: true,
        SortOrder: '0',
        ExternalImportReference: 'item-7',
      },
    ],
  },
  products: [],
  roundingProduct: { ProductId: '4' },
});

describe('the description of a plan', () => {
  it("has every line with its product and rate, and with the order's amounts", () => {
    expect(describePlan(plan({ id: '9' }))).toEqual({
      currency: 'NOK',
      customer: { name: null, number: null, isNew: false },
      date: '2026-11-22',
      references: [
        { kind: 'order', value: '1042' },
        { kind: 'key', value: 's1-23' },
        { kind: 'buyer', value: 'Kari Nordmann' },
      ],
      lines: [
        {
          description: 'Turjakke',
          quantity: '2',
          unitPrice: '139.60',
          product: 'A-1',
          treatment: 'A-1',
          rate: '25',
          net: 27_920,
          tax: 6980,
        },
      ],
    });
  });

  it('names a new customer, a person by both names', () => {
    const body = {
      EmailAddress: 'kari@nordlys.example',
      InvoiceDeliveryType: 'PdfByEmail' as const,
      ExternalImportReference: 's1-c',
    };
    const named = (names: { IsPerson: boolean; Name?: string; FirstName?: string; LastName?: string }) =>
      describePlan(plan({ name: 'kari', body: { ...body, ...names } })).customer;
    expect(named({ IsPerson: false, Name: 'Fjell AS' })).toEqual({ name: 'Fjell AS', number: null, isNew: true });
    expect(named({ IsPerson: true, FirstName: 'Kari', LastName: 'Nordmann' })).toMatchObject({ name: 'Kari Nordmann' });
  });

  it('has the content of a new order for an amended draft, and only the number for a deletion', () => {
    const document = { id: 'd', number: '12' };
    const mended = describePlan({
      kind: 'unchanged',
      target: plan({ id: '9' }),
      document: { ...document, total: 34_900 },
    });
    expect(mended.lines).toHaveLength(1);
    expect(mended.references.at(-1)).toEqual({ kind: 'document', value: '12' });
    expect(describePlan({ kind: 'deletion', document, reference: 's1-23' })).toEqual({
      currency: null,
      customer: null,
      date: null,
      references: [{ kind: 'document', value: '12' }],
      lines: [],
    });
  });
});
