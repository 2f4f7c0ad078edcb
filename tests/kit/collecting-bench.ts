import { collectNext } from '../../bridge-server/src/articles/collect.ts';
import { listRuns } from '../../bridge-server/src/collecting/list-runs.ts';
import { readArticles } from '../../bridge-server/src/articles/view.ts';
import type { Egress } from '../../bridge-server/src/egress/send.ts';
import { listTasks } from '../../bridge-server/src/desk/tasks.ts';
import { checkCredentials, type Mirror } from '../../bridge-server/src/mirror/mirror.ts';
import { addConnection, replaceCredentials } from '../../bridge-server/src/shops/add-connection.ts';
import { rules } from '../../bridge-server/src/shops/rules.ts';
import type { CheckReport } from '../../bridge-server/src/systems/contract-report.ts';
import type { System } from '../../bridge-server/src/systems/contract.ts';
import { told } from '../setup/telling.ts';
import { openWorld, type World } from '../setup/world.ts';

/** One row as the office writes it; a quantity may be no number. */
export interface OfficeRow {
  sku: string;
  name: string;
  stock: string;
}

/** An office whose articles a system collects. */
export interface CollectedOffice {
  system: System;
  operator: unknown;
  settings: Record<string, unknown>;
  credentials: unknown;
  /** Credentials that the office refuses; left out where it asks for none. */
  wrongCredentials?: unknown;
  /** From now on, the office has exactly these. */
  hold(rows: readonly OfficeRow[]): Promise<void>;
  /** From now on, the office answers that it has nothing. */
  answerNothing(): Promise<void>;
  /** From now on, what the office answers never ends, or is larger than any list of articles. */
  answerTooMuch(): Promise<void>;
  /** Replaces the way out of the bridge. */
  egress?: Egress;
  close(): Promise<void>;
}

/** A world in which one shop is connected to the office. */
export interface CollectingBench {
  world: World;
  office: CollectedOffice;
  /** The id of the connection. */
  connection: string;
  mirror(): Mirror;
  /** Reads until no page is due. `pages`: no more than so many. */
  collect(pages?: number): Promise<void>;
  /** A process reads the next page, and dies before it is kept. */
  dieAfterReading(): Promise<void>;
  /** Stores other credentials, untested. */
  useCredentials(credentials: unknown): Promise<void>;
  /** Has the next run read everything. */
  readAllNext(): Promise<void>;
  /** Each article as `SKU name stock`, by SKU. */
  articles(): Promise<string[]>;
  /** The last run. */
  run(): Promise<Awaited<ReturnType<typeof listRuns>>[number]>;
  /** What is wrong with the last run, in words. */
  problem(): Promise<string>;
  openTasks(): Promise<number>;
  /** What a test of the connection says; `ok` if it works. */
  check(credentials: unknown): Promise<string>;
  /** The same in full, with these settings in place of the office's. */
  report(settings: Record<string, unknown>, credentials?: unknown): Promise<CheckReport>;
  /** Changes the stored settings. */
  changeSettings(settings: Record<string, unknown>): Promise<void>;
  close(): Promise<void>;
}

export async function openCollectingBench(open: (world: World) => Promise<CollectedOffice>): Promise<CollectingBench> {
  const world = await openWorld();
  const office = await open(world);
  const { pool, knex } = world.database;
  const { system, operator } = office;
  const mirrorOf = (its: System): Mirror => ({
    ...world.mirror(),
    ...(office.egress ? { egress: office.egress } : {}),
    systems: (key) => (key === its.key ? { system: its, operator } : null),
  });
  const mirror = () => mirrorOf(system);
  const makeDue = () => knex('collectors').update({ due_at: knex.raw("now() - interval '1 second'") });
  const draft = (credentials: unknown, settings: Record<string, unknown> = {}) => ({
    shopId: world.shop,
    settings: system.settings.parse({ ...office.settings, ...settings }),
    credentials: system.credentials.parse(credentials),
  });
  const check = (credentials: unknown, settings: Record<string, unknown> = {}) =>
    checkCredentials(mirror(), { system, operator }, draft(credentials, settings));
  // The company of the world itself is not read.
  await knex('connections').where({ id: world.connection.id }).update({ paused: true });
  const report = await check(office.credentials);
  if (!report.ok) throw new Error(told(report).cause);
  const connection = await addConnection(knex, world.sealer, {
    ...draft(office.credentials),
    system: system.key,
    account: report.account,
    accountName: report.accountName,
    longestKey: system.longestKey,
    rules: rules.parse({}),
  });
  const ofConnection = { shopId: world.shop, connectionId: connection.id };
  const run: CollectingBench['run'] = async () => {
    const [last] = await listRuns(pool, { ...ofConnection, what: 'articles', reads: null, limit: 1 });
    if (!last) throw new Error('nothing was read');
    return last;
  };
  return {
    world,
    office,
    connection: connection.id,
    mirror,
    run,
    async collect(pages = Infinity) {
      await makeDue();
      for (let page = 0; page < pages && (await collectNext(mirror(), [system.key])); page += 1);
    },
    async dieAfterReading() {
      await makeDue();
      const dying: System = {
        ...system,
        async collectArticles(context, request) {
          await system.collectArticles?.(context, request);
          throw new Error('the process died');
        },
      };
      await expect(collectNext(mirrorOf(dying), [system.key])).rejects.toThrow('died');
    },
    useCredentials: async (credentials) =>
      void (await replaceCredentials(knex, world.sealer, {
        shopId: world.shop,
        id: connection.id,
        accountName: report.accountName,
        credentials,
      })),
    readAllNext: async () => void (await knex('collectors').update({ complete_at: null })),
    async articles() {
      const all = { skus: [], contains: null, changedSince: null, gone: false, after: null, limit: 10_000 };
      const articles = await readArticles(pool, { ...ofConnection, ...all });
      return articles.map(({ sku, name, stock }) => `${sku} ${name} ${stock ?? '-'}`);
    },
    async problem() {
      const { problem } = await run();
      return problem ? told(problem).cause : '';
    },
    openTasks: async () => (await listTasks(pool, { shopId: world.shop, state: 'open', limit: 10 })).length,
    async check(credentials) {
      const made = await check(credentials);
      return made.ok ? 'ok' : told(made).cause;
    },
    report: (settings, credentials = office.credentials) => check(credentials, settings),
    changeSettings: async (settings) =>
      void (await knex('connections')
        .where({ shop_id: world.shop, id: connection.id })
        .update({ settings: JSON.stringify({ ...(draft(office.credentials).settings as object), ...settings }) })),
    async close() {
      await world.close();
      await office.close();
    },
  };
}
