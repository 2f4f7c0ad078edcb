import { shopId as shopIdSchema } from '@kontor/bridge-server/ids';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Signer } from '@kontor/client';
import type { Result, Reason } from '@kontor/shared/problem';
import { readConfig } from '../../bridge-server/src/config.ts';
import { createLog } from '../../bridge-server/src/log.ts';
import { checkCredentials } from '../../bridge-server/src/mirror/mirror.ts';
import type { Bridge } from '../../bridge-server/src/open.ts';
import { addConnection } from '../../bridge-server/src/shops/add-connection.ts';
import type { Connection } from '../../bridge-server/src/shops/connection.ts';
import { addShop } from '../../bridge-server/src/shops/shop.ts';
import { startBridge, type RunningBridge } from '../../bridge-server/src/start.ts';
import {
  type CompanyOptions,
  startPowerOfficeSandbox,
  type PowerOfficeSandbox,
  type ProductOptions,
} from '../sandboxes/poweroffice/sandbox.ts';
import { freePort } from '../../bridge-server/src/database/embedded/free-port.ts';
import { everydayRules } from '../setup/rules.ts';
import { told } from '../setup/telling.ts';

/** The bridge and the office's sandbox. */
export interface Company {
  bridge: Bridge;
  sandbox: PowerOfficeSandbox;
  /** The environment of the bridge; the command line needs the same. */
  env: Readonly<Record<string, string>>;
  /** Ends the bridge, its PostgreSQL and the sandbox, and removes the folder. */
  close(): Promise<void>;
}

/** How often the start is tried when another process takes the chosen port before the bridge does. */
const tries = 4;
const passingFaults: readonly string[] = ['server.cannot_listen', 'database.unreachable'];
/** How long the bridge may take to stop. A signal to the whole process group may have ended its PostgreSQL already. */
const closingSeconds = 10;

/** The same with a shop that is connected to the office. */
export interface Stage extends Company {
  shop: Signer;
}

const errorOf = (reasons: readonly Reason[]): Error =>
  new Error(
    reasons
      .map(told)
      .map(({ code, cause, remedy }) => `${code}: ${cause} ${remedy}`)
      .join('\n'),
  );

export interface StageOptions {
  /** The connection's settings, in place of the defaults. */
  settings?: unknown;
  /** Organisation numbers that can receive EHF. */
  elma?: readonly string[];
  /** The office's products, in place of the sandbox's own. */
  products?: readonly ProductOptions[];
  /** Further options of the office's books, in place of the sandbox's own. */
  books?: Partial<CompanyOptions>;
  /** Further environment variables of the bridge. */
  variables?: Readonly<Record<string, string>>;
  logLevel: string;
  say: (line: string) => void;
}

/** Starts everything in this process. Throws what prevents the start. */
export async function openStage(options: StageOptions): Promise<Stage> {
  const company = await openCompany(options);
  try {
    return { ...company, shop: await connectShop(company, options) };
  } catch (fault) {
    await company.close();
    throw fault;
  }
}

/** Starts the bridge and the sandbox in this process, without a shop. Throws what prevents the start. */
export async function openCompany(options: StageOptions): Promise<Company> {
  const { elma = [], products, books } = options;
  const sandbox = await startPowerOfficeSandbox({ clients: [{ elma, ...(products ? { products } : {}), ...books }] });
  try {
    options.say(`PowerOffice sandbox: ${sandbox.url}/`);
    const { running, folder, env } = await startOnFreePorts(sandbox, options);
    const { bridge } = running;
    options.say(`Bridge on embedded PostgreSQL: ${bridge.config.publicUrl}`);
    const close = async (): Promise<void> => {
      await within(closingSeconds, running.stop());
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    };
    return { bridge, sandbox, env, close };
  } catch (fault) {
    await sandbox.close();
    throw fault;
  }
}

async function startOnFreePorts(
  sandbox: PowerOfficeSandbox,
  { logLevel, variables }: StageOptions,
): Promise<{ running: RunningBridge; folder: string; env: Record<string, string> }> {
  for (let round = 1; ; round++) {
    const folder = await mkdtemp(join(tmpdir(), 'kontor-demo-'));
    // PostgreSQL runs as another user when the demo runs as root.
    await chmod(folder, 0o755);
    const env = { ...environmentOf(sandbox, folder, await freePort(), logLevel), ...variables };
    const started = await start(env);
    if (started.ok) return { running: started.value, folder, env };
    await rm(folder, { recursive: true, force: true });
    if (round === tries || !started.error.some(({ code }) => passingFaults.includes(code)))
      throw errorOf(started.error);
  }
}

