import { randomBytes, randomUUID } from 'node:crypto';
import { pino } from 'pino';
import type { EventOutcome } from '@kontor/shared/api/events';
import { privateHostsVariable } from '../../bridge-server/src/config/operator.ts';
import { createAddressPolicy } from '../../bridge-server/src/egress/address.ts';
import { createRateBudgets } from '../../bridge-server/src/egress/budget.ts';
import { createEgress } from '../../bridge-server/src/egress/send.ts';
import type { Meter } from '../../bridge-server/src/metrics/meter.ts';
import { createExchangeWriter } from '../../bridge-server/src/journal/exchanges.ts';
import { listTransfers, type ListedTransfer } from '../../bridge-server/src/mirror/transfer/list.ts';
import { checkCredentials, type Mirror, type Observe } from '../../bridge-server/src/mirror/mirror.ts';
import { createDeliveryStore } from '../../bridge-server/src/mirror/delivery/postgres-store.ts';
import { createWorker, type Worker } from '../../bridge-server/src/mirror/worker.ts';
import { createIntake } from '../../bridge-server/src/orders/receive.ts';
import { addConnection, type Connection } from '../../bridge-server/src/shops/connection.ts';
import { createDirectory } from '../../bridge-server/src/shops/directory.ts';
import type { Rules } from '../../bridge-server/src/shops/rules.ts';
import { createSealer, type Sealer } from '../../bridge-server/src/shops/sealing.ts';
import type { System } from '../../bridge-server/src/systems/contract.ts';
import { definePoweroffice } from '../../bridge-server/src/systems/poweroffice/system.ts';
import {
  startPowerOfficeSandbox,
  type PowerOfficeSandbox,
  type SandboxOptions,
} from '../sandboxes/poweroffice/sandbox.ts';
import { freshDatabase } from './database.ts';
import { plantShop } from './plant.ts';
import { everydayRules } from './rules.ts';

/**
 * Times short enough for a test, in the order that the defaults have: call time-out + settling time below the lease. The
 * office is followed only where a test wants it: that would meet the faults that tests prepare for steps.
 */
export const shortTiming = {
  leaseSeconds: 1.5,
  callTimeoutSeconds: 0.5,
  settleSeconds: 0.15,
  retryScale: 0.02,
  followSeconds: 3600,
};

export interface WorldOptions {
  sandbox?: SandboxOptions;
  timing?: Partial<typeof shortTiming>;
  /** The sandbox's limit is lifted unless a test wants it. */
  requestsPerSecond?: number;
  /** In place of the system's own limits. */
  rates?: System['rates'];
  settings?: Record<string, unknown>;
  rules?: Partial<Rules>;
  /** Where what happens is counted. */
  meter?: Meter;
}

/** One shop that is connected to the sandbox. */
export interface ConnectedShop {
  shop: string;
  connection: Connection;
  receive(...events: unknown[]): Promise<EventOutcome[]>;
  transfers(): Promise<ListedTransfer[]>;
}

/** The bridge's inside, a PowerOffice sandbox and one shop that is connected to it. */
export interface World extends ConnectedShop {
  database: Awaited<ReturnType<typeof freshDatabase>>;
  sandbox: PowerOfficeSandbox;
  /** What a worker needs; `observe` is called wherever it comes to. */
  sealer: Sealer;
  mirror(observe?: Observe): Mirror;
  worker(observe?: Observe, concurrency?: number): Worker;
  connect(settings?: Record<string, unknown>, clientKey?: string): Promise<Connection>;
  /** Another shop, connected to another company of the sandbox. */
  addShop(clientKey: string): Promise<ConnectedShop>;
  /** Runs a worker until every transfer has come to rest, and returns them, oldest first. */
  settle(): Promise<ListedTransfer[]>;
  /** The environment of a bridge process that works on this world's database and sandbox. */
  environment(): Record<string, string>;
  close(): Promise<void>;
}

const atRest = (transfer: ListedTransfer) =>
  transfer.state === 'done' || transfer.state === 'closed' || transfer.state === 'blocked';

