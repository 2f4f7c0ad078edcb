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
  it('deletes a draft and needs no product for that', () => {
    const deletion = { kind: 'deletion', document: { id: 'd-1', number: '6001' }, reference: 'shop-1-23' };
    const result = planned({ state: 'draft', customerId: null }, { products: [] });
    expect(result).toEqual({ kind: 'plan', total: 0, plan: deletion });
    expect(planSchema.parse(deletion)).toEqual(deletion);
  });

  it('credits all lines of an invoice under a key of its own', () => {
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
    // The office's day counts, since nobody knows when the order was cancelled.
    expect(result.plan.order).not.toHaveProperty('SalesOrderDate');
    expect(result.plan.order.SalesOrderLines).toMatchObject([
      { ProductId: '1', Quantity: '-2', ProductUnitPrice: '279.20' },
      { ProductId: '2', Quantity: '-1', ProductUnitPrice: '493.04' },
      { ProductId: '3', Quantity: '-1', ProductUnitPrice: '401.79' },
      { ProductId: '4', Quantity: '-1', ProductUnitPrice: '299.00' },
      { ProductId: '1', Quantity: '-1', ProductUnitPrice: '79.20' },
    ]);
  });

  it('does nothing about a deleted document, or an invoice whose total is zero', () => {
    expect(planned({ state: 'gone' }, { products: [] })).toEqual(nothing);
    expect(
      planned(
        { state: 'invoiced', customerId: null, invoiceNo: '12' },
        { order: shopOrder('zero-total-coupon'), documents: [{ ...own, total: 0 }] },
      ),
    ).toEqual(nothing);
  });

  it('is a gap where the order changed after its invoice, but not where the draft was amended before', () => {
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
  ])('is a gap after a refund was credited: %j', (document) => {
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
    // A refund with a total of zero gave nothing back.
    expect(planned(document, { documents: [own, { ...refund, total: 0 }] }).kind).toBe('plan');
  });

  it('has the gaps of the credit note', () => {
    expect(
      planned({ state: 'invoiced', customerId: null, invoiceNo: '12' }, { products: products.slice(1) }),
    ).toMatchObject({ kind: 'gaps', gaps: [{ code: 'gap.product_missing' }] });
  });

  it("is not planned without the order's document", () => {
    expect(() => planned({ state: 'draft', customerId: null }, { documents: [] })).toThrow('without a document');
  });
});
