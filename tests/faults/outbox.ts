import { setTimeout as sleep } from 'node:timers/promises';
import { postEvents, type Signer } from '@kontor/client';
import { eventOf, type Delivery } from './stories.ts';

/** How the shop's sending went. */
export interface Sending {
  /** How many events the bridge has confirmed as committed, and how many requests the shop made for them. */
  events: number;
  requests: number;
  /** How many requests were repeated, by what came in place of an answer. */
  again: Map<string, number>;
  outcomes: Map<string, number>;
  /** Events that the bridge refused though it should have taken them. */
  refused: string[];
}

const requestsAtOnce = 4;
const requestTimeoutMs = 4000;
/** After so many refusals of one request, another attempt would not help. */
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
 * Sends every event as the shop's outbox does: signed, several in one request, and repeated until the bridge confirms
 * that they are committed. Counts in `sending` what happens. `allowed`: how many events may have been sent by now.
 */
export async function sendAll(
  shop: Signer,
  deliveries: readonly Delivery[],
  sending: Sending,
  { random, allowed, signal }: { random: () => number; allowed: () => number; signal: AbortSignal },
): Promise<void> {
  let next = 0;
  const sendInTurn = async (): Promise<void> => {
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
  await Promise.all(Array.from({ length: requestsAtOnce }, sendInTurn));
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
    const reply = await postEvents(shop, events, { timeoutMs: requestTimeoutMs });
    if (reply.kind === 'answered') {
      for (const [index, { story, generation }] of batch.entries()) {
        const outcome = reply.answer.outcomes[index];
        count(sending.outcomes, outcome?.outcome ?? 'untold');
        if (!outcome || outcome.outcome === 'refused')
          sending.refused.push(
            `order ${story.id}, generation ${generation}: ${outcome?.code ?? 'no outcome'} ${outcome?.cause ?? ''}`,
          );
      }
      return;
    }
    count(sending.again, reply.why.code);
    if (reply.kind === 'refused') refusals += 1;
    await sleep(300);
  }
  sending.refused.push(
    `a request about ${batch.map(({ story }) => story.id).join(', ')} was refused ${refusalsBelieved} times`,
  );
}
