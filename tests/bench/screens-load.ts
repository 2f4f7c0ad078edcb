import type { BenchShop } from './shop.ts';
import { loadOrders, settleTables } from './load.ts';

/** A connection besides the shop's first one, to another company. */
const secondConnection = 'second';

/**
 * How the documents of the shop's orders stand, by the last three digits of the order's number: nearly all are made, some are left
 * out, a few wait, and some wait for a person.
 */
const standing = `
  case when g.id % 1000 < 12 then 'blocked'
       when g.id % 1000 < 24 then 'waiting'
       when g.id % 1000 < 26 then 'in_doubt'
       when g.id % 1000 < 27 then 'sending'
       when g.id % 1000 < 32 then 'handed_over'
       when g.id % 1000 < 90 then 'closed'
       else 'done' end`;

const reasons = `
  case s.state
    when 'blocked' then (array['gap.rate_unmapped', 'gap.customer_unclear', 'refused.invalid', 'doubt.ask'])[s.id % 4 + 1]
    when 'waiting' then (array['wanted.status', 'retry.stopped', 'behind.lane'])[s.id % 3 + 1]
    when 'in_doubt' then 'doubt.asked_once'
    when 'sending' then 'claimed.order'
    when 'handed_over' then 'offered'
    when 'closed' then (array['rule.status', 'rule.before_active', 'rule.zero_total', 'elsewhere', 'cancelled.by_person'])[s.id % 5 + 1]
    else 'sent' end`;

const detail = `'{"cause": "Something is not set for line 7 of the order.", "remedy": "Set it in the settings of the connection."}'::jsonb`;

/** As many documents, tasks and lines of the journal as a shop of so many orders has after a year, two connections among them. */
export async function loadScreens(shop: BenchShop, orders: number): Promise<void> {
  const { pool } = shop.database;
  const { shop: shopId } = shop.sender;
  await loadOrders(shop, 1, orders);
  await pool.query(
    `update subjects set received_at = now() - (interval '365 days' * ($2 - id::integer) / $2), total = 1000 + (id::integer * 7919) % 500000
      where shop_id = $1`,
    [shopId, orders],
  );
  await pool.query(
    `insert into connections (shop_id, id, system, account, account_name, longest_key, rules, settings, credentials)
     select shop_id, $2, system, 'account-2', account_name, longest_key, rules, settings, credentials from connections where shop_id = $1`,
    [shopId, secondConnection],
  );
  await loadDocuments(shop, { orders, connection: shop.connection.id, account: 'account-1', kind: 'order', every: 1 });
  await loadDocuments(shop, {
    orders,
    connection: shop.connection.id,
    account: 'account-1',
    kind: 'payment',
    every: 3,
  });
  await loadDocuments(shop, { orders, connection: secondConnection, account: 'account-2', kind: 'order', every: 5 });
  await pool.query(
    `insert into tasks (shop_id, kind, state, name, connection_id, subject_kind, subject_id, transfer_id, reason, form, created_at)
     select t.shop_id, 'question', case when t.id % 2 = 0 then 'open' else 'done' end, 'customer ' || t.id, t.connection_id, 'order', t.subject_id, t.id,
            '{"code": "gap.customer_unclear", "cause": "Two customers have this name.", "remedy": "Decide which it is."}', '{"options": [{"value": "new", "label": "A new one"}]}', t.changed_at
       from transfers t where t.shop_id = $1 and t.reason = 'gap.customer_unclear'`,
    [shopId],
  );
  // Every tenth question is the same one.
  await pool.query(
    `update transfers set asks = jsonb_build_array(jsonb_build_object('kind', 'question', 'name', 'customer ' || (id - id % 10)))
      where shop_id = $1 and reason = 'gap.customer_unclear'`,
    [shopId],
  );
  await loadJournal(shop);
  await settleTables(shop);
}

async function loadDocuments(
  { database, sender }: BenchShop,
  given: { orders: number; connection: string; account: string; kind: string; every: number },
): Promise<void> {
  await database.pool.query(
    `insert into transfers (shop_id, connection_id, system, account, subject_kind, subject_id, kind, reference, about_kind, about_reference, document_key,
                            state, reason, detail, intent, results, document_id, document_number, document_at, currency, total, target_total, vat,
                            correlation_id, created_at, changed_at)
     select $1, $2, 'poweroffice', $3, 'order', s.id::text, $4, '', 'order', '', $1 || '-' || s.id || '-' || $4,
            s.state, ${reasons}, case when s.state = 'blocked' then ${detail} else '{}' end,
            case when s.state = 'done' then '{"key": "order", "kind": "poweroffice.sales_order.create", "does": "document", "input": {}}'::jsonb end,
            case when s.state = 'done' then '{"order": {"id": "d"}}'::jsonb else '{}' end,
            case when s.state = 'done' then 'd-' || s.id end, case when s.state = 'done' then s.id::text end, case when s.state = 'done' then s.at end,
            'NOK', 211300, case when s.state = 'done' then 211300 end, '[]', gen_random_uuid()::text, s.at, s.at
       from (select g.id, ${standing} as state, now() - (interval '365 days' * ($5 - g.id) / $5) as at
               from generate_series(1, $5::integer, $6::integer) as g (id)) s`,
    [sender.shop, given.connection, given.account, given.kind, given.orders, given.every],
  );
}

/** Six lines for each document, and a few that people wrote. */
async function loadJournal({ database, sender }: BenchShop): Promise<void> {
  await database.pool.query(
    `insert into journal (at, shop_id, connection_id, subject_kind, subject_id, transfer_id, correlation_id, actor, code, detail)
     select t.changed_at, t.shop_id, t.connection_id, t.subject_kind, t.subject_id, t.id, t.correlation_id,
            case when l.code = 'order.received' then 'intake' when l.code = 'retry.asked' then 'operator:berit' else 'worker' end,
            coalesce(l.code, t.reason), '{"state": "sending"}'
       from transfers t
       cross join lateral (select * from (values (1, 'order.received'), (2, 'claimed.order'), (3, 'step.begun'), (4, 'step.begun'), (5, null),
                                                 (6, case when t.id % 500 = 0 then 'retry.asked' else 'office.invoiced' end)) as lines (place, code)) l
      where t.shop_id = $1
      order by t.changed_at, t.id, l.place`,
    [sender.shop],
  );
}