export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const database = await freshDatabase();
  const sandbox = await startPowerOfficeSandbox({ requestsPerSecond: null, ...options.sandbox });
  const shop = await plantShop(database);
  const key = randomBytes(32);
  const sealer = createSealer(key);
  const timing = { ...shortTiming, ...options.timing };
  const metered = options.meter ? { meter: options.meter } : {};
  const log = pino({ level: process.env['KONTOR_TEST_LOG'] ?? 'silent' });
  const host = new URL(sandbox.url).host;
  const budgets = createRateBudgets(database.pool);
  const policy = createAddressPolicy({ privateHosts: [host], variable: privateHostsVariable('poweroffice') });
  const egress = createEgress({ policyOf: () => policy, log, ...metered });
  const exchanges = createExchangeWriter(database.pool, log);
  const operator = {
    applicationKey: sandbox.keys.applicationKey,
    subscriptionKey: sandbox.keys.subscriptionKey,
    address: sandbox.url,
    requestsPerSecond: options.requestsPerSecond ?? 100_000,
  };
  const system: System = { ...definePoweroffice(), ...(options.rates ? { rates: options.rates } : {}) };
  const directory = createDirectory(database.pool);
  const intake = createIntake(database.pool, directory);

  const store = createDeliveryStore(database.pool, sealer);
  const mirror = (observe?: Observe): Mirror => ({
    database,
    log,
    ...metered,
    timing: { ...timing, settleSeconds: new Map([[system.key, timing.settleSeconds]]) },
    egress,
    budgets,
    store,
    exchanges,
    systems: (name) => (name === system.key ? { system, operator } : null),
    ...(observe ? { observe } : {}),
  });
  const worker = (observe?: Observe, concurrency = 8) =>
    createWorker(mirror(observe), directory, { concurrency, pollSeconds: 0.02 });
  const connectShop = async (
    shopId: string,
    settings: Record<string, unknown> = {},
    clientKey = sandbox.keys.clientKey,
  ) => {
    const credentials = { clientKey };
    const draft = { shopId, settings: system.settings.parse(settings), credentials };
    // Setting up is not what is tested: a busy machine may take its time over it.
    const report = await checkCredentials(
      { ...mirror(), timing: { ...mirror().timing, callTimeoutSeconds: 10 } },
      { system, operator },
      draft,
    );
    if (!report.ok) throw new Error(`${report.code}: ${report.cause}`);
    return addConnection(database.knex, sealer, {
      ...draft,
      system: system.key,
      longestKey: system.longestKey,
      account: report.account,
      accountName: report.accountName,
      rules: everydayRules(options.rules),
    });
  };
  const connected = (shopId: string, its: Connection): ConnectedShop => ({
    shop: shopId,
    connection: its,
    transfers: async () => (await listTransfers(database.knex, { shopId, limit: 10_000 })).reverse(),
    async receive(...events) {
      const received = await intake.receive({
        shop: shopId,
        proof: { id: randomUUID(), expiresAt: new Date(Date.now() + 60_000) },
        events,
        correlationId: randomUUID(),
      });
      if (received.kind !== 'outcomes') throw new Error(`intake said ${received.kind}`);
      return received.outcomes;
    },
  });
  const close = async (): Promise<void> => {
    await egress.close();
    await exchanges.flush();
    await database.close();
    await sandbox.close();
  };
  const first = connected(
    shop,
    await connectShop(shop, options.settings).catch(async (fault: unknown) => {
      await close();
      throw fault;
    }),
  );

  return {
    ...first,
    database,
    sealer,
    sandbox,
    mirror,
    worker,
    connect: (settings, clientKey) => connectShop(shop, settings, clientKey),
    async addShop(clientKey) {
      const other = await plantShop(database);
      return connected(other, await connectShop(other, options.settings, clientKey));
    },
    async settle() {
      const running = worker();
      running.start();
      try {
        return await untilAtRest(database, () => first.transfers());
      } finally {
        await running.stop();
      }
    },
    environment: () => ({
      DATABASE_URL: database.url,
      KONTOR_KEY: key.toString('base64'),
      KONTOR_POWEROFFICE_PRIVATE_HOSTS: host,
      KONTOR_ROLE: 'worker',
      LOG_LEVEL: 'silent',
      KONTOR_LEASE: String(timing.leaseSeconds),
      KONTOR_CALL_TIMEOUT: String(timing.callTimeoutSeconds),
      KONTOR_POWEROFFICE_SETTLE: String(timing.settleSeconds),
      KONTOR_RETRY_SCALE: String(timing.retryScale),
      KONTOR_POLL: '0.02',
      KONTOR_FOLLOW: String(timing.followSeconds),
      KONTOR_POWEROFFICE_APPLICATION_KEY: operator.applicationKey,
      KONTOR_POWEROFFICE_SUBSCRIPTION_KEY: operator.subscriptionKey,
      KONTOR_POWEROFFICE_ADDRESS: operator.address,
      KONTOR_POWEROFFICE_REQUESTS_PER_SECOND: String(operator.requestsPerSecond),
    }),
    close,
  };
}

/** Waits until no transfer has anything left to do, nor a review to come; says what is stuck after half a minute. */
export async function untilAtRest(
  database: World['database'],
  transfers: () => Promise<ListedTransfer[]>,
): Promise<ListedTransfer[]> {
  const until = Date.now() + 30_000;
  const noReviews = async () => (await database.knex('transfers').whereNotNull('review_at').limit(1)).length === 0;
  for (;;) {
    // Asked before and after: a review that ends in between has changed what was read.
    const quiet = await noReviews();
    const all = await transfers();
    if (quiet && all.every(atRest) && (await noReviews())) return all;
    if (Date.now() > until) {
      throw new Error(
        `stuck: ${all
          .filter((entry) => !atRest(entry))
          .map((entry) => `${entry.id} ${entry.state} ${entry.reason} ${entry.detail.cause ?? ''}`)
          .join('; ')}`,
      );
    }
    await new Promise((done) => setTimeout(done, 30));
  }
}
