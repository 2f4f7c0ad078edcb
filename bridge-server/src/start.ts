import type { Reason, Result } from '@kontor/shared/problem';
import { addressKind } from './addresses/collect.ts';
import { articleKind } from './articles/collect.ts';
import { createWatch } from './alarms/watch.ts';
import { waysOf } from './alarms/ways.ts';
import { createCollector } from './collecting/collector.ts';
import type { Config } from './config.ts';
import type { Environment } from './config/environment.ts';
import { neededVariables } from './config/operator.ts';
import { databaseReadiness } from './database/readiness.ts';
import { createApp } from './http/app.ts';
import { createGauges } from './http/metrics/gauges.ts';
import { metricsListener, startMetricsServer } from './http/metrics/server.ts';
import { startServer } from './http/server.ts';
import type { Log } from './log.ts';
import { createMeter } from './metrics/meter.ts';
import { timePool } from './metrics/pool.ts';
import { version } from './metrics/version.ts';
import { createResultsReader } from './mirror/transfer/results.ts';
import { retentionOf } from './mirror/maintenance/retention.ts';
import { createWorker } from './mirror/worker.ts';
import { openBridge, type Bridge } from './open.ts';
import { countIntake } from './orders/counted.ts';
import { createPuller } from './orders/pull/puller.ts';
import { createIntake } from './orders/receive.ts';
import { createDirectory } from './shops/directory.ts';
import { systems } from './systems/registry.ts';
import { speakerFor } from './systems/speaker.ts';
import { languageOfProcess } from './texts/language.ts';

export interface RunningBridge {
  bridge: Bridge;
  /** Where the process takes requests; null for a process that is a worker only. */
  address: { host: string; port: number } | null;
  /** Takes nothing new, lets running work end after its current step, and closes the database. */
  stop(): Promise<void>;
}

/** Starts the bridge as web, worker or both. The error says why it cannot start. */
export async function startBridge(
  config: Config,
  env: Environment,
  log: Log,
): Promise<Result<RunningBridge, readonly Reason[]>> {
  const meter = createMeter();
  const opened = await openBridge(config, env, log, { owner: true, meter });
  if (!opened.ok) return opened;
  const bridge = opened.value;
  // The parts are stopped in the reverse order of their start.
  const stops: (() => Promise<void>)[] = [() => bridge.close()];
  const stop = async (): Promise<void> => {
    for (const stopPart of stops) await stopPart();
  };
  const pools = [bridge.database.pool, bridge.mirror.database.pool];
  for (const pool of pools) timePool(pool, (seconds) => meter.time('kontor_database_wait_seconds', {}, seconds));

  const speaker = speakerFor({ language: languageOfProcess(undefined, env), audience: 'commandLine' });
  if (config.role !== 'web') {
    const directory = createDirectory(bridge.mirror.database.pool);
    const worker = createWorker(bridge.mirror, directory, {
      concurrency: config.concurrency,
      pollSeconds: config.timing.poll,
      role: config.role,
      forget: retentionOf(bridge),
      officeFolders: config.officeFolders,
      files: { hosts: config.fileHosts },
      ...(config.alarms.mail ? { mail: { by: config.alarms.mail, speaker } } : {}),
    });
    worker.start();
    stops.unshift(() => worker.stop());
    const puller = createPuller(
      {
        database: bridge.mirror.database.pool,
        egress: bridge.mirror.egress,
        intake: createIntake(bridge.mirror.database.pool, directory),
        sealer: bridge.sealer,
        log,
        publicUrl: config.publicUrl,
      },
      Math.min(5, config.timing.poll * 8),
    );
    puller.start();
    stops.unshift(() => puller.stop());
    const collector = createCollector(
      bridge.mirror,
      [articleKind, addressKind],
      bridge.known,
      Math.min(5, config.timing.poll * 8),
    );
    collector.start();
    stops.unshift(() => collector.stop());
  }
  const watch = createWatch({
    database: bridge.mirror.database,
    config,
    ways: waysOf(config.alarms, bridge.mirror.egress),
    speaker,
    log,
  });
  watch.start();
  stops.unshift(() => watch.stop());
  let address: RunningBridge['address'] = null;
  if (config.role !== 'worker') {
    const intake = createIntake(bridge.database.pool, createDirectory(bridge.database.pool));
    const results = createResultsReader(bridge.database.pool, log);
    const server = await startServer(
      createApp({
        config,
        log,
        meter,
        keys: bridge.keys,
        intake: countIntake(intake, meter),
        fetchedIntake: intake,
        results,
        parts: bridge,
        ready: () => databaseReadiness(bridge.database),
      }),
      config,
    );
    if (!server.ok) {
      await stop();
      return { ok: false, error: [server.error] };
    }
    stops.unshift(() => server.value.close());
    address = server.value.address;
    log.info({ host: address.host, port: address.port, publicUrl: config.publicUrl }, 'taking requests');
  }
  if (config.metrics) {
    meter.show('kontor_build_info', [{ labels: { version, node: process.version, role: config.role }, value: 1 }]);
    const metrics = await startMetricsServer(
      metricsListener(meter, createGauges(bridge.mirror.database, meter, { pools }), log),
      config.metrics,
    );
    if (!metrics.ok) {
      await stop();
      return { ok: false, error: [metrics.error] };
    }
    stops.unshift(() => metrics.value.close());
    log.info(metrics.value.address, 'serving metrics');
  }
  const others = Object.values(systems).filter(({ key }) => !bridge.offered.includes(key));
  if (others.length > 0) {
    const needs = Object.fromEntries(others.map((system) => [system.key, neededVariables(system)]));
    log.info({ needs }, 'systems that are not set up: to offer one, set all variables that it needs');
  }
  log.info({ role: config.role, systems: bridge.offered, database: bridge.databaseOrigin }, 'the bridge is up');
  return { ok: true, value: { bridge, address, stop } };
}
