import { decimalsOf, formatMinor } from '@kontor/shared/money';
import { z } from 'zod';
import { paymentGaps, type Payment } from '../../../documents/payment.ts';
import type { Gap, Next, PlanOutcome, Results } from '../../contract.ts';
import { namedDocument } from '../../../documents/document-fact.ts';
import { noVatTreatment, paymentOf, target, type PaymentFact, type Request } from '../request.ts';
import { unsent } from '../../../vendor/fields.ts';
import { bankVoucherPost, type BankVoucherPost } from './shapes.ts';
import { paymentPosting, paymentResult } from './steps.ts';

/**
 * The plan for a bank voucher. `booked`: our voucher is already there; only then may `voucher` be `null`. `matching`:
 * the reference by which the customer ledger finds it.
 */
export const paymentPlan = z.object({
  kind: z.literal('payment'),
  total: z.number().int(),
  matching: z.string(),
  booked: namedDocument.nullable(),
  voucher: unsent(bankVoucherPost).nullable(),
});
type PaymentPlan = z.infer<typeof paymentPlan>;

/** Plans a payment as a bank voucher: the method's account against the customer, matched with the settled document. */
export function planPayment(request: Request): PlanOutcome<PaymentPlan> {
  const payment = paymentOf(request);
  const { accountNo, amount, settles } = payment;
  if (accountNo === null) return { kind: 'not_wanted', reason: 'rule.no_account' };
  const { document, payment: fact } = request.facts;
  if (document === null || document.state === 'gone')
    return { kind: 'gaps', gaps: [gaps.documentGone(settles.number)] };
  if (!fact || fact.customerAccountId === null) return { kind: 'gaps', gaps: [gaps.customerMissing(settles.number)] };

  const { accountId, vatCodeId, customerAccountId, booked } = fact;
  const [first, ...others] = gapsOf(payment, accountNo, fact);
  // A payment that is already booked needs nothing more, whatever has changed in Go since.
  if (first && !booked) return { kind: 'gaps', gaps: [first, ...others] };
  return {
    kind: 'plan',
    total: amount,
    plan: {
      kind: 'payment',
      total: amount,
      matching: settles.key,
      booked,
      voucher:
        accountId === null || vatCodeId === null
          ? null
          : voucherOf(request, payment, { accountId, vatCodeId, customerAccountId }),
    },
  };
}

/** Posts one voucher, unless it is already there. */
export function nextOfPayment({ total, matching, booked, voucher }: PaymentPlan, results: Results): Next {
  const voucherName = booked ?? paymentResult.safeParse(results['payment']).data;
  if (voucherName) return { kind: 'finished', document: { ...voucherName, total } };
  if (voucher === null) throw new Error('a payment is planned that is neither booked nor can be');
  return { kind: 'step', step: paymentPosting.at('payment', { voucher, matching, amount: total }) };
}

function voucherOf(
  { key, order }: Request,
  { amount, day, settles }: Payment,
  ids: { accountId: string; vatCodeId: string; customerAccountId: string },
): BankVoucherPost {
  const decimals = decimalsOf(order.currency);
  const description = `${amount < 0 ? 'Tilbakebetaling' : 'Betaling'}, ordre ${order.number}`;
  const line = { VatId: ids.vatCodeId, PostingDate: day, Description: description };
  return {
    VoucherDate: day,
    CurrencyCode: order.currency,
    Description: description,
    ExternalImportReference: key,
    VoucherLines: [
      { ...line, AccountId: ids.accountId, CurrencyAmount: formatMinor(amount, decimals) },
      {
        ...line,
        AccountId: ids.customerAccountId,
        CurrencyAmount: formatMinor(0 - amount, decimals),
        CustomMatchingReference: settles.key,
      },
    ],
  };
}

function gapsOf(
  { day }: Payment,
  accountNo: string,
  { accountId, vatCodeId, lockDate, elsewhere }: PaymentFact,
): Gap[] {
  return [
    ...(elsewhere ? [gaps.paidAlready(elsewhere)] : []),
    ...(accountId === null ? [gaps.accountMissing(accountNo)] : []),
    ...(vatCodeId === null ? [gaps.vatCodeMissing(noVatTreatment)] : []),
    ...(lockDate !== null && day <= lockDate ? [gaps.dateLocked(day, lockDate)] : []),
  ];
}

const gaps = paymentGaps(target);
