import type { MadeDocument } from '../systems/contract.ts';
import { paymentOfOrder } from './payment.ts';

const own: MadeDocument = {
  kind: 'order',
  about: { kind: 'order', reference: '' },
  key: 'shop-1',
  id: 'd-1',
  number: '6001',
  total: 10000,
};
const credit: MadeDocument = {
  ...own,
  kind: 'refund',
  about: { kind: 'refund', reference: '35' },
  key: 'shop-1-refund-35',
  total: -2000,
};
/** An order that was paid just after midnight in Oslo on New Year's Day, and refunded a year later at the same time. */
const order = {
  id: '1',
  total: 10000,
  paymentMethod: 'vipps',
  paidGmt: '2026-12-31T23:30:00',
  paidLocal: '2027-01-01T00:30:00',
  refunds: [{ id: '35', amount: 2000, createdGmt: '2027-12-31T23:30:00', createdLocal: null }],
};
const pay = (refund: string, change: object = {}, documents = [own, credit]) =>
  paymentOfOrder(
    {
      kind: 'payment',
      about: { kind: refund ? 'refund' : 'order', reference: refund },
      order: { ...order, ...change } as never,
      key: 'shop-1-payment',
      customerKey: null,
      documents,
      functions: [],
      decisions: {},
    },
    { methods: [{ method: 'vipps', account: '1570' }], zone: 'Europe/Oslo' },
  );

describe('a payment', () => {
  it("is of the order's total, on the shop's day, and settles the order's own document", () => {
    expect(pay('')).toEqual({ amount: 10000, day: '2027-01-01', accountNo: '1570', settles: own });
  });

  it("gives back the refund's amount, on the refund's day, and settles the credit", () => {
    expect(pay('35')).toEqual({ amount: -2000, day: '2028-01-01', accountNo: '1570', settles: credit });
  });

  it('has no account where its method has none', () => {
    expect(pay('', { paymentMethod: 'cod' }).accountNo).toBeNull();
  });

  it('is not planned for an unpaid order, an unknown refund, or a refund without a credit', () => {
    expect(() => pay('', { paidGmt: null })).toThrow('is not paid');
    expect(() => pay('36')).toThrow('has no refund 36');
    expect(() => pay('35', {}, [own])).toThrow('has no credit');
  });
});
