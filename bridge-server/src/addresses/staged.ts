import type { OfConnection, ReadingTurn } from '../collecting/runs.ts';
import type { Queryable } from '../database/database.ts';
import type { CollectedAddress } from '../systems/contract-collect.ts';
import { contentText, sealAddress } from './content.ts';
import { ensureAddressKey } from './key.ts';
import { marksOf } from './marks.ts';

/** What a run has read so far. It counts for nobody until the run is over. */

const columns = 'id, number, archived, content, print, keys';

const stageStatement = `
insert into collected_addresses (shop_id, connection_id, ${columns}, read_at)
-- Of two rows with one id, the later one counts.
select distinct on (read.id)
       $1,
       $2,
       read.id,
       read.number,
       read.archived,
       read.content,
       read.print,
       read.keys,
       $4
  from rows from (
         json_to_recordset($3) as (
           id text,
           number text,
           archived boolean,
           content text,
           print text,
           keys text[]
         )
       ) with ordinality as read (${columns}, place)
 order by read.id, read.place desc
on conflict (shop_id, connection_id, id) do update
   set (${columns}, read_at) = (
         excluded.id,
         excluded.number,
         excluded.archived,
         excluded.content,
         excluded.print,
         excluded.keys,
         excluded.read_at
       )`;

/** Keeps the addresses of a page, sealed. `readAt`: before the office was asked. */
export async function stageAddresses(
  client: Queryable,
  { shopId, connectionId }: ReadingTurn,
  addresses: readonly CollectedAddress[],
  readAt: Date,
): Promise<void> {
  if (addresses.length === 0) return;
  const key = await ensureAddressKey(client, shopId);
  const rows: object[] = [];
  for (const { id, number, archived, ...content } of addresses) {
    const text = contentText(content);
    rows.push({
      id,
      number,
      archived,
      content: await sealAddress(client, text, { shopId, connectionId, id }),
      print: key.hash(text),
      keys: marksOf(content, number).map((mark) => key.hash(mark)),
    });
  }
  await client.query({
    name: 'addresses.stage',
    text: stageStatement,
    values: [shopId, connectionId, JSON.stringify(rows), readAt],
  });
}

const dropStatement = `
delete from collected_addresses
 where shop_id = $1
   and connection_id = $2`;

/** Drops what a run has read that is not taken over. */
export async function dropStagedAddresses(client: Queryable, { shopId, connectionId }: OfConnection): Promise<void> {
  await client.query({ name: 'addresses.drop', text: dropStatement, values: [shopId, connectionId] });
}

const countsStatement = `
select count(*) as known,
       count(*) filter (where read.id is not null) as "readAgain"
  from addresses known
  left join collected_addresses read
    on read.shop_id = known.shop_id
   and read.connection_id = known.connection_id
   and read.id = known.id
 where known.shop_id = $1
   and known.connection_id = $2
   and known.gone_at is null`;

/** How many addresses were known before, and how many of them the run has read. */
export async function countStagedAddresses(
  client: Queryable,
  { shopId, connectionId }: ReadingTurn,
): Promise<{ known: number; readAgain: number }> {
  const { rows } = await client.query<{ known: number; readAgain: number }>({
    name: 'addresses.counts',
    text: countsStatement,
    values: [shopId, connectionId],
  });
  return rows[0] ?? { known: 0, readAgain: 0 };
}

const takeOverStatement = `
with taken as (
  delete from collected_addresses
   where shop_id = $1
     and connection_id = $2
  returning ${columns}, read_at
), written as (
  insert into addresses as known (shop_id, connection_id, ${columns}, read_at, changed_at)
  select $1,
         $2,
         ${columns},
         read_at,
         now()
    from taken
  on conflict (shop_id, connection_id, id) do update
     set (number, archived, content, print, keys, read_at, changed_at, gone_at) = (
           excluded.number,
           excluded.archived,
           excluded.content,
           excluded.print,
           excluded.keys,
           excluded.read_at,
           excluded.changed_at,
           null
         )
   where (known.number, known.archived, known.print, known.gone_at)
         is distinct from (excluded.number, excluded.archived, excluded.print, null)
  returning 1
), gone as (
  -- What the office has erased is erased here as well.
  update addresses
     set gone_at = now(),
         changed_at = now(),
         content = null,
         print = null,
         keys = '{}'
   where $3
     and shop_id = $1
     and connection_id = $2
     and gone_at is null
     and id not in (select id from taken)
  returning 1
)
select (select count(*) from written) + (select count(*) from gone) as changed`;

/**
 * Makes addresses of what the run has read. If that was everything, the office does not have any more what the run has
 * not met, and its content is erased. Returns how many addresses changed.
 */
export async function takeOverAddresses(
  client: Queryable,
  { shopId, connectionId, run }: ReadingTurn,
): Promise<number> {
  const { rows } = await client.query<{ changed: number }>({
    name: 'addresses.take_over',
    text: takeOverStatement,
    values: [shopId, connectionId, run.reads === 'all'],
  });
  return rows[0]?.changed ?? 0;
}

const forgetStatement = `
with dropped as (
  delete from collected_addresses
   where shop_id = $1
     and connection_id = $2
)
delete from addresses
 where shop_id = $1
   and connection_id = $2`;

/** Erases the addresses of a connection. */
export async function forgetAddresses(client: Queryable, { shopId, connectionId }: OfConnection): Promise<void> {
  await client.query({ name: 'addresses.forget', text: forgetStatement, values: [shopId, connectionId] });
}
