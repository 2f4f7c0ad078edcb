import type { Task } from '../../bridge-server/src/desk/tasks.ts';
import type { ListedTransfer } from '../../bridge-server/src/mirror/transfer/list.ts';
import { decimal, minor, type Cart } from './cart.ts';
import { unbookable, type Story } from './stories.ts';

/** What the office and the bridge have for one order in the end. */
export interface PaymentRecords {
  /** The vouchers with this document key. */
  vouchersOf(key: string): readonly { number: string; amount: number }[];
  transfers: readonly ListedTransfer[];
  tasks: readonly Task[];
}

/** The payment of an order, or the repayment of one of its refunds. */
interface Payment {
  reference: string;
  /** The amount at each generation at which the payment could be booked, the newest last. */
  amounts: readonly number[];
}

/**
 * What is wrong with the payments of an order. Each payment must be one voucher of the order's total at the time of
 * booking, which nobody can edit. Where the order differs from it now, exactly one task must tell a person; where not,
 * none. `sent`: whether the office is to have the order's document.
 */
export function paymentViolations(key: string, story: Story, sent: boolean, records: PaymentRecords): string[] {
  const newest = story.generations.at(-1);
  if (!newest) return [];
  const payments = paymentsOf(story, newest);
  const names = new Set(payments.map(({ reference }) => taskName(story, reference)));
  return [
    ...payments.flatMap((payment) => violationsOf(key, story, newest, payment, sent, records)),
    ...records.tasks.filter(({ name }) => !names.has(name)).map(({ name }) => `a task that nobody needs: ${name}`),
  ];
}

function violationsOf(
  key: string,
  story: Story,
  newest: Cart,
  payment: Payment,
  sent: boolean,
  records: PaymentRecords,
): string[] {
  const { reference, amounts } = payment;
  const voucherKey = [key, 'payment', ...(reference ? [reference] : [])].join('-');
  const vouchers = records.vouchersOf(voucherKey);
  const transfers = records.transfers.filter(
    (transfer) => transfer.kind === 'payment' && transfer.reference === reference,
  );
  const tasks = records.tasks.filter(({ name }) => name === taskName(story, reference));
  const done = transfers.filter(({ state }) => state === 'done').length;
  const wrong: string[] = [];
  if (!allowedVouchers(newest, sent).includes(vouchers.length))
    wrong.push(`${vouchers.length} vouchers ${voucherKey}, not ${allowedVouchers(newest, sent).join(' or ')}`);
  if (done !== vouchers.length)
    wrong.push(`${done} transfers say that ${voucherKey} is booked, of which there are ${vouchers.length}`);
  const [voucher] = vouchers;
  if (voucher && !amounts.includes(voucher.amount))
    wrong.push(`voucher ${voucher.number} is of ${decimal(voucher.amount)}, not ${amounts.map(decimal).join(' or ')}`);
  const allowed = voucher ? tasksFor(voucher.amount, amounts, isCancelled(newest)) : [0];
  if (!allowed.includes(tasks.length))
    wrong.push(`${tasks.length} tasks about ${voucherKey}, not ${allowed.join(' or ')}`);
  return [
    ...wrong,
    ...tasks.filter(({ state }) => state !== 'open').map(({ state }) => `a task about ${voucherKey} is ${state}`),
  ];
}

function paymentsOf({ generations }: Story, { refunds }: Cart): Payment[] {
  const amounts = generations.filter((cart) => !isCancelled(cart)).map(({ order }) => minor(order['total']));
  return [
    { reference: '', amounts },
    ...refunds.map((refund) => ({ reference: `refund-${String(refund['id'])}`, amounts: [-minor(refund['amount'])] })),
  ];
}

const isCancelled = ({ order, gone }: Cart): boolean => gone || order['status'] === 'cancelled';

/** Whether the order's payment is left to a person because the office lacks the account. */
export const isUnbookable = ({ order }: Cart): boolean =>
  order['date_paid_gmt'] !== null && order['payment_method'] === unbookable.method;

/** How many vouchers a payment may have. A payment that was booked before its order was cancelled stays. */
function allowedVouchers(newest: Cart, sent: boolean): readonly number[] {
  if (newest.order['date_paid_gmt'] === null || isUnbookable(newest)) return [0];
  if (isCancelled(newest)) return [0, 1];
  return [sent ? 1 : 0];
}

/**
 * How many tasks there may be about a voucher of this amount. An order that was edited and edited back may have a task
 * from the time in between.
 */
function tasksFor(amount: number, amounts: readonly number[], isCancelledOrder: boolean): readonly number[] {
  if (isCancelledOrder || amounts.at(-1) !== amount) return [1];
  return amounts.slice(amounts.indexOf(amount)).every((later) => later === amount) ? [0] : [0, 1];
}

/** The name of the task that tells a person that an order differs from its booked payment. */
const taskName = ({ id }: Story, reference: string): string => `amendment order ${id} payment ${reference}`;
