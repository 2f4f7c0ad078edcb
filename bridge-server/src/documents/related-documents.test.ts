import type { MadeDocument } from '../systems/contract.ts';
import { creditOf, ownDocument } from './related-documents.ts';

describe('the documents of an order', () => {
  const order: MadeDocument = {
    kind: 'order',
    about: { kind: 'order', reference: '' },
    key: 'shop-1',
    id: 'd-1',
    number: '6001',
    total: 100,
  };
  const credit: MadeDocument = { ...order, kind: 'refund', about: { kind: 'refund', reference: '35' }, id: 'd-2' };

  it("are found: the order's own, and the credit of a refund", () => {
    expect(ownDocument({ kind: 'refund', documents: [credit, order] })).toBe(order);
    expect(creditOf([order, credit], '35')).toBe(credit);
    expect(creditOf([order, credit], '36')).toBeUndefined();
  });

  it("must include the order's own document before anything else is planned", () => {
    expect(() => ownDocument({ kind: 'refund', documents: [credit] })).toThrow('without a document');
  });
});
