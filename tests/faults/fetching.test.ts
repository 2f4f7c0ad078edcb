import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../bridge-server/src/database/embedded/free-port.ts';
import { until } from '../setup/until.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { openWorld } from '../setup/world.ts';
import { connectFetchingOffice } from './fetching/connection.ts';
import { fetchWhileKilled } from './fetching/run.ts';
import { keepUp } from './processes.ts';

/** `npm run faults` kills the bridge twenty times. */
const kills = 6;

it('an office that fetches while the bridge is killed gets every document once, with the same bytes', async () => {
  const world = await openWorld({ ownDatabase: true });
  const logs = await mkdtemp(join(tmpdir(), 'kontor-fetching-'));
  const port = await freePort();
  const bridge = `http://127.0.0.1:${port}`;
  const { connectionId, key } = await connectFetchingOffice(world, world.shop);
  const env = {
    ...world.environment(),
    KONTOR_ROLE: 'both',
    PORT: String(port),
    KONTOR_POLL: '0.2',
    KONTOR_LEASE: '10',
    KONTOR_CALL_TIMEOUT: '5',
  };
  const victim = keepUp('bridge', env, logs);
  try {
    const result = await fetchWhileKilled(
      {
        pool: world.database.pool,
        shopId: world.shop,
        connectionId,
        key,
        bridge,
        victim,
        untilUp: () =>
          until(async () => (await fetch(`${bridge}/readyz`).catch(() => null))?.status === 200, 'the bridge is up'),
        send: async (ids) => void (await world.sendOrders(...ids.map((id) => simpleOrder(id)))),
      },
      kills,
    );
    expect(result).toMatchObject({ kills, orders: kills * 3, violations: [] });
    expect(victim.crashes).toEqual([]);
  } finally {
    await victim.stop();
    await rm(logs, { recursive: true, force: true });
    await world.close();
  }
});
