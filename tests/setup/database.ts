import { randomUUID } from 'node:crypto';
import { openDatabase, type Database } from '../../bridge-server/src/database/database.ts';

/** A migrated database of the caller's own on the run's PostgreSQL, which is dropped when it is closed. */
export async function freshDatabase(): Promise<Database & { url: string }> {
  const server = process.env['KONTOR_TEST_SERVER'];
  const template = process.env['KONTOR_TEST_TEMPLATE'];
  if (!server || !template)
    throw new Error(
      'There is no PostgreSQL here: start tests with npm test, and one that needs a database belongs to the project `systems` or `processes` (tests/jest.config.js)',
    );
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, `create database ${name} template ${template}`);
  const url = server.replace(/\/[^/]*$/, `/${name}`);
  const database = openDatabase(url);
  return {
    ...database,
    url,
    async close() {
      await database.close();
      // By force: a process that a test has killed may not have been missed by the server yet.
      await onServer(server, `drop database ${name} with (force)`);
    },
  };
}

type TestDatabase = Awaited<ReturnType<typeof freshDatabase>>;

/** Deletes row by row: a test leaves few, and to truncate each of the tables costs many times as much. Ids begin at 1 again. */
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

/** Databases of this test file that nobody uses at the moment, and which are empty. */
const idle: TestDatabase[] = [];
/** Whether the tests of this file are over, so that nobody will borrow any more. */
let over = false;

/**
 * A migrated, empty database that is emptied when it is closed, for the next test of the same file: to make one anew and to
 * connect to it costs several times what most tests do with it. For tests that leave tables and connections as they are.
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

/** Drops the databases that were lent, when the tests of the file are over; one that is closed after this is dropped then. */
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
