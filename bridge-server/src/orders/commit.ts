import { shopItself } from '@kontor/shared/order';
import type { Queryable } from '../database/database.ts';
import { restoreBefore } from '../mirror/transfer/restored.ts';
import { routesOf } from '../mirror/transfer/routes.ts';
import type { Routing } from '../shops/directory.ts';
import type { OrderEvent } from './event.ts';

/** What one request of a shop brings. */
export interface Submission {
  /** Null when the proof was stored already in the same transaction. */
  proof: { id: string; expiresAt: Date } | null;
  correlationId: string;
  events: readonly OrderEvent[];
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
    id text, source text, number text, status text, currency text, total bigint, generation bigint, modified_gmt timestamp, snapshot text, content_hash text, correlation_id text, proof text)
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
                           revision, tombstone, snapshot, content_hash, settings_version, correlation_id)
  select $1, 'order', i.id, i.source, i.number, i.status, i.currency, i.total, i.generation, i.generation, i.modified_gmt,
         1, i.snapshot is null, i.snapshot, i.content_hash, $2, i.correlation_id
    from given i, shop
   where current and (i.proof is null or i.proof in (select id from proof))
   -- Two processes lock the rows of a shop in the same order.
   order by i.id
  on conflict (shop_id, id, kind) do update set
    number = case when excluded.tombstone then o.number else excluded.number end,
    status = case when excluded.tombstone then o.status else excluded.status end,
    currency = case when excluded.tombstone then o.currency else excluded.currency end,
    total = case when excluded.tombstone then o.total else excluded.total end,
    -- Content that was forgotten does not come back with a repetition of it.
    snapshot = case when excluded.content_hash = o.content_hash then o.snapshot else coalesce(excluded.snapshot, o.snapshot) end,
    forgotten_at = case when excluded.content_hash = o.content_hash or excluded.snapshot is null then o.forgotten_at end,
    tombstone = excluded.tombstone,
    generation = excluded.generation,
    modified_gmt = excluded.modified_gmt,
    content_generation = case when excluded.content_hash = o.content_hash then o.content_generation else excluded.generation end,
    revision = o.revision + (excluded.content_hash <> o.content_hash)::integer,
    content_hash = excluded.content_hash,
    settings_version = case when excluded.content_hash = o.content_hash then o.settings_version else excluded.settings_version end,
    correlation_id = case when excluded.content_hash = o.content_hash then o.correlation_id else excluded.correlation_id end,
    received_at = case when excluded.content_hash = o.content_hash then o.received_at else now() end
    where (excluded.generation, excluded.modified_gmt) > (o.generation, o.modified_gmt)
  returning id, revision, currency, correlation_id, content_generation = generation and correlation_id in (select correlation_id from given) as changed,
    -- What a restore makes the shops send again goes behind what is new.
    exists (${restoreBefore('o.snapshot')})::integer as priority
), made as (
  insert into transfers (shop_id, connection_id, system, account, subject_kind, subject_id, kind, reference, about_kind, about_reference, document_key,
                         state, reason, currency, total, correlation_id, priority)
  select $1, w.connection_id, w.system, w.account, 'order', w.subject_id, w.kind, w.reference, w.about_kind, w.about_reference, w.document_key, w.state, w.reason, o.currency, w.total, o.correlation_id, o.priority
    from wanted w join written o on o.id = w.subject_id and o.changed
   -- The order before its refunds: transfers of an order are sent in the order of their ids.
   order by w.position
  on conflict (shop_id, subject_id, subject_kind, system, account, kind, reference) do update set review_at = now(), priority = excluded.priority
), others as (
  update transfers t set review_at = now()
    from written o where o.changed and t.shop_id = $1 and t.subject_id = o.id and t.subject_kind = 'order'
     -- Said once more, since only then does PostgreSQL look up these orders whatever it believes of a young table.
     and t.subject_id = any($9::text[])
     -- A row that is written above must not be written twice by one statement.
     and (t.connection_id, t.subject_id, t.kind, t.reference) not in (select connection_id, subject_id, kind, reference from wanted)
), noted as (
  insert into journal (shop_id, subject_kind, subject_id, correlation_id, actor, code, detail)
  select $1, 'order', id, correlation_id, 'intake', 'order.received', jsonb_build_object('revision', revision) from written where changed
)
select coalesce((select not current from shop), true) as stale_routing,
       (select coalesce(jsonb_agg(id), '[]') from proof) as proofs,
       (select coalesce(jsonb_agg(jsonb_build_array(id, revision)), '[]') from written where changed) as revisions`;

/** Writes the events of all submissions. Throws what PostgreSQL throws; then nothing is written. */
export async function commitEvents(database: Queryable, request: CommitRequest): Promise<Committed> {
  const { submissions, routing } = request;
  const proofs = submissions.flatMap(({ proof }) => (proof ? [proof] : []));
  const events = submissions.flatMap(({ events: brought, correlationId, proof }) =>
    brought.map(({ id, generation, modifiedGmt, order, snapshot, contentHash }) => ({
      id,
      source: order?.source ?? shopItself,
      number: order?.number ?? '',
      status: order?.status ?? 'deleted',
      currency: order?.currency ?? '',
      total: order?.total ?? 0,
      generation,
      modified_gmt: modifiedGmt,
      snapshot,
      content_hash: contentHash,
      correlation_id: correlationId,
      proof: proof?.id ?? null,
    })),
  );
  const wanted = submissions
    .flatMap(({ events: brought }) =>
      brought.flatMap(({ id, order }) =>
        routesOf({ shopId: request.shopId, subjectKind: 'order', subjectId: id }, order, routing),
      ),
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
