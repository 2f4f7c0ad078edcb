import { randomUUID } from 'node:crypto';
import { openDatabase, type Database } from '../../bridge-server/src/database/database.ts';

/** A migrated database of the caller's own on the run's PostgreSQL. */
export async function freshDatabase(): Promise<Database & { url: string }> {
  const server = process.env['KONTOR_TEST_SERVER'];
  const template = process.env['KONTOR_TEST_TEMPLATE'];
  if (!server || !template) throw new Error('tests/setup/postgres.ts has not run: start tests with npm test');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const admin = openDatabase(server, { connections: 1 });
  await admin.pool.query(`create database ${name} template ${template}`);
  await admin.close();
  const url = server.replace(/\/[^/]*$/, `/${name}`);
  return { ...openDatabase(url), url };
}
