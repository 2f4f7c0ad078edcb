import type { CompanySetup } from './world.ts';

/** What leads to a step, and what Go holds when all is over, whatever became of the worker that took it. */
export interface Scenario {
  setup: CompanySetup;
  /** The event that is sent and settled before; null where the step belongs to the order's first document. */
  before: unknown;
  /** The event whose transfer takes the step. */
  happens: unknown;
  ends: string;
}
