import type { SharedStep, StepDeclaration } from '../../systems/contract.ts';
import { pushedBy } from '../../systems/pushed.ts';
import type { Connected, Mirror } from '../mirror.ts';
import type { Maker } from './remote-objects.ts';
import { ensureSharedObject } from './shared-objects.ts';
import type { Reason } from '@kontor/shared/problem';
import { reason } from '../../texts/reason.ts';
import { reasonOf } from '../../texts/say.ts';

/** What became of one thing that the settings say the target has. */
export interface Prepared {
  what: string;
  done: boolean;
  why: Reason;
}

export type PreparedAll = { kind: 'prepared'; all: Prepared[] } | { kind: 'failed'; why: Reason };

/**
 * Makes at the target what the connection's settings describe and the target lacks, before any order needs it. Each is made as
 * orders make it, once whoever else does so at the same time, so that this may be repeated. `null`: the system has no such thing.
 */
export async function prepare(
  mirror: Mirror,
  connected: Connected,
  correlationId: string,
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
    if (entry.kind === 'there') all.push({ what: entry.what, done: true, why: reason('prepared.there') });
    if (entry.kind === 'impossible') all.push({ what: entry.what, done: false, why: reasonOf(entry.gap) });
    if (entry.kind === 'missing') all.push({ what: entry.what, ...(await make(mirror, connected, entry.step, maker)) });
  }
  return { kind: 'prepared', all };
}

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
  if (outcome.kind === 'done') return { done: true, why: reason(called ? 'prepared.made' : 'prepared.made_before') };
  return {
    done: false,
    why:
      outcome.kind === 'doubt'
        ? reason('prepared.in_doubt', { because: { because: reasonOf(outcome) } })
        : reasonOf(outcome),
  };
}
