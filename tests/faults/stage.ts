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
import { runKontor } from '../setup/bridge-process.ts';
import { startChild } from '../setup/child.ts';
import { freePort } from '../../bridge-server/src/database/embedded/free-port.ts';
import type { OfficeKeys } from '../setup/processes/office.ts';
import { everydayRules } from '../setup/rules.ts';
import { until } from '../setup/until.ts';
import { officeAt, type Office } from './office.ts';
import { openPostgres, type Postgres } from './postgres.ts';
import { keepUp, type KeptProcess } from './processes.ts';
import { openLine, type Line } from './proxy.ts';
import { booked, unbookable } from './stories.ts';
import { told } from '../setup/telling.ts';

/** Everything that takes part in a run, each part in its own process except for the lines between them. */
export interface Stage {
  postgres: Postgres;
  office: Office;
  workers: readonly KeptProcess[];
  web: KeptProcess;
  /** The network from the workers to the office, and from the shop to the web process. */
  lines: { office: Line; web: Line };
  /** A bridge in this process, which reads the database and does what a person decides. */
  bridge: Bridge;
  shop: Signer;
  connection: Connection;
  /** Runs a `kontor` command as the operator, and throws if it fails. */
  kontor(...args: readonly string[]): Promise<void>;
  /** Waits until a process is at work, but not for ever, since PostgreSQL may be away. */
  untilUp(process: KeptProcess): Promise<void>;
  close(): Promise<void>;
}

/**
 * In seconds. They are short, but in the same order as the defaults: poll < settle < call time-out < lease < follow.
 * The settling time must also cover how late a request may reach the office on a busy machine.
 */
export const timing = { poll: 0.1, settle: 2, callTimeout: 3, lease: 10, follow: 20, retryScale: 0.02 };

/**
 * Starts everything and connects a shop. `shopUrl`: where the shop stands. Throws what prevents the start, and leaves
 * nothing behind then.
 */
export async function openStage({ shopUrl = 'https://nordlys.example' } = {}): Promise<Stage> {
  const endings: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const end of endings.toReversed()) await end();
  };
  const ending = <T>(thing: T, end: (thing: T) => Promise<unknown>): T => {
    endings.push(() => end(thing));
    return thing;
  };
  try {
    const postgres = ending(await openPostgres(), (opened) => opened.close());
    const sandbox = ending(
      await startChild<OfficeKeys>(new URL('../setup/processes/office.ts', import.meta.url)),
      (child) => child.stop(),
    );
    const { ready: keys } = sandbox;
    const toOffice = ending(await openLine(Number(new URL(keys.url).port)), (line) => line.close());
    const port = await freePort();
    const toWeb = ending(await openLine(port), (line) => line.close());
    const env = environment({
      port,
      publicPort: toWeb.port,
      officePort: toOffice.port,
      keys,
    });

    const atAddress = { ...env, DATABASE_URL: postgres.url };
    const inFolder = { ...env, KONTOR_DATA: postgres.folder };
    const bridge = ending(await openInside(atAddress), (opened) => opened.close());
    const { shop, connection } = await connectShop(bridge, keys, shopUrl);
    const running = (name: string, variables: Readonly<Record<string, string>>) =>
      ending(keepUp(name, variables, postgres.folder), (process) => process.stop());
    // One worker is given an address, as if PostgreSQL were the operator's own, so it does not restart the server as
    // the others do.
    const workers = [
      running('worker-1', { ...inFolder, KONTOR_ROLE: 'worker' }),
      running('worker-2', { ...atAddress, KONTOR_ROLE: 'worker' }),
    ];
    const web = running('web', { ...inFolder, KONTOR_ROLE: 'web' });
    const untilUp = async (process: KeptProcess) => {
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
      async kontor(...args) {
        const { code, err } = await runKontor(args, { ...atAddress, PATH: process.env['PATH'] ?? '' });
        if (code !== 0) throw new Error(`kontor ${args.slice(0, 2).join(' ')}: ${err}`);
      },
      untilUp,
      close,
    };
  } catch (fault) {
    await close();
    throw fault;
  }
}

export const untilReady = (publicUrl: string): Promise<void> =>
  until(async () => (await fetch(`${publicUrl}/readyz`).catch(() => null))?.status === 200, 'the web process is up');

async function isConnected({ database }: Bridge, name: string): Promise<boolean> {
  const connections = await database.pool
    .query('select from pg_stat_activity where application_name = $1', [name])
    .catch(() => null);
  return (connections?.rowCount ?? 0) > 0;
}

const environment = (parts: {
  port: number;
  publicPort: number;
  officePort: number;
  keys: OfficeKeys;
}): Record<string, string> => ({
  KONTOR_KEY: randomBytes(32).toString('base64'),
  LOG_LEVEL: process.env['KONTOR_LOG'] ?? 'warn',
  PORT: String(parts.port),
  KONTOR_PUBLIC_URL: `http://127.0.0.1:${parts.publicPort}`,
  KONTOR_SHOP_PRIVATE_HOSTS: '127.0.0.1',
  KONTOR_POWEROFFICE_PRIVATE_HOSTS: `127.0.0.1:${parts.officePort}`,
  KONTOR_LEASE: String(timing.lease),
  KONTOR_CALL_TIMEOUT: String(timing.callTimeout),
  KONTOR_POWEROFFICE_SETTLE: String(timing.settle),
  KONTOR_POLL: String(timing.poll),
  KONTOR_FOLLOW: String(timing.follow),
  KONTOR_RETRY_SCALE: String(timing.retryScale),
  // A call that hangs keeps its place, so with few places the run would mostly wait for such calls.
  KONTOR_CONCURRENCY: '24',
  KONTOR_POWEROFFICE_ADDRESS: `http://127.0.0.1:${parts.officePort}`,
  KONTOR_POWEROFFICE_REQUESTS_PER_SECOND: '100000',
  KONTOR_POWEROFFICE_APPLICATION_KEY: parts.keys.applicationKey,
  KONTOR_POWEROFFICE_SUBSCRIPTION_KEY: parts.keys.subscriptionKey,
});

async function openInside(env: Record<string, string>): Promise<Bridge> {
  const config = readConfig(env);
  if (!config.ok) throw new Error(JSON.stringify(config.error));
  // The set-up is not under test, so a busy machine may take longer for it.
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
  url: string,
): Promise<{ shop: Signer; connection: Connection }> {
  const shop = await addShop(bridge.database.knex, { name: 'Nordlys', url });
  const key = await bridge.keys.add(shop.id);
  const available = bridge.systems('poweroffice');
  if (!key.ok || !available) throw new Error('the shop cannot be set up');
  const credentials = { clientKey };
  const settings = available.system.settings.parse({ payments: [booked, unbookable] });
  const report = await checkCredentials(bridge.mirror, available, { shopId: shop.id, settings, credentials });
  if (!report.ok) throw new Error(told(report).cause);
  const connection = await addConnection(bridge.database.knex, bridge.sealer, {
    shopId: shop.id,
    system: 'poweroffice',
    account: report.account,
    accountName: report.accountName,
    longestKey: available.system.longestKey,
    credentials,
    settings,
    rules: everydayRules({ functions: ['orders', 'refunds', 'cancellations', 'payments', 'createCustomers'] }),
  });
  const { keyId, privateJwk } = key.value;
  return { shop: { bridge: bridge.config.publicUrl, shop: shop.id, keyId, privateKey: privateJwk }, connection };
}
