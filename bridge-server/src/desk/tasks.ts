import { reasonSchema, type Reason } from '@kontor/shared/problem';
import { z } from 'zod';
import type { Queryable } from '../database/database.ts';
import { taskId, transferId, type TaskId, type TransferId } from '../ids.ts';
import { subjectKinds, type Decisions, type Gap } from '../systems/contract.ts';
import { option } from '../systems/contract-report.ts';
import { reasonOf } from '../texts/say.ts';

/**
 * What a person must do or decide. A task of one kind and name is open once at a time for a connection: whoever needs it again
 * meanwhile finds the open one.
 */

export const taskKinds = ['question', 'by_hand'] as const;
/**
 * `question`: something that a document cannot be planned without; the decision counts for every order that asks the same ·
 * `by_hand`: something that the system cannot do, or that the connection's settings leave to people.
 */
export type TaskKind = (typeof taskKinds)[number];

/** What a task's state means. */
export const taskStateMeanings = {
  open: 'somebody must do or decide it',
  done: 'somebody did or decided it',
  withdrawn: 'nothing needs it any more',
  expired: 'its time was over before anybody did it',
} as const;
export type TaskState = keyof typeof taskStateMeanings;
export const taskStates = Object.keys(taskStateMeanings) as [TaskState, ...TaskState[]];

/** By what a connection's tasks are told apart. */
export const taskName = z.object({ kind: z.enum(taskKinds), name: z.string() });
export type TaskName = z.infer<typeof taskName>;

/** What may be decided. */
export const taskForm = z.object({ options: z.array(option).min(1) });
export const taskDecision = z.object({ value: z.string() });

/** SQL that is true of a transfer, by its alias, that needs the task of this kind and name. */
export const needsTaskSql = (transfer: string, kind: string, name: string): string =>
  `${transfer}.asks @> jsonb_build_array(jsonb_build_object('kind', ${kind}, 'name', ${name}))`;

/** A task as it is first written. */
export interface NewTask extends TaskName {
  reason: Reason;
  form: z.infer<typeof taskForm> | null;
}

const task = z.object({
  shopId: z.string(),
  id: taskId,
  kind: z.enum(taskKinds),
  state: z.enum(taskStates),
  name: z.string(),
  connectionId: z.string().nullable(),
  subjectKind: z.enum(subjectKinds).nullable(),
  subjectId: z.string().nullable(),
  /** Of the order that it is about, as people know it. */
  orderNumber: z.string().nullable(),
  transferId: transferId.nullable(),
  clerk: z.string().nullable(),
  dueAt: z.date().nullable(),
  expiresAt: z.date().nullable(),
  reason: reasonSchema,
  form: taskForm.nullable(),
  decision: taskDecision.nullable(),
  decidedBy: z.string().nullable(),
  createdAt: z.date(),
  changedAt: z.date(),
});
export type Task = z.infer<typeof task>;

const columns = `shop_id as "shopId", id, kind, state, name, connection_id as "connectionId", subject_kind as "subjectKind",
  subject_id as "subjectId",
  (select o.number from subjects o where o.shop_id = tasks.shop_id and o.id = tasks.subject_id and o.kind = tasks.subject_kind) as "orderNumber",
  transfer_id as "transferId", clerk, due_at as "dueAt", expires_at as "expiresAt", reason, form,
  decision, decided_by as "decidedBy", created_at as "createdAt", changed_at as "changedAt"`;

/** The task that a gap with a question is; null for one that asks nothing. */
export function questionTask({ question, ...why }: Gap): NewTask | null {
  return question
    ? { kind: 'question', name: question.name, reason: reasonOf(why), form: { options: question.options } }
    : null;
}

/** What a task is about. */
export interface TaskAt {
  shopId: string;
  connectionId: string;
  subjectKind: string;
  subjectId: string;
  /** The transfer that needs it first. */
  id: number;
  correlationId: string;
}

const openStatement = `
with opened as (
  insert into tasks (shop_id, kind, state, name, connection_id, subject_kind, subject_id, transfer_id, reason, form)
  select $1, n.kind, 'open', n.name, $2, $3, $4, $5, n.reason, n.form
    from json_to_recordset($6) as n (kind text, name text, reason jsonb, form jsonb)
   -- A refund or a payment that somebody has booked by hand is not to be booked again, however often its order changes.
   where n.kind <> 'by_hand' or not exists (
           select from tasks d join transfers t on t.shop_id = d.shop_id and t.id = d.transfer_id and t.kind in ('refund', 'payment')
            where d.shop_id = $1 and d.transfer_id = $5 and d.kind = n.kind and d.name = n.name and d.state = 'done')
   -- Tasks are locked in one order, here and below.
   order by n.kind, n.name
  -- The open one stays, with what may be decided as it is now.
  on conflict (shop_id, coalesce(connection_id, ''), kind, name) where state = 'open'
  do update set reason = excluded.reason, form = excluded.form
  returning shop_id, connection_id, subject_kind, subject_id, transfer_id, kind, name, xmax = 0 as is_new
)
insert into journal (shop_id, connection_id, subject_kind, subject_id, transfer_id, correlation_id, actor, code, detail)
select shop_id, connection_id, subject_kind, subject_id, transfer_id, $7, 'worker', 'task.opened',
       jsonb_build_object('kind', kind, 'name', name)
  from opened where is_new`;

/** Opens tasks that a transfer needs; one that is open already stays. Within the caller's transaction. */
export async function openTasks(database: Queryable, at: TaskAt, tasks: readonly NewTask[]): Promise<void> {
  if (tasks.length === 0) return;
  await database.query(openStatement, [
    at.shopId,
    at.connectionId,
    at.subjectKind,
    at.subjectId,
    at.id,
    JSON.stringify(tasks),
    at.correlationId,
  ]);
}

