import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openEmbedded } from '../../bridge-server/src/database/embedded.ts';

/** `fast`: open transactions are rolled back. `immediate`: as if the power went, so that the next start recovers. */
export type Shutdown = 'fast' | 'immediate';
const signals = { fast: 'SIGINT', immediate: 'SIGQUIT' } as const;

/** A PostgreSQL of the run's own. */
export interface Postgres {
  url: string;
  folder: string;
  /** Shuts it down, leaves it so for a while, and starts it again. */
  restart(mode: Shutdown, downMs: number): Promise<void>;
  close(): Promise<void>;
}

export async function openPostgres(): Promise<Postgres> {
  const folder = await mkdtemp(join(tmpdir(), 'kontor-faults-'));
  // The server runs as another user when the tests run as root.
  await chmod(folder, 0o755);
  const { url } = await openEmbedded(folder, { owner: true });
  const pid = async () =>
    Number((await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0]);
  return {
    url,
    folder,
    async restart(mode, downMs) {
      const running = await pid();
      process.kill(running, signals[mode]);
      while (isAlive(running)) await sleep(20);
      await sleep(downMs);
      await openEmbedded(folder, { owner: true });
    },
    async close() {
      await (await openEmbedded(folder, { owner: true })).stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
