import type { DocumentKind, MadeDocument } from '../systems/contract.ts';
import { aboutOf, creditOf, ownDocument } from './about.ts';

describe('what a document is about', () => {
  it.each<{ kind: DocumentKind; reference: string; about: ReturnType<typeof aboutOf> }>([
    { kind: 'order', reference: '', about: { kind: 'order', reference: '' } },
    { kind: 'cancellation', reference: '', about: { kind: 'order', reference: '' } },
    { kind: 'refund', reference: '35', about: { kind: 'refund', reference: '35' } },
    { kind: 'payment', reference: 'vipps-1', about: { kind: 'payment', reference: 'vipps-1' } },
    { kind: 'payment', reference: '', about: { kind: 'payment', reference: '' } },
    { kind: 'payment', reference: 'refund-35', about: { kind: 'refund', reference: '35' } },
    { kind: 'amendment', reference: '2', about: { kind: 'order', reference: '' } },
    { kind: 'amendment', reference: 'refund-35-2', about: { kind: 'refund', reference: '35' } },
    { kind: 'amendment', reference: 'payment-vipps-1-3', about: { kind: 'payment', reference: 'vipps-1' } },
  ])('$kind "$reference" is about the $about.kind "$about.reference"', ({ kind, reference, about }) => {
    expect(aboutOf({ kind, reference })).toEqual(about);
  });
});

describe("the order's documents", () => {
  const order: MadeDocument = { kind: 'order', reference: '', key: 'shop-1', id: 'd-1', number: '6001', total: 100 };
  const credit: MadeDocument = { ...order, kind: 'refund', reference: '35', id: 'd-2' };

  it('are told apart: its own, and the credit of one refund', () => {
    expect(ownDocument({ kind: 'refund', documents: [credit, order] })).toBe(order);
    expect(creditOf([order, credit], '35')).toBe(credit);
    expect(creditOf([order, credit], '36')).toBeUndefined();
  });

  it('are needed: nothing but the order itself is planned before its own is made', () => {
    expect(() => ownDocument({ kind: 'refund', documents: [credit] })).toThrow('without a document');
  });
});
