import { eventsAnswer, eventsPerRequest, type EventOutcome, type EventsAnswer } from '@kontor/shared/api/events';
import type { Told } from '@kontor/shared/problem';
import { ask, askOnce, type Answered, type AskOptions } from './ask.ts';
import { signedRequest, type RequestOfShop, type SignedRequest } from './request.ts';
import type { Signer } from './sign.ts';

/** An order as it is now. */
export interface OrderEvent {
  /** A number that grows with each change of the order, such as the milliseconds since 1970. */
  generation: number;
  /**
   * The order as WooCommerce's REST API v3 writes it. `/openapi.json` of the bridge lists the fields that Kontor reads.
   */
  order: object;
  /** The bodies of all refunds of the order. Leave it out if there are none. */
  refunds?: readonly object[];
}

/** An order that the shop no longer has. */
export interface TombstoneEvent {
  generation: number;
  /** The order's id. */
  id: number | string;
  tombstone: true;
}

export type ShopEvent = OrderEvent | TombstoneEvent;

/**
 * Keep the event and send it again. Either the bridge did not answer, so nobody knows whether it has the event; or it
 * does not accept the sender's key (401, 403, 404), and `remedy` says what to do first.
 */
export interface Unconfirmed extends Told {
  outcome: 'unconfirmed';
  /** The order's id; null if the event has none. */
  id: string | null;
}

/** An event and its outcome. */
export interface SentEvent<Event extends ShopEvent = ShopEvent> {
  event: Event;
  outcome: EventOutcome | Unconfirmed;
}

/**
 * Sends events to the bridge, in as few requests as possible. If the bridge does not answer or asks to try again later
 * (503, 429), the client waits, at least as long as `Retry-After` says, and sends the same again with a new proof.
 *
 * Returns the outcome of each event, in the order of the events:
 * - `accepted`: the bridge has stored the event.
 * - `duplicate`: the bridge had this content already.
 * - `stale`: the bridge has newer content.
 * - `refused`: the bridge does not take the event, and states code, cause and remedy. It would refuse the same event
 *   again.
 * - `unconfirmed`: the bridge did not answer, or does not accept the key. Keep the event and send it again later.
 *
 * Nothing is booked twice if an event is sent again. The function throws only the reason of `signal`.
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
    // After a batch without an answer, the next batches are not sent: each would only wait as long again.
    const answered: Answered<EventsAnswer> = unconfirmed
      ? { kind: 'unanswered', why: unconfirmed, retryAfterSeconds: null }
      : await ask(signer, intake(batch.map(({ text }) => text)), answerTo(batch), options);
    if (!isFinal(answered)) unconfirmed = answered.why;
    for (const [index, { event }] of batch.entries()) sent.push({ event, outcome: outcomeOf(event, index, answered) });
  }
  return sent;
}

/**
 * Sends the events in one request, once. Use it if your sender decides itself when to send again; `sendEvents` sends
 * again by itself.
 *
 * @example
 * const outcome = await postEvents(key, events, { timeoutMs: 5000 });
 * if (outcome.kind === 'unanswered') keepForLater(events);
 */
export const postEvents = (
  signer: Signer,
  events: readonly ShopEvent[],
  options: Pick<AskOptions, 'timeoutMs' | 'language' | 'signal'> = {},
): Promise<Answered<EventsAnswer>> =>
  askOnce(signer, intake(events.map((event) => JSON.stringify(event))), answerTo(events), options);

/**
 * Makes the signed request with these events, for another HTTP client than `fetch`. It is valid for a minute.
 *
 * @example
 * const { method, url, headers, body } = signedEventsRequest(key, [{ generation: Date.now(), order }]);
 * await undici.request(url, { method, headers, body });
 */
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

/** The statuses with which the bridge refuses the sender and not the events. */
const senderRefusals: ReadonlySet<number> = new Set([401, 403, 404]);

/** Whether the bridge has decided about the events themselves. */
const isFinal = (
  answered: Answered<EventsAnswer>,
): answered is Exclude<Answered<EventsAnswer>, { kind: 'unanswered' }> =>
  answered.kind === 'answered' || (answered.kind === 'refused' && !senderRefusals.has(answered.status));

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

/** The order's id, in the form of the bridge's answers. */
function idOf(event: ShopEvent): string | null {
  const { id } = 'order' in event ? (event.order as { id?: unknown }) : event;
  return typeof id === 'number' || typeof id === 'string' ? String(id) : null;
}

/** An event with its JSON text. */
interface WrittenEvent<Event> {
  event: Event;
  text: string;
}

/** The largest body of a request. It is below the 4 MiB that the bridge accepts. */
const bytesPerRequest = 3_000_000;

/**
 * Divides the events into requests, each as large as allowed. Successive events of one order stay in one request, so
 * that the bridge books only the newest of them. If they do not fit into one request, they are divided as well.
 */
function batchesOf<Event extends ShopEvent>(events: readonly Event[]): WrittenEvent<Event>[][] {
  const batches: WrittenEvent<Event>[][] = [];
  let bytes = 0;
  for (const group of groupedByOrder(events)) {
    const groupBytes = group.reduce((sum, { text }) => sum + Buffer.byteLength(text) + 1, 0);
    const last = batches.at(-1);
    if (last && last.length + group.length <= eventsPerRequest && bytes + groupBytes <= bytesPerRequest) {
      last.push(...group);
      bytes += groupBytes;
    } else {
      batches.push(group);
      bytes = groupBytes;
    }
  }
  return batches;
}

/** Groups successive events of one order, up to what one request may contain. */
function groupedByOrder<Event extends ShopEvent>(events: readonly Event[]): WrittenEvent<Event>[][] {
  const groups: WrittenEvent<Event>[][] = [];
  let previousId: string | null = null;
  let bytes = 0;
  for (const event of events) {
    const text = JSON.stringify(event);
    const size = Buffer.byteLength(text) + 1;
    const last = groups.at(-1);
    const id = idOf(event);
    if (last && id !== null && id === previousId && last.length < eventsPerRequest && bytes + size <= bytesPerRequest) {
      last.push({ event, text });
      bytes += size;
    } else {
      groups.push([{ event, text }]);
      bytes = size;
    }
    previousId = id;
  }
  return groups;
}
