import type { PreparedState } from '@kontor/shared/api/products';
import type { SharedStep, StepDeclaration } from '../../systems/contract.ts';
import { pushedBy } from '../../systems/pushed.ts';
import type { Connected, Mirror } from '../mirror.ts';
import type { Maker } from './remote-objects.ts';
import { ensureSharedObject } from './shared-objects.ts';
import type { Reason } from '@kontor/shared/problem';
import { reason } from '../../texts/reason.ts';
import { reasonOf } from '../../texts/say.ts';

/** How one thing stands that the settings say the target has. missing: it can be made; failed: it cannot, or not now. */
export interface Prepared {
  what: string;
  state: PreparedState;
  why: Reason;
}

export type PreparedAll = { kind: 'prepared'; all: Prepared[] } | { kind: 'failed'; why: Reason };

/**
 * Makes at the target what the connection's settings describe and the target lacks, before any order needs it. Each is made as
 * orders make it, once whoever else does so at the same time, so that this may be repeated. `null`: the system has no such thing.
 * Documents that lacked something are looked at again. `preview`: makes nothing, and tells what would be made.
 */
export async function prepare(
  mirror: Mirror,
  connected: Connected,
  { correlationId, preview }: { correlationId: string; preview: boolean },
): Promise<PreparedAll | null> {
  const { system, connection } = connected;
  const found = await system.prepare?.(connected.context({ correlationId }));
  if (!found) return null;
  if (found.kind !== 'preparations') return { kind: 'failed', why: reasonOf(found) };
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
  for (const entry of found.all) {
    const { what } = entry;
    if (entry.kind === 'there') all.push({ what, state: 'there', why: reason('prepared.there') });
    else if (entry.kind === 'impossible') all.push({ what, state: 'failed', why: reasonOf(entry.gap) });
    else if (preview) all.push({ what, state: 'missing', why: reason('prepared.missing') });
    else all.push({ what, ...(await make(mirror, connected, entry.step, maker)) });
  }
  if (all.some(({ state }) => state === 'made')) await reviewBlocked(mirror, connected);
  return { kind: 'prepared', all };
}

/** What lacked something may lack it no longer, and goes on by itself. */
const reviewBlocked = async ({ database }: Mirror, { connection: { shopId, id } }: Connected): Promise<void> => {
  await database.pool.query(
    `update transfers set review_at = coalesce(review_at, now())
      where shop_id = $1 and connection_id = $2 and state = 'blocked' and reason like 'gap.%'`,
    [shopId, id],
  );
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
  let called = false;
  const outcome = await ensureSharedObject(mirror.store.objects, maker, step, declared, timing, {
    execute: (wanted, deadline) => {
      called = true;
      return execute(connected.context({ correlationId, deadline }), wanted);
    },
    lookup: (asked, since) => lookup(connected.context({ correlationId }), asked, since),
    deadline: () => Date.now() + timing.callTimeoutSeconds * 1000,
  });
  if (outcome.kind === 'done') return { state: 'made', why: reason(called ? 'prepared.made' : 'prepared.made_before') };
  return {
    state: 'failed',
    why:
      outcome.kind === 'doubt'
        ? reason('prepared.in_doubt', { because: { because: reasonOf(outcome) } })
        : reasonOf(outcome),
  };
}
