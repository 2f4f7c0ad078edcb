import type { Queryable } from '../database/database.ts';
import type { OfConnection, ReadingTurn, What } from './runs.ts';

/**
 * How one kind of thing is kept: in the table `collected_…` while its run reads, where it counts for nobody, and then in
 * the table of its name.
 */
interface Kept {
  what: What;
  /** The columns besides the office's own id, with their types in PostgreSQL. */
  columns: Readonly<Record<string, string>>;
  /** The columns by which a thing is seen to have changed. */
  compared: readonly string[];
  /** SQL: what is set in a thing that the office does not have any more, besides the time; empty: nothing. */
  erased?: Readonly<Record<string, string>>;
}

/** What is done with the things of one kind. */
export interface Staging {
  /** Keeps the rows of a page until the run is over. Of two rows with one id, the later one counts. */
  stage(client: Queryable, of: OfConnection, rows: readonly object[], readAt: Date): Promise<void>;
  /** Drops what a run has read that is not taken over. */
  drop(client: Queryable, of: OfConnection): Promise<void>;
  /**
   * Makes what the run has read known to the shop. If that was everything, the office does not have any more what the
   * run has not met. Returns how many things changed.
   */
  takeOver(client: Queryable, turn: ReadingTurn): Promise<number>;
  /** Erases everything that is known of a connection. */
  forget(client: Queryable, of: OfConnection): Promise<void>;
}

/** Makes the statements for one kind of thing. */
export function stagingOf({ what, columns: types, compared, erased = {} }: Kept): Staging {
  const names = Object.keys(types);
  const columns = ['id', ...names].join(', ');
  const among = (row: string, these: readonly string[]) => these.map((name) => `${row}.${name}`).join(', ');
  const statements = {
    stage: `
insert into collected_${what} (shop_id, connection_id, ${columns}, read_at)
select distinct on (read.id)
       $1,
       $2,
       ${among('read', ['id', ...names])},
       $4
  from rows from (
         json_to_recordset($3) as (id text, ${names.map((name) => `${name} ${types[name]}`).join(', ')})
       ) with ordinality as read (${columns}, place)
 order by read.id, read.place desc
on conflict (shop_id, connection_id, id) do update
   set (${columns}, read_at) = (${among('excluded', ['id', ...names, 'read_at'])})`,
    drop: `
delete from collected_${what}
 where shop_id = $1
   and connection_id = $2`,
    takeOver: `
with taken as (
  delete from collected_${what}
   where shop_id = $1
     and connection_id = $2
  returning ${columns}, read_at
), written as (
  insert into ${what} as known (shop_id, connection_id, ${columns}, read_at, changed_at)
  select $1,
         $2,
         ${columns},
         read_at,
         now()
    from taken
  on conflict (shop_id, connection_id, id) do update
     set (${names.join(', ')}, read_at, changed_at, gone_at) = (
           ${among('excluded', [...names, 'read_at', 'changed_at'])},
           null
         )
   where (${among('known', [...compared, 'gone_at'])}) is distinct from (${among('excluded', compared)}, null)
  returning 1
), gone as (
  update ${what}
     set ${Object.entries({ gone_at: 'now()', changed_at: 'now()', ...erased })
       .map(([name, value]) => `${name} = ${value}`)
       .join(', ')}
   where $3
     and shop_id = $1
     and connection_id = $2
     and gone_at is null
     and id not in (select id from taken)
  returning 1
)
select (select count(*) from written) + (select count(*) from gone) as changed`,
    forget: `
with dropped as (
  delete from collected_${what}
   where shop_id = $1
     and connection_id = $2
)
delete from ${what}
 where shop_id = $1
   and connection_id = $2`,
  };
  const ask = (
    client: Queryable,
    step: keyof typeof statements,
    { shopId, connectionId }: OfConnection,
    ...more: unknown[]
  ) =>
    client.query<{ changed: number }>({
      name: `${what}.${step}`,
      text: statements[step],
      values: [shopId, connectionId, ...more],
    });
  return {
    async stage(client, of, rows, readAt) {
      if (rows.length > 0) await ask(client, 'stage', of, JSON.stringify(rows), readAt);
    },
    async drop(client, of) {
      await ask(client, 'drop', of);
    },
    async takeOver(client, turn) {
      const { rows } = await ask(client, 'takeOver', turn, turn.run.reads === 'all');
      return rows[0]?.changed ?? 0;
    },
    async forget(client, of) {
      await ask(client, 'forget', of);
    },
  };
}
