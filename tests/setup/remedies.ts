import { operator } from '../../bridge-server/src/ids.ts';
import type { PersonVerb } from '../../bridge-server/src/mirror/person/person.ts';
import type { DocumentKind } from '../../bridge-server/src/systems/contract.ts';
import { decimalsOf, formatMinor } from '@kontor/shared/money';
import { callerOf, patch, type Call, type Reply } from '../sandboxes/poweroffice/caller.ts';
import type { CompanySettings } from '../sandboxes/poweroffice/office.ts';
import type { IncomingRequest, Office } from '../sandboxes/poweroffice/sandbox.ts';
import { openHttp, type Caller, type Http } from './http.ts';
import { untilRouted } from './routing.ts';
import { summaries } from './summaries.ts';
import { simpleOrder } from './woocommerce.ts';
import { openWorld, untilAtRest, type CompanySetup, type ConnectedShop, type World } from './world.ts';

/** Tests that do what a remedy says: as the shop, as a clerk in Go, and as a person who works with Kontor. */

type Body = Record<string, unknown>;

/** A clerk of the shop's company, who works in Go. */
export interface Clerk {
  /** Calls Go's API, for what a clerk does on Go's screens. */
  call: Call;
  /** Changes one of Go's objects, such as `/Products/7`. */
  change(path: string, fields: Body): Promise<void>;
  /** Changes the company's settings. */
  settings(change: CompanySettings): void;
  office: Office;
}

export interface Scene {
  world: World;
  shop: ConnectedShop;
  clerk: Clerk;
  /** The shop sends the order as it is now; then until rest. */
  send(order: Body, ...refunds: Body[]): Promise<void>;
  /** The shop tells that it has deleted the order; then until rest. */
  gone(id: number): Promise<void>;
  /** Waits until only a person would move a transfer further. */
  rest(): Promise<void>;
  /** Changes the connection's settings, or what it is switched on for. */
  change(change: { settings?: Body; functions?: string[] }): Promise<void>;
  /**
   * Runs `kontor retry`, `kontor elsewhere` and so on for the transfer that is blocked, or for the transfer of that
   * kind.
   */
  say(verb: PersonVerb, kind?: DocumentKind): Promise<void>;
  /** Decides the one open task for the option with that label or value. */
  decide(option: string | RegExp): Promise<void>;
  /** Does something in Go just before the next request of the bridge that matches. */
  before(method: string, path: RegExp, does: (request: IncomingRequest) => unknown): void;
}

/** One way of doing what a remedy says. */
export interface Followed {
  code: string;
  /** The part of the remedy's text that is done. */
  says: string;
  company?: CompanySetup['company'];
  settings?: CompanySetup['settings'];
  rules?: CompanySetup['rules'];
  /** Brings about that a transfer is blocked with the code. */
  provoke(scene: Scene): Promise<unknown>;
  /** Does what the text says, and nothing else. */
  follow(scene: Scene): Promise<unknown>;
  /** The transfers at the end, then Go's documents with the products of their lines: `349.00 A-1`. */
  comes: readonly string[];
}

/** What came of doing what a remedy says. */
interface Outcome {
  blocked: { reason: string; remedy: string };
  comes: readonly string[];
}

interface Stage {
  play(followed: Followed): Promise<Outcome>;
  close(): Promise<void>;
}

/** The shop sends the simple order. */
export const sendSimple = ({ send }: Scene): Promise<void> => send(simpleOrder(1));
/** Somebody retries the blocked transfer. */
export const retry = ({ say }: Scene): Promise<void> => say('retry');
/** Somebody says that the blocked document was handled elsewhere, by hand. */
export const sayElsewhere = ({ say }: Scene): Promise<void> => say('elsewhere');
/** The id of the first draft in Go. */
export const draftId = ({ shop }: Scene): string => shop.held().orders[0]?.id ?? '';

/** One world for all remedies of a file. Each remedy has a shop and a company of its own. */
async function openStage(): Promise<Stage> {
  const world = await openWorld();
  const http = await openHttp(world);
  const asOperator = await http.callerOf(operator);
  const worker = world.worker(undefined, 16);
  worker.start();
  return {
    play: (followed) =>
      play(world, (method, target, body) => request(http, asOperator, method, target, body), followed),
    async close() {
      await worker.stop();
      await world.close();
    },
  };
}

type Ask = (method: 'get' | 'post', target: string, body?: Body) => Promise<Body>;

async function request(http: Http, caller: Caller, method: 'get' | 'post', target: string, body?: Body): Promise<Body> {
  const answer = await http.request(caller, method, target, body);
  if (answer.status !== 200) throw new Error(`${method} ${target}: ${answer.status} ${answer.text}`);
  return answer.body as Body;
}

async function play(world: World, ask: Ask, followed: Followed): Promise<Outcome> {
  const { code, company = {}, settings = {}, rules = {} } = followed;
  const shop = await world.addCompany({ company, settings, rules });
  const scene = await sceneOf(world, shop, ask);
  await followed.provoke(scene);
  await scene.rest();
  const id = await blockedOf(shop);
  if (id === null)
    throw new Error(`Nothing is blocked with ${code}, but there is: ${(await transfersAndDocuments(shop)).join('; ')}`);
  const shown = await ask('get', `/v1/shops/${shop.shop}/transfers/${id}`);
  await followed.follow(scene);
  await scene.rest();
  return {
    blocked: { reason: String(shown['reason']), remedy: String(shown['remedy']) },
    comes: await transfersAndDocuments(shop),
  };
}

