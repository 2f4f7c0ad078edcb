import { unreadOrder, type UnreadOrder } from '@kontor/shared/order';
import { reasonSchema, type Reason } from '@kontor/shared/problem';
import { z } from 'zod';
import { taskId, transferId, type TaskId, type TransferId } from '../../ids.ts';
import type { Queryable } from '../../database/database.ts';
import type { Option } from '../../systems/contract-report.ts';
import { needsTaskSql, taskForm } from '../../desk/tasks.ts';
import { detail, type StateDetail } from '../transfer/transfer.ts';

/**
 * What waits for a person. `first`: as many as were asked for, the longest waiting first. `all`: how many there are.
 */
export interface Needing<Need> {
  first: Need[];
  all: number;
}

/** A blocked document that waits for no open task. */
export interface BlockedNeed {
  /** Its reason's code. */
  code: string;
  detail: StateDetail;
  unread: UnreadOrder | null;
  transfer: TransferId;
  connection: string;
  orderId: string;
  order: string;
  since: Date;
}

const blockedStatement = `
with longest_waiting as materialized (
  select t.*,
         count(*) over ()::integer as "all"
    from transfers t
   where t.shop_id = $1
     and t.state = 'blocked'
     and not (
       t.asks <> '[]'
       and exists (
         select from tasks task
          where task.shop_id = t.shop_id
            and coalesce(task.connection_id, '') = t.connection_id
            and task.state = 'open'
            and ${needsTaskSql('t', 'task.kind', 'task.name')}
       )
     )
   order by t.changed_at, t.id
   limit $2
)
select t.id,
       t.connection_id,
       t.subject_id,
       subject.number,
       t.reason,
       t.detail,
       subject.unread,
       t.changed_at,
       t."all"
  from longest_waiting t
  join subjects subject
    on subject.shop_id = t.shop_id
   and subject.id = t.subject_id
   and subject.kind = t.subject_kind
 order by t.changed_at, t.id`;

const blockedRow = z.object({
  id: transferId,
  connection_id: z.string(),
  subject_id: z.string(),
  number: z.string(),
  reason: z.string(),
  detail,
  unread: unreadOrder.nullable(),
  changed_at: z.date(),
  all: z.number(),
});

/** Blocked documents. A document that waits for an open task is left out, since the task is what needs a person. */
export async function blockedNeeds(database: Queryable, shopId: string, most: number): Promise<Needing<BlockedNeed>> {
  const { rows } = await database.query({ name: 'needs.blocked', text: blockedStatement, values: [shopId, most] });
  const documents = rows.map((row) => blockedRow.parse(row));
  return {
    all: documents[0]?.all ?? 0,
    first: documents.map((row) => ({
      transfer: row.id,
      connection: row.connection_id,
      orderId: row.subject_id,
      order: row.number,
      code: row.reason,
      detail: row.detail,
      unread: row.unread,
      since: row.changed_at,
    })),
  };
}

/** An open task, and how many orders wait for it. */
export interface TaskNeed {
  reason: Reason;
  task: TaskId;
  transfer: TransferId | null;
  connection: string | null;
  orderId: string | null;
  order: string | null;
  orders: number;
  options: readonly Option[];
  since: Date;
}

const tasksStatement = `
with longest_waiting as (
  select task.*,
         count(*) over ()::integer as "all"
    from tasks task
   where task.shop_id = $1
     and task.state = 'open'
   order by task.created_at, task.id
   limit $2
), waiting as (
  select t.connection_id,
         asked ->> 'kind' as kind,
         asked ->> 'name' as name,
         count(distinct t.subject_id)::integer as orders
    from transfers t
    cross join jsonb_array_elements(t.asks) asked
   where t.shop_id = $1
     and t.asks <> '[]'
     and t.state = 'blocked'
   group by 1, 2, 3
)
select task.id,
       task.transfer_id,
       task.connection_id,
       subject.id as order_id,
       subject.number,
       task.reason,
       task.form,
       task.created_at,
       task."all",
       waiting.orders
  from longest_waiting task
  left join subjects subject
    on subject.shop_id = task.shop_id
   and subject.id = task.subject_id
   and subject.kind = task.subject_kind
   and subject.kind = 'order'
  left join waiting
    on waiting.connection_id = task.connection_id
   and waiting.kind = task.kind
   and waiting.name = task.name
 order by task.created_at, task.id`;

const taskRow = z.object({
  id: taskId,
  transfer_id: transferId.nullable(),
  connection_id: z.string().nullable(),
  order_id: z.string().nullable(),
  number: z.string().nullable(),
  reason: reasonSchema,
  form: taskForm.nullable(),
  created_at: z.date(),
  all: z.number(),
  orders: z.number().nullable(),
});

/** Open tasks. */
export async function taskNeeds(database: Queryable, shopId: string, most: number): Promise<Needing<TaskNeed>> {
  const { rows } = await database.query({ name: 'needs.tasks', text: tasksStatement, values: [shopId, most] });
  const tasks = rows.map((row) => taskRow.parse(row));
  return {
    all: tasks[0]?.all ?? 0,
    first: tasks.map((row) => ({
      task: row.id,
      transfer: row.transfer_id,
      connection: row.connection_id,
      orderId: row.order_id,
      order: row.number,
      orders: row.orders ?? (row.order_id === null ? 0 : 1),
      reason: row.reason,
      options: row.form?.options ?? [],
      since: row.created_at,
    })),
  };
}
