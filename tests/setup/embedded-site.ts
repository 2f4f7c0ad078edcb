import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../bridge-server/src/database/embedded/free-port.ts';
import { startBridgeProcess, type BridgeProcess } from './bridge-process.ts';
import type { Endings } from './ended.ts';
import { furnish } from './furnished.ts';
import { endLeftBehind, postmasterOf } from './postmaster.ts';
import { appears } from './until.ts';

/** A folder of one test, and the bridge processes that use the PostgreSQL in it. */
export interface Site {
  folder: string;
  env: Readonly<Record<string, string>>;
  start(role?: 'web' | 'worker'): Promise<SiteProcess>;
}

export interface SiteProcess extends BridgeProcess {
  isReady(): Promise<boolean>;
  /** Waits for the first line of its log with this message. */
  line(message: string): Promise<Record<string, unknown>>;
  /** Stops it with SIGTERM; resolves to its exit code. */
  stop(): Promise<number | null>;
}

/** Opens a site, which ends with `endings`. `isEmpty`: its first process makes PostgreSQL's data. */
export async function openSite(endings: Endings, { isEmpty = false } = {}): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), 'kontor, "pg"-'));
  // The server runs as another user when the tests run as root.
  await chmod(folder, 0o755);
  if (!isEmpty) await furnish(folder);
  const env = { PATH: process.env['PATH'] ?? '', KONTOR_DATA: folder, KONTOR_POLL: '0.05' };
  endings.push(async () => {
    await endLeftBehind(folder);
    await rm(folder, { recursive: true, force: true });
  });
  return {
    folder,
    env,
    async start(role = 'web') {
      const port = await freePort();
      const bridge = startBridgeProcess({ ...env, PORT: String(port), KONTOR_ROLE: role });
      endings.push(async () => {
        bridge.child.kill('SIGKILL');
        await bridge.ended;
      });
      return {
        ...bridge,
        isReady: async () => (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null))?.status === 200,
        line: (message) => appears(() => bridge.log().find(({ msg }) => msg === message)),
        async stop() {
          bridge.child.kill('SIGTERM');
          return (await bridge.ended).code;
        },
      };
    },
  };
}

/** The process id of the PostgreSQL of the site, once it runs. */
export const runningOn = (site: Site): Promise<number> => appears(() => postmasterOf(site.folder));

/** How to reach the PostgreSQL of the site. */
export const accessTo = async (site: Site) =>
  JSON.parse(await readFile(join(site.folder, 'postgres.json'), 'utf8')) as { port: number; password: string };
