import { postEvents, type Signer } from '@kontor/client';
import type { ShopId } from '../../../bridge-server/src/ids.ts';
import type { Bridge } from '../../../bridge-server/src/open.ts';
import { addShop } from '../../../bridge-server/src/shops/shop.ts';
import { until } from '../../setup/until.ts';
import { simpleOrder } from '../../setup/woocommerce.ts';
import { openStage, untilReady } from '../stage.ts';
import { connectFetchingOffice } from './connection.ts';
import { fetchWhileKilled, type FetchingResult } from './run.ts';

/** Runs the office against the whole bridge, as `npm run faults` starts it. The web process is killed. */
export async function runFetching({
  kills,
  say,
}: {
  kills: number;
  say: (line: string) => void;
}): Promise<FetchingResult> {
  const stage = await openStage();
  try {
    const { bridge } = stage;
    const { shop, shopId } = await addSigningShop(bridge);
    const { connectionId, key } = await connectFetchingOffice(bridge, shopId);
    say(`an office fetches while the bridge is killed ${kills} times; logs in ${stage.postgres.folder}`);
    return await fetchWhileKilled(
      {
        pool: bridge.database.pool,
        shopId,
        connectionId,
        key,
        bridge: bridge.config.publicUrl,
        victim: stage.web,
        untilUp: () => untilReady(bridge.config.publicUrl),
        send: (ids) =>
          until(async () => {
            const events = ids.map((id) => ({ generation: 1, order: simpleOrder(id) }));
            return (await postEvents(shop, events, { timeoutMs: 4000 })).kind === 'answered';
          }, 'the bridge takes the orders'),
      },
      kills,
    );
  } finally {
    await stage.close();
  }
}

/** A shop that has no other connection. */
async function addSigningShop(bridge: Bridge): Promise<{ shop: Signer; shopId: ShopId }> {
  const { id } = await addShop(bridge.database.knex, { name: 'Optik Nord', url: 'https://optik-nord.example' });
  const key = await bridge.keys.add(id);
  if (!key.ok) throw new Error('the shop gets no key');
  const { keyId, privateJwk } = key.value;
  return { shop: { bridge: bridge.config.publicUrl, shop: id, keyId, privateKey: privateJwk }, shopId: id };
}

/** The result in words. */
export const fetchingVerdictOf = ({ kills, orders, fetchedAgain, violations }: FetchingResult): string =>
  [
    `The office fetched ${orders} orders while the bridge was killed ${kills} times; ` +
      `it fetched ${fetchedAgain} documents more than once.`,
    violations.length === 0 ? 'Each order is in its folder once, with the same bytes.' : violations.join('\n'),
  ].join('\n');
