import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import type { ConnectionId, ShopId } from '../ids.ts';
import { raiseSettingsVersion } from './change-connection.ts';
import { connectionFromRow, credentialsOf, type Connection, type ConnectionRow } from './connection.ts';
import { keyInCharge } from './key-check.ts';
import type { Rules } from './rules.ts';
import type { Sealer } from './sealing.ts';

export interface NewConnection {
  shopId: ShopId;
  system: string;
  account: string;
  accountName: string;
  /**
   * The longest document key of the system. It never changes for a connection, since keys in use must stay the same.
   */
  longestKey: number;
  rules: Rules;
  settings: unknown;
  credentials: unknown;
}

/**
 * Adds a connection to a shop. If the shop had a connection to the same account, that one is revived in its place, so
 * that nothing is booked twice.
 */
export async function addConnection(knex: Knex, sealer: Sealer, connection: NewConnection): Promise<Connection> {
  const { shopId, system, account } = connection;
  return knex.transaction(async (transaction) => {
    // This lock comes first, as in a rotation of the sealing key, so that the two cannot block each other.
    const keyId = await keyInCharge(transaction);
    const existing = await transaction<ConnectionRow>('connections')
      .where({ shop_id: shopId, system, account })
      .forUpdate()
      .first();
    const id = existing?.id ?? `c${randomBytes(5).toString('hex')}`;
    const values = {
      account_name: connection.accountName,
      rules: JSON.stringify(connection.rules),
      settings: JSON.stringify(connection.settings),
      credentials: await sealer.seal(connection.credentials, credentialsOf(shopId, id), keyId),
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
      .insert({ shop_id: shopId, id, system, account, longest_key: connection.longestKey, ...values })
      .onConflict(['shop_id', 'id'])
      .merge(values)
      .returning('*')) as [ConnectionRow];
    await raiseSettingsVersion(transaction, shopId);
    return connectionFromRow(row);
  });
}

/** Stores other credentials for the same account. False: the shop has no such connection. */
export async function replaceCredentials(
  knex: Knex,
  sealer: Sealer,
  replacement: { shopId: ShopId; id: ConnectionId; accountName: string; credentials: unknown },
): Promise<boolean> {
  const { shopId, id, accountName } = replacement;
  return knex.transaction(async (transaction) => {
    // This lock comes first, as in a rotation of the sealing key, so that the two cannot block each other.
    const keyId = await keyInCharge(transaction);
    const credentials = await sealer.seal(replacement.credentials, credentialsOf(shopId, id), keyId);
    const changed = await transaction('connections')
      .where({ shop_id: shopId, id })
      .whereNull('archived_at')
      .update({ credentials, account_name: accountName });
    return changed > 0;
  });
}
