import { createHash } from 'node:crypto';
import { realpath, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Takes the folder for this process; null: another process of this machine has it. The lock is a socket that this
 * process listens on. The operating system takes it back when the process ends, however it ends, so that no lock is ever
 * left behind.
 */
export async function lockFolder(folder: string): Promise<{ release(): Promise<void> } | null> {
  const name = `kontor-fetch-${createHash('sha256')
    .update(await realpath(folder))
    .digest('hex')
    .slice(0, 32)}`;
  const address = addressOf(name);
  const server = await listenOn(address.path)
    .catch(async (fault: unknown) => {
      // A file of a killed process stays behind, unlike the other two kinds of socket.
      if (!isTaken(fault) || !address.isFile || (await isAnswered(address.path))) throw fault;
      await rm(address.path, { force: true });
      return listenOn(address.path);
    })
    .catch((fault: unknown) => {
      if (isTaken(fault)) return null;
      throw fault;
    });
  if (!server) return null;
  return {
    release: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
      }),
  };
}

/** Linux and Windows have sockets that are no files. */
function addressOf(name: string): { path: string; isFile: boolean } {
  if (process.platform === 'linux') return { path: `\0${name}`, isFile: false };
  if (process.platform === 'win32') return { path: `\\\\.\\pipe\\${name}`, isFile: false };
  return { path: join(tmpdir(), `${name}.socket`), isFile: true };
}

const isTaken = (fault: unknown): boolean => (fault as NodeJS.ErrnoException).code === 'EADDRINUSE';

function listenOn(path: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((connection) => connection.destroy());
    server.once('error', reject);
    // The lock alone keeps no process alive.
    server.unref();
    server.listen(path, () => resolve(server));
  });
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = connect({ path });
    connection.once('connect', () => {
      connection.destroy();
      resolve(true);
    });
    connection.once('error', () => resolve(false));
  });
}
