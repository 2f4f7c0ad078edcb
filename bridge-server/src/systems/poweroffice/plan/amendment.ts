import { decimalsOf, formatMinor } from '@kontor/shared/money';
import type { Gap, Planned } from '../../contract.ts';
import { isUnlocking } from './amendment-keys.ts';
import { differenceOf, saysTheSame } from './difference.ts';
import type { DocumentFact, Request } from './facts.ts';
import { planOrder } from './order.ts';
import { ownDocument } from './own-document.ts';
import type { Plan, SalesOrderPlan } from './schema.ts';

type Held<State> = Extract<DocumentFact, { state: State }>;

/** An order that changed after its document was made: the draft is mended; what the office has sent is for a person, if it matters. */
export function planAmendment(request: Request): Planned<Plan> {
  const own = ownDocument(request);
  const byHand = handWork(request);
  if (byHand) return { kind: 'gaps', gaps: [byHand] };
  const { document } = request.facts;
  if (document === null || document.state === 'gone') return { kind: 'gaps', gaps: [documentGone(own.number)] };
  // As the order itself would be made today, apart from the amendments that lie between.
  const target = planOrder({ ...request, kind: 'order', reference: '', key: own.key, documents: [] });
  if (target.kind !== 'plan') return target;
  return document.state === 'draft' ? mend(request, document, target.plan) : compare(request, document, target.plan);
}

function mend(request: Request, { locked = false, held }: Held<'draft'>, target: SalesOrderPlan): Planned<Plan> {
  if (!held) throw new Error('what the draft says was not read');
  const { id, number } = ownDocument(request);
  const done = Object.keys(request.done ?? {});
  const confirm = locked || target.confirm === true || done.some(isUnlocking);
  return {
    kind: 'plan',
    total: target.expected,
    plan: {
      kind: 'amendment',
      target,
      document: { id, number },
      locked,
      confirm,
      earlier: done.length,
      ...differenceOf(held, target),
    },
  };
}

function compare({ order }: Request, { invoiceNo, held }: Held<'invoiced'>, target: SalesOrderPlan): Planned<Plan> {
  if (!held) throw new Error('what the invoice says was not read');
  const number = invoiceNo ?? held.id;
  if (saysTheSame(held, target)) {
    return {
      kind: 'plan',
      total: target.expected,
      plan: { kind: 'unchanged', target, document: { id: held.id, number, total: held.total } },
    };
  }
  const show = (amount: number) => `${formatMinor(amount, decimalsOf(order.currency))} ${order.currency}`;
  return {
    kind: 'gaps',
    gaps: [
      {
        code: 'gap.invoiced_already',
        cause: `The order changed in the shop after the office had sent it as invoice ${number} over ${show(held.total)}; it is of ${show(order.total)} now.`,
        remedy: `Credit invoice ${number} in Go and invoice the order anew by hand, as far as it matters, then say that it was handled elsewhere.`,
      },
    ],
  };
}

/** Changes that no draft can be mended for. */
function handWork({ reference, documents }: Request): Gap | null {
  const of = /^(refund|payment)-(.+)-\d+$/.exec(reference);
  if (of?.[1] === 'refund')
    return {
      code: 'gap.by_hand',
      cause: `Refund ${of[2]} was deleted in the shop after its credit note had been made.`,
      remedy:
        "Delete the credit note's draft in Go or, if it was sent already, invoice its amount anew by hand; then say that it was handled elsewhere.",
    };
  if (of)
    return {
      code: 'gap.by_hand',
      cause: `Payment ${of[2]} changed in the shop after it had been booked.`,
      remedy: 'Correct the booking in Go by hand, then say that it was handled elsewhere.',
    };
  if (documents.some(({ kind }) => kind === 'cancellation'))
    return {
      code: 'gap.by_hand',
      cause: 'The order is back in the shop after its document had been deleted or credited in Go.',
      remedy: 'Enter the order in Go by hand, then say that it was handled elsewhere.',
    };
  return null;
}

const documentGone = (number: string): Gap => ({
  code: 'gap.document_gone',
  cause: `Go has the order's document ${number} neither among its drafts nor among its invoices: somebody deleted it.`,
  remedy:
    'Look in Go whether the order was booked otherwise and change that by hand, then say that it was handled elsewhere.',
});
