/**
 * The task of an order that cannot be read: somebody mends it in the shop. It ends by itself with the next content that can be
 * read, or when the order is gone. SQL for the statement that stores the content, since both are true from one moment on.
 */

/** Tells the task from others of its kind, by the order's id. */
const nameOf = (id: string): string => `'unreadable order ' || ${id}`;

/** `orders`: rows of (id, correlation_id, task), `task` being code, cause and remedy. */
export const openOrderTasksSql = ({ shopId, orders }: { shopId: string; orders: string }): string => `
order_tasks_opened as (
  insert into tasks (shop_id, kind, state, name, subject_kind, subject_id, reason)
  select ${shopId}, 'by_hand', 'open', ${nameOf('id')}, 'order', id, task from ${orders}
   order by id
  on conflict (shop_id, coalesce(connection_id, ''), kind, name) where state = 'open'
  do update set reason = excluded.reason, changed_at = now()
  returning subject_id, kind, name, xmax = 0 as is_new
), order_tasks_opened_noted as (
  insert into journal (shop_id, subject_kind, subject_id, correlation_id, actor, code, detail)
  select ${shopId}, 'order', o.id, o.correlation_id, 'intake', 'task.opened', jsonb_build_object('kind', t.kind, 'name', t.name)
    from order_tasks_opened t join ${orders} o on o.id = t.subject_id
   where t.is_new
)`;

/** `orders`: rows of (id, correlation_id). `ids`: of these orders and perhaps others, for the index. */
export const endOrderTasksSql = ({ shopId, orders, ids }: { shopId: string; orders: string; ids: string }): string => `
order_tasks_ended as (
  update tasks t set state = 'withdrawn', decided_by = 'intake', changed_at = now()
    from ${orders} o
   where t.shop_id = ${shopId} and coalesce(t.connection_id, '') = '' and t.kind = 'by_hand' and t.state = 'open'
     and t.name = ${nameOf('o.id')}
     and t.name in (select ${nameOf('id')} from unnest(${ids}) as its (id))
  returning t.subject_id, t.kind, t.name
), order_tasks_ended_noted as (
  insert into journal (shop_id, subject_kind, subject_id, correlation_id, actor, code, detail)
  select ${shopId}, 'order', o.id, o.correlation_id, 'intake', 'task.withdrawn', jsonb_build_object('kind', t.kind, 'name', t.name)
    from order_tasks_ended t join ${orders} o on o.id = t.subject_id
)`;
