import type { Database } from '../../bridge-server/src/database/database.ts';

export interface Backup {
  /** When it was made, by the database's clock. */
  madeAt: Date;
  /** Puts every table back as it was; everything that came later is gone. */
  restore(): Promise<void>;
}

/** Copies every table as it is at one moment, as a backup does. */
export async function takeBackup({ pool }: Database): Promise<Backup> {
  const client = await pool.connect();
  try {
    await client.query('begin isolation level repeatable read');
    const { rows } = await client.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'knex%'",
    );
    await client.query('create schema backup');
    for (const { name } of rows) await client.query(`create table backup.${name} as table public.${name}`);
    const {
      rows: [clock],
    } = await client.query<{ now: Date }>('select clock_timestamp() as now');
    await client.query('commit');
    const names = rows.map(({ name }) => name);
    return { madeAt: clock?.now ?? new Date(), restore: () => restore(pool, names) };
  } finally {
    client.release();
  }
}

async function restore(pool: Database['pool'], names: readonly string[]): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(`truncate ${names.map((name) => `public.${name}`).join(', ')}`);
    // The tables are put back one after the other, so foreign keys cannot hold until all are there.
    await client.query('set local session_replication_role = replica');
    for (const name of names)
      await client.query(`insert into public.${name} overriding system value table backup.${name}`);
    for (const name of ['transfers', 'journal'])
      await client.query(
        `select setval(pg_get_serial_sequence('${name}', 'id'), greatest(1, (select max(id) from ${name})))`,
      );
    await client.query('commit');
  } finally {
    client.release();
  }
}
