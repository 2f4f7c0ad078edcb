import { reasonSchema, type Reason } from '@kontor/shared/problem';
import { z } from 'zod';
import { intoJournal } from '../journal/note.ts';
import type { Queryable } from '../database/database.ts';
import { taskId, transferId, type TaskId, type TransferId } from '../ids.ts';
import { subjectKinds, type Decisions, type Gap } from '../systems/contract.ts';
import { option } from '../systems/contract-report.ts';
import { reasonOf } from '../texts/say.ts';

/**
 * What a person must do or decide. For a connection, a task of one kind and name is open only once at a time: another
 * transfer that needs it finds the open task.
 */

export const taskKinds = ['question', 'by_hand', 'new'] as const;
/**
 * `question`: something that a person decides, so that a document can be planned; the decision counts for every order
 * that asks the same · `by_hand`: something that the system cannot do, or that the connection's settings leave to
 * people · `new`: a new document of the office, for a connection whose settings want somebody to look at each.
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

/** What tells a connection's tasks apart. */
export const taskName = z.object({ kind: z.enum(taskKinds), name: z.string() });
export type TaskName = z.infer<typeof taskName>;

/** What may be decided, and what was decided. */
export const taskForm = z.object({ options: z.array(option).min(1) });
export const taskDecision = z.object({ value: z.string() });

/** SQL: whether a transfer, by its alias, needs the task of this kind and name. */
export const needsTaskSql = (transfer: string, kind: string, name: string): string =>
  `${transfer}.asks @> jsonb_build_array(jsonb_build_object('kind', ${kind}, 'name', ${name}))`;

/** A task as it is first written. */
export interface NewTask extends TaskName {
  reason: Reason;
  form: z.infer<typeof taskForm> | null;
  /** Whose task it is; left out or empty: anybody's. */
  clerk?: string | undefined;
}

export const taskSchema = z.object({
  shopId: z.string(),
  id: taskId,
  kind: z.enum(taskKinds),
  state: z.enum(taskStates),
  name: z.string(),
  connectionId: z.string().nullable(),
  subjectKind: z.enum(subjectKinds).nullable(),
  subjectId: z.string().nullable(),
  /** The number of the order that it is about, as people know it. */
  orderNumber: z.string().nullable(),
  transferId: transferId.nullable(),
  clerk: z.string().nullable(),
  note: z.string().nullable(),
  dueAt: z.date().nullable(),
  expiresAt: z.date().nullable(),
  reason: reasonSchema,
  form: taskForm.nullable(),
  decision: taskDecision.nullable(),
  decidedBy: z.string().nullable(),
  createdAt: z.date(),
  changedAt: z.date(),
});
export type Task = z.infer<typeof taskSchema>;

/** SQL: the number of the order that a task is about, by the task's alias; null for a task about none. */
export const orderNumberSql = (task: string): string => `(
           select subject.number
             from subjects subject
            where subject.shop_id = ${task}.shop_id
              and subject.id = ${task}.subject_id
              and subject.kind = ${task}.subject_kind
         )`;

/** SQL: the columns that make up a `Task`. */
export const taskColumns = `shop_id as "shopId",
         id,
         kind,
         state,
         name,
         connection_id as "connectionId",
         subject_kind as "subjectKind",
         subject_id as "subjectId",
         ${orderNumberSql('tasks')} as "orderNumber",
         transfer_id as "transferId",
         clerk,
         note,
         due_at as "dueAt",
         expires_at as "expiresAt",
         reason,
         form,
         decision,
         decided_by as "decidedBy",
         created_at as "createdAt",
         changed_at as "changedAt"`;

/** The task of a gap with a question; null for a gap that asks nothing. */
export function questionTask({ question, ...why }: Gap, clerk?: string): NewTask | null {
  return question
    ? { kind: 'question', name: question.name, reason: reasonOf(why), form: { options: question.options }, clerk }
    : null;
}

/** What a task is about. */
export interface TaskAt {
  shopId: string;
  connectionId: string;
  /** The order, or another subject; null: none, but the connection. */
  subjectKind: string | null;
  subjectId: string | null;
  /** The transfer that needs it first. */
  id: number | null;
  correlationId: string;
}

