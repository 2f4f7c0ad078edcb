import type { Queryable } from '../../database/database.ts';
import { lockTasks, needsTaskSql, withdrawTask, type TaskName } from '../../desk/tasks.ts';
import type { Transfer } from './transfer.ts';
import type { Transition } from './transition.ts';

/** A transition that was stored, and who caused it. */
interface Stored {
  before: Transfer;
  transition: Pick<Transition, 'next'>;
  by: string;
}

/** The tasks that the transfer needed people for before, and needs nobody for any more. */
export const askedNoMore = ({ before, transition }: Pick<Stored, 'before' | 'transition'>): TaskName[] =>
  before.asks.filter(
    (task) => !transition.next.asks.some((still) => still.kind === task.kind && still.name === task.name),
  );

const isAskedStatement = `
select exists (
  select from transfers t
   where shop_id = $1
     and connection_id = $2
     and asks <> '[]'
     and ${needsTaskSql('t', '$3::text', '$4::text')}
) as asked`;

/**
 * Ends the open tasks that no transfer of their connection needs any more, in the transaction that stored the transitions. The
 * tasks are locked before anybody looks who still needs them: of two transfers that cease to ask at one moment, the second one
 * then sees that it was the last.
 */
export async function endUnasked(client: Queryable, stored: readonly Stored[]): Promise<void> {
  for (const { before, transition, by } of stored) {
    const { shopId, connectionId, correlationId } = before;
    for (const task of await lockTasks(client, { shopId, connectionId }, askedNoMore({ before, transition }))) {
      const { rows } = await client.query<{ asked: boolean }>({
        name: 'transfers.asking',
        text: isAskedStatement,
        values: [shopId, connectionId, task.kind, task.name],
      });
      if (rows[0]?.asked === false) await withdrawTask(client, { shopId, id: task.id, correlationId }, by);
    }
  }
}
