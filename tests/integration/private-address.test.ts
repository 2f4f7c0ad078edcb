import { createServer } from 'node:http';
import type { Mirror } from '../../bridge-server/src/mirror/mirror.ts';
import { checkCredentials } from '../../bridge-server/src/mirror/mirror.ts';
import { privateHostsVariable } from '../../bridge-server/src/config/operator.ts';
import { createAddressPolicy } from '../../bridge-server/src/egress/address.ts';
import { createEgress } from '../../bridge-server/src/egress/send.ts';
import { createWorker } from '../../bridge-server/src/mirror/worker.ts';
import { createDirectory } from '../../bridge-server/src/shops/directory.ts';
import { endAfterEach } from '../setup/ended.ts';
import { listening } from '../setup/listening.ts';
import { until } from '../setup/until.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { openWorld } from '../setup/world.ts';

const ended = endAfterEach();

/** The mirror with this address as the system's, and without an allowed private host. */
function withAddress(mirror: Mirror, address: string): Mirror {
  const policy = createAddressPolicy({ privateHosts: [], variable: privateHostsVariable('poweroffice') });
  const egress = createEgress({ policyOf: () => policy, log: mirror.log });
  ended.push(() => egress.close());
  return {
    ...mirror,
    egress,
    systems: (key) => {
      const atHand = mirror.systems(key);
      return atHand && { ...atHand, operator: { ...(atHand.operator as object), address } };
    },
  };
}

describe('a system with a private address that is not allowed', () => {
  it.each([
    'http://127.0.0.1:PORT',
    'https://127.0.0.1:PORT',
    'https://localhost:PORT',
    'https://169.254.169.254/latest',
  ])('is sent nothing at %s, and its orders are held back with the cause', async (address) => {
    const world = await openWorld();
    ended.push(() => world.close());
    let connections = 0;
    const { port } = await listening(
      createServer((_req, res) => res.end()).on('connection', () => {
        connections += 1;
      }),
      ended,
    );
    const mirror = withAddress(world.mirror(), address.replace('PORT', String(port)));
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
    expect(connections).toBe(0);
    expect(world.held().orders).toEqual([]);
    const atHand = mirror.systems('poweroffice');
    if (!atHand) throw new Error('no system');
    const report = await checkCredentials(mirror, atHand, {
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
    expect(world.held().orders).toHaveLength(1);
  });
});