const openStatement = `
with opened as (
  insert into tasks (
    shop_id,
    kind,
    state,
    name,
    connection_id,
    subject_kind,
    subject_id,
    transfer_id,
    reason,
    form,
    clerk
  )
  select $1,
         needed.kind,
         'open',
         needed.name,
         $2,
         $3,
         $4,
         $5,
         needed.reason,
         needed.form,
         nullif(needed.clerk, '')
    from json_to_recordset($6) as needed (kind text, name text, reason jsonb, form jsonb, clerk text)
   -- A new document is looked at once, however often it is made again. A refund or a payment that somebody has booked
   -- by hand is not to be booked again, however often its order changes.
   where case needed.kind
           when 'new' then not exists (
             select from tasks known
              where known.shop_id = $1
                and known.transfer_id = $5
                and known.kind = 'new'
           )
           when 'by_hand' then not exists (
             select from tasks done
               join transfers t
                 on t.shop_id = done.shop_id
                and t.id = done.transfer_id
                and t.kind in ('refund', 'payment')
              where done.shop_id = $1
                and done.transfer_id = $5
                and done.kind = needed.kind
                and done.name = needed.name
                and done.state = 'done'
           )
           else true
         end
   -- All statements lock tasks in this one order.
   order by needed.kind, needed.name
  -- A task that is open stays, with what may be decided as it is now.
  on conflict (shop_id, coalesce(connection_id, ''), kind, name) where state = 'open' do update
     set reason = excluded.reason,
         form = excluded.form
  returning shop_id,
            connection_id,
            subject_kind,
            subject_id,
            transfer_id,
            kind,
            name,
            xmax = 0 as is_new
)
${intoJournal}
select shop_id,
       connection_id,
       subject_kind,
       subject_id,
       transfer_id,
       $7,
       'worker',
       'task.opened',
       jsonb_build_object('kind', kind, 'name', name)
  from opened
 where is_new`;

/** Opens the tasks that a transfer needs, in the caller's transaction. A task that is open already stays. */
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
  /** Only tasks that this transfer needs, or was the first to need. */
  transferId?: TransferId;
  /** Only tasks that are older than this one. */
  beforeId?: number;
  limit: number;
}

const listStatement = `
select ${taskColumns}
  from tasks
 where shop_id = $1
   and ($2::text is null or state = $2)
   and ($3::text is null or kind = $3)
   and ($4::text is null or connection_id = $4)
   and ($5::text is null or clerk = $5)
   and (
     $6::bigint is null
     or transfer_id = $6
     or exists (
       select from transfers t
        where t.shop_id = $1
          and t.id = $6
          and t.connection_id = tasks.connection_id
          and ${needsTaskSql('t', 'tasks.kind', 'tasks.name')}
     )
   )
   and ($7::bigint is null or id < $7)
 order by id desc
 limit $8`;

/** A shop's tasks, newest first. */
export async function listTasks(database: Queryable, query: TaskQuery): Promise<Task[]> {
  const { rows } = await database.query(listStatement, [
    query.shopId,
    query.state ?? null,
    query.kind ?? null,
    query.connectionId ?? null,
    query.clerk ?? null,
    query.transferId ?? null,
    query.beforeId ?? null,
    query.limit,
  ]);
  return rows.map((row) => taskSchema.parse(row));
}

const readStatement = `
select ${taskColumns}
  from tasks
 where shop_id = $1
   and id = $2`;

/** One task, or null. */
export async function readTask(database: Queryable, shopId: string, id: TaskId): Promise<Task | null> {
  const { rows } = await database.query(readStatement, [shopId, id]);
  return rows[0] ? taskSchema.parse(rows[0]) : null;
}

const decisionsStatement = `
select distinct on (name)
       name,
       decision ->> 'value' as value
  from tasks
 where shop_id = $1
   and connection_id = $2
   and state = 'done'
   and decision is not null
 order by name, changed_at desc`;

/** What people decided about a connection's questions. Of two decisions about one question the later one counts. */
export async function readDecisions(database: Queryable, shopId: string, connectionId: string): Promise<Decisions> {
  const { rows } = await database.query<{ name: string; value: string }>({
    name: 'tasks.decisions',
    text: decisionsStatement,
    values: [shopId, connectionId],
  });
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}
