import { setTimeout as sleep } from 'node:timers/promises';
import { eventsAnswer } from '@kontor/shared/api/events';
import { proofHeader } from '@kontor/shared/proof';
import { signRequest } from '../../bridge-server/src/auth/sign.ts';
import type { Sender } from '../demo/send.ts';
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
  shop: Sender,
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
  shop: Sender,
  batch: readonly Delivery[],
  sending: Sending,
  signal: AbortSignal,
): Promise<void> {
  const body = JSON.stringify({ events: batch.map(eventOf) });
  for (let refusals = 0; refusals < refusalsBelieved;) {
    signal.throwIfAborted();
    sending.requests += 1;
    const answer = await post(shop, body);
    if (answer.kind === 'committed') {
      for (const [index, { story, generation }] of batch.entries()) {
        const outcome = answer.outcomes[index];
        count(sending.outcomes, outcome?.outcome ?? 'untold');
        if (!outcome || outcome.outcome === 'refused')
          sending.refused.push(
            `order ${story.id}, generation ${generation}: ${outcome?.code ?? 'no outcome'} ${outcome?.cause ?? ''}`,
          );
      }
      return;
    }
    count(sending.again, answer.what);
    if (answer.kind === 'refused') refusals += 1;
    await sleep(300);
  }
  sending.refused.push(
    `a request about ${batch.map(({ story }) => story.id).join(', ')} was refused ${refusalsBelieved} times`,
  );
}

type Answered =
  | { kind: 'committed'; outcomes: ReturnType<typeof eventsAnswer.parse>['outcomes'] }
  | { kind: 'unanswered' | 'refused'; what: string };

async function post(shop: Sender, body: string): Promise<Answered> {
  const { publicUrl, shopId } = shop;
  const url = `${publicUrl}/v1/shops/${shopId}/events`;
  const proof = await signRequest({ ...shop, shop: shopId, method: 'POST', url, body });
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [proofHeader]: proof },
      body,
      signal: AbortSignal.timeout(patienceMs),
    });
    const text = await response.text();
    if (response.ok) return { kind: 'committed', outcomes: eventsAnswer.parse(JSON.parse(text)).outcomes };
    return { kind: response.status >= 500 ? 'unanswered' : 'refused', what: `answered ${response.status}` };
  } catch (fault) {
    return {
      kind: 'unanswered',
      what: fault instanceof Error && fault.name === 'TimeoutError' ? 'no answer in time' : 'no connection, or cut',
    };
  }
}
