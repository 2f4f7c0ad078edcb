import type { Reason, Result } from '@kontor/shared/problem';
import type { TaskId, TransferId } from '../../ids.ts';
import type { Database } from '../../database/database.ts';
import { endTask } from '../../desk/change-tasks.ts';
import { needsTaskSql, readTask, type Task } from '../../desk/tasks.ts';
import { reviewSending } from '../transfer/asks.ts';
import type { Timing } from '../transfer/transition.ts';
import { applyVerb } from './apply-verb.ts';
import { reason } from '../../texts/reason.ts';

/**
 * Ends a task with what a person decided. The decision counts for every order of the connection that asks the same. The
 * orders that the question has blocked are tried again. `by` names the person in the journal.
 */
export async function decideTask(
  database: Database,
  at: { shopId: string; id: TaskId },
  value: string,
  timing: Timing,
  by: string,
): Promise<Result<Task>> {
  const task = await readTask(database.pool, at.shopId, at.id);
  if (!task) return refusal(unknown(at));
  // The same decision a second time tries the orders that the bridge did not reach because it was stopped.
  if (task.state === 'done' && task.decision?.value === value) return tryAgain(database, task, timing, by);
  if (task.state !== 'open') return refusal(ended(task));
  if (!task.form) return refusal(reason('task.nothing_to_decide', { id: at.id, because: { because: task.reason } }));
  if (!task.form.options.some((option) => option.value === value))
    return refusal(
      reason('task.no_such_option', {
        option: value,
        id: at.id,
        options: task.form.options.map((option) => option.value),
      }),
    );

  // The decision is stored first, so that a transfer that is tried again meanwhile finds it. It stays true if a
  // transfer moves on.
  const decided = await endTask(database.pool, at, { value }, by);
  if (!decided) return refusal(ended((await readTask(database.pool, at.shopId, at.id)) ?? task));
  return tryAgain(database, decided, timing, by);
}

async function tryAgain(database: Database, decided: Task, timing: Timing, by: string): Promise<Result<Task>> {
  await reviewSending(database.pool, decided.shopId);
  for (const id of await blockedBy(database, decided))
    await applyVerb(database, 'retry', { shopId: decided.shopId, id }, timing, by);
  return { ok: true, value: decided };
}

/** Ends a task without a question: somebody has done what it says. */
export async function finishTask(
  database: Pick<Database, 'pool'>,
  at: { shopId: string; id: TaskId },
  by: string,
): Promise<Result<Task>> {
  const task = await readTask(database.pool, at.shopId, at.id);
  if (!task) return refusal(unknown(at));
  if (task.form && task.state === 'open')
    return refusal(reason('task.needs_decision', { id: at.id, because: { because: task.reason } }));
  const finished = await endTask(database.pool, at, null, by);
  if (finished) return { ok: true, value: finished };
  return refusal(ended((await readTask(database.pool, at.shopId, at.id)) ?? task));
}

const blockedByStatement = `
select id
  from transfers t
 where shop_id = $1
   and connection_id = $2
   and state = 'blocked'
   and asks <> '[]'
   and ${needsTaskSql('t', '$3::text', '$4::text')}
 order by id`;

/** The transfers of the connection that wait for the decision. */
async function blockedBy(
  database: Pick<Database, 'pool'>,
  { shopId, connectionId, kind, name }: Task,
): Promise<TransferId[]> {
  const { rows } = await database.pool.query<{ id: TransferId }>(blockedByStatement, [
    shopId,
    connectionId,
    kind,
    name,
  ]);
  return rows.map(({ id }) => id);
}

const unknown = ({ id }: { id: TaskId }): Reason => reason('task.unknown', { id });

const ended = ({ id, state, decidedBy }: Task): Reason => reason('task.ended', { id, state, by: decidedBy ?? 'none' });

const refusal = (error: Reason): { ok: false; error: Reason } => ({ ok: false, error });
