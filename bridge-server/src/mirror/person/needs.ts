import { unreadOrder, type UnreadOrder } from '@kontor/shared/order';
import { reasonSchema, type Reason } from '@kontor/shared/problem';
import { z } from 'zod';
import { taskId, transferId, type TaskId, type TransferId } from '../../ids.ts';
import type { Queryable } from '../../database/database.ts';
import type { Option } from '../../systems/contract-report.ts';
import { needsTaskSql, taskForm } from '../../desk/tasks.ts';
import { detail, type StateDetail } from '../transfer/transfer.ts';

/** What waits for a person: the first so many, what has waited longest first, and how many there are in all. */
export interface Needing<Need> {
  first: Need[];
  all: number;
}

/** A blocked document that asks nothing. */
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
with first as materialized (
  select t.*, count(*) over ()::integer as "all"
    from transfers t
   where t.shop_id = $1 and t.state = 'blocked'
     and not (t.asks <> '[]' and exists (
           select from tasks k
            where k.shop_id = t.shop_id and coalesce(k.connection_id, '') = t.connection_id and k.state = 'open'
              and ${needsTaskSql('t', 'k.kind', 'k.name')}))
   order by t.changed_at, t.id
   limit $2
)
select f.id, f.connection_id, f.subject_id, o.number, f.reason, f.detail, o.unread, f.changed_at, f."all"
  from first f
  join subjects o on o.shop_id = f.shop_id and o.id = f.subject_id and o.kind = f.subject_kind
 order by f.changed_at, f.id`;

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

/** Blocked documents; one that waits for the answer to an open task is none, since the task is what needs somebody. */
export async function blockedNeeds(database: Queryable, shopId: string, most: number): Promise<Needing<BlockedNeed>> {
  const { rows } = await database.query({ name: 'needs.blocked', text: blockedStatement, values: [shopId, most] });
  const read = rows.map((row) => blockedRow.parse(row));
  return {
    all: read[0]?.all ?? 0,
    first: read.map((row) => ({
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

/** An open task, with how many orders wait for it. */
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
with first as (
  select k.*, count(*) over ()::integer as "all"
    from tasks k
   where k.shop_id = $1 and k.state = 'open'
   order by k.created_at, k.id
   limit $2
), waiting as (
  select t.connection_id, asked ->> 'kind' as kind, asked ->> 'name' as name, count(distinct t.subject_id)::integer as orders
    from transfers t cross join jsonb_array_elements(t.asks) asked
   where t.shop_id = $1 and t.asks <> '[]' and t.state = 'blocked'
   group by 1, 2, 3
)
select k.id, k.transfer_id, k.connection_id, o.id as order_id, o.number, k.reason, k.form, k.created_at, k."all", waiting.orders
  from first k
  left join subjects o on o.shop_id = k.shop_id and o.id = k.subject_id and o.kind = k.subject_kind and o.kind = 'order'
  left join waiting on waiting.connection_id = k.connection_id and waiting.kind = k.kind and waiting.name = k.name
 order by k.created_at, k.id`;

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
  const read = rows.map((row) => taskRow.parse(row));
  return {
    all: read[0]?.all ?? 0,
    first: read.map((row) => ({
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
