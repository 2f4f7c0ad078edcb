import type { Queryable } from '../../database/database.ts';
import { lockTasks, withdrawTask } from '../../desk/change-tasks.ts';
import { needsTaskSql, type TaskName } from '../../desk/tasks.ts';
import type { Transfer } from './transfer.ts';
import type { Transition } from './transition.ts';

/** A transition that was stored, and who caused it. */
interface Stored {
  before: Transfer;
  transition: Pick<Transition, 'next'>;
  by: string;
}

/** The tasks that the transfer needed people for, and does not need people for any more. */
export const endedAsks = ({ before, transition }: Pick<Stored, 'before' | 'transition'>): TaskName[] =>
  before.asks.filter(({ kind, name }) => !transition.next.asks.some((ask) => ask.kind === kind && ask.name === name));

const isAskedStatement = `
select exists (
         select from transfers t
          where shop_id = $1
            and connection_id = $2
            and asks <> '[]'
            and ${needsTaskSql('t', '$3::text', '$4::text')}
       ) as "isAsked"`;

/**
 * Ends the open tasks that no transfer of their connection needs any more, in the transaction that stored the
 * transitions. It locks the tasks before it looks who still needs them. So if two transfers cease to need a task at one
 * moment, the second of them sees that it was the last.
 */
export async function endUnasked(client: Queryable, stored: readonly Stored[]): Promise<void> {
  for (const { before, transition, by } of stored) {
    const { shopId, connectionId, correlationId } = before;
    for (const task of await lockTasks(client, { shopId, connectionId }, endedAsks({ before, transition }))) {
      const { rows } = await client.query<{ isAsked: boolean }>({
        name: 'transfers.asking',
        text: isAskedStatement,
        values: [shopId, connectionId, task.kind, task.name],
      });
      if (rows[0]?.isAsked === false) await withdrawTask(client, { shopId, id: task.id, correlationId }, by);
    }
  }
}

const reviewAskingStatement = `
update transfers
   set review_at = coalesce(review_at, now())
 where shop_id = $1
   and state = 'blocked'
   and asks <> '[]'`;

/** Reviews the documents of a shop that ask people something: what they ask may have been answered meanwhile. */
export async function reviewAsking(database: Queryable, shopId: string): Promise<void> {
  // First what is being sent: what is blocked before the second statement is found by it.
  await reviewSending(database, shopId);
  await database.query(reviewAskingStatement, [shopId]);
}

const reviewSendingStatement = `
update transfers
   set review_at = coalesce(review_at, now())
 where shop_id = $1
   and state = 'sending'`;

/**
 * Reviews the documents of a shop that are being sent, once their attempts end. An attempt may have looked for an answer
 * just before somebody gave it, and then asks the same again.
 */
export async function reviewSending(database: Queryable, shopId: string): Promise<void> {
  await database.query(reviewSendingStatement, [shopId]);
}