const blockedOf = async (shop: ConnectedShop): Promise<number | null> =>
  (await shop.transfers()).find(({ state }) => state === 'blocked')?.id ?? null;

async function transfersAndDocuments(shop: ConnectedShop): Promise<string[]> {
  const transfers = await shop.transfers();
  const { orders, invoices } = shop.held();
  return [
    ...summaries(transfers),
    ...[...invoices, ...orders].map(
      ({ total, currency, lines }) =>
        `${formatMinor(total, decimalsOf(currency))} ${lines.map(({ productCode }) => productCode ?? '–').join(' ')}`,
    ),
  ];
}

async function sceneOf(world: World, shop: ConnectedShop, ask: Ask): Promise<Scene> {
  const { control } = world.sandbox;
  const at = `/v1/shops/${shop.shop}`;
  const call = await callerOf(world.sandbox, shop.clientKey);
  const rest = async () => void (await untilAtRest(world.database, shop.shop));
  let generation = 0;
  return {
    world,
    shop,
    rest,
    clerk: {
      call,
      office: control.office,
      settings: (change) => control.office.settings(change, shop.clientKey),
      async change(path, fields) {
        const operations = Object.entries(fields).map(([name, value]) => ({ op: 'replace', path: `/${name}`, value }));
        expectDone(await patch(call, `/v2${path}`, ...operations));
      },
    },
    async send(order, ...refunds) {
      generation += 1;
      await shop.receive({ generation, order, refunds });
      await rest();
    },
    async gone(id) {
      generation += 1;
      await shop.receive({ generation, id, tombstone: true });
      await rest();
    },
    async change({ settings, functions }) {
      await ask('post', `${at}/connections/${shop.connection.id}/change`, {
        ...(settings ? { settings } : {}),
        ...(functions ? { functions } : {}),
      });
      await untilRouted(world.database, shop.shop);
      await rest();
    },
    async say(verb, kind) {
      await ageFacts(world, shop);
      const ofKind = (await shop.transfers()).find((transfer) => transfer.kind === kind);
      const id = kind ? ofKind?.id : await blockedOf(shop);
      await ask('post', `${at}/transfers/${id}/${verb}`, {});
      await rest();
    },
    async decide(option) {
      const { tasks } = (await ask('get', `${at}/tasks`)) as { tasks: { id: number; options: Option[] }[] };
      const [task] = tasks;
      const chosen = task?.options.find(({ value, label }) =>
        typeof option === 'string' ? value === option : option.test(label),
      );
      if (!task || !chosen) throw new Error(`No task has the option ${String(option)}: ${JSON.stringify(tasks)}`);
      await ask('post', `${at}/tasks/${task.id}/decide`, { option: chosen.value });
      await rest();
    },
    before(method, path, does) {
      const stop = control.onRequest(async (arrived) => {
        if (arrived.client !== shop.clientKey || arrived.method !== method || !path.test(arrived.path)) return;
        stop();
        await does(arrived);
      });
    },
  };
}

/**
 * Ages what the bridge remembers of Go by a minute, since a person takes longer than that to change something in Go.
 */
const ageFacts = ({ database }: World, { shop }: ConnectedShop) =>
  database.pool.query(`update facts set at = at - interval '1 minute' where shop_id = $1`, [shop]);

interface Option {
  value: string;
  label: string;
}

/** Throws when Go refused the call: a remedy must be possible. */
export function expectDone(reply: Reply): Reply {
  if (reply.status >= 300) throw new Error(`Go refuses what the clerk does: ${reply.status} ${reply.text}`);
  return reply;
}

/** How many remedies are followed at once; most of the time each of them waits. */
const atOnce = 8;

/** Defines a test for each way of following a remedy. All are followed in one world, a few at a time. */
export function testRemedies(all: readonly Followed[]): void {
  const stage = openStage();
  const outcomes = followAll(stage, all);
  afterAll(async () => {
    await Promise.allSettled(outcomes.values());
    await (await stage).close();
  });
  it.each(all)('$code: $says', async (followed) => {
    const { code: reason, says, comes } = followed;
    expect(await outcomes.get(followed)).toEqual({
      blocked: { reason, remedy: expect.stringContaining(says) as string },
      comes,
    });
  });
}

/** Follows all of them, a few at a time; each has a promise that tells its outcome. */
function followAll(stage: Promise<Stage>, all: readonly Followed[]): Map<Followed, Promise<Outcome>> {
  const waiting = [...all];
  const settled = new Map(
    all.map((followed) => {
      const { promise, resolve } = withResolvers<Outcome>();
      // A failure is told by the remedy's own test.
      promise.catch(() => undefined);
      return [followed, { promise, resolve }] as const;
    }),
  );
  const next = async (): Promise<void> => {
    const followed = waiting.shift();
    if (!followed) return;
    const playing = stage.then(({ play: follow }) => follow(followed));
    settled.get(followed)?.resolve(playing);
    await playing.catch(() => undefined);
    return next();
  };
  for (let running = 0; running < atOnce; running++) void next();
  return new Map([...settled].map(([followed, { promise }]) => [followed, promise]));
}

function withResolvers<Value>() {
  let resolve!: (value: Value | Promise<Value>) => void;
  const promise = new Promise<Value>((settle) => (resolve = settle));
  return { promise, resolve };
}
