import type { Order } from '@kontor/shared/order';
import { z } from 'zod';
import { insurer, officePerson, type OfficePerson, type ShopPeople } from '../contract-people.ts';
import type { Decisions } from '../contract.ts';
import type { Options } from '../contract-report.ts';
import { insurerIn } from './assigned-insurer.ts';

/** The people of the shop's office, as far as the document of one order needs them. */
export const assignmentFacts = z.object({
  branches: z.array(officePerson),
  employees: z.array(officePerson),
  clerks: z.array(officePerson),
  /** Only the order's own, if the office has it; else all, for a person to choose from. */
  insurers: z.array(insurer),
});
export type AssignmentFacts = z.infer<typeof assignmentFacts>;

/** The facts for an order. An office has hundreds of insurers, and the facts are stored with each document. */
export function factsFor(order: Order, people: ShopPeople, decisions: Decisions): AssignmentFacts {
  const { kind, insurers } = insurerIn({ order, decisions }, people.insurers);
  return {
    branches: [...people.branches],
    employees: [...people.employees],
    clerks: [...people.clerks],
    insurers: kind === 'unknown' ? [...people.insurers] : [...insurers],
  };
}

/** The lists that the settings form offers. */
export function optionsFrom({ branches, employees, clerks }: ShopPeople): Options {
  const read = (people: readonly OfficePerson[]) => ({
    kind: 'read' as const,
    options: people.map(({ number, name }) => ({ value: number, label: `${name} (${number})` })),
  });
  return { branches: read(branches), employees: read(employees), clerks: read(clerks) };
}
