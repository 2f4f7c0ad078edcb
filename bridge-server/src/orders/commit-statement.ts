import { contentKeySql } from '../database/contents.ts';
import { newTransferColumns } from '../mirror/transfer/rows.ts';
import { endOrderTasksSql, openOrderTasksSql } from '../desk/order-tasks.ts';
import { restoreBefore } from '../mirror/transfer/restored.ts';

/** A content that this process cannot open is replaced, even by the same content. */
const isLost = `($10::text[] <> '{}' and coalesce(${contentKeySql('stored.snapshot')} = any($10), false))`;
const isSameContent = `(excluded.content_hash = stored.content_hash and not ${isLost})`;
/** The bridge has read the order by itself: such an event has no generation, and leaves the stored one as it is. */
const isFetched = 'excluded.generation = 0';
const generation = 'greatest(excluded.generation, stored.generation)';

/**
 * Whether the event is newer than what is stored. The shop's generation decides where there is one. What the bridge read by itself
 * counts if it was changed later in the shop, or was read later and is no older: a cache in front of the shop may answer with an
 * old order. An order that is gone has no time of change, so the time of reading decides alone.
 */
const isNewer = `
      case
        when not ${isFetched} then
          (excluded.generation, excluded.modified_gmt) > (stored.generation, stored.modified_gmt)
        when excluded.tombstone or stored.tombstone then
          excluded.read_at > stored.read_at
        else
          (excluded.modified_gmt, excluded.read_at) > (stored.modified_gmt, stored.read_at)
      end`;

/**
 * Everything that a shop's requests change, in one statement and so in one commit: proofs, orders, transfers, tasks and
 * the journal. The statement needs no read before it: the routing comes from memory, and the version check tells when
 * that routing is out of date.
 *
 * Values: $1 shop; $2 the settings version of the routing; $3 and $4 ids and expiries of the proofs; $5 and $6 the
 * events and their number; $7 and $8 the routes and their number; $9 the ids of the orders; $10 the content keys that
 * this process cannot open.
 */
