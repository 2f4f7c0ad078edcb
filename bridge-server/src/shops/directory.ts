import type { Queryable } from '../database/database.ts';
import { rules, type Rules } from './rules.ts';

/** What routing an order needs to know of its shop. */
export interface Routing {
  settingsVersion: number;
  connections: readonly { id: string; system: string; account: string; longestKey: number; rules: Rules }[];
}

/**
 * Each shop's routing, kept in memory. It may be out of date: whoever writes with it checks `settingsVersion` in the same
 * statement and calls `forget` when it was.
 */
export interface Directory {
  routing(shopId: string): Promise<Routing>;
  forget(shopId: string): void;
}

export function createDirectory(database: Queryable): Directory {
  const known = new Map<string, Promise<Routing>>();
  return {
    routing(shopId) {
      const kept = known.get(shopId);
      if (kept) return kept;
      const read = readRouting(database, shopId);
      known.set(shopId, read);
      read.catch(() => known.delete(shopId));
      return read;
    },
    forget: (shopId) => void known.delete(shopId),
  };
}

async function readRouting(database: Queryable, shopId: string): Promise<Routing> {
  // One statement, so that version and connections belong together.
  const { rows } = await database.query<{
    settings_version: number;
    id: string | null;
    system: string;
    account: string;
    longest_key: number;
    rules: unknown;
  }>(
    `select s.settings_version, c.id, c.system, c.account, c.longest_key, c.rules
       from shops s left join connections c on c.shop_id = s.id and c.archived_at is null
      where s.id = $1 order by c.id`,
    [shopId],
  );
  return {
    settingsVersion: rows[0]?.settings_version ?? 0,
    connections: rows.flatMap((row) =>
      row.id === null
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
