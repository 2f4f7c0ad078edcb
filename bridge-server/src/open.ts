import type { Reason, Result } from '@kontor/shared/problem';
import { alarmEgress } from './alarms/webhook.ts';
import { createKeys } from './auth/keys.ts';
import type { Config } from './config.ts';
import { webhookHostsOf } from './config/alarms.ts';
import type { Environment } from './config/environment.ts';
import { privateHostsVariable, readOperatorSettings, type OperatorSettings } from './config/operator.ts';
import { checkDirect, isPooler } from './database/direct.ts';
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
import { createDeliveryStore } from './mirror/delivery/postgres-store.ts';
import { timingOf, type SystemsAtHand } from './mirror/mirror.ts';
import { ensureIdentity } from './shops/identity.ts';
import { isRightKey } from './shops/key-check.ts';
import { shopHostsVariable, shopWay } from './shops/pairing/reach.ts';
import { createSealer } from './shops/sealing.ts';
import { givenKeys, keysInFolder } from './shops/sealing-keys.ts';
import { systemOf, systems } from './systems/registry.ts';
import { reason } from './texts/reason.ts';

/** What every process of the bridge, and every command, works with. */
export interface Bridge extends Parts {
  config: Config;
  databaseOrigin: 'operator' | 'started' | 'adopted';
  close(): Promise<void>;
}

/**
 * Opens the database (the operator's, or the embedded one), brings it up to date, checks the sealing key and reads the
 * systems' operator settings. `owner`: this process is the bridge; its requests and its work have connections of their
 * own.
 */
export async function openBridge(
  config: Config,
  env: Environment,
  log: Log,
  options: { owner: boolean; meter?: Meter },
): Promise<Result<Bridge, Reason[]>> {
  const metered = options.meter ? { meter: options.meter } : {};
  const operators = readOperators(env);
  if (!operators.ok) return operators;

  const started = await startEmbedded(config, log, options);
  if (!started.ok) return started;
  const embedded = started.value;
  const url = embedded?.url ?? config.databaseUrl ?? '';
  const waits = options.owner ? timeOuts.requests : timeOuts.maintenance;
  const database = openDatabase(url, { waits });
  // Connections of its own, since a worker may wait for longer than a request.
  const worked = options.owner ? openDatabase(url, { waits: timeOuts.work }) : database;
  const close = async (): Promise<void> => {
    await database.close();
    if (worked !== database) await worked.close();
    await embedded?.stop();
  };
  try {
    await checkDirect(database.pool, waits);
    await bringUpToDate(url);
    const sealer = createSealer(
      config.key ? givenKeys(config.key, config.formerKeys) : keysInFolder(config.dataFolder),
    );
    if (!(await isRightKey(database.knex, sealer))) {
      await close();
      return { ok: false, error: [reason('key.wrong')] };
    }
    await ensureIdentity(database.knex, sealer);
    const budgets = createRateBudgets(worked.pool);
    const egress = createEgress({
      policyOf: (key) => createAddressPolicy(hostsOf(key, config, operators.value)),
      log,
      ...metered,
    });
    const exchanges = createExchangeWriter(worked.pool, log);
    const atHand: SystemsAtHand = (key) => {
      const [system, set] = [systemOf(key), operators.value.get(key)];
      return system && set ? { system, operator: set.settings } : null;
    };
    const timing = {
      leaseSeconds: config.timing.lease,
      callTimeoutSeconds: config.timing.callTimeout,
      settleSeconds: new Map(
        [...operators.value].flatMap(([key, { settleSeconds }]) =>
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
        offered: [...operators.value.keys()],
        known: Object.values(systems),
        timing: timingOf({ timing }, null),
        mirror: {
          database: worked,
          systems: atHand,
          log,
          ...metered,
          timing,
          egress,
          budgets,
          exchanges,
          store: createDeliveryStore(worked.pool, sealer, log),
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

/** The private hosts that a way out may go to, and the variable that allows them. */
function hostsOf(way: string, config: Config, operators: ReadonlyMap<string, Configured>) {
  if (way === shopWay) return { privateHosts: config.shopPrivateHosts, variable: shopHostsVariable };
  if (way === alarmEgress) return webhookHostsOf(config.alarms);
  return { privateHosts: operators.get(way)?.privateHosts ?? [], variable: privateHostsVariable(way) };
}

async function bringUpToDate(url: string): Promise<void> {
  const database = openDatabase(url, { waits: timeOuts.migration });
  try {
    await migrate(database.knex);
  } finally {
    await database.close();
  }
}

type Configured = Extract<OperatorSettings, { kind: 'configured' }>;

/** The embedded PostgreSQL, or null where the operator has one. */
async function startEmbedded(
  config: Config,
  log: Log,
  { owner }: { owner: boolean },
): Promise<Result<EmbeddedServer | null, Reason[]>> {
  if (config.databaseUrl !== null) return { ok: true, value: null };
  // Whoever waits for a command can ask again.
  const patienceSeconds = owner ? 60 : 15;
  try {
    return { ok: true, value: await openEmbedded(config.dataFolder, { log, patienceSeconds }) };
  } catch (fault) {
    const said = (fault instanceof Error ? fault.message : String(fault)).trim();
    const given = { folder: config.dataFolder, said };
    if (fault instanceof UsedElsewhere)
      return { ok: false, error: [reason('database.cannot_start:elsewhere', { folder: config.dataFolder })] };
    if (fault instanceof StillInUse)
      return {
        ok: false,
        error: [reason('database.cannot_start:in_use', { ...given, seconds: patienceSeconds })],
      };
    const key = process.getuid?.() === 0 ? 'database.cannot_start:as_root' : 'database.cannot_start';
    return { ok: false, error: [reason(key, given)] };
  }
}

/** What is set for each system that is set up, by its key. */
function readOperators(env: Environment): Result<Map<string, Configured>, Reason[]> {
  const reasons: Reason[] = [];
  const found = new Map<string, Configured>();
  for (const [key, system] of Object.entries(systems)) {
    const read = readOperatorSettings(env, system);
    if (read.kind === 'wrong') reasons.push(...read.reasons);
    if (read.kind === 'configured') found.set(key, read);
  }
  return reasons.length > 0 ? { ok: false, error: reasons } : { ok: true, value: found };
}
