import { freshDatabase } from '../setup/database.ts';
import { plantConnection, plantOrder, plantShop, plantTransfer } from '../setup/plant.ts';
import { appears, until } from '../setup/until.ts';
import { watch, type Seen } from './seen.ts';
import type { Stage } from './stage.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

describe('watching the demo', () => {
  it.each(['done', 'closed', 'blocked'])(
    'counts a transfer that is %s as settled only after a newer body of its order was reviewed',
    async (state) => {
      const shopId = await plantShop(database);
      const connectionId = await plantConnection(database, shopId);
      await plantOrder(database, shopId, '22');
      const { id } = await plantTransfer(
        database,
        { shopId, connectionId, orderId: '22' },
        { state, reason: 'rule.status', review_at: new Date() },
      );
      const stage = {
        bridge: { database },
        shop: { shop: shopId },
        sandbox: { control: { state: () => ({}) } },
      } as unknown as Stage;
      const settled: string[] = [];
      let looks = 0;
      const count = ({ sql }: { sql: string }) => void (looks += sql.includes('review_at" is not null') ? 1 : 0);
      database.knex.on('query', count);
      let seen: Seen | undefined;
      const watching = watch(stage, [], {
        quietSeconds: 250,
        tell: (transfer) => settled.push(`${transfer.id} ${transfer.state}`),
      }).then((all) => {
        seen = all;
      });
      await until(() => looks >= 3 || seen !== undefined);
      expect(settled).toEqual([]);
      expect(seen).toBeUndefined();

      // The review opens the transfer again, a worker sends it, and everything is settled.
      await database.knex('transfers').where({ id }).update({ review_at: null, state: 'waiting' });
      looks = 0;
      await until(() => looks >= 3 || seen !== undefined);
      expect(settled).toEqual([]);
      expect(seen).toBeUndefined();
      await database.knex('transfers').where({ id }).update({ state: 'done', reason: 'sent' });
      await appears(() => seen);
      await watching;
      database.knex.off('query', count);
      expect(settled).toEqual([`${id} done`]);
      expect(seen?.open).toEqual([]);
    },
  );
});
