import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until the work is done, but for no longer than so many seconds. False: it is not done yet. Throws what the work throws. */
export async function within(seconds: number, work: Promise<unknown>): Promise<boolean> {
  const patience = new AbortController();
  const over = sleep(seconds * 1000, false, { signal: patience.signal }).catch(() => false);
  try {
    return await Promise.race([work.then(() => true), over]);
  } finally {
    patience.abort();
  }
}
