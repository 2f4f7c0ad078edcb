import { randomUUID } from 'node:crypto';
import type { Queryable } from '../../database/database.ts';
import type { LookupOutcome, Outcome, SharedStep, Step, StepDeclaration, SubjectKind } from '../../systems/contract.ts';
import { isItsOwnLookup } from '../transfer/restored.ts';
import type { Transfer } from '../transfer/transfer.ts';
import { doubtDaySeconds, type Timing } from '../transfer/transition.ts';

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

interface ObjectRow {
  result: unknown;
  intent_at: Date | null;
  absent_at: Date | null;
  lookable_in: number;
  doubt_seconds: number | null;
  restored_from: Date | null;
}

/** For whom an object is made: a transfer, or a connection that is prepared before any. */
export type Maker = Pick<Transfer, 'shopId' | 'system' | 'account' | 'connectionId' | 'correlationId'> & {
  subjectKind: SubjectKind | null;
  subjectId: string | null;
  id: number | null;
};

/**
 * Makes sure that the object exists and returns its result, or why that cannot be said yet. `postponed` means that another
 * transfer is making it or that it is in doubt: come again.
 */
export async function ensureSharedObject(
  database: Queryable,
  maker: Maker,
  step: SharedStep,
  declared: StepDeclaration,
  timing: Timing,
  calls: SharedStepCalls,
): Promise<Outcome> {
  const name = [maker.system, maker.account, step.shared.object, step.shared.name] as const;
  const known = await readResult(database, name);
  if (known !== null) return { kind: 'done', result: known };

  const token = randomUUID();
  const row = await takeLease(database, name, token, timing);
  if (!row) {
    const meanwhile = await readResult(database, name);
    return meanwhile !== null
      ? { kind: 'done', result: meanwhile }
      : { kind: 'postponed', cause: `Another transfer is making this ${step.shared.object}.`, retryAfterSeconds: 2 };
  }
  if (row.result !== null) {
    await finish(database, name, token, 'keep');
    return { kind: 'done', result: row.result };
  }
  if (row.intent_at !== null) {
    const answer = await resolveDoubt(database, name, token, {
      step,
      declared,
      row,
      intentAt: row.intent_at,
      timing,
      calls,
    });
    if (answer) return answer;
  } else if (row.restored_from !== null && !isItsOwnLookup(declared)) {
    const answer = await lookFirst(database, name, token, { step, timing, calls, since: row.restored_from });
    if (answer) return answer;
  }
  const deadline = calls.deadline();
  if (!(await recordIntent(database, name, token, { step, timing, maker }))) {
    return { kind: 'postponed', cause: 'The lease was lost before the call.', retryAfterSeconds: 1 };
  }
  await calls.reached?.('intent_recorded', step);
  const outcome = await calls.execute(step, deadline);
  await calls.reached?.('answered', step);
  if (outcome.kind === 'done') await store(database, name, token, outcome.result);
  // In doubt the intent stays open: whoever needs the object next asks first.
  else await finish(database, name, token, outcome.kind === 'doubt' ? 'keep' : 'withdraw');
  return outcome;
}

/** Drops what is known of an object that the target no longer has; one that is being made, or in doubt, stays. */
export async function forgetSharedObject(
  database: Queryable,
  transfer: Transfer,
  shared: { object: string; name: string },
): Promise<void> {
  await database.query(
    `delete from remote_objects where ${whose} and result is not null and intent_at is null and lease_token is null`,
    [transfer.system, transfer.account, shared.object, shared.name],
  );
}

async function resolveDoubt(
  database: Queryable,
  name: ObjectName,
  token: string,
  given: {
    step: SharedStep;
    declared: StepDeclaration;
    row: ObjectRow;
    intentAt: Date;
    timing: Timing;
    calls: SharedStepCalls;
  },
): Promise<Outcome | null> {
  const { step, declared, row, timing, calls } = given;
  if (row.lookable_in > 0) {
    await finish(database, name, token, 'keep');
    return {
      kind: 'postponed',
      cause: `It is not known yet whether the ${step.shared.object} was made.`,
      retryAfterSeconds: row.lookable_in,
    };
  }
  const answer = await calls.lookup(step, given.intentAt);
  if (answer.kind === 'found') {
    await store(database, name, token, answer.result);
    return { kind: 'done', result: answer.result };
  }
  if (answer.kind === 'several') {
    await finish(database, name, token, 'keep');
    return severalFound(answer.cause);
  }
  if (answer.kind === 'unknown') {
    await finish(database, name, token, 'keep');
    if ((row.doubt_seconds ?? 0) >= doubtDaySeconds) return forPerson(step, answer.cause);
    return { kind: 'postponed', cause: answer.cause, retryAfterSeconds: Math.max(5, timing.settleSeconds) };
  }
  if (row.absent_at === null) {
    // One empty list may lag behind; the second look, after the settling time, is believed.
    await database.query(`update remote_objects set absent_at = now() where ${whose} and lease_token = $5::uuid`, [
      ...name,
      token,
    ]);
    await finish(database, name, token, 'keep');
    return {
      kind: 'postponed',
      cause: `The ${step.shared.object} was not found; it is asked for once more.`,
      retryAfterSeconds: timing.settleSeconds,
    };
  }
  if (declared.guard === 'unguarded') {
    await finish(database, name, token, 'keep');
    return forPerson(step, 'The target cannot say for certain.');
  }
  return null;
}

