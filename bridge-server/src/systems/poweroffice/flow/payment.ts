import type { Next, Results } from '../../contract.ts';
import type { PaymentPlan } from '../plan/schema.ts';
import { paymentPosting, paymentResult } from '../steps/payment.ts';

/** One voucher, unless it is there already. */
export function nextOfPayment({ total, matching, booked, voucher }: PaymentPlan, results: Results): Next {
  const posted = booked ?? paymentResult.safeParse(results['payment']).data;
  if (posted) return { kind: 'finished', document: { ...posted, total } };
  if (voucher === null) throw new Error('a payment is planned that is neither booked nor can be');
  return { kind: 'step', step: paymentPosting.at('payment', { voucher, matching, amount: total }) };
}
