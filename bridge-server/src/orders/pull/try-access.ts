import { withoutEndingSlashes } from '@kontor/shared/address';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Egress } from '../../egress/send.ts';
import type { RestAccess } from '../../woocommerce/client.ts';
import { readOrderList } from '../../woocommerce/list.ts';
import { isKeyRefusal, type ShopFailure } from '../../woocommerce/reply.ts';
import { clientOf } from './pull.ts';

/** The failures for which the REST API may stand below `index.php`. */
const missingApi: ReadonlySet<string> = new Set(['shop_read.no_rest_api', 'shop_read.not_json']);

type Trial = { access: RestAccess; orders: number | null } | ShopFailure;

/**
 * Reads one order to find out whether the key works. Where a web server cannot rewrite addresses, WordPress has its REST
 * API below `index.php`, so it is tried there, too. `orders`: how many the shop has; null if it does not say.
 */
export async function tryAccess(egress: Egress, key: Omit<RestAccess, 'keyIn'>): Promise<Trial> {
  const trial = await tryAddress(egress, key);
  if (!('kind' in trial) || !missingApi.has(trial.code)) return trial;
  const belowIndex = await tryAddress(egress, { ...key, url: `${withoutEndingSlashes(key.url)}/index.php` });
  return 'kind' in belowIndex ? trial : belowIndex;
}

/**
 * Some web servers do not pass the header with the key to PHP, so over https the key is tried in the query, too.
 */
async function tryAddress(egress: Egress, key: Omit<RestAccess, 'keyIn'>): Promise<Trial> {
  const correlationId = randomUUID();
  const readWith = async (keyIn: RestAccess['keyIn']) => {
    const access = { ...key, keyIn };
    const read = await readOrderList(clientOf({ egress }, { access, correlationId }), { per_page: 1 }, z.unknown());
    return read.kind === 'failed' ? read : { access, orders: read.total };
  };
  const byHeader = await readWith('header');
  const mayBeHeader = 'kind' in byHeader && isKeyRefusal(byHeader);
  if (!mayBeHeader || !key.url.startsWith('https:')) return byHeader;
  const byQuery = await readWith('query');
  return 'kind' in byQuery ? byHeader : byQuery;
}
