import type { Queryable } from '../database/database.ts';

/** SQL: begins the insert of lines about a transfer into the journal. A `select` of these columns follows. */
export const intoJournal = `
  insert into journal (
    shop_id,
    connection_id,
    subject_kind,
    subject_id,
    transfer_id,
    correlation_id,
    actor,
    code,
    detail
  )`;

const noteStatement = `
  insert into journal (shop_id, connection_id, subject_kind, subject_id, correlation_id, actor, code, detail)
  values ($1, $2, case when $3::text is not null then 'order' end, $3, $4, $5, $6, $7::jsonb)`;

const noteForShopsStatement = `
  insert into journal (shop_id, actor, code, detail)
  select id, $1, $2, $3::jsonb
    from shops
   where archived_at is null`;

/** Adds a line to the journal: ids, codes and figures, never content. */
export async function note(
  database: Queryable,
  line: {
    shopId: string;
    connectionId?: string;
    /** Null if the line is about the whole shop or the whole connection. */
    orderId: string | null;
    correlationId: string | null;
    actor: string;
    code: string;
    detail?: Record<string, unknown>;
  },
): Promise<void> {
  await database.query(noteStatement, [
    line.shopId,
    line.connectionId ?? null,
    line.orderId,
    line.correlationId,
    line.actor,
    line.code,
    JSON.stringify(line.detail ?? {}),
  ]);
}

/** Adds a line about the whole bridge. Every line belongs to a shop, so each shop gets one. */
export async function noteForShops(
  database: Queryable,
  line: { actor: string; code: string; detail?: Record<string, unknown> },
): Promise<void> {
  await database.query(noteForShopsStatement, [line.actor, line.code, JSON.stringify(line.detail ?? {})]);
}
