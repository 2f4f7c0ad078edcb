import type pg from 'pg';
import { z } from 'zod';
import type { Keep } from '../../config.ts';
import { inTransaction, type Database, type Queryable } from '../../database/database.ts';
import type { System } from '../../systems/contract.ts';
import type { SystemsAtHand } from '../mirror.ts';
import { pairingIsOver } from './janitor.ts';
import { eraseOrders, holdOrders, idsOf, openTransfer, restingOrders, type OrderId } from './forget.ts';

/**
 * What is forgotten after its time, in small batches. Any number of processes may forget at once: each kind of thing
 * has a row in the database that one process holds at a time, and rows that are in use are passed over.
 */

/** The kinds of things that are forgotten, each after the time that the setting of its name says. */
export const forgettable = [
  'orders',
  'files',
  'exchanges',
  'people',
  'journal',
] as const satisfies readonly (keyof Keep)[];
export type Forgettable = (typeof forgettable)[number];

/** Everything that forgetting works with. `systems`: those that the bridge offers. */
export interface Retention {
  pool: pg.Pool;
  systems: readonly System[];
  keep: Keep;
}

/** How a bridge forgets: by its settings, and by what its systems say of their facts. */
export const retentionOf = ({
  database,
  systems,
  offered,
  config,
}: {
  database: Database;
  systems: SystemsAtHand;
  offered: readonly string[];
  config: { keep: Keep };
}): Retention => ({
  pool: database.pool,
  keep: config.keep,
  systems: offered.flatMap((key) => systems(key)?.system ?? []),
});

/** What a batch did, and where the next one goes on; null at the end. */
interface Batch {
  forgotten: number;
  next: unknown;
}
type Forget = (
  client: pg.PoolClient,
  turn: { days: number; place: unknown; systems: readonly System[] },
) => Promise<Batch>;

const batch = 200;
/** From the end of a walk until the next walk begins. */
const restSeconds = 6 * 3600;
/** SQL: the time so many days ago. */
const ago = (days: string) => `now() - make_interval(secs => 86400 * ${days}::float8)`;

const place = z.tuple([z.string(), z.string()]).catch(['', '']);

/** SQL: an order that came in, and whose transfers changed, at least so many days ago. */
const isOld = (days: string) => `subject.received_at < ${ago(days)}
   and not exists (
         select from transfers t
          where t.shop_id = subject.shop_id
            and t.subject_id = subject.id
            and t.subject_kind = subject.kind
            and t.changed_at >= ${ago(days)}
       )`;

const orderPageStatement = `
select shop_id as "shopId",
       id as "orderId"
  from subjects
 where (shop_id, id) > ($1, $2)
   and kind = 'order'
 order by shop_id, id
 limit $3`;

/** Walks over all orders by their key, so that forgetting needs no index of its own. */
const forgetOrders: Forget = async (client, { days, place: from, systems }) => {
  const { rows: page } = await client.query<OrderId>(orderPageStatement, [...place.parse(from), batch]);
  const last = page.at(-1);
  if (!last) return { forgotten: 0, next: null };
  const old = await client.query<OrderId>(restingOrders(isOld('$3')), [...idsOf(page), days]);
  const held = await holdOrders(client, old.rows, 'skip');
  // Once more, now that nobody else can begin anything with them.
  const { rows: due } = await client.query<OrderId>(restingOrders(isOld('$3')), [...idsOf(held), days]);
  await eraseOrders(client, due, (key) => systems.find((system) => system.key === key) ?? null, 'retention');
  return { forgotten: due.length, next: page.length < batch ? null : [last.shopId, last.orderId] };
};

/** SQL: an order that something is left to do with, or that changed during the last days. */
const isInUse = (days: string) => `(not (${isOld(days)}) or exists (${openTransfer('subject')}))`;

/** SQL: a file that came in so many days ago, and that no order in use names. */
const isFileOver = (days: string) => `file.received_at < ${ago(days)}
   and not exists (
         select from subjects subject
          where subject.shop_id = file.shop_id
            and subject.file_hashes @> array[file.sha256]
            and ${isInUse(days)}
       )
   and not exists (
         select from file_addresses fetched
           join subjects subject
             on subject.shop_id = fetched.shop_id
            and subject.id = fetched.order_id
            and subject.kind = 'order'
          where fetched.shop_id = file.shop_id
            and fetched.sha256 = file.sha256
            and ${isInUse(days)}
       )`;

// What the file was stays known, since a later amendment of its order names it again.
const forgetFilesStatement = `
update files
   set sealed = null
 where (shop_id, sha256) in (
         select file.shop_id,
                file.sha256
           from files file
          where file.sealed is not null
            and ${isFileOver('$1')}
          limit $2
            for update skip locked
       )`;

const forgetFiles: Forget = async (client, { days }) => {
  const { rowCount } = await client.query(forgetFilesStatement, [days, batch]);
  return { forgotten: rowCount ?? 0, next: rowCount === batch ? [] : null };
};

const forgetOldestStatement = (table: 'exchanges' | 'journal'): string => `
delete from ${table}
 where id in (
         select id
           from (
             select id,
                    at
               from ${table}
              order by id
              limit $2
                for update skip locked
           ) oldest
          where at < ${ago('$1')}
       )`;

/** Forgets rows whose ids grow with time. The oldest rows have the lowest ids, so only those are looked at. */
const forgetOldest =
  (table: 'exchanges' | 'journal'): Forget =>
  async (client, { days }) => {
    const { rowCount } = await client.query(forgetOldestStatement(table), [days, batch]);
    return { forgotten: rowCount ?? 0, next: rowCount === batch ? [] : null };
  };

