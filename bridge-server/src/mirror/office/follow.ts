import { randomUUID } from 'node:crypto';
import { officeState, type OfficeState } from '@kontor/shared/office';
import { intoJournal } from '../../journal/note.ts';
import type { Queryable } from '../../database/database.ts';
import type { FollowOutcome } from '../../systems/contract.ts';
import { contradictedSeconds, firstProbeSeconds, openBreaker } from '../delivery/circuit-breaker.ts';
import { connect, type Connected, type Mirror } from '../mirror.ts';
import { newsBetween } from './office-news.ts';
import { reasonOf } from '../../texts/say.ts';

/** A connection whose system cannot be asked what its office did gets its turn seldom. */
const neverFollowedSeconds = 86_400;

/**
 * A connection whose turn it is. `claim`: the time that its next turn was moved to. While the database has that time,
 * no other process has taken the turn over.
 */
interface Turn {
  shop_id: string;
  id: string;
  claim: string;
  follow_cursor: unknown;
}

/**
 * Asks the next connection's system what its office did with our documents, one bounded piece, and stores what changed.
 * A failure changes nothing: the next turn asks from the same cursor. False: it is no connection's turn.
 */
export async function followNext(mirror: Mirror): Promise<boolean> {
  const { pool } = mirror.database;
  const turn = await takeTurn(mirror);
  if (!turn) return false;
  const about = { shop: turn.shop_id, connection: turn.id, correlationId: randomUUID() };
  const connected = await connect(mirror, turn.shop_id, turn.id);
  if (!connected) return true;
  const followed = await connected.system.follow?.(
    connected.context({ ...about, budget: connected.budget() }),
    turn.follow_cursor,
  );
  if (!followed) {
    await endTurn(pool, turn, { afterSeconds: neverFollowedSeconds, cursor: null });
    return true;
  }
  if (followed.kind !== 'followed') {
    const code = followed.kind === 'postponed' ? 'postponed' : followed.code;
    mirror.log.warn({ ...about, code }, 'the office cannot be followed');
    if (followed.kind === 'held') await holdIfUnauthorized(mirror, connected, followed);
    const { retryAfterSeconds } = { retryAfterSeconds: mirror.timing.followSeconds, ...followed };
    await endTurn(pool, turn, { afterSeconds: retryAfterSeconds, cursor: null });
    return true;
  }
  for (const change of await changesOf(pool, turn, followed.changes)) {
    // A process that has taken the turn over has newer answers.
    if (!(await storeChange(pool, turn, change, about.correlationId))) return true;
    mirror.log.info({ ...about, transfer: change.id, news: newsBetween(change.was, change.now) }, 'the office went on');
  }
  const afterSeconds = followed.more ? 0 : mirror.timing.followSeconds;
  await endTurn(pool, turn, { afterSeconds, cursor: followed.cursor });
  return true;
}

const takeTurnStatement = `
with next as (
  select shop_id,
         id
    from connections
   where archived_at is null
     and not paused
     and breaker_code is null
     and coalesce(follow_at, created_at + make_interval(secs => $1::float8)) <= now()
   order by follow_at nulls first
   limit 1
     for no key update skip locked
)
update connections c
   set follow_at = now() + make_interval(secs => greatest($1::float8, $2::float8))
  from next
 where c.shop_id = next.shop_id
   and c.id = next.id
returning c.shop_id,
          c.id,
          c.follow_at::text as claim,
          c.follow_cursor`;

/**
 * Moving the next turn ahead is the claim: one process asks, the others pass by. If that process dies, the connection
 * is asked at its next turn.
 */
async function takeTurn({ database, timing }: Mirror): Promise<Turn | null> {
  const { rows } = await database.pool.query<Turn>({
    name: 'follow.take',
    text: takeTurnStatement,
    values: [timing.followSeconds, timing.leaseSeconds],
  });
  return rows[0] ?? null;
}

const endTurnStatement = `
update connections
   set follow_at = now() + make_interval(secs => $4::float8),
       follow_cursor = coalesce($5::jsonb, follow_cursor)
 where shop_id = $1
   and id = $2
   and follow_at = $3::timestamptz`;

