import { randomUUID } from 'node:crypto';
import type { ShopId } from '../../bridge-server/src/ids.ts';
import { createIntake } from '../../bridge-server/src/orders/receive.ts';
import { receiveDelivery } from '../../bridge-server/src/orders/webhook/receive.ts';
import { createDirectory } from '../../bridge-server/src/shops/directory.ts';
import type { Database } from '../../bridge-server/src/database/database.ts';
import { freshDatabase } from '../setup/database.ts';
import { plantConnection, plantShop } from '../setup/plant.ts';
import { simpleOrder } from '../setup/woocommerce.ts';
import { readContent } from '../../bridge-server/src/orders/list.ts';

const second = '2026-01-31T12:00:00';
const laterSecond = '2026-01-31T12:00:01';

describe('an order that comes by the plugin, by a webhook and by reading the shop', () => {
  let database: Database;
  let shop: ShopId;
  /** The database's clock, which every reading is told by. */
  let now: Date;

  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    shop = await plantShop(database);
    await plantConnection(database, shop);
    const { rows } = await database.pool.query<{ now: Date }>('select now()');
    now = rows[0]?.now ?? new Date();
  });

  const intake = () => createIntake(database.pool, createDirectory(database.pool));
  const body = (note: string, modified = second) =>
    simpleOrder(7, { customer_note: note, date_modified_gmt: modified });
  const sent = async (generation: number, order: Record<string, unknown>) => {
    const received = await intake().receive({
      shop,
      proof: { id: randomUUID(), expiresAt: new Date(Date.now() + 120_000) },
      events: [{ generation, order, refunds: [] }],
      correlationId: randomUUID(),
    });
    return received.kind === 'outcomes' ? received.outcomes[0]?.outcome : received.kind;
  };
  /** The bridge reads the order, so many milliseconds after the test began. */
  const fetched = async (afterMs: number, event: Record<string, unknown>) => {
    const taken = await intake().take({
      shop,
      readAt: new Date(now.getTime() + afterMs),
      events: [event],
      correlationId: randomUUID(),
    });
    return taken.kind === 'outcomes' ? taken.outcomes[0]?.outcome : taken.kind;
  };
  const order = (note: string, modified = second) => ({ order: body(note, modified), refunds: [] });
  const gone = { id: '7', tombstone: true };
  const stored = async () => {
    const row = await database
      .knex('subjects')
      .where({ shop_id: shop, id: '7' })
      .first<{ revision: number; generation: string; tombstone: boolean }>();
    const content = (await readContent(database.pool, shop, '7')) as { customerNote?: string } | null;
    return {
      note: content?.customerNote,
      revision: row?.revision,
      generation: Number(row?.generation),
      tombstone: row?.tombstone,
    };
  };
  const longAfter = 3_600_000;

  it('is the same order, whichever comes first', async () => {
    expect(await fetched(0, order('first'))).toBe('accepted');
    expect(await sent(1, body('first'))).toBe('duplicate');
    expect(await fetched(longAfter, order('first'))).toBe('duplicate');
    expect(await stored()).toMatchObject({ revision: 1, generation: 1 });
    expect(await database.knex('transfers').where({ shop_id: shop })).toHaveLength(1);
  });

  const ways = {
    event: () => sent(1, body('same')),
    reading: () => fetched(0, order('same')),
    webhook: async () => {
      const address = 'https://nordlys.example';
      const received = await receiveDelivery(
        { database: database.pool, intake: intake() },
        { shopId: shop, secret: '', address, isRead: false, isInShop: false },
        {
          delivery: { kind: 'order', id: '7', body: body('same') },
          source: address,
          correlationId: randomUUID(),
        },
      );
      return received.kind === 'outcome' ? received.outcome.outcome : received;
    },
  };
  it.each([
    ['event', 'reading', 'webhook'],
    ['event', 'webhook', 'reading'],
    ['reading', 'event', 'webhook'],
    ['reading', 'webhook', 'event'],
    ['webhook', 'event', 'reading'],
    ['webhook', 'reading', 'event'],
  ] as const)('is one document where it comes by %s, then by %s, then by %s', async (first, second, third) => {
    expect(await ways[first]()).toBe('accepted');
    for (const later of [second, third]) expect(await ways[later]()).toMatch(/^(duplicate|stale)$/);
    expect(await stored()).toMatchObject({ note: 'same', revision: 1, tombstone: false });
    expect(await database.knex('transfers').where({ shop_id: shop })).toHaveLength(1);
  });

  it('has the content that was read last where both were changed in one second', async () => {
    await fetched(10, order('first'));
    expect(await fetched(20, order('second'))).toBe('accepted');
    expect(await fetched(15, order('first'))).toBe('stale');
    expect(await stored()).toMatchObject({ note: 'second', revision: 2 });
  });

  it('never goes back to an older change, however late it is read', async () => {
    await fetched(10, order('second', laterSecond));
    expect(await fetched(longAfter, order('first'))).toBe('stale');
    expect(await stored()).toMatchObject({ note: 'second', revision: 1 });
  });

  it('takes a change that the plugin never sent, such as one whose PHP was killed', async () => {
    await sent(4, body('first'));
    expect(await fetched(longAfter, order('second', laterSecond))).toBe('accepted');
    expect(await stored()).toMatchObject({ note: 'second', revision: 2, generation: 4 });
  });

  it('keeps what the plugin sent while the bridge was reading', async () => {
    await sent(4, body('newer'));
    expect(await fetched(-1000, order('older'))).toBe('stale');
    expect(await stored()).toMatchObject({ note: 'newer', revision: 1, generation: 4 });
  });

  it('follows the next generation of the plugin after it was read', async () => {
    await sent(4, body('first'));
    await fetched(longAfter, order('second', laterSecond));
    expect(await sent(5, body('third', laterSecond))).toBe('accepted');
    expect(await sent(4, body('first'))).toBe('stale');
    expect(await stored()).toMatchObject({ note: 'third', revision: 3, generation: 5 });
  });

  it('is gone once it was read as gone, and comes back when it is read again', async () => {
    await sent(4, body('first'));
    expect(await fetched(-1000, gone)).toBe('stale');
    expect(await fetched(longAfter, gone)).toBe('accepted');
    expect(await stored()).toMatchObject({ tombstone: true });
    expect(await fetched(longAfter - 1, order('first'))).toBe('stale');
    expect(await fetched(longAfter + 1, order('first'))).toBe('accepted');
    expect(await stored()).toMatchObject({ tombstone: false });
  });

  it('becomes a task when it cannot be read, as an order that the plugin sends', async () => {
    expect(await fetched(0, { order: body('first', second), refunds: [{ id: 1, amount: 'nothing' }] })).toBe('refused');
    expect(await database.knex('tasks').where({ shop_id: shop, state: 'open' })).toHaveLength(1);
    expect(await fetched(10, order('first'))).toBe('accepted');
    expect(await database.knex('tasks').where({ shop_id: shop, state: 'open' })).toHaveLength(0);
  });
});
