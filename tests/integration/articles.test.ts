import type { ArticleView } from '@kontor/shared/api/articles';
import { collectNext } from '../../bridge-server/src/articles/collect.ts';
import { listTasks, type TaskState } from '../../bridge-server/src/desk/tasks.ts';
import { operator } from '../../bridge-server/src/ids.ts';
import { timingOf, type Mirror } from '../../bridge-server/src/mirror/mirror.ts';
import { decideTask } from '../../bridge-server/src/mirror/person/decide-task.ts';
import type { CollectedArticle, CollectRequest } from '../../bridge-server/src/systems/contract-collect.ts';
import type { CollectOutcome } from '../../bridge-server/src/systems/contract.ts';
import { definePoweroffice } from '../../bridge-server/src/systems/poweroffice/system.ts';
import { reason } from '../../bridge-server/src/texts/reason.ts';
import { callerOf, patch } from '../sandboxes/poweroffice/caller.ts';
import { openHttp, type Caller, type Http } from '../setup/http.ts';
import { openWorld, type ConnectedShop, type World } from '../setup/world.ts';

const told = ['poweroffice'];
const lens = { code: 'LUPE-3X', name: 'Lupe 3×', stockOnHand: '12.50', gtin: '4006381333931' };
const lamp = { code: 'LAMPE', name: 'Lampe', stockOnHand: '0' };
const service = { code: 'MONTAGE', name: 'Montage' };

let world: World;
let http: Http;
let asOperator: Caller;
beforeEach(async () => {
  world = await openWorld();
  http = await openHttp(world);
  asOperator = await http.callerOf(operator);
});
afterEach(() => world.close());

/** Makes the next page due. */
const makeDue = () =>
  world.database.knex('collectors').update({ due_at: world.database.knex.raw("now() - interval '1 second'") });
/** Reads pages, as many as are due at once, or as many as are said. */
async function collect(mirror: Mirror = world.mirror(), pages = Infinity): Promise<void> {
  await makeDue();
  for (let page = 0; page < pages && (await collectNext(mirror, told)); page += 1);
}

interface RunView {
  reads: string;
  state: string;
  read: number;
  changed: number | null;
  refused: number;
  refusals: { name: string; why: string }[];
  problem: { cause: string } | null;
}

async function ask<T>(path: string, caller: Caller = asOperator, shop: string = world.shop): Promise<T> {
  const { status, body } = await http.request(caller, 'get', `/v1/shops/${shop}/views/articles${path}`);
  expect(status).toBe(200);
  return body as T;
}
const articles = async (query = '', at: Pick<ConnectedShop, 'shop'> = world) =>
  (await ask<{ articles: ArticleView[] }>(query, asOperator, at.shop)).articles;
const runs = async () => (await ask<{ runs: RunView[] }>('/runs')).runs;
/** Each article as `LUPE-3X 12.5`, and its stock `-` where the office keeps none. */
const stocks = async (query = '', at?: ConnectedShop) =>
  (await articles(query, at)).map(({ sku, stock }) => `${sku} ${stock ?? '-'}`);

