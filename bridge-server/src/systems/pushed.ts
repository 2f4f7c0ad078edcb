import type { Pushed, StepDeclaration, System } from './contract.ts';

/** The steps that a system declares; one that is pulled has none. */
export const stepsOf = ({ delivery }: Pick<System, 'delivery'>): Readonly<Record<string, StepDeclaration>> =>
  delivery.how === 'pushed' ? delivery.steps : {};

/** How a system is called whose plan has a step; only one that is pushed plans any. */
export function pushedBy({ key, delivery }: System): Pushed<unknown, unknown, unknown, unknown> {
  if (delivery.how !== 'pushed') throw new Error(`${key} is fetched by the office and has no steps`);
  return delivery;
}