/** `cursor` null: the next turn asks from the same cursor. */
async function endTurn(
  database: Queryable,
  turn: Turn,
  { afterSeconds, cursor }: { afterSeconds: number; cursor: unknown },
): Promise<void> {
  await database.query({
    name: 'follow.end',
    text: endTurnStatement,
    values: [turn.shop_id, turn.id, turn.claim, afterSeconds, cursor === null ? null : JSON.stringify(cursor)],
  });
}

/**
 * Opens the circuit breaker if the credentials are refused, since that concerns what is to be sent too. A missing right
 * or a limit of the lists does not.
 */
async function holdIfUnauthorized(
  mirror: Mirror,
  { connection }: Connected,
  held: Extract<FollowOutcome, { kind: 'held' }>,
): Promise<void> {
  const probedAt = connection.breakerClosedAt?.getTime() ?? 0;
  const isContradicted = Date.now() - probedAt < contradictedSeconds * 1000;
  if (held.code !== 'held.unauthorized' || isContradicted) return;
  await openBreaker(
    mirror.database.pool,
    { shopId: connection.shopId, connectionId: connection.id },
    {
      code: 'held.unauthorized',
      why: reasonOf(held),
      reopensInSeconds: held.retryAfterSeconds ?? null,
      probeInSeconds: firstProbeSeconds * mirror.timing.retryScale,
    },
  );
}

interface Change {
  id: number;
  was: OfficeState;
  now: OfficeState;
}

const changesStatement = `
select t.id,
       t.office as was,
       followed.office as now
  from unnest($3::text[], $4::jsonb[]) as followed (key, office)
  join connections c
    on c.shop_id = $1
   and c.id = $2
  join transfers t
    on t.system = c.system
   and t.account = c.account
   and t.document_key = followed.key
   and t.shop_id = c.shop_id
   and t.connection_id = c.id
 where t.office <> followed.office
 order by t.id`;

/**
 * The transfers whose document the office has changed. Documents that are not ours, or have not changed, are left out.
 */
async function changesOf(
  database: Queryable,
  turn: Turn,
  followed: Extract<FollowOutcome, { kind: 'followed' }>['changes'],
): Promise<Change[]> {
  if (followed.length === 0) return [];
  const { rows } = await database.query<{ id: number; was: unknown; now: unknown }>({
    name: 'follow.changes',
    text: changesStatement,
    values: [turn.shop_id, turn.id, followed.map(({ key }) => key), followed.map(({ state }) => JSON.stringify(state))],
  });
  return rows.map(({ id, was, now }) => ({ id, was: officeState.parse(was), now: officeState.parse(now) }));
}

const storeChangeStatement = `
with stored as (
  update transfers
     set office = $5::jsonb,
         changed_at = now()
   where shop_id = $1
     and id = $4
     and exists (
       select from connections
        where shop_id = $1
          and id = $2
          and follow_at = $3::timestamptz
     )
  returning shop_id,
            connection_id,
            subject_kind,
            subject_id,
            id
)
${intoJournal}
select shop_id,
       connection_id,
       subject_kind,
       subject_id,
       id,
       $6,
       'office',
       code,
       jsonb_strip_nulls(jsonb_build_object('invoice', $8::text))
  from stored,
       unnest($7::text[]) as code`;

/**
 * Stores one row at a time, so that two writers never wait for each other crosswise. False: the turn was taken over.
 */
async function storeChange(database: Queryable, turn: Turn, change: Change, correlationId: string): Promise<boolean> {
  const { rowCount } = await database.query({
    name: 'follow.store',
    text: storeChangeStatement,
    values: [
      turn.shop_id,
      turn.id,
      turn.claim,
      change.id,
      JSON.stringify(change.now),
      correlationId,
      newsBetween(change.was, change.now),
      change.now.invoiceNumber ?? null,
    ],
  });
  return (rowCount ?? 0) > 0;
}