export const commitStatement = `
with events as materialized (
  select *
    from json_to_recordset($5) as event (
      id text,
      source text,
      number text,
      status text,
      currency text,
      total bigint,
      generation bigint,
      read_at timestamptz,
      modified_gmt timestamp,
      tombstone boolean,
      snapshot text,
      created_gmt text,
      refund_ids text[],
      file_hashes text[],
      held json,
      unread jsonb,
      task jsonb,
      content_hash text,
      correlation_id text,
      proof text
    )
   limit $6::integer
), routes as materialized (
  select *
    from rows from (
      json_to_recordset($7) as (
        subject_id text,
        connection_id text,
        system text,
        account text,
        kind text,
        reference text,
        about_kind text,
        about_reference text,
        document_key text,
        state text,
        reason text,
        total bigint
      )
    ) with ordinality as route (
      subject_id,
      connection_id,
      system,
      account,
      kind,
      reference,
      about_kind,
      about_reference,
      document_key,
      state,
      reason,
      total,
      position
    )
   limit $8::integer
), shop as (
  select settings_version = $2::integer as is_current
    from shops
   where id = $1 and archived_at is null
     for key share
), new_proofs as (
  insert into proofs (issuer, id, expires_at)
  select $1, proof.id, proof.expires_at
    from unnest($3::text[], $4::timestamptz[]) as proof (id, expires_at), shop
   where is_current
  on conflict do nothing
  returning id
), written as (
  insert into subjects as stored (
    shop_id,
    kind,
    id,
    source,
    number,
    status,
    currency,
    total,
    generation,
    content_generation,
    read_at,
    modified_gmt,
    revision,
    tombstone,
    snapshot,
    created_gmt,
    refund_ids,
    file_hashes,
    unread,
    unread_generation,
    content_hash,
    settings_version,
    correlation_id
  )
  select $1,
         'order',
         event.id,
         event.source,
         event.number,
         event.status,
         event.currency,
         event.total,
         event.generation,
         event.generation,
         coalesce(event.read_at, now()),
         event.modified_gmt,
         1,
         event.tombstone,
         event.snapshot,
         event.created_gmt,
         event.refund_ids,
         event.file_hashes,
         event.unread,
         case when event.unread is not null then event.generation end,
         event.content_hash,
         $2,
         event.correlation_id
    from events event, shop
   where is_current
     and (event.proof is null or event.proof in (select id from new_proofs))
   -- Every process locks the orders of a shop in this order, so that no two of them wait for each other.
   order by event.id
  on conflict (shop_id, id, kind) do update set
    -- A value that the event does not have stays as it was: a tombstone has no values, an unreadable order no amount.
    number = coalesce(nullif(excluded.number, ''), stored.number),
    status = case
      when excluded.tombstone then stored.status
      else coalesce(nullif(excluded.status, ''), stored.status)
    end,
    currency = case when excluded.snapshot is null then stored.currency else excluded.currency end,
    total = case when excluded.snapshot is null then stored.total else excluded.total end,
    -- If the content was erased, the same content sent again does not bring it back.
    snapshot = case when ${isSameContent} then stored.snapshot else coalesce(excluded.snapshot, stored.snapshot) end,
    created_gmt = case
      when ${isSameContent} then stored.created_gmt
      else coalesce(excluded.created_gmt, stored.created_gmt)
    end,
    refund_ids = case when ${isSameContent} then stored.refund_ids else coalesce(excluded.refund_ids, stored.refund_ids) end,
    file_hashes = case
      when ${isSameContent} or excluded.snapshot is null then stored.file_hashes
      else excluded.file_hashes
    end,
    forgotten_at = case when ${isSameContent} or excluded.snapshot is null then stored.forgotten_at end,
    tombstone = excluded.tombstone,
    unread = case when ${isSameContent} then stored.unread else excluded.unread end,
    unread_generation = case
      when not (${isSameContent}) and stored.unread is distinct from excluded.unread then ${generation}
      else stored.unread_generation
    end,
    generation = ${generation},
    read_at = excluded.read_at,
    modified_gmt = excluded.modified_gmt,
    content_generation = case when ${isSameContent} then stored.content_generation else ${generation} end,
    revision = stored.revision + (not (${isSameContent}))::integer,
    content_hash = excluded.content_hash,
    -- An unreadable order is not routed, so it keeps the version that routed it last.
    settings_version = case
      when ${isSameContent} or excluded.unread is not null then stored.settings_version
      else excluded.settings_version
    end,
    correlation_id = case when ${isSameContent} then stored.correlation_id else excluded.correlation_id end,
    received_at = case when ${isSameContent} then stored.received_at else now() end
    where ${isNewer}
  returning
    id,
    revision,
    currency,
    correlation_id,
    content_generation = generation and correlation_id in (select correlation_id from events) as is_changed,
    unread,
    coalesce(unread_generation = generation, false) as is_unread_changed,
    -- Orders that shops send again after a restore come after new orders.
    exists (${restoreBefore('stored.created_gmt')})::integer as priority
), routed as (
  insert into transfers (${newTransferColumns}, priority)
  select $1,
         route.connection_id,
         route.system,
         route.account,
         'order',
         route.subject_id,
         route.kind,
         route.reference,
         route.about_kind,
         route.about_reference,
         route.document_key,
         route.state,
         route.reason,
         written.currency,
         route.total,
         written.correlation_id,
         written.priority
    from routes route
    join written on written.id = route.subject_id and written.is_changed
   -- The order comes before its refunds: transfers of an order are sent in the order of their ids.
   order by route.position
  on conflict (shop_id, subject_id, subject_kind, system, account, kind, reference) do update set
    review_at = now(),
    priority = excluded.priority,
    -- The shop is told of the document again when its order became readable or unreadable.
    changed_at = case
      when excluded.subject_id in (select id from written where is_changed and is_unread_changed) then now()
      else transfers.changed_at
    end
), reviewed as (
  update transfers transfer
     set review_at = now(),
         changed_at = case when written.is_unread_changed then now() else transfer.changed_at end
    from written
   where written.is_changed
     and transfer.shop_id = $1
     and transfer.subject_id = written.id
     and transfer.subject_kind = 'order'
     -- Repeats the line above for the planner: PostgreSQL then looks these orders up, however few rows it expects.
     and transfer.subject_id = any($9::text[])
     -- One statement must not write a row twice, so the rows of the step above are left out.
     and (transfer.connection_id, transfer.subject_id, transfer.kind, transfer.reference) not in (
       select connection_id, subject_id, kind, reference from routes
     )
), held as (
  -- What the orders hold of the stock, for a shop whose offices tell of their articles. An unreadable order has no
  -- list, and holds what it held.
  select event.id as order_id, line.sku, line.quantity
    from written
    join events event using (id)
   cross join lateral json_to_recordset(event.held) as line (sku text, quantity numeric)
   where written.is_changed
     and exists (select from collectors where shop_id = $1 and what = 'articles')
), held_stored as (
  insert into held_stock as known (shop_id, sku, order_id, quantity)
  select $1, sku, order_id, quantity
    from held
  on conflict (shop_id, sku, order_id) do update set quantity = excluded.quantity
   where known.quantity <> excluded.quantity
), held_released as (
  delete from held_stock known
   using written
    join events event using (id)
   where known.shop_id = $1
     and known.order_id = written.id
     -- Repeats the line above for the planner.
     and known.order_id = any($9::text[])
     and written.is_changed
     and event.held is not null
     and (known.sku, known.order_id) not in (select sku, order_id from held)
), readable_again as (
  select id, correlation_id
    from written
   where is_changed and is_unread_changed and unread is null
), not_readable as (
  select written.id, written.correlation_id, event.task
    from written
    join events event using (id)
   where written.is_changed and written.is_unread_changed and written.unread is not null
),
${openOrderTasksSql({ shopId: '$1', orders: 'not_readable' })},
${endOrderTasksSql({ shopId: '$1', orders: 'readable_again', ids: '$9::text[]' })},
noted as (
  insert into journal (shop_id, subject_kind, subject_id, correlation_id, actor, code, detail)
  select $1,
         'order',
         id,
         correlation_id,
         'intake',
         case when unread is null then 'order.received' else 'order.not_read' end,
         jsonb_strip_nulls(jsonb_build_object('revision', revision, 'code', unread #> '{problem,code}'))
    from written
   where is_changed
)
select coalesce((select not is_current from shop), true) as stale_routing,
       (select coalesce(jsonb_agg(id), '[]') from new_proofs) as proofs,
       (select coalesce(jsonb_agg(jsonb_build_array(id, revision)), '[]') from written where is_changed) as revisions`;
