import type { DocumentKind, MadeDocument } from '../systems/contract.ts';
import type { OrderLine } from '@kontor/shared/order';
import { orderLine } from '../../../tests/setup/order-line.ts';
import type { DocumentRequest } from './related-documents.ts';
import { amendmentCourse, cancellationCourse, invoicedAlready, refundCourse } from './course.ts';
import { allTold, told } from '../../../tests/setup/telling.ts';

const own: MadeDocument = {
  kind: 'order',
  about: { kind: 'order', reference: '' },
  key: 'shop-1',
  id: 'd-1',
  number: '6001',
  total: 10000,
};
const request = (kind: DocumentKind, change: Partial<DocumentRequest> = {}): DocumentRequest => ({
  kind,
  about: { kind: 'order', reference: '' },
  order: { total: 10000, currency: 'NOK', refunds: [] } as never,
  key: 'shop-1',
  customerKey: null,
  documents: [own],
  functions: [],
  decisions: {},
  ...change,
});
const draft = { state: 'draft' } as const;
const invoiced = { state: 'invoiced', invoiceNo: '12' } as const;
const gone = { state: 'gone' } as const;
const target = 'Ledger';
const gap = (code: string) => ({ kind: 'gap', gap: { code } });

describe('an amendment', () => {
  const amend = (there: Parameters<typeof amendmentCourse>[1], change: Partial<DocumentRequest> = {}) =>
    amendmentCourse(request('amendment', change), there, target);

  it('changes a draft, and compares an invoice with the order', () => {
    expect(amend(draft)).toEqual({ kind: 'mend' });
    expect(amend(invoiced)).toEqual({ kind: 'compare' });
  });

  it("is a gap in the target's words where somebody deleted the document", () => {
    expect(allTold(amend(gone))).toMatchObject({
      gap: {
        code: 'gap.document_gone',
        cause: expect.stringMatching(/^Document 6001 of the order is neither/),
        remedy: expect.stringMatching(/^Check in Ledger whether the order was booked in another way/),
      },
    });
  });
});

describe('a refund', () => {
  const give = (amount: number, there: Parameters<typeof refundCourse>[2], lines: OrderLine[] = []) =>
    refundCourse(
      request('refund', { about: { kind: 'refund', reference: '35' } }),
      { lines: { lines }, amount },
      there,
      target,
    );

  it('becomes a credit note, which names the invoice where there is one', () => {
    expect(give(100, invoiced)).toEqual({ kind: 'credit', invoiceNo: '12' });
    expect(give(100, draft)).toEqual({ kind: 'credit', invoiceNo: null });
  });

  it('needs no document where it gives nothing back, and is a gap where the document was deleted', () => {
    expect(give(0, gone)).toEqual({ kind: 'nothing' });
    expect(give(100, gone)).toMatchObject(gap('gap.document_gone'));
  });

  it('becomes a credit note for an exchange, whose lines give back and charge the same amount', () => {
    const exchange = [orderLine(), orderLine({ net: -10000, tax: -2500 })];
    expect(give(0, invoiced, exchange)).toEqual({ kind: 'credit', invoiceNo: '12' });
    expect(give(0, invoiced, [orderLine({ net: 0, tax: 0 })])).toEqual({ kind: 'nothing' });
  });
});

describe('a cancellation', () => {
  const cancel = (there: Parameters<typeof cancellationCourse>[1], documents = [own]) =>
    cancellationCourse(request('cancellation', { documents }), there, target);

  it('deletes a draft, credits an invoice, and does nothing about a deleted document', () => {
    expect(cancel(draft)).toEqual({ kind: 'delete' });
    expect(cancel(invoiced)).toEqual({ kind: 'credit', invoiceNo: '12' });
    expect(cancel(gone)).toEqual({ kind: 'nothing' });
  });

  it('does nothing about an invoice whose total is zero', () => {
    const free = request('cancellation', { order: { total: 0 } as never, documents: [{ ...own, total: 0 }] });
    expect(cancellationCourse(free, invoiced, target)).toEqual({ kind: 'nothing' });
  });

  it('is a gap where the order changed after its invoice, but not where the draft was amended before', () => {
    const before = { ...own, total: 9000 };
    expect(cancel(invoiced, [before])).toMatchObject(gap('gap.cancelled_after_edit'));
    expect(cancel(invoiced, [before, { ...own, kind: 'amendment' }])).toMatchObject({ kind: 'credit' });
  });

  it('is a gap after a refund was credited, whatever has become of the document', () => {
    const credit: MadeDocument = { ...own, kind: 'refund', total: -500 };
    expect(cancel(draft, [own, credit])).toMatchObject(gap('gap.cancelled_after_refund'));
    expect(cancel(draft, [own, { ...credit, total: 0 }])).toEqual({ kind: 'delete' });
  });
});

it('the gap of an invoice that differs from the order names both amounts', () => {
  const invoiced = invoicedAlready({ total: 10000, currency: 'NOK' } as never, { number: '12', total: 9000 }, target);
  expect(told(invoiced).cause).toContain('invoice 12 for 90.00 NOK. The order is for 100.00 NOK now');
});
