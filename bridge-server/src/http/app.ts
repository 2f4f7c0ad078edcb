import express, { type Express, type RequestHandler } from 'express';
import type { ShopKeys } from '../auth/keys.ts';
import type { Log } from '../log.ts';
import type { ResultsReader } from '../mirror/results.ts';
import type { Intake } from '../orders/receive.ts';
import { refuseRequest } from './answer.ts';
import { accompany } from './middleware/accompany.ts';
import { rawBody } from './middleware/body.ts';
import { answerFault } from './middleware/faults.ts';
import { securityHeaders } from './middleware/headers.ts';
import { postEvents } from './routes/events/post.ts';
import { getHealth, getReadiness, type Ready } from './routes/health/get.ts';
import { getResults } from './routes/results/get.ts';

/** What the HTTP side of the bridge works with. `now`: milliseconds since 1970. */
export interface AppParts {
  /**
   * `publicUrl`: where shops reach the bridge. A proxy that serves it below a path takes that path off.
   * `proxyHops`: how many proxies in front are believed.
   */
  config: { publicUrl: string; proxyHops: number };
  log: Log;
  keys: ShopKeys;
  intake: Intake;
  results: ResultsReader;
  ready: Ready;
  now?: () => number;
}

type ShopHandler = RequestHandler<{ shop: string }>;
interface Route { path: string; method: 'get' | 'post'; handlers: readonly (RequestHandler | ShopHandler)[] }

/** The bridge's HTTP interface; `startServer` puts it on a port. */
export function createApp({ config, log, keys, intake, results, ready, now = Date.now }: AppParts): Express {
  const judge = { publicUrl: config.publicUrl, keys, now };
  const routes: readonly Route[] = [
    { path: '/healthz', method: 'get', handlers: [getHealth] },
    { path: '/readyz', method: 'get', handlers: [getReadiness(ready)] },
    { path: '/v1/shops/:shop/events', method: 'post', handlers: [...rawBody, postEvents(judge, intake)] },
    { path: '/v1/shops/:shop/results', method: 'get', handlers: [getResults(judge, results)] },
  ];

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);
  app.set('trust proxy', config.proxyHops);
  app.enable('case sensitive routing');
  app.enable('strict routing');

  app.use(accompany(log), securityHeaders(config.publicUrl));
  for (const { path, method, handlers } of routes) {
    const allowed = method === 'get' ? 'GET, HEAD' : method.toUpperCase();
    app.route(path)[method](...handlers).all((_req, res) => {
      res.set('allow', allowed);
      refuseRequest(res, 'route.wrong_method');
    });
  }
  app.use((_req, res) => refuseRequest(res, 'route.unknown'));
  app.use(answerFault);
  return app;
}
