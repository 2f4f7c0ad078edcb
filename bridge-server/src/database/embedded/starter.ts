import { readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isAlive } from './lock-files.ts';
import type { EmbeddedPlace } from './place.ts';

/** A turn that is older counts as given up, and another process may take it. */
const turnSeconds = 60;

/**
 * Takes the turn to start the server. Returns a function that ends the turn, or null while another process has it. The
 * turn only saves vain attempts: if two processes start the server at once, PostgreSQL's own lock file lets one win.
 */
export async function takeStartersTurn({ root }: EmbeddedPlace): Promise<(() => Promise<void>) | null> {
  const file = join(root, 'postgres.starting');
  for (let tries = 0; tries < 2; tries++) {
    try {
      await writeFile(file, `${process.pid} ${await processNamespace()}`, { flag: 'wx', mode: 0o600 });
      return () => rm(file, { force: true });
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault;
    }
    if (await isTaken(file)) return null;
    await rm(file, { force: true });
  }
  return null;
}

async function isTaken(file: string): Promise<boolean> {
  const [since, holder] = await Promise.all([
    stat(file).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    ),
    readFile(file, 'utf8').catch(() => ''),
  ]);
  if (Date.now() - since >= turnSeconds * 1000) return false;
  // The holder has made the file and not yet written into it.
  if (holder === '') return true;
  const [pid, ...namespace] = holder.split(' ');
  // A process of another container cannot be seen from here, so its turn counts until it is too old.
  return namespace.join(' ') !== (await processNamespace()) || isAlive(Number(pid));
}

/** The namespace in which this process's id is valid. Each container has its own. */
const processNamespace = (): Promise<string> => readlink('/proc/self/ns/pid').catch(hostname);
