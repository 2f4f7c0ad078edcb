import { z } from 'zod';
import { ownDocument } from '../../../documents/related-documents.ts';
import { customerChanged } from '../../../documents/customer-change.ts';
import { differencesFrom } from '../../../documents/document-differences.ts';
import { amendmentCourse, invoicedAlready } from '../../../documents/course.ts';
import type { Gap, Next, Planned, Results, Step } from '../../contract.ts';
import { target as targetName, type Request } from '../request.ts';
import { headerPatch, linePatch, salesOrderLinePost } from './shapes.ts';
import { unsent } from '../../../vendor/fields.ts';
import { headerPatching, orderUnlocking } from './header-steps.ts';
import { lineAdding, lineChanging, lineRemoving } from './line-steps.ts';
import { orderResult } from './steps.ts';
import { planCustomer } from '../customer/plan.ts';
import { differenceOf, saysTheSame } from './draft-difference.ts';
import { namedDocument, type DocumentFact } from '../../../documents/document-fact.ts';
import {
  canRound,
  remoteDocumentOf,
  finishOrConfirm,
  productStep,
  readOrderStep,
  referenceOf,
  roundStep,
  agreedOf,
} from './next.ts';
import { planOrder, salesOrderPlan } from './plan.ts';

/** A line of the draft, and our reference for it. */
const namedLine = z.object({ lineId: z.string(), reference: z.string() });

/** The order's draft is mended, so that it says what `target` says. */
export const amendmentPlan = z.object({
  kind: z.literal('amendment'),
  target: salesOrderPlan,
  document: namedDocument,
  /** The draft is confirmed: it is unlocked before anything is changed. */
  locked: z.boolean(),
  /** Whether it is confirmed in the end. */
  confirm: z.boolean(),
  /** How many steps of earlier plans were done; keeps the keys of this plan's steps apart from theirs. */
  earlier: z.number().int(),
  header: unsent(headerPatch),
  removed: z.array(namedLine),
  changed: z.array(namedLine.extend({ fields: unsent(linePatch) })),
  added: z.array(unsent(salesOrderLinePost)),
});
export type AmendmentPlan = z.infer<typeof amendmentPlan>;

/** The order's document says already what `target` says, and nothing is to be done. `total`: Go's. */
export const unchangedPlan = z.object({
  kind: z.literal('unchanged'),
  target: salesOrderPlan,
  document: namedDocument.extend({ total: z.number().int() }),
});
type UnchangedPlan = z.infer<typeof unchangedPlan>;

/** An order that changed after its document was made: the draft is mended; what the office has sent is for a person, if it matters. */
export function planAmendment(request: Request): Planned<AmendmentPlan | UnchangedPlan> {
  const own = ownDocument(request);
  const { document } = request.facts;
  const course = amendmentCourse(request, document, targetName);
  if (course.kind === 'gap') return { kind: 'gaps', gaps: [course.gap] };
  // As the order itself would be made today, apart from the amendments that lie between.
  const planned = planOrder({
    ...request,
    kind: 'order',
    about: { kind: 'order', reference: '' },
    key: own.key,
    documents: [],
  });
  if (planned.kind !== 'plan') return planned;
  if (document === null || document.state === 'gone' || !document.held)
    throw new Error("what the order's document says was not read");
  const customerGap = customerGapOf(request);
  if (customerGap) return { kind: 'gaps', gaps: [customerGap] };
  const { plan: target, total, vat = [] } = planned;
  const { held } = document;
  if (document.state === 'draft') {
    const { locked = false } = document;
    const earlierSteps = Object.keys(request.done ?? {});
    const plan: AmendmentPlan = {
      kind: 'amendment',
      target,
      document: { id: own.id, number: own.number },
      locked,
      confirm: locked || target.confirm === true || earlierSteps.some(isUnlocking),
      earlier: earlierSteps.length,
      ...differenceOf(held, target.order),
    };
    return { kind: 'plan', total, vat, plan };
  }
  const invoice = { number: document.invoiceNo ?? held.id, total: held.total };
  return saysTheSame(held, target.order)
    ? { kind: 'plan', total, vat, plan: { kind: 'unchanged', target, document: { id: held.id, ...invoice } } }
    : { kind: 'gaps', gaps: [invoicedAlready(request.order, invoice, targetName)] };
}