describe('the articles of a company in Go', () => {
  let shop: ConnectedShop;
  beforeEach(async () => {
    shop = await world.addCompany({ company: { products: [lens, lamp, service] } });
    // The company of the world itself is not read.
    await world.database.knex('connections').where({ id: world.connection.id }).update({ paused: true });
  });

  it('are read with their stock, and a shop reads those of its own office alone', async () => {
    const before = Date.now();
    await collect();
    expect(await articles('', shop)).toEqual([
      {
        connection: shop.connection.id,
        id: expect.stringMatching(/^\d+$/) as unknown,
        sku: 'LAMPE',
        name: 'Lampe',
        gtin: null,
        stock: '0',
        available: '0',
        gone: false,
        asOf: expect.any(String) as unknown,
        changedAt: expect.any(String) as unknown,
      },
      expect.objectContaining({ sku: 'LUPE-3X', gtin: '4006381333931', stock: '12.5', available: '12.5' }),
      expect.objectContaining({ sku: 'MONTAGE', stock: null, available: null }),
    ]);
    for (const { asOf } of await articles('', shop)) {
      expect(Date.parse(String(asOf))).toBeGreaterThanOrEqual(before - 1000);
      expect(Date.parse(String(asOf))).toBeLessThanOrEqual(Date.now());
    }
    const asShop = await http.callerOf(shop.shop);
    expect((await ask<{ articles: unknown[] }>('', asShop, shop.shop)).articles).toHaveLength(3);
    expect(await articles()).toEqual([]);
  });

  it('are found by SKU, by a part of a name, page by page', async () => {
    await collect();
    expect(await stocks('?sku=LUPE-3X&sku=LAMPE&sku=NONE', shop)).toEqual(['LAMPE 0', 'LUPE-3X 12.5']);
    expect(await stocks('?sku=lupe-3x', shop)).toEqual([]);
    expect(await stocks('?search=LUP', shop)).toEqual(['LUPE-3X 12.5']);
    expect(await stocks('?search=4006381', shop)).toEqual(['LUPE-3X 12.5']);
    const first = await ask<{ next: string; articles: ArticleView[] }>('?limit=2', asOperator, shop.shop);
    expect(first.articles.map(({ sku }) => sku)).toEqual(['LAMPE', 'LUPE-3X']);
    const rest = await ask<{ next: null; articles: ArticleView[] }>(
      `?limit=2&after=${first.next}`,
      asOperator,
      shop.shop,
    );
    expect(rest).toMatchObject({ next: null, articles: [{ sku: 'MONTAGE' }] });
  });

  it('are asked for by what changed after the first run: a new stock, a new name, out of use', async () => {
    await collect();
    const [lampBefore, lensBefore] = await articles('', shop);
    const office = await callerOf(world.sandbox, shop.clientKey);
    const asked = shop.requestsTo('GET', /^\/v2\/Products$/).length;
    const product = (sku: string) => `/v2/Products/${[lampBefore, lensBefore].find((one) => one?.sku === sku)?.id}`;
    const replace = (path: string, value: unknown) => ({ op: 'replace', path, value });
    expect((await patch(office, product('LUPE-3X'), replace('/StockOnHand', 11))).status).toBe(200);
    expect((await patch(office, product('LAMPE'), replace('/IsArchived', true))).status).toBe(200);
    await collect();
    expect(await stocks('', shop)).toEqual(['LUPE-3X 11', 'MONTAGE -']);
    expect((await articles('?gone=true&sku=LAMPE', shop))[0]).toMatchObject({ gone: true });
    // What did not change is confirmed all the same.
    const [montage] = await articles('?sku=MONTAGE', shop);
    expect(Date.parse(String(montage?.asOf))).toBeGreaterThan(Date.parse(String(lensBefore?.asOf)));
    expect(await stocks(`?since=${String(lensBefore?.changedAt)}&sku=MONTAGE`, shop)).toEqual(['MONTAGE -']);
    const changes = shop.requestsTo('GET', /^\/v2\/Products$/).slice(asked);
    expect(changes.map(({ query }) => /LastChangedDate/i.test(query))).toEqual([true, true]);
    const listed = await ask<{ runs: RunView[] }>('/runs', asOperator, shop.shop);
    expect(listed.runs.map(({ reads, state, changed }) => `${reads} ${state} ${changed}`)).toEqual([
      'changes done 2',
      'all done 3',
    ]);
  });

  it('are read all again when somebody asks for it, and after a day', async () => {
    await collect();
    await collect();
    const refreshed = await http.request(asOperator, 'post', `/v1/shops/${shop.shop}/views/articles/refresh`, {});
    expect(refreshed.body).toEqual({ connections: [{ connection: shop.connection.id }] });
    await collect();
    await world.database.knex('collectors').update({ complete_at: new Date(Date.now() - 86_400_000) });
    await collect();
    const listed = await ask<{ runs: RunView[] }>('/runs', asOperator, shop.shop);
    expect(listed.runs.map(({ reads }) => reads)).toEqual(['all', 'all', 'changes', 'all']);
    const changes = await ask<{ runs: RunView[] }>('/runs?reads=changes', asOperator, shop.shop);
    expect(changes.runs.map(({ reads }) => reads)).toEqual(['changes']);
  });
});

