import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startGroup } from '../process-group.ts';
import type { ShopFolder } from '../runtime.ts';

const run = promisify(execFile);
const startSeconds = 60;

/** The path of the database's socket. It is short, since such a path may have at most 107 characters. */
export const socketOf = ({ root }: ShopFolder): string => join(root, 'db.sock');

export interface MariaDb {
  /** Stops it in order, so that its files are complete and can be copied. */
  shutDown(): Promise<void>;
  kill(): Promise<void>;
}

/**
 * Starts a MariaDB for one shop, which listens only on a socket in the shop's folder. Makes its files if there are
 * none.
 */
export async function startMariaDb(folder: ShopFolder): Promise<MariaDb> {
  const isNew = !existsSync(join(folder.database, 'mysql'));
  // As root, MariaDB starts only if it is told to stay root.
  const user = process.getuid?.() === 0 ? ['--user=root'] : [];
  if (isNew) {
    await run('mariadb-install-db', [
      '--no-defaults',
      ...user,
      `--datadir=${folder.database}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      '--innodb-log-file-size=8M',
    ]);
  }
  const socket = socketOf(folder);
  const server = startGroup(
    'mariadbd',
    [
      '--no-defaults',
      ...user,
      `--datadir=${folder.database}`,
      `--socket=${socket}`,
      `--pid-file=${join(folder.root, 'db.pid')}`,
      '--skip-networking',
      '--innodb-log-file-size=8M',
      '--innodb-buffer-pool-size=64M',
      // The shop is temporary, so its data need not survive a power failure.
      '--innodb-flush-log-at-trx-commit=0',
      '--innodb-doublewrite=0',
      '--performance-schema=0',
    ],
    { log: join(folder.root, 'database.log') },
  );
  const admin = async (...words: string[]): Promise<void> => {
    await run('mariadb-admin', ['--no-defaults', '-uroot', `--socket=${socket}`, ...words]);
  };
  const end = Date.now() + startSeconds * 1000;
  while (
    !existsSync(socket) ||
    !(await admin('ping').then(
      () => true,
      () => false,
    ))
  ) {
    if (server.hasEnded() || Date.now() > end) {
      await server.stop();
      throw new Error(`MariaDB did not start:\n${await server.output()}`);
    }
    await sleep(30);
  }
  if (isNew) await admin('create', 'shop');
  return {
    async shutDown() {
      await admin('shutdown');
      await server.ended;
    },
    kill: () => server.stop(),
  };
}
