import express, { type Express, type RequestHandler } from 'express';
import { fileLimitBytes } from '@kontor/shared/api/files';
import type { Keys } from '../auth/keys.ts';
import type { ProofJudge } from '../auth/proof.ts';
import { createReaders } from '../auth/readers.ts';
import type { Log } from '../log.ts';
import type { Meter } from '../metrics/meter.ts';
import type { ResultsReader } from '../mirror/transfer/results.ts';
import { operations } from '../operations/all.ts';
import type { Parts } from '../operations/operation.ts';
import type { FetchedIntake, Intake } from '../orders/receive.ts';
import { WrongTries } from '../shops/office/tries.ts';
import { OfficeVisits } from '../shops/office/visits.ts';
import { createOrigins } from '../shops/origin.ts';
import { refuseRequest } from './answer.ts';
import { attachRequestContext } from './middleware/request-context.ts';
import { rawBody, rawBodyOfAnyType, rawFile } from './middleware/body.ts';
import { allowShopOrigin } from './middleware/cors.ts';
import { answerFault } from './middleware/faults.ts';
import { securityHeaders } from './middleware/headers.ts';
import { postEventsRoute } from './routes/events/post.ts';
import { getHealth, getReadiness, type Ready } from './routes/health/get.ts';
import {
  getAttachment,
  getOfferedDocument,
  listDocuments,
  postAcknowledgement,
} from './routes/documents/office-routes.ts';
import { getDocument, getPage } from './routes/document/get.ts';
import { expressPath, serve } from './routes/operations.ts';
import { putFile } from './routes/files/put.ts';
import { getIdentity } from './routes/identity/get.ts';
import { postPair } from './routes/pairings/post.ts';
import { postWebhookRoute } from './routes/webhooks/post.ts';
import { getResults } from './routes/results/get.ts';
import { reason } from '../texts/reason.ts';

/** What the HTTP side of the bridge works with. `now` gives milliseconds since 1970. */
export interface AppParts {
  /**
   * `publicUrl`: where shops reach the bridge. A proxy that serves the bridge below a path must remove that path from
   * requests. `proxyHops`: how many proxies in front of the bridge are trusted.
   */
  config: { publicUrl: string; proxyHops: number };
  log: Log;
  meter?: Meter;
  keys: Keys;
  intake: Intake;
  /** Takes in the orders that webhooks bring. Without it, the app takes no webhooks. */
  fetchedIntake?: FetchedIntake;
  results: ResultsReader;
  /** What operations work with. Without it, the app only takes in orders and gives out results. */
  parts?: Parts;
  ready: Ready;
  now?: () => number;
}

type ShopHandler = RequestHandler<{ shop: string }>;
type FileHandler = RequestHandler<{ shop: string; sha256: string }>;
type DocumentHandler = RequestHandler<{ shop: string; connection: string; document: string }>;
type AttachmentHandler = RequestHandler<{ shop: string; connection: string; document: string; sha256: string }>;
interface Route {
  path: string;
  method: 'get' | 'post' | 'put' | 'delete';
  handlers: readonly (RequestHandler | ShopHandler | FileHandler | DocumentHandler | AttachmentHandler)[];
}

/** The bridge's HTTP interface; `startServer` puts it on a port. */
export function createApp({
  config,
  log,
  meter,
  keys,
  intake,
  fetchedIntake,
  results,
  parts,
  ready,
  now = Date.now,
}: AppParts): Express {
  const readers = parts && { readers: createReaders(parts.database.pool) };
  const judge = { publicUrl: config.publicUrl, keys, ...readers, now };
  const routes: readonly Route[] = [
    { path: '/healthz', method: 'get', handlers: [getHealth] },
    { path: '/readyz', method: 'get', handlers: [getReadiness(ready)] },
    { path: '/v1/shops/:shop/events', method: 'post', handlers: [...rawBody, postEventsRoute(judge, intake)] },
    { path: '/v1/shops/:shop/results', method: 'get', handlers: [getResults(judge, results)] },
    { path: '/openapi.json', method: 'get', handlers: [getDocument(operations, config.publicUrl)] },
    { path: '/docs', method: 'get', handlers: [getPage(operations, config.publicUrl)] },
    ...(parts && fetchedIntake
      ? [
          {
            path: '/v1/shops/:shop/webhooks/woocommerce',
            method: 'post' as const,
            handlers: [
              ...rawBodyOfAnyType,
              postWebhookRoute({ database: parts.database.pool, sealer: parts.sealer, intake: fetchedIntake }),
            ],
          },
        ]
      : []),
    ...(parts
      ? [
          ...officeRoutes(parts, judge),
          {
            path: '/v1/shops/:shop/files/:sha256',
            method: 'put' as const,
            handlers: [...rawFile(fileLimitBytes), putFile(judge, parts.database.pool)],
          },
          { path: '/v1/identity', method: 'get' as const, handlers: [getIdentity(parts, now)] },
          {
            path: '/v1/pairings/:pairing/pair',
            method: 'post' as const,
            handlers: [...rawBody, postPair(parts, now)],
          },
          ...operations.map((operation): Route => ({
            path: expressPath(operation.path),
            method: operation.method,
            handlers: serve(operation, judge, parts),
          })),
        ]
      : []),
  ];

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);
  app.set('trust proxy', config.proxyHops);
  app.enable('case sensitive routing');
  app.enable('strict routing');

  app.use(attachRequestContext(log, meter), securityHeaders(config.publicUrl));
  if (parts) app.use('/v1/shops/:shop', allowShopOrigin(createOrigins(parts.database.pool)));
  for (const path of new Set(routes.map((route) => route.path))) {
    const at = routes.filter((route) => route.path === path);
    const route = app.route(path);
    for (const { method, handlers } of at) route[method](...handlers);
    const allowed = at.map(({ method }) => (method === 'get' ? 'GET, HEAD' : method.toUpperCase())).join(', ');
    route.all((_req, res) => {
      res.set('allow', allowed);
      refuseRequest(res, reason('route.wrong_method'));
    });
  }
  app.use((_req, res) => refuseRequest(res, reason('route.unknown')));
  app.use(answerFault);
  return app;
}

/** The routes by which an office fetches and acknowledges the documents of its connection. */
function officeRoutes(parts: Parts, judge: ProofJudge): Route[] {
  const { pool } = parts.database;
  const office = { parts, judge: { pool, judge, tries: new WrongTries(), visits: new OfficeVisits(pool) } };
  const path = '/v1/shops/:shop/connections/:connection/documents';
  return [
    { path, method: 'get', handlers: [listDocuments(office)] },
    { path: `${path}/:document`, method: 'get', handlers: [getOfferedDocument(office)] },
    { path: `${path}/:document/attachments/:sha256`, method: 'get', handlers: [getAttachment(office)] },
    {
      path: `${path}/:document/acknowledgement`,
      method: 'post',
      handlers: [...rawBody, postAcknowledgement(office)],
    },
  ];
}
