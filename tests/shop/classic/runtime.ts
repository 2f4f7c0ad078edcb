import { execFile, spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
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
  'On Debian: apt-get install php-cli php-mysql php-curl php-xml php-mbstring php-gd php-intl php-zip php-bcmath ' +
  'mariadb-server';

/** PHP's settings, for the command line and for the server alike; `compiled` is the folder for compiled code, or ''. */
const settingsOf = (compiled: string): string[] =>
  [
    ['opcache.enable_cli', '1'],
    ['opcache.memory_consumption', '192'],
    ['opcache.max_accelerated_files', '20000'],
    ['opcache.file_cache', compiled],
    ['memory_limit', '256M'],
    ['max_execution_time', '0'],
    ['display_errors', '0'],
    ['error_reporting', '-1'],
  ].flatMap(([name, value]) => ['-d', `${name}=${value}`]);

/** The folder in which the shop's PHP processes share compiled code, which saves each two thirds of a second. */
const compiledCode = ({ root }: ShopFolder): string => join(root, 'compiled');

/** The runtime on the PHP and MariaDB of this machine. Its database has real locks. */
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
    // WordPress itself has everything that MariaDB needs.
  },
  databaseHost: (folder) => `localhost:${socketOf(folder)}`,
  async open(folder, port): Promise<RunningSite> {
    const database = await startMariaDb(folder);
    let server: ProcessGroup | null = null;
    // A PHP that is killed while it compiles can leave a file behind that no later PHP can run. After a kill, code is
    // compiled into memory alone.
    let compiled = compiledCode(folder);
    await mkdir(compiled, { recursive: true });
    const stopPhp = async (): Promise<void> => {
      if (server === null) return;
      await server.stop();
      server = null;
      compiled = '';
    };
    return {
      async startPhp() {
        server ??= await startPhp(folder, port, compiled);
      },
      stopPhp,
      // The server has compiled all code already; a new process takes four times as long.
      execute: (request) =>
        server === null ? executeByCommand(folder, port, request, compiled) : executeByWeb(folder, port, request),
      async close(how) {
        await stopPhp();
        await (how === 'clean' ? database.shutDown() : database.kill());
      },
    };
  },
};

async function startPhp(folder: ShopFolder, port: number, compiled: string): Promise<ProcessGroup> {
  const address = `127.0.0.1:${port}`;
  const begin = (): ProcessGroup =>
    startGroup('php', [...settingsOf(compiled), '-S', address, '-t', folder.site, router], {
      log: join(folder.root, 'php.log'),
      // With one worker, a shop that calls itself would hang.
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
    // A killed worker of the former server may hold the port for a moment.
    if (server.hasEnded()) server = begin();
  }
  return server;
}

/** Runs the code in a new PHP process, which needs no server. */
async function executeByCommand(
  folder: ShopFolder,
  port: number,
  request: CodeRequest,
  compiled: string,
): Promise<string> {
  const php = spawn('php', [...settingsOf(compiled), join(folder.site, 'kontor-run.php')], { cwd: folder.site });
  php.stdin.on('error', () => undefined);
  php.stdin.end(JSON.stringify({ ...request, token: folder.token, url: `http://127.0.0.1:${port}` }));
  const [output, errors] = await Promise.all([text(php.stdout), text(php.stderr)]);
  return output + errors;
}
