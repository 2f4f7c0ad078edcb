import type { Reason, Result } from '@kontor/shared/problem';
import { alarmEgress } from './alarms/webhook.ts';
import { createKeys } from './auth/keys.ts';
import type { Config } from './config.ts';
import { webhookHostsOf } from './config/alarms.ts';
import type { Environment } from './config/environment.ts';
import { privateHostsVariable, readOperatorSettings, type OperatorSettings } from './config/operator.ts';
import { checkDirect, isPooler } from './database/direct.ts';
import { holdContents } from './database/contents.ts';
import { openDatabase } from './database/database.ts';
import { openEmbedded, StillInUse, UsedElsewhere, type EmbeddedServer } from './database/embedded.ts';
import { migrate } from './database/migrate.ts';
import { timeOuts } from './database/time-outs.ts';
import { createAddressPolicy } from './egress/address.ts';
import { createRateBudgets } from './egress/budget.ts';
import { createEgress } from './egress/send.ts';
import { createExchangeWriter } from './journal/exchanges.ts';
import type { Log } from './log.ts';
import type { Meter } from './metrics/meter.ts';
import type { Parts } from './operations/operation.ts';
import { knownAddressesOf } from './addresses/register.ts';
import { createDeliveryStore } from './mirror/delivery/postgres-store.ts';
import { timingOf, type SystemsAtHand } from './mirror/mirror.ts';
import { contentKeysIn, createContents, ensureContentKey } from './shops/contents.ts';
import { ensureIdentity } from './shops/identity.ts';
import { isRightKey } from './shops/key-check.ts';
import { shopHostsVariable, shopWay } from './shops/pairing/reach.ts';
import { createSealer } from './shops/sealing.ts';
import { keysFromSettings, keysInFolder } from './shops/sealing-keys.ts';
import { systemOf, systems } from './systems/registry.ts';
import { reason } from './texts/reason.ts';

/** What every process of the bridge and every command works with. */
export interface Bridge extends Parts {
  config: Config;
  databaseOrigin: 'operator' | 'started' | 'adopted';
  close(): Promise<void>;
}

/**
 * Opens the operator's database or the embedded one, migrates it, checks the sealing key, and reads the operator's
 * settings for the systems. `owner`: the process is the bridge itself and not a command. Its requests and its workers
 * then have separate connections.
 */
export async function openBridge(
  config: Config,
  env: Environment,
  log: Log,
  options: { owner: boolean; meter?: Meter },
): Promise<Result<Bridge, Reason[]>> {
  const withMeter = options.meter ? { meter: options.meter } : {};
  const configured = readSystemSettings(env);
  if (!configured.ok) return configured;

  const started = await startEmbedded(config, log, options);
  if (!started.ok) return started;
  const embedded = started.value;
  const url = embedded?.url ?? config.databaseUrl ?? '';
  const waits = options.owner ? timeOuts.requests : timeOuts.maintenance;
  const database = openDatabase(url, { waits });
  // Workers have connections of their own, because they may wait longer than a request.
  const workDatabase = options.owner ? openDatabase(url, { waits: timeOuts.work }) : database;
  const close = async (): Promise<void> => {
    await database.close();
    if (workDatabase !== database) await workDatabase.close();
    await embedded?.stop();
  };
  try {
    await checkDirect(database.pool, waits);
    await migrateDatabase(url);
    const sealer = createSealer(
      config.key ? keysFromSettings(config.key, config.formerKeys) : keysInFolder(config.dataFolder),
    );
    if (!(await isRightKey(database.knex, sealer))) {
      await close();
      return { ok: false, error: [reason('key.wrong')] };
    }
    await ensureIdentity(database.knex, sealer);
    await ensureContentKey(database.knex, sealer);
    const contents = createContents(contentKeysIn(sealer));
    for (const opened of [database, workDatabase]) holdContents(opened, contents);
    const lostKeys = await contents.lostKeys(database.pool);
    if (lostKeys.length > 0) log.warn({ keys: lostKeys }, 'contents that these keys have sealed cannot be opened');
    const budgets = createRateBudgets(workDatabase.pool);
    const egress = createEgress({
      policyOf: (key) => createAddressPolicy(hostsOf(key, config, configured.value)),
      log,
      ...withMeter,
    });
    const exchanges = createExchangeWriter(workDatabase.pool, log);
    const atHand: SystemsAtHand = (key) => {
      const system = systemOf(key);
      const settings = configured.value.get(key);
      return system && settings ? { system, operator: settings.settings } : null;
    };
    const timing = {
      leaseSeconds: config.timing.lease,
      callTimeoutSeconds: config.timing.callTimeout,
      settleSeconds: new Map(
        [...configured.value].flatMap(([key, { settleSeconds }]) =>
          settleSeconds === null ? [] : [[key, settleSeconds]],
        ),
      ),
      retryScale: config.timing.retryScale,
      followSeconds: config.timing.follow,
    };
    return {
      ok: true,
      value: {
        config,
        database,
        databaseOrigin: embedded?.origin ?? 'operator',
        sealer,
        keys: createKeys(database),
        systems: atHand,
        offered: [...configured.value.keys()],
        known: Object.values(systems),
        timing: timingOf({ timing }, null),
        mirror: {
          database: workDatabase,
          systems: atHand,
          log,
          ...withMeter,
          timing,
          egress,
          budgets,
          exchanges,
          store: createDeliveryStore(workDatabase.pool, sealer),
          addresses: knownAddressesOf(workDatabase.pool),
        },
        async close() {
          await egress.close();
          await exchanges.flush();
          await close();
        },
      },
    };
  } catch (fault) {
    await close().catch(() => undefined);
    const said = fault instanceof Error ? fault.message : String(fault);
    if (config.databaseUrl === null)
      return { ok: false, error: [reason('database.unreachable:embedded', { said, folder: config.dataFolder })] };
    const key = isPooler(fault) ? 'database.unreachable:pooler' : 'database.unreachable:own';
    return { ok: false, error: [reason(key, { said })] };
  }
}

