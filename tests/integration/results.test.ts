import supertest from 'supertest';
import { signRequest } from '@kontor/client/sign';
import { resultsAnswer, type ResultsAnswer } from '@kontor/shared/api/results';
import { proofHeader } from '@kontor/shared/proof';
import { createKeys, type NewKey } from '../../bridge-server/src/auth/keys.ts';
import { inTransaction, openDatabase } from '../../bridge-server/src/database/database.ts';
import { createApp } from '../../bridge-server/src/http/app.ts';
import { createLog } from '../../bridge-server/src/log.ts';
import { createResultsReader } from '../../bridge-server/src/mirror/transfer/results.ts';
import { storeTransition } from '../../bridge-server/src/mirror/transfer/store.ts';
import { applyEvent } from '../../bridge-server/src/mirror/transfer/transition.ts';
import { createIntake } from '../../bridge-server/src/orders/receive.ts';
import { createDirectory } from '../../bridge-server/src/shops/directory.ts';
import { explain, freshDatabase } from '../setup/database.ts';
import { until } from '../setup/until.ts';
import { plantConnection, plantOrder, plantShop, plantTransfer } from '../setup/plant.ts';
import { speaker } from '../setup/telling.ts';
import { reason } from '../../bridge-server/src/texts/reason.ts';

const publicUrl = 'https://kontor.example.com';
const timing = { leaseSeconds: 60, callTimeoutSeconds: 20, settleSeconds: 7, retryScale: 1 };

let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

async function plantedShop() {
  const shopId = await plantShop(database);
  return { shopId, connectionId: await plantConnection(database, shopId) };
}
type Shop = Awaited<ReturnType<typeof plantedShop>>;

/**
 * As if what changed of these orders (of all, where none is named) had changed longer ago than what is held back for
 * clocks.
 */
async function longAgo({ shopId }: Shop, ...orderIds: string[]): Promise<void> {
  await database.pool.query(
    `update transfers set changed_at = changed_at - interval '2 seconds'
      where shop_id = $1 and (cardinality($2::text[]) = 0 or subject_id = any ($2))`,
    [shopId, orderIds],
  );
}

async function plant({ shopId, connectionId }: Shop, orderId: string, columns: Record<string, unknown> = {}) {
  await plantOrder(database, shopId, orderId);
  return plantTransfer(database, { shopId, connectionId, orderId }, columns);
}

const reader = () => createResultsReader(database.pool, createLog({ level: 'silent' }));
async function read(shop: Shop, after: string | null = null): Promise<ResultsAnswer> {
  const page = await reader().read(shop.shopId, after, speaker);
  if (page.kind !== 'answer') throw new Error(page.kind);
  return page.answer;
}
const orderIds = ({ results }: ResultsAnswer) => results.map(({ orderId }) => Number(orderId));

