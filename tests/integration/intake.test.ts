import { randomUUID } from 'node:crypto';
import type { ShopId } from '../../bridge-server/src/ids.ts';
import { createIntake, type Received } from '../../bridge-server/src/orders/receive.ts';
import { createDirectory } from '../../bridge-server/src/shops/directory.ts';
import type { Database } from '../../bridge-server/src/database/database.ts';
import { openDatabase } from '../../bridge-server/src/database/database.ts';
import { freshDatabase } from '../setup/database.ts';
import { plantConnection, plantShop } from '../setup/plant.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { outcomeOf } from '../setup/telling.ts';
import { readContent } from '../../bridge-server/src/orders/list.ts';

const event = (generation: number, order: Record<string, unknown>) => ({ generation, order, refunds: [] });
/** The outcome of each event; or the outcome of the whole request, where it has none for each event. */
const outcomesOf = (received: Received): string[] =>
  received.kind === 'outcomes' ? received.outcomes.map((entry) => entry.outcome) : [received.kind];

describe('intake', () => {
  let database: Database;
  let shop: ShopId;

  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    shop = await plantShop(database);
    await plantConnection(database, shop);
  });

  const intakeOf = () => createIntake(database.pool, createDirectory(database.pool));
  const send = (events: unknown[], intake = intakeOf(), proof = randomUUID()) =>
    intake.receive({
      shop,
      proof: { id: proof, expiresAt: new Date(Date.now() + 120_000) },
      events,
      correlationId: randomUUID(),
    });
  const transfers = (columns = ['subject_id', 'state', 'reason']) =>
    database.knex('transfers').where({ shop_id: shop }).select(columns).orderByRaw('subject_id::bigint');
  const stored = (id: number) =>
    database
      .knex('subjects')
      .where({ shop_id: shop, id: String(id) })
      .first<{ revision: number; generation: number; status: string; tombstone: boolean }>();

  it('stores each order with its transfer, whose reason tells why its status is not sent', async () => {
    const statuses = [
      'processing',
      'completed',
      'on-hold',
      'pending',
      'checkout-draft',
      'test',
      'cancelled',
      'refunded',
    ];
    const received = await send(statuses.map((status, index) => event(1, simpleOrder(100 + index, { status }))));
    expect(outcomesOf(received)).toEqual(statuses.map(() => 'accepted'));
    expect(
      (await transfers()).map(({ state, reason }: { state: string; reason: string }) => `${state} ${reason}`),
    ).toEqual([
      'waiting wanted.status',
      'waiting wanted.status',
      'closed rule.status',
      'closed rule.status',
      'closed rule.draft',
      'closed rule.draft',
      'closed cancelled.before_sending',
      'closed rule.refunded_in_full',
    ]);
    expect(await database.knex('journal').where({ shop_id: shop, code: 'order.received' })).toHaveLength(
      statuses.length,
    );
  });

  it('takes an order once that is twice in one request', async () => {
    expect(outcomesOf(await send([event(3, simpleOrder(7)), event(3, simpleOrder(7))]))).toEqual([
      'accepted',
      'duplicate',
    ]);
    expect(await transfers()).toHaveLength(1);
  });

  it('takes the newest of several contents of an order in one request, whatever their order', async () => {
    const received = await send([
      event(2, simpleOrder(7, { status: 'completed' })),
      event(1, simpleOrder(7, { status: 'processing' })),
    ]);
    expect(outcomesOf(received)).toEqual(['accepted', 'stale']);
    expect((await stored(7))?.status).toBe('completed');
  });

  it('takes each order once, without a deadlock, when requests come at once with the same orders in another order', async () => {
    const events = Array.from({ length: 50 }, (_, index) => event(1, simpleOrder(500 + index)));
    const answers = await Promise.all([send(events), send([...events].reverse()), send(events)]);
    const seen = answers.flatMap(outcomesOf);
    expect(seen.filter((outcome) => outcome === 'accepted')).toHaveLength(50);
    expect(seen.filter((outcome) => outcome === 'duplicate')).toHaveLength(100);
    expect(await transfers()).toHaveLength(50);
  });

  it('gives each of several requests that come at once its own answer, though they are stored together', async () => {
    const intake = intakeOf();
    const used = randomUUID();
    const first = send([event(1, simpleOrder(1))], intake, used);
    const unstorable = simpleOrder(3, { date_modified_gmt: '2026-02-30T00:00:00' });
    const rest = [
      send([event(1, simpleOrder(2))], intake),
      send([event(1, unstorable)], intake),
      send([event(1, simpleOrder(4))], intake, used),
      send([event(2, simpleOrder(2, { status: 'completed' }))], intake),
      send([event(1, simpleOrder(5))], intake),
    ];
    const [one, older, unread, sameProof, newer, last] = (await Promise.all([first, ...rest])).flatMap(outcomesOf);
    // A busy process may store any of them first.
    expect([one, sameProof].sort()).toEqual(['accepted', 'replayed']);
    expect(['accepted', 'stale']).toContain(older);
    expect([unread, newer, last]).toEqual(['refused', 'accepted', 'accepted']);
    expect((await transfers()).map((row: { subject_id: string }) => Number(row.subject_id)).sort()).toEqual(
      one === 'accepted' ? [1, 2, 5] : [2, 4, 5],
    );
    expect(await stored(2)).toMatchObject({ status: 'completed' });
    // Each line of the journal has the correlation id of its own request.
    const correlations = await database
      .knex('journal')
      .where({ shop_id: shop, code: 'order.received' })
      .distinct('correlation_id');
    expect(correlations).toHaveLength(older === 'accepted' ? 4 : 3);
  });

  it('stores requests that come at once in one commit', async () => {
    const intake = intakeOf();
    await Promise.all(Array.from({ length: 8 }, (_, index) => send([event(1, simpleOrder(index + 1))], intake)));
    const commits = await database.knex('subjects').where({ shop_id: shop }).distinct('received_at');
    expect(commits).toHaveLength(1);
  });

  it('never lets an older generation overwrite a newer one, even after a repeat that changed nothing', async () => {
    await send([event(5, simpleOrder(7))]);
    expect(outcomesOf(await send([event(7, simpleOrder(7))]))).toEqual(['duplicate']);
    expect(outcomesOf(await send([event(6, simpleOrder(7, { status: 'cancelled' }))]))).toEqual(['stale']);
    expect(await stored(7)).toMatchObject({ revision: 1, generation: 7, status: 'processing' });
  });

  it('tells two contents of the same second apart by their generation', async () => {
    const sameSecond = { date_modified_gmt: '2026-11-22T01:18:35' };
    await send([event(1, simpleOrder(7, { ...sameSecond, status: 'on-hold' }))]);
    expect(outcomesOf(await send([event(2, simpleOrder(7, { ...sameSecond, status: 'processing' }))]))).toEqual([
      'accepted',
    ]);
    expect(await stored(7)).toMatchObject({ revision: 2, status: 'processing' });
    expect(await database.knex('transfers').where({ shop_id: shop }).whereNotNull('review_at')).toHaveLength(1);
  });

  it('makes no revision when a save changes nothing that documents are made of', async () => {
    await send([event(1, simpleOrder(7))]);
    const touched = simpleOrder(7, {
      date_modified_gmt: '2026-11-22T09:00:00',
      meta_data: [{ id: 1, key: '_edit_lock', value: 'x' }],
    });
    expect(outcomesOf(await send([event(2, touched)]))).toEqual(['duplicate']);
    expect((await stored(7))?.revision).toBe(1);
  });

  it('refuses an event that is not an order, and takes the other 99', async () => {
    const events: unknown[] = Array.from({ length: 100 }, (_, index) => event(1, simpleOrder(900 + index)));
    events[40] = event(1, {
      code: 'woocommerce_rest_shop_order_invalid_id',
      message: 'Invalid ID.',
      data: { status: 404 },
    });
    const received = await send(events);
    expect(outcomesOf(received).filter((outcome) => outcome === 'accepted')).toHaveLength(99);
    const refused = received.kind === 'outcomes' ? received.outcomes[40] : undefined;
    expect(refused && outcomeOf(refused)).toMatchObject({
      outcome: 'refused',
      code: 'order.not_an_order',
      cause: expect.any(String),
      remedy: expect.any(String),
    });
    expect(await transfers()).toHaveLength(99);
  });

  it('takes the other events when PostgreSQL cannot store one of them', async () => {
    const received = await send([
      event(1, simpleOrder(1)),
      event(1, simpleOrder(2, { date_modified_gmt: '2026-02-30T00:00:00' })),
      event(1, simpleOrder(3)),
    ]);
    expect(outcomesOf(received)).toEqual(['accepted', 'refused', 'accepted']);
    expect((await transfers()).map((row: { subject_id: string }) => Number(row.subject_id))).toEqual([1, 3]);
  });

  it('takes nothing from a request whose proof was used before', async () => {
    const proof = randomUUID();
    await send([event(1, simpleOrder(1))], intakeOf(), proof);
    expect((await send([event(1, simpleOrder(2))], intakeOf(), proof)).kind).toBe('replayed');
    expect(await stored(2)).toBeUndefined();
  });

  it('makes a transfer for a connection that another process added a moment ago', async () => {
    const intake = intakeOf();
    await send([event(1, simpleOrder(1))], intake);
    await plantConnection(database, shop, { account: 'account-2' });
    await database.knex('shops').where({ id: shop }).increment('settings_version', 1);
    await send([event(1, simpleOrder(2))], intake);
    expect((await transfers()).map((row: { subject_id: string }) => Number(row.subject_id))).toEqual([1, 2, 2]);
  });

  it('keeps the content of an order that the shop deletes, and answers a repeated deletion as a duplicate', async () => {
    await send([event(1, simpleOrder(7))]);
    expect(outcomesOf(await send([{ generation: 2, id: 7, tombstone: true }]))).toEqual(['accepted']);
    const row = await database
      .knex('subjects')
      .where({ shop_id: shop, id: String(7) })
      .first<{ tombstone: boolean; number: string }>();
    expect(row).toMatchObject({ tombstone: true, number: '7' });
    expect(await readContent(database.pool, shop, '7')).toMatchObject({ total: 34_900 });
    expect(outcomesOf(await send([{ generation: 2, id: 7, tombstone: true }]))).toEqual(['duplicate']);
    expect(outcomesOf(await send([{ generation: 1, id: 8, tombstone: true }]))).toEqual(['accepted']);
    expect(
      (await transfers()).map((entry: { subject_id: string; state: string }) => `${entry.subject_id} ${entry.state}`),
    ).toEqual(['7 waiting', '8 closed']);
  });

  it('takes the same order id of another shop as another order', async () => {
    await send([event(1, simpleOrder(7))]);
    const other = await plantShop(database);
    await plantConnection(database, other, { account: 'account-9' });
    await intakeOf().receive({
      shop: other,
      proof: { id: randomUUID(), expiresAt: new Date() },
      events: [event(1, simpleOrder(7))],
      correlationId: 'c',
    });
    expect(await database.knex('transfers').where({ subject_id: '7' }).whereIn('shop_id', [shop, other])).toHaveLength(
      2,
    );
  });

  it('says that it is unavailable when the database cannot be reached', async () => {
    const nowhere = openDatabase('postgres://kontor:x@127.0.0.1:1/kontor');
    const received = await createIntake(nowhere.pool, createDirectory(nowhere.pool)).receive({
      shop,
      proof: { id: randomUUID(), expiresAt: new Date() },
      events: [event(1, simpleOrder(1))],
      correlationId: 'c',
    });
    expect(received).toEqual({ kind: 'unavailable', cause: 'The database cannot be reached.' });
    await nowhere.close();
  });
});
