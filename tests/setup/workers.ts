import type { Worker } from '../../bridge-server/src/mirror/worker.ts';

/** Has these workers at work while something is done, and stops them however that ends. */
export async function withWorkers<Outcome>(
  workers: readonly Worker[],
  work: () => Outcome | Promise<Outcome>,
): Promise<Outcome> {
  for (const worker of workers) worker.start();
  try {
    return await work();
  } finally {
    for (const worker of workers) await worker.stop();
  }
}
