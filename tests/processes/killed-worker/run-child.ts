import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { patienceMs } from '../../setup/until.ts';
import type { World } from '../../setup/world.ts';

const script = fileURLToPath(new URL('./child.mjs', import.meta.url));

/** Runs a worker process on the world that kills itself at the given point, `POINT [STEP KIND]`; tells by which signal it ended. */
export function runChild(world: World, given: readonly string[]): Promise<NodeJS.Signals | null> {
  const child = spawn(process.execPath, [script, ...given], {
    env: { PATH: process.env['PATH'], ...world.environment() },
    stdio: 'inherit',
  });
  // One that never comes to the point is not left behind.
  const inVain = setTimeout(() => child.kill('SIGTERM'), patienceMs);
  return new Promise((done) =>
    child.once('exit', (_code, signal) => {
      clearTimeout(inVain);
      done(signal);
    }),
  );
}

/** Lets so many run at the same time; each gets its turn in the order of asking. */
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
