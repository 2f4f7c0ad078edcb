import { connect } from 'node:net';
import { join } from 'node:path';
import type { EmbeddedAccess, EmbeddedPlace } from './place.ts';

/** The longest path of a socket, in bytes. Each operating system allows a few more than a hundred. */
const longestPath = 100;
/** Node's codes when nobody listens on the socket: it does not exist, or a killed server left it behind. */
const nobodyListens: ReadonlySet<unknown> = new Set(['ECONNREFUSED', 'ENOENT']);

/**
 * The path of the socket on which PostgreSQL listens besides its port. The socket lies in the data folder, so that
 * another container that shares the folder finds it; ports and process ids differ between containers. Null if the path
 * would be too long, and on Windows.
 */
export function socketOf(
  { dataFolder }: Pick<EmbeddedPlace, 'dataFolder'>,
  { port }: Pick<EmbeddedAccess, 'port'>,
): string | null {
  if (process.platform === 'win32') return null;
  const path = join(dataFolder, `.s.PGSQL.${port}`);
  return Buffer.byteLength(path) <= longestPath ? path : null;
}

/**
 * Whether a server listens on the socket. The answer is also yes when it is unsure: the server's queue of connections
 * is full, or this user may not use the socket.
 */
export function isListenedOn(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = connect({ path });
    connection.once('connect', () => {
      connection.destroy();
      resolve(true);
    });
    connection.once('error', (fault: NodeJS.ErrnoException) => resolve(!nobodyListens.has(fault.code)));
  });
}
