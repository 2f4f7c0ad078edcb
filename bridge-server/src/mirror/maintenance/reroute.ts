import type { Order } from '@kontor/shared/order';
import type pg from 'pg';
import type { Logger } from 'pino';
import { inTransaction } from '../../database/database.ts';
import type { Directory } from '../../shops/directory.ts';
import { isForgotten, readSnapshot } from '../delivery/planning.ts';
import { forgottenRoutes, routesOf } from '../transfer/routes.ts';

/**
 * After a shop's connections or settings changed: routes the orders that were routed with older settings again, a batch at
 * a time. New transfers come about, existing ones are marked for review. Returns how many orders it visited.
 */
export async function rerouteOrders(pool: pg.Pool, directory: Directory, log: Logger, batch = 200): Promise<number> {
  const { rows: behind } = await pool.query<{ id: string; settings_version: number }>(
    `select s.id, s.settings_version from shops s
      where s.archived_at is null and exists (select from orders o where o.shop_id = s.id and o.settings_version < s.settings_version)`,
  );
  let visited = 0;
  for (const shop of behind) {
    const routing = await freshRouting(directory, shop.id, shop.settings_version);
    visited += await inTransaction(pool, async (client) => {
      const { rows } = await client.query<{
        order_id: number;
        tombstone: boolean;
        snapshot: string | null;
        currency: string;
        correlation_id: string;
      }>(
        `update orders set settings_version = $2
          where shop_id = $1 and order_id in (select order_id from orders where shop_id = $1 and settings_version < $2 order by order_id limit $3 for update skip locked)
          returning order_id, tombstone, snapshot, currency, correlation_id`,
        [shop.id, routing.settingsVersion, batch],
      );
      for (const row of rows) {
        const order = snapshotOrNone(row, log, shop.id);
        if (order === 'unreadable') continue;
        for (const route of isForgotten(row)
          ? forgottenRoutes(row.order_id, routing)
          : routesOf(row.order_id, order, routing)) {
          await client.query(
            `insert into transfers (shop_id, connection_id, system, account, order_id, kind, reference, state, reason, currency, total, correlation_id, priority)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 2)
             on conflict (shop_id, system, account, order_id, kind, reference) do update set review_at = now()`,
            [
              shop.id,
              route.connectionId,
              route.system,
              route.account,
              route.orderId,
              route.kind,
              route.reference,
              route.state,
              route.reason,
              row.currency,
              route.total,
              row.correlation_id,
            ],
          );
        }
        // Those of connections that were removed, and all other kinds.
        await client.query(
          'update transfers set review_at = coalesce(review_at, now()) where shop_id = $1 and order_id = $2',
          [shop.id, row.order_id],
        );
      }
      return rows.length;
    });
  }
  return visited;
}

/** An order that the code cannot read keeps the routing it has; the others go on. */
function snapshotOrNone(
  row: { order_id: number; tombstone: boolean; snapshot: string | null },
  log: Logger,
  shop: string,
): Order | null | 'unreadable' {
  if (row.tombstone || row.snapshot === null) return null;
  try {
    return readSnapshot(row.snapshot);
  } catch (fault) {
    log.error({ err: fault, shop, order: row.order_id }, 'an order cannot be read and keeps its routing');
    return 'unreadable';
  }
}

async function freshRouting(directory: Directory, shopId: string, atLeast: number) {
  const kept = await directory.routing(shopId);
  if (kept.settingsVersion >= atLeast) return kept;
  directory.forget(shopId);
  return directory.routing(shopId);
}
