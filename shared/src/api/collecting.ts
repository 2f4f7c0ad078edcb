import { z } from 'zod';
import { problemText } from '../problem.ts';

/** One run that read the articles or the addresses of an office. */
export const collectorRun = z.object({
  id: z.number().int(),
  connection: z.string(),
  /** Whether the run reads everything that the office has, or what changed. */
  reads: z.enum(['all', 'changes']),
  /** `held`: what it has read cannot be right, so that a task asks what to do. */
  state: z.enum(['running', 'done', 'held']),
  read: z.number().int(),
  changed: z.number().int().nullable(),
  refused: z.number().int(),
  /** The first hundred that were refused, with why. */
  refusals: z.array(z.object({ id: z.string(), name: z.string(), why: z.string() })),
  /** Why it is held, or why the last call to the office brought nothing. */
  problem: problemText.nullable(),
  begun: z.date(),
  ended: z.date().nullable(),
});
export type CollectorRun = z.infer<typeof collectorRun>;

/** `GET /v1/shops/{shop}/views/{articles|addresses}/runs`: the last runs, newest first. */
export const collectorRunsAnswer = z.object({ runs: z.array(collectorRun) });
export type CollectorRunsAnswer = z.infer<typeof collectorRunsAnswer>;
