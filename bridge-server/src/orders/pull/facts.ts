import { saveFacts } from '../../shops/facts.ts';
import { readSettings } from '../../woocommerce/settings.ts';
import { clientOf, type PulledShop, type PullParts } from './pull.ts';

/**
 * Reads the settings of a shop and stores them. What could not be read is stored as missing. Throws only if the database
 * cannot be used.
 */
export async function refreshFacts(parts: Pick<PullParts, 'database' | 'egress'>, shop: PulledShop): Promise<void> {
  await saveFacts(parts.database, shop.shopId, await readSettings(clientOf(parts, shop)));
}
