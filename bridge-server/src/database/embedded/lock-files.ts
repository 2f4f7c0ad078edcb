import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { EmbeddedPlace } from './place.ts';

/** The file in which a running PostgreSQL writes the number of its process. */
const lockFile = ({ dataFolder }: EmbeddedPlace): string => join(dataFolder, 'postmaster.pid');

/**
 * The process of the server that runs there. Null: none does, or it runs where this process sees no processes, as in another container.
 * A process of another program with the same number is none.
 */
export async function serverProcess(place: EmbeddedPlace): Promise<number | null> {
  const pid = await livingPid(lockFile(place));
  return pid === null || (await isForeign(pid)) ? null : pid;
}

/**
 * Removes lock files that PostgreSQL would take for those of a running server though they are not: a power cut leaves them behind, and
 * PostgreSQL refuses to start while any process has the number in them. In a container, where numbers are low, that may well be one of the
 * bridge's own. `socket`: beside it lies a lock file, too.
 */
export async function removeForeignLocks(place: EmbeddedPlace, socket: string | null): Promise<void> {
  for (const file of [lockFile(place), ...(socket === null ? [] : [`${socket}.lock`])]) {
    const pid = await livingPid(file);
    if (pid !== null && (await isForeign(pid))) await rm(file, { force: true });
  }
}

async function livingPid(file: string): Promise<number | null> {
  // PostgreSQL removes the file at any moment while it stops.
  const text = await readFile(file, 'utf8').catch(() => '');
  const pid = Number(text.split('\n')[0]);
  return Number.isSafeInteger(pid) && pid > 0 && isAlive(pid) ? pid : null;
}

/** Whether the process surely is not PostgreSQL. Told on Linux alone: elsewhere, nothing is sure. */
async function isForeign(pid: number): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return command !== '' && !command.includes('postgres');
}

/** Whether a process with that number runs, be it another user's. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code === 'EPERM';
  }
}
