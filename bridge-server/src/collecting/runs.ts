import type { Reason } from '@kontor/shared/problem';
import type { Queryable } from '../database/database.ts';
import type { RefusedThing } from '../systems/contract-collect.ts';

/**
 * The runs that read what an office knows: one at a time for each connection and each kind of thing, such as its
 * articles, page by page.
 */

/** What is collected of an office. */
export type What = 'articles' | 'addresses';

/** Which connection's office. */
export interface OfConnection {
  shopId: string;
  connectionId: string;
}

/** From when on what a run has read cannot be right, in percent. */
export interface Limits {
  /** The most of what is known that a run over everything may lack. */
  mostMissing: number;
  /** The most of the articles in stock that a run may find sold out. */
  mostSoldOut: number;
}

/** A page that is to be read. While the database has the time `claim`, no other process has taken the turn over. */
export interface ReadingTurn extends OfConnection {
  what: What;
  claim: string;
  /** The run that goes on or begins. */
  run: { id: number; reads: 'all' | 'changes'; place: unknown; begunAt: Date };
  mark: unknown;
  limits: Limits;
}

/** How long after the last run that read everything the next one begins. */
const completeSeconds = 86_400;

const registerStatement = `
insert into collectors (shop_id, connection_id, what)
select shop_id,
       id,
       $2
  from connections
 where system = any($1::text[])
   and archived_at is null
on conflict do nothing`;

/** Gives every connection a collector whose system tells of such things. */
export async function registerCollectors(
  database: Queryable,
  { what, systems }: { what: What; systems: readonly string[] },
): Promise<void> {
  await database.query({ name: 'collectors.register', text: registerStatement, values: [systems, what] });
}

const claimStatement = `
with next as (
  select collector.shop_id,
         collector.connection_id
    from collectors collector
    join connections c
      on c.shop_id = collector.shop_id
     and c.id = collector.connection_id
   where collector.what = $4
     and collector.due_at <= now()
     and c.archived_at is null
     and not c.paused
     and c.breaker_code is null
     and c.system = any($2::text[])
   order by collector.due_at
   limit 1
     for no key update of collector skip locked
), claimed as (
  update collectors collector
     set due_at = now() + make_interval(secs => $1::float8),
         forgotten = false
    from next
   where collector.shop_id = next.shop_id
     and collector.connection_id = next.connection_id
     and collector.what = $4
  returning collector.shop_id,
            collector.connection_id,
            collector.what,
            collector.due_at,
            collector.mark,
            collector.most_missing,
            collector.most_sold_out,
            case
              when collector.complete_at > now() - make_interval(secs => $3::float8) then 'changes'
              else 'all'
            end as reads
), begun as (
  insert into collector_runs (shop_id, connection_id, what, reads, state)
  select shop_id,
         connection_id,
         what,
         reads,
         'running'
    from claimed
  on conflict (shop_id, connection_id, what) where state = 'running' do nothing
  returning shop_id, connection_id, id, reads, place, begun_at
), running as (
  select shop_id, connection_id, id, reads, place, begun_at
    from begun
  union all
  select run.shop_id, run.connection_id, run.id, run.reads, run.place, run.begun_at
    from collector_runs run
    join claimed
      on claimed.shop_id = run.shop_id
     and claimed.connection_id = run.connection_id
     and claimed.what = run.what
   where run.state = 'running'
)
select claimed.shop_id as "shopId",
       claimed.connection_id as "connectionId",
       claimed.what,
       claimed.due_at::text as claim,
       claimed.mark,
       json_build_object('mostMissing', claimed.most_missing, 'mostSoldOut', claimed.most_sold_out) as limits,
       json_build_object('id', running.id, 'reads', running.reads, 'place', running.place) as run,
       running.begun_at as "begunAt"
  from claimed
  join running
    on running.shop_id = claimed.shop_id
   and running.connection_id = claimed.connection_id`;

/** The next page that is due, with the run that it belongs to; null: none is. */
export async function claimTurn(
  database: Queryable,
  { what, leaseSeconds, systems }: { what: What; leaseSeconds: number; systems: readonly string[] },
): Promise<ReadingTurn | null> {
  const { rows } = await database.query<
    Omit<ReadingTurn, 'run'> & { run: Omit<ReadingTurn['run'], 'begunAt'>; begunAt: Date }
  >({
    name: 'collectors.claim',
    text: claimStatement,
    values: [leaseSeconds, systems, completeSeconds, what],
  });
  const [row] = rows;
  if (!row) return null;
  const { begunAt, run, ...turn } = row;
  return { ...turn, run: { ...run, begunAt } };
}

