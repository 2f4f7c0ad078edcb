import supertest from 'supertest';
import { createLog } from '../../../log.ts';
import { createApp, type AppParts } from '../../app.ts';

/** A bridge whose readiness is `ready`; nothing else of it is used. */
const bridge = (ready: AppParts['ready']) =>
  supertest(
    createApp({
      config: { publicUrl: 'https://kontor.example.com', proxyHops: 0 },
      log: createLog({ level: 'silent' }),
      keys: { find: async () => ({ kind: 'unknown_issuer' }) },
      intake: { receive: async () => ({ kind: 'replayed' }) },
      results: { read: async () => ({ kind: 'bad_cursor' }) },
      ready,
    }),
  );

it('says that the process is alive, even when the database does not answer', async () => {
  const { status, body } = await bridge(async () => [{ code: 'database.unreachable' }]).get('/healthz');
  expect({ status, body: body as unknown }).toEqual({ status: 200, body: { status: 'alive' } });
});

it('says that the bridge is ready when nothing keeps it from working', async () => {
  expect((await bridge(async () => []).get('/readyz')).status).toBe(200);
});

it('names every cause why the bridge is not ready', async () => {
  const answer = await bridge(async () => [{ code: 'database.unreachable' }]).get('/readyz');
  expect(answer.status).toBe(503);
  expect(JSON.parse(answer.text)).toMatchObject({
    code: 'bridge.not_ready',
    causes: [{ code: 'database.unreachable', cause: 'The database does not answer.' }],
  });
});

it('says that the bridge is not ready when its state cannot be read', async () => {
  const answer = await bridge(async () => {
    throw new Error('x');
  }).get('/readyz');
  expect(answer.status).toBe(503);
  expect(JSON.parse(answer.text)).toMatchObject({ code: 'bridge.not_ready' });
});