export interface TaskQuery {
  shopId: string;
  state?: TaskState;
  kind?: TaskKind;
  connectionId?: string;
  clerk?: string;
  /** Those that this transfer needs, or was the first to need. */
  transferId?: TransferId;
  /** Those before this one. */
  beforeId?: number;
  limit: number;
}

/** A shop's tasks, newest first. */
export async function listTasks(database: Queryable, query: TaskQuery): Promise<Task[]> {
  const { rows } = await database.query(
    `select ${columns} from tasks
      where shop_id = $1 and ($2::text is null or state = $2) and ($3::text is null or kind = $3)
        and ($4::text is null or connection_id = $4) and ($5::text is null or clerk = $5)
        and ($6::bigint is null or transfer_id = $6 or exists (
              select from transfers t where t.shop_id = $1 and t.id = $6 and t.connection_id = tasks.connection_id
                 and ${needsTaskSql('t', 'tasks.kind', 'tasks.name')}))
        and ($7::bigint is null or id < $7)
      order by id desc limit $8`,
    [
      query.shopId,
      query.state ?? null,
      query.kind ?? null,
      query.connectionId ?? null,
      query.clerk ?? null,
      query.transferId ?? null,
      query.beforeId ?? null,
      query.limit,
    ],
  );
  return rows.map((row) => task.parse(row));
}

/** One task, or null. */
export async function readTask(database: Queryable, shopId: string, id: TaskId): Promise<Task | null> {
  const { rows } = await database.query(`select ${columns} from tasks where shop_id = $1 and id = $2`, [shopId, id]);
  return rows[0] ? task.parse(rows[0]) : null;
}

/** SQL that changes open tasks, each with its line in the journal. */
const changing = ({
  assignments,
  where = 'shop_id = $1 and id = $2',
  journal,
  by,
  correlation = 'null',
}: {
  assignments: string;
  where?: string;
  journal: `task.${string}`;
  /** SQL that names who changes it, and in whose course. */
  by: string;
  correlation?: string;
}): string => `
with changed as (
  update tasks set ${assignments}, changed_at = now()
   where ${where} and state = 'open'
  returning ${columns}
), noted as (
  insert into journal (shop_id, connection_id, subject_kind, subject_id, transfer_id, correlation_id, actor, code, detail)
  select "shopId", "connectionId", "subjectKind", "subjectId", "transferId", ${correlation}, ${by}, '${journal}',
         jsonb_build_object('kind', kind, 'name', name)
    from changed
)
select * from changed`;

const doneStatement = changing({
  assignments: `state = 'done', decision = $3::jsonb, decided_by = $4`,
  journal: 'task.done',
  by: '$4',
});
const assignStatement = changing({
  assignments: `clerk = coalesce($3, clerk), due_at = coalesce($4::timestamptz, due_at), expires_at = coalesce($5::timestamptz, expires_at)`,
  journal: 'task.assigned',
  by: '$6',
});
const withdrawStatement = changing({
  assignments: `state = 'withdrawn', decided_by = $3`,
  journal: 'task.withdrawn',
  by: '$3',
  correlation: '$4',
});
const expireStatement = changing({
  assignments: `state = 'expired', decided_by = 'janitor'`,
  where: `id in (select id from tasks where state = 'open' and expires_at <= now() and form is null order by kind, name for update skip locked)`,
  journal: 'task.expired',
  by: `'janitor'`,
});

/** Ends an open task, with a decision where it asked for one. Null: it is not open any more, or there is none. */
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
  return rows[0] ? task.parse(rows[0]) : null;
}

/** The open ones among a connection's tasks, held until the transaction ends; who opens or ends one of them waits. */
export async function lockTasks(
  client: Queryable,
  at: { shopId: string; connectionId: string },
  tasks: readonly TaskName[],
): Promise<(TaskName & { id: TaskId })[]> {
  if (tasks.length === 0) return [];
  const { rows } = await client.query<TaskName & { id: TaskId }>({
    name: 'tasks.lock',
    text: `select id, kind, name from tasks
            where shop_id = $1 and coalesce(connection_id, '') = $2 and state = 'open'
              and (kind, name) in (select kind, name from json_to_recordset($3) as n (kind text, name text))
            order by kind, name for update`,
    values: [at.shopId, at.connectionId, JSON.stringify(tasks)],
  });
  return rows;
}

/** Ends an open task that nothing needs any more. `by`: whose doing it was. */
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
 * Whose an open task is, when it is due and when it expires; what is left out stays as it is. Null: it is not open any more, or
 * there is none.
 */
export async function assignTask(
  database: Queryable,
  at: Pick<Task, 'shopId' | 'id'>,
  given: { clerk?: string; dueAt?: Date; expiresAt?: Date },
  by: string,
): Promise<Task | null> {
  const { rows } = await database.query(assignStatement, [
    at.shopId,
    at.id,
    given.clerk ?? null,
    given.dueAt ?? null,
    given.expiresAt ?? null,
    by,
  ]);
  return rows[0] ? task.parse(rows[0]) : null;
}

/** What was decided about a connection's questions; of two decisions about one question the later one counts. */
export async function readDecisions(database: Queryable, shopId: string, connectionId: string): Promise<Decisions> {
  const { rows } = await database.query<{ name: string; value: string }>({
    name: 'tasks.decisions',
    text: `select distinct on (name) name, decision ->> 'value' as value from tasks
            where shop_id = $1 and connection_id = $2 and state = 'done' and decision is not null
            order by name, changed_at desc`,
    values: [shopId, connectionId],
  });
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}
