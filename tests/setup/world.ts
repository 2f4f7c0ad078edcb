import { randomBytes, randomUUID } from 'node:crypto';
import { pino } from 'pino';
import type { EventOutcome } from '@kontor/shared/api/events';
import type { ShopId } from '../../bridge-server/src/ids.ts';
import { privateHostsVariable } from '../../bridge-server/src/config/operator.ts';
import { createAddressPolicy } from '../../bridge-server/src/egress/address.ts';
import { contentsOf, holdContents } from '../../bridge-server/src/database/contents.ts';
import { createRateBudgets } from '../../bridge-server/src/egress/budget.ts';
import { createEgress } from '../../bridge-server/src/egress/send.ts';
import type { Meter } from '../../bridge-server/src/metrics/meter.ts';
import { createExchangeWriter } from '../../bridge-server/src/journal/exchanges.ts';
import { listTransfers, type ListedTransfer } from '../../bridge-server/src/mirror/transfer/list.ts';
import { checkCredentials, type Mirror, type Observe } from '../../bridge-server/src/mirror/mirror.ts';
import { knownAddressesOf } from '../../bridge-server/src/addresses/register.ts';
import { createDeliveryStore } from '../../bridge-server/src/mirror/delivery/postgres-store.ts';
import { createWorker, type Worker } from '../../bridge-server/src/mirror/worker.ts';
import { holdsUpSql } from '../../bridge-server/src/mirror/transfer/states.ts';
import { createIntake } from '../../bridge-server/src/orders/receive.ts';
import { addConnection } from '../../bridge-server/src/shops/add-connection.ts';
import type { Connection } from '../../bridge-server/src/shops/connection.ts';
import { contentKeysIn, createContents, ensureContentKey } from '../../bridge-server/src/shops/contents.ts';
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
import { summaries, type SummaryField } from './summaries.ts';
import { outcomeOf, told } from './telling.ts';

/**
 * Times that a slow machine does not change: no lease ends and no call times out because the machine is busy. What a
 * test waits for is short: the retries, and the look-ups of a doubt once its call is over. As with the defaults, a
 * lease is longer than a call's time-out and the settling time together. A test that needs a lease to be over moves it
 * into the past (`loseLeases`). The office is followed only where a test asks for it, since following would meet the
 * faults that tests prepare for steps.
 */
export const testTiming = {
  leaseSeconds: 120,
  callTimeoutSeconds: 30,
  settleSeconds: 0.15,
  retryScale: 0.02,
  followSeconds: 3600,
};

/**
 * Times for tests that lose answers on purpose: the first look-up of a doubt waits until its call's time is over, the
 * second one half a second more. A call that times out because the machine is busy is one more lost answer; it does not
 * change the outcome.
 */
export const doubtTiming = { callTimeoutSeconds: 2, settleSeconds: 0.5 };

/** How a shop's connection differs from the everyday one. */
export interface ConnectionOptions {
  settings?: Record<string, unknown>;
  rules?: Partial<Rules>;
}

/** A company in Go for one shop alone: the demo company but for these changes. */
export interface CompanySetup extends ConnectionOptions {
  company?: Partial<CompanyOptions>;
}

export interface WorldOptions extends ConnectionOptions {
  /** Not here: the world's own company is described in `sandbox.clients`; `company` is an option of `addCompany`. */
  company?: never;
  sandbox?: SandboxOptions;
  timing?: Partial<typeof testTiming>;
  /** The limit that the bridge keeps; without it, one that no test reaches. */
  requestsPerSecond?: number;
  /** Limits in place of the system's own. */
  rates?: System['rates'];
  /** A database that is made for this world and dropped with it, for tests that change more than rows. */
  ownDatabase?: boolean;
  /** How many transfers the worker of `settle` sends at once. */
  concurrency?: number;
  /** Counts what happens, for the metrics. */
  meter?: Meter;
}

type Body = Record<string, unknown>;

/** One shop that is connected to a company of the sandbox. */
export interface ConnectedShop {
  shop: ShopId;
  connection: Connection;
  /** The client key of the shop's company in Go. */
  clientKey: string;
  /** The shop sends these events in one request. */
  receive(...events: unknown[]): Promise<EventOutcome[]>;
  /** The shop sends the order as it is now, with its refunds. `generation`: counts the order's changes in the shop. */
  sendOrder(generation: number, order: Body, ...refunds: Body[]): Promise<EventOutcome[]>;
  /** The shop sends these new orders in one request. */
  sendOrders(...orders: Body[]): Promise<EventOutcome[]>;
  /** All transfers of the shop, oldest first. */
  transfers(): Promise<ListedTransfer[]>;
  /** Has a worker at work until every transfer of the shop has come to rest, and returns them, oldest first. */
  settle(): Promise<ListedTransfer[]>;
  /** Settles, and returns each transfer in one line of these fields: `order done sent` without any. */
  settled(...fields: SummaryField[]): Promise<string[]>;
  /** What the shop's company holds in Go, and the requests that were made for it. */
  held(): WholeState;
  /** Its requests by that method whose path matches. */
  requestsTo(method: string, path: RegExp): LoggedRequest[];
  /** Makes requests for the shop's company fail, and for no other company. */
  fail(rule: FailureRule): void;
  /** Its requests that failed like this. */
  failed(): LoggedRequest[];
}

