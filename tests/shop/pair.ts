import { z } from 'zod';
import { ensureIdentity } from '../../bridge-server/src/shops/identity.ts';
import { createPairing } from '../../bridge-server/src/shops/pairing/code.ts';
import type { Bridge } from '../../bridge-server/src/open.ts';
import type { Shop } from './open.ts';

/** A pairing that succeeded, with the plugin's checklist. */
export interface PairedShop {
  /** The shop as the bridge knows it. */
  shopId: string;
  /** The steps of the plugin's checklist. `problem`: what is wrong, in words. */
  steps: readonly { step: string; state: string; problem: string | null }[];
}

const pairingResult = z.object({
  shopId: z.string().nullable(),
  steps: z.array(z.object({ step: z.string(), state: z.string(), problem: z.string().nullable() })),
});

/** Makes a pairing code, as `kontor pair` does. */
export async function pairingCode(bridge: Bridge): Promise<string> {
  const identity = await ensureIdentity(bridge.database.knex, bridge.sealer);
  const { publicUrl } = bridge.config;
  return (await createPairing(bridge.database.knex, identity, { publicUrl, forShop: null, actor: 'operator' })).code;
}

/** The hook of the scheduled action that sends changed orders: `shop.runQueue(senderHook)` sends them now. */
export const senderHook = 'kontor_send';

/**
 * Pairs the shop with the bridge as people do: the bridge makes a code, as `kontor pair` does, and the plugin receives
 * the code, as on its page. Throws if the plugin says that it is not paired.
 */
export async function pairShop(shop: Pick<Shop, 'run' | 'url' | 'runtime'>, bridge: Bridge): Promise<PairedShop> {
  if (shop.runtime === 'node') await warmUp(shop.url);
  const code = await pairingCode(bridge);
  const { shopId, steps } = pairingResult.parse(
    await shop.run(
      `$checklist = \\Kontor\\Bridge\\Pairing\\Pair::with($args['code']);
       ( new \\Kontor\\Bridge\\Shop\\Alarm() )->ensure();
       return array(
         'shopId' => \\Kontor\\Bridge\\Pairing\\Pairing::current()?->shop,
         'steps'  => array_map(
           static fn (array $line): array => array(
             'step'    => $line['step'],
             'state'   => $line['state'],
             'problem' => null === $line['problem'] ? null : "{$line['problem']->code}: {$line['problem']->cause}",
           ),
           $checklist->lines()
         ),
       );`,
      { code },
    ),
  );
  if (shopId === null) throw new Error(`The shop is not paired: ${JSON.stringify(steps)}`);
  return { shopId, steps };
}

/**
 * Starts two instances of PHP in WebAssembly. During a pairing the bridge asks the shop for its key while the shop
 * waits for the bridge; if the second instance had to start only then, a busy machine would take longer than the plugin
 * waits.
 */
async function warmUp(url: string): Promise<void> {
  const ask = async (): Promise<void> => {
    const response = await fetch(`${url}/?rest_route=/kontor/v1`);
    await response.arrayBuffer();
  };
  await Promise.all([ask(), ask()]);
}
