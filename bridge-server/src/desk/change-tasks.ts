import type { z } from 'zod';
import { intoJournal } from '../journal/note.ts';
import type { Queryable } from '../database/database.ts';
import type { TaskId } from '../ids.ts';
import { taskColumns, taskSchema, type Task, type taskDecision, type TaskName } from './tasks.ts';

/** SQL that changes open tasks, with a line in the journal for each. */
const changing = ({
  assignments,
  where = 'shop_id = $1 and id = $2',
  from = `state = 'open'`,
  journal,
  by,
  correlation = 'null',
}: {
  assignments: string;
  where?: string;
  /** SQL: which states the task may be in. */
  from?: string;
  journal: `task.${string}`;
  /** SQL: who changes it. */
  by: string;
  /** SQL: the correlation id of what it belongs to. */
  correlation?: string;
}): string => `
with changed as (
  update tasks
     set ${assignments},
         changed_at = now()
   where ${where}
     and ${from}
  returning ${taskColumns}
), noted as (
  ${intoJournal}
  select "shopId",
         "connectionId",
         "subjectKind",
         "subjectId",
         "transferId",
         ${correlation},
         ${by},
         '${journal}',
         jsonb_build_object('kind', kind, 'name', name)
    from changed
)
select *
  from changed`;

const doneStatement = changing({
  assignments: `state = 'done',
         decision = $3::jsonb,
         decided_by = $4`,
  journal: 'task.done',
  by: '$4',
});
const assignStatement = changing({
  assignments: `clerk = case when $3::text is null then clerk else nullif($3, '') end,
         tell_at = case when $3::text is null or nullif($3, '') is not distinct from clerk then tell_at else now() end,
         due_at = coalesce($4::timestamptz, due_at),
         expires_at = coalesce($5::timestamptz, expires_at),
         note = case when $7::text is null then note else nullif($7, '') end`,
  journal: 'task.assigned',
  by: '$6',
});
const reopenStatement = changing({
  assignments: `state = 'open',
         tell_at = now(),
         decision = null,
         decided_by = null,
         expires_at = case when expires_at > now() then expires_at end`,
  from: `state in ('done', 'expired')
     -- Another transfer may have opened the same task again meanwhile.
     and not exists (
           select from tasks other
            where other.shop_id = tasks.shop_id
              and coalesce(other.connection_id, '') = coalesce(tasks.connection_id, '')
              and other.kind = tasks.kind
              and other.name = tasks.name
              and other.state = 'open'
         )`,
  journal: 'task.reopened',
  by: '$3',
});
const withdrawStatement = changing({
  assignments: `state = 'withdrawn',
         decided_by = $3`,
  journal: 'task.withdrawn',
  by: '$3',
  correlation: '$4',
});
const expireStatement = changing({
  assignments: `state = 'expired',
         decided_by = 'janitor'`,
  where: `id in (
           select id
             from tasks
            where state = 'open'
              and expires_at <= now()
              and form is null
            order by kind, name
              for update skip locked
         )`,
  journal: 'task.expired',
  by: `'janitor'`,
});

/** Ends an open task, with a decision if it is a question. Null: there is no such task, or it is not open any more. */
export async function endTask(
  database: Queryable,
  at: Pick<Task, 'shopId' | 'id'>,
  decision: z.infer<typeof taskDecision> | null,
  by: string,
): Promise<Task | null> {
  const { rows } = await database.query(doneStatement, [
    at.shopId,
    at.id,
    decision === null ? null : JSON.stringify(decision),
    by,
  ]);
  return rows[0] ? taskSchema.parse(rows[0]) : null;
}

const lockStatement = `
select id,
       kind,
       name
  from tasks
 where shop_id = $1
   and coalesce(connection_id, '') = $2
   and state = 'open'
   and (kind, name) in (
         select kind,
                name
           from json_to_recordset($3) as wanted (kind text, name text)
       )
 order by kind, name
   for update`;

/** The open tasks among these, held until the transaction ends: whoever opens or ends one of them waits. */
export async function lockTasks(
  client: Queryable,
  at: { shopId: string; connectionId: string },
  tasks: readonly TaskName[],
): Promise<(TaskName & { id: TaskId })[]> {
  if (tasks.length === 0) return [];
  const { rows } = await client.query<TaskName & { id: TaskId }>({
    name: 'tasks.lock',
    text: lockStatement,
    values: [at.shopId, at.connectionId, JSON.stringify(tasks)],
  });
  return rows;
}

/** Ends an open task that no transfer needs any more. `by`: who caused that. */
export async function withdrawTask(
  client: Queryable,
  at: Pick<Task, 'shopId' | 'id'> & { correlationId: string },
  by: string,
): Promise<void> {
  await client.query(withdrawStatement, [at.shopId, at.id, by, at.correlationId]);
}

/** Ends the open tasks whose time is over. Returns how many. */
export async function expireTasks(database: Queryable): Promise<number> {
  const { rowCount } = await database.query({ name: 'tasks.expire', text: expireStatement });
  return rowCount ?? 0;
}

/**
 * Opens a task again that was done or has expired. A decision does not count any more. Null: there is no such task, it is
 * in another state, or the same task is open anew.
 */
export async function reopenTask(
  database: Queryable,
  at: Pick<Task, 'shopId' | 'id'>,
  by: string,
): Promise<Task | null> {
  const { rows } = await database.query(reopenStatement, [at.shopId, at.id, by]);
  return rows[0] ? taskSchema.parse(rows[0]) : null;
}

/**
 * Sets whose an open task is, when it is due and expires, and the note on it; what is left out stays as it is, and an
 * empty text removes the clerk or the note. Null: there is no such task, or it is not open any more.
 */
export async function assignTask(
  database: Queryable,
  at: Pick<Task, 'shopId' | 'id'>,
  { clerk, dueAt, expiresAt, note }: { clerk?: string; dueAt?: Date; expiresAt?: Date; note?: string },
  by: string,
): Promise<Task | null> {
  const { rows } = await database.query(assignStatement, [
    at.shopId,
    at.id,
    clerk ?? null,
    dueAt ?? null,
    expiresAt ?? null,
    by,
    note ?? null,
  ]);
  return rows[0] ? taskSchema.parse(rows[0]) : null;
}
