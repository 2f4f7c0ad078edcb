import { randomBytes, randomUUID } from 'node:crypto';
import { holdContents } from '../../bridge-server/src/database/contents.ts';
import { openDatabase, type Database } from '../../bridge-server/src/database/database.ts';
import { createContents } from '../../bridge-server/src/shops/contents.ts';
import { until } from './until.ts';

/** Seals contents in databases of tests that start no bridge, with a key of this process. */
const testContents = (key = randomBytes(32)) => createContents(async () => [{ id: 'test', key }]);

/** A migrated database for the caller alone, on the PostgreSQL of the run. It is dropped when it is closed. */
export async function freshDatabase(): Promise<Database & { url: string }> {
  const server = process.env['KONTOR_TEST_SERVER'];
  const template = process.env['KONTOR_TEST_TEMPLATE'];
  if (!server || !template)
    throw new Error(
      'There is no PostgreSQL here. Start tests with npm test; a test that needs a database belongs to the project `systems` or `processes` (tests/jest.config.js).',
    );
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, `create database ${name} template ${template}`);
  const url = server.replace(/\/[^/]*$/, `/${name}`);
  const database = openDatabase(url);
  holdContents(database, testContents());
  return {
    ...database,
    url,
    async close() {
      await database.close();
      // By force: the server may still count the connections of a process that a test has killed.
      await onServer(server, `drop database ${name} with (force)`);
    },
  };
}

type TestDatabase = Awaited<ReturnType<typeof freshDatabase>>;

/**
 * Deletes row by row, since a test leaves few rows and truncating every table takes many times as long. Ids begin at 1
 * again.
 */
const empty = `
do $$
declare name text;
begin
  set local session_replication_role = replica;
  for name in select tablename from pg_tables where schemaname = 'public' and tablename not like 'knex%' loop
    execute format('delete from %I', name);
  end loop;
  for name in select sequencename from pg_sequences where schemaname = 'public' and last_value is not null loop
    perform setval(name::regclass, 1, false);
  end loop;
end $$`;

/** Empty databases of this test file that no test uses at the moment. */
const idle: TestDatabase[] = [];
/** Whether the tests of this file are over, so that no database is borrowed any more. */
let over = false;

/**
 * A migrated, empty database that is emptied when it is closed and then lent to the next test of the same file. Making
 * a database and connecting to it takes several times as long as most tests do. For tests that leave the tables and
 * connections as they are.
 */
export async function borrowDatabase(): Promise<TestDatabase> {
  const database = idle.pop() ?? (await freshDatabase());
  return {
    ...database,
    async close() {
      if (over) return database.close();
      await database.pool.query(empty);
      idle.push(database);
    },
  };
}

/**
 * Drops the databases that were lent. Call it when the tests of the file are over; a database that is closed later is
 * dropped then.
 */
export async function dropBorrowed(): Promise<void> {
  over = true;
  await Promise.all(idle.splice(0).map((database) => database.close()));
}

async function onServer(url: string, statement: string): Promise<void> {
  const admin = openDatabase(url, { connections: 1 });
  try {
    await admin.pool.query(statement);
  } finally {
    await admin.close();
  }
}

/** Waits until a statement of this database waits for a lock that another transaction holds. */
export const untilLockAwaited = ({ pool }: Pick<Database, 'pool'>): Promise<void> =>
  until(async () => {
    const { rowCount } = await pool.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' limit 1`,
    );
    return rowCount === 1;
  }, 'a statement waits for a lock');

/** How PostgreSQL would run the statement. */
export async function explain(client: Pick<Database['pool'], 'query'>, statement: string): Promise<string> {
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${statement}`);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}
