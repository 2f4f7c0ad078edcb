import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { World } from '../../setup/world.ts';

/** Runs a worker process on the world that kills itself at the given point, `POINT [STEP KIND]`; tells by which signal it ended. */
export function runChild(world: World, given: readonly string[]): Promise<NodeJS.Signals | null> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(new URL('./child.ts', import.meta.url)), ...given],
    {
      env: { PATH: process.env['PATH'], ...world.environment() },
      stdio: 'inherit',
    },
  );
  const tooLong = setTimeout(() => child.kill('SIGTERM'), 40_000);
  return new Promise((done) =>
    child.once('exit', (_code, signal) => {
      clearTimeout(tooLong);
      done(signal);
    }),
  );
}
