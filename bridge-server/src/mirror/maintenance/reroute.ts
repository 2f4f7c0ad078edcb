import type { Order, UnreadOrder } from '@kontor/shared/order';
import type pg from 'pg';
import type { Logger } from 'pino';
import { inTransaction } from '../../database/database.ts';
import type { Directory } from '../../shops/directory.ts';
import type { SubjectKind } from '../../systems/contract.ts';
import { isWithoutContent, readSnapshot } from '../delivery/planning.ts';
import { forgottenRoutes, routesOf } from '../transfer/routes.ts';

const insertStatement = `
insert into transfers (shop_id, connection_id, system, account, subject_kind, subject_id, kind, reference, about_kind, about_reference,
                       document_key, state, reason, currency, total, correlation_id, priority)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 2)
on conflict (shop_id, subject_id, subject_kind, system, account, kind, reference) do update set review_at = now()`;

/**
 * After a shop's connections or settings changed: routes the orders that were routed with older settings again, a batch at
 * a time. New transfers come about, existing ones are marked for review. Returns how many orders it visited.
 */
export async function rerouteOrders(pool: pg.Pool, directory: Directory, log: Logger, batch = 200): Promise<number> {
  const { rows: behind } = await pool.query<{ id: string; settings_version: number }>(
    `select s.id, s.settings_version from shops s
      where s.archived_at is null and exists (select from subjects o where o.shop_id = s.id and o.settings_version < s.settings_version)`,
  );
  let visited = 0;
  for (const shop of behind) {
    const routing = await freshRouting(directory, shop.id, shop.settings_version);
    visited += await inTransaction(pool, async (client) => {
      const { rows } = await client.query<{
        id: string;
        kind: SubjectKind;
        tombstone: boolean;
        snapshot: string | null;
        unread: UnreadOrder | null;
        forgotten_at: Date | null;
        currency: string | null;
        correlation_id: string;
      }>(
        `update subjects set settings_version = $2
          where shop_id = $1 and (id, kind) in (select id, kind from subjects where shop_id = $1 and settings_version < $2 order by id, kind limit $3 for update skip locked)
          returning id, kind, tombstone, snapshot, unread, forgotten_at, currency, correlation_id`,
        [shop.id, routing.settingsVersion, batch],
      );
      for (const row of rows) {
        const at = { shopId: shop.id, subjectKind: row.kind, subjectId: row.id };
        // What never could be read asks for nothing.
        if (row.unread && row.snapshot === null && row.forgotten_at === null) continue;
        const order = snapshotOrNone(row, log, shop.id);
        if (order === 'unreadable') continue;
        for (const route of isWithoutContent(row) ? forgottenRoutes(at, routing) : routesOf(at, order, routing)) {
          await client.query(insertStatement, [
            shop.id,
            route.connectionId,
            route.system,
            route.account,
            route.subjectKind,
            route.subjectId,
            route.kind,
            route.reference,
            route.aboutKind,
            route.aboutReference,
            route.documentKey,
            route.state,
            route.reason,
            row.currency,
            route.total,
            row.correlation_id,
          ]);
        }
        // Those of connections that were removed, and all other kinds.
        await client.query(
          'update transfers set review_at = coalesce(review_at, now()) where shop_id = $1 and subject_id = $2 and subject_kind = $3',
          [shop.id, row.id, row.kind],
        );
      }
      return rows.length;
    });
  }
  return visited;
}

/** An order that the code cannot read keeps the routing it has; the others go on. */
function snapshotOrNone(
  row: { id: string; tombstone: boolean; snapshot: string | null },
  log: Logger,
  shop: string,
): Order | null | 'unreadable' {
  if (row.tombstone || row.snapshot === null) return null;
  try {
    return readSnapshot(row.snapshot);
  } catch (fault) {
    log.error({ err: fault, shop, order: row.id }, 'an order cannot be read and keeps its routing');
    return 'unreadable';
  }
}

async function freshRouting(directory: Directory, shopId: string, atLeast: number) {
  const kept = await directory.routing(shopId);
  if (kept.settingsVersion >= atLeast) return kept;
  directory.forget(shopId);
  return directory.routing(shopId);
}
