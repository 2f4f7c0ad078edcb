import { shopItself } from '@kontor/shared/order';
import type { Queryable } from '../database/database.ts';
import { endOrderTasksSql, openOrderTasksSql } from '../desk/order-tasks.ts';
import { restoreBefore } from '../mirror/transfer/restored.ts';
import { routesOf } from '../mirror/transfer/routes.ts';
import type { Routing } from '../shops/directory.ts';
import type { OrderContent, EventToStore } from './event.ts';

/** What one request of a shop brings. */
export interface Submission {
  /** Null when the proof was stored already in the same transaction. */
  proof: { id: string; expiresAt: Date } | null;
  correlationId: string;
  events: readonly EventToStore[];
}

export interface CommitRequest {
  shopId: string;
  routing: Routing;
  /** At most one event for each order, over all of them. */
  submissions: readonly Submission[];
}

export interface Committed {
  /** The routing was out of date; nothing was written. */
  staleRouting: boolean;
  /** The proofs that had been used before; of what came with them nothing was written. */
  replayed: ReadonlySet<string>;
  /** The orders whose content is new, with their revision; the rest was known already or older. */
  revisions: ReadonlyMap<string, number>;
}

// Everything that requests change, in one statement and so in one commit: the proofs' ids, the orders, their transfers, the
// journal. It reads nothing first: the routing comes from memory, and the version check catches what is out of date.
const statement = `
with given as materialized (
  select * from json_to_recordset($5) as i (
    id text, source text, number text, status text, currency text, total bigint, generation bigint, modified_gmt timestamp, tombstone boolean, snapshot text,
    unread jsonb, task jsonb, content_hash text, correlation_id text, proof text)
   limit $6::integer
), wanted as materialized (
  select * from rows from (json_to_recordset($7) as (
    subject_id text, connection_id text, system text, account text, kind text, reference text, about_kind text, about_reference text,
    document_key text, state text, reason text, total bigint))
    with ordinality as w (subject_id, connection_id, system, account, kind, reference, about_kind, about_reference, document_key, state, reason, total, position)
   limit $8::integer
), shop as (
  select settings_version = $2::integer as current from shops where id = $1 and archived_at is null for key share
), proof as (
  insert into proofs (issuer, id, expires_at)
  select $1, p.id, p.expires_at from unnest($3::text[], $4::timestamptz[]) as p (id, expires_at), shop where current
  on conflict do nothing returning id
), written as (
  insert into subjects as o (shop_id, kind, id, source, number, status, currency, total, generation, content_generation, modified_gmt,
                           revision, tombstone, snapshot, unread, unread_generation, content_hash, settings_version, correlation_id)
  select $1, 'order', i.id, i.source, i.number, i.status, i.currency, i.total, i.generation, i.generation, i.modified_gmt,
         1, i.tombstone, i.snapshot, i.unread, case when i.unread is not null then i.generation end, i.content_hash, $2, i.correlation_id
    from given i, shop
   where current and (i.proof is null or i.proof in (select id from proof))
   -- Two processes lock the rows of a shop in the same order.
   order by i.id
  on conflict (shop_id, id, kind) do update set
    -- What a content does not tell stays as it was told last: a tombstone nothing at all, one that cannot be read no amount.
    number = coalesce(nullif(excluded.number, ''), o.number),
    status = case when excluded.tombstone then o.status else coalesce(nullif(excluded.status, ''), o.status) end,
    currency = case when excluded.snapshot is null then o.currency else excluded.currency end,
    total = case when excluded.snapshot is null then o.total else excluded.total end,
    -- Content that was forgotten does not come back with a repetition of it.
    snapshot = case when excluded.content_hash = o.content_hash then o.snapshot else coalesce(excluded.snapshot, o.snapshot) end,
    forgotten_at = case when excluded.content_hash = o.content_hash or excluded.snapshot is null then o.forgotten_at end,
    tombstone = excluded.tombstone,
    unread = case when excluded.content_hash = o.content_hash then o.unread else excluded.unread end,
    unread_generation = case when excluded.content_hash <> o.content_hash and o.unread is distinct from excluded.unread then excluded.generation else o.unread_generation end,
    generation = excluded.generation,
    modified_gmt = excluded.modified_gmt,
    content_generation = case when excluded.content_hash = o.content_hash then o.content_generation else excluded.generation end,
    revision = o.revision + (excluded.content_hash <> o.content_hash)::integer,
    content_hash = excluded.content_hash,
    -- Nothing is routed from what cannot be read.
    settings_version = case when excluded.content_hash = o.content_hash or excluded.unread is not null then o.settings_version else excluded.settings_version end,
    correlation_id = case when excluded.content_hash = o.content_hash then o.correlation_id else excluded.correlation_id end,
    received_at = case when excluded.content_hash = o.content_hash then o.received_at else now() end
    where (excluded.generation, excluded.modified_gmt) > (o.generation, o.modified_gmt)
  returning id, revision, currency, correlation_id, content_generation = generation and correlation_id in (select correlation_id from given) as changed,
    unread, coalesce(unread_generation = generation, false) as reads_otherwise,
    -- What a restore makes the shops send again goes behind what is new.
    exists (${restoreBefore('o.snapshot')})::integer as priority
), made as (
  insert into transfers (shop_id, connection_id, system, account, subject_kind, subject_id, kind, reference, about_kind, about_reference, document_key,
                         state, reason, currency, total, correlation_id, priority)
  select $1, w.connection_id, w.system, w.account, 'order', w.subject_id, w.kind, w.reference, w.about_kind, w.about_reference, w.document_key, w.state, w.reason, o.currency, w.total, o.correlation_id, o.priority
    from wanted w join written o on o.id = w.subject_id and o.changed
   -- The order before its refunds: transfers of an order are sent in the order of their ids.
   order by w.position
  on conflict (shop_id, subject_id, subject_kind, system, account, kind, reference) do update set review_at = now(), priority = excluded.priority,
    -- What is told of the document, besides how it stands, has changed.
    changed_at = case when excluded.subject_id in (select id from written where changed and reads_otherwise) then now() else transfers.changed_at end
), others as (
  update transfers t set review_at = now(), changed_at = case when o.reads_otherwise then now() else t.changed_at end
    from written o where o.changed and t.shop_id = $1 and t.subject_id = o.id and t.subject_kind = 'order'
     -- Said once more, since only then does PostgreSQL look up these orders whatever it believes of a young table.
     and t.subject_id = any($9::text[])
     -- A row that is written above must not be written twice by one statement.
     and (t.connection_id, t.subject_id, t.kind, t.reference) not in (select connection_id, subject_id, kind, reference from wanted)
), mended as (
  select id, correlation_id from written where changed and reads_otherwise and unread is null
), not_readable as (
  select o.id, o.correlation_id, i.task from written o join given i using (id) where o.changed and o.reads_otherwise and o.unread is not null
), ${openOrderTasksSql({ shopId: '$1', orders: 'not_readable' })}, ${endOrderTasksSql({ shopId: '$1', orders: 'mended', ids: '$9::text[]' })}, noted as (
  insert into journal (shop_id, subject_kind, subject_id, correlation_id, actor, code, detail)
  select $1, 'order', id, correlation_id, 'intake', case when unread is null then 'order.received' else 'order.not_read' end,
         jsonb_strip_nulls(jsonb_build_object('revision', revision, 'code', unread #> '{problem,code}'))
    from written where changed
)
select coalesce((select not current from shop), true) as stale_routing,
       (select coalesce(jsonb_agg(id), '[]') from proof) as proofs,
       (select coalesce(jsonb_agg(jsonb_build_array(id, revision)), '[]') from written where changed) as revisions`;

