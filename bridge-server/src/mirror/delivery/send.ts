import type { Outcome, Step } from '../../systems/contract.ts';
import { stepsOf } from '../../systems/pushed.ts';
import { lookFirstEvent, outcomeEvent } from '../transfer/decide.ts';
import type { TransferEvent } from '../transfer/event.ts';
import { looksFirst } from '../transfer/restored.ts';
import type { Frozen } from '../transfer/transfer.ts';
import { courseOf, withIntent, withResult } from './course.ts';
import { doStep } from './do-step.ts';
import { end } from './end.ts';
import { moveInHand } from './move.ts';
import { planTransfer } from './plan-transfer.ts';
import { callDeadline, keepLease, type Work } from './work.ts';

/** `ended`: the attempt is over, or the lease is lost and another worker goes on. */
type Progress = 'goes_on' | 'ended';

/** Sends the transfer in hand: plans it, then does one step after the other, until the attempt ends. */
export async function send(work: Work): Promise<void> {
  let progress: Progress = 'goes_on';
  while (progress === 'goes_on') progress = work.plan ? await followPlan(work, work.plan) : await makePlan(work);
}

async function makePlan(work: Work): Promise<Progress> {
  const prepared = await planTransfer(work);
  if (!(await keepLease(work))) return 'ended';
  if ('name' in prepared) return endBy(work, prepared);
  const { frozen, currency, total, vat } = prepared;
  work.plan = frozen;
  work.passing = {};
  work.transfer = { ...work.transfer, currency, total, vat };
  await work.mirror.observe?.('planned', { transferId: work.transfer.id });
  return 'goes_on';
}

/** Does what the plan asks for next: a step, or the end. */
async function followPlan(work: Work, plan: Frozen): Promise<Progress> {
  const { connected, transfer, passing } = work;
  const course = courseOf(connected.system, transfer, { plan, passing, stopping: work.stopping() });
  if (course.kind === 'do') return takeStep(work, plan, course.step);
  await end(work, course);
  return 'ended';
}

async function takeStep(work: Work, plan: Frozen, step: Step): Promise<Progress> {
  // The call's time begins before the intent is recorded: a worker that falls asleep in between wakes too late to call.
  const deadline = callDeadline(work);
  if (!(await keepLease(work))) return 'ended';
  if (step.does === 'document') {
    const intent = await recordIntent(work, plan, step);
    if (intent === 'lost_lease') return 'ended';
    if (intent === 'order_revised') return planAgain(work);
    if (intent === 'look_first') return endBy(work, lookFirstEvent(work.connected.timing));
  }
  const outcome = await doStep(work, step, deadline);
  return outcome.kind === 'done' ? keepResult(work, step, outcome) : endByOutcome(work, step, outcome, deadline);
}

/** Before a creating call: stores that the call comes next. The first intent freezes the plan. */
async function recordIntent(work: Work, plan: Frozen, step: Step) {
  const { mirror, connected, transfer } = work;
  const steps = stepsOf(connected.system);
  const stored = await mirror.store.storeIntent({
    transfer,
    frozen: plan,
    step,
    leaseSeconds: connected.timing.leaseSeconds,
    makes: (kind) => steps[kind]?.makes ?? false,
    looks: looksFirst(transfer, steps[step.kind] ?? {}),
  });
  if (stored === 'stored' || stored === 'look_first') work.transfer = withIntent(transfer, plan, step);
  return stored;
}

function planAgain(work: Work): Progress {
  work.plan = null;
  return 'goes_on';
}

function keepResult(work: Work, step: Step, outcome: Extract<Outcome, { kind: 'done' }>): Progress {
  if (step.does === 'document') work.transfer = withResult(work.transfer, step, outcome);
  else work.passing = { ...work.passing, [step.key]: outcome.result };
  return 'goes_on';
}

async function endByOutcome(
  work: Work,
  step: Step,
  outcome: Exclude<Outcome, { kind: 'done' }>,
  deadline: number,
): Promise<Progress> {
  const { mirror, connected, transfer } = work;
  if (outcome.kind === 'refused' && outcome.forget)
    await mirror.store.objects.forget({ system: transfer.system, account: transfer.account, ...outcome.forget });
  const secondsLeft = (deadline - Date.now()) / 1000;
  return endBy(work, outcomeEvent(outcome, step.does, connected.timing, secondsLeft));
}

async function endBy(work: Work, event: TransferEvent): Promise<Progress> {
  await moveInHand(work, event);
  return 'ended';
}
