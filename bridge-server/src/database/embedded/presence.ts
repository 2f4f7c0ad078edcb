import pg from 'pg';
import { advisoryLocks } from '../advisory-locks.ts';
import { within } from '../within.ts';
import { databaseName, urlOf, type EmbeddedAccess } from './place.ts';

/**
 * Shows that this process uses the server. It is a shared advisory lock on a connection of its own. If the process is
 * killed, PostgreSQL releases the lock by itself.
 */
export interface Presence {
  /** Resolves when the connection ends and this process did not end it, such as when PostgreSQL died. */
  lost: Promise<void>;
  /** Gives the lock up. `last`: nobody else uses the server, and nobody can start using it before `close`. */
  leave(): Promise<'last' | 'others' | 'silent'>;
  close(): Promise<void>;
}

/**
 * The outcome of an attempt to join the server.
 * - `joined`; `dataFolder` is the path as the server itself sees it.
 * - `starting`: the server starts or stops, and refuses connections meanwhile.
 * - `busy`: the server is up, but its last user stops it, or all its connections are in use.
 * - `away`: the server does not answer on its port.
 */
export type Joined =
  { state: 'joined'; presence: Presence; dataFolder: string } | { state: 'starting' | 'busy' | 'away'; said: string };

/** How long to wait for an answer: a server that hangs never gives one. */
const answerSeconds = 5;

const noDatabase = '3D000';
/** SQLSTATEs with which a running PostgreSQL refuses a connection. */
const refusals: ReadonlyMap<unknown, 'starting' | 'busy'> = new Map([
  ['57P03', 'starting'],
  ['53300', 'busy'],
]);

/** Joins the server, and makes the bridge's database if it is missing. Never throws. */
export async function joinServer(access: EmbeddedAccess): Promise<Joined> {
  const joined = await tryToJoin(access);
  if (joined.state !== 'away' || joined.code !== noDatabase) return joined;
  await makeDatabase(access).catch(() => undefined);
  return tryToJoin(access);
}

async function tryToJoin(access: EmbeddedAccess): Promise<Joined & { code?: unknown }> {
  const client = clientOf(urlOf(access));
  let hasLeft = false;
  let dataFolder = '';
  const lost = new Promise<void>((resolve) => {
    client.once('end', () => {
      if (!hasLeft) resolve();
    });
  });
  const close = async (): Promise<void> => {
    hasLeft = true;
    await endClient(client);
  };
  try {
    await client.connect();
    if (!(await tryLock(client, 'pg_try_advisory_lock_shared'))) {
      await close();
      return { state: 'busy', said: 'the last process that used it stops it' };
    }
    const { rows } = await client.query<{ folder: string }>(`select current_setting('data_directory') as folder`);
    dataFolder = rows[0]?.folder ?? '';
  } catch (fault) {
    await close();
    const { code, message } = fault as { code?: unknown; message?: string };
    return { state: refusals.get(code) ?? 'away', said: message || String(code), code };
  }
  return {
    state: 'joined',
    dataFolder,
    presence: {
      lost,
      async leave() {
        hasLeft = true;
        try {
          await client.query('select pg_advisory_unlock_shared($1)', [advisoryLocks.embeddedServer]);
          return (await tryLock(client, 'pg_try_advisory_lock')) ? 'last' : 'others';
        } catch {
          return 'silent';
        }
      },
      close,
    },
  };
}

async function tryLock(
  client: pg.Client,
  lock: 'pg_try_advisory_lock_shared' | 'pg_try_advisory_lock',
): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>(`select ${lock}($1) as held`, [advisoryLocks.embeddedServer]);
  return rows[0]?.held === true;
}

async function makeDatabase(access: EmbeddedAccess): Promise<void> {
  const client = clientOf(urlOf(access, 'postgres'));
  try {
    await client.connect();
    await client.query(`create database ${databaseName}`);
  } finally {
    await endClient(client);
  }
}

/** Ends the connection, and cuts it when the server does not end its side in time. */
async function endClient(client: pg.Client): Promise<void> {
  await within(1, client.end()).catch(() => undefined);
  client.connection.stream.destroy();
}

/** A client whose session may be idle: the server's time-out for idle sessions is off for it. */
function clientOf(url: string): pg.Client {
  const client = new pg.Client({
    connectionString: url,
    keepAlive: true,
    application_name: 'kontor presence',
    connectionTimeoutMillis: answerSeconds * 1000,
    query_timeout: answerSeconds * 1000,
    options: '-c idle_session_timeout=0',
  });
  // The `end` event follows every error, and only that one counts here.
  client.on('error', () => undefined);
  return client;
}