/** A mirror whose system tells of articles as this function does. */
function telling(collectArticles: (request: CollectRequest) => CollectOutcome): Mirror {
  const mirror = world.mirror();
  return {
    ...mirror,
    systems(name) {
      const atHand = mirror.systems(name);
      if (!atHand) return null;
      const system = {
        ...definePoweroffice(),
        collectArticles: async (_: unknown, asked: CollectRequest) => collectArticles(asked),
      };
      return { ...atHand, system };
    },
  };
}
const article = (number: number, stock: string | null = '5'): CollectedArticle => ({
  id: String(number),
  sku: `SKU-${number}`,
  name: `Article ${number}`,
  gtin: null,
  stock,
  available: stock,
  archived: false,
});
const many = (count: number, stock?: string) => Array.from({ length: count }, (_, index) => article(index + 1, stock));
const page = (all: readonly CollectedArticle[], more = false, place: unknown = null): CollectOutcome => ({
  kind: 'collected',
  articles: all,
  refused: [],
  place,
  mark: { since: 'then' },
  more,
});

describe('a run', () => {
  it('shows nothing before its last page, and goes on where a process died', async () => {
    const asked: unknown[] = [];
    const pages = telling(({ place }) => {
      asked.push(place);
      return place === null ? page(many(2), true, 2) : page([article(3)]);
    });
    await collect(pages, 1);
    expect(await articles()).toEqual([]);
    // Another process goes on.
    await collect(pages);
    expect(asked).toEqual([null, 2]);
    expect(await stocks()).toEqual(['SKU-1 5', 'SKU-2 5', 'SKU-3 5']);
    expect(await runs()).toMatchObject([{ reads: 'all', state: 'done', read: 3, changed: 3 }]);
  });

  it('is read by one process at a time', async () => {
    let asked = 0;
    const once = telling(() => {
      asked += 1;
      return page(many(2));
    });
    await collect(once);
    await makeDue();
    const turns = await Promise.all([collectNext(once, told), collectNext(once, told), collectNext(once, told)]);
    expect(turns.filter(Boolean)).toHaveLength(1);
    expect(asked).toBe(2);
  });

  it('refuses what cannot be kept, and keeps all the rest', async () => {
    await collect(
      telling(() =>
        page([article(1), { ...article(2), name: 'Half \ud800 \0' }, article(3, '1e400'), article(4, '1.50e1')]),
      ),
    );
    expect(await stocks()).toEqual(['SKU-1 5', 'SKU-4 15']);
    expect(await runs()).toMatchObject([
      { state: 'done', read: 4, refused: 2, refusals: [{ name: 'Half \ufffd ' }, { name: 'Article 3' }] },
    ]);
  });

  it('says why the office could not be asked, and goes on from the same page', async () => {
    let away = true;
    const flaky = telling(({ place }) => {
      if (place !== null && away) return { kind: 'doubt', ...reason('doubt.refused', { said: 'It was silent.' }) };
      return place === null ? page([article(1)], true, 'second') : page([article(2)]);
    });
    await collect(flaky);
    expect(await runs()).toMatchObject([
      { state: 'running', problem: { cause: expect.stringContaining('silent') as unknown } },
    ]);
    away = false;
    await collect(flaky);
    expect(await stocks()).toEqual(['SKU-1 5', 'SKU-2 5']);
    expect(await runs()).toMatchObject([{ state: 'done', problem: null }]);
  });

  it('that read everything makes gone what it did not meet', async () => {
    await collect(telling(() => page(many(3))));
    await world.database.knex('collectors').update({ complete_at: null });
    await collect(telling(() => page(many(2))));
    expect(await stocks()).toEqual(['SKU-1 5', 'SKU-2 5']);
    expect(await stocks('?gone=true')).toEqual(['SKU-1 5', 'SKU-2 5', 'SKU-3 5']);
    // It is back.
    await collect(telling(() => page([article(3, '7')])));
    expect(await stocks()).toEqual(['SKU-1 5', 'SKU-2 5', 'SKU-3 7']);
  });
});

