import { randomUUID } from 'node:crypto';
import type { LookupOutcome, Outcome, SharedStep, Step, StepDeclaration } from '../../systems/contract.ts';
import type { Reason } from '@kontor/shared/problem';
import { reason } from '../../texts/reason.ts';
import { reasonOf } from '../../texts/say.ts';
import { isItsOwnLookup } from '../transfer/restored.ts';
import { doubtDaySeconds, type Timing } from '../transfer/transition.ts';
import type { LeasedObject, Maker, ObjectName, RemoteObjects } from './remote-objects.ts';

/**
 * A shared object is what several transfers need at a target, such as a customer. It is made once for each (account,
 * object, name), with a lease, an intent and a doubt of its own, so that two orders of one new customer never make two
 * customers.
 */

/** How the vendor is called for a shared step; the worker gives these functions. */
export interface SharedStepCalls {
  execute(step: Step, deadline: number): Promise<Outcome>;
  /** When a call that begins now must have been written and answered, in ms since 1970. */
  deadline(): number;
  lookup(step: Step, since: Date): Promise<LookupOutcome>;
  /** Called when the intent is recorded and the call comes next, and when its answer is there. */
  reached?(point: 'intent_recorded' | 'answered', step: Step): Promise<void>;
}

/** An object whose lease this worker has. */
interface Leased {
  objects: RemoteObjects;
  name: ObjectName;
  token: string;
  step: SharedStep;
  declared: StepDeclaration;
  row: LeasedObject;
  timing: Timing;
  calls: SharedStepCalls;
}

/**
 * Makes sure that the object exists, and returns its result, or why the result is not known yet. `postponed`: another
 * transfer is making the object, or it is in doubt; come again later.
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
    const result = await objects.read(name);
    return result !== null
      ? { kind: 'done', result }
      : { kind: 'postponed', ...reason('retry.postponed:being_made', objectOf(step)), retryAfterSeconds: 2 };
  }
  const leased = { objects, name, token, step, declared, row, timing, calls };
  return (await resultWithoutMaking(leased)) ?? make(leased, maker);
}

/** The outcome where the object is there, or must be asked about first; null where it is not there and can be made. */
async function resultWithoutMaking(leased: Leased): Promise<Outcome | null> {
  const { row, declared } = leased;
  if (row.result !== null) return keepingIntent(leased, { kind: 'done', result: row.result });
  if (row.intentAt !== null) return resolveDoubt(leased, row.intentAt);
  if (row.restoredFrom !== null && !isItsOwnLookup(declared)) return lookFirst(leased, row.restoredFrom);
  return null;
}

async function make({ objects, name, token, step, timing, calls }: Leased, maker: Maker): Promise<Outcome> {
  const deadline = calls.deadline();
  if (!(await objects.recordIntent(name, token, { step, timing, maker }))) {
    return { kind: 'postponed', ...reason('retry.postponed:lease_lost'), retryAfterSeconds: 1 };
  }
  await calls.reached?.('intent_recorded', step);
  const outcome = await calls.execute(step, deadline);
  await calls.reached?.('answered', step);
  if (outcome.kind === 'done') await objects.store(name, token, outcome.result);
  // In doubt the intent stays open: whoever needs the object next asks the target first.
  else await objects.release(name, token, outcome.kind === 'doubt' ? 'keep' : 'withdraw');
  return outcome;
}

/** Asks the target about an object that another worker began to make. Null: it is not there and can be made. */
async function resolveDoubt(leased: Leased, intentAt: Date): Promise<Outcome | null> {
  const { objects, name, token, step, declared, row, timing, calls } = leased;
  if (row.lookableIn > 0)
    return keepingIntent(leased, {
      kind: 'postponed',
      ...reason('retry.postponed:not_known', objectOf(step)),
      retryAfterSeconds: row.lookableIn,
    });
  const answer = await calls.lookup(step, intentAt);
  switch (answer.kind) {
    case 'found':
      await objects.store(name, token, answer.result);
      return { kind: 'done', result: answer.result };
    case 'several':
      return keepingIntent(leased, severalFound(answer));
    case 'unknown':
      if (row.doubtSeconds >= doubtDaySeconds) return keepingIntent(leased, unanswered(step, answer));
      return keepingIntent(leased, {
        kind: 'postponed',
        ...reasonOf(answer),
        retryAfterSeconds: Math.max(5, timing.settleSeconds),
      });
    case 'absent':
      if (!row.wasAbsent) {
        // A list may lag behind, so only the second empty answer, after the settling time, is believed.
        await objects.markAbsent(name, token);
        return keepingIntent(leased, {
          kind: 'postponed',
          ...reason('retry.postponed:not_found', objectOf(step)),
          retryAfterSeconds: timing.settleSeconds,
        });
      }
      return declared.guard === 'unguarded' ? keepingIntent(leased, uncertain(step)) : null;
  }
}

/**
 * Asks the target about an object that may have been made after the backup from which the database was restored. One
 * answer is enough, since the target's lists have long settled. Null: it is not there and can be made.
 */
async function lookFirst(leased: Leased, since: Date): Promise<Outcome | null> {
  const { objects, name, token, step, timing, calls } = leased;
  const answer = await calls.lookup(step, since);
  switch (answer.kind) {
    case 'absent':
      return null;
    case 'found':
      await objects.store(name, token, answer.result);
      return { kind: 'done', result: answer.result };
    case 'several':
      return keepingIntent(leased, severalFound(answer));
    case 'unknown':
      return keepingIntent(leased, {
        kind: 'postponed',
        ...reasonOf(answer),
        retryAfterSeconds: answer.retryAfterSeconds ?? Math.max(5, timing.settleSeconds),
      });
  }
}

/** The outcome, once the lease is given back; what is in doubt stays in doubt. */
async function keepingIntent({ objects, name, token }: Leased, outcome: Outcome): Promise<Outcome> {
  await objects.release(name, token, 'keep');
  return outcome;
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
