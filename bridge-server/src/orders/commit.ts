import { shopItself } from '@kontor/shared/order';
import { contentsOf } from '../database/contents.ts';
import type { Queryable } from '../database/database.ts';
import { fileHashesOf } from '../documents/files.ts';
import { heldStock } from '../documents/held-stock.ts';
import { sealSnapshot } from '../mirror/transfer/order-contents.ts';
import { routesOf } from '../mirror/transfer/routes.ts';
import type { Routing } from '../shops/directory.ts';
import { commitStatement } from './commit-statement.ts';
import type { OrderContent, EventToStore } from './event.ts';

/** The events of one request of a shop. */
export interface Submission {
  /** Null when the same transaction has stored the proof already. */
  proof: { id: string; expiresAt: Date } | null;
  correlationId: string;
  events: readonly EventToStore[];
}

export interface CommitRequest {
  shopId: string;
  routing: Routing;
  /** Together they have at most one event for each order. */
  submissions: readonly Submission[];
}

export interface Committed {
  /** The routing was out of date, and nothing was written. */
  staleRouting: boolean;
  /** Ids of proofs that had been used before. Nothing of their submissions was written. */
  replayed: ReadonlySet<string>;
  /** Orders whose content is new, with their revision. The content of all other orders was older or known already. */
  revisions: ReadonlyMap<string, number>;
}

/** Writes the events of all submissions. Throws PostgreSQL's error if it fails; then nothing was written. */
export async function commitEvents(database: Queryable, request: CommitRequest): Promise<Committed> {
  const { shopId, submissions, routing } = request;
  const proofs = submissions.flatMap(({ proof }) => (proof ? [proof] : []));
  const events = await Promise.all(
    submissions.flatMap((submission) =>
      submission.events.map((event) => eventRow(database, shopId, submission, event)),
    ),
  );
  const routes = submissions
    .flatMap((submission) => submission.events)
    .flatMap((event) => routeRows(shopId, event, routing));
  const { rows } = await database.query<{ stale_routing: boolean; proofs: string[]; revisions: [string, number][] }>({
    name: 'orders.commit',
    text: commitStatement,
    values: [
      shopId,
      routing.settingsVersion,
      proofs.map(({ id }) => id),
      proofs.map(({ expiresAt }) => expiresAt),
      JSON.stringify(events),
      events.length,
      JSON.stringify(routes),
      routes.length,
      events.map(({ id }) => id),
      await contentsOf(database).lostKeys(database),
    ],
  });
  const [row] = rows;
  if (!row) throw new Error('the intake statement answered no row');
  const newProofs = new Set(row.proofs);
  return {
    staleRouting: row.stale_routing,
    replayed: new Set(row.stale_routing ? [] : proofs.map(({ id }) => id).filter((id) => !newProofs.has(id))),
    revisions: new Map(row.revisions),
  };
}

/** A row of `events` in the statement. */
const eventRow = async (
  database: Queryable,
  shopId: string,
  { correlationId, proof }: Submission,
  { id, generation, readAt, modifiedGmt, content, contentHash }: EventToStore,
) => ({
  id,
  generation,
  read_at: readAt,
  modified_gmt: modifiedGmt,
  ...contentColumns(content),
  ...(content.kind === 'order'
    ? {
        snapshot: await sealSnapshot(database, { shopId, subjectKind: 'order', subjectId: id }, content.snapshot),
        created_gmt: content.order.createdGmt,
        refund_ids: content.order.refunds.map((refund) => refund.id),
        file_hashes: fileHashesOf(content.order),
        held: heldStock(content.order),
      }
    : {}),
  content_hash: contentHash,
  correlation_id: correlationId,
  proof: proof?.id ?? null,
});

/** The rows of `routes` in the statement. */
function routeRows(shopId: string, { id, content }: EventToStore, routing: Routing) {
  // An order that cannot be read asks for no new document; its present documents are reviewed.
  if (content.kind === 'unread') return [];
  const order = content.kind === 'order' ? content.order : null;
  return routesOf({ shopId, subjectKind: 'order', subjectId: id }, order, routing).map((route) => ({
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
}

/**
 * The content by column, without the order's own words. A missing column is null; where a text is empty, the stored one
 * stays.
 */
function contentColumns(content: OrderContent) {
  switch (content.kind) {
    case 'order': {
      const { source, number, status, currency, total } = content.order;
      return { source, number, status, currency, total, tombstone: false };
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
        held: [],
      };
  }
}
