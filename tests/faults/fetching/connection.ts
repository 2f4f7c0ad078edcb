import type { Bridge } from '../../../bridge-server/src/open.ts';
import type { ShopId } from '../../../bridge-server/src/ids.ts';
import { addConnection } from '../../../bridge-server/src/shops/add-connection.ts';
import { addOfficeKey } from '../../../bridge-server/src/shops/office/keys.ts';
import { mmorthosoft } from '../../../bridge-server/src/systems/mmorthosoft/system.ts';
import { everydayRules } from '../../setup/rules.ts';

/** A connection whose office fetches, and the office's key. */
export interface FetchingConnection {
  connectionId: string;
  key: string;
}

/** Connects a shop to mmOrthosoft, and makes a key for its office. */
export async function connectFetchingOffice(
  { database, sealer }: Pick<Bridge, 'database' | 'sealer'>,
  shopId: ShopId,
): Promise<FetchingConnection> {
  const { id: connectionId } = await addConnection(database.knex, sealer, {
    shopId,
    system: mmorthosoft.key,
    account: mmorthosoft.key,
    accountName: mmorthosoft.label,
    longestKey: mmorthosoft.longestKey,
    credentials: {},
    settings: mmorthosoft.settings.parse({}),
    rules: everydayRules({ functions: ['orders', 'cancellations'] }),
  });
  const { key } = await addOfficeKey(database.pool, { shopId, connectionId }, '');
  return { connectionId, key };
}

/** The address of the connection's documents. `bridge`: the address of the bridge, or of a line that leads there. */
export const documentsAt = (bridge: string, shopId: string, connectionId: string): string =>
  `${bridge}/v1/shops/${shopId}/connections/${connectionId}/documents`;
