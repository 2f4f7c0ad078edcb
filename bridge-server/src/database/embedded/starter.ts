import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Place } from './place.ts';

/** After so long another process may try, too. */
const holdsForSeconds = 60;

/**
 * Lets one process at a time start the server: returns what ends its turn, or null while it is another's. Two that start it all the
 * same do no harm, since PostgreSQL's own lock file lets one of them win: this one spares the others a vain attempt.
 */
export async function takeStartersTurn({ root }: Place): Promise<(() => Promise<void>) | null> {
  const file = join(root, 'postgres.starting');
  for (let tries = 0; tries < 2; tries++) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx', mode: 0o600 });
      return () => rm(file, { force: true });
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault;
    }
    if (await isHeld(file)) return null;
    await rm(file, { force: true });
  }
  return null;
}

async function isHeld(file: string): Promise<boolean> {
  const [since, pid] = await Promise.all([
    stat(file).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    ),
    readFile(file, 'utf8').catch(() => ''),
  ]);
  // Whoever has just made the file has not written into it yet.
  return Date.now() - since < holdsForSeconds * 1000 && (pid === '' || isAlive(Number(pid)));
}

/** Whether a process with that number runs, be it another user's. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code === 'EPERM';
  }
}
