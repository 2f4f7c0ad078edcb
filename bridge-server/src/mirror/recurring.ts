import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { Meter } from '../metrics/meter.ts';

/** Work that a process does over and over. */
export interface Recurring {
  /**
   * Repeats `round` until it is stopped. After a round with nothing to do (`false`), or a fault, it pauses for
   * `idleSeconds`.
   */
  every(name: string, idleSeconds: number, round: () => Promise<boolean>): void;
  stopping(): boolean;
  /** Begins no further round, and returns when the running rounds are over. */
  stop(): Promise<void>;
}

/** `meter`: counts the rounds. */
export function createRecurring({ log, meter }: { log: Log; meter?: Meter }): Recurring {
  const end = new AbortController();
  // Every loop waits for the signal, and there are more of them than Node.js expects listeners.
  setMaxListeners(0, end.signal);
  const stopping = () => end.signal.aborted;
  const loops: Promise<void>[] = [];

  async function repeat(name: string, idleSeconds: number, round: () => Promise<boolean>): Promise<void> {
    while (!stopping()) {
      const busy = await round().then(
        (hadWork) => {
          meter?.count('kontor_worker_rounds_total', { loop: name, outcome: 'done' });
          return hadWork;
        },
        (fault: unknown) => {
          meter?.count('kontor_worker_rounds_total', { loop: name, outcome: 'failed' });
          log.error({ err: fault, loop: name }, 'a round of recurring work failed');
          return false;
        },
      );
      if (!busy) await sleep(idleSeconds * 1000, undefined, { signal: end.signal }).catch(() => undefined);
    }
  }

  return {
    stopping,
    every(name, idleSeconds, round) {
      loops.push(repeat(name, idleSeconds, round));
    },
    async stop() {
      end.abort();
      await Promise.all(loops);
    },
  };
}
