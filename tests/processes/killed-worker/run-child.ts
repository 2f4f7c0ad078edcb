import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { patienceMs } from '../../setup/until.ts';
import type { World } from '../../setup/world.ts';

const script = fileURLToPath(new URL('./child.mjs', import.meta.url));

/** Runs a worker process that kills itself at a point, `POINT [STEP KIND]`. Resolves to the signal that ended it. */
export function runChild(world: World, point: readonly string[]): Promise<NodeJS.Signals | null> {
  const child = spawn(process.execPath, [script, ...point], {
    env: { PATH: process.env['PATH'], ...world.environment() },
    stdio: 'inherit',
  });
  // A process that never reaches the point is not left behind.
  const overdue = setTimeout(() => child.kill('SIGTERM'), patienceMs);
  return new Promise((done) =>
    child.once('exit', (_code, signal) => {
      clearTimeout(overdue);
      done(signal);
    }),
  );
}

/** Limits how many tasks run at the same time; the others wait for their turn, in the order of their calls. */
export function atMost(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running === most) await new Promise<void>((turn) => waiting.push(turn));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
