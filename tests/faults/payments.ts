import type { Task } from '../../bridge-server/src/desk/tasks.ts';
import type { ListedTransfer } from '../../bridge-server/src/mirror/transfer/list.ts';
import { decimal, minor, type Cart } from './cart.ts';
import { unbookable, type Story } from './stories.ts';

/** What the office and the bridge have of one order. */
export interface Found {
  /** The vouchers with the key. */
  vouchersOf(key: string): readonly { number: string; amount: number }[];
  transfers: readonly ListedTransfer[];
  tasks: readonly Task[];
}

/** One payment of an order, or what one of its refunds gives back of it. */
interface Payment {
  reference: string;
  /** What it was at each generation at which it could be booked, the newest last. */
  amounts: readonly number[];
}

/**
 * Each payment is one voucher of what the order came to when it was booked, which nobody can edit; where the order says otherwise now, one task
 * tells a person, and else none does. `sent`: whether the office is to have the order's document.
 */
export function paymentViolations(key: string, story: Story, sent: boolean, found: Found): string[] {
  const newest = story.generations.at(-1);
  if (!newest) return [];
  const payments = paymentsOf(story, newest);
  const names = new Set(payments.map(({ reference }) => taskName(story, reference)));
  return [
    ...payments.flatMap((payment) => violationsOf(key, story, newest, payment, sent, found)),
    ...found.tasks.filter(({ name }) => !names.has(name)).map(({ name }) => `a task that nobody needs: ${name}`),
  ];
}

function violationsOf(
  key: string,
  story: Story,
  newest: Cart,
  payment: Payment,
  sent: boolean,
  found: Found,
): string[] {
  const { reference, amounts } = payment;
  const voucherKey = [key, 'payment', ...(reference ? [reference] : [])].join('-');
  const vouchers = found.vouchersOf(voucherKey);
  const transfers = found.transfers.filter((one) => one.kind === 'payment' && one.reference === reference);
  const tasks = found.tasks.filter(({ name }) => name === taskName(story, reference));
  const done = transfers.filter(({ state }) => state === 'done').length;
  const wrong: string[] = [];
  if (!mayBe(newest, sent).includes(vouchers.length))
    wrong.push(`${vouchers.length} vouchers ${voucherKey}, not ${mayBe(newest, sent).join(' or ')}`);
  if (done !== vouchers.length)
    wrong.push(`${done} transfers say that ${voucherKey} is booked, of which there are ${vouchers.length}`);
  const [voucher] = vouchers;
  if (voucher && !amounts.includes(voucher.amount))
    wrong.push(`voucher ${voucher.number} is of ${decimal(voucher.amount)}, not ${amounts.map(decimal).join(' or ')}`);
  const told = voucher ? tasksFor(voucher.amount, amounts, isCalledOff(newest)) : [0];
  if (!told.includes(tasks.length)) wrong.push(`${tasks.length} tasks about ${voucherKey}, not ${told.join(' or ')}`);
  return [
    ...wrong,
    ...tasks.filter(({ state }) => state !== 'open').map(({ state }) => `a task about ${voucherKey} is ${state}`),
  ];
}

function paymentsOf({ generations }: Story, { refunds }: Cart): Payment[] {
  const amounts = generations.filter((cart) => !isCalledOff(cart)).map(({ order }) => minor(order['total']));
  return [
    { reference: '', amounts },
    ...refunds.map((refund) => ({ reference: `refund-${String(refund['id'])}`, amounts: [-minor(refund['amount'])] })),
  ];
}

const isCalledOff = ({ order, gone }: Cart): boolean => gone || order['status'] === 'cancelled';

/** Whether a payment is left to a person, since the office lacks the account. */
export const isUnbookable = ({ order }: Cart): boolean =>
  order['date_paid_gmt'] !== null && order['payment_method'] === unbookable.method;

/** How many vouchers there may be. What was booked before the order was called off stays. */
function mayBe(newest: Cart, sent: boolean): readonly number[] {
  if (newest.order['date_paid_gmt'] === null || isUnbookable(newest)) return [0];
  if (isCalledOff(newest)) return [0, 1];
  return [sent ? 1 : 0];
}

/** How many tasks there may be about a voucher of this amount. Where the order came back to it, somebody may have been told meanwhile. */
function tasksFor(amount: number, amounts: readonly number[], calledOff: boolean): readonly number[] {
  if (calledOff || amounts.at(-1) !== amount) return [1];
  return amounts.slice(amounts.indexOf(amount)).every((other) => other === amount) ? [0] : [0, 1];
}

/** The name of the task that an order says other than its booked payment. */
const taskName = ({ id }: Story, reference: string): string => `amendment order ${id} payment ${reference}`;
