import { execFile, spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { executeByWeb } from '../execute-by-web.ts';
import { startGroup, type ProcessGroup } from '../process-group.ts';
import type { CodeRequest, RunningSite, Runtime, ShopFolder } from '../runtime.ts';
import { ShopUnavailable } from '../sources.ts';
import { socketOf, startMariaDb } from './mariadb.ts';

const run = promisify(execFile);
const router = fileURLToPath(new URL('router.php', import.meta.url));
const startSeconds = 60;
const extensions = ['mysqli', 'curl', 'dom', 'mbstring', 'gd', 'intl', 'zip', 'bcmath'];

const install =
  'On Debian: apt-get install php-cli php-mysql php-curl php-xml php-mbstring php-gd php-intl php-zip php-bcmath mariadb-server';

/** The same for the command line and for the server. */
const settingsOf = (folder: ShopFolder): string[] =>
  [
    ['opcache.enable_cli', '1'],
    ['opcache.memory_consumption', '192'],
    ['opcache.max_accelerated_files', '20000'],
    ['opcache.file_cache', compiledCode(folder)],
    ['memory_limit', '256M'],
    ['max_execution_time', '0'],
    ['display_errors', '0'],
    ['error_reporting', '-1'],
  ].flatMap(([name, value]) => ['-d', `${name}=${value}`]);

/** Where each process of the shop finds what others have compiled, which saves it two thirds of a second. */
const compiledCode = ({ root }: ShopFolder): string => join(root, 'compiled');

/** PHP and MariaDB of this machine, the runtime with a database that really locks. */
export const classicRuntime: Runtime = {
  name: 'classic',
  async describe() {
    const php = await run('php', ['-n', '-r', 'echo PHP_VERSION;']);
    const mariadb = await run('mariadbd', ['--no-defaults', '--version']);
    return `PHP ${php.stdout}, MariaDB ${/Ver ([\d.]+)/.exec(mariadb.stdout)?.[1] ?? 'unknown'}`;
  },
  async prepare() {
    for (const command of ['php', 'mariadbd', 'mariadb-install-db', 'mariadb-admin']) {
      await run(command, ['--version']).catch(() => {
        throw new ShopUnavailable(`The classic runtime needs ${command}, which is not in the PATH. ${install}`);
      });
    }
    const { stdout } = await run('php', ['-m']);
    const loaded = stdout.toLowerCase().split(/\s+/);
    const missing = extensions.filter((extension) => !loaded.includes(extension));
    if (missing.length > 0) throw new ShopUnavailable(`PHP lacks the extensions ${missing.join(', ')}. ${install}`);
  },
  async furnish() {
    // WordPress brings what MariaDB needs.
  },
  databaseHost: (folder) => `localhost:${socketOf(folder)}`,
  async open(folder, port): Promise<RunningSite> {
    const database = await startMariaDb(folder);
    let server: ProcessGroup | null = null;
    let wasKilled = false;
    const stopPhp = async (): Promise<void> => {
      wasKilled ||= server !== null;
      await server?.stop();
      server = null;
    };
    return {
      async startPhp() {
        if (server !== null) return;
        // A PHP that was killed while it compiled can leave a file behind whose classes no later PHP finds.
        if (wasKilled) await rm(compiledCode(folder), { recursive: true, force: true });
        await mkdir(compiledCode(folder), { recursive: true });
        server = await startPhp(folder, port);
      },
      stopPhp,
      // The server has all code compiled already: a process of its own takes four times as long.
      execute: (request) => (server === null ? executeByCommand : executeByWeb)(folder, port, request),
      async close(how) {
        await stopPhp();
        await (how === 'clean' ? database.shutDown() : database.kill());
      },
    };
  },
};

async function startPhp(folder: ShopFolder, port: number): Promise<ProcessGroup> {
  const address = `127.0.0.1:${port}`;
  const begin = (): ProcessGroup =>
    startGroup('php', [...settingsOf(folder), '-S', address, '-t', folder.site, router], {
      log: join(folder.root, 'php.log'),
      // A shop that calls itself would hang with one worker.
      env: { PHP_CLI_SERVER_WORKERS: '4' },
    });
  let server = begin();
  const end = Date.now() + startSeconds * 1000;
  while (
    !(await fetch(`http://${address}/license.txt`).then(
      () => true,
      () => false,
    ))
  ) {
    if (Date.now() > end) {
      await server.stop();
      throw new Error(`PHP did not start at ${address}:\n${await server.output()}`);
    }
    await sleep(20);
    // The port is still taken for a moment when a worker of the server before it, killed, is slow to go.
    if (server.hasEnded()) server = begin();
  }
  return server;
}

/** Runs the code in a PHP process of its own, which needs no server. */
async function executeByCommand(folder: ShopFolder, port: number, request: CodeRequest): Promise<string> {
  const php = spawn('php', [...settingsOf(folder), join(folder.site, 'kontor-run.php')], { cwd: folder.site });
  php.stdin.on('error', () => undefined);
  php.stdin.end(JSON.stringify({ ...request, token: folder.token, url: `http://127.0.0.1:${port}` }));
  const [output, errors] = await Promise.all([text(php.stdout), text(php.stderr)]);
  return output + errors;
}
