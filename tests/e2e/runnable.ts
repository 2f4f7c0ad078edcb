import type { RuntimeName } from '../shop/runtime.ts';

/** What a test may need of the machine. */
export type Need = RuntimeName | 'browser';

const runnable = (process.env['KONTOR_E2E_CAN'] ?? 'classic,browser').split(',');

/** Describes tests that need all of this; they are skipped, and shown as such, where the machine lacks one. */
export const describeOn = (...needs: Need[]): typeof describe.skip =>
  needs.every((need) => runnable.includes(need)) ? describe : describe.skip;
