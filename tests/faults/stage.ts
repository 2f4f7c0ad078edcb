import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../../bridge-server/src/config.ts';
import { createLog } from '../../bridge-server/src/log.ts';
import { checkCredentials } from '../../bridge-server/src/mirror/mirror.ts';
import { openBridge, type Bridge } from '../../bridge-server/src/open.ts';
import { addConnection } from '../../bridge-server/src/shops/add-connection.ts';
import type { Connection } from '../../bridge-server/src/shops/connection.ts';
import { addShop } from '../../bridge-server/src/shops/shop.ts';
import type { Signer } from '@kontor/client';
import { startChild } from '../setup/child.ts';
import { freePort } from '../../bridge-server/src/database/embedded/free-port.ts';
import type { OfficeKeys } from '../setup/processes/office.ts';
import { everydayRules } from '../setup/rules.ts';
import { until } from '../setup/until.ts';
import { officeAt, type Office } from './office.ts';
import { openPostgres, type Postgres } from './postgres.ts';
import { keepUp, type Kept } from './processes.ts';
import { openLine, type Line } from './proxy.ts';
import { booked, unbookable } from './stories.ts';
import { told } from '../setup/telling.ts';

/** Everything that takes part, each in a process of its own but for the lines between them. */
export interface Stage {
  postgres: Postgres;
  office: Office;
  workers: readonly Kept[];
  web: Kept;
  /** From the workers to the office, and from the shop to the web process. */
  lines: { office: Line; web: Line };
  /** The bridge's inside, for looking at its database and for what a person asks. */
  bridge: Bridge;
  shop: Signer;
  connection: Connection;
  /** Waits until a process is at work, but not for ever: PostgreSQL may be away. */
  untilUp(process: Kept): Promise<void>;
  close(): Promise<void>;
}

/**
 * In seconds; short, in the order that the defaults have: poll < settle < call time-out < lease < follow. The settling time is also
 * how late a busy machine may let the office see what was sent to it in time.
 */
export const timing = { poll: 0.1, settle: 2, callTimeout: 3, lease: 10, follow: 20, retryScale: 0.02 };

/** Starts all of it and connects a shop. Throws what keeps it from starting; then nothing is left behind. */
export async function openStage(): Promise<Stage> {
  const endings: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const end of endings.toReversed()) await end();
  };
  const ending = <T>(thing: T, end: (thing: T) => Promise<unknown>): T => {
    endings.push(() => end(thing));
    return thing;
  };
  try {
    const postgres = ending(await openPostgres(), (one) => one.close());
    const sandbox = ending(
      await startChild<OfficeKeys>(new URL('../setup/processes/office.ts', import.meta.url)),
      (one) => one.stop(),
    );
    const { ready: keys } = sandbox;
    const toOffice = ending(await openLine(Number(new URL(keys.url).port)), (one) => one.close());
    const port = await freePort();
    const toWeb = ending(await openLine(port), (one) => one.close());
    const env = environment({
      port,
      publicPort: toWeb.port,
      officePort: toOffice.port,
      keys,
    });

    const atAddress = { ...env, DATABASE_URL: postgres.url };
    const inFolder = { ...env, KONTOR_DATA: postgres.folder };
    const bridge = ending(await openInside(atAddress), (one) => one.close());
    const { shop, connection } = await connectShop(bridge, keys);
    const running = (name: string, given: Readonly<Record<string, string>>) =>
      ending(keepUp(name, given, postgres.folder), (one) => one.stop());
    // One of them is told the address, as of an operator's own PostgreSQL: it cannot look after the server as the others do.
    const workers = [
      running('worker-1', { ...inFolder, KONTOR_ROLE: 'worker' }),
      running('worker-2', { ...atAddress, KONTOR_ROLE: 'worker' }),
    ];
    const web = running('web', { ...inFolder, KONTOR_ROLE: 'web' });
    const untilUp = async (process: Kept) => {
      for (let tries = 0; tries < 200 && !(await isConnected(bridge, process.connectsAs)); tries++) await sleep(100);
    };
    await untilReady(bridge.config.publicUrl);
    await Promise.all(workers.map(untilUp));
    return {
      postgres,
      office: officeAt(keys.url),
      workers,
      web,
      lines: { office: toOffice, web: toWeb },
      bridge,
      shop,
      connection,
      untilUp,
      close,
    };
  } catch (fault) {
    await close();
    throw fault;
  }
}

