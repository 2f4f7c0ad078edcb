import { randomUUID } from 'node:crypto';
import { inTransaction, type Queryable } from '../database/database.ts';
import { connect, type Mirror } from '../mirror/mirror.ts';
import type { PageBasis } from '../systems/contract-collect.ts';
import { reasonOf } from '../texts/say.ts';
import { endRun } from './end-run.ts';
import type { Kind } from './kind.ts';
import {
  claimTurn,
  countPage,
  endTurn,
  holdTurn,
  noteProblem,
  registerCollectors,
  takeRemoved,
  type ReadingTurn,
} from './runs.ts';

/** How often an office is asked what changed. */
const intervalSeconds = 300;
/** How soon a call that brought nothing is tried again, if the system does not say. */
const retrySeconds = 60;

/**
 * Reads the next page of what an office knows, one page for one connection, and keeps it. A run that dies goes on from
 * its last page. If no page is due, a removed connection's office is forgotten. `systems`: the keys of those that tell of
 * such things. False: there was nothing to do.
 */
export async function readNextPage(mirror: Mirror, kind: Kind, systems: readonly string[]): Promise<boolean> {
  const { pool } = mirror.database;
  const { what } = kind;
  await registerCollectors(pool, { what, systems });
  const turn = await claimTurn(pool, { what, leaseSeconds: mirror.timing.leaseSeconds, systems });
  if (!turn) return forgetRemoved(mirror, kind);
  const connected = await connect(mirror, turn.shopId, turn.connectionId);
  if (!connected) return true;
  const about = { shop: turn.shopId, connection: turn.connectionId, correlationId: randomUUID() };
  const askedAt = new Date();
  const outcome = await kind.read(connected.system, connected.context({ ...about, budget: connected.budget() }), {
    changedSince: turn.run.reads === 'all' ? null : turn.mark,
    place: turn.run.place,
  });
  if (outcome === null) return true;
  if (outcome.kind !== 'collected') {
    mirror.log.warn({ ...about, code: outcome.code }, `the ${what} of an office cannot be read`);
    await noteProblem(pool, turn, reasonOf(outcome));
    const { retryAfterSeconds } = { retryAfterSeconds: retrySeconds * mirror.timing.retryScale, ...outcome };
    await endTurn(pool, turn, retryAfterSeconds);
    return true;
  }
  const ended = await inTransaction(pool, async (client) => {
    // A process that has taken the turn over reads the same page.
    if (!(await holdTurn(client, turn))) return null;
    return keepPage(client, kind, turn, outcome, askedAt);
  });
  if (ended) mirror.log.info({ ...about, reads: turn.run.reads, ...ended }, `the ${what} of an office were read`);
  return true;
}

/** Erases what is known of an office whose connection was removed. False: there is none. */
const forgetRemoved = (mirror: Mirror, kind: Kind): Promise<boolean> =>
  inTransaction(mirror.database.pool, async (client) => {
    const removed = await takeRemoved(client, kind.what);
    if (!removed) return false;
    await kind.forget(client, removed);
    return true;
  });

/** Keeps a page, and ends the run with its last one. */
async function keepPage(
  client: Queryable,
  kind: Kind,
  turn: ReadingTurn,
  { things, refused, place, mark, more, complete }: PageBasis & { things: readonly unknown[] },
  askedAt: Date,
): Promise<{ changed: number } | { code: string } | null> {
  const readable = things.filter((thing) => kind.isReadable(thing));
  const unreadable = things.filter((thing) => !kind.isReadable(thing)).map((thing) => kind.refusalOf(thing));
  await kind.stage(client, turn, readable, askedAt);
  await countPage(client, turn, { place, read: things.length, refused: [...refused, ...unreadable] });
  const whole: ReadingTurn = complete ? { ...turn, run: { ...turn.run, reads: 'all' } } : turn;
  const ended = more ? null : await endRun(client, kind, whole, mark);
  await endTurn(client, turn, more ? 0 : intervalSeconds);
  return ended;
}