async function start(env: Record<string, string>): Promise<Result<RunningBridge, readonly Reason[]>> {
  const config = readConfig(env);
  return config.ok ? startBridge(config.value, env, createLog({ level: config.value.logLevel })) : config;
}

/**
 * The bridge's environment. Its times are short, so that a doubt is resolved while somebody looks on. On a busy machine
 * `KONTOR_CALL_TIMEOUT` may be set, since a call that takes longer becomes a doubt that no order is expected to have.
 */
const environmentOf = (
  sandbox: PowerOfficeSandbox,
  folder: string,
  port: number,
  logLevel: string,
): Record<string, string> => ({
  KONTOR_DATA: folder,
  PORT: String(port),
  KONTOR_PUBLIC_URL: `http://127.0.0.1:${port}`,
  KONTOR_POWEROFFICE_PRIVATE_HOSTS: new URL(sandbox.url).host,
  KONTOR_POWEROFFICE_APPLICATION_KEY: sandbox.keys.applicationKey,
  KONTOR_POWEROFFICE_SUBSCRIPTION_KEY: sandbox.keys.subscriptionKey,
  KONTOR_POWEROFFICE_ADDRESS: sandbox.url,
  KONTOR_POWEROFFICE_SETTLE: '1',
  KONTOR_CALL_TIMEOUT: process.env['KONTOR_CALL_TIMEOUT'] ?? '3',
  KONTOR_LEASE: '60',
  KONTOR_POLL: '0.05',
  KONTOR_RETRY_SCALE: '0.1',
  LOG_LEVEL: logLevel,
});

/** Registers the demo's shop and connects it. */
async function connectShop({ bridge, sandbox }: Company, options: StageOptions): Promise<Signer> {
  const shop = await registerShop(bridge, { name: 'Nordlys', url: 'https://nordlys.example' });
  const office = await connectOffice({ bridge, sandbox }, shop.shop, options.settings);
  options.say(`Shop Nordlys (${shop.shop}) is connected to ${office}`);
  return shop;
}

/** Registers a shop, and returns what it signs its requests with. */
export async function registerShop(bridge: Bridge, about: { name: string; url: string }): Promise<Signer> {
  const shop = await addShop(bridge.database.knex, about);
  const key = await bridge.keys.add(shop.id);
  if (!key.ok) throw errorOf([key.error]);
  const { keyId, privateJwk: privateKey } = key.value;
  return { bridge: bridge.config.publicUrl, shop: shop.id, keyId, privateKey };
}

/**
 * Checks the credentials of the sandbox's company and connects a shop to it. Returns the names of system and company.
 */
export async function connectOffice(
  { bridge, sandbox }: Pick<Company, 'bridge'> & { sandbox: { keys: { clientKey: string } } },
  shopId: string,
  settings: unknown = {},
): Promise<string> {
  const credentials = { clientKey: sandbox.keys.clientKey };
  const { accountName } = await connectSystem(bridge, shopId, { system: 'poweroffice', credentials, settings });
  return `PowerOffice Go, ${accountName}`;
}

/** Checks the credentials of a system's company and connects a shop to it. */
export async function connectSystem(
  bridge: Bridge,
  shopId: string,
  { system, credentials, settings = {} }: { system: string; credentials: unknown; settings?: unknown },
): Promise<Connection> {
  const available = bridge.systems(system);
  if (!available) throw new Error(`The bridge does not offer ${system}.`);
  const connection = {
    shopId: shopIdSchema.parse(shopId),
    system,
    rules: everydayRules(),
    settings: available.system.settings.parse(settings),
  };
  const report = await checkCredentials(bridge.mirror, available, { ...connection, credentials });
  if (!report.ok) throw errorOf([report]);
  const { account, accountName } = report;
  const { longestKey } = available.system;
  return addConnection(bridge.database.knex, bridge.sealer, {
    ...connection,
    account,
    accountName,
    longestKey,
    credentials,
  });
}

/** Waits for the work, but no longer than so many seconds. */
async function within(seconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((done) => {
    timer = setTimeout(done, seconds * 1000);
  });
  await Promise.race([work, over]).finally(() => clearTimeout(timer));
}
