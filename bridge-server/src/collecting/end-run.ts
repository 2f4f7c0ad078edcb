import type { Reason } from '@kontor/shared/problem';
import type { Queryable } from '../database/database.ts';
import { lockTasks, withdrawTask } from '../desk/change-tasks.ts';
import { openTasks, type NewTask } from '../desk/tasks.ts';
import type { Kind } from './kind.ts';
import type { ReadingTurn, What } from './runs.ts';

/** The question whether a run is taken over that seems to be wrong. */
const questionAbout = (what: What) => ({ kind: 'question', name: `implausible ${what}` }) as const;
const answers = { take: 'take', wait: 'wait' } as const;

/**
 * Ends a run, in the caller's transaction: what it has read becomes what the shop reads, or is dropped and becomes
 * a task. `mark`: from which the next run asks for changes.
 */
export async function endRun(
  client: Queryable,
  kind: Kind,
  turn: ReadingTurn,
  mark: unknown,
): Promise<{ changed: number } | { code: string }> {
  const why = await kind.doubtAbout(client, turn);
  const answer = why && (await answerTo(client, turn));
  if (why && answer !== answers.take) {
    await closeRun(client, turn, { state: 'held', changed: 0, why });
    await kind.drop(client, turn);
    await hold(client, turn);
    if (answer === null) await ask(client, turn, why);
    return { code: why.code };
  }
  const changed = await kind.takeOver(client, turn);
  await closeRun(client, turn, { state: 'done', changed, why: null });
  await advance(client, turn, mark);
  await withdraw(client, turn);
  return { changed };
}

const answerStatement = `
select task.decision ->> 'value' as answer
  from tasks task
  join collectors collector
    on collector.shop_id = task.shop_id
   and collector.connection_id = task.connection_id
   and collector.what = $5
 where task.shop_id = $1
   and task.connection_id = $2
   and task.kind = $3
   and task.name = $4
   and task.state = 'done'
   and task.created_at >= collector.held_at
 order by task.id desc
 limit 1`;

/** What somebody has answered since runs are held; null: nobody has. */
async function answerTo(client: Queryable, { shopId, connectionId, what }: ReadingTurn): Promise<string | null> {
  const question = questionAbout(what);
  const { rows } = await client.query<{ answer: string }>(answerStatement, [
    shopId,
    connectionId,
    question.kind,
    question.name,
    what,
  ]);
  return rows[0]?.answer ?? null;
}

const closeStatement = `
update collector_runs
   set state = $4,
       changed = $5,
       problem = $6::jsonb,
       ended_at = now()
 where shop_id = $1
   and connection_id = $2
   and id = $3`;

async function closeRun(
  client: Queryable,
  { shopId, connectionId, run }: ReadingTurn,
  { state, changed, why }: { state: 'done' | 'held'; changed: number; why: Reason | null },
): Promise<void> {
  await client.query(closeStatement, [shopId, connectionId, run.id, state, changed, why && JSON.stringify(why)]);
}

const advanceStatement = `
update collectors
   set mark = $3::jsonb,
       complete_at = case when $4 then $5 else complete_at end,
       confirmed_at = $5,
       held_at = null
 where shop_id = $1
   and connection_id = $2
   and what = $6`;

/** The next run goes on from the mark, and runs are held back no more. */
async function advance(
  client: Queryable,
  { shopId, connectionId, what, run }: ReadingTurn,
  mark: unknown,
): Promise<void> {
  const all = run.reads === 'all';
  await client.query(advanceStatement, [shopId, connectionId, JSON.stringify(mark), all, run.begunAt, what]);
}

const holdStatement = `
update collectors
   set held_at = coalesce(held_at, now())
 where shop_id = $1
   and connection_id = $2
   and what = $3`;

/** Notes since when runs are held back. */
async function hold(client: Queryable, { shopId, connectionId, what }: ReadingTurn): Promise<void> {
  await client.query(holdStatement, [shopId, connectionId, what]);
}

/** Asks a person, unless the question is open already. */
async function ask(client: Queryable, { shopId, connectionId, what, run }: ReadingTurn, why: Reason): Promise<void> {
  const task: NewTask = {
    ...questionAbout(what),
    reason: why,
    form: { options: Object.values(answers).map((value) => ({ value, word: `${what}.${value}` })) },
  };
  const at = { shopId, connectionId, subjectKind: null, subjectId: null, id: null };
  await openTasks(client, { ...at, correlationId: `${what}-${run.id}` }, [task]);
}

/** Nobody needs to decide any more. */
async function withdraw(client: Queryable, { shopId, connectionId, what, run }: ReadingTurn): Promise<void> {
  for (const { id } of await lockTasks(client, { shopId, connectionId }, [questionAbout(what)]))
    await withdrawTask(client, { shopId, id, correlationId: `${what}-${run.id}` }, 'worker');
}