const untilReady = (publicUrl: string): Promise<void> =>
  until(async () => (await fetch(`${publicUrl}/readyz`).catch(() => null))?.status === 200, 'the web process is up');

async function isConnected({ database }: Bridge, name: string): Promise<boolean> {
  const found = await database.pool
    .query('select from pg_stat_activity where application_name = $1', [name])
    .catch(() => null);
  return (found?.rowCount ?? 0) > 0;
}

const environment = (given: {
  port: number;
  publicPort: number;
  officePort: number;
  keys: OfficeKeys;
}): Record<string, string> => ({
  KONTOR_KEY: randomBytes(32).toString('base64'),
  LOG_LEVEL: process.env['KONTOR_LOG'] ?? 'warn',
  PORT: String(given.port),
  KONTOR_PUBLIC_URL: `http://127.0.0.1:${given.publicPort}`,
  KONTOR_POWEROFFICE_PRIVATE_HOSTS: `127.0.0.1:${given.officePort}`,
  KONTOR_LEASE: String(timing.lease),
  KONTOR_CALL_TIMEOUT: String(timing.callTimeout),
  KONTOR_POWEROFFICE_SETTLE: String(timing.settle),
  KONTOR_POLL: String(timing.poll),
  KONTOR_FOLLOW: String(timing.follow),
  KONTOR_RETRY_SCALE: String(timing.retryScale),
  // Calls that hang keep their place in hand: with few places the run would mostly wait for them.
  KONTOR_CONCURRENCY: '24',
  KONTOR_POWEROFFICE_ADDRESS: `http://127.0.0.1:${given.officePort}`,
  KONTOR_POWEROFFICE_REQUESTS_PER_SECOND: '100000',
  KONTOR_POWEROFFICE_APPLICATION_KEY: given.keys.applicationKey,
  KONTOR_POWEROFFICE_SUBSCRIPTION_KEY: given.keys.subscriptionKey,
});

async function openInside(env: Record<string, string>): Promise<Bridge> {
  const config = readConfig(env);
  if (!config.ok) throw new Error(JSON.stringify(config.error));
  // Setting up is not what is tested: a busy machine may take its time over it.
  const opened = await openBridge(
    { ...config.value, timing: { ...config.value.timing, lease: 60, callTimeout: 20 } },
    env,
    createLog({ level: 'silent' }),
    { owner: false },
  );
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return opened.value;
}

async function connectShop(
  bridge: Bridge,
  { clientKey }: OfficeKeys,
): Promise<{ shop: Signer; connection: Connection }> {
  const shop = await addShop(bridge.database.knex, { name: 'Nordlys', url: 'https://nordlys.example' });
  const key = await bridge.keys.add(shop.id);
  const found = bridge.systems('poweroffice');
  if (!key.ok || !found) throw new Error('the shop cannot be set up');
  const credentials = { clientKey };
  const settings = found.system.settings.parse({ payments: [booked, unbookable] });
  const report = await checkCredentials(bridge.mirror, found, { shopId: shop.id, settings, credentials });
  if (!report.ok) throw new Error(told(report).cause);
  const connection = await addConnection(bridge.database.knex, bridge.sealer, {
    shopId: shop.id,
    system: 'poweroffice',
    account: report.account,
    accountName: report.accountName,
    longestKey: found.system.longestKey,
    credentials,
    settings,
    rules: everydayRules({ functions: ['orders', 'refunds', 'cancellations', 'payments', 'createCustomers'] }),
  });
  const { keyId, privateJwk } = key.value;
  return { shop: { bridge: bridge.config.publicUrl, shop: shop.id, keyId, privateKey: privateJwk }, connection };
}
