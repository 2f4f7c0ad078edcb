import type { Outcome, SharedStep, Step } from '../../systems/contract.ts';
import { pushedBy } from '../../systems/pushed.ts';
import { ensureSharedObject } from './shared-objects.ts';
import { callDeadline, type Work } from './work.ts';

/** Does one step at the target. `deadline`: nothing is written after it, in ms since 1970. */
export async function doStep(work: Work, step: Step, deadline: number): Promise<Outcome> {
  if (step.does === 'shared') return ensureShared(work, step);
  if (step.does === 'document') await observe(work, 'intent_recorded', step);
  const outcome = await execute(work, step, deadline);
  if (step.does === 'document') await observe(work, 'answered', step);
  return outcome;
}

const execute = ({ connected, budget, transfer }: Work, step: Step, deadline: number): Promise<Outcome> =>
  pushedBy(connected.system).execute(
    connected.context({ budget, correlationId: transfer.correlationId, deadline }),
    step,
  );

async function ensureShared(work: Work, step: SharedStep): Promise<Outcome> {
  const { mirror, connected, budget, transfer } = work;
  const { system, timing } = connected;
  const { lookup, steps } = pushedBy(system);
  const declared = steps[step.kind] ?? { does: 'shared' as const };
  const outcome = await ensureSharedObject(mirror.store.objects, transfer, step, declared, timing, {
    execute: (sharedStep, deadline) => execute(work, sharedStep, deadline),
    lookup: (sharedStep, since) =>
      lookup(connected.context({ budget, correlationId: transfer.correlationId }), sharedStep, since),
    deadline: () => callDeadline(work),
    reached: (point, sharedStep) => observe(work, point, sharedStep),
  });
  if (outcome.kind === 'done') await observe(work, 'stored', step);
  return outcome;
}

async function observe(
  { mirror, transfer }: Work,
  point: 'intent_recorded' | 'answered' | 'stored',
  step: Step,
): Promise<void> {
  await mirror.observe?.(point, { transferId: transfer.id, step });
}
