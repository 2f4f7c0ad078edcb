/**
 * The bridge, and beside it the baseline of its views: the same Express, middleware and check of the reader token, which
 * answers with the bytes that it has in memory since the question was first asked.
 */
import { createHash } from 'node:crypto';
import { createReaders } from '@kontor/bridge-server/auth/readers';
import { readConfig } from '@kontor/bridge-server/config';
import { authenticate } from '@kontor/bridge-server/http/authenticate';
import { createApp } from '@kontor/bridge-server/http/app';
import { securityHeaders } from '@kontor/bridge-server/http/middleware/headers';
import { attachRequestContext } from '@kontor/bridge-server/http/middleware/request-context';
import { startServer } from '@kontor/bridge-server/http/server';
import { createLog } from '@kontor/bridge-server/log';
import { openBridge } from '@kontor/bridge-server/open';
import express from 'express';
import { answering } from '../../setup/processes/answering.ts';

const config = readConfig(process.env);
if (!config.ok) throw new Error(JSON.stringify(config.error));
const log = createLog({ level: config.value.logLevel });
const opened = await openBridge(config.value, process.env, log, { owner: true });
if (!opened.ok) throw new Error(JSON.stringify(opened.error));
const bridge = opened.value;
const { publicUrl } = config.value;
const bridgeApp = createApp({
  config: config.value,
  log,
  keys: bridge.keys,
  intake: { receive: async () => ({ kind: 'replayed' }) },
  results: { read: async () => ({ kind: 'bad_cursor' }) },
  parts: bridge,
  ready: async () => [],
});

const judge = { publicUrl, keys: bridge.keys, readers: createReaders(bridge.database.pool), now: Date.now };
const kept = new Map<string, { body: string; etag: string }>();
const app = express();
app.disable('etag');
app.disable('x-powered-by');
app.set('query parser', false);
app.get('/v1/shops/:shop/kept/articles', attachRequestContext(log), securityHeaders(publicUrl), async (req, res) => {
  const caller = await authenticate(req, 'articles:read', judge, log);
  if (!caller.ok) return void res.status(caller.error.status).end();
  const question = req.originalUrl;
  let answer = kept.get(question);
  if (!answer) {
    const authorization = req.headers.authorization ?? '';
    const asked = await fetch(publicUrl + question.replace('/kept/', '/views/'), { headers: { authorization } });
    const body = await asked.text();
    answer = { body, etag: `W/"${createHash('sha256').update(body).digest('base64url')}"` };
    kept.set(question, answer);
  }
  res.set({ etag: answer.etag, 'cache-control': 'private, no-cache' });
  res.status(200).type('json').send(answer.body);
});
app.use(bridgeApp);
const server = await startServer(app, config.value);
if (!server.ok) throw new Error(JSON.stringify(server.error));

answering(null, async () => {
  await server.value.close(1000);
  await bridge.close();
});
