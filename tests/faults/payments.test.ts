import type { Task } from '../../bridge-server/src/desk/tasks.ts';
import type { ListedTransfer } from '../../bridge-server/src/mirror/transfer/list.ts';
import type { Cart } from './cart.ts';
import { paymentViolations } from './payments.ts';
import { booked, unbookable } from './stories.ts';

const paid = (total: string, changes: Record<string, unknown> = {}): Cart => ({
  gone: false,
  refunds: [],
  order: {
    total,
    status: 'processing',
    date_paid_gmt: '2026-11-22T01:18:36',
    payment_method: booked.method,
    ...changes,
  },
});
const called = (off: Cart): Cart => ({ ...off, order: { ...off.order, status: 'cancelled' } });

/** What the verdict says of order 7, whose payment was booked as these vouchers tell, with so many tasks about it. */
function verdict(
  generations: readonly Cart[],
  {
    vouchers,
    tasks = 0,
    done = vouchers.length,
    sent = true,
  }: { vouchers: number[]; tasks?: number; done?: number; sent?: boolean },
): string[] {
  const payment = { kind: 'payment', reference: '', state: 'done' } as ListedTransfer;
  const task = { name: 'amendment order 7 payment ', state: 'open' } as Task;
  return paymentViolations('s-7', { id: 7, about: '', generations }, sent, {
    vouchersOf: (key) => (key === 's-7-payment' ? vouchers.map((amount) => ({ number: 'V1', amount })) : []),
    transfers: Array.from({ length: done }, () => payment),
    tasks: Array.from({ length: tasks }, () => task),
  });
}

const [ten, twenty] = [paid('10.00'), paid('20.00')];

describe('the verdict about a payment', () => {
  it.each<[string, readonly Cart[], Parameters<typeof verdict>[1]]>([
    ['an order as it was booked', [ten], { vouchers: [1000] }],
    ['one that was booked after its edit', [ten, twenty], { vouchers: [2000] }],
    ['one that was booked before its edit, which a person is told', [ten, twenty], { vouchers: [1000], tasks: 1 }],
    [
      'one that was edited and edited back, which a person may have been told',
      [ten, twenty, ten],
      { vouchers: [1000], tasks: 1 },
    ],
    ['one that was edited and edited back before anybody looked', [ten, twenty, ten], { vouchers: [1000] }],
    ['one that was called off before it was booked', [ten, called(ten)], { vouchers: [], sent: false }],
    [
      'one that was called off afterwards, which a person is told',
      [ten, called(ten)],
      { vouchers: [1000], tasks: 1, sent: false },
    ],
    ['one whose method has no account', [paid('10.00', { payment_method: unbookable.method })], { vouchers: [] }],
    ['one that is not sent', [ten], { vouchers: [], sent: false }],
  ])('accepts %s', (_what, generations, found) => {
    expect(verdict(generations, found)).toEqual([]);
  });

  it.each<[string, readonly Cart[], Parameters<typeof verdict>[1], string]>([
    ['is missing', [ten], { vouchers: [] }, '0 vouchers s-7-payment, not 1'],
    ['is booked twice', [ten], { vouchers: [1000, 1000] }, '2 vouchers s-7-payment, not 1'],
    [
      'is of an amount that the order never had',
      [ten, twenty],
      { vouchers: [3000], tasks: 1 },
      'voucher V1 is of 30.00',
    ],
    ['differs, and nobody is told', [ten, twenty], { vouchers: [1000] }, '0 tasks about s-7-payment, not 1'],
    ['is told about twice', [ten, twenty], { vouchers: [1000], tasks: 2 }, '2 tasks about s-7-payment, not 1'],
    [
      'is told about though it does not differ',
      [ten],
      { vouchers: [1000], tasks: 1 },
      '1 tasks about s-7-payment, not 0',
    ],
    [
      'is told about though none is booked',
      [ten, called(ten)],
      { vouchers: [], tasks: 1, sent: false },
      '1 tasks about s-7-payment, not 0',
    ],
    [
      'is of an order that was called off, and nobody is told',
      [ten, called(ten)],
      { vouchers: [1000], sent: false },
      '0 tasks about s-7-payment, not 1',
    ],
    [
      'is booked on an account that the office lacks',
      [paid('10.00', { payment_method: unbookable.method })],
      { vouchers: [1000] },
      '1 vouchers s-7-payment, not 0',
    ],
    [
      'is booked, and no transfer says so',
      [ten],
      { vouchers: [1000], done: 0 },
      '0 transfers say that s-7-payment is booked',
    ],
  ])('objects where it %s', (_what, generations, found, objection) => {
    expect(verdict(generations, found)).toContainEqual(expect.stringContaining(objection));
  });

  it('objects to a task about anything else of the order', () => {
    const [task] = ['refund order 7 refund 8'].map((name) => ({ name, state: 'open' }) as Task);
    const found = { vouchersOf: () => [], transfers: [], tasks: task ? [task] : [] };
    expect(paymentViolations('s-7', { id: 7, about: '', generations: [ten] }, false, found)).toEqual([
      'a task that nobody needs: refund order 7 refund 8',
    ]);
  });
});
