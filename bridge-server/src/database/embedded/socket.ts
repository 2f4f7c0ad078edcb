import { connect } from 'node:net';
import { join } from 'node:path';
import type { EmbeddedAccess, EmbeddedPlace } from './place.ts';

/** Systems allow a little more than a hundred bytes, and each another number. */
const longestPath = 100;
/** What the system says when nobody listens on the socket: it is not there, or a server that was killed left it behind. */
const nobody: ReadonlySet<unknown> = new Set(['ECONNREFUSED', 'ENOENT']);

/**
 * The path of the socket on which PostgreSQL listens beside its port. It lies in PostgreSQL's own folder, so that whoever shares the
 * folder finds it, also from another container, which has other ports and other numbers of processes. Null where the path would be too
 * long, and on Windows.
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
 * Whether a server listens on the socket. What leaves it open counts as a server: a queue of connections that is full, or a socket that this
 * user may not use.
 */
export function isListenedOn(path: string): Promise<boolean> {
  return new Promise((done) => {
    const connection = connect({ path });
    connection.once('connect', () => {
      connection.destroy();
      done(true);
    });
    connection.once('error', (fault: NodeJS.ErrnoException) => done(!nobody.has(fault.code)));
  });
}
