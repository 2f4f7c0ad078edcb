import { createRecurring } from '../mirror/recurring.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { System } from '../systems/contract.ts';
import type { Kind } from './kind.ts';
import { readNextPage } from './read-page.ts';

/** Reads what every office tells of. */
export interface Collector {
  start(): void;
  /** Begins no further page, and waits until the current ones are kept. */
  stop(): Promise<void>;
}

/** `systems`: those that the bridge knows. `pollSeconds`: how often it looks for a page that is due. */
export function createCollector(
  mirror: Mirror,
  kinds: readonly Kind[],
  systems: readonly System[],
  pollSeconds: number,
): Collector {
  const recurring = createRecurring(mirror);
  return {
    start() {
      for (const kind of kinds) {
        const telling = systems.filter((system) => kind.isToldBy(system)).map(({ key }) => key);
        recurring.every(`collect_${kind.what}`, pollSeconds, () => readNextPage(mirror, kind, telling));
      }
    },
    stop: () => recurring.stop(),
  };
}
