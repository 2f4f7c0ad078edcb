import { createServer } from 'node:http';
import { listening } from '../../../tests/setup/listening.ts';
import { createLog } from '../log.ts';
import { createAddressPolicy } from './address.ts';
import { createEgress } from './send.ts';

const ended: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

it.each(
  [301, 302, 303, 307, 308].flatMap((status) => (['GET', 'POST'] as const).map((method) => [status, method] as const)),
)('a redirect (%i) of a %s is an answer like any other: its target is never asked', async (status, method) => {
  const target = await listening(
    createServer((_req, res) => res.end('secret')),
    ended,
  );
  const seen: string[] = [];
  const { port } = await listening(
    createServer((req, res) => {
      seen.push(`${req.method} ${req.url}`);
      res
        .writeHead(status, {
          location: `http://127.0.0.1:${target.port}/latest/meta-data`,
          refresh: `0;url=http://127.0.0.1:${target.port}/`,
        })
        .end('moved');
    }),
    ended,
  );
  // Both hosts are allowed, so that only not following keeps the target from being asked.
  const egress = createEgress({
    policyOf: () => createAddressPolicy({ privateHosts: ['127.0.0.1'], variable: 'KONTOR_TEST_PRIVATE_HOSTS' }),
    log: createLog({ level: 'silent' }),
  });
  ended.push(() => egress.close());
  const sent = await egress.forCall({ system: 'test', budget: null, timeoutMs: 60_000, correlationId: 'c-1' })({
    method,
    url: `http://127.0.0.1:${port}/orders`,
    headers: { authorization: 'Bearer x' },
    ...(method === 'POST' ? { body: '{}' } : {}),
  });
  expect(sent).toMatchObject({
    kind: 'answer',
    status,
    body: 'moved',
    headers: { location: `http://127.0.0.1:${target.port}/latest/meta-data` },
  });
  expect([seen, target.connections()]).toEqual([[`${method} /orders`], 0]);
});
