import pg from 'pg';
import { advisoryLocks } from '../advisory-locks.ts';
import { within } from '../within.ts';
import { databaseName, urlOf, type EmbeddedAccess } from './place.ts';

/**
 * That this process uses the server: a shared lock on a connection of its own, for as long as the process lives. PostgreSQL itself
 * takes it back from a process that is killed.
 */
export interface Presence {
  /** Settles when the connection ends though nobody here ended it: PostgreSQL died, or somebody ended the connection. */
  lost: Promise<void>;
  /** Gives the lock up. `last`: nobody else uses the server, and nobody can begin to before `close`. */
  leave(): Promise<'last' | 'others' | 'silent'>;
  close(): Promise<void>;
}

/**
 * What became of an attempt to use the server. `starting`: it runs but lets nobody in yet, or not any more. `busy`: it is up, but its
 * last user stops it, or it has no connection free. `away`: nobody answers there, at least not as the server would.
 */
export type Joined =
  /** `dataFolder`: the server's own, by its own path. */
  { state: 'joined'; presence: Presence; dataFolder: string } | { state: 'starting' | 'busy' | 'away'; said: string };

/** A server that hangs is not waited for any longer. */
const answerSeconds = 5;

const noDatabase = '3D000';
/** What it means that PostgreSQL itself refuses a connection. */
const refusals: ReadonlyMap<unknown, 'starting' | 'busy'> = new Map([
  ['57P03', 'starting'],
  ['53300', 'busy'],
]);

/** Begins to use the server. Makes the bridge's database where it is missing. Never throws. */
export async function joinServer(access: EmbeddedAccess): Promise<Joined> {
  const joined = await tryToJoin(access);
  if (joined.state !== 'away' || joined.code !== noDatabase) return joined;
  await makeDatabase(access).catch(() => undefined);
  return tryToJoin(access);
}

async function tryToJoin(access: EmbeddedAccess): Promise<Joined & { code?: unknown }> {
  const client = clientOf(urlOf(access));
  let left = false;
  let dataFolder = '';
  const lost = new Promise<void>((done) => {
    client.once('end', () => {
      if (!left) done();
    });
  });
  const close = async (): Promise<void> => {
    left = true;
    await endClient(client);
  };
  try {
    await client.connect();
    if (!(await holds(client, 'pg_try_advisory_lock_shared'))) {
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
        left = true;
        try {
          await client.query('select pg_advisory_unlock_shared($1)', [advisoryLocks.embeddedServer]);
          return (await holds(client, 'pg_try_advisory_lock')) ? 'last' : 'others';
        } catch {
          return 'silent';
        }
      },
      close,
    },
  };
}

async function holds(
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

/** A server that hangs never ends its side. */
async function endClient(client: pg.Client): Promise<void> {
  await within(1, client.end()).catch(() => undefined);
  client.connection.stream.destroy();
}

/** It is idle for nearly all of its life, so no time-out of the server's for idle sessions may end it. */
function clientOf(url: string): pg.Client {
  const client = new pg.Client({
    connectionString: url,
    keepAlive: true,
    application_name: 'kontor presence',
    connectionTimeoutMillis: answerSeconds * 1000,
    query_timeout: answerSeconds * 1000,
    options: '-c idle_session_timeout=0',
  });
  // The end of the connection, which follows, is what counts.
  client.on('error', () => undefined);
  return client;
}
