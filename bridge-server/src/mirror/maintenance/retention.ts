import type pg from 'pg';
import { z } from 'zod';
import type { Keep } from '../../config.ts';
import { inTransaction, type Database, type Queryable } from '../../database/database.ts';
import type { System } from '../../systems/contract.ts';
import type { SystemsAtHand } from '../mirror.ts';
import { pairingIsOver } from './janitor.ts';
import { eraseOrders, holdOrders, idsOf, openTransfer, restingOrders, type OrderId } from './forget.ts';

/**
 * What is forgotten after its time, in small batches. Any number of processes may do so: each kind of thing has a row that one of
 * them holds at a time, and rows that are in use are passed over.
 */

/** The kinds of things that are forgotten, each for as long as the setting of its name says. */
export const forgettable = ['orders', 'exchanges', 'people', 'journal'] as const satisfies readonly (keyof Keep)[];
export type Forgettable = (typeof forgettable)[number];

/** What forgetting works with. `systems`: those that the bridge offers. */
export interface Retention {
  pool: pg.Pool;
  systems: readonly System[];
  keep: Keep;
}

/** What a bridge forgets by: its settings, and what the systems that it offers say of their facts. */
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
  given: { days: number; place: unknown; systems: readonly System[] },
) => Promise<Batch>;

const batch = 200;
/** After the end of a walk, until the next one begins. */
const restSeconds = 6 * 3600;
const before = (parameter: string) => `now() - make_interval(secs => 86400 * ${parameter}::float8)`;

const place = z.tuple([z.string(), z.string()]).catch(['', '']);

/** Orders that came in, and whose transfers changed, so long ago, and of which nothing is left to do. */
const oldAndResting = (days: string) => `o.received_at < ${before(days)}
  and not exists (select from transfers t where t.shop_id = o.shop_id and t.subject_id = o.id and t.subject_kind = o.kind and t.changed_at >= ${before(days)})`;

// Walks over all orders by their key, so that no index has to be kept for it.
const forgetOrders: Forget = async (client, { days, place: from, systems }) => {
  const { rows: page } = await client.query<OrderId>(
    `select shop_id as "shopId", id as "orderId" from subjects where (shop_id, id) > ($1, $2) and kind = 'order' order by shop_id, id limit $3`,
    [...place.parse(from), batch],
  );
  const last = page.at(-1);
  if (!last) return { forgotten: 0, next: null };
  const found = await client.query<OrderId>(restingOrders(oldAndResting('$3')), [...idsOf(page), days]);
  const held = await holdOrders(client, found.rows, 'skip');
  // Once more, now that nobody else can begin anything with them.
  const { rows: due } = await client.query<OrderId>(restingOrders(oldAndResting('$3')), [...idsOf(held), days]);
  await eraseOrders(client, due, (key) => systems.find((system) => system.key === key) ?? null, 'retention');
  return { forgotten: due.length, next: page.length < batch ? null : [last.shopId, last.orderId] };
};

/** Rows that are numbered as they come: the oldest have the lowest ids, so that only those need to be looked at. */
const forgetOldest =
  (table: 'exchanges' | 'journal'): Forget =>
  async (client, { days }) => {
    const { rowCount } = await client.query(
      `delete from ${table} where id in (select id from (select id, at from ${table} order by id limit $2 for update skip locked) oldest where at < ${before('$1')})`,
      [days, batch],
    );
    return { forgotten: rowCount ?? 0, next: rowCount === batch ? [] : null };
  };

const aboutPeople = `exists (select from connections c join unnest($1::text[], $2::text[]) as about (system, prefix) on about.system = c.system
    where c.shop_id = f.shop_id and c.id = f.connection_id and starts_with(f.name, about.prefix))`;
const prefixesOf = (systems: readonly System[]): [string[], string[]] => {
  const all = systems.flatMap(({ key, factsAboutPeople = [] }) =>
    factsAboutPeople.map((prefix) => [key, prefix] as const),
  );
  return [all.map(([system]) => system), all.map(([, prefix]) => prefix)];
};

