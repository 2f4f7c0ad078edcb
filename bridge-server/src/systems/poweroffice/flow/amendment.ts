import type { Next, Results, Step } from '../../contract.ts';
import { amendmentKey, unlockingKey } from '../plan/amendment-keys.ts';
import type { AmendmentPlan } from '../plan/schema.ts';
import { headerPatching, orderUnlocking } from '../steps/header.ts';
import { lineAdding, lineChanging, lineRemoving } from '../steps/line.ts';
import { orderResult } from '../steps/order.ts';
import { agreed, documentOf, isRounding, readStep, roundStep } from './ending.ts';
import { productStep } from './product.ts';

/**
 * Every change is a step, in an order that never has two lines for one; then the totals, as for a new order. A confirmed
 * draft is unlocked before the first change, and confirmed again at the end.
 */
export function nextOfAmendment(plan: AmendmentPlan, results: Results): Next {
  const { target, document } = plan;
  const unlocked = !plan.locked || results[unlockingKey(plan)] !== undefined;
  const change = (step: Step): Next => ({
    kind: 'step',
    step: unlocked ? step : orderUnlocking.at(unlockingKey(plan), draftOf(plan)),
  });

  const product = productStep(target, results);
  if (product) return { kind: 'step', step: product };
  const [left] = changesOf(plan).filter(({ key }) => results[key] === undefined);
  if (left) return change(left);

  const round = amendmentKey(plan, 'round');
  // Read before and after rounding under names of their own: a reading is forgotten by whoever goes on.
  const reading = results[round] === undefined ? 'read' : 'read again';
  const read = orderResult.safeParse(results[reading]).data;
  if (!read) return { kind: 'step', step: readStep(reading, target, document.id) };
  const difference = target.expected - read.total;
  if (difference === 0) {
    const wanted = plan.confirm && unlocked;
    return agreed(read, results, {
      wanted,
      key: amendmentKey(plan, 'confirm'),
      reference: target.order.ExternalImportReference,
    });
  }
  if (results[round] === undefined && !read.invoiced && isRounding(difference, target))
    return change(roundStep(round, target, document.id, difference));
  return { kind: 'totals_differ', document: documentOf(read), expected: target.expected };
}

const draftOf = ({ document, target }: AmendmentPlan) => ({
  orderId: document.id,
  reference: target.order.ExternalImportReference,
});

function changesOf(plan: AmendmentPlan): Step[] {
  const draft = draftOf(plan);
  const key = (step: string) => amendmentKey(plan, step);
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
