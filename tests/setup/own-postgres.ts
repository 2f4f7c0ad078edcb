import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../bridge-server/src/database/database.ts';
import { openEmbedded } from '../../bridge-server/src/database/embedded.ts';
import { furnish, migratedTemplate } from './furnished.ts';
import { endPostmaster, postmasterOf } from './postmaster.ts';
import { until } from './until.ts';

/**
 * A PostgreSQL for one test file alone, which the file may break. From now on `freshDatabase` and the file's worlds use
 * it.
 */
export interface OwnPostgres {
  url: string;
  /** Runs a statement as the superuser, on a connection that may write whatever the server's default is. */
  run(statement: string): Promise<void>;
  /**
   * Ends the server with SIGINT (fast) or SIGQUIT (as in a crash), and waits until its supervisor has started it again.
   */
  restart(signal: 'SIGINT' | 'SIGQUIT'): Promise<void>;
  /** Makes new databases in that tablespace from now on; null: in the default one. */
  useTablespace(name: string | null): Promise<void>;
  close(): Promise<void>;
}

export async function openOwnPostgres(): Promise<OwnPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'kontor-own-'));
  // The server runs as another user when the tests run as root.
  await chmod(folder, 0o755);
  await furnish(folder);
  const server = await openEmbedded(folder, { ownGroup: false });

  const run = async (statement: string): Promise<void> => {
    const admin = openDatabase(server.url, { connections: 1 });
    try {
      await admin.pool.query('set default_transaction_read_only = off');
      await admin.pool.query(statement);
    } finally {
      await admin.close();
    }
  };
  const useTablespace = async (name: string | null): Promise<void> => {
    const template = name === null ? migratedTemplate : `${migratedTemplate}_${name}`;
    if (name !== null) await run(`create database ${template} template ${migratedTemplate} tablespace ${name}`);
    process.env['KONTOR_TEST_SERVER'] = server.url;
    process.env['KONTOR_TEST_TEMPLATE'] = template;
  };
  await useTablespace(null);
  return {
    url: server.url,
    run,
    useTablespace,
    async restart(signal) {
      await endPostmaster(folder, signal);
      await until(async () => {
        const answered = run('select 1').then(
          () => true,
          () => false,
        );
        return (await postmasterOf(folder)) !== null && (await answered);
      }, 'PostgreSQL is up again');
    },
    async close() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
