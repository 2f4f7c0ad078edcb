import type { DocumentKind, MadeDocument } from '../systems/contract.ts';
import type { OrderLine } from '@kontor/shared/order';
import { orderLine } from '../../../tests/setup/order-line.ts';
import type { DocumentRequest } from './about.ts';
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

  it('mends a draft and compares an invoice', () => {
    expect(amend(draft)).toEqual({ kind: 'mend' });
    expect(amend(invoiced)).toEqual({ kind: 'compare' });
  });

  it('of a document that somebody deleted is for a person, in the words of the target', () => {
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

  it('is credited, with the invoice that it relates to where there is one', () => {
    expect(give(100, invoiced)).toEqual({ kind: 'credit', invoiceNo: '12' });
    expect(give(100, draft)).toEqual({ kind: 'credit', invoiceNo: null });
  });

  it('of nothing needs no document, and one of a deleted document is for a person', () => {
    expect(give(0, gone)).toEqual({ kind: 'nothing' });
    expect(give(100, gone)).toMatchObject(gap('gap.document_gone'));
  });

  it('of nothing is credited all the same where its lines take something back and charge as much', () => {
    const exchange = [orderLine(), orderLine({ net: -10000, tax: -2500 })];
    expect(give(0, invoiced, exchange)).toEqual({ kind: 'credit', invoiceNo: '12' });
    expect(give(0, invoiced, [orderLine({ net: 0, tax: 0 })])).toEqual({ kind: 'nothing' });
  });
});

describe('a cancellation', () => {
  const cancel = (there: Parameters<typeof cancellationCourse>[1], documents = [own]) =>
    cancellationCourse(request('cancellation', { documents }), there, target);

  it('deletes a draft, credits an invoice, and leaves alone what is gone', () => {
    expect(cancel(draft)).toEqual({ kind: 'delete' });
    expect(cancel(invoiced)).toEqual({ kind: 'credit', invoiceNo: '12' });
    expect(cancel(gone)).toEqual({ kind: 'nothing' });
  });

  it('of an invoice of nothing gives nothing back', () => {
    const free = request('cancellation', { order: { total: 0 } as never, documents: [{ ...own, total: 0 }] });
    expect(cancellationCourse(free, invoiced, target)).toEqual({ kind: 'nothing' });
  });

  it('of an invoice that says something else by now is for a person, unless its draft was mended', () => {
    const before = { ...own, total: 9000 };
    expect(cancel(invoiced, [before])).toMatchObject(gap('gap.cancelled_after_edit'));
    expect(cancel(invoiced, [before, { ...own, kind: 'amendment' }])).toMatchObject({ kind: 'credit' });
  });

  it('after a refund was credited is for a person, whatever is there', () => {
    const credit: MadeDocument = { ...own, kind: 'refund', total: -500 };
    expect(cancel(draft, [own, credit])).toMatchObject(gap('gap.cancelled_after_refund'));
    expect(cancel(draft, [own, { ...credit, total: 0 }])).toEqual({ kind: 'delete' });
  });
});

it('an invoice that says something else is told with both amounts', () => {
  const invoiced = invoicedAlready({ total: 10000, currency: 'NOK' } as never, { number: '12', total: 9000 }, target);
  expect(told(invoiced).cause).toContain('invoice 12 for 90.00 NOK. The order is for 100.00 NOK now');
});
