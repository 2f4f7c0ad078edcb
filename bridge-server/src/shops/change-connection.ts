import { isDeepStrictEqual } from 'node:util';
import type { Result } from '@kontor/shared/problem';
import type { Knex } from 'knex';
import type { ConnectionId, ShopId } from '../ids.ts';
import { connectionFromRow, type ChangeableSettings, type Connection, type ConnectionRow } from './connection.ts';

/** The result of changing a connection. */
export interface ConnectionChange {
  /** The connection after the change; with `preview` as it would be. */
  connection: Connection;
  /** Whether the rules or settings differ from those before. */
  isChanged: boolean;
}

/**
 * Gives a connection the rules and settings that `change` makes of its present ones. The connection is locked
 * meanwhile. Orders that the former rules left out are routed again. With `preview` nothing is stored. Null: the shop
 * has no such connection.
 */
export async function changeConnection<Why>(
  knex: Knex,
  target: { shopId: ShopId; id: ConnectionId; preview: boolean },
  change: (present: Connection) => Result<ChangeableSettings, Why>,
): Promise<Result<ConnectionChange, Why> | null> {
  const { shopId, id, preview } = target;
  return knex.transaction(async (transaction) => {
    const row = await transaction<ConnectionRow>('connections')
      .where({ shop_id: shopId, id })
      .whereNull('archived_at')
      .forUpdate()
      .first();
    if (!row) return null;
    const present = connectionFromRow(row);
    const changed = change(present);
    if (!changed.ok) return changed;
    const { rules, settings } = changed.value;
    const isChanged = !isDeepStrictEqual([present.rules, present.settings], [rules, settings]);
    if (isChanged && !preview) {
      await transaction<ConnectionRow>('connections')
        .where({ shop_id: shopId, id })
        .update({ rules: JSON.stringify(rules), settings: JSON.stringify(settings) });
      await raiseSettingsVersion(transaction, shopId);
    }
    return { ok: true, value: { connection: { ...present, rules, settings }, isChanged } };
  });
}

/**
 * Pauses a connection or lets it go on. The bridge still takes the shop's orders. False: there is no such connection.
 */
export async function pauseConnection(knex: Knex, shopId: ShopId, id: ConnectionId, paused: boolean): Promise<boolean> {
  return (await knex('connections').where({ shop_id: shopId, id }).whereNull('archived_at').update({ paused })) > 0;
}

/**
 * Archives a connection: nothing more is sent, and its documents and credentials stay. False: there is no such
 * connection.
 */
export async function archiveConnection(knex: Knex, shopId: ShopId, id: ConnectionId): Promise<boolean> {
  return knex.transaction(async (transaction) => {
    const changed = await transaction('connections')
      .where({ shop_id: shopId, id })
      .whereNull('archived_at')
      .update({ archived_at: transaction.fn.now() });
    if (changed > 0) await raiseSettingsVersion(transaction, shopId);
    return changed > 0;
  });
}

/** What remains of a connection that is archived. */
interface ConnectionRemains {
  /** Documents at the target. */
  documents: number;
  /** Transfers that are closed, since nothing of them was sent. */
  closing: number;
  /** Transfers that were begun and are still finished. */
  finishing: number;
}

const remainsColumns = `
  count(*) filter (where document_id is not null)::integer as documents,
  count(*) filter (
    where state in ('waiting', 'blocked') and frozen is null
  )::integer as closing,
  count(*) filter (
    where state in ('waiting', 'sending', 'in_doubt', 'blocked') and frozen is not null
  )::integer as finishing`;

/** Counts what a connection has made, and what becomes of its open transfers if it is archived. */
export async function connectionRemains(knex: Knex, shopId: ShopId, id: ConnectionId): Promise<ConnectionRemains> {
  const [row] = (await knex('transfers')
    .where({ shop_id: shopId, connection_id: id })
    .select(knex.raw(remainsColumns))) as [ConnectionRemains];
  return row;
}

/** Tells every process that the shop's connections have changed: the version that they know is no longer the newest. */
export async function raiseSettingsVersion(knex: Knex, shopId: string): Promise<void> {
  await knex('shops').where({ id: shopId }).increment('settings_version', 1);
}
