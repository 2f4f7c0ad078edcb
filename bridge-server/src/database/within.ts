import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for the work, but no longer than so many seconds. False: the work still runs. Throws what the work throws. */
export async function within(seconds: number, work: Promise<unknown>): Promise<boolean> {
  const patience = new AbortController();
  const timeOut = sleep(seconds * 1000, false, { signal: patience.signal }).catch(() => false);
  try {
    return await Promise.race([work.then(() => true), timeOut]);
  } finally {
    patience.abort();
  }
}
