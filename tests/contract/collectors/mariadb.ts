import { defineSql } from '../../../bridge-server/src/systems/sql/system.ts';
import type { TestMariaDb } from '../../setup/mariadb.ts';
import { sqlOffice, type SqlOffice } from './sql-office.ts';

/** Its columns have names that are no plain names in SQL. */
const view = 'select id, number as `Art.Nr`, name, stock as `Lager?`, changed as `geändert` from office.stock';

/** An office with a MariaDB of its own: a database on the server, and a user that can only read its view. */
export async function openMariaDbOffice({ admin, port }: TestMariaDb): Promise<SqlOffice> {
  for (const statement of [
    'create or replace database office',
    `create or replace user reader@'%' identified by 'secret'`,
    `create table office.stock (
       id int auto_increment primary key,
       number varchar(60),
       name varchar(200),
       stock varchar(60),
       changed timestamp(6) not null default current_timestamp(6)
     )`,
    `create view office.articles as ${view}`,
    `grant select on office.articles to reader@'%'`,
  ])
    await admin.query(statement);
  return sqlOffice({
    system: defineSql({ page: 3, run: 20 }),
    operator: { hosts: '127.0.0.1' },
    settings: { engine: 'mariadb', host: '127.0.0.1', port, database: 'office', view: 'articles' },
    credentials: { user: 'reader', password: 'secret' },
    run: (statement, values) => admin.query(statement, [...values]),
    value: () => '?',
    table: 'office.stock',
    endless: `create or replace view office.articles as ${view}
      union all select seq, concat('N', seq), 'Endless', '1', now() from office.seq_100_to_999`,
    close: async () => void (await admin.query('drop database office')),
  });
}
