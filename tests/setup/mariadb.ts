import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createConnection, type Connection } from 'mysql2/promise';
import { startGroup } from '../shop/process-group.ts';
import { freePort } from '../../bridge-server/src/database/embedded/free-port.ts';
import { appears } from './until.ts';

const run = promisify(execFile);

/** Why no MariaDB can be started here; null: one can. */
export function mariaDbMissing(): string | null {
  try {
    for (const command of ['mariadbd', 'mariadb-install-db']) execFileSync('which', [command], { stdio: 'ignore' });
    return null;
  } catch {
    return 'there is no mariadbd on this machine';
  }
}

/** A MariaDB for one test file, which listens on 127.0.0.1. */
export interface TestMariaDb {
  port: number;
  /** A connection of the superuser. */
  admin: Connection;
  close(): Promise<void>;
}

export async function openMariaDb(): Promise<TestMariaDb> {
  const root = await mkdtemp(join(tmpdir(), 'kontor-mariadb-'));
  const data = join(root, 'data');
  // As root, MariaDB starts only if it is told to stay root.
  const user = process.getuid?.() === 0 ? ['--user=root'] : [];
  await run('mariadb-install-db', [
    '--no-defaults',
    ...user,
    `--datadir=${data}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    '--innodb-log-file-size=8M',
  ]);
  const port = await freePort();
  const server = startGroup(
    'mariadbd',
    [
      '--no-defaults',
      ...user,
      `--datadir=${data}`,
      `--socket=${join(root, 'db.sock')}`,
      `--pid-file=${join(root, 'db.pid')}`,
      '--bind-address=127.0.0.1',
      `--port=${port}`,
      '--innodb-log-file-size=8M',
      '--innodb-buffer-pool-size=64M',
      // Nothing that it holds need survive a power failure.
      '--innodb-flush-log-at-trx-commit=0',
      '--innodb-doublewrite=0',
      '--performance-schema=0',
    ],
    { log: join(root, 'log') },
  );
  const admin = await appears(async () => {
    if (server.hasEnded()) throw new Error(`MariaDB did not start:\n${await server.output()}`);
    return createConnection({ host: '127.0.0.1', port, user: 'root', charset: 'utf8mb4' }).catch(() => null);
  });
  return {
    port,
    admin,
    async close() {
      await admin.end();
      await server.stop();
      await rm(root, { recursive: true, force: true });
    },
  };
}
