import { createRecurring } from '../../mirror/recurring.ts';
import { claimDue } from './readings.ts';
import { readingLeaseSeconds, readShop, type TurnParts } from './turn.ts';

/** How many shops one process reads at a time, so that a slow shop does not keep all others waiting. */
const lanes = 4;

/** Reads every shop that the bridge has access to, at regular intervals. */
export interface Puller {
  start(): void;
  /** Begins no further page, and waits until the current page is taken in. */
  stop(): Promise<void>;
}

/**
 * Several processes may have a puller. The lease lets only one of them read a shop at a time. `pollSeconds`: how often
 * it looks for a due shop.
 */
export function createPuller(parts: TurnParts, pollSeconds: number): Puller {
  const recurring = createRecurring(parts);
  return {
    start() {
      for (let lane = 0; lane < lanes; lane++)
        recurring.every('pull', pollSeconds, async () => {
          const shopId = await claimDue(parts.database, readingLeaseSeconds);
          if (shopId === null) return false;
          await readShop(parts, shopId, recurring.stopping);
          return true;
        });
    },
    stop: () => recurring.stop(),
  };
}
