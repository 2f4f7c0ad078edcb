import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { executeByWeb } from '../execute-by-web.ts';
import { startGroup, type ProcessGroup } from '../process-group.ts';
import type { RunningSite, Runtime, ShopFolder } from '../runtime.ts';
import { unzip } from '../zip/read.ts';
import { installPackages, packagesFolder } from './install.ts';

const server = fileURLToPath(new URL('server.mjs', import.meta.url));
const startSeconds = 120;
/**
 * The folder of the SQLite integration. In the folder of plugins it would activate itself at the first page of
 * wp-admin.
 */
const sqlite = '/wordpress/wp-content/sqlite';

/**
 * The runtime with PHP in WebAssembly and SQLite. It needs only Node, but it is slow, and its database has no locks.
 */
export const nodeRuntime: Runtime = {
  name: 'node',
  describe: () => Promise.resolve('PHP 8.1 in WebAssembly, SQLite'),
  prepare: installPackages,
  async furnish(folder) {
    const content = join(folder.site, 'wp-content');
    const unpacking = await mkdtemp(join(folder.root, 'sqlite-'));
    await unzip(join(packagesFolder, 'node_modules/@wp-playground/cli/sqlite-database-integration.zip'), unpacking);
    await rename(join(unpacking, 'plugin-sqlite-database-integration'), join(content, 'sqlite'));
    await rm(unpacking, { recursive: true });
    const dropIn = await readFile(join(content, 'sqlite/db.copy'), 'utf8');
    await writeFile(join(content, 'db.php'), dropIn.replace('{SQLITE_IMPLEMENTATION_FOLDER_PATH}', sqlite));
  },
  databaseHost: () => '',
  async open(folder, port): Promise<RunningSite> {
    let php: ProcessGroup | null = null;
    const startPhp = async (): Promise<void> => {
      php ??= await start(folder, port);
    };
    const stopPhp = async (): Promise<void> => {
      await php?.stop();
      php = null;
    };
    return {
      startPhp,
      stopPhp,
      async execute(request) {
        // There is no command line, so code cannot run in a shop whose PHP is stopped.
        if (php === null) throw new Error('PHP is stopped, and without it nothing runs in a shop on Node.');
        return executeByWeb(folder, port, request);
      },
      close: stopPhp,
    };
  },
};

async function start(folder: ShopFolder, port: number): Promise<ProcessGroup> {
  const php = startGroup(process.execPath, [server, folder.site, String(port), packagesFolder], {
    log: join(folder.root, 'php.log'),
    // The options that a test runner sets for itself are not meant for the server.
    env: { NODE_OPTIONS: '' },
  });
  const end = Date.now() + startSeconds * 1000;
  const answers = () =>
    fetch(`http://127.0.0.1:${port}/license.txt`).then(
      () => true,
      () => false,
    );
  while (!(await answers())) {
    if (php.hasEnded() || Date.now() > end) {
      await php.stop();
      throw new Error(`PHP did not start at port ${port}:\n${await php.output()}`);
    }
    await sleep(50);
  }
  return php;
}
