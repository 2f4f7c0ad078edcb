import { setTimeout as sleep } from 'node:timers/promises';
import { postEvents, type Signer } from '@kontor/client';
import { eventOf, type Delivery } from './stories.ts';

/** How the shop's sending went. */
export interface Sending {
  /** Events that the bridge has said to have committed, and requests that were made for it. */
  events: number;
  requests: number;
  /** Requests that were made again, by what had come instead of an answer. */
  again: Map<string, number>;
  outcomes: Map<string, number>;
  /** What the bridge would not have, which it should. */
  refused: string[];
}

const atOnce = 4;
const patienceMs = 4000;
/** A request that is refused so often is no matter of time. */
const refusalsBelieved = 20;

const count = (of: Map<string, number>, what: string): void => void of.set(what, (of.get(what) ?? 0) + 1);

export const nothingSent = (): Sending => ({
  events: 0,
  requests: 0,
  again: new Map(),
  outcomes: new Map(),
  refused: [],
});

/**
 * Sends every event as the shop's outbox does: signed, several in one request, again and again until the bridge has said that it
 * is committed, and counts it. `allowed`: how many events may have gone out by now.
 */
export async function sendAll(
  shop: Signer,
  deliveries: readonly Delivery[],
  sending: Sending,
  given: { random: () => number; allowed: () => number; signal: AbortSignal },
): Promise<void> {
  const { random, allowed, signal } = given;
  let next = 0;
  const one = async (): Promise<void> => {
    while (next < deliveries.length) {
      signal.throwIfAborted();
      if (next >= allowed()) {
        await sleep(20);
        continue;
      }
      const batch = deliveries.slice(next, next + 1 + Math.floor(random() * 8));
      next += batch.length;
      await sendUntilCommitted(shop, batch, sending, signal);
      sending.events += batch.length;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

async function sendUntilCommitted(
  shop: Signer,
  batch: readonly Delivery[],
  sending: Sending,
  signal: AbortSignal,
): Promise<void> {
  const events = batch.map(eventOf);
  for (let refusals = 0; refusals < refusalsBelieved;) {
    signal.throwIfAborted();
    sending.requests += 1;
    const answered = await postEvents(shop, events, { timeoutMs: patienceMs });
    if (answered.kind === 'answered') {
      for (const [index, { story, generation }] of batch.entries()) {
        const outcome = answered.answer.outcomes[index];
        count(sending.outcomes, outcome?.outcome ?? 'untold');
        if (!outcome || outcome.outcome === 'refused')
          sending.refused.push(
            `order ${story.id}, generation ${generation}: ${outcome?.code ?? 'no outcome'} ${outcome?.cause ?? ''}`,
          );
      }
      return;
    }
    count(sending.again, answered.why.code);
    if (answered.kind === 'refused') refusals += 1;
    await sleep(300);
  }
  sending.refused.push(
    `a request about ${batch.map(({ story }) => story.id).join(', ')} was refused ${refusalsBelieved} times`,
  );
}
