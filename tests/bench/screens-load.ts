import type { BenchShop } from './shop.ts';
import { loadOrders, settleTables } from './load.ts';

/** The shop's second connection, to another company. */
const secondConnection = 'second';

/**
 * The state of an order's documents, by the last three digits of its number: most are done, and some are in every other
 * state.
 */
const stateColumn = `
  case when orders.id % 1000 < 12 then 'blocked'
       when orders.id % 1000 < 24 then 'waiting'
       when orders.id % 1000 < 26 then 'in_doubt'
       when orders.id % 1000 < 27 then 'sending'
       when orders.id % 1000 < 32 then 'handed_over'
       when orders.id % 1000 < 90 then 'closed'
       else 'done' end`;

const reasonColumn = `
  case documents.state
    when 'blocked' then
      (array['gap.rate_unmapped', 'gap.customer_unclear', 'refused.invalid', 'doubt.ask'])[documents.id % 4 + 1]
    when 'waiting' then (array['wanted.status', 'retry.stopped', 'behind.lane'])[documents.id % 3 + 1]
    when 'in_doubt' then 'doubt.asked_once'
    when 'sending' then 'claimed.order'
    when 'handed_over' then 'offered'
    when 'closed' then
      (array['rule.status', 'rule.before_active', 'rule.zero_total', 'elsewhere', 'cancelled.by_person'])
        [documents.id % 5 + 1]
    else 'sent' end`;

const blockedDetail = `
  jsonb_build_object(
    'cause', 'Something is not set for line 7 of the order.',
    'remedy', 'Set it in the settings of the connection.'
  )`;

/** The orders arrived evenly over a year and have different totals. */
const spreadOrders = `
update subjects
set received_at = now() - (interval '365 days' * ($2 - id::integer) / $2),
    total = 1000 + (id::integer * 7919) % 500000
where shop_id = $1`;

const addConnection = `
insert into connections (shop_id, id, system, account, account_name, longest_key, rules, settings, credentials)
select shop_id,
       $2,
       system,
       'account-2',
       account_name,
       longest_key,
       rules,
       settings,
       credentials
from connections
where shop_id = $1`;

const insertTasks = `
insert into tasks (
  shop_id, kind, state, name, connection_id, subject_kind, subject_id, transfer_id, reason, form, created_at
)
select transfers.shop_id,
       'question',
       case when transfers.id % 2 = 0 then 'open' else 'done' end,
       'customer ' || transfers.id,
       transfers.connection_id,
       'order',
       transfers.subject_id,
       transfers.id,
       jsonb_build_object(
         'code', 'gap.customer_unclear',
         'cause', 'Two customers have this name.',
         'remedy', 'Decide which it is.'
       ),
       '{"options": [{"value": "new", "label": "A new one"}]}',
       transfers.changed_at
from transfers
where transfers.shop_id = $1
  and transfers.reason = 'gap.customer_unclear'`;

/** Ten transfers after each other ask the same question. */
const shareQuestions = `
update transfers
set asks = jsonb_build_array(jsonb_build_object('kind', 'question', 'name', 'customer ' || (id - id % 10)))
where shop_id = $1
  and reason = 'gap.customer_unclear'`;

const insertDocuments = `
insert into transfers (
  shop_id, connection_id, system, account, subject_kind, subject_id,
  kind, reference, about_kind, about_reference, document_key,
  state, reason, detail, intent, results,
  document_id, document_number, document_at,
  currency, total, target_total, vat,
  correlation_id, created_at, changed_at
)
select $1,
       $2,
       'poweroffice',
       $3,
       'order',
       documents.id::text,
       $4,
       '',
       'order',
       '',
       $1 || '-' || documents.id || '-' || $4,
       documents.state,
       ${reasonColumn},
       case when documents.state = 'blocked' then ${blockedDetail} else '{}' end,
       case when documents.state = 'done' then
         '{"key": "order", "kind": "poweroffice.sales_order.create", "does": "document", "input": {}}'::jsonb
       end,
       case when documents.state = 'done' then '{"order": {"id": "d"}}'::jsonb else '{}' end,
       case when documents.state = 'done' then 'd-' || documents.id end,
       case when documents.state = 'done' then documents.id::text end,
       case when documents.state = 'done' then documents.at end,
       'NOK',
       211300,
       case when documents.state = 'done' then 211300 end,
       '[]',
       gen_random_uuid()::text,
       documents.at,
       documents.at
from (
  select orders.id,
         ${stateColumn} as state,
         now() - (interval '365 days' * ($5 - orders.id) / $5) as at
  from generate_series(1, $5::integer, $6::integer) as orders (id)
) documents`;

/** Six journal entries for each document; a person wrote the last of some. */
const insertJournal = `
insert into journal (
  at, shop_id, connection_id, subject_kind, subject_id, transfer_id, correlation_id, actor, code, detail
)
select transfers.changed_at,
       transfers.shop_id,
       transfers.connection_id,
       transfers.subject_kind,
       transfers.subject_id,
       transfers.id,
       transfers.correlation_id,
       case when entry.code = 'order.received' then 'intake'
            when entry.code = 'retry.asked' then 'operator:berit'
            else 'worker' end,
       coalesce(entry.code, transfers.reason),
       '{"state": "sending"}'
from transfers
cross join lateral (
  values (1, 'order.received'),
         (2, 'claimed.order'),
         (3, 'step.begun'),
         (4, 'step.begun'),
         (5, null),
         (6, case when transfers.id % 500 = 0 then 'retry.asked' else 'office.invoiced' end)
) as entry (place, code)
where transfers.shop_id = $1
order by transfers.changed_at, transfers.id, entry.place`;

/**
 * Loads as many documents, tasks and journal entries as a shop with so many orders and two connections has after a
 * year.
 */
export async function loadScreens(shop: BenchShop, orders: number): Promise<void> {
  const { pool } = shop.database;
  const { shop: shopId } = shop.sender;
  await loadOrders(shop, 1, orders);
  const { id: firstConnection } = shop.connection;
  await pool.query(spreadOrders, [shopId, orders]);
  await pool.query(addConnection, [shopId, secondConnection]);
  await loadDocuments(shop, { orders, connection: firstConnection, account: 'account-1', kind: 'order', every: 1 });
  await loadDocuments(shop, { orders, connection: firstConnection, account: 'account-1', kind: 'payment', every: 3 });
  await loadDocuments(shop, { orders, connection: secondConnection, account: 'account-2', kind: 'order', every: 5 });
  await pool.query(insertTasks, [shopId]);
  await pool.query(shareQuestions, [shopId]);
  await pool.query(insertJournal, [shopId]);
  await settleTables(shop);
}

/** Which documents are loaded: one of this kind for each `every`th order, at this connection. */
interface LoadedDocuments {
  orders: number;
  connection: string;
  account: string;
  kind: string;
  every: number;
}

async function loadDocuments(
  { database, sender }: BenchShop,
  { orders, connection, account, kind, every }: LoadedDocuments,
): Promise<void> {
  await database.pool.query(insertDocuments, [sender.shop, connection, account, kind, orders, every]);
}