/** Writes the events of all submissions. Throws what PostgreSQL throws; then nothing is written. */
export async function commitEvents(database: Queryable, request: CommitRequest): Promise<Committed> {
  const { submissions, routing } = request;
  const proofs = submissions.flatMap(({ proof }) => (proof ? [proof] : []));
  const events = submissions.flatMap(({ events: brought, correlationId, proof }) =>
    brought.map(({ id, generation, modifiedGmt, content, contentHash }) => ({
      id,
      generation,
      modified_gmt: modifiedGmt,
      ...columnsOf(id, content),
      content_hash: contentHash,
      correlation_id: correlationId,
      proof: proof?.id ?? null,
    })),
  );
  const wanted = submissions
    .flatMap(({ events: brought }) =>
      brought.flatMap(({ id, content }) => {
        // An order that cannot be read asks for nothing; the documents that it has are reviewed.
        if (content.kind === 'unread') return [];
        const order = content.kind === 'order' ? content.order : null;
        return routesOf({ shopId: request.shopId, subjectKind: 'order', subjectId: id }, order, routing);
      }),
    )
    .map((route) => ({
      subject_id: route.subjectId,
      connection_id: route.connectionId,
      system: route.system,
      account: route.account,
      kind: route.kind,
      reference: route.reference,
      about_kind: route.aboutKind,
      about_reference: route.aboutReference,
      document_key: route.documentKey,
      state: route.state,
      reason: route.reason,
      total: route.total,
    }));
  const { rows } = await database.query<{ stale_routing: boolean; proofs: string[]; revisions: [string, number][] }>({
    name: 'orders.commit',
    text: statement,
    values: [
      request.shopId,
      routing.settingsVersion,
      proofs.map(({ id }) => id),
      proofs.map(({ expiresAt }) => expiresAt),
      JSON.stringify(events),
      events.length,
      JSON.stringify(wanted),
      wanted.length,
      events.map(({ id }) => id),
    ],
  });
  const [row] = rows;
  if (!row) throw new Error('the intake statement answered no row');
  const fresh = new Set(row.proofs);
  return {
    staleRouting: row.stale_routing,
    replayed: new Set(row.stale_routing ? [] : proofs.map(({ id }) => id).filter((id) => !fresh.has(id))),
    revisions: new Map(row.revisions),
  };
}

/** What a content says, by column; one that is left out is null. Empty text: it does not tell; what was told last then stays. */
function columnsOf(id: string, content: OrderContent) {
  switch (content.kind) {
    case 'order': {
      const { source, number, status, currency, total } = content.order;
      const { snapshot } = content;
      return { source, number, status, currency, total, tombstone: false, snapshot };
    }
    case 'unread': {
      const { number, currency, unread } = content;
      const { problem, status } = unread;
      return {
        source: shopItself,
        number: number ?? '',
        status: status ?? '',
        currency: currency ?? '',
        total: null,
        tombstone: false,
        snapshot: null,
        unread,
        task: problem,
      };
    }
    case 'gone':
      return {
        source: shopItself,
        number: '',
        status: 'deleted',
        currency: '',
        total: 0,
        tombstone: true,
        snapshot: null,
      };
  }
}
