import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { EmbeddedPlace } from './place.ts';

/** The file in which a running PostgreSQL writes its process id. */
const lockFile = ({ dataFolder }: EmbeddedPlace): string => join(dataFolder, 'postmaster.pid');

/**
 * The process id of the server that runs in the place. Null: no server runs there, or it runs in another container,
 * whose processes this one cannot see. A process of another program that has the same id does not count.
 */
export async function serverProcess(place: EmbeddedPlace): Promise<number | null> {
  const pid = await livingPid(lockFile(place));
  return pid === null || (await isForeign(pid)) ? null : pid;
}

/**
 * Removes stale lock files. A power cut leaves them behind, and PostgreSQL refuses to start while any process has the
 * id in them. In a container process ids are low, so the id may well be one of the bridge's own. `socket`: the path of
 * a socket, which has a lock file beside it as well.
 */
export async function removeForeignLocks(place: EmbeddedPlace, socket: string | null): Promise<void> {
  for (const file of [lockFile(place), ...(socket === null ? [] : [`${socket}.lock`])]) {
    const pid = await livingPid(file);
    if (pid !== null && (await isForeign(pid))) await rm(file, { force: true });
  }
}

async function livingPid(file: string): Promise<number | null> {
  // PostgreSQL may remove the file at any moment while it stops.
  const text = await readFile(file, 'utf8').catch(() => '');
  const pid = Number(text.split('\n')[0]);
  return Number.isSafeInteger(pid) && pid > 0 && isAlive(pid) ? pid : null;
}

/** Whether the process is surely not PostgreSQL. Only Linux tells; elsewhere the answer is always false. */
async function isForeign(pid: number): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return command !== '' && !command.includes('postgres');
}

/** Whether a process with that id runs, also when it belongs to another user. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code === 'EPERM';
  }
}
