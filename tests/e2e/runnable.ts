import type { RuntimeName } from '../shop/runtime.ts';

const runnable = (process.env['KONTOR_E2E_RUNTIMES'] ?? 'classic').split(',');

/** Describes tests that need this runtime; they are skipped, and shown as such, where it cannot run. */
export const describeOn = (runtime: RuntimeName): typeof describe.skip =>
  runnable.includes(runtime) ? describe : describe.skip;