/** The inner parts of the bridge, a PowerOffice sandbox, and one shop that is connected to it. */
export interface World extends ConnectedShop {
  database: Awaited<ReturnType<typeof freshDatabase>>;
  sandbox: PowerOfficeSandbox;
  sealer: Sealer;
  timing: typeof testTiming;
  /** What a worker needs. `observe`: called at each point of a delivery. */
  mirror(observe?: Observe): Mirror;
  worker(observe?: Observe, concurrency?: number): Worker;
  connect(settings?: Record<string, unknown>, clientKey?: string): Promise<Connection>;
  /** Another shop, connected to another company of the sandbox. */
  addShop(clientKey: string, options?: ConnectionOptions): Promise<ConnectedShop>;
  /** Another shop with a company of its own, so that tests that share the world do not meet. */
  addCompany(setup?: CompanySetup): Promise<ConnectedShop>;
  /** Has a worker at work until the condition holds. */
  workUntil(holds: () => boolean | Promise<boolean>, observe?: Observe): Promise<void>;
  /**
   * Makes every transfer due at once that waits for its time: a retry, or the look-up of a doubt whose call is over.
   */
  passTime(): Promise<void>;
  /** Ends every lease, as if the workers had been gone for longer than that. Workers that still run do not notice. */
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
  await ensureContentKey(database.knex, sealer);
  holdContents(database, createContents(contentKeysIn(sealer)));
  await contentsOf(database.pool).lostKeys(database.pool);
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

  const store = createDeliveryStore(database.pool, sealer);
  const mirror = (observe?: Observe): Mirror => ({
    database,
    log,
    ...metered,
    timing: { ...timing, settleSeconds: new Map([[system.key, timing.settleSeconds]]) },
    egress,
    budgets,
    store,
    addresses: knownAddressesOf(database.pool),
    exchanges,
    systems: (name) => (name === system.key ? { system, operator } : null),
    ...(observe ? { observe } : {}),
  });
  const worker = (observe?: Observe, concurrency = 8) =>
    createWorker(mirror(observe), directory, { concurrency, pollSeconds: 0.02 });
  const connectShop = async (shopId: ShopId, clientKey: string, { settings = {}, rules }: ConnectionOptions) => {
    const credentials = { clientKey };
    const draft = { shopId, settings: system.settings.parse(settings), credentials };
    // Connecting is not what is tested, so a busy machine may take its time over it.
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
  const connected = (shopId: ShopId, connection: Connection, clientKey: string): ConnectedShop => {
    const settle = () => working(() => untilAtRest(database, shopId));
    const ownRequests = () => sandbox.control.state(clientKey).requests.filter(({ client }) => client === clientKey);
    const receive: ConnectedShop['receive'] = async (...events) => {
      const received = await intake.receive({
        shop: shopId,
        proof: { id: randomUUID(), expiresAt: new Date(Date.now() + 60_000) },
        events,
        correlationId: randomUUID(),
      });
      if (received.kind !== 'outcomes') throw new Error(`intake said ${received.kind}`);
      return received.outcomes.map(outcomeOf);
    };
    return {
      shop: shopId,
      connection,
      clientKey,
      transfers: () => transfersOf(database, shopId),
      settle,
      settled: async (...fields) => summaries(await settle(), ...fields),
      held: () => ({ ...sandbox.control.state(clientKey), requests: ownRequests() }),
      requestsTo: (method, path) =>
        ownRequests().filter((request) => request.method === method && path.test(request.path)),
      fail: (rule) => sandbox.control.fail({ ...rule, on: { ...rule.on, client: clientKey } }),
      failed: () => ownRequests().filter(({ failure }) => failure !== null),
      receive,
      sendOrder: (generation, order, ...refunds) => receive({ generation, order, refunds }),
      sendOrders: (...orders) => receive(...orders.map((order) => ({ generation: 1, order }))),
    };
  };
  const close = async (): Promise<void> => {
    await egress.close();
    await exchanges.flush();
    await database.close();
    await sandbox.close();
  };
  const addShop: World['addShop'] = async (clientKey, connectionOptions = options) => {
    const added = await plantShop(database);
    return connected(added, await connectShop(added, clientKey, connectionOptions), clientKey);
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
    async addCompany({ company = {}, ...connectionOptions } = {}) {
      const clientKey = `client-key-${randomUUID()}`;
      sandbox.control.addClient({ ...company, clientKey });
      return addShop(clientKey, connectionOptions);
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

/** One worker for everybody who needs one at the same time; it stops when nobody needs it any more. */
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

/** All transfers with where they stand, for the message of a test that waited in vain. */
async function describeTransfers({ knex }: World['database']): Promise<string> {
  const all = await listTransfers(knex, { limit: 10_000 });
  return all
    .map(({ id, state, reason, detail }) => `${id} ${state} ${reason} ${detail.why ? told(detail.why).cause : ''}`)
    .join('; ');
}

const transfersOf = async ({ knex }: World['database'], shopId: string) =>
  (await listTransfers(knex, { shopId, limit: 10_000 })).reverse();

/**
 * Waits until the shop's transfers are at rest, and returns them, oldest first. They are at rest once only a person
 * would move them further and no review is to come.
 */
export async function untilAtRest(database: World['database'], shopId: string): Promise<ListedTransfer[]> {
  // One statement reads both: a review that ends between two statements would change what the first one read.
  const isAtRest = async () =>
    (
      await database.pool.query({
        name: 'test.at-rest',
        // A transfer behind a blocked one of its order waits for the same person.
        text: `select from transfers waiting
                where shop_id = $1
                  and (review_at is not null
                    or state not in ('done', 'closed', 'blocked')
                    and not (reason = 'behind.lane' and exists (
                      select from transfers blocked
                       where blocked.shop_id = waiting.shop_id
                         and blocked.connection_id = waiting.connection_id
                         and blocked.subject_id = waiting.subject_id
                         and blocked.id < waiting.id
                         and blocked.state = 'blocked'
                         and ${holdsUpSql('blocked')})))
                limit 1`,
        values: [shopId],
      })
    ).rowCount === 0;
  await until(isAtRest, () => describeTransfers(database));
  return transfersOf(database, shopId);
}
