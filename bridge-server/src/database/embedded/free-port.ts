import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * A free port of this machine. It lies below the ports that operating systems give to outgoing connections, since such
 * a connection could take the port before the server listens on it.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_240, 32_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
