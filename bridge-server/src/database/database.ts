import knexFactory, { type Knex } from 'knex';
import pg from 'pg';

/** The bridge's PostgreSQL: `pool` for the hot statements, which are prepared by name; `knex` for all the rest. */
export interface Database {
  pool: pg.Pool;
  knex: Knex;
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
export function openDatabase(url: string, options: { connections?: number } = {}): Database {
  const connection = { connectionString: url, keepAlive: true, application_name: 'kontor' };
  const pool = new pg.Pool({ ...connection, max: options.connections ?? 16, connectionTimeoutMillis: 10_000 });
  // A connection that breaks fails its query, or is replaced at its next use. Without listeners the event of it would end
  // the process besides; the pool has none on a connection that is lent out.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  // Values, which may be people's data, stay out of error messages.
  const knex = knexFactory({
    client: 'pg',
    connection,
    pool: { min: 0, max: 4 },
    compileSqlOnError: false,
    log: silent,
  });
  return {
    pool,
    knex,
    async close() {
      await knex.destroy();
      await pool.end();
    },
  };
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
