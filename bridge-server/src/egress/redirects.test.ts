import { createServer } from 'node:http';
import { listening } from '../../../tests/setup/listening.ts';
import { createLog } from '../log.ts';
import { createAddressPolicy } from './address.ts';
import { createEgress } from './send.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

it.each(
  [301, 302, 303, 307, 308].flatMap((status) => (['GET', 'POST'] as const).map((method) => [status, method] as const)),
)('returns a redirect (%i) of a %s as the answer, and never follows it', async (status, method) => {
  const target = await listening(
    createServer((_req, res) => res.end('secret')),
    cleanUps,
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
    cleanUps,
  );
  // Both hosts are allowed, so the policy would not refuse the target.
  const egress = createEgress({
    policyOf: () => createAddressPolicy({ privateHosts: ['127.0.0.1'], variable: 'KONTOR_TEST_PRIVATE_HOSTS' }),
    log: createLog({ level: 'silent' }),
  });
  cleanUps.push(() => egress.close());
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
  expect(seen).toEqual([`${method} /orders`]);
  expect(target.connections()).toBe(0);
});
