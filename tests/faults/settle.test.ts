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

describe('the end of a run with faults', () => {
  it.each([
    ['a newer body of an order was not looked at', 'transfers', { review_at: new Date() }, { review_at: null }, 1],
    ['a connection is held back', 'connections', { breaker_code: 'held.forbidden' }, { breaker_code: null }, 0],
  ])('has not come while %s', async (_what, table, before, after, open) => {
    const shopId = await plantShop(database);
    const connectionId = await plantConnection(database, shopId);
    await plantOrder(database, shopId, '22');
    await plantTransfer(database, { shopId, connectionId, orderId: '22' }, { state: 'done', reason: 'sent' });
    await database.knex(table).where({ shop_id: shopId }).update(before);
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
    await database.knex(table).where({ shop_id: shopId }).update(after);
    await watching;
    database.knex.off('query', count);
    expect(settled).toMatchObject({ stuck: null, triedAgain: 0, transfers: [{ state: 'done' }] });
  });
});