const forgetPeople: Forget = async (client, { days, systems }) => {
  const { rowCount } = await client.query(
    `delete from facts where (shop_id, connection_id, name) in (
       select f.shop_id, f.connection_id, f.name from facts f where f.at < ${before('$3')} and ${aboutPeople} limit $4 for update skip locked)`,
    [...prefixesOf(systems), days, batch],
  );
  return { forgotten: rowCount ?? 0, next: rowCount === batch ? [] : null };
};

const forget: Readonly<Record<Forgettable, Forget>> = {
  orders: forgetOrders,
  exchanges: forgetOldest('exchanges'),
  people: forgetPeople,
  journal: forgetOldest('journal'),
};

/** One batch of what is next to be looked at. False: nothing is, or another process is at it. */
export async function forgetNext({ pool, systems, keep }: Retention): Promise<boolean> {
  const kept = forgettable.filter((what) => keep[what] > 0);
  return inTransaction(pool, async (client) => {
    await client.query('insert into retention (what) select unnest($1::text[]) on conflict do nothing', [kept]);
    const { rows } = await client.query<{ what: Forgettable; place: unknown }>(
      'select what, place from retention where what = any($1::text[]) and due_at <= now() order by due_at, what limit 1 for update skip locked',
      [kept],
    );
    const [turn] = rows;
    if (!turn) return false;
    const { next } = await forget[turn.what](client, { days: keep[turn.what], place: turn.place, systems });
    await client.query(
      'update retention set place = $2::jsonb, due_at = now() + make_interval(secs => $3::float8) where what = $1',
      [turn.what, next === null ? null : JSON.stringify(next), next === null ? restSeconds : 0],
    );
    return true;
  });
}

/** Forgets all whose time is over now, batch by batch; tells how many of each. */
export async function forgetAll({ pool, systems, keep }: Retention): Promise<Record<Forgettable, number>> {
  const counts = { orders: 0, exchanges: 0, people: 0, journal: 0 };
  for (const what of forgettable) {
    if (keep[what] === 0) continue;
    for (let from: unknown = []; from !== null;) {
      const done = await inTransaction(pool, (client) =>
        forget[what](client, { days: keep[what], place: from, systems }),
      );
      counts[what] += done.forgotten;
      from = done.next;
    }
  }
  return counts;
}

export interface Kept {
  what: Forgettable | 'proofs' | 'pairings';
  kept: number;
  due: number;
  oldest: Date | null;
}

/** How much is kept of each, and how much of it is due to be forgotten. */
export async function countKept(database: Queryable, { systems, keep }: Omit<Retention, 'pool'>): Promise<Kept[]> {
  const count = async (what: Kept['what'], text: string, values: unknown[]): Promise<Kept> => {
    const { rows } = await database.query<Omit<Kept, 'what'>>(text, values);
    return { what, kept: rows[0]?.kept ?? 0, due: rows[0]?.due ?? 0, oldest: rows[0]?.oldest ?? null };
  };
  const byAge = (days: string) =>
    `count(*) as kept, count(*) filter (where ${days}::float8 > 0 and at < ${before(days)}) as due, min(at) as oldest`;
  return [
    await count(
      'orders',
      `select count(*) as kept, min(o.received_at) as oldest, count(*) filter (where $1::float8 > 0 and ${oldAndResting('$1')} and not exists (${openTransfer('o')})) as due
                             from subjects o where o.kind = 'order' and o.snapshot is not null`,
      [keep.orders],
    ),
    await count('exchanges', `select ${byAge('$1')} from exchanges`, [keep.exchanges]),
    await count('people', `select ${byAge('$3')} from facts f where ${aboutPeople}`, [
      ...prefixesOf(systems),
      keep.people,
    ]),
    await count('journal', `select ${byAge('$1')} from journal`, [keep.journal]),
    await count(
      'proofs',
      'select count(*) as kept, count(*) filter (where expires_at < now()) as due, null as oldest from proofs',
      [],
    ),
    await count(
      'pairings',
      `select count(*) as kept, count(*) filter (where ${pairingIsOver}) as due, min(created_at) as oldest from pairings`,
      [],
    ),
  ];
}
