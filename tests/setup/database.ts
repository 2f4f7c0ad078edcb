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

async function onServer(url: string, statement: string): Promise<void> {
  const admin = openDatabase(url, { connections: 1 });
  try {
    await admin.pool.query(statement);
  } finally {
    await admin.close();
  }
}
