import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../bridge-server/src/database/database.ts';
import { openEmbedded } from '../../bridge-server/src/database/embedded.ts';
import { furnish, makeFurnished, migratedTemplate } from './furnished.ts';

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
  const [furnished, running] = [join(folder, 'furnished'), join(folder, 'running')];
  await makeFurnished(furnished);
  process.env['KONTOR_TEST_FURNISHED'] = furnished;
  await mkdir(running);
  await furnish(running);
  const server = await openEmbedded(running, { ownGroup: false });
  const admin = openDatabase(server.url);
  // This data may be lost. Tests about a database that crashes have a server of their own.
  for (const setting of ['synchronous_commit', 'full_page_writes'])
    await admin.pool.query(`alter system set ${setting} = off`);
  // Only tests can connect. Checking a password would take longer than the work of most of some thousand connections.
  await writeFile(join(running, 'postgres', 'pg_hba.conf'), 'host all all 127.0.0.1/32 trust\n');
  await admin.pool.query('select pg_reload_conf()');
  await admin.close();
  process.env['KONTOR_TEST_SERVER'] = server.url;
  process.env['KONTOR_TEST_TEMPLATE'] = migratedTemplate;
  globalThis.stopTestPostgres = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
