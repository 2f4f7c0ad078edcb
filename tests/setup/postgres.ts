import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../bridge-server/src/database/database.ts';
import { openEmbedded } from '../../bridge-server/src/database/embedded.ts';
import { migrate } from '../../bridge-server/src/database/migrate.ts';

declare global {
  // jest's global set-up hands this to its tear-down, which runs in the same process.
  var stopTestPostgres: (() => Promise<void>) | undefined;
}

/**
 * Starts one embedded PostgreSQL for the whole run, with a migrated template that test files copy. Builds the bridge,
 * too, since tests start its processes as they are shipped.
 */
export default async function start(): Promise<void> {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-b', 'bridge-server'], { stdio: 'inherit' });
  const folder = await mkdtemp(join(tmpdir(), 'kontor-test-'));
  // The server runs as another user when the tests run as root.
  await chmod(folder, 0o755);
  const server = await openEmbedded(folder, { ownGroup: false });
  const template = `template_${randomUUID().slice(0, 8)}`;
  const admin = openDatabase(server.url);
  // This data may be lost. Tests about a database that crashes have a server of their own.
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes'])
    await admin.pool.query(`alter system set ${setting} = off`);
  // Only tests can connect. Checking a password would take longer than the work of most of some thousand connections.
  await writeFile(join(folder, 'postgres', 'pg_hba.conf'), 'host all all 127.0.0.1/32 trust\n');
  await admin.pool.query('select pg_reload_conf()');
  await admin.pool.query(`create database ${template}`);
  await admin.close();
  const fresh = openDatabase(server.url.replace(/\/[^/]*$/, `/${template}`));
  await migrate(fresh.knex);
  await fresh.close();
  process.env['KONTOR_TEST_SERVER'] = server.url;
  process.env['KONTOR_TEST_TEMPLATE'] = template;
  globalThis.stopTestPostgres = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
