import { setTimeout as sleep } from 'node:timers/promises';

/**
 * How long a test waits: far longer than anything takes on a busy machine, and a little less than a test may take
 * (tests/jest.config.js), so that a test that waits in vain says for what.
 */
export const patienceMs = 280_000;

/** Waits until the condition holds. `what`: names the condition when it never holds. */
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

/** Waits until the value is there, and returns it. */
export async function appears<T>(read: () => T | undefined | null | Promise<T | undefined | null>): Promise<T> {
  let value: T | undefined | null;
  await until(async () => (value = await read()) != null);
  return value as T;
}
