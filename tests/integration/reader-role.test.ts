import { openDatabase, type Database } from '../../bridge-server/src/database/database.ts';
import { freshDatabase } from '../setup/database.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let limited: Database;
let name: string;
/** A user who is not allowed to take on the role, as where the operator's PostgreSQL lets nobody make roles. */
beforeAll(async () => {
  database = await freshDatabase();
  name = `limited_${database.url.split('/').pop()}`;
  await database.pool.query(`create role ${name} login password 'x'`);
  await database.pool.query(`grant select, insert, update on all tables in schema public to ${name}`);
  const url = new URL(database.url);
  url.username = name;
  url.password = 'x';
  limited = openDatabase(url.href);
});
afterAll(async () => {
  await limited.close();
  await database.pool.query(`drop owned by ${name}`);
  await database.pool.query(`drop role ${name}`);
  await database.close();
});

const write = `insert into proofs values ('x', 'x', now())`;

it('reads views over connections that refuse to write, where there is no role for it', async () => {
  expect((await limited.readPool.query('select from kontor_articles')).rows).toEqual([]);
  await expect(limited.readPool.query(write)).rejects.toMatchObject({ code: '25006' });
  expect((await limited.pool.query(write)).rowCount).toBe(1);
});

it('takes on the role where it may', async () => {
  const { rows } = await database.readPool.query<{ role: string }>('select current_user as role');
  expect(rows).toEqual([{ role: 'kontor_reader' }]);
});
