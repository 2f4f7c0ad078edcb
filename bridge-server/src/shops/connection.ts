import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Result } from '@kontor/shared/problem';
import type { Knex } from 'knex';
import type { ConnectionId, ShopId } from '../ids.ts';
import type { Queryable } from '../database/database.ts';
import { keyInCharge } from './key-check.ts';
import { rules, type Rules } from './rules.ts';
import type { Sealer } from './sealing.ts';
import { reasonSchema, type Reason } from '@kontor/shared/problem';

/**
 * Why nothing goes out of a connection. `until`: it opens by itself then; else a probe opens it, the next one at `nextProbe`
 * after `probes` that failed.
 */
export interface ConnectionHold {
  code: string;
  /** Why, as far as more is known than the code tells. */
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
  /** The vendor's own id of the company behind the credentials; documents are unique within it. */
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

interface ConnectionRow {
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

const fromRow = (row: ConnectionRow): Connection => ({
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

/** Whose secret a connection's credentials are. */
export const credentialsOf = (shop: string, connection: string) => ({ shop, connection, field: 'credentials' });

/**
 * Adds a connection to a shop, or revives the archived one of the same account, so that nothing is booked twice.
 * The shop's settings version counts up, by which every process learns of it.
 */
export async function addConnection(
  knex: Knex,
  sealer: Sealer,
  given: {
    shopId: ShopId;
    system: string;
    account: string;
    accountName: string;
    /** The system's own; it stays with the connection, since keys that were given must stay what they are. */
    longestKey: number;
    rules: Rules;
    settings: unknown;
    credentials: unknown;
  },
): Promise<Connection> {
  return knex.transaction(async (transaction) => {
    // First of all locks, as whoever puts another key in charge does.
    const keyId = await keyInCharge(transaction);
    const existing = await transaction<ConnectionRow>('connections')
      .where({ shop_id: given.shopId, system: given.system, account: given.account })
      .forUpdate()
      .first();
    const id = existing?.id ?? `c${randomBytes(5).toString('hex')}`;
    const values = {
      account_name: given.accountName,
      rules: JSON.stringify(given.rules),
      settings: JSON.stringify(given.settings),
      credentials: await sealer.seal(given.credentials, credentialsOf(given.shopId, id), keyId),
      archived_at: null,
      paused: false,
      breaker_code: null,
      breaker_why: null,
      breaker_since: null,
      breaker_until: null,
      breaker_probe_at: null,
      breaker_probes: 0,
      breaker_closed_at: null,
    };
    const [row] = (await transaction('connections')
      .insert({
        shop_id: given.shopId,
        id,
        system: given.system,
        account: given.account,
        longest_key: given.longestKey,
        ...values,
      })
      .onConflict(['shop_id', 'id'])
      .merge(values)
      .returning('*')) as [ConnectionRow];
    await countUp(transaction, given.shopId);
    return fromRow(row);
  });
}

/** What a person may change of a connection. */
export type Changeable = Pick<Connection, 'rules' | 'settings'>;

/** What was set for the connection to that account before, even if it was put away since; null: there was none. */
export async function formerly(
  knex: Knex,
  of: { shopId: ShopId; system: string; account: string },
): Promise<Changeable | null> {
  const row = await knex<ConnectionRow>('connections')
    .where({ shop_id: of.shopId, system: of.system, account: of.account })
    .first();
  return row ? fromRow(row) : null;
}

/** What changing a connection came to. */
export interface Changed {
  /** As it is then; with `preview` as it would be. */
  connection: Connection;
  /** Whether the rules or settings are others than before. */
  isChanged: boolean;
}

/**
 * Gives a connection the settings and rules that `change` makes of its present ones, which nobody else changes meanwhile; what was
 * left out by the old ones is routed again. With `preview` nothing is stored. Null: the shop has no such connection.
 */
export async function changeConnection<Why>(
  knex: Knex,
  at: { shopId: ShopId; id: ConnectionId; preview: boolean },
  change: (present: Connection) => Result<Changeable, Why>,
): Promise<Result<Changed, Why> | null> {
  return knex.transaction(async (transaction) => {
    const row = await transaction<ConnectionRow>('connections')
      .where({ shop_id: at.shopId, id: at.id })
      .whereNull('archived_at')
      .forUpdate()
      .first();
    if (!row) return null;
    const present = fromRow(row);
    const changed = change(present);
    if (!changed.ok) return changed;
    const { rules: newRules, settings } = changed.value;
    const isChanged = !isDeepStrictEqual([present.rules, present.settings], [newRules, settings]);
    if (isChanged && !at.preview) {
      await transaction<ConnectionRow>('connections')
        .where({ shop_id: at.shopId, id: at.id })
        .update({ rules: JSON.stringify(newRules), settings: JSON.stringify(settings) });
      await countUp(transaction, at.shopId);
    }
    return { ok: true, value: { connection: { ...present, rules: newRules, settings }, isChanged } };
  });
}

/** Keeps other credentials of the same account. False: the shop has no such connection. */
export async function replaceCredentials(
  knex: Knex,
  sealer: Sealer,
  given: { shopId: ShopId; id: ConnectionId; accountName: string; credentials: unknown },
): Promise<boolean> {
  return knex.transaction(async (transaction) => {
    // First of all locks, as whoever puts another key in charge does.
    const keyId = await keyInCharge(transaction);
    const credentials = await sealer.seal(given.credentials, credentialsOf(given.shopId, given.id), keyId);
    const changed = await transaction('connections')
      .where({ shop_id: given.shopId, id: given.id })
      .whereNull('archived_at')
      .update({ credentials, account_name: given.accountName });
    return changed > 0;
  });
}

/** Puts a connection away: its documents and credentials stay, nothing more is sent. */
export async function archiveConnection(knex: Knex, shopId: ShopId, id: ConnectionId): Promise<boolean> {
  return knex.transaction(async (transaction) => {
    const changed = await transaction('connections')
      .where({ shop_id: shopId, id })
      .whereNull('archived_at')
      .update({ archived_at: transaction.fn.now() });
    if (changed > 0) await countUp(transaction, shopId);
    return changed > 0;
  });
}

/** What a connection has made, and what becomes of the rest once it is put away. */
export async function connectionRemains(
  knex: Knex,
  shopId: ShopId,
  id: ConnectionId,
): Promise<{ documents: number; closing: number; finishing: number }> {
  const [row] = (await knex('transfers')
    .where({ shop_id: shopId, connection_id: id })
    .select(
      knex.raw(`count(*) filter (where document_id is not null)::integer as documents`),
      knex.raw(`count(*) filter (where state in ('waiting', 'blocked') and frozen is null)::integer as closing`),
      knex.raw(
        `count(*) filter (where state in ('waiting', 'sending', 'in_doubt', 'blocked') and frozen is not null)::integer as finishing`,
      ),
    )) as [{ documents: number; closing: number; finishing: number }];
  return row;
}

/** Holds a connection back, or lets it go on; orders are taken in all the same. */
export async function pauseConnection(knex: Knex, shopId: ShopId, id: ConnectionId, paused: boolean): Promise<boolean> {
  return (await knex('connections').where({ shop_id: shopId, id }).whereNull('archived_at').update({ paused })) > 0;
}

async function countUp(knex: Knex, shopId: string): Promise<void> {
  await knex('shops').where({ id: shopId }).increment('settings_version', 1);
}

/** The connections of one shop, or of all. */
export async function listConnections(knex: Knex, shopId?: ShopId): Promise<Connection[]> {
  const found = knex<ConnectionRow>('connections').whereNull('archived_at').orderBy('created_at');
  if (shopId !== undefined) void found.where({ shop_id: shopId });
  return (await found).map(fromRow);
}

export interface OpenedConnection {
  connection: Connection;
  credentials: unknown;
}

/**
 * The connection with its credentials opened, or null when the shop has none with that id. Read anew for each piece of work,
 * so that what a person has changed counts at once.
 */
export async function openConnection(
  database: Queryable,
  sealer: Sealer,
  shopId: string,
  id: string,
): Promise<OpenedConnection | null> {
  const {
    rows: [row],
  } = await database.query<ConnectionRow>({
    name: 'connections.open',
    text: 'select * from connections where shop_id = $1 and id = $2',
    values: [shopId, id],
  });
  if (!row) return null;
  const credentials = await sealer.open(row.credentials, credentialsOf(shopId, id));
  return { connection: fromRow(row), credentials };
}
