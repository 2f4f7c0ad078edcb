import type { Queryable } from '../database/database.ts';
import { takesDocuments } from '../systems/define-collector.ts';
import { systemOf } from '../systems/registry.ts';
import { rules, type Rules } from './rules.ts';

/** What the bridge must know of a shop to route its orders. */
export interface Routing {
  settingsVersion: number;
  connections: readonly { id: string; system: string; account: string; longestKey: number; rules: Rules }[];
}

/**
 * Keeps each shop's routing in memory. A routing may be out of date, so whoever writes with it must check its
 * `settingsVersion` in the same statement, and call `forget` if the version has changed.
 */
export interface Directory {
  routing(shopId: string): Promise<Routing>;
  forget(shopId: string): void;
}

export function createDirectory(database: Queryable): Directory {
  const routings = new Map<string, Promise<Routing>>();
  return {
    routing(shopId) {
      const known = routings.get(shopId);
      if (known) return known;
      const routing = readRouting(database, shopId);
      routings.set(shopId, routing);
      routing.catch(() => routings.delete(shopId));
      return routing;
    },
    forget: (shopId) => void routings.delete(shopId),
  };
}

interface RoutingRow {
  settings_version: number;
  id: string | null;
  system: string;
  account: string;
  longest_key: number;
  rules: unknown;
}

// One statement reads both, so that the version belongs to these connections.
const routingStatement = `
  select shop.settings_version,
         connection.id,
         connection.system,
         connection.account,
         connection.longest_key,
         connection.rules
    from shops shop
    left join connections connection on connection.shop_id = shop.id and connection.archived_at is null
   where shop.id = $1
   order by connection.id`;

async function readRouting(database: Queryable, shopId: string): Promise<Routing> {
  const { rows } = await database.query<RoutingRow>(routingStatement, [shopId]);
  return {
    settingsVersion: rows[0]?.settings_version ?? 0,
    connections: rows.flatMap((row) =>
      row.id === null || isOnlyRead(row.system)
        ? []
        : [
            {
              id: row.id,
              system: row.system,
              account: row.account,
              longestKey: row.longest_key,
              rules: rules.parse(row.rules),
            },
          ],
    ),
  };
}

/** Whether orders never become transfers to the system, since the bridge only reads from it. */
function isOnlyRead(key: string): boolean {
  const system = systemOf(key);
  return system !== undefined && !takesDocuments(system);
}
