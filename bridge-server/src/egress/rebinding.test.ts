import { createServer } from 'node:http';
import type { LookupFunction } from 'node:net';
import { listening } from '../../../tests/setup/listening.ts';
import { createLog } from '../log.ts';
import { createAddressPolicy, type AddressPolicy } from './address.ts';
import { createEgress } from './send.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/**
 * An egress whose look-ups get these answers, one after the other; the last answer repeats. It has the real policy, but
 * every connection to the public internet leads to this machine, without https.
 */
function egressResolving(answers: string[][]) {
  let lookups = 0;
  const policy = createAddressPolicy({
    privateHosts: [],
    variable: 'KONTOR_TEST_PRIVATE_HOSTS',
    resolve: (_name, _options, done) => {
      const addresses = answers[Math.min(lookups++, answers.length - 1)] ?? [];
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
      for (const { address } of Array.isArray(found) ? found : [{ address: found }]) connectedTo.push(address);
      return options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4);
    });
  const here: AddressPolicy = { ...policy, lookup, refusal: () => null };
  const egress = createEgress({ policyOf: () => here, log: createLog({ level: 'silent' }) });
  cleanUps.push(() => egress.close());
  return {
    send: egress.forCall({ system: 'test', budget: null, timeoutMs: 60_000, correlationId: 'c-1' }),
    lookups: () => lookups,
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
    cleanUps,
  );
  return { ...server, seen };
}

describe('a name that resolves to another address at the next look-up', () => {
  it('is looked up only once for a connection, so the address that was checked is the one that is used', async () => {
    const { port, seen } = await vendor();
    const { send, lookups, connectedTo } = egressResolving([['93.184.216.34'], ['127.0.0.1']]);
    expect(await send({ method: 'GET', url: `http://shop.example:${port}/one` })).toMatchObject({
      kind: 'answer',
      status: 200,
    });
    expect(lookups()).toBe(1);
    expect(connectedTo).toEqual(['93.184.216.34']);
    expect(seen).toEqual(['/one']);
  });

  it('is refused at the next connection when it now leads to a private address', async () => {
    const { port, seen } = await vendor({ connection: 'close' });
    const { send, lookups } = egressResolving([['93.184.216.34'], ['10.0.0.1']]);
    const url = `http://shop.example:${port}`;
    await send({ method: 'GET', url: `${url}/one` });
    await idle();
    expect(await send({ method: 'POST', url: `${url}/two`, body: 'x' })).toMatchObject({
      kind: 'not_sent',
      why: 'address_refused',
    });
    expect(lookups()).toBe(2);
    expect(seen).toEqual(['/one']);
  });

  it('does not move an open connection, and is refused for a second one', async () => {
    const { port, seen, connections } = await vendor();
    const { send, lookups } = egressResolving([['93.184.216.34'], ['169.254.169.254']]);
    const url = `http://shop.example:${port}`;
    for (const path of ['/one', '/two', '/three']) {
      expect(await send({ method: 'GET', url: url + path })).toMatchObject({ kind: 'answer' });
      await idle();
    }
    expect(lookups()).toBe(1);
    expect(connections()).toBe(1);
    expect(seen).toEqual(['/one', '/two', '/three']);
    // Two requests at the same time need a second connection, whose look-up is checked anew.
    const both = await Promise.all([
      send({ method: 'GET', url: `${url}/four` }),
      send({ method: 'GET', url: `${url}/five` }),
    ]);
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['answer', 'not_sent']);
  });

  it.each([[['93.184.216.34', '127.0.0.1']], [['2606:4700::1111', 'fd00::1']], [['93.184.216.34', '::ffff:10.0.0.1']]])(
    'is refused when one look-up finds public and private addresses: %j',
    async (answer) => {
      const { port, seen } = await vendor();
      const { send } = egressResolving([answer]);
      expect(await send({ method: 'GET', url: `http://shop.example:${port}/` })).toMatchObject({
        kind: 'not_sent',
        why: 'address_refused',
      });
      expect(seen).toEqual([]);
    },
  );
});
