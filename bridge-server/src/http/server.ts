import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Result } from '@kontor/shared/problem';
import { reason, type TextKey } from '../texts/reason.ts';

/** A server that takes requests. */
export interface RunningServer {
  address: { host: string; port: number };
  /**
   * Takes no new connections, lets running requests finish, and ends connections as they become idle. Requests that
   * still run after `graceMs` (by default 30 s) are cut.
   */
  close(graceMs?: number): Promise<void>;
}

const keyByFault: Readonly<Record<string, Extract<TextKey, `server.${string}`>>> = {
  EADDRINUSE: 'server.cannot_listen:in_use',
  EACCES: 'server.cannot_listen:not_allowed',
  EADDRNOTAVAIL: 'server.cannot_listen:no_address',
};

/** Listens on the address; port 0 means any free port. The error is `server.cannot_listen`. */
export function startServer(
  app: RequestListener,
  { host, port }: { host: string; port: number },
): Promise<Result<RunningServer>> {
  // The limits keep a client from holding connections by sending its request slowly.
  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 10_000, connectionsCheckingInterval: 5_000 },
    app,
  );
  // Longer than proxies usually keep idle connections, so that the bridge never ends one that a proxy is about to use.
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
    server.once('error', (fault: NodeJS.ErrnoException) => {
      const key = keyByFault[fault.code ?? ''] ?? 'server.cannot_listen';
      resolve({ ok: false, error: reason(key, { host, port: String(port), fault: fault.code ?? fault.message }) });
    });
    server.listen(port, host, () => {
      const bound = server.address() as AddressInfo;
      resolve({ ok: true, value: { address: { host: bound.address, port: bound.port }, close } });
    });
  });
}
