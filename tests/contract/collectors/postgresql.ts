import { openDatabase } from '../../../bridge-server/src/database/database.ts';
import { defineSql } from '../../../bridge-server/src/systems/sql/system.ts';
import type { CollectedOffice } from '../../kit/collecting-bench.ts';
import type { World } from '../../setup/world.ts';
import { sqlOffice } from './sql-office.ts';

/** Its columns have names that are no plain names in SQL. */
const view = `select id, number as "Art.Nr", name, stock as "Lager?", changed as "geändert" from office.stock`;

/** An office with a PostgreSQL of its own: another database on the server of the tests, and a role that can only read. */
export async function openPostgresqlOffice(world: World): Promise<CollectedOffice> {
  const { database: from, port, host } = placeOf(world);
  const name = `office_${from}`;
  const role = `reader_${from}`;
  await world.database.pool.query(`create database ${name}`);
  const admin = openDatabase(world.database.url.replace(/\/[^/]*$/, `/${name}`), { connections: 2 });
  await admin.pool.query(`
    create role ${role} login;
    create schema office;
    grant usage on schema office to ${role};
    create table office.stock (
      id integer generated always as identity,
      number text,
      name text,
      stock text,
      changed timestamptz not null default clock_timestamp()
    );
    create view office.articles as ${view};
    grant select on office.articles to ${role}`);
  return sqlOffice({
    system: defineSql({ page: 3, run: 20 }),
    operator: { hosts: `${host}:${port}` },
    settings: { engine: 'postgresql', host, port, database: name, view: 'office.articles' },
    credentials: { user: role },
    run: (statement, values) => admin.pool.query(statement, [...values]),
    value: (index) => `$${index}`,
    table: 'office.stock',
    endless: `create or replace view office.articles as ${view}
      union all select n, 'N' || n, 'Endless', '1', now() from generate_series(100, 999) n`,
    async close() {
      await admin.close();
      const server = openDatabase(process.env['KONTOR_TEST_SERVER'] ?? '', { connections: 1 });
      await server.pool.query(`drop database ${name} with (force)`);
      await server.pool.query(`drop role ${role}`);
      await server.close();
    },
  });
}

function placeOf(world: World): { host: string; port: number; database: string } {
  const url = new URL(world.database.url);
  return { host: url.hostname, port: Number(url.port), database: url.pathname.slice(1) };
}
