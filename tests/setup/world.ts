import { randomBytes, randomUUID } from 'node:crypto';
import { pino } from 'pino';
import type { EventOutcome } from '@kontor/shared/api/events';
import type { ShopId } from '../../bridge-server/src/ids.ts';
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
import { holdsUpSql } from '../../bridge-server/src/mirror/transfer/states.ts';
import { createIntake } from '../../bridge-server/src/orders/receive.ts';
import { addConnection } from '../../bridge-server/src/shops/add-connection.ts';
import type { Connection } from '../../bridge-server/src/shops/connection.ts';
import { createDirectory } from '../../bridge-server/src/shops/directory.ts';
import type { Rules } from '../../bridge-server/src/shops/rules.ts';
import { createSealer, type Sealer } from '../../bridge-server/src/shops/sealing.ts';
import type { System } from '../../bridge-server/src/systems/contract.ts';
import { definePoweroffice } from '../../bridge-server/src/systems/poweroffice/system.ts';
import {
  startPowerOfficeSandbox,
  type CompanyOptions,
  type FailureRule,
  type LoggedRequest,
  type PowerOfficeSandbox,
  type SandboxOptions,
  type WholeState,
} from '../sandboxes/poweroffice/sandbox.ts';
import { borrowDatabase, dropBorrowed, freshDatabase } from './database.ts';
import { plantShop } from './plant.ts';
import { everydayRules } from './rules.ts';
import { until } from './until.ts';
import { outcomeOf, told } from './telling.ts';

/**
 * Times by which being slow changes nothing: no lease ends and no call runs out of time because the machine is busy. What a
 * test waits for is short: the retries, and a doubt's look-ups once its call is over. The order is that of the defaults: call
 * time-out + settling time below the lease. Who wants a lease to be over moves it into the past (`loseLeases`). The office is
 * followed only where a test wants it: that would meet the faults that tests prepare for steps.
 */
export const testTiming = {
  leaseSeconds: 120,
  callTimeoutSeconds: 30,
  settleSeconds: 0.15,
  retryScale: 0.02,
  followSeconds: 3600,
};

/**
 * Where answers are lost on purpose: a doubt about a document waits until its call's time is over, and its second look-up for
 * half a second more. A call that runs out of this time because the machine is busy is one more lost answer, no other outcome.
 */
export const doubtTiming = { callTimeoutSeconds: 2, settleSeconds: 0.5 };

/** What is particular about a shop's connection. */
export interface ConnectionOptions {
  settings?: Record<string, unknown>;
  rules?: Partial<Rules>;
}

/** A company at the office for one shop alone, where it is not the demo company. */
export interface CompanySetup extends ConnectionOptions {
  company?: Partial<CompanyOptions>;
}

export interface WorldOptions extends ConnectionOptions {
  /** What a company has is said in `sandbox.clients`: this is another one's way (`addCompany`). */
  company?: never;
  sandbox?: SandboxOptions;
  timing?: Partial<typeof testTiming>;
  /** The sandbox's limit is lifted unless a test wants it. */
  requestsPerSecond?: number;
  /** In place of the system's own limits. */
  rates?: System['rates'];
  /** A database that is made for this world and dropped with it: for tests that change more of it than its rows. */
  ownDatabase?: boolean;
  /** How many transfers the worker of `settle` has in hand at once. */
  concurrency?: number;
  /** Where what happens is counted. */
  meter?: Meter;
}

/** One shop that is connected to a company of the sandbox. */
export interface ConnectedShop {
  shop: ShopId;
  connection: Connection;
  /** The key of the shop's company at the office. */
  clientKey: string;
  receive(...events: unknown[]): Promise<EventOutcome[]>;
  transfers(): Promise<ListedTransfer[]>;
  /** Has a worker at work until every transfer of the shop has come to rest, and returns them, oldest first. */
  settle(): Promise<ListedTransfer[]>;
  /** What the shop's company holds; of the requests, its own. */
  held(): WholeState;
  /** Lets requests to the shop's company fail, and no one else's. */
  fail(rule: FailureRule): void;
  /** Its requests that failed so. */
  failed(): LoggedRequest[];
}

/** The bridge's inside, a PowerOffice sandbox and one shop that is connected to it. */
export interface World extends ConnectedShop {
  database: Awaited<ReturnType<typeof freshDatabase>>;
  sandbox: PowerOfficeSandbox;
  /** What a worker needs; `observe` is called wherever it comes to. */
  sealer: Sealer;
  timing: typeof testTiming;
  mirror(observe?: Observe): Mirror;
  worker(observe?: Observe, concurrency?: number): Worker;
  connect(settings?: Record<string, unknown>, clientKey?: string): Promise<Connection>;
  /** Another shop, connected to another company of the sandbox. */
  addShop(clientKey: string, options?: ConnectionOptions): Promise<ConnectedShop>;
  /** Another shop, connected to a company that is opened for it: apart from all others, in a world that is shared. */
  addCompany(setup?: CompanySetup): Promise<ConnectedShop>;
  /** Has a worker at work until it holds. */
  workUntil(holds: () => boolean | Promise<boolean>, observe?: Observe): Promise<void>;
  /** As if whatever waits for its time had waited for it: retries and doubts, the calls of which must be over. */
  passTime(): Promise<void>;
  /** As if every worker had been gone for longer than its lease; they themselves do not know. */
  loseLeases(): Promise<void>;
  /** The environment of a bridge process that works on this world's database and sandbox. */
  environment(): Record<string, string>;
  close(): Promise<void>;
}

afterAll(dropBorrowed);

