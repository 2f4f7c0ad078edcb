import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openEmbedded } from '../../bridge-server/src/database/embedded.ts';
import { openPlace } from '../../bridge-server/src/database/embedded/place.ts';
import { takeStartersTurn } from '../../bridge-server/src/database/embedded/starter.ts';
import { endLeftBehind, endPostmaster } from '../setup/postmaster.ts';
import { appears } from '../setup/until.ts';

/**
 * How PostgreSQL is ended. `fast`: it rolls open transactions back. `immediate`: as in a power failure, so that the
 * next start recovers. `killed`: the same, but the server's child processes go on without it for a moment.
 */
export type Shutdown = 'fast' | 'immediate' | 'killed';
const signals = { fast: 'SIGINT', immediate: 'SIGQUIT', killed: 'SIGKILL' } as const;

/** The PostgreSQL of this run alone. */
export interface Postgres {
  url: string;
  folder: string;
  /** Ends PostgreSQL, and for `downMs` keeps the bridge's processes from starting it again. */
  end(mode: Shutdown, downMs: number): Promise<void>;
  close(): Promise<void>;
}

export async function openPostgres(): Promise<Postgres> {
  const folder = await mkdtemp(join(tmpdir(), 'kontor-faults-'));
  // The server runs as another user when the tests run as root.
  await chmod(folder, 0o755);
  const place = await openPlace(folder);
  const server = await openEmbedded(folder);
  return {
    url: server.url,
    folder,
    async end(mode, downMs) {
      const endTurn = await appears(() => takeStartersTurn(place));
      await endPostmaster(folder, signals[mode]);
      await sleep(downMs);
      await endTurn();
    },
    async close() {
      await server.stop();
      await endLeftBehind(folder);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
