import type { Queryable } from '../database/database.ts';

/** Adds a line to the journal: ids, codes and figures, never payloads. */
export async function note(
  database: Queryable,
  line: {
    shopId: string;
    connectionId?: string;
    /** Null for what concerns the shop, or the connection, as a whole. */
    orderId: string | null;
    correlationId: string | null;
    actor: string;
    code: string;
    detail?: Record<string, unknown>;
  },
): Promise<void> {
  await database.query(
    `insert into journal (shop_id, connection_id, subject_kind, subject_id, correlation_id, actor, code, detail)
     values ($1, $7, case when $2::text is not null then 'order' end, $2, $3, $4, $5, $6::jsonb)`,
    [
      line.shopId,
      line.orderId,
      line.correlationId,
      line.actor,
      line.code,
      JSON.stringify(line.detail ?? {}),
      line.connectionId ?? null,
    ],
  );
}

/** What concerns the whole bridge: the journal belongs to shops, and each is told. */
export async function noteForShops(
  database: Queryable,
  line: { actor: string; code: string; detail?: Record<string, unknown> },
): Promise<void> {
  await database.query(
    'insert into journal (shop_id, actor, code, detail) select id, $1, $2, $3::jsonb from shops where archived_at is null',
    [line.actor, line.code, JSON.stringify(line.detail ?? {})],
  );
}
