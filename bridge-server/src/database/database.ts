import knexFactory, { type Knex } from 'knex';
import pg from 'pg';
import { closeSeconds, timeOuts, type TimeOuts } from './time-outs.ts';
import { within } from './within.ts';

/** The bridge's PostgreSQL: `pool` for the hot statements, which are prepared by name; `knex` for all the rest. */
export interface Database {
  pool: pg.Pool;
  knex: Knex;
  /** For the few statements that go over all there is, and may take minutes. */
  longPool: pg.Pool;
  /** Lets what runs end, but cuts the connections of a server that does not answer, after a while. */
  close(): Promise<void>;
}

// Money and counters fit a safe integer (shared/money); reading them as text would spread conversions everywhere.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`a bigint beyond 2^53 was stored: ${text}`);
  return value;
});

/** Every fault reaches whoever asked; knex would besides write it to the standard output, between the lines of the log. */
const say = (): void => undefined;
const silent: Knex.Logger = { warn: say, error: say, deprecate: say, debug: say };

/** Connects to the PostgreSQL at `url`. `connections` bounds the pool of the hot statements. */
export function openDatabase(
  url: string,
  { connections = 16, waits = timeOuts.maintenance }: { connections?: number; waits?: TimeOuts } = {},
): Database {
  const lines = new Set<pg.Client>();
  const keep = (client: pg.Client): void => {
    lines.add(client);
    client.once('end', () => lines.delete(client));
  };
  const pool = openPool(url, connections, waits, keep);
  const longPool = openPool(url, 2, timeOuts.maintenance, keep);
  // Values, which may be people's data, stay out of error messages.
  const knex = knexFactory({
    client: 'pg',
    connection: connectionTo(url, waits),
    pool: {
      min: 0,
      max: 4,
      afterCreate(client: pg.Client, created: (fault: Error | null, client: pg.Client) => void) {
        endWhenSilent(client);
        keep(client);
        created(null, client);
      },
    },
    acquireConnectionTimeout: waits.connection * 1000,
    compileSqlOnError: false,
    log: silent,
  });
  return {
    pool,
    knex,
    longPool,
    async close() {
      const closed = Promise.all([knex.destroy(), pool.end(), longPool.end()]);
      await within(closeSeconds, closed);
      // Also those that the pool has dropped before and forgotten: the process would stay for as long as a hanging server keeps them.
      for (const client of lines) client.connection.stream.destroy();
      await within(closeSeconds, closed);
    },
  };
}

function openPool(url: string, max: number, waits: TimeOuts, keep: (client: pg.Client) => void): pg.Pool {
  const pool = new pg.Pool({ ...connectionTo(url, waits), max });
  // A connection that breaks fails its query, or is replaced at its next use. Without listeners the event of it would end
  // the process besides; the pool has none on a connection that is lent out.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    endWhenSilent(client);
    keep(client);
  });
  return pool;
}

const connectionTo = (url: string, waits: TimeOuts) => ({
  connectionString: url,
  keepAlive: true,
  // `PGAPPNAME` names a process otherwise, as it does for PostgreSQL's own programs.
  fallback_application_name: 'kontor',
  connectionTimeoutMillis: waits.connection * 1000,
  lock_timeout: waits.lock * 1000,
  statement_timeout: waits.statement * 1000,
  query_timeout: waits.answer * 1000,
  idle_in_transaction_session_timeout: waits.nextStatement * 1000,
});

/**
 * Ends the connection when a statement got no answer in time: pg itself would send the next statement, such as the
 * transaction's `rollback`, after it and wait as long again. The fault has a code like those of other lines that broke.
 */
function endWhenSilent(client: pg.Client): void {
  type Answered = (fault: Error | null, result: unknown) => void;
  const query = client.query.bind(client) as (...asked: unknown[]) => unknown;
  const look = (fault: unknown): void => {
    if (!(fault instanceof Error) || fault.message !== 'Query read timeout') return;
    Object.assign(fault, { code: 'ETIMEDOUT' });
    client.connection.stream.destroy();
  };
  const watched = (...asked: unknown[]): unknown => {
    const answered = asked.at(-1);
    if (typeof answered === 'function') {
      const looked: Answered = (fault, result) => {
        look(fault);
        (answered as Answered)(fault, result);
      };
      return query(...asked.slice(0, -1), looked);
    }
    const answer = query(...asked);
    if (!(answer instanceof Promise)) return answer;
    return answer.catch((fault: unknown) => {
      look(fault);
      throw fault;
    });
  };
  client.query = watched as typeof client.query;
}

/** Runs `work` in one transaction on one connection of the pool; rolled back when it throws. */
export async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    client.release();
    return result;
  } catch (fault) {
    // A connection that cannot even roll back is not given back to the pool.
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
