import { eventsAnswer, eventsPerRequest, type EventOutcome, type EventsAnswer } from '@kontor/shared/api/events';
import type { Told } from '@kontor/shared/problem';
import { ask, askOnce, type Answered, type AskOptions } from './ask.ts';
import { signedRequest, type RequestOfShop, type SignedRequest } from './request.ts';
import type { Signer } from './sign.ts';

/** An order as it is now. */
export interface OrderEvent {
  /** Grows with each change of the order, such as the milliseconds since 1970. */
  generation: number;
  /** The order as the REST API v3 of WooCommerce writes it; `/openapi.json` tells what Kontor reads of it. */
  order: object;
  /** The bodies of all its refunds; none where they are left out. */
  refunds?: readonly object[];
}

/** An order that is gone from the shop. */
export interface TombstoneEvent {
  generation: number;
  /** The order's id. */
  id: number | string;
  tombstone: true;
}

export type ShopEvent = OrderEvent | TombstoneEvent;

/**
 * The event is to be sent again. Nobody knows whether the bridge has it, since it did not answer, however often it was asked; or it took
 * nothing of the request, since it does not believe who sent it (401, 403, 404): then what `cause` says has to be mended first.
 */
export interface Unconfirmed extends Told {
  outcome: 'unconfirmed';
  /** The order's id; null where the event names none. */
  id: string | null;
}

/** An event, and what became of it. */
export interface SentEvent<Event extends ShopEvent = ShopEvent> {
  event: Event;
  outcome: EventOutcome | Unconfirmed;
}

/**
 * Sends events to the bridge, as many in one request as it takes. While the bridge does not answer or asks to come again (503, 429), the
 * client waits, as long as `Retry-After` says, and sends the same, signed anew.
 *
 * What became of each event stands beside it, in the order in which they were given. `accepted`: the bridge has it · `duplicate`: it
 * had this content before · `stale`: it has newer content · `refused`: it will not take the event, with code, cause and remedy; the
 * same event would be refused again · `unconfirmed`: the bridge did not answer, or does not believe the key, so keep the event and send
 * it again later. Nothing is booked twice by sending again.
 *
 * Throws the reason of `signal` only.
 *
 * @example
 * const key = await readKeyFile('shop.json');
 * for (const { event, outcome } of await sendEvents(key, [{ generation: Date.now(), order, refunds: [] }])) {
 *   if (outcome.outcome === 'refused') console.error(`${outcome.code}: ${outcome.cause} ${outcome.remedy}`);
 * }
 */
export async function sendEvents<Event extends ShopEvent>(
  signer: Signer,
  events: readonly Event[],
  options: AskOptions = {},
): Promise<SentEvent<Event>[]> {
  const sent: SentEvent<Event>[] = [];
  let unconfirmed: Told | null = null;
  for (const batch of batchesOf(events)) {
    // The bridge was not to be had: what comes next would only wait as long again.
    const answered: Answered<EventsAnswer> = unconfirmed
      ? { kind: 'unanswered', why: unconfirmed, retryAfterSeconds: null }
      : await ask(signer, intake(batch.map(({ text }) => text)), answerTo(batch), options);
    if (!isFinal(answered)) unconfirmed = answered.why;
    for (const [index, { event }] of batch.entries()) sent.push({ event, outcome: outcomeOf(event, index, answered) });
  }
  return sent;
}

/**
 * Sends the events in one request, once. For a sender that decides itself when to send again; `sendEvents` does so by itself.
 *
 * @example
 * const answered = await postEvents(key, events, { timeoutMs: 5000 });
 * if (answered.kind === 'unanswered') keepForLater(events);
 */
export const postEvents = (
  signer: Signer,
  events: readonly ShopEvent[],
  options: Pick<AskOptions, 'timeoutMs' | 'language' | 'signal'> = {},
): Promise<Answered<EventsAnswer>> =>
  askOnce(signer, intake(events.map((event) => JSON.stringify(event))), answerTo(events), options);

/** The signed request that carries these events, for whoever sends it by another client than `fetch`. */
export const signedEventsRequest = (signer: Signer, events: readonly ShopEvent[]): SignedRequest & { body: string } => {
  const request = intake(events.map((event) => JSON.stringify(event)));
  return { ...signedRequest(signer, request), body: request.body };
};

const intake = (texts: readonly string[]): RequestOfShop & { body: string } => ({
  method: 'POST',
  path: '/events',
  body: `{"events":[${texts.join(',')}]}`,
});

const answerTo = ({ length }: { length: number }) =>
  eventsAnswer.refine(({ outcomes }) => outcomes.length === length, 'one outcome for each event');

/** How the bridge refuses whoever sends, and not what is sent. */
const ofTheSender: ReadonlySet<number> = new Set([401, 403, 404]);

/** Whether the bridge has judged the events themselves. */
const isFinal = (
  answered: Answered<EventsAnswer>,
): answered is Exclude<Answered<EventsAnswer>, { kind: 'unanswered' }> =>
  answered.kind === 'answered' || (answered.kind === 'refused' && !ofTheSender.has(answered.status));

function outcomeOf(event: ShopEvent, index: number, answered: Answered<EventsAnswer>): EventOutcome | Unconfirmed {
  if (answered.kind === 'answered') {
    const outcome = answered.answer.outcomes[index];
    if (!outcome) throw new RangeError(`the answer has no outcome ${index}`);
    return outcome;
  }
  const { code, title, cause, remedy } = answered.why;
  const outcome = isFinal(answered) ? 'refused' : 'unconfirmed';
  return { outcome, id: idOf(event), code, title, cause, remedy };
}

/** The order's id as the bridge's answers give it. */
function idOf(event: ShopEvent): string | null {
  const { id } = 'order' in event ? (event.order as { id?: unknown }) : event;
  return typeof id === 'number' || typeof id === 'string' ? String(id) : null;
}

interface Written<Event> {
  event: Event;
  text: string;
}

/** Below the largest body that the bridge reads, which is 4 MiB. */
const bytesPerRequest = 3_000_000;

/**
 * As many events together as one request may carry. Events of one order that follow each other stay in one request, so that the
 * bridge sees the newest of them first and books no state in between; an order with more than fits goes in several.
 */
function batchesOf<Event extends ShopEvent>(events: readonly Event[]): Written<Event>[][] {
  const batches: Written<Event>[][] = [];
  let bytes = 0;
  for (const order of byOrder(events)) {
    const added = order.reduce((sum, { text }) => sum + Buffer.byteLength(text) + 1, 0);
    const last = batches.at(-1);
    if (last && last.length + order.length <= eventsPerRequest && bytes + added <= bytesPerRequest) {
      last.push(...order);
      bytes += added;
    } else {
      batches.push(order);
      bytes = added;
    }
  }
  return batches;
}

/** The events, those that follow each other and are of one order together as far as one request may carry them. */
function byOrder<Event extends ShopEvent>(events: readonly Event[]): Written<Event>[][] {
  const orders: Written<Event>[][] = [];
  let of: string | null = null;
  let bytes = 0;
  for (const event of events) {
    const text = JSON.stringify(event);
    const size = Buffer.byteLength(text) + 1;
    const last = orders.at(-1);
    const id = idOf(event);
    if (last && id !== null && id === of && last.length < eventsPerRequest && bytes + size <= bytesPerRequest) {
      last.push({ event, text });
      bytes += size;
    } else {
      orders.push([{ event, text }]);
      bytes = size;
    }
    of = id;
  }
  return orders;
}
