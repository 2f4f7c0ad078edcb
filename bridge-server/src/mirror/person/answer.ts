import type { Reason, Result } from '@kontor/shared/problem';
import type { Database } from '../../database/database.ts';
import { answerName, type Gap } from '../../systems/contract.ts';
import { ask } from './ask.ts';
import { putFacts } from '../delivery/fact-store.ts';
import { readTransfer } from '../transfer/store.ts';
import type { Transfer } from '../transfer/transfer.ts';
import type { Timing } from '../transfer/transition.ts';

/** One of the answers that a person may give to a transfer's gaps. */
export interface Answerable {
  question: string;
  value: string;
  label: string;
  code: string;
}

/** What may be answered now: nothing, unless the transfer is blocked by a gap that asks. */
export function answersTo({ state, detail }: Pick<Transfer, 'state' | 'detail'>): Answerable[] {
  const asking = (gap: Gap) =>
    gap.question?.options.map((option) => ({ question: gap.question?.name ?? '', ...option, code: gap.code })) ?? [];
  return state === 'blocked' ? (detail.gaps ?? []).flatMap(asking) : [];
}

/**
 * Keeps a person's answer to a blocked transfer's question for all orders of the connection that ask the same, and tries
 * again those that are blocked by it. `by` names the person in the journal.
 */
export async function answer(
  database: Database,
  at: { shopId: string; id: number },
  given: { value: string; question?: string },
  timing: Timing,
  by: string,
): Promise<Result<Transfer>> {
  const { value } = given;
  const transfer = await readTransfer(database.pool, at.shopId, at.id);
  if (!transfer)
    return refusal(
      'transfer.unknown',
      `There is no transfer ${at.id} in shop ${at.shopId}.`,
      'List them with: kontor transfers.',
    );
  const possible = answersTo(transfer).filter(
    ({ question }) => given.question === undefined || question === given.question,
  );
  if (possible.length === 0) {
    return refusal(
      'answer.not_asked',
      `Transfer ${at.id} is ${transfer.state} (${transfer.reason}) and asks nothing${given.question === undefined ? '' : ` called ${given.question}`}.`,
      'Look at it with: kontor show.',
    );
  }
  const [meant, another] = possible.filter((option) => option.value === value);
  if (!meant)
    return refusal(
      'answer.unknown',
      `"${value}" is no answer to transfer ${at.id}.`,
      `See what may be answered with: kontor answer ${at.id}.`,
    );
  if (another)
    return refusal(
      'answer.unclear',
      `"${value}" answers several questions of transfer ${at.id}.`,
      'Name the question with --question.',
    );

  // First the answer: whoever tries again meanwhile finds it, and it stays true if this transfer has moved on.
  await putFacts(database.pool, transfer.shopId, transfer.connectionId, [
    { name: answerName(meant.question), value, keys: [] },
  ]);
  const asked = await ask(database, 'retry', at, timing, by);
  for (const id of await blockedBy(database, transfer, meant.question))
    await ask(database, 'retry', { shopId: at.shopId, id }, timing, by);
  return asked;
}

/** The other transfers of the connection that wait for the same answer. */
async function blockedBy(
  database: Database,
  { shopId, connectionId, id }: Transfer,
  question: string,
): Promise<number[]> {
  const { rows } = await database.pool.query<{ id: number }>(
    `select id from transfers where shop_id = $1 and connection_id = $2 and state = 'blocked' and id <> $3
        and detail @> jsonb_build_object('gaps', jsonb_build_array(jsonb_build_object('question', jsonb_build_object('name', $4::text)))) order by id`,
    [shopId, connectionId, id, question],
  );
  return rows.map((row) => row.id);
}

function refusal(code: string, cause: string, remedy: string): { ok: false; error: Reason } {
  return { ok: false, error: { code, cause, remedy } };
}
