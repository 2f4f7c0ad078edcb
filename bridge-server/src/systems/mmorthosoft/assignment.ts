import type { Order } from '@kontor/shared/order';
import { z } from 'zod';
import { metaField } from '../../documents/meta-fields.ts';
import { insurer, officePerson, type OfficePerson } from '../contract-people.ts';
import type { Decisions, Gap } from '../contract.ts';
import { insurerIn } from './assigned-insurer.ts';
import type { AssignmentFacts } from './assignment-facts.ts';
import type { AssignmentSettings } from './assignment-settings.ts';
import type { CareMapping } from './care-fields.ts';
import { assignmentReason, assignmentWord } from './assignment-texts.ts';
import { questionAbout } from './question.ts';

/** To whom the office assigns an order. An empty number: the office decides. The name is empty if nobody knows it. */
export const assignment = z.object({
  employee: officePerson,
  branch: officePerson,
  clerk: officePerson,
  /** Null: none is known, or the shop lists no insurers. */
  insurer: insurer.nullable(),
});
export type Assignment = z.infer<typeof assignment>;

/** What an order is assigned by. Facts are null where nobody is listed. */
export interface AssignmentRequest {
  order: Order;
  settings: AssignmentSettings & { care: CareMapping };
  facts: AssignmentFacts | null;
  decisions: Decisions;
}

const nobody: AssignmentFacts = { branches: [], employees: [], clerks: [], insurers: [] };

export interface OrderAssignment {
  assignment: Assignment;
  /** Whether the order's insurer was looked for among those of the office. If it was, no other is handed over. */
  isInsurerLookedUp: boolean;
  gaps: Gap[];
}

/** Pure: to whom the order is assigned, and what a person must answer first. */
export function assignmentOf(request: AssignmentRequest): OrderAssignment {
  const { order, settings, decisions } = request;
  const facts = request.facts ?? nobody;
  const { branch, gap } = branchOf(order, settings, facts.branches, decisions);
  const itsInsurer = insurerIn({ order, settings, decisions }, facts.insurers);
  const clerk = settings.clerks.find((entry) => entry.branch === branch)?.clerk ?? settings.clerk;
  return {
    assignment: {
      employee: namedIn(facts.employees, settings.employee),
      branch: namedIn(facts.branches, branch),
      clerk: namedIn(facts.clerks, clerk),
      insurer: itsInsurer.kind === 'assigned' ? itsInsurer.insurer : null,
    },
    isInsurerLookedUp: itsInsurer.kind !== 'none' && itsInsurer.kind !== 'unchecked',
    gaps: [...(gap ? [gap] : []), ...(itsInsurer.kind === 'unknown' ? [itsInsurer.gap] : [])],
  };
}

/** The answer that takes the branch of the shipping or of the connection. */
const own = 'own';
/** The answer that takes a branch. */
const answerFor = ({ number }: OfficePerson): string => `branch:${number}`;

/** The number of the order's branch: the order names it, or its shipping does, else the connection's. */
function branchOf(
  order: Order,
  settings: AssignmentSettings,
  branches: readonly OfficePerson[],
  decisions: Decisions,
): { branch: string; gap: Gap | null } {
  const byShipping = branchByShipping(order, settings, branches) ?? settings.branch;
  const named = metaField(order, settings.branchField);
  if (named === '') return { branch: byShipping, gap: null };
  const known = find(branches, named);
  if (known) return { branch: known.number, gap: null };
  if (branches.length === 0) return { branch: named, gap: null };
  const question = questionAbout('branch', named);
  const decision = decisions[question];
  const decided = branches.find((branch) => answerFor(branch) === decision);
  if (decision === own) return { branch: byShipping, gap: null };
  if (decided) return { branch: decided.number, gap: null };
  const options = [
    ...branches.map((branch) => ({ value: answerFor(branch), label: `${branch.name} (${branch.number})` })),
    { value: own, ...assignmentWord('option.own_branch') },
  ];
  const gap = { ...assignmentReason('gap.branch_unknown', { branch: named }), question: { name: question, options } };
  return { branch: byShipping, gap };
}

/** The branch of the place where the goods are collected or of the shipping method; null: none is set for it. */
function branchByShipping(
  { lines }: Pick<Order, 'lines'>,
  settings: AssignmentSettings,
  branches: readonly OfficePerson[],
): string | null {
  const shipped = lines.filter(({ kind }) => kind === 'shipping');
  const ways = shipped.flatMap(({ name, shipping }) => {
    const { method = '', pickupLocation = '' } = shipping ?? {};
    return [pickupLocation, method, method.split(':', 1)[0] ?? '', name].map(folded);
  });
  const entry = settings.branches.find(({ shipping }) => ways.includes(folded(shipping)));
  if (entry) return entry.branch;
  const pickups = shipped.map(({ shipping }) => shipping?.pickupLocation ?? '').filter(Boolean);
  return pickups.map((place) => find(branches, place)).find((branch) => branch !== undefined)?.number ?? null;
}

/** The one with that number, else with that name. */
const find = (people: readonly OfficePerson[], text: string): OfficePerson | undefined =>
  people.find(({ number }) => folded(number) === folded(text)) ??
  people.find(({ name }) => folded(name) === folded(text));

const namedIn = (people: readonly OfficePerson[], number: string): OfficePerson =>
  people.find((person) => person.number === number) ?? { number, name: '' };

const folded = (text: string): string => text.trim().toLowerCase();