/** SQL: a fact about people, by the beginning of its name; $1 and $2: systems and how such names begin. */
const isAboutPeople = `exists (
         select from connections c
           join unnest($1::text[], $2::text[]) as about (system, prefix) on about.system = c.system
          where c.shop_id = fact.shop_id
            and c.id = fact.connection_id
            and starts_with(fact.name, about.prefix)
       )`;
const prefixesOf = (systems: readonly System[]): [string[], string[]] => {
  const all = systems.flatMap(({ key, factsAboutPeople = [] }) =>
    factsAboutPeople.map((prefix) => [key, prefix] as const),
  );
  return [all.map(([system]) => system), all.map(([, prefix]) => prefix)];
};

const forgetPeopleStatement = `
delete from facts
 where (shop_id, connection_id, name) in (
         select fact.shop_id,
                fact.connection_id,
                fact.name
           from facts fact
          where fact.at < ${ago('$3')}
            and ${isAboutPeople}
          limit $4
            for update skip locked
       )`;

const forgetPeople: Forget = async (client, { days, systems }) => {
  const { rowCount } = await client.query(forgetPeopleStatement, [...prefixesOf(systems), days, batch]);
  return { forgotten: rowCount ?? 0, next: rowCount === batch ? [] : null };
};

const forget: Readonly<Record<Forgettable, Forget>> = {
  orders: forgetOrders,
  files: forgetFiles,
  exchanges: forgetOldest('exchanges'),
  people: forgetPeople,
  journal: forgetOldest('journal'),
};

const addTurnsStatement = `
insert into retention (what)
select unnest($1::text[])
on conflict do nothing`;

const takeTurnStatement = `
select what,
       place
  from retention
 where what = any($1::text[])
   and due_at <= now()
 order by due_at, what
 limit 1
   for update skip locked`;

const endTurnStatement = `
update retention
   set place = $2::jsonb,
       due_at = now() + make_interval(secs => $3::float8)
 where what = $1`;

/** Forgets one batch of the kind whose turn it is. False: it is no kind's turn, or another process has it. */
export async function forgetNext({ pool, systems, keep }: Retention): Promise<boolean> {
  const kinds = forgettable.filter((what) => keep[what] > 0);
  return inTransaction(pool, async (client) => {
    await client.query(addTurnsStatement, [kinds]);
    const {
      rows: [turn],
    } = await client.query<{ what: Forgettable; place: unknown }>(takeTurnStatement, [kinds]);
    if (!turn) return false;
    const { next } = await forget[turn.what](client, { days: keep[turn.what], place: turn.place, systems });
    const values = next === null ? [null, restSeconds] : [JSON.stringify(next), 0];
    await client.query(endTurnStatement, [turn.what, ...values]);
    return true;
  });
}

/** Forgets everything whose time is over now, batch by batch. Returns how many of each kind. */
export async function forgetAll({ pool, systems, keep }: Retention): Promise<Record<Forgettable, number>> {
  const counts = { orders: 0, files: 0, exchanges: 0, people: 0, journal: 0 };
  for (const what of forgettable) {
    if (keep[what] === 0) continue;
    for (let from: unknown = []; from !== null;) {
      const { forgotten, next } = await inTransaction(pool, (client) =>
        forget[what](client, { days: keep[what], place: from, systems }),
      );
      counts[what] += forgotten;
      from = next;
    }
  }
  return counts;
}

/** How much is kept of one kind, and how much of that is due to be forgotten. */
export interface Kept {
  what: Forgettable | 'proofs' | 'pairings';
  kept: number;
  due: number;
  oldest: Date | null;
}

const countOrdersStatement = `
select count(*) as kept,
       count(*) filter (
         where $1::float8 > 0
           and ${isOld('$1')}
           and not exists (${openTransfer('subject')})
       ) as due,
       min(subject.received_at) as oldest
  from subjects subject
 where subject.kind = 'order'
   and subject.snapshot is not null`;

/** `days`: the parameter with how long they are kept; 0: for ever. */
const countByAgeStatement = (from: string, days: string): string => `
select count(*) as kept,
       count(*) filter (where ${days}::float8 > 0 and at < ${ago(days)}) as due,
       min(at) as oldest
  from ${from}`;

const countFilesStatement = `
select count(*) as kept,
       count(*) filter (where $1::float8 > 0 and ${isFileOver('$1')}) as due,
       min(file.received_at) as oldest
  from files file
 where file.sealed is not null`;

const countProofsStatement = `
select count(*) as kept,
       count(*) filter (where expires_at < now()) as due,
       null as oldest
  from proofs`;

const countPairingsStatement = `
select count(*) as kept,
       count(*) filter (where ${pairingIsOver}) as due,
       min(created_at) as oldest
  from pairings`;

/** Counts how much of each kind is kept, and how much of that is due to be forgotten. */
export async function countKept(database: Queryable, { systems, keep }: Omit<Retention, 'pool'>): Promise<Kept[]> {
  const count = async (what: Kept['what'], text: string, values: unknown[]): Promise<Kept> => {
    const { rows } = await database.query<Omit<Kept, 'what'>>(text, values);
    return { what, kept: rows[0]?.kept ?? 0, due: rows[0]?.due ?? 0, oldest: rows[0]?.oldest ?? null };
  };
  const people = [...prefixesOf(systems), keep.people];
  return [
    await count('orders', countOrdersStatement, [keep.orders]),
    await count('files', countFilesStatement, [keep.files]),
    await count('exchanges', countByAgeStatement('exchanges', '$1'), [keep.exchanges]),
    await count('people', countByAgeStatement(`facts fact where ${isAboutPeople}`, '$3'), people),
    await count('journal', countByAgeStatement('journal', '$1'), [keep.journal]),
    await count('proofs', countProofsStatement, []),
    await count('pairings', countPairingsStatement, []),
  ];
}
