import { createServer } from 'node:http';
import { listening } from '../../../tests/setup/listening.ts';
import { createLog } from '../log.ts';
import { createAddressPolicy, type AddressPolicy } from './address.ts';
import type { Budget } from './budget.ts';
import { createEgress } from './send.ts';

const ended: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

const variableOf = (system: string) => `KONTOR_${system.toUpperCase()}_PRIVATE_HOSTS`;
/** Only this system may go to this machine. */
const policyOf = (system: string): AddressPolicy =>
  createAddressPolicy({
    privateHosts: system === 'allowed' ? ['localhost', '127.0.0.1'] : [],
    variable: variableOf(system),
  });
/** Without https a name is refused before anybody connects; so that the connecting decides, everything passes here. */
const connecting = (system: string): AddressPolicy => ({ ...policyOf(system), refusal: () => null });

/** A private host, and two systems that share one way out; `take` says when a request has its place. */
async function world(policies: (system: string) => AddressPolicy, take: Budget['take'] | null = null) {
  const asked: string[] = [];
  const { port, connections } = await listening(
    createServer((req, res) => {
      asked.push(req.url ?? '');
      res.end('secret');
    }),
    ended,
  );
  const egress = createEgress({ policyOf: policies, log: createLog({ level: 'silent' }) });
  ended.push(() => egress.close());
  const budget = take && { take, pause: async () => undefined };
  const ask = (system: string, host: string) =>
    egress.forCall({ system, budget, timeoutMs: 2_000, correlationId: 'c-1' })({
      method: 'GET',
      url: `http://${host}:${port}/`,
    });
  return { ask, asked, connections };
}

describe('a private host that is allowed to one system', () => {
  it('is refused to another, and the refusal names the variable of that system', async () => {
    const { ask, asked } = await world(policyOf);
    expect(await ask('allowed', '127.0.0.1')).toMatchObject({ kind: 'answer', body: 'secret' });
    expect(await ask('other', '127.0.0.1')).toMatchObject({
      kind: 'not_sent',
      why: 'address_refused',
      what: { values: { variable: 'KONTOR_OTHER_PRIVATE_HOSTS' } },
    });
    expect(asked).toHaveLength(1);
  });

  it('is refused to another over the connection that is open to it', async () => {
    const { ask, asked, connections } = await world(connecting);
    expect(await ask('allowed', 'localhost')).toMatchObject({ kind: 'answer' });
    await new Promise(setImmediate);
    expect(await ask('other', 'localhost')).toMatchObject({ kind: 'not_sent', why: 'address_refused' });
    expect(await ask('allowed', 'localhost')).toMatchObject({ kind: 'answer' });
    expect([asked.length, connections()]).toEqual([2, 1]);
  });

  it('answers nobody else who asks the same at the same moment', async () => {
    let letGo = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const { ask, asked } = await world(connecting, () => gate.then(() => ({ kind: 'place' })));
    const both = [ask('allowed', 'localhost'), ask('other', 'localhost')];
    letGo();
    expect((await Promise.all(both)).map(({ kind }) => kind)).toEqual(['answer', 'not_sent']);
    expect(asked).toHaveLength(1);
  });
});
