import type { RequestListener } from 'node:http';
import type { Result } from '@kontor/shared/problem';
import type { Log } from '../../log.ts';
import type { Meter } from '../../metrics/meter.ts';
import { startServer, type RunningServer } from '../server.ts';

/** Answers `GET /metrics` and nothing else. `refresh` reads the gauges before each page. */
export function metricsListener(meter: Meter, refresh: () => Promise<void>, log: Log): RequestListener {
  const page = async (): Promise<{ text: string; contentType: string }> => {
    await refresh();
    return meter.page();
  };
  return (req, res) => {
    res.setHeader('cache-control', 'no-store');
    res.setHeader('x-content-type-options', 'nosniff');
    if (req.url?.split('?', 1)[0] !== '/metrics') return void res.writeHead(404).end();
    if (req.method !== 'GET') return void res.writeHead(405, { allow: 'GET' }).end();
    page().then(
      ({ text, contentType }) => res.writeHead(200, { 'content-type': contentType }).end(text),
      (fault: unknown) => {
        log.error({ err: fault, code: 'bridge.fault' }, 'the metrics cannot be told');
        res.writeHead(500).end();
      },
    );
  };
}

/**
 * Listens on an address of its own. The figures say much about the business and reading them needs no proof, so only
 * whoever monitors the bridge should reach this address.
 */
export async function startMetricsServer(
  listener: RequestListener,
  at: { host: string; port: number },
): Promise<Result<RunningServer>> {
  const started = await startServer(listener, at);
  if (started.ok) return started;
  return { ok: false, error: { ...started.error, case: 'metrics' } };
}
