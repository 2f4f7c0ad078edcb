import { createServer } from 'node:http';
import type { Mirror } from '../../bridge-server/src/mirror/mirror.ts';
import { checkCredentials } from '../../bridge-server/src/mirror/mirror.ts';
import { privateHostsVariable } from '../../bridge-server/src/config/operator.ts';
import { createAddressPolicy } from '../../bridge-server/src/egress/address.ts';
import { createEgress } from '../../bridge-server/src/egress/send.ts';
import { createWorker } from '../../bridge-server/src/mirror/worker.ts';
import { createDirectory } from '../../bridge-server/src/shops/directory.ts';
import { listening } from '../setup/listening.ts';
import { until } from '../setup/until.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { openWorld } from '../setup/world.ts';

const ended: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

/** The mirror with another address in place of the system's, on a way out that allows no private host. */
function overridden(mirror: Mirror, address: string): Mirror {
  const policy = createAddressPolicy({ privateHosts: [], variable: privateHostsVariable('poweroffice') });
  const egress = createEgress({ policyOf: () => policy, log: mirror.log });
  ended.push(() => egress.close());
  return {
    ...mirror,
    egress,
    systems: (key) => {
      const found = mirror.systems(key);
      return found && { ...found, operator: { ...(found.operator as object), address } };
    },
  };
}

describe('a system whose address was set to a private one that is not allowed', () => {
  it.each([
    'http://127.0.0.1:PORT',
    'https://127.0.0.1:PORT',
    'https://localhost:PORT',
    'https://169.254.169.254/latest',
  ])('%s: the order is held back with the cause, and nothing is sent', async (given) => {
    const world = await openWorld();
    ended.push(() => world.close());
    let connections = 0;
    const { port } = await listening(
      createServer((_req, res) => res.end()).on('connection', () => {
        connections += 1;
      }),
      ended,
    );
    const mirror = overridden(world.mirror(), given.replace('PORT', String(port)));
    await world.sendOrder(1, simpleOrder(61));
    const worker = createWorker(mirror, createDirectory(world.database.pool), { concurrency: 2, pollSeconds: 0.02 });
    worker.start();
    await until(async () => (await world.transfers())[0]?.reason === 'held.address_refused');
    await worker.stop();

    expect(await world.transfers()).toMatchObject([
      {
        state: 'waiting',
        reason: 'held.address_refused',
        attempts: 0,
        detail: { why: { values: { cause: { values: { variable: 'KONTOR_POWEROFFICE_PRIVATE_HOSTS' } } } } },
      },
    ]);
    expect(await world.database.knex('connections').first('breaker_code', 'breaker_until')).toEqual({
      breaker_code: 'held.address_refused',
      breaker_until: null,
    });
    expect([connections, world.sandbox.control.state().orders]).toEqual([0, []]);
    const found = mirror.systems('poweroffice');
    if (!found) throw new Error('no system');
    const report = await checkCredentials(mirror, found, {
      shopId: world.shop,
      settings: world.connection.settings,
      credentials: { clientKey: 'k' },
    });
    expect(report).toMatchObject({
      ok: false,
      code: 'held.address_refused',
      values: { cause: { values: { variable: 'KONTOR_POWEROFFICE_PRIVATE_HOSTS' } } },
    });

    // With the right address the circuit breaker closes at its next probe, and the order is sent once.
    await world.database.knex('connections').update({ breaker_probe_at: world.database.knex.fn.now() });
    expect(await world.settled('state')).toEqual(['done']);
    expect(world.sandbox.control.state().orders).toHaveLength(1);
  });
});
