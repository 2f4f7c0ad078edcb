import { z } from 'zod';
import { ownDocument } from '../../../documents/related-documents.ts';
import { customerChanged } from '../../../documents/customer-change.ts';
import { differencesFrom } from '../../../documents/document-differences.ts';
import { amendmentCourse, invoicedAlready } from '../../../documents/course.ts';
import type { Gap, Next, PlanOutcome, Results, Step } from '../../contract.ts';
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

/** A line of the draft by Go's id, with our reference. */
const namedLine = z.object({ lineId: z.string(), reference: z.string() });

/** The plan that changes the order's draft to the content of `target`. */
export const amendmentPlan = z.object({
  kind: z.literal('amendment'),
  target: salesOrderPlan,
  document: namedDocument,
  /** The draft is confirmed, so it is unlocked before the first change. */
  locked: z.boolean(),
  /** Whether the draft is confirmed at the end. */
  confirm: z.boolean(),
  /** How many steps of earlier plans were done; it makes the keys of this plan's steps differ from theirs. */
  earlier: z.number().int(),
  header: unsent(headerPatch),
  removed: z.array(namedLine),
  changed: z.array(namedLine.extend({ fields: unsent(linePatch) })),
  added: z.array(unsent(salesOrderLinePost)),
});
export type AmendmentPlan = z.infer<typeof amendmentPlan>;

/** The plan for a document that already has the content of `target`: nothing is done. `document.total` is Go's. */
export const unchangedPlan = z.object({
  kind: z.literal('unchanged'),
  target: salesOrderPlan,
  document: namedDocument.extend({ total: z.number().int() }),
});
type UnchangedPlan = z.infer<typeof unchangedPlan>;

/**
 * Plans the amendment of an order that changed. A draft is changed; an invoice that differs from the order is a gap.
 */
export function planAmendment(request: Request): PlanOutcome<AmendmentPlan | UnchangedPlan> {
  const own = ownDocument(request);
  const { document } = request.facts;
  const course = amendmentCourse(request, document, targetName);
  if (course.kind === 'gap') return { kind: 'gaps', gaps: [course.gap] };
  // The content that a new document of the order would have today.
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

/** The gap for a document whose order now names another customer. */
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
 * Each change is a step. Lines are removed before others are added, so that no line is there twice. Then the totals are
 * compared as for a new order. A confirmed draft is unlocked before the first change and confirmed again at the end.
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
  // The readings before and after rounding have different keys, so that the first is not taken for the second.
  const reading = results[round] === undefined ? 'read' : 'read again';
  const order = orderResult.safeParse(results[reading]).data;
  if (!order) return { kind: 'step', step: readOrderStep(reading, target, document.id) };
  // Customer and day are not compared, since the draft keeps its own.
  const differences = differencesFrom(agreedOf(target), order);
  if (differences.length === 0) {
    const isWanted = plan.confirm && unlocked;
    return finishOrConfirm(order, results, { isWanted, key: keyOf(plan, 'confirm'), reference: referenceOf(target) });
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

/** The key of a step of this plan. It differs from the keys of an earlier plan of which steps were done. */
const keyOf = ({ earlier }: AmendmentPlan, step: string): string => `${earlier}.${step}`;

const unlocking = 'unlock';
/** Whether the key is that of an unlocking step of any plan. */
const isUnlocking = (key: string): boolean => key.endsWith(`.${unlocking}`);
