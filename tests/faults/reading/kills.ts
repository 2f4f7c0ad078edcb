import { until } from '../../setup/until.ts';
import { untilReady } from '../stage.ts';
import type { KeptProcess } from '../processes.ts';
import type { Play } from './play.ts';

/**
 * Kills the web process between the deliveries of webhooks, or the workers in the middle of a reading. A worker that is
 * killed leaves its lease on the shop behind; its time is set to over. `isDelivered`: whether all webhooks were
 * delivered.
 */
export async function killSome(
  { stage, shop, progress, deliverer, kills, random }: Play,
  isDelivered: () => boolean,
): Promise<void> {
  const { web, workers } = stage;
  const isWeb = random() < 0.3;
  const victims = isWeb ? [web] : random() < 0.5 ? workers : workers.slice(0, 1);
  for (const victim of victims) await stage.untilUp(victim);
  const arrived = deliverer.counts.arrived + Math.floor(10 * random());
  const requested = shop.requests().length + 1 + Math.floor(12 * random());
  await (isWeb
    ? until(() => deliverer.counts.arrived >= arrived || isDelivered(), 'webhooks are delivered')
    : until(async () => {
        if (shop.requests().length >= requested) return true;
        const { isDue, isLeased, isFailed, hints } = await progress.standing();
        return isDelivered() && !isDue && !isLeased && (hints === 0 || isFailed);
      }, 'the shop is being read, or has nothing to read'));
  for (const victim of victims) await kill(victim);
  kills.done += 1;
  if (!isWeb) await progress.endLease();
  // Otherwise hardly any webhook would arrive: WooCommerce disables those that fail too often.
  else await untilReady(stage.bridge.config.publicUrl);
}

/** Kills a process that may be about to start again after an end of its own. */
const kill = (victim: KeptProcess): Promise<void> => until(() => victim.kill(), `${victim.name} runs`);