export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const database = await (options.ownDatabase ? freshDatabase() : borrowDatabase());
  const sandbox = await startPowerOfficeSandbox({ requestsPerSecond: null, ...options.sandbox });
  const shop = await plantShop(database);
  const key = randomBytes(32);
  const sealer = createSealer(key);
  const timing = { ...testTiming, ...options.timing };
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

  const store = createDeliveryStore(database.pool, sealer, log);
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
  const connectShop = async (shopId: ShopId, clientKey: string, { settings = {}, rules }: ConnectionOptions) => {
    const credentials = { clientKey };
    const draft = { shopId, settings: system.settings.parse(settings), credentials };
    // Setting up is not what is tested: a busy machine may take its time over it.
    const patient = { ...mirror().timing, callTimeoutSeconds: testTiming.callTimeoutSeconds };
    const report = await checkCredentials({ ...mirror(), timing: patient }, { system, operator }, draft);
    if (!report.ok) throw new Error(`${report.code}: ${told(report).cause}`);
    return addConnection(database.knex, sealer, {
      ...draft,
      system: system.key,
      longestKey: system.longestKey,
      account: report.account,
      accountName: report.accountName,
      rules: everydayRules(rules),
    });
  };
  const working = sharedWorker(() => worker(undefined, options.concurrency));
  const connected = (shopId: ShopId, its: Connection, clientKey: string): ConnectedShop => ({
    shop: shopId,
    connection: its,
    clientKey,
    transfers: () => transfersOf(database, shopId),
    settle: () => working(() => untilAtRest(database, shopId)),
    held() {
      const state = sandbox.control.state(clientKey);
      return { ...state, requests: state.requests.filter(({ client }) => client === clientKey) };
    },
    fail: (rule) => sandbox.control.fail({ ...rule, on: { ...rule.on, client: clientKey } }),
    failed: () =>
      sandbox.control.state(clientKey).requests.filter((one) => one.client === clientKey && one.failure !== null),
    async receive(...events) {
      const received = await intake.receive({
        shop: shopId,
        proof: { id: randomUUID(), expiresAt: new Date(Date.now() + 60_000) },
        events,
        correlationId: randomUUID(),
      });
      if (received.kind !== 'outcomes') throw new Error(`intake said ${received.kind}`);
      return received.outcomes.map(outcomeOf);
    },
  });
  const close = async (): Promise<void> => {
    await egress.close();
    await exchanges.flush();
    await database.close();
    await sandbox.close();
  };
  const addShop: World['addShop'] = async (clientKey, given = options) => {
    const other = await plantShop(database);
    return connected(other, await connectShop(other, clientKey, given), clientKey);
  };
  const ownKey = sandbox.keys.clientKey;
  const first = connected(
    shop,
    await connectShop(shop, ownKey, options).catch(async (fault: unknown) => {
      await close();
      throw fault;
    }),
    ownKey,
  );

  return {
    ...first,
    database,
    sealer,
    sandbox,
    timing,
    mirror,
    worker,
    connect: (settings = {}, clientKey = ownKey) => connectShop(shop, clientKey, { ...options, settings }),
    addShop,
    async addCompany({ company = {}, ...given } = {}) {
      const clientKey = `client-key-${randomUUID()}`;
      sandbox.control.addClient({ ...company, clientKey });
      return addShop(clientKey, given);
    },
    async workUntil(holds, observe) {
      const running = worker(observe);
      running.start();
      try {
        await until(holds, () => describeTransfers(database));
      } finally {
        await running.stop();
      }
    },
    async passTime() {
      await database.pool.query('update transfers set due_at = now() where due_at > now()');
    },
    async loseLeases() {
      for (const table of ['transfers', 'remote_objects'])
        await database.pool.query(
          `update ${table} set lease_until = now() - interval '1 second' where lease_token is not null`,
        );
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

/** One worker for all who want one at work at the same time; it stops when none of them does any more. */
function sharedWorker(create: () => Worker): <T>(work: () => Promise<T>) => Promise<T> {
  let users = 0;
  let running: Worker | null = null;
  return async (work) => {
    users += 1;
    if (!running) {
      running = create();
      running.start();
    }
    try {
      return await work();
    } finally {
      users -= 1;
      if (users === 0) {
        const idle = running;
        running = null;
        await idle?.stop();
      }
    }
  };
}

/** All transfers with where they stand, for messages. */
async function describeTransfers({ knex }: World['database']): Promise<string> {
  const all = await listTransfers(knex, { limit: 10_000 });
  return all
    .map(({ id, state, reason, detail }) => `${id} ${state} ${reason} ${detail.why ? told(detail.why).cause : ''}`)
    .join('; ');
}

const transfersOf = async ({ knex }: World['database'], shopId: string) =>
  (await listTransfers(knex, { shopId, limit: 10_000 })).reverse();

/** Waits until no transfer of the shop has anything left to do, nor a review to come, and returns them, oldest first. */
export async function untilAtRest(database: World['database'], shopId: string): Promise<ListedTransfer[]> {
  // One statement for both: a review that ends between two would have changed what the first one read.
  const isAtRest = async () =>
    (
      await database.pool.query({
        name: 'test.at-rest',
        // Behind a blocked one of its order, a transfer waits for the same person.
        text: `select from transfers t
                where shop_id = $1 and (review_at is not null or state not in ('done', 'closed', 'blocked')
                  and not (reason = 'behind.lane' and exists (select from transfers b
                            where b.shop_id = t.shop_id and b.connection_id = t.connection_id and b.subject_id = t.subject_id
                              and b.id < t.id and b.state = 'blocked' and ${holdsUpSql('b')})))
                limit 1`,
        values: [shopId],
      })
    ).rowCount === 0;
  await until(isAtRest, () => describeTransfers(database));
  return transfersOf(database, shopId);
}
