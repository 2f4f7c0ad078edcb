import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openDatabase } from '../../bridge-server/src/database/database.ts';
import { openEmbedded } from '../../bridge-server/src/database/embedded.ts';
import { freePort } from '../../bridge-server/src/database/embedded/free-port.ts';
import { migrate } from '../../bridge-server/src/database/migrate.ts';

const run = promisify(execFile);

/** A database in each furnished folder that has the bridge's tables and no user, so that it can be copied. */
export const migratedTemplate = 'migrated';

/**
 * Makes a folder of the embedded PostgreSQL in which the bridge's tables are made, and leaves it stopped, for others to
 * copy.
 */
export async function makeFurnished(folder: string): Promise<void> {
  const server = await openEmbedded(folder, { ownGroup: false });
  const admin = openDatabase(server.url, { connections: 2 });
  await admin.pool.query(`create database ${migratedTemplate}`);
  const template = openDatabase(server.url.replace(/\/[^/]*$/, `/${migratedTemplate}`), { connections: 2 });
  for (const { knex } of [admin, template]) await migrate(knex);
  // Without it, a killed server loses nothing either: the operating system still has what the server wrote.
  await admin.pool.query('alter system set fsync = off');
  for (const database of [admin, template]) await database.close();
  await server.stop();
}

/**
 * Fills the folder with the data of an embedded PostgreSQL in which the bridge's tables are made. Making them anew
 * takes as long as starting the bridge.
 */
export async function furnish(folder: string): Promise<void> {
  const furnished = process.env['KONTOR_TEST_FURNISHED'];
  if (!furnished)
    throw new Error('There is no furnished folder here: the global setup of tests/jest.config.js makes it.');
  // `-a` keeps the owner: PostgreSQL runs as another user when the tests run as root.
  await run('cp', ['-a', `${furnished}/.`, folder]);
  const file = join(folder, 'postgres.json');
  const access = JSON.parse(await readFile(file, 'utf8')) as object;
  await writeFile(file, JSON.stringify({ ...access, port: await freePort() }));
}
