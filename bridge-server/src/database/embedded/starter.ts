import { readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isAlive } from './lock-files.ts';
import type { EmbeddedPlace } from './place.ts';

/** After so long another process may try, too. */
const holdsForSeconds = 60;

/**
 * Lets one process at a time start the server: returns what ends its turn, or null while it is another's. Two that start it all the
 * same do no harm, since PostgreSQL's own lock file lets one of them win: this one spares the others a vain attempt.
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
    if (await isHeld(file)) return null;
    await rm(file, { force: true });
  }
  return null;
}

async function isHeld(file: string): Promise<boolean> {
  const [since, holder] = await Promise.all([
    stat(file).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    ),
    readFile(file, 'utf8').catch(() => ''),
  ]);
  if (Date.now() - since >= holdsForSeconds * 1000) return false;
  // Whoever has just made the file has not written into it yet.
  if (holder === '') return true;
  const [pid, ...namespace] = holder.split(' ');
  // Nothing tells whether a process of another container still runs.
  return namespace.join(' ') !== (await processNamespace()) || isAlive(Number(pid));
}

/** Where the numbers of processes mean the same as here: each container has its own. */
const processNamespace = (): Promise<string> => readlink('/proc/self/ns/pid').catch(hostname);
