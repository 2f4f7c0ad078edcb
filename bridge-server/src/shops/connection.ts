import type { Knex } from 'knex';
import { reasonSchema, type Reason } from '@kontor/shared/problem';
import type { ConnectionId, ShopId } from '../ids.ts';
import type { Queryable } from '../database/database.ts';
import { rules, type Rules } from './rules.ts';
import type { Sealer } from './sealing.ts';

/**
 * The open circuit breaker of a connection. It closes by itself at `until`. If that is null, a probe closes it; the
 * next probe takes place at `nextProbe`, after `probes` that failed.
 */
export interface ConnectionHold {
  code: string;
  /** The cause, if more is known than the code states. */
  why: Reason | null;
  since: Date;
  until: Date | null;
  nextProbe: Date | null;
  probes: number;
}

/** One system set up for one shop. */
export interface Connection {
  shopId: ShopId;
  id: ConnectionId;
  system: string;
  /** The vendor's own id of the company behind the credentials. Document keys are unique within it. */
  account: string;
  accountName: string;
  rules: Rules;
  settings: unknown;
  paused: boolean;
  held: ConnectionHold | null;
  /** When a probe last closed the circuit breaker. */
  breakerClosedAt: Date | null;
  createdAt: Date;
}

export interface ConnectionRow {
  shop_id: ShopId;
  id: ConnectionId;
  system: string;
  account: string;
  account_name: string;
  rules: unknown;
  settings: unknown;
  credentials: string;
  paused: boolean;
  breaker_code: string | null;
  breaker_why: unknown;
  breaker_since: Date | null;
  breaker_until: Date | null;
  breaker_probe_at: Date | null;
  breaker_probes: number;
  breaker_closed_at: Date | null;
  created_at: Date;
  archived_at: Date | null;
}

export const connectionFromRow = (row: ConnectionRow): Connection => ({
  shopId: row.shop_id,
  id: row.id,
  system: row.system,
  account: row.account,
  accountName: row.account_name,
  rules: rules.parse(row.rules),
  settings: row.settings,
  paused: row.paused,
  held:
    row.breaker_code && row.breaker_since
      ? {
          code: row.breaker_code,
          why: reasonSchema.nullable().parse(row.breaker_why),
          since: row.breaker_since,
          until: row.breaker_until,
          nextProbe: row.breaker_probe_at,
          probes: row.breaker_probes,
        }
      : null,
  breakerClosedAt: row.breaker_closed_at,
  createdAt: row.created_at,
});

/** The place of a connection's credentials, which is bound into the sealed text. */
export const credentialsOf = (shop: string, connection: string) => ({ shop, connection, field: 'credentials' });

/** What a person may change of a connection. */
export type ChangeableSettings = Pick<Connection, 'rules' | 'settings'>;

/**
 * The rules and settings of an earlier connection to the same account, also if it was archived; null: there was none.
 */
export async function readFormerSettings(
  knex: Knex,
  target: { shopId: ShopId; system: string; account: string },
): Promise<ChangeableSettings | null> {
  const row = await knex<ConnectionRow>('connections')
    .where({ shop_id: target.shopId, system: target.system, account: target.account })
    .first();
  return row ? connectionFromRow(row) : null;
}

/** The connections of one shop, or of all shops. Archived connections are left out. */
export async function listConnections(knex: Knex, shopId?: ShopId): Promise<Connection[]> {
  const query = knex<ConnectionRow>('connections').whereNull('archived_at').orderBy('created_at');
  if (shopId !== undefined) void query.where({ shop_id: shopId });
  return (await query).map(connectionFromRow);
}

export interface OpenedConnection {
  connection: Connection;
  credentials: unknown;
}

const openStatement = `
  select *
    from connections
   where shop_id = $1 and id = $2`;

/**
 * The connection with its credentials opened; null if the shop has no connection with that id. It is read again for
 * each piece of work, so that a person's change counts at once.
 */
export async function openConnection(
  database: Queryable,
  sealer: Sealer,
  shopId: string,
  id: string,
): Promise<OpenedConnection | null> {
  const {
    rows: [row],
  } = await database.query<ConnectionRow>({ name: 'connections.open', text: openStatement, values: [shopId, id] });
  if (!row) return null;
  const credentials = await sealer.open(row.credentials, credentialsOf(shopId, id));
  return { connection: connectionFromRow(row), credentials };
}
