import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import type { Reason, Result } from '@kontor/shared/problem';
import { inTransaction, type Queryable } from '../../database/database.ts';
import { disclosureOf } from '../../journal/exchanges.ts';
import { redactValue } from '../../journal/redaction.ts';
import type { System } from '../../systems/contract.ts';
import { reason } from '../../texts/reason.ts';
import { openPlan } from '../transfer/plans.ts';
import type { TransferId } from '../../ids.ts';
import { CannotOpen } from '../../shops/sealing.ts';

/**
 * Forgetting what an order says. It erases the order's content, and the plans that were made from it, as far as they
 * name anybody. Numbers, amounts and documents stay: the content's hash, by which the same content is known again, and
 * the transfers, by which nothing is booked twice. A newer revision brings content again. Its amendment is planned from
 * what the target says.
 */

export interface OrderId {
  shopId: string;
  orderId: string;
}

/** SQL: the orders whose ids are given as $1 and $2. */
const listedOrders = `unnest($1::text[], $2::text[]) as listed (shop_id, id)`;
const isListed = (subject: string): string =>
  `${subject}.shop_id = listed.shop_id and ${subject}.id = listed.id and ${subject}.kind = 'order'`;
const isOfListed = (row: string): string =>
  `${row}.shop_id = listed.shop_id and ${row}.subject_id = listed.id and ${row}.subject_kind = 'order'`;

/** SQL: a stored reason without what it quoted of the order; its sentences then say that this was erased. */
const withoutQuotes = (reason: string): string => `(${reason} - 'values' || '{"erased": true}')`;
const hasQuotes = (reason: string): string => `${reason} -> 'erased' is null`;

/**
 * SQL: whether anything is left of what the order said: its content or, if it cannot be read, words of it in the cause.
 */
const hasContent = (subject: string): string => `(
     ${subject}.snapshot is not null
     or (${subject}.unread is not null and ${hasQuotes(`${subject}.unread -> 'problem'`)})
   )`;

/** SQL: the orders among $1 and $2 that have content, and that nobody has anything left to do with. */
export const restingOrders = (extra = 'true'): string => `
select subject.shop_id as "shopId",
       subject.id as "orderId"
  from subjects subject
  join ${listedOrders} on ${isListed('subject')}
 where ${hasContent('subject')}
   and ${extra}
   and not exists (${openTransfer('subject')})`;

const isOpen = `(t.state not in ('done', 'closed') or t.intent_open or t.review_at is not null)`;

/** SQL: a transfer that may still need the order's content, since it has not ended or is about to be reviewed. */
export const openTransfer = (subject: string): string => `
select from transfers t
 where t.shop_id = ${subject}.shop_id
   and t.subject_id = ${subject}.id
   and t.subject_kind = ${subject}.kind
   and ${isOpen}`;

const holdStatement = (others: 'skip' | 'wait'): string => `
select subject.shop_id as "shopId",
       subject.id as "orderId"
  from subjects subject
  join ${listedOrders} on ${isListed('subject')}
 order by subject.shop_id, subject.id
   for no key update of subject ${others === 'skip' ? 'skip locked' : ''}`;

/**
 * Holds the orders' rows, which are the lanes of their transfers. `others`: what happens with rows that somebody else
 * holds.
 */
export async function holdOrders(
  client: pg.PoolClient,
  orders: readonly OrderId[],
  others: 'skip' | 'wait',
): Promise<OrderId[]> {
  const { rows } = await client.query<OrderId>(holdStatement(others), idsOf(orders));
  return rows;
}

export const idsOf = (orders: readonly OrderId[]): [string[], string[]] => [
  orders.map(({ shopId }) => shopId),
  orders.map(({ orderId }) => orderId),
];

const eraseContentStatement = `
with erased as (
  update subjects subject
     set snapshot = null,
         created_gmt = null,
         refund_ids = null,
         file_hashes = null,
         forgotten_at = case when subject.snapshot is null then subject.forgotten_at else now() end,
         unread = jsonb_set(subject.unread, '{problem}', ${withoutQuotes(`(subject.unread -> 'problem')`)})
    from ${listedOrders}
   where ${isListed('subject')}
  returning subject.shop_id,
            subject.kind,
            subject.id,
            subject.correlation_id
)
insert into journal (
  shop_id,
  subject_kind,
  subject_id,
  correlation_id,
  actor,
  code
)
select shop_id,
       kind,
       id,
       correlation_id,
       $3,
       'order.forgotten'
  from erased`;

