import type { PreparedState } from '@kontor/shared/api/products';
import type { SharedStep, StepDeclaration } from '../../systems/contract.ts';
import { pushedBy } from '../../systems/pushed.ts';
import type { Connected, Mirror } from '../mirror.ts';
import type { Maker } from './remote-objects.ts';
import { ensureSharedObject } from './shared-objects.ts';
import type { Reason } from '@kontor/shared/problem';
import { reason } from '../../texts/reason.ts';
import { reasonOf } from '../../texts/say.ts';

/**
 * How a thing stands that the settings say the target has. `missing`: it can be made; `failed`: it cannot be made, or
 * not now.
 */
export interface Prepared {
  what: string;
  state: PreparedState;
  why: Reason;
}

export type PreparedAll = { kind: 'prepared'; all: Prepared[] } | { kind: 'failed'; why: Reason };

/**
 * Makes at the target what the connection's settings describe and the target lacks, before any order needs it. Each
 * thing is made as orders make it, only once, whoever else makes it at the same time; so this may be repeated.
 * Documents that lacked something are reviewed. `preview`: makes nothing, and tells what would be made. Null: the
 * system has no such thing.
 */
export async function prepare(
  mirror: Mirror,
  connected: Connected,
  { correlationId, preview }: { correlationId: string; preview: boolean },
): Promise<PreparedAll | null> {
  const { system, connection } = connected;
  const preparations = await system.prepare?.(connected.context({ correlationId }));
  if (!preparations) return null;
  if (preparations.kind !== 'preparations') return { kind: 'failed', why: reasonOf(preparations) };
  const maker = {
    shopId: connection.shopId,
    system: connection.system,
    account: connection.account,
    connectionId: connection.id,
    subjectKind: null,
    subjectId: null,
    id: null,
    correlationId,
  };
  const all: Prepared[] = [];
  for (const entry of preparations.all) {
    const { what } = entry;
    if (entry.kind === 'there') all.push({ what, state: 'there', why: reason('prepared.there') });
    else if (entry.kind === 'impossible') all.push({ what, state: 'failed', why: reasonOf(entry.gap) });
    else if (preview) all.push({ what, state: 'missing', why: reason('prepared.missing') });
    else all.push({ what, ...(await make(mirror, connected, entry.step, maker)) });
  }
  if (all.some(({ state }) => state === 'made')) await reviewBlocked(mirror, connected);
  return { kind: 'prepared', all };
}

const reviewBlockedStatement = `
update transfers
   set review_at = coalesce(review_at, now())
 where shop_id = $1
   and connection_id = $2
   and state = 'blocked'
   and reason like 'gap.%'`;

/** Reviews the documents that lacked something: if they lack it no longer, they go on by themselves. */
const reviewBlocked = async ({ database }: Mirror, { connection: { shopId, id } }: Connected): Promise<void> => {
  await database.pool.query(reviewBlockedStatement, [shopId, id]);
};

async function make(
  mirror: Mirror,
  connected: Connected,
  step: SharedStep,
  maker: Maker,
): Promise<Omit<Prepared, 'what'>> {
  const { system, timing } = connected;
  const { correlationId } = maker;
  const { steps, execute, lookup } = pushedBy(system);
  const declared: StepDeclaration = steps[step.kind] ?? { does: 'shared' };
  let isCalled = false;
  const outcome = await ensureSharedObject(mirror.store.objects, maker, step, declared, timing, {
    execute: (sharedStep, deadline) => {
      isCalled = true;
      return execute(connected.context({ correlationId, deadline }), sharedStep);
    },
    lookup: (sharedStep, since) => lookup(connected.context({ correlationId }), sharedStep, since),
    deadline: () => Date.now() + timing.callTimeoutSeconds * 1000,
  });
  if (outcome.kind === 'done')
    return { state: 'made', why: isCalled ? reason('prepared.made') : reason('prepared.made_before') };
  if (outcome.kind === 'doubt')
    return { state: 'failed', why: reason('prepared.in_doubt', { because: { because: reasonOf(outcome) } }) };
  return { state: 'failed', why: reasonOf(outcome) };
}
