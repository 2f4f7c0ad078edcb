import { createRecurring } from '../mirror/recurring.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { collectNext } from './collect.ts';
import { forgetHeldStock } from './forget-held.ts';

/** Reads the articles of every office that tells of them. */
export interface Collector {
  start(): void;
  /** Begins no further page, and waits until the current one is kept. */
  stop(): Promise<void>;
}

/** `systems`: the keys of the systems that tell of articles. `pollSeconds`: how often it looks for a page that is due. */
export function createCollector(mirror: Mirror, systems: readonly string[], pollSeconds: number): Collector {
  const recurring = createRecurring(mirror);
  return {
    start() {
      recurring.every('collect', pollSeconds, () => collectNext(mirror, systems));
      recurring.every('held', 600, async () => {
        await forgetHeldStock(mirror.database.pool);
        return false;
      });
    },
    stop: () => recurring.stop(),
  };
}
