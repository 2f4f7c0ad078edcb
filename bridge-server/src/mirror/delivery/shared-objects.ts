import { randomUUID } from 'node:crypto';
import type { LookupOutcome, Outcome, SharedStep, Step, StepDeclaration } from '../../systems/contract.ts';
import type { Reason } from '@kontor/shared/problem';
import { reason } from '../../texts/reason.ts';
import { reasonOf } from '../../texts/say.ts';
import { isItsOwnLookup } from '../transfer/restored.ts';
import { doubtDaySeconds, type Timing } from '../transfer/transition.ts';
import type { LeasedObject, Maker, ObjectName, RemoteObjects } from './remote-objects.ts';

/**
 * What several transfers need at once at a target, such as a customer: made once for each (account, object, name), with a
 * lease, an intent and a doubt of its own, so that two orders of one new customer never make two customers.
 */

/** What the vendor does for a shared step; given by the worker. */
export interface SharedStepCalls {
  execute(step: Step, deadline: number): Promise<Outcome>;
  /** Until when a call that is decided on now may be written and answered, in ms since 1970. */
  deadline(): number;
  lookup(step: Step, since: Date): Promise<LookupOutcome>;
  /** Called when the intent is recorded and the call comes next, and when its answer is there. */
  reached?(point: 'intent_recorded' | 'answered', step: Step): Promise<void>;
}

/**
 * Makes sure that the object exists and returns its result, or why that cannot be said yet. `postponed` means that another
 * transfer is making it or that it is in doubt: come again.
 */
export async function ensureSharedObject(
  objects: RemoteObjects,
  maker: Maker,
  step: SharedStep,
  declared: StepDeclaration,
  timing: Timing,
  calls: SharedStepCalls,
): Promise<Outcome> {
  const name = { system: maker.system, account: maker.account, ...step.shared };
  const known = await objects.read(name);
  if (known !== null) return { kind: 'done', result: known };

  const token = randomUUID();
  const row = await objects.lease(name, token, timing);
  if (!row) {
    const meanwhile = await objects.read(name);
    return meanwhile !== null
      ? { kind: 'done', result: meanwhile }
      : { kind: 'postponed', ...reason('retry.postponed:being_made', objectOf(step)), retryAfterSeconds: 2 };
  }
  if (row.result !== null) {
    await objects.release(name, token, 'keep');
    return { kind: 'done', result: row.result };
  }
  if (row.intentAt !== null) {
    const answer = await resolveDoubt(objects, name, token, {
      step,
      declared,
      row,
      intentAt: row.intentAt,
      timing,
      calls,
    });
    if (answer) return answer;
  } else if (row.restoredFrom !== null && !isItsOwnLookup(declared)) {
    const answer = await lookFirst(objects, name, token, { step, timing, calls, since: row.restoredFrom });
    if (answer) return answer;
  }
  const deadline = calls.deadline();
  if (!(await objects.recordIntent(name, token, { step, timing, maker }))) {
    return { kind: 'postponed', ...reason('retry.postponed:lease_lost'), retryAfterSeconds: 1 };
  }
  await calls.reached?.('intent_recorded', step);
  const outcome = await calls.execute(step, deadline);
  await calls.reached?.('answered', step);
  if (outcome.kind === 'done') await objects.store(name, token, outcome.result);
  // In doubt the intent stays open: whoever needs the object next asks first.
  else await objects.release(name, token, outcome.kind === 'doubt' ? 'keep' : 'withdraw');
  return outcome;
}

async function resolveDoubt(
  objects: RemoteObjects,
  name: ObjectName,
  token: string,
  given: {
    step: SharedStep;
    declared: StepDeclaration;
    row: LeasedObject;
    intentAt: Date;
    timing: Timing;
    calls: SharedStepCalls;
  },
): Promise<Outcome | null> {
  const { step, declared, row, timing, calls } = given;
  if (row.lookableIn > 0) {
    await objects.release(name, token, 'keep');
    return {
      kind: 'postponed',
      ...reason('retry.postponed:not_known', objectOf(step)),
      retryAfterSeconds: row.lookableIn,
    };
  }
  const answer = await calls.lookup(step, given.intentAt);
  if (answer.kind === 'found') {
    await objects.store(name, token, answer.result);
    return { kind: 'done', result: answer.result };
  }
  if (answer.kind === 'several') {
    await objects.release(name, token, 'keep');
    return severalFound(answer);
  }
  if (answer.kind === 'unknown') {
    await objects.release(name, token, 'keep');
    if (row.doubtSeconds >= doubtDaySeconds) return unanswered(step, answer);
    return {
      kind: 'postponed',
      ...reasonOf(answer),
      retryAfterSeconds: Math.max(5, timing.settleSeconds),
    };
  }
  if (!row.wasAbsent) {
    // One empty list may lag behind; the second look, after the settling time, is believed.
    await objects.markAbsent(name, token);
    await objects.release(name, token, 'keep');
    return {
      kind: 'postponed',
      ...reason('retry.postponed:not_found', objectOf(step)),
      retryAfterSeconds: timing.settleSeconds,
    };
  }
  if (declared.guard === 'unguarded') {
    await objects.release(name, token, 'keep');
    return uncertain(step);
  }
  return null;
}

/** It may have been made since the backup that the database was restored from: asked once, since whatever there is has long settled. Null: it is not there. */
async function lookFirst(
  objects: RemoteObjects,
  name: ObjectName,
  token: string,
  given: { step: SharedStep; timing: Timing; calls: SharedStepCalls; since: Date },
): Promise<Outcome | null> {
  const { step, timing, calls, since } = given;
  const answer = await calls.lookup(step, since);
  if (answer.kind === 'absent') return null;
  if (answer.kind === 'found') {
    await objects.store(name, token, answer.result);
    return { kind: 'done', result: answer.result };
  }
  await objects.release(name, token, 'keep');
  if (answer.kind === 'several') return severalFound(answer);
  return {
    kind: 'postponed',
    ...reasonOf(answer),
    retryAfterSeconds: answer.retryAfterSeconds ?? Math.max(5, timing.settleSeconds),
  };
}

const objectOf = ({ shared }: SharedStep) => ({ object: shared.object });

const severalFound = (several: Reason): Outcome => ({
  kind: 'refused',
  ...reason('refused.several_found:because', { because: { because: reasonOf(several) } }),
});

const unanswered = (step: SharedStep, unknown: Reason): Outcome => ({
  kind: 'refused',
  ...reason('refused.shared_in_doubt:unanswered', { ...objectOf(step), because: { because: reasonOf(unknown) } }),
});

const uncertain = (step: SharedStep): Outcome => ({
  kind: 'refused',
  ...reason('refused.shared_in_doubt', objectOf(step)),
});
