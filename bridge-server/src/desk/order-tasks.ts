/**
 * The task of an order that cannot be read: somebody must mend the order in the shop. The task ends by itself with the
 * next content that can be read, or when the order is gone. These parts of SQL stand in the statement that stores the
 * content, so that order and task change at one moment.
 */

/** SQL: the task's name, which tells it from other tasks of its kind. */
const nameOf = (orderId: string): string => `'unreadable order ' || ${orderId}`;

/** `orders`: rows of (id, correlation_id, task), `task` being code, cause and remedy. */
export const openOrderTasksSql = ({ shopId, orders }: { shopId: string; orders: string }): string => `
order_tasks_opened as (
  insert into tasks (
    shop_id,
    kind,
    state,
    name,
    subject_kind,
    subject_id,
    reason
  )
  select ${shopId},
         'by_hand',
         'open',
         ${nameOf('id')},
         'order',
         id,
         task
    from ${orders}
   order by id
  on conflict (shop_id, coalesce(connection_id, ''), kind, name) where state = 'open' do update
     set reason = excluded.reason,
         changed_at = now()
  returning subject_id,
            kind,
            name,
            xmax = 0 as is_new
), order_tasks_opened_noted as (
  insert into journal (
    shop_id,
    subject_kind,
    subject_id,
    correlation_id,
    actor,
    code,
    detail
  )
  select ${shopId},
         'order',
         unreadable.id,
         unreadable.correlation_id,
         'intake',
         'task.opened',
         jsonb_build_object('kind', task.kind, 'name', task.name)
    from order_tasks_opened task
    join ${orders} unreadable on unreadable.id = task.subject_id
   where task.is_new
)`;

/**
 * `orders`: rows of (id, correlation_id). `ids`: the ids of these orders and perhaps of others, so that an index
 * serves.
 */
export const endOrderTasksSql = ({ shopId, orders, ids }: { shopId: string; orders: string; ids: string }): string => `
order_tasks_ended as (
  update tasks task
     set state = 'withdrawn',
         decided_by = 'intake',
         changed_at = now()
    from ${orders} readable
   where task.shop_id = ${shopId}
     and coalesce(task.connection_id, '') = ''
     and task.kind = 'by_hand'
     and task.state = 'open'
     and task.name = ${nameOf('readable.id')}
     and task.name in (select ${nameOf('id')} from unnest(${ids}) as its (id))
  returning task.subject_id,
            task.kind,
            task.name
), order_tasks_ended_noted as (
  insert into journal (
    shop_id,
    subject_kind,
    subject_id,
    correlation_id,
    actor,
    code,
    detail
  )
  select ${shopId},
         'order',
         readable.id,
         readable.correlation_id,
         'intake',
         'task.withdrawn',
         jsonb_build_object('kind', task.kind, 'name', task.name)
    from order_tasks_ended task
    join ${orders} readable on readable.id = task.subject_id
)`;
