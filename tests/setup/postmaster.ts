import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openEmbedded } from '../../bridge-server/src/database/embedded.ts';
import { until } from './until.ts';

/** The process id of the embedded PostgreSQL that runs on the folder; null where none runs. */
export async function postmasterOf(folder: string): Promise<number | null> {
  const text = await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number(text.split('\n')[0]);
  return pid > 0 && runs(pid) ? pid : null;
}

/** Whether a process with that id runs. */
export function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Ends the PostgreSQL that runs on the folder with the signal, and returns its process id once the process is gone. */
export async function endPostmaster(folder: string, signal: 'SIGINT' | 'SIGQUIT' | 'SIGKILL'): Promise<number> {
  const pid = await postmasterOf(folder);
  if (pid === null) throw new Error('no PostgreSQL runs there');
  process.kill(pid, signal);
  await until(() => !runs(pid), `PostgreSQL ends at ${signal}`);
  return pid;
}

/**
 * Ends the PostgreSQL of a folder whose users were all killed. It keeps running as long as it has not noticed that they
 * are gone.
 */
export async function endLeftBehind(folder: string): Promise<void> {
  while ((await postmasterOf(folder)) !== null) await (await openEmbedded(folder)).stop();
}