/** Erases the files that only these orders name, and the addresses from which files were fetched. */
const eraseFilesStatement = `
with addresses as (
  delete from file_addresses fetched
   using ${listedOrders}
   where fetched.shop_id = listed.shop_id
     and fetched.order_id = listed.id
  returning fetched.shop_id,
            fetched.sha256
), named as (
  select subject.shop_id,
         unnest(subject.file_hashes) as sha256
    from subjects subject
    join ${listedOrders} on ${isListed('subject')}
   where subject.file_hashes is not null
  union
  select shop_id,
         sha256
    from addresses
   where sha256 is not null
)
delete from files file
 using named
 where file.shop_id = named.shop_id
   and file.sha256 = named.sha256
   and not exists (
         select from subjects other
          where other.shop_id = file.shop_id
            and other.file_hashes @> array[file.sha256]
            and not exists (select from ${listedOrders} where ${isListed('other')})
       )
   and not exists (
         select from file_addresses other
          where other.shop_id = file.shop_id
            and other.sha256 = file.sha256
            and not exists (
                  select from ${listedOrders} where other.shop_id = listed.shop_id and other.order_id = listed.id
                )
       )`;

const eraseTasksStatement = `
update tasks task
   set reason = ${withoutQuotes('task.reason')},
       form = null,
       note = null
  from ${listedOrders}
 where ${isOfListed('task')}
   and (task.state <> 'open' or task.transfer_id is null)`;

const plansStatement = `
select t.shop_id as "shopId",
       t.id,
       t.system,
       t.frozen,
       t.intent
  from transfers t
  join ${listedOrders} on ${isOfListed('t')}
 where t.frozen is not null
    or t.intent is not null`;

// By the order as well, since transfers have no index on their id alone.
const erasePlansStatement = `
update transfers t
   set frozen = null,
       intent = null
  from ${listedOrders}
 where ${isOfListed('t')}
   and t.id = any($3::bigint[])`;

/**
 * Erases the content of orders whose rows are held, and that are at rest. Returns how many plans were erased with it.
 */
export async function eraseOrders(
  client: pg.PoolClient,
  orders: readonly OrderId[],
  systemOf: (key: string) => System | null,
  by: string,
): Promise<number> {
  if (orders.length === 0) return 0;
  await client.query(eraseFilesStatement, idsOf(orders));
  await client.query(eraseContentStatement, [...idsOf(orders), by]);
  await client.query(eraseTasksStatement, idsOf(orders));
  const { rows } = await client.query<StoredPlan>(plansStatement, idsOf(orders));
  const naming: TransferId[] = [];
  for (const plan of rows) if (await namesSomebody(client, plan, systemOf(plan.system))) naming.push(plan.id);
  await client.query(erasePlansStatement, [...idsOf(orders), naming]);
  return naming.length;
}

interface StoredPlan {
  shopId: string;
  id: TransferId;
  system: string;
  frozen: string | null;
  intent: unknown;
}

/**
 * Whether a plan, or its last step, has a value that the system does not know to be harmless. The plan of a payment has
 * no such value, and goes on telling what was booked. A plan that cannot be opened may name anybody.
 */
async function namesSomebody(client: Queryable, plan: StoredPlan, system: System | null): Promise<boolean> {
  if (!system) return true;
  const read = plan.frozen === null ? null : await openPlan(client, plan, plan.frozen).catch(noneIfSealed);
  if (read === 'sealed') return true;
  const content = {
    plan: read?.plan ?? null,
    facts: read?.facts ?? null,
    input: (plan.intent as { input?: unknown } | null)?.input ?? null,
  };
  return !isDeepStrictEqual(redactValue(content, disclosureOf(system)), content);
}

function noneIfSealed(fault: unknown): 'sealed' {
  if (fault instanceof CannotOpen) return 'sealed';
  throw fault;
}

/** What was erased of one order. */
export interface Forgotten {
  plans: number;
  exchanges: number;
}

const openOfOrderStatement = `
select t.id,
       t.state,
       t.reason
  from transfers t
 where (t.shop_id, t.subject_id, t.subject_kind) = ($1, $2, 'order')
   and ${isOpen}
 order by t.id
 limit 1`;

const eraseExchangesStatement = `
delete from exchanges
 where shop_id = $1
   and transfer_id in (
         select id
           from transfers
          where shop_id = $1
            and subject_id = $2
            and subject_kind = 'order'
       )`;

/**
 * Erases one order's content at somebody's request, and what was sent and answered for it. It is refused while
 * something is left to do with the order (`order.open`). Null: there is no such order. An order that is forgotten
 * already stays so.
 */
export async function forgetOrder(
  pool: pg.Pool,
  order: OrderId,
  systemOf: (key: string) => System | null,
  by: string,
): Promise<Result<Forgotten, Reason> | null> {
  const { shopId, orderId } = order;
  return inTransaction(pool, async (client) => {
    const [held] = await holdOrders(client, [order], 'wait');
    if (!held) return null;
    const {
      rows: [open],
    } = await client.query<{ id: number; state: string; reason: string }>(openOfOrderStatement, [shopId, orderId]);
    if (open)
      return { ok: false, error: reason('order.open', { id: open.id, state: open.state, reason: open.reason }) };
    const resting = await client.query<OrderId>(restingOrders(), idsOf([order]));
    const plans = await eraseOrders(client, resting.rows, systemOf, by);
    const exchanges = await client.query(eraseExchangesStatement, [shopId, orderId]);
    return { ok: true, value: { plans, exchanges: exchanges.rowCount ?? 0 } };
  });
}