/** Why the document cannot stay with its customer without a person's word. */
function customerGapOf(request: Request): Gap | null {
  const { named, document } = request.facts;
  if (!named || document === null || document.state === 'gone' || document.customerId === null) return null;
  if (named.state === 'known') return named.id === document.customerId ? null : changedFrom(request, document);
  if (named.state === 'none') return changedFrom(request, document);
  const customer = planCustomer({ ...request, facts: { ...request.facts, customer: named } });
  return 'gaps' in customer ? (customer.gaps[0] ?? null) : null;
}

const changedFrom = (request: Request, document: DocumentFact): Gap | null =>
  customerChanged(request, {
    invoiceNo: document.state === 'invoiced' ? (document.invoiceNo ?? ownDocument(request).number) : null,
    target: targetName,
  });

/**
 * Every change is a step, in an order that never has two lines for one; then the totals, as for a new order. A confirmed
 * draft is unlocked before the first change, and confirmed again at the end.
 */
export function nextOfAmendment(plan: AmendmentPlan, results: Results): Next {
  const { target, document } = plan;
  const unlocked = !plan.locked || results[keyOf(plan, unlocking)] !== undefined;
  const change = (step: Step): Next => ({
    kind: 'step',
    step: unlocked ? step : orderUnlocking.at(keyOf(plan, unlocking), draftOf(plan)),
  });

  const product = productStep(target, results);
  if (product) return { kind: 'step', step: product };
  const [nextChange] = changesOf(plan).filter(({ key }) => results[key] === undefined);
  if (nextChange) return change(nextChange);

  const round = keyOf(plan, 'round');
  // Read before and after rounding under names of their own: a reading is forgotten by whoever goes on.
  const reading = results[round] === undefined ? 'read' : 'read again';
  const order = orderResult.safeParse(results[reading]).data;
  if (!order) return { kind: 'step', step: readOrderStep(reading, target, document.id) };
  // The draft keeps its customer and its day.
  const differences = differencesFrom(agreedOf(target), order);
  if (differences.length === 0) {
    const wanted = plan.confirm && unlocked;
    return finishOrConfirm(order, results, { wanted, key: keyOf(plan, 'confirm'), reference: referenceOf(target) });
  }
  const difference = target.expected - order.total;
  if (results[round] === undefined && canRound(difference, order, target))
    return change(roundStep(round, target, document.id, difference));
  return { kind: 'differs', document: remoteDocumentOf(order), differences };
}

function changesOf(plan: AmendmentPlan): Step[] {
  const draft = draftOf(plan);
  const key = (step: string) => keyOf(plan, step);
  return [
    ...plan.removed.map(({ lineId, reference }) => lineRemoving.at(key(`remove ${reference}`), { ...draft, lineId })),
    ...(Object.keys(plan.header).length > 0
      ? [headerPatching.at(key('header'), { ...draft, fields: plan.header })]
      : []),
    ...plan.changed.map(({ lineId, reference, fields }) =>
      lineChanging.at(key(`change ${reference}`), { ...draft, lineId, fields }),
    ),
    ...plan.added.map((line) => lineAdding.at(key(`add ${line.ExternalImportReference}`), { ...draft, line })),
  ];
}

const draftOf = ({ document, target }: AmendmentPlan) => ({ orderId: document.id, reference: referenceOf(target) });

/** The key of one of the plan's steps: another one for every plan that is made after steps of an earlier one were done. */
const keyOf = ({ earlier }: AmendmentPlan, step: string): string => `${earlier}.${step}`;

const unlocking = 'unlock';
/** Whether the key is that of an unlocking, whatever the plan. */
const isUnlocking = (key: string): boolean => key.endsWith(`.${unlocking}`);
