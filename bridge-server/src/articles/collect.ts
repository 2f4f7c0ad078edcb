import { randomUUID } from 'node:crypto';
import { storableText } from '@kontor/shared/storable';
import { inTransaction } from '../database/database.ts';
import { canBeStored } from '../database/storable.ts';
import { connect, type Mirror } from '../mirror/mirror.ts';
import { collectedArticle, type CollectedArticle, type RefusedArticle } from '../systems/contract-collect.ts';
import type { CollectOutcome } from '../systems/contract.ts';
import { word } from '../texts/reason.ts';
import { reasonOf } from '../texts/say.ts';
import { endRun } from './end-run.ts';
import { claimTurn, countPage, endTurn, holdTurn, noteProblem, registerCollectors, type ReadingTurn } from './runs.ts';
import { stageArticles } from './staged.ts';

/** How often an office is asked what changed. */
const intervalSeconds = 300;
/** How soon a call that brought nothing is tried again, if the system does not say. */
const retrySeconds = 60;

/**
 * Reads the next page of an office's articles, one page for one connection, and keeps it. A run that dies goes on from
 * its last page. False: no page is due.
 */
export async function collectNext(mirror: Mirror, systems: readonly string[]): Promise<boolean> {
  const { pool } = mirror.database;
  await registerCollectors(pool, systems);
  const turn = await claimTurn(pool, { leaseSeconds: mirror.timing.leaseSeconds, systems });
  if (!turn) return false;
  const connected = await connect(mirror, turn.shopId, turn.connectionId);
  if (!connected?.system.collectArticles) return true;
  const about = { shop: turn.shopId, connection: turn.connectionId, correlationId: randomUUID() };
  const askedAt = new Date();
  const outcome = await connected.system.collectArticles(connected.context({ ...about, budget: connected.budget() }), {
    changedSince: turn.run.reads === 'all' ? null : turn.mark,
    place: turn.run.place,
  });
  if (outcome.kind !== 'collected') {
    mirror.log.warn({ ...about, code: outcome.code }, 'the articles of an office cannot be read');
    await noteProblem(pool, turn, reasonOf(outcome));
    const { retryAfterSeconds } = { retryAfterSeconds: retrySeconds * mirror.timing.retryScale, ...outcome };
    await endTurn(pool, turn, retryAfterSeconds);
    return true;
  }
  const ended = await inTransaction(pool, async (client) => {
    // A process that has taken the turn over reads the same page.
    if (!(await holdTurn(client, turn))) return null;
    return keepPage(client, turn, outcome, askedAt);
  });
  if (ended) mirror.log.info({ ...about, reads: turn.run.reads, ...ended }, 'the articles of an office were read');
  return true;
}

/** Keeps a page, and ends the run with its last one. */
async function keepPage(
  client: Parameters<Parameters<typeof inTransaction>[1]>[0],
  turn: ReadingTurn,
  { articles, refused, place, mark, more }: Extract<CollectOutcome, { kind: 'collected' }>,
  askedAt: Date,
): Promise<{ changed: number } | { code: string } | null> {
  const readable = articles.filter((article) => isReadable(article));
  const unreadable = articles.filter((article) => !isReadable(article)).map(refusalOf);
  await stageArticles(client, turn, readable, askedAt);
  await countPage(client, turn, { place, read: articles.length, refused: [...refused, ...unreadable] });
  const ended = more ? null : await endRun(client, turn, mark);
  await endTurn(client, turn, more ? 0 : intervalSeconds);
  return ended;
}

/** One article that the database cannot hold must not keep all others from the shop. */
const isReadable = (article: CollectedArticle): boolean =>
  collectedArticle.safeParse(article).success && canBeStored(article);

const refusalOf = ({ id, name }: CollectedArticle): RefusedArticle => ({
  id: storableText(id),
  name: storableText(name),
  why: word('articles.unreadable'),
});
