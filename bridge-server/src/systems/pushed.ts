import type { Pushed, StepDeclaration, System } from './contract.ts';

/** The steps that a system declares; a pulled system has none. */
export const stepsOf = ({ delivery }: Pick<System, 'delivery'>): Readonly<Record<string, StepDeclaration>> =>
  delivery.how === 'pushed' ? delivery.steps : {};

/** The functions by which a pushed system is called. Throws for a pulled system, whose plans have no steps. */
export function pushedBy({ key, delivery }: System): Pushed<unknown, unknown, unknown, unknown> {
  if (delivery.how !== 'pushed') throw new Error(`${key} is fetched by the office and has no steps`);
  return delivery;
}
