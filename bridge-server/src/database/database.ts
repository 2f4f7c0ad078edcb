import knexFactory, { type Knex } from 'knex';
import pg from 'pg';
import { asReader } from './reader-role.ts';
import { closeSeconds, timeOuts, type TimeOuts } from './time-outs.ts';
import { shareContents } from './contents.ts';
import { within } from './within.ts';

/** The bridge's PostgreSQL. */
export interface Database {
  /** For the hot statements, which are prepared by name. */
  pool: pg.Pool;
  /** For all other statements. */
  knex: Knex;
  /** For views. It can read these and nothing else, and it cannot write (`reader-role.ts`). */
  readPool: pg.Pool;
  /** For the few statements that read whole tables and may take minutes. */
  longPool: pg.Pool;
  /** Waits for running statements, and cuts the connections after a while if the server does not answer. */
  close(): Promise<void>;
}

// Money and counters fit into a safe integer (shared/money), so they are read as numbers and not as text.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`a bigint beyond 2^53 was stored: ${text}`);
  return value;
});

/** Keeps knex from writing faults to the standard output, between the lines of the log. Its callers get every fault. */
const writeNothing = (): void => undefined;
const silentLogger: Knex.Logger = {
  warn: writeNothing,
  error: writeNothing,
  deprecate: writeNothing,
  debug: writeNothing,
};

/** Connects to the PostgreSQL at `url`. `connections`: the most that `pool` opens. */
export function openDatabase(
  url: string,
  { connections = 16, waits = timeOuts.maintenance }: { connections?: number; waits?: TimeOuts } = {},
): Database {
  const openClients = new Set<pg.Client>();
  const remember = (client: pg.Client): void => {
    openClients.add(client);
    client.once('end', () => openClients.delete(client));
  };
  const pool = openPool(url, connections, waits, remember);
  const longPool = openPool(url, 2, timeOuts.maintenance, remember);
  const readPool = openPool(url, connections, waits, remember, asReader);
  shareContents(pool, longPool);
  const knex = knexFactory({
    client: 'pg',
    connection: connectionTo(url, waits),
    pool: {
      min: 0,
      max: 4,
      afterCreate(client: pg.Client, created: (fault: Error | null, client: pg.Client) => void) {
        endWhenSilent(client);
        remember(client);
        created(null, client);
      },
    },
    acquireConnectionTimeout: waits.connection * 1000,
    // Values may be people's data, so error messages must not contain them.
    compileSqlOnError: false,
    log: silentLogger,
  });
  return {
    pool,
    knex,
    readPool,
    longPool,
    async close() {
      const closed = Promise.all([knex.destroy(), pool.end(), longPool.end(), readPool.end()]);
      await within(closeSeconds, closed);
      // Clients that a pool dropped earlier are among them: a server that hangs would keep them, and with them this
      // process.
      for (const client of openClients) client.connection.stream.destroy();
      await within(closeSeconds, closed);
    },
  };
}

/** `first`: a statement that each connection runs before it is lent out. */
function openPool(
  url: string,
  max: number,
  waits: TimeOuts,
  remember: (client: pg.Client) => void,
  first?: string,
): pg.Pool {
  const onConnect = async (client: pg.ClientBase): Promise<void> => void (first && (await client.query(first)));
  // eslint-disable-next-line @typescript-eslint/no-misused-promises -- pg waits for the promise; its types do not say so.
  const pool = new pg.Pool({ ...connectionTo(url, waits), max, onConnect });
  // A connection that breaks fails its query, or the pool replaces it at its next use. The listeners do nothing, but
  // without them the `error` event would end the process. The pool itself does not listen on a client that is lent out.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    shareContents(pool, client);
    client.on('error', () => undefined);
    endWhenSilent(client);
    remember(client);
  });
  return pool;
}

const connectionTo = (url: string, waits: TimeOuts) => ({
  connectionString: url,
  keepAlive: true,
  // `PGAPPNAME` overrides it, as it does for PostgreSQL's own programs.
  fallback_application_name: 'kontor',
  connectionTimeoutMillis: waits.connection * 1000,
  lock_timeout: waits.lock * 1000,
  statement_timeout: waits.statement * 1000,
  query_timeout: waits.answer * 1000,
  idle_in_transaction_session_timeout: waits.nextStatement * 1000,
});

/**
 * Makes the client end its connection when a statement got no answer in time. pg itself would send the next statement,
 * such as the transaction's `rollback`, and wait as long again. The fault gets the code of a broken connection.
 */
function endWhenSilent(client: pg.Client): void {
  type Callback = (fault: Error | null, result: unknown) => void;
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  const endIfTimedOut = (fault: unknown): void => {
    if (!(fault instanceof Error) || fault.message !== 'Query read timeout') return;
    Object.assign(fault, { code: 'ETIMEDOUT' });
    client.connection.stream.destroy();
  };
  const watched = (...args: unknown[]): unknown => {
    const callback = args.at(-1);
    if (typeof callback === 'function') {
      const watchedCallback: Callback = (fault, result) => {
        endIfTimedOut(fault);
        (callback as Callback)(fault, result);
      };
      return query(...args.slice(0, -1), watchedCallback);
    }
    const answer = query(...args);
    if (!(answer instanceof Promise)) return answer;
    return answer.catch((fault: unknown) => {
      endIfTimedOut(fault);
      throw fault;
    });
  };
  client.query = watched as typeof client.query;
}

/** Runs `work` in one transaction on one connection of the pool, and rolls the transaction back when `work` throws. */
export async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    client.release();
    return result;
  } catch (fault) {
    // The pool drops a connection that cannot even roll back.
    const broken = await client.query('rollback').then(
      () => false,
      () => true,
    );
    client.release(broken);
    throw fault;
  }
}

/** What a statement needs: the pool, or the one connection of a transaction. */
export type Queryable = Pick<pg.PoolClient, 'query'>;
