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
const cancelled = (cart: Cart): Cart => ({ ...cart, order: { ...cart.order, status: 'cancelled' } });

/** What the office and the bridge have in the end. */
interface Ending {
  /** The amounts of the payment's vouchers. */
  vouchers: number[];
  /** How many tasks are about the payment. */
  tasks?: number;
  /** How many transfers say that the payment is booked. */
  done?: number;
  /** Whether the office is to have the order's document. */
  sent?: boolean;
}

/** What the verdict objects to, for order 7 with these generations and this ending. */
function verdict(
  generations: readonly Cart[],
  { vouchers, tasks = 0, done = vouchers.length, sent = true }: Ending,
): string[] {
  const payment = { kind: 'payment', reference: '', state: 'done' } as ListedTransfer;
  const task = { name: 'amendment order 7 payment ', state: 'open' } as Task;
  return paymentViolations('s-7', { id: 7, about: '', generations }, sent, {
    vouchersOf: (key) => (key === 's-7-payment' ? vouchers.map((amount) => ({ number: 'V1', amount })) : []),
    transfers: Array.from({ length: done }, () => payment),
    tasks: Array.from({ length: tasks }, () => task),
  });
}

const ten = paid('10.00');
const twenty = paid('20.00');
const withoutAccount = paid('10.00', { payment_method: unbookable.method });

describe('the verdict about a payment', () => {
  it.each<{ what: string; generations: readonly Cart[]; ending: Ending }>([
    { what: 'was booked and never changed', generations: [ten], ending: { vouchers: [1000] } },
    { what: 'was booked after its edit', generations: [ten, twenty], ending: { vouchers: [2000] } },
    {
      what: 'was booked before its edit, which a person is told',
      generations: [ten, twenty],
      ending: { vouchers: [1000], tasks: 1 },
    },
    {
      what: 'was edited and edited back, which a person may have been told',
      generations: [ten, twenty, ten],
      ending: { vouchers: [1000], tasks: 1 },
    },
    {
      what: 'was edited and edited back before anybody looked',
      generations: [ten, twenty, ten],
      ending: { vouchers: [1000] },
    },
    {
      what: 'was cancelled before it was booked',
      generations: [ten, cancelled(ten)],
      ending: { vouchers: [], sent: false },
    },
    {
      what: 'was cancelled after it was booked, which a person is told',
      generations: [ten, cancelled(ten)],
      ending: { vouchers: [1000], tasks: 1, sent: false },
    },
    {
      what: 'was paid by a method without an account, and is not booked',
      generations: [withoutAccount],
      ending: { vouchers: [] },
    },
    { what: 'is not sent, and is not booked', generations: [ten], ending: { vouchers: [], sent: false } },
  ])('accepts an order that $what', ({ generations, ending }) => {
    expect(verdict(generations, ending)).toEqual([]);
  });

  it.each<{ what: string; generations: readonly Cart[]; ending: Ending; objection: string }>([
    {
      what: 'is missing',
      generations: [ten],
      ending: { vouchers: [] },
      objection: '0 vouchers s-7-payment, not 1',
    },
    {
      what: 'is booked twice',
      generations: [ten],
      ending: { vouchers: [1000, 1000] },
      objection: '2 vouchers s-7-payment, not 1',
    },
    {
      what: 'is booked with an amount that the order never had',
      generations: [ten, twenty],
      ending: { vouchers: [3000], tasks: 1 },
      objection: 'voucher V1 is of 30.00',
    },
    {
      what: 'differs from the order, and no task tells a person',
      generations: [ten, twenty],
      ending: { vouchers: [1000] },
      objection: '0 tasks about s-7-payment, not 1',
    },
    {
      what: 'differs from the order, and two tasks tell a person',
      generations: [ten, twenty],
      ending: { vouchers: [1000], tasks: 2 },
      objection: '2 tasks about s-7-payment, not 1',
    },
    {
      what: 'does not differ, and a task tells a person all the same',
      generations: [ten],
      ending: { vouchers: [1000], tasks: 1 },
      objection: '1 tasks about s-7-payment, not 0',
    },
    {
      what: 'is not booked, and a task tells a person all the same',
      generations: [ten, cancelled(ten)],
      ending: { vouchers: [], tasks: 1, sent: false },
      objection: '1 tasks about s-7-payment, not 0',
    },
    {
      what: 'belongs to a cancelled order, and no task tells a person',
      generations: [ten, cancelled(ten)],
      ending: { vouchers: [1000], sent: false },
      objection: '0 tasks about s-7-payment, not 1',
    },
    {
      what: 'is booked on an account that the office lacks',
      generations: [withoutAccount],
      ending: { vouchers: [1000] },
      objection: '1 vouchers s-7-payment, not 0',
    },
    {
      what: 'is booked, and no transfer says so',
      generations: [ten],
      ending: { vouchers: [1000], done: 0 },
      objection: '0 transfers say that s-7-payment is booked',
    },
  ])('objects to a payment that $what', ({ generations, ending, objection }) => {
    expect(verdict(generations, ending)).toContainEqual(expect.stringContaining(objection));
  });

  it('objects to a task that is about something else than a payment', () => {
    const task = { name: 'refund order 7 refund 8', state: 'open' } as Task;
    const outcome = { vouchersOf: () => [], transfers: [], tasks: [task] };
    expect(paymentViolations('s-7', { id: 7, about: '', generations: [ten] }, false, outcome)).toEqual([
      'a task that nobody needs: refund order 7 refund 8',
    ]);
  });
});
