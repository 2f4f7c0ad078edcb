import { createServer } from 'node:http';
import type { LookupFunction } from 'node:net';
import { listening } from '../../../tests/setup/listening.ts';
import { createLog } from '../log.ts';
import { createAddressPolicy, type AddressPolicy } from './address.ts';
import { createEgress } from './send.ts';

const ended: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

/**
 * A way out whose names resolve as the test says, one answer for each look-up, the last one for ever. The policy is the real one;
 * only the public internet is this machine, and is asked without https.
 */
function wayTo(answers: string[][]) {
  let asked = 0;
  const policy = createAddressPolicy({
    privateHosts: [],
    variable: 'KONTOR_TEST_PRIVATE_HOSTS',
    resolve: (_name, _options, done) => {
      const addresses = answers[Math.min(asked++, answers.length - 1)] ?? [];
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    },
  });
  const connectedTo: string[] = [];
  const lookup: LookupFunction = (name, options, done) =>
    policy.lookup(name, options, (error, found, family) => {
      if (error) return done(error, found, family);
      for (const one of Array.isArray(found) ? found : [{ address: found }]) connectedTo.push(one.address);
      return options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4);
    });
  const here: AddressPolicy = { ...policy, lookup, refusal: () => null };
  const egress = createEgress({ policyOf: () => here, log: createLog({ level: 'silent' }) });
  ended.push(() => egress.close());
  return {
    send: egress.forCall({ system: 'test', budget: null, timeoutMs: 60_000, correlationId: 'c-1' }),
    lookups: () => asked,
    connectedTo,
  };
}
const idle = () =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

async function vendor(answer: { connection?: string } = {}) {
  const seen: string[] = [];
  const server = await listening(
    createServer((req, res) => {
      seen.push(req.url ?? '');
      res.writeHead(200, answer.connection ? { connection: answer.connection } : {}).end('x');
    }),
    ended,
  );
  return { ...server, seen };
}

describe('a name that resolves to something else at the next look-up', () => {
  it('is connected to what was judged: nobody looks it up a second time in between', async () => {
    const { port, seen } = await vendor();
    const { send, lookups, connectedTo } = wayTo([['93.184.216.34'], ['127.0.0.1']]);
    expect(await send({ method: 'GET', url: `http://shop.example:${port}/one` })).toMatchObject({
      kind: 'answer',
      status: 200,
    });
    expect([lookups(), connectedTo, seen]).toEqual([1, ['93.184.216.34'], ['/one']]);
  });

  it('is refused at the next connection, and nothing reaches the private address', async () => {
    const { port, seen } = await vendor({ connection: 'close' });
    const { send, lookups } = wayTo([['93.184.216.34'], ['10.0.0.1']]);
    const url = `http://shop.example:${port}`;
    await send({ method: 'GET', url: `${url}/one` });
    await idle();
    expect(await send({ method: 'POST', url: `${url}/two`, body: 'x' })).toMatchObject({
      kind: 'not_sent',
      why: 'address_refused',
    });
    expect([lookups(), seen]).toEqual([2, ['/one']]);
  });

  it('keeps a kept connection where it was judged: a changed answer moves nothing that is open', async () => {
    const { port, seen, connections } = await vendor();
    const { send, lookups } = wayTo([['93.184.216.34'], ['169.254.169.254']]);
    const url = `http://shop.example:${port}`;
    for (const path of ['/one', '/two', '/three']) {
      expect(await send({ method: 'GET', url: url + path })).toMatchObject({ kind: 'answer' });
      await idle();
    }
    expect([lookups(), connections(), seen]).toEqual([1, 1, ['/one', '/two', '/three']]);
    // A second connection beside it is judged by itself.
    const both = await Promise.all([
      send({ method: 'GET', url: `${url}/four` }),
      send({ method: 'GET', url: `${url}/five` }),
    ]);
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['answer', 'not_sent']);
  });

  it.each([[['93.184.216.34', '127.0.0.1']], [['2606:4700::1111', 'fd00::1']], [['93.184.216.34', '::ffff:10.0.0.1']]])(
    'is refused with %j in one answer',
    async (answer) => {
      const { port, seen } = await vendor();
      const { send } = wayTo([answer]);
      expect(await send({ method: 'GET', url: `http://shop.example:${port}/` })).toMatchObject({
        kind: 'not_sent',
        why: 'address_refused',
      });
      expect(seen).toEqual([]);
    },
  );
});
