import type { Reason, Result } from '@kontor/shared/problem';
import type { Database } from '../../database/database.ts';
import { endTask, needsTaskSql, readTask, type Task } from '../../desk/tasks.ts';
import type { Timing } from '../transfer/transition.ts';
import { ask } from './ask.ts';

/**
 * Ends a task with what a person decided. The decision counts for every order of the connection that asks the same, and those
 * that are blocked by the question are tried again. `by` names the person in the journal.
 */
export async function decideTask(
  database: Database,
  at: { shopId: string; id: number },
  value: string,
  timing: Timing,
  by: string,
): Promise<Result<Task>> {
  const task = await readTask(database.pool, at.shopId, at.id);
  if (!task) return refusal(unknown(at));
  // Said again, it finds the orders that were not tried again because the bridge was stopped in between.
  if (task.state === 'done' && task.decision?.value === value) return tryAgain(database, task, timing, by);
  if (task.state !== 'open') return refusal(ended(task));
  if (!task.form)
    return refusal({
      code: 'task.nothing_to_decide',
      cause: `Task ${at.id} asks for no decision: ${task.reason.cause}`,
      remedy: `Do what its remedy says, then: kontor task done ${at.id}.`,
    });
  if (!task.form.options.some((option) => option.value === value))
    return refusal({
      code: 'task.no_such_option',
      cause: `"${value}" is none of the options of task ${at.id}: ${task.form.options.map((option) => option.value).join(', ')}.`,
      remedy: `See them with: kontor task show ${at.id}.`,
    });

  // First the decision: whoever tries again meanwhile finds it, and it stays true if a transfer has moved on.
  const decided = await endTask(database.pool, at, { value }, by);
  if (!decided) return refusal(ended((await readTask(database.pool, at.shopId, at.id)) ?? task));
  return tryAgain(database, decided, timing, by);
}

async function tryAgain(database: Database, decided: Task, timing: Timing, by: string): Promise<Result<Task>> {
  for (const id of await blockedBy(database, decided))
    await ask(database, 'retry', { shopId: decided.shopId, id }, timing, by);
  return { ok: true, value: decided };
}

/** Ends a task that asked for nothing: somebody has done what it says. */
export async function finishTask(
  database: Pick<Database, 'pool'>,
  at: { shopId: string; id: number },
  by: string,
): Promise<Result<Task>> {
  const task = await readTask(database.pool, at.shopId, at.id);
  if (!task) return refusal(unknown(at));
  if (task.form && task.state === 'open')
    return refusal({
      code: 'task.needs_decision',
      cause: `Task ${at.id} asks for a decision, and orders wait for it: ${task.reason.cause}`,
      remedy: `Decide it with kontor task decide; its options are shown by: kontor task show ${at.id}.`,
    });
  const done = await endTask(database.pool, at, null, by);
  return done ? { ok: true, value: done } : refusal(ended((await readTask(database.pool, at.shopId, at.id)) ?? task));
}

/** The transfers of the connection that wait for the answer. */
async function blockedBy(
  database: Pick<Database, 'pool'>,
  { shopId, connectionId, kind, name }: Task,
): Promise<number[]> {
  const { rows } = await database.pool.query<{ id: number }>(
    `select id from transfers t
      where shop_id = $1 and connection_id = $2 and state = 'blocked' and asks <> '[]'
        and ${needsTaskSql('t', '$3::text', '$4::text')}
      order by id`,
    [shopId, connectionId, kind, name],
  );
  return rows.map((row) => row.id);
}

const unknown = ({ shopId, id }: { shopId: string; id: number }): Reason => ({
  code: 'task.unknown',
  cause: `There is no task ${id} in shop ${shopId}.`,
  remedy: 'List them with: kontor tasks.',
});

const ended = ({ id, state, decidedBy }: Task): Reason => ({
  code: 'task.ended',
  cause: `Task ${id} has ended (${state})${decidedBy === null ? '' : `, by ${decidedBy}`}.`,
  remedy: 'List those that are open with: kontor tasks.',
});

const refusal = (error: Reason): { ok: false; error: Reason } => ({ ok: false, error });