const holdTurnStatement = `
select from collectors
 where shop_id = $1
   and connection_id = $2
   and what = $4
   and due_at = $3::timestamptz
   for update`;

/** Keeps the turn for the caller's transaction. False: another process has taken it over. */
export async function holdTurn(
  client: Queryable,
  { shopId, connectionId, what, claim }: ReadingTurn,
): Promise<boolean> {
  const { rowCount } = await client.query({
    name: 'collectors.hold',
    text: holdTurnStatement,
    values: [shopId, connectionId, claim, what],
  });
  return rowCount === 1;
}

const progressStatement = `
update collector_runs
   set place = $4::jsonb,
       read = read + $5,
       refused = refused + $6,
       refusals = case when jsonb_array_length(refusals) < 100 then refusals || $7::jsonb else refusals end,
       problem = null
 where shop_id = $1
   and connection_id = $2
   and id = $3`;

/** Counts a page, and keeps where the run goes on. */
export async function countPage(
  client: Queryable,
  turn: ReadingTurn,
  page: { place: unknown; read: number; refused: readonly RefusedThing[] },
): Promise<void> {
  await client.query({
    name: 'collectors.progress',
    text: progressStatement,
    values: [
      turn.shopId,
      turn.connectionId,
      turn.run.id,
      JSON.stringify(page.place ?? null),
      page.read,
      page.refused.length,
      JSON.stringify(page.refused.slice(0, 100)),
    ],
  });
}

const dueStatement = `
update collectors
   set due_at = now() + make_interval(secs => $4::float8)
 where shop_id = $1
   and connection_id = $2
   and what = $5
   and due_at = $3::timestamptz`;

/** Ends the turn: the next one is due after so many seconds. */
export async function endTurn(client: Queryable, turn: ReadingTurn, afterSeconds: number): Promise<void> {
  await client.query({
    name: 'collectors.due',
    text: dueStatement,
    values: [turn.shopId, turn.connectionId, turn.claim, afterSeconds, turn.what],
  });
}

const problemStatement = `
update collector_runs
   set problem = $4::jsonb
 where shop_id = $1
   and connection_id = $2
   and id = $3
   and state = 'running'`;

/** Keeps why the last call brought nothing. The run goes on from the same place. */
export async function noteProblem(
  client: Queryable,
  { shopId, connectionId, run }: ReadingTurn,
  why: Reason,
): Promise<void> {
  await client.query({
    name: 'collectors.problem',
    text: problemStatement,
    values: [shopId, connectionId, run.id, JSON.stringify(why)],
  });
}

const refreshStatement = `
update collectors collector
   set complete_at = null,
       due_at = least(due_at, now())
  from connections c
 where c.shop_id = collector.shop_id
   and c.id = collector.connection_id
   and c.archived_at is null
   and collector.shop_id = $1
   and collector.what = $3
   and ($2::text is null or collector.connection_id = $2)
returning collector.connection_id as id`;

/** Has everything of a kind read again. Returns the connections of which that is so. */
export async function readAllAgain(
  database: Queryable,
  { shopId, connectionId, what }: { shopId: string; connectionId: string | null; what: What },
): Promise<string[]> {
  const { rows } = await database.query<{ id: string }>(refreshStatement, [shopId, connectionId, what]);
  return rows.map(({ id }) => id);
}

const removedStatement = `
with removed as (
  select collector.shop_id,
         collector.connection_id
    from collectors collector
    join connections c
      on c.shop_id = collector.shop_id
     and c.id = collector.connection_id
   where collector.what = $1
     and c.archived_at is not null
     and not collector.forgotten
   limit 1
     for no key update of collector skip locked
), ended as (
  delete from collector_runs run
   using removed
   where run.shop_id = removed.shop_id
     and run.connection_id = removed.connection_id
     and run.what = $1
     and run.state = 'running'
)
-- Moving the time takes the turn from whoever reads a page now.
update collectors collector
   set due_at = now(),
       mark = null,
       complete_at = null,
       confirmed_at = null,
       held_at = null,
       forgotten = true
  from removed
 where collector.shop_id = removed.shop_id
   and collector.connection_id = removed.connection_id
   and collector.what = $1
returning collector.shop_id as "shopId",
          collector.connection_id as "connectionId"`;

/**
 * A connection that was removed, and whose office is still known; null: there is none. Its collector begins anew if the
 * connection comes back.
 */
export async function takeRemoved(client: Queryable, what: What): Promise<OfConnection | null> {
  const { rows } = await client.query<OfConnection>({
    name: 'collectors.removed',
    text: removedStatement,
    values: [what],
  });
  return rows[0] ?? null;
}
