import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import type { Reason, Result } from '@kontor/shared/problem';
import { inTransaction } from '../../database/database.ts';
import { disclosureOf } from '../../journal/exchanges.ts';
import { redactValue } from '../../journal/redaction.ts';
import type { System } from '../../systems/contract.ts';
import { frozen } from '../transfer/transfer.ts';
import { reason } from '../../texts/reason.ts';

/**
 * Forgetting what an order says. Erased are its content and the plans that were made from it, as far as they name anybody. What
 * stays tells no more than numbers, amounts and documents: the content's hash, by which the same content is known again, and the
 * transfers, by which nothing is booked twice. A newer revision brings content again; its amendment is planned from what the target says.
 */

export interface OrderId {
  shopId: string;
  orderId: string;
}

const asked = `unnest($1::text[], $2::text[]) as a (shop_id, id)`;
const isAsked = (order: string): string =>
  `${order}.shop_id = a.shop_id and ${order}.id = a.id and ${order}.kind = 'order'`;
const ofAsked = (transfer: string): string =>
  `${transfer}.shop_id = a.shop_id and ${transfer}.subject_id = a.id and ${transfer}.subject_kind = 'order'`;

/** SQL for a reason as it is kept: what it quoted of the order is erased, which its sentences then say. */
const withoutQuotes = (reason: string): string => `(${reason} - 'values' || '{"erased": true}')`;
const quotes = (reason: string): string => `${reason} -> 'erased' is null`;

/** Whether anything is left of what the order said: its content or, where it cannot be read, words of it in the cause. */
const hasContent = (order: string): string =>
  `(${order}.snapshot is not null or (${order}.unread is not null and ${quotes(`${order}.unread -> 'problem'`)}))`;

/** The orders among those whose ids are given as $1 and $2 that nobody has anything left to do with, nor is about to. */
export const restingOrders = (extra = 'true'): string => `
select o.shop_id as "shopId", o.id as "orderId" from subjects o join ${asked} on ${isAsked('o')}
 where ${hasContent('o')} and ${extra} and not exists (${openTransfer('o')})`;

const isOpen = `(t.state not in ('done', 'closed') or t.intent_open or t.review_at is not null)`;

/** A transfer that may still need the order's content: it has not come to rest, or is about to be looked at. */
export const openTransfer = (order: string): string => `
select from transfers t where t.shop_id = ${order}.shop_id and t.subject_id = ${order}.id and t.subject_kind = ${order}.kind and ${isOpen}`;

/** Holds the orders' rows, which are the lanes of their transfers; those that somebody else holds are left out. */
export async function holdOrders(
  client: pg.PoolClient,
  orders: readonly OrderId[],
  others: 'skip' | 'wait',
): Promise<OrderId[]> {
  const { rows } = await client.query<OrderId>(
    `select o.shop_id as "shopId", o.id as "orderId" from subjects o join ${asked} on ${isAsked('o')}
      order by o.shop_id, o.id for no key update of o ${others === 'skip' ? 'skip locked' : ''}`,
    idsOf(orders),
  );
  return rows;
}

export const idsOf = (orders: readonly OrderId[]): [string[], string[]] => [
  orders.map(({ shopId }) => shopId),
  orders.map(({ orderId }) => orderId),
];

/** Erases the content of orders whose rows are held and at rest. Returns how many plans were erased with it. */
export async function eraseOrders(
  client: pg.PoolClient,
  orders: readonly OrderId[],
  systemOf: (key: string) => System | null,
  by: string,
): Promise<number> {
  if (orders.length === 0) return 0;
  await client.query(
    `with erased as (
       update subjects o set snapshot = null, forgotten_at = case when o.snapshot is null then o.forgotten_at else now() end,
              unread = jsonb_set(o.unread, '{problem}', ${withoutQuotes(`(o.unread -> 'problem')`)}) from ${asked}
        where ${isAsked('o')} returning o.shop_id, o.kind, o.id, o.correlation_id
     )
     insert into journal (shop_id, subject_kind, subject_id, correlation_id, actor, code) select shop_id, kind, id, correlation_id, $3, 'order.forgotten' from erased`,
    [...idsOf(orders), by],
  );
  await client.query(
    `update tasks t set reason = ${withoutQuotes('t.reason')}, form = null from ${asked} where ${ofAsked('t')}
      and (t.state <> 'open' or t.transfer_id is null)`,
    idsOf(orders),
  );
  const { rows } = await client.query<Planned>(
    `select t.id, t.system, t.frozen, t.intent from transfers t join ${asked} on ${ofAsked('t')}
      where t.frozen is not null or t.intent is not null`,
    idsOf(orders),
  );
  const naming = rows.filter((row) => namesSomebody(row, systemOf(row.system)));
  // By the order as well: transfers have no index on their id alone.
  await client.query(
    `update transfers t set frozen = null, intent = null from ${asked} where ${ofAsked('t')} and t.id = any($3::bigint[])`,
    [...idsOf(orders), naming.map(({ id }) => id)],
  );
  return naming.length;
}

interface Planned {
  id: number;
  system: string;
  frozen: string | null;
  intent: unknown;
}

/** Whether a plan, or the last step of it, has a value that the system does not know to be harmless. That of a payment has none, and goes on telling what was booked. */
function namesSomebody({ frozen: text, intent }: Planned, system: System | null): boolean {
  if (!system) return true;
  const read = text === null ? null : frozen.parse(JSON.parse(text));
  const said = {
    plan: read?.plan ?? null,
    facts: read?.facts ?? null,
    input: (intent as { input?: unknown } | null)?.input ?? null,
  };
  return !isDeepStrictEqual(redactValue(said, disclosureOf(system)), said);
}

/** What was erased of one order. */
export interface Forgotten {
  plans: number;
  exchanges: number;
}

/**
 * Erases one order's content at somebody's request, and what was sent and answered for it. Refused while something is left to do
 * with it (`order.open`); null when there is no such order. One that is forgotten already stays so.
 */
export async function forgetOrder(
  pool: pg.Pool,
  order: OrderId,
  systemOf: (key: string) => System | null,
  by: string,
): Promise<Result<Forgotten, Reason> | null> {
  return inTransaction(pool, async (client) => {
    const [held] = await holdOrders(client, [order], 'wait');
    if (!held) return null;
    const open = await client.query<{ id: number; state: string; reason: string }>(
      `select t.id, t.state, t.reason from transfers t where (t.shop_id, t.subject_id, t.subject_kind) = ($1, $2, 'order') and ${isOpen} order by t.id limit 1`,
      [order.shopId, order.orderId],
    );
    const [first] = open.rows;
    if (first) {
      return {
        ok: false,
        error: reason('order.open', { id: first.id, state: first.state, reason: first.reason }),
      };
    }
    const resting = await client.query<OrderId>(restingOrders(), idsOf([order]));
    const plans = await eraseOrders(client, resting.rows, systemOf, by);
    const exchanges = await client.query(
      `delete from exchanges where shop_id = $1 and transfer_id in (select id from transfers where shop_id = $1 and subject_id = $2 and subject_kind = 'order')`,
      [order.shopId, order.orderId],
    );
    return { ok: true, value: { plans, exchanges: exchanges.rowCount ?? 0 } };
  });
}
