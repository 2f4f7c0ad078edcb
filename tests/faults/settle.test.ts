import { freshDatabase } from '../setup/database.ts';
import { plantConnection, plantOrder, plantShop, plantTransfer } from '../setup/plant.ts';
import { until } from '../setup/until.ts';
import { openTransfersOf, untilSettled, type Settled } from './settle.ts';
import type { Stage } from './stage.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

describe('a run with faults', () => {
  it.each([
    {
      what: 'a newer body of an order is not reviewed',
      table: 'transfers',
      pending: { review_at: new Date() },
      over: { review_at: null },
      open: 1,
    },
    {
      what: 'a connection is held back',
      table: 'connections',
      pending: { breaker_code: 'held.forbidden' },
      over: { breaker_code: null },
      open: 0,
    },
  ])('does not end while $what', async ({ table, pending, over, open }) => {
    const shopId = await plantShop(database);
    const connectionId = await plantConnection(database, shopId);
    await plantOrder(database, shopId, '22');
    await plantTransfer(database, { shopId, connectionId, orderId: '22' }, { state: 'done', reason: 'sent' });
    await database.knex(table).where({ shop_id: shopId }).update(pending);
    const stage = { bridge: { database }, shop: { shop: shopId } } as unknown as Stage;
    expect(await openTransfersOf(stage)()).toBe(open);
    let looks = 0;
    const count = ({ sql }: { sql: string }) => void (looks += sql.includes('review_at" is not null') ? 1 : 0);
    database.knex.on('query', count);
    let settled: Settled | undefined;
    const watching = untilSettled(stage, new AbortController().signal).then((all) => {
      settled = all;
    });
    await until(() => looks >= 2 || settled !== undefined);
    expect(settled).toBeUndefined();
    await database.knex(table).where({ shop_id: shopId }).update(over);
    await watching;
    database.knex.off('query', count);
    expect(settled).toMatchObject({ stuck: null, triedAgain: 0, transfers: [{ state: 'done' }] });
  });
});
