import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Result } from '@kontor/shared/problem';

/** A server that takes requests. */
export interface RunningServer {
  address: { host: string; port: number };
  /**
   * Takes no new connections, lets running requests finish, and ends connections as they become idle. What still runs
   * after `graceMs` (30 s) is cut.
   */
  close(graceMs?: number): Promise<void>;
}

const remedyByFault: Readonly<Record<string, string>> = {
  EADDRINUSE: 'End what uses the port, or set PORT to another one.',
  EACCES: 'Set PORT to one above 1023, or let the process use it.',
  EADDRNOTAVAIL: 'Set HOST to an address of this machine.',
};

/** Listens on the address; port 0 means any free one. The error is `server.cannot_listen`. */
export function startServer(
  app: RequestListener,
  { host, port }: { host: string; port: number },
): Promise<Result<RunningServer>> {
  // A whole request may take no longer, so that nobody holds connections by sending slowly.
  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 10_000, connectionsCheckingInterval: 5_000 },
    app,
  );
  // Longer than the proxies in front keep theirs, so that it is not us who ends a connection that one is just using.
  server.keepAliveTimeout = 75_000;
  let closing = false;
  server.prependListener('request', (_req, res) => {
    if (closing) res.setHeader('connection', 'close');
    res.once('close', () => {
      if (closing) setImmediate(() => server.closeIdleConnections());
    });
  });

  const close = (graceMs = 30_000): Promise<void> =>
    new Promise((resolve) => {
      closing = true;
      const cut = setTimeout(() => server.closeAllConnections(), graceMs);
      server.close(() => {
        clearTimeout(cut);
        resolve();
      });
      server.closeIdleConnections();
    });

  return new Promise((resolve) => {
    server.once('error', (fault: NodeJS.ErrnoException) =>
      resolve({
        ok: false,
        error: {
          code: 'server.cannot_listen',
          cause: `The bridge cannot listen on ${host}:${port} (${fault.code ?? fault.message}).`,
          remedy: remedyByFault[fault.code ?? ''] ?? 'Check HOST and PORT.',
        },
      }),
    );
    server.listen(port, host, () => {
      const bound = server.address() as AddressInfo;
      resolve({ ok: true, value: { address: { host: bound.address, port: bound.port }, close } });
    });
  });
}