/**
 * The private hosts that requests may go to, and the variable that allows them. `receiver`: shops, alarms, or a
 * system's key.
 */
function hostsOf(receiver: string, config: Config, configured: ReadonlyMap<string, Configured>) {
  if (receiver === shopWay) return { privateHosts: config.shopPrivateHosts, variable: shopHostsVariable };
  if (receiver === alarmEgress) return webhookHostsOf(config.alarms);
  return { privateHosts: configured.get(receiver)?.privateHosts ?? [], variable: privateHostsVariable(receiver) };
}

async function migrateDatabase(url: string): Promise<void> {
  const database = openDatabase(url, { waits: timeOuts.migration });
  try {
    await migrate(database.knex);
  } finally {
    await database.close();
  }
}

type Configured = Extract<OperatorSettings, { kind: 'configured' }>;

/** Starts the embedded PostgreSQL; null when the operator has a PostgreSQL of their own. */
async function startEmbedded(
  config: Config,
  log: Log,
  { owner }: { owner: boolean },
): Promise<Result<EmbeddedServer | null, Reason[]>> {
  if (config.databaseUrl !== null) return { ok: true, value: null };
  // A command gives up earlier than the bridge, because the person who waits for it can try again.
  const patienceSeconds = owner ? 60 : 15;
  try {
    return { ok: true, value: await openEmbedded(config.dataFolder, { log, patienceSeconds }) };
  } catch (fault) {
    const said = (fault instanceof Error ? fault.message : String(fault)).trim();
    const values = { folder: config.dataFolder, said };
    if (fault instanceof UsedElsewhere)
      return { ok: false, error: [reason('database.cannot_start:elsewhere', { folder: config.dataFolder })] };
    if (fault instanceof StillInUse)
      return {
        ok: false,
        error: [reason('database.cannot_start:in_use', { ...values, seconds: patienceSeconds })],
      };
    const key = process.getuid?.() === 0 ? 'database.cannot_start:as_root' : 'database.cannot_start';
    return { ok: false, error: [reason(key, values)] };
  }
}

/** The operator's settings for each configured system, by the system's key. */
function readSystemSettings(env: Environment): Result<Map<string, Configured>, Reason[]> {
  const reasons: Reason[] = [];
  const configured = new Map<string, Configured>();
  for (const [key, system] of Object.entries(systems)) {
    const settings = readOperatorSettings(env, system);
    if (settings.kind === 'wrong') reasons.push(...settings.reasons);
    if (settings.kind === 'configured') configured.set(key, settings);
  }
  return reasons.length > 0 ? { ok: false, error: reasons } : { ok: true, value: configured };
}
