import { createServer } from 'node:http';
import { listening } from '../../../tests/setup/listening.ts';
import { createLog } from '../log.ts';
import { createAddressPolicy, type AddressPolicy } from './address.ts';
import type { Budget } from './budget.ts';
import { createEgress } from './send.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const variableOf = (system: string) => `KONTOR_${system.toUpperCase()}_PRIVATE_HOSTS`;
/** Only the system `allowed` may connect to this machine. */
const policyOf = (system: string): AddressPolicy =>
  createAddressPolicy({
    privateHosts: system === 'allowed' ? ['localhost', '127.0.0.1'] : [],
    variable: variableOf(system),
  });
/** Refuses nothing by its URL, so that only the look-up of the connection can refuse a name without https. */
const lookupOnly = (system: string): AddressPolicy => ({ ...policyOf(system), refusal: () => null });

/** A private host, and an egress that several systems share. `take` decides when a request gets its place. */
async function world(policies: (system: string) => AddressPolicy, take: Budget['take'] | null = null) {
  const asked: string[] = [];
  const { port, connections } = await listening(
    createServer((req, res) => {
      asked.push(req.url ?? '');
      res.end('secret');
    }),
    cleanUps,
  );
  const egress = createEgress({ policyOf: policies, log: createLog({ level: 'silent' }) });
  cleanUps.push(() => egress.close());
  const budget = take && { take, pause: async () => undefined };
  const ask = (system: string, host: string) =>
    egress.forCall({ system, budget, timeoutMs: 2_000, correlationId: 'c-1' })({
      method: 'GET',
      url: `http://${host}:${port}/`,
    });
  return { ask, asked, connections };
}

describe('a private host that one system may use', () => {
  it('is refused to another system, with the variable that would allow it', async () => {
    const { ask, asked } = await world(policyOf);
    expect(await ask('allowed', '127.0.0.1')).toMatchObject({ kind: 'answer', body: 'secret' });
    expect(await ask('other', '127.0.0.1')).toMatchObject({
      kind: 'not_sent',
      why: 'address_refused',
      what: { values: { variable: 'KONTOR_OTHER_PRIVATE_HOSTS' } },
    });
    expect(asked).toHaveLength(1);
  });

  it('is refused to another system even while a connection to it is open', async () => {
    const { ask, asked, connections } = await world(lookupOnly);
    expect(await ask('allowed', 'localhost')).toMatchObject({ kind: 'answer' });
    await new Promise(setImmediate);
    expect(await ask('other', 'localhost')).toMatchObject({ kind: 'not_sent', why: 'address_refused' });
    expect(await ask('allowed', 'localhost')).toMatchObject({ kind: 'answer' });
    expect(asked).toHaveLength(2);
    expect(connections()).toBe(1);
  });

  it('does not answer another system that asks the same at the same time', async () => {
    let openGate = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      openGate = resolve;
    });
    const { ask, asked } = await world(lookupOnly, () => gate.then(() => ({ kind: 'place' })));
    const both = [ask('allowed', 'localhost'), ask('other', 'localhost')];
    openGate();
    expect((await Promise.all(both)).map(({ kind }) => kind)).toEqual(['answer', 'not_sent']);
    expect(asked).toHaveLength(1);
  });
});