describe('the results of a shop', () => {
  it('leave out a document that the code cannot read, and have the documents after it', async () => {
    const shop = await plantedShop();
    const spoiled = await plant(shop, '1', { state: 'done', reason: 'sent' });
    await plant(shop, '2', { state: 'done', reason: 'sent' });
    await database.pool.query(`update transfers set office = '[]' where id = $1`, [spoiled.id]);
    await longAgo(shop);
    const first = await read(shop);
    expect(orderIds(first)).toEqual([2]);
    expect((await read(shop, first.cursor)).results).toEqual([]);
  });

  it('have each document as it stands, with its reason in words', async () => {
    const shop = await plantedShop();
    const blocked = await plant(shop, '1', {
      state: 'blocked',
      reason: 'gap.rate_unmapped',
      detail: JSON.stringify({ why: reason('gap.no_lines') }),
    });
    const sent = await plant(shop, '2', {
      state: 'done',
      reason: 'sent',
      document_id: 'd2',
      document_number: '6002',
      target_total: 34_900,
      office: JSON.stringify({ invoiceNumber: '7', paidAt: '2026-11-22T10:00:00.000Z', balance: 0 }),
    });
    await longAgo(shop);
    const common = {
      connection: shop.connectionId,
      system: 'poweroffice',
      kind: 'order',
      reference: '',
      about: { kind: 'order', reference: '' },
      changedAt: expect.any(String) as unknown,
    };
    expect(await read(shop)).toMatchObject({
      results: [
        {
          ...common,
          transfer: blocked.id,
          orderId: '1',
          orderNumber: '1',
          state: 'blocked',
          reason: 'gap.rate_unmapped',
          title: 'The order has no lines',
          cause: 'The order has no lines.',
          remedy: 'Add the sold articles to the order in the shop.',
          document: null,
          office: {},
        },
        {
          ...common,
          transfer: sent.id,
          orderId: '2',
          orderNumber: '2',
          state: 'done',
          reason: 'sent',
          title: 'Sent',
          cause: null,
          remedy: null,
          document: { id: 'd2', number: '6002', total: 34_900, currency: 'NOK' },
          office: { invoiceNumber: '7', paidAt: '2026-11-22T10:00:00.000Z', balance: 0 },
        },
      ],
      more: false,
    });
  });

  it('come page by page without a gap, even if many changed at one moment, and again after a change', async () => {
    const shop = await plantedShop();
    await database.pool.query(
      `with made as (insert into subjects (shop_id, kind, id, source, number, status, currency, total, generation, content_generation, modified_gmt, revision, tombstone, content_hash, settings_version, correlation_id)
         select $1, 'order', n::text, 'shop', n::text, 'processing', 'NOK', 100, 1, 1, now(), 1, false, 'x', 1, 'x' from generate_series(1, 450) n returning id)
       insert into transfers (shop_id, connection_id, system, account, subject_kind, subject_id, kind, reference, about_kind, about_reference, document_key, state, reason, correlation_id)
       select $1, $2, 'poweroffice', 'account-1', 'order', id, 'order', '', 'order', '', $1 || '-' || id, 'waiting', 'wanted.status', 'x' from made`,
      [shop.shopId, shop.connectionId],
    );
    await longAgo(shop);
    const seen: number[] = [];
    const sizes: number[] = [];
    let after: string | null = null;
    for (let more = true; more;) {
      const answer: ResultsAnswer = await read(shop, after);
      seen.push(...orderIds(answer));
      sizes.push(answer.results.length);
      ({ cursor: after, more } = answer);
    }
    expect(sizes).toEqual([200, 200, 50]);
    expect(new Set(seen).size).toBe(450);
    const nothing = await read(shop, after);
    expect(nothing).toEqual({ results: [], cursor: after, more: false });
    await database.pool.query(
      'update transfers set state = $2, changed_at = now() where shop_id = $1 and subject_id = $3',
      [shop.shopId, 'done', '17'],
    );
    await longAgo(shop, '17');
    expect(orderIds(await read(shop, after))).toEqual([17]);
  });

  it('have a document again only when its state, reason or document changed', async () => {
    const shop = await plantedShop();
    const waiting = await plant(shop, '1', { reason: 'behind.lane' });
    const { changedAt } = waiting;
    const changedNow = async () =>
      (await database.knex('transfers').where({ id: waiting.id }).first<{ changed_at: Date }>('changed_at'))
        ?.changed_at;
    const behind = applyEvent(waiting, { name: 'behind' }, timing, 0);
    expect(await storeTransition(database.pool, waiting, { name: 'behind' }, behind, 'worker')).toBe(true);
    expect(await changedNow()).toEqual(changedAt);
    const asked = applyEvent(waiting, { name: 'retry_asked' }, timing, 0);
    expect(await storeTransition(database.pool, waiting, { name: 'retry_asked' }, asked, 'person')).toBe(true);
    expect((await changedNow())?.getTime()).toBeGreaterThan(changedAt.getTime());
  });

  it.each([
    ['has written already', true],
    ['writes only later', false],
  ])('wait for an open transaction that %s, and miss nothing of it', async (_what, writesAtOnce) => {
    const shop = await plantedShop();
    const early = await plant(shop, '1');
    await longAgo(shop);
    const { cursor } = await read(shop);
    const other = openDatabase(database.url, { connections: 1 });
    const slow = await other.pool.connect();
    const write = () =>
      slow.query('update transfers set state = $2, changed_at = now() where id = $1', [early.id, 'done']);
    await slow.query('begin');
    await slow.query('select 1');
    if (writesAtOnce) await write();
    await plant(shop, '2');
    // By the database's clock: its time is to lie after the open transaction began, so that it cannot be set back.
    const isOldEnough = async () =>
      (
        await database.pool.query(
          `select from transfers where shop_id = $1 and subject_id = '2' and changed_at < now() - interval '1 second'`,
          [shop.shopId],
        )
      ).rowCount === 1;
    await until(isOldEnough);
    // The younger change is there, but what is still under way belongs before it.
    expect(await read(shop, cursor)).toEqual({ results: [], cursor, more: false });
    if (!writesAtOnce) await write();
    await slow.query('commit');
    slow.release();
    await other.close();
    expect(orderIds(await read(shop, cursor))).toEqual([1, 2]);
  });

  it("are read by the index, not by a scan of the shop's transfers", async () => {
    // The planner need not sort for this order; how it weighs a table that is nearly empty is not the question.
    const plan = await inTransaction(database.pool, async (client) => {
      await client.query('set local enable_sort = off');
      return explain(
        client,
        `select 1
           from transfers
          where shop_id = 's'
            and (changed_at, id) > (timestamptz 'epoch', 1)
          order by changed_at, id
          limit 5`,
      );
    });
    expect(plan).toContain('Index Cond');
    expect(plan).toContain('transfers_changed');
  });
});

