import supertest from 'supertest';
import { createLog } from '../../../log.ts';
import { createApp, type AppParts } from '../../app.ts';

/** A bridge of which only its health is asked. */
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

it('tells that the process is alive, whatever it needs besides', async () => {
  const answer = await bridge(async () => [{ code: 'database.unreachable' }]).get('/healthz');
  expect([answer.status, answer.body]).toEqual([200, { status: 'alive' }]);
});

it('tells that it is ready', async () => {
  expect((await bridge(async () => []).get('/readyz')).status).toBe(200);
});

it('tells every cause why it is not ready', async () => {
  const answer = await bridge(async () => [{ code: 'database.unreachable' }]).get('/readyz');
  expect([answer.status, JSON.parse(answer.text)]).toMatchObject([
    503,
    {
      code: 'bridge.not_ready',
      causes: [{ code: 'database.unreachable', cause: 'The database does not answer.' }],
    },
  ]);
});

it('is not ready while that cannot be told', async () => {
  const answer = await bridge(async () => {
    throw new Error('x');
  }).get('/readyz');
  expect([answer.status, JSON.parse(answer.text)]).toMatchObject([503, { code: 'bridge.not_ready' }]);
});
