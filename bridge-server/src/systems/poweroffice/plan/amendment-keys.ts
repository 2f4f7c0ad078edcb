import type { AmendmentPlan } from './schema.ts';

const unlocking = 'unlock';

/** The key of one of the plan's steps: another one for every plan that is made after steps of an earlier one were done. */
export const amendmentKey = ({ earlier }: Pick<AmendmentPlan, 'earlier'>, step: string): string => `${earlier}.${step}`;

export const unlockingKey = (plan: Pick<AmendmentPlan, 'earlier'>): string => amendmentKey(plan, unlocking);

/** Whether the key is that of an unlocking, whatever the plan. */
export const isUnlocking = (key: string): boolean => key.endsWith(`.${unlocking}`);
