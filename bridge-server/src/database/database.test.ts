import { freshDatabase } from '../../../tests/setup/database.ts';
import { inTransaction } from './database.ts';
import { isMigrated, migrate } from './migrate.ts';

describe('the database', () => {
  it('migrates once, however many processes start at the same time', async () => {
    const database = await freshDatabase();
    await Promise.all([migrate(database.knex), migrate(database.knex)]);
    expect(await isMigrated(database.knex)).toBe(true);
    await database.close();
  });

  it('rolls a failed transaction back and keeps the connection usable', async () => {
    const database = await freshDatabase();
    const failed = inTransaction(database.pool, async (client) => {
      await client.query(`insert into shops (id, name, url) values ('s', 'Shop', 'https://shop.example')`);
      await client.query('select 1 / 0');
    });
    await expect(failed).rejects.toThrow('division by zero');
    expect((await database.pool.query('select * from shops')).rowCount).toBe(0);
    await database.close();
  });
});