describe('a run that cannot be right', () => {
  const tasks = (state: TaskState = 'open') => listTasks(world.database.pool, { shopId: world.shop, state, limit: 10 });
  const readAllAgain = () => world.database.knex('collectors').update({ complete_at: null });
  const decide = async (value: string) => {
    const [task] = await tasks();
    if (!task) throw new Error('nobody is asked');
    const decided = await decideTask(
      world.database,
      { shopId: world.shop, id: task.id },
      value,
      timingOf(world.mirror(), null),
      'tester',
    );
    expect(decided.ok).toBe(true);
  };
  beforeEach(() => collect(telling(() => page(many(30)))));

  it.each([
    ['is empty', [], 'articles.missing'],
    ['has less than four fifths of the articles', many(23), 'articles.missing'],
    ['finds more than a fifth sold out', [...many(7, '0'), ...many(30).slice(7)], 'articles.sold_out'],
  ])('since it %s changes nothing, and asks a person once', async (_, answer, code) => {
    await readAllAgain();
    await collect(telling(() => page(answer)));
    await collect(telling(() => page(answer)));
    expect(await stocks('?limit=1000')).toEqual(
      many(30)
        .map(({ sku }) => `${sku} 5`)
        .sort(),
    );
    expect(await tasks()).toMatchObject([{ kind: 'question', reason: { code }, connectionId: world.connection.id }]);
    expect((await runs())[0]).toMatchObject({
      state: 'held',
      changed: 0,
      problem: { cause: expect.any(String) as unknown },
    });
  });

  it.each([
    ['four fifths are there', many(24)],
    ['a fifth is sold out', [...many(6, '0'), ...many(30).slice(6)]],
  ])('is not one where %s', async (_, answer) => {
    await readAllAgain();
    await collect(telling(() => page(answer)));
    expect(await tasks()).toEqual([]);
    expect((await runs())[0]).toMatchObject({ state: 'done', changed: 6 });
  });

  it('is one by the limits of its connection', async () => {
    const target = `/v1/shops/${world.shop}/views/articles/limits`;
    const limit = async (limits: object) =>
      http.request(asOperator, 'post', target, { connection: world.connection.id, ...limits });
    expect((await limit({})).body).toEqual({ missing: 20, soldOut: 20 });
    expect((await limit({ missing: 50, soldOut: 0 })).body).toEqual({ missing: 50, soldOut: 0 });
    expect((await limit({ missing: 101 })).body).toMatchObject({ code: 'input.wrong' });
    expect((await limit({ connection: 'c000' })).body).toMatchObject({ code: 'articles.none_told' });
    await readAllAgain();
    await collect(telling(() => page(many(15))));
    expect((await runs())[0]).toMatchObject({ state: 'done', changed: 15 });
    await readAllAgain();
    await collect(telling(() => page([...many(6, '0'), ...many(15).slice(6)])));
    expect((await runs())[0]).toMatchObject({ state: 'held' });
    expect(await tasks()).toMatchObject([{ reason: { code: 'articles.sold_out' } }]);
  });

  it('is taken over by the next run once somebody says that it is so', async () => {
    await readAllAgain();
    await collect(telling(() => page([])));
    await decide('take');
    await collect(telling(() => page([])));
    expect(await stocks()).toEqual([]);
    // That answer counts for this once.
    await collect(telling(() => page(many(30))));
    await readAllAgain();
    await collect(telling(() => page([])));
    expect(await tasks()).toHaveLength(1);
    expect(await stocks('?limit=1000')).toHaveLength(30);
  });

  it('is not asked about again where somebody says that something is wrong, until a right one came', async () => {
    await readAllAgain();
    await collect(telling(() => page([])));
    await decide('wait');
    await collect(telling(() => page([])));
    expect(await tasks()).toEqual([]);
    expect(await stocks('?limit=1000')).toHaveLength(30);
    await collect(telling(() => page(many(30, '6'))));
    expect((await stocks('?limit=1000'))[0]).toBe('SKU-1 6');
    await readAllAgain();
    await collect(telling(() => page([])));
    expect(await tasks()).toHaveLength(1);
  });

  it('is no longer a task when the next run is right', async () => {
    await readAllAgain();
    await collect(telling(() => page([])));
    await collect(telling(() => page(many(30, '6'))));
    expect(await tasks()).toEqual([]);
    expect(await tasks('withdrawn')).toHaveLength(1);
    expect((await stocks('?limit=1000'))[0]).toBe('SKU-1 6');
  });
});

it('cannot be read again where no office tells of articles, until one is connected', async () => {
  const refresh = () => http.request(asOperator, 'post', `/v1/shops/${world.shop}/views/articles/refresh`, {});
  await world.database.knex('connections').update({ archived_at: new Date() });
  await collectNext(world.mirror(), told);
  const refused = await refresh();
  expect(refused).toMatchObject({ status: 409, body: { code: 'articles.none_told' } });
  await world.connect();
  await collectNext(world.mirror(), told);
  expect((await refresh()).status).toBe(200);
});