/** It may have been made since the backup that the database was restored from: asked once, since whatever there is has long settled. Null: it is not there. */
async function lookFirst(
  database: Queryable,
  name: ObjectName,
  token: string,
  given: { step: SharedStep; timing: Timing; calls: SharedStepCalls; since: Date },
): Promise<Outcome | null> {
  const { step, timing, calls, since } = given;
  const answer = await calls.lookup(step, since);
  if (answer.kind === 'absent') return null;
  if (answer.kind === 'found') {
    await store(database, name, token, answer.result);
    return { kind: 'done', result: answer.result };
  }
  await finish(database, name, token, 'keep');
  if (answer.kind === 'several') return severalFound(answer.cause);
  return {
    kind: 'postponed',
    cause: answer.cause,
    retryAfterSeconds: answer.retryAfterSeconds ?? Math.max(5, timing.settleSeconds),
  };
}

const severalFound = (cause: string): Outcome => ({
  kind: 'refused',
  code: 'refused.several_found',
  cause,
  remedy: 'Merge or rename the duplicates at the target, then retry.',
});

const forPerson = (step: SharedStep, cause: string): Outcome => ({
  kind: 'refused',
  code: 'refused.shared_in_doubt',
  cause: `It is not known whether the ${step.shared.object} was made: ${cause}`,
  remedy: 'Look for it at the target; make it by hand if it is missing, then retry.',
});

type ObjectName = readonly [system: string, account: string, object: string, name: string];
const whose = 'system = $1 and account = $2 and object = $3 and name = $4';

async function readResult(database: Queryable, name: ObjectName): Promise<unknown> {
  const { rows } = await database.query<{ result: unknown }>({
    name: 'shared.read',
    text: `select result from remote_objects where ${whose}`,
    values: [...name],
  });
  return rows[0]?.result ?? null;
}

/** One worker at a time; a lease that is over was left by a dead one, and what it began is in doubt. */
async function takeLease(
  database: Queryable,
  name: ObjectName,
  token: string,
  timing: Timing,
): Promise<ObjectRow | null> {
  const { rows } = await database.query<ObjectRow>({
    name: 'shared.lease',
    text: `insert into remote_objects as r (system, account, object, name, lease_token, lease_until)
           values ($1, $2, $3, $4, $5, now() + make_interval(secs => $6::float8))
           on conflict (system, account, object, name) do update
             set lease_token = excluded.lease_token, lease_until = excluded.lease_until
             where r.lease_until is null or r.lease_until <= now()
           returning result, intent_at, absent_at,
             greatest(0, extract(epoch from greatest(intent_at + make_interval(secs => $7::float8), absent_at + make_interval(secs => $8::float8)) - now()))::float8 as lookable_in,
             extract(epoch from now() - intent_at)::float8 as doubt_seconds,
             (select restored_from from bridge where restored_at is not null) as restored_from`,
    values: [
      ...name,
      token,
      timing.leaseSeconds,
      timing.callTimeoutSeconds + timing.settleSeconds,
      timing.settleSeconds,
    ],
  });
  return rows[0] ?? null;
}

async function recordIntent(
  database: Queryable,
  name: ObjectName,
  token: string,
  given: { step: Step; timing: Timing; maker: Maker },
): Promise<boolean> {
  const { step, timing, maker } = given;
  const { rowCount } = await database.query({
    name: 'shared.intent',
    text: `with recorded as (
             update remote_objects set intent_at = now(), absent_at = null, lease_until = now() + make_interval(secs => $6::float8)
              where ${whose} and lease_token = $5::uuid and lease_until > now() returning name
           )
           insert into journal (shop_id, connection_id, subject_kind, subject_id, transfer_id, correlation_id, actor, code, detail)
           select $7, $8, $9, $10, $11::bigint, $12, 'worker', 'step.begun', jsonb_build_object('step', $13::text) from recorded`,
    values: [
      ...name,
      token,
      timing.leaseSeconds,
      maker.shopId,
      maker.connectionId,
      maker.subjectKind,
      maker.subjectId,
      maker.id,
      maker.correlationId,
      step.kind,
    ],
  });
  return rowCount === 1;
}

async function store(database: Queryable, name: ObjectName, token: string, result: unknown): Promise<void> {
  // Not bound to the lease: a result that is known is true, whoever brings it; the first one stays.
  await database.query({
    name: 'shared.store',
    text: `update remote_objects set result = coalesce(result, $6::jsonb), intent_at = null, absent_at = null,
             lease_token = case when lease_token = $5::uuid then null else lease_token end,
             lease_until = case when lease_token = $5::uuid then null else lease_until end
            where ${whose}`,
    values: [...name, token, JSON.stringify(result)],
  });
}

async function finish(
  database: Queryable,
  name: ObjectName,
  token: string,
  intent: 'keep' | 'withdraw',
): Promise<void> {
  await database.query({
    name: `shared.finish.${intent}`,
    text: `update remote_objects set lease_token = null, lease_until = null${intent === 'withdraw' ? ', intent_at = null, absent_at = null' : ''}
            where ${whose} and lease_token = $5::uuid`,
    values: [...name, token],
  });
}