describe('GET /v1/shops/{shop}/results', () => {
  let shop: Shop;
  let other: Shop;
  let key: NewKey;
  let http: ReturnType<typeof supertest>;
  beforeAll(async () => {
    [shop, other] = [await plantedShop(), await plantedShop()];
    const keys = createKeys(database);
    const added = await keys.add(shop.shopId);
    if (!added.ok) throw new Error(added.error.code);
    key = added.value;
    const intake = createIntake(database.pool, createDirectory(database.pool));
    http = supertest(
      createApp({
        config: { publicUrl, proxyHops: 0 },
        log: createLog({ level: 'silent' }),
        keys,
        intake,
        results: reader(),
        ready: async () => [],
      }),
    );
    await plant(shop, '1');
    await plant(other, '2');
    await longAgo(shop);
  });

  const get = (path: string, signed = path) =>
    http.get(path).set({
      [proofHeader]: signRequest(
        { bridge: publicUrl, shop: shop.shopId, keyId: key.keyId, privateKey: key.privateJwk },
        { method: 'GET', url: publicUrl + signed },
      ),
    });
  const path = (at: Shop, query = '') => `/v1/shops/${at.shopId}/results${query}`;

  it("answers the shop's own results, and goes on from their cursor", async () => {
    const answer = await get(path(shop));
    expect(answer.status).toBe(200);
    const { results, cursor } = resultsAnswer.strict().parse(answer.body);
    expect(results.map(({ orderId }) => orderId)).toEqual(['1']);
    const rest = await get(path(shop, `?after=${cursor}`));
    expect({ status: rest.status, body: rest.body as unknown }).toEqual({
      status: 200,
      body: { results: [], cursor, more: false },
    });
  });

  it("never shows another shop's", async () => {
    const answer = await get(path(other));
    expect(answer).toMatchObject({ status: 404, body: { code: 'shop.unknown' } });
  });

  it.each([
    'x',
    '',
    'W10',
    'WzEsMl0x',
    Buffer.from('[-1,0]').toString('base64url'),
    Buffer.from('[1e300,0]').toString('base64url'),
    Buffer.from('{"a":1}').toString('base64url'),
  ])('refuses the cursor %j', async (after) => {
    const answer = await get(path(shop, `?after=${after}`));
    expect(answer).toMatchObject({ status: 400, body: { code: 'results.bad_cursor' } });
  });

  it('takes no proof of another query', async () => {
    const answer = await get(path(shop, '?after=x'), path(shop));
    expect(answer).toMatchObject({ status: 401, body: { code: 'proof.wrong_address' } });
  });
});
