import { judgeInstitutionCode } from '@kontor/shared/institution-code';
import type { Order } from '@kontor/shared/order';
import type { Insurer } from '../contract-people.ts';
import type { Decisions, Gap } from '../contract.ts';
import { careText, type CareMapping } from './care-fields.ts';
import { assignmentReason, assignmentWord } from './assignment-texts.ts';
import { isNineDigits } from './identifiers.ts';
import { questionAbout } from './question.ts';

/** The answer that hands an order over without an insurer. */
const without = 'without';
/** The answer that assigns an order to an insurer. */
const answerFor = ({ number }: Insurer): string => `insurer:${number}`;

interface Asked {
  order: Pick<Order, 'meta'>;
  settings: { care: CareMapping };
  decisions: Decisions;
}

/**
 * The insurer that an order is assigned to. An insurer is only assigned, never made.
 * - `none`: the order names no IK.
 * - `declined`: a person has said that the order goes without an insurer.
 * - `unchecked`: the office lists no insurers, so nothing is known about the order's.
 * - `assigned`: the office has the insurer that the order names, or a person has chosen one.
 * - `unknown`: the office lists insurers, but not the order's.
 */
type AssignedInsurer = { insurers: readonly Insurer[] } & (
  { kind: 'none' | 'declined' | 'unchecked' } | { kind: 'assigned'; insurer: Insurer } | { kind: 'unknown'; gap: Gap }
);

/** Pure: looks for the order's insurer among those of the office. `insurers` in the answer: those that were used. */
export function insurerIn({ order, settings, decisions }: Asked, known: readonly Insurer[]): AssignedInsurer {
  const ik = careText(order, settings.care, 'ik').text.replace(/\s/g, '');
  // What is no IK may be an insurance number in the wrong field. Nobody is asked about it: the field is to be corrected.
  if (!isNineDigits(ik)) return { kind: 'none', insurers: [] };
  if (known.length === 0) return { kind: 'unchecked', insurers: [] };
  const question = questionAbout('insurer', ik);
  const decision = decisions[question];
  const insurer = known.find((each) => each.ik === ik) ?? known.find((each) => answerFor(each) === decision);
  if (insurer) return { kind: 'assigned', insurer, insurers: [insurer] };
  if (decision === without) return { kind: 'declined', insurers: known.slice(0, 1) };
  const options = [
    { value: without, ...assignmentWord('option.without_insurer') },
    ...known.map((each) => ({ value: answerFor(each), label: `${each.name} (${each.ik})` })),
  ];
  // An IK with another check digit is most likely mistyped. To choose an insurer for it would hide that.
  const code = judgeInstitutionCode(ik) === 'right' ? 'gap.insurer_unknown' : 'gap.insurer_unknown:mistyped';
  const gap = { ...assignmentReason(code, { ik }), question: { name: question, options } };
  return { kind: 'unknown', gap, insurers: known };
}
