import { allTold } from '../../../../../tests/setup/telling.ts';
import type { Order } from '@kontor/shared/order';
import { namedProducts as products, ownDocument as own, shopOrder } from '../../../../../tests/setup/planned-order.ts';
import type { MadeDocument } from '../../contract.ts';
import { settings } from '../settings.ts';
import { makePlan, plan as planSchema } from '../plan.ts';
import type { DocumentFact } from '../../../documents/document-fact.ts';

function planned(
  document: DocumentFact,
  change: { order?: Order; documents?: MadeDocument[]; products?: typeof products; key?: string } = {},
) {
  const { order = shopOrder('four-rates-shipping'), documents = [own], key = 'shop-1-23-cancellation' } = change;
  return makePlan({
    kind: 'cancellation',
    about: { kind: 'order', reference: '' },
    order,
    key,
    customerKey: 'shop-c-1',
    documents,
    functions: [],
    decisions: {},
    settings: settings.parse({}),
    facts: { products: change.products ?? products, customer: { state: 'known', id: '7', delivery: null }, document },
  });
}
const nothing = { kind: 'plan', total: 0, plan: { kind: 'nothing', document: { id: 'd-1', number: '6001' } } };

describe('a cancellation', () => {
  it('of a draft deletes it, with no product needed', () => {
    const deletion = { kind: 'deletion', document: { id: 'd-1', number: '6001' }, reference: 'shop-1-23' };
    const result = planned({ state: 'draft', customerId: null }, { products: [] });
    expect(result).toEqual({ kind: 'plan', total: 0, plan: deletion });
    expect(planSchema.parse(deletion)).toEqual(deletion);
  });

  it('of an invoice credits all of its lines under a key of its own', () => {
    const result = planned({ state: 'invoiced', customerId: null, invoiceNo: '12' });
    if (result.kind !== 'plan' || result.plan.kind !== 'sales_order') throw new Error(JSON.stringify(result));
    expect(result.total).toBe(-211300);
    expect(result.plan).toMatchObject({
      expected: -211300,
      customer: { id: '7' },
      order: {
        ExternalImportReference: 'shop-1-23-cancellation',
        CustomMatchingReference: 'shop-1-23-cancellation',
        ImportedOrderNo: '23',
        RelatedInvoiceNo: '12',
        SalesOrderStatus: 'Draft',
      },
    });
    // Dated when the office sends it: nobody knows when the order was called off.
    expect(result.plan.order).not.toHaveProperty('SalesOrderDate');
    expect(
      result.plan.order.SalesOrderLines.map((line) => [line.ProductId, line.Quantity, line.ProductUnitPrice]),
    ).toEqual([
      ['1', '-2', '279.20'],
      ['2', '-1', '493.04'],
      ['3', '-1', '401.79'],
      ['4', '-1', '299.00'],
      ['1', '-1', '79.20'],
    ]);
  });

  it('of a document that is gone, or of an invoice of nothing, does nothing', () => {
    expect(planned({ state: 'gone' }, { products: [] })).toEqual(nothing);
    expect(
      planned(
        { state: 'invoiced', customerId: null, invoiceNo: '12' },
        { order: shopOrder('zero-total-coupon'), documents: [{ ...own, total: 0 }] },
      ),
    ).toEqual(nothing);
  });

  it('of an invoice that says other than the order does by now is for a person, and one of a mended draft is not', () => {
    const invoiced = { state: 'invoiced', customerId: null, invoiceNo: '12' } as const;
    expect(allTold(planned(invoiced, { documents: [{ ...own, total: 200000 }] }))).toMatchObject({
      kind: 'gaps',
      gaps: [{ code: 'gap.cancelled_after_edit', cause: expect.stringContaining('invoice 12') }],
    });
    const mended: MadeDocument = { ...own, kind: 'amendment', key: 'shop-1-23-amendment-2' };
    expect(planned(invoiced, { documents: [{ ...own, total: 200000 }, mended] })).toMatchObject({
      kind: 'plan',
      total: -211300,
    });
  });

  it.each<DocumentFact>([
    { state: 'draft', customerId: null },
    { state: 'invoiced', customerId: null, invoiceNo: '12' },
    { state: 'gone' },
  ])('after a refund was credited is for a person: %j', (document) => {
    const refund: MadeDocument = {
      kind: 'refund',
      about: { kind: 'refund', reference: '34' },
      key: 'shop-1-23',
      id: 'r-1',
      number: '6002',
      total: -34900,
    };
    const result = planned(document, { documents: [own, refund] });
    expect(allTold(result)).toMatchObject({
      kind: 'gaps',
      gaps: [
        {
          code: 'gap.cancelled_after_refund',
          cause: expect.stringMatching(/.{10}/),
          remedy: expect.stringMatching(/.{10}/),
        },
      ],
    });
    // A refund of nothing gave nothing back.
    expect(planned(document, { documents: [own, { ...refund, total: 0 }] }).kind).toBe('plan');
  });

  it('tells the gaps of what it credits', () => {
    expect(
      planned({ state: 'invoiced', customerId: null, invoiceNo: '12' }, { products: products.slice(1) }),
    ).toMatchObject({ kind: 'gaps', gaps: [{ code: 'gap.product_missing' }] });
  });

  it("is not planned without the order's document", () => {
    expect(() => planned({ state: 'draft', customerId: null }, { documents: [] })).toThrow('without a document');
  });
});
