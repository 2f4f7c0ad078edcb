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
  /** What the bridge was started with; the command line needs the same. */
  env: Readonly<Record<string, string>>;
  /** Ends the bridge, its PostgreSQL and the sandbox, and removes the folder. */
  close(): Promise<void>;
}

/** How often the whole stage is built anew when somebody else has taken a port between choosing and using it. */
const tries = 4;
const mayPass: readonly string[] = ['server.cannot_listen', 'database.unreachable'];
/** For an end that a signal to the whole process group has made impossible to wait for. */
const closingSeconds = 10;

/** With a shop that is connected to the office. */
export interface Stage extends Company {
  shop: Signer;
}

const wrong = (reasons: readonly Reason[]): Error =>
  new Error(
    reasons
      .map(told)
      .map(({ code, cause, remedy }) => `${code}: ${cause} ${remedy}`)
      .join('\n'),
  );

export interface StageOptions {
  /** Of the connection, the defaults where there are none. */
  settings?: unknown;
  /** Organisation numbers that can receive EHF. */
  elma?: readonly string[];
  /** What the office sells; the sandbox's own products where none are given. */
  products?: readonly ProductOptions[];
  /** Where the office's books differ from the sandbox's own otherwise. */
  books?: Partial<CompanyOptions>;
  /** Variables of the bridge besides those that it needs here. */
  variables?: Readonly<Record<string, string>>;
  logLevel: string;
  say: (line: string) => void;
}

/** Starts everything in this process. Throws what keeps it from starting. */
export async function openStage(options: StageOptions): Promise<Stage> {
  const company = await openCompany(options);
  try {
    return { ...company, shop: await connectShop(company, options) };
  } catch (fault) {
    await company.close();
    throw fault;
  }
}

/** Starts the bridge and the sandbox in this process, without any shop. Throws what keeps them from starting. */
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
    // PostgreSQL runs as another user where the demo runs as root.
    await chmod(folder, 0o755);
    const env = { ...environmentOf(sandbox, folder, await freePort(), logLevel), ...variables };
    const started = await start(env);
    if (started.ok) return { running: started.value, folder, env };
    await rm(folder, { recursive: true, force: true });
    if (round === tries || !started.error.some(({ code }) => mayPass.includes(code))) throw wrong(started.error);
  }
}

async function start(env: Record<string, string>): Promise<Result<RunningBridge, readonly Reason[]>> {
  const config = readConfig(env);
  return config.ok ? startBridge(config.value, env, createLog({ level: config.value.logLevel })) : config;
}

/**
 * Times are short, so that a doubt is settled while somebody looks on. On a busy machine the call time-out may be given: a call
 * that runs out of it is a doubt that no order is expected to have.
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
  const shop = await addShop(bridge.database.knex, { name: 'Nordlys', url: 'https://nordlys.example' });
  const key = await bridge.keys.add(shop.id);
  if (!key.ok) throw wrong([key.error]);
  const office = await connectOffice({ bridge, sandbox }, shop.id, options.settings);
  options.say(`Shop ${shop.name} (${shop.id}) is connected to ${office}`);
  return {
    bridge: bridge.config.publicUrl,
    shop: shop.id,
    keyId: key.value.keyId,
    privateKey: key.value.privateJwk,
  };
}

/** Connects a shop of the bridge with the sandbox's company, once its credentials are checked. Returns what it is connected to. */
export async function connectOffice(
  { bridge, sandbox }: Pick<Company, 'bridge'> & { sandbox: { keys: { clientKey: string } } },
  shopId: string,
  settings: unknown = {},
): Promise<string> {
  const found = bridge.systems('poweroffice');
  if (!found) throw new Error('The bridge does not offer PowerOffice.');
  const credentials = { clientKey: sandbox.keys.clientKey };
  const given = {
    shopId: shopIdSchema.parse(shopId),
    system: 'poweroffice',
    rules: everydayRules(),
    settings: found.system.settings.parse(settings),
  };
  const report = await checkCredentials(bridge.mirror, found, { ...given, credentials });
  if (!report.ok) throw wrong([report]);
  await addConnection(bridge.database.knex, bridge.sealer, {
    ...given,
    account: report.account,
    accountName: report.accountName,
    longestKey: found.system.longestKey,
    credentials,
  });
  return `${found.system.label}, ${report.accountName}`;
}

async function within(seconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((done) => {
    timer = setTimeout(done, seconds * 1000);
  });
  await Promise.race([work, over]).finally(() => clearTimeout(timer));
}
