import type { RuntimeName } from '../shop/runtime.ts';

/** What a test may need on the machine. */
export type Need = RuntimeName | 'browser';

const runnable = (process.env['KONTOR_E2E_CAN'] ?? 'classic,browser').split(',');

/** Describes tests that need all of `needs`; if the machine lacks one of them, the tests are shown as skipped. */
export const describeOn = (...needs: Need[]): typeof describe.skip =>
  needs.every((need) => runnable.includes(need)) ? describe : describe.skip;
