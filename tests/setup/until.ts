import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Far longer than anything takes, also on a busy machine, and a little less than a test may take (tests/jest.config.js): who waits
 * in vain is told for what.
 */
export const patienceMs = 280_000;

/** Waits until it holds. `what`: for the message when it never does, made only then. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  what: string | (() => string | Promise<string>) = 'what the test waits for',
): Promise<void> {
  const end = Date.now() + patienceMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`It never came about: ${typeof what === 'string' ? what : await what()}`);
    await sleep(20);
  }
}

/** Waits until there is something, and returns it. */
export async function appears<T>(read: () => T | undefined | null | Promise<T | undefined | null>): Promise<T> {
  let found: T | undefined | null;
  await until(async () => (found = await read()) != null);
  return found as T;
}
