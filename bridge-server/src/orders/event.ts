import { hash } from 'node:crypto';
import { orderEvent, tombstoneEvent } from '@kontor/shared/api/events';
import type { Order, UnreadOrder } from '@kontor/shared/order';
import { reasonSchema, type Reason, type Result, type Value, type Values } from '@kontor/shared/problem';
import { readHead, readOrder, snapshotOf, type OrderHead } from '@kontor/shared/woocommerce';
import { storableText } from '@kontor/shared/storable';
import type { z } from 'zod';
import { reason } from '../texts/reason.ts';
import { reasonOf } from '../texts/say.ts';

/** How an event came, which decides how new its content is. */
interface EventOrigin {
  /** The shop's own count of changes to the order. 0: the bridge has read the order by itself, without a count. */
  generation: number;
  /** When the bridge began to read the order, by the database's clock; null: the shop sent the event. */
  readAt: Date | null;
}

/** One event as it will be stored. */
export interface EventToStore extends EventOrigin {
  id: string;
  /** Decides which of two events of one generation is newer; `-infinity` for a tombstone. */
  modifiedGmt: string;
  content: OrderContent;
  /** Distinguishes changed content from repeated content. */
  contentHash: string;
}
export type OrderContent =
  | { kind: 'order'; order: Order; snapshot: string }
  /** The order cannot be read: only what its head states is known, and the reason why the rest cannot be used. */
  | { kind: 'unread'; number: string | null; currency: string | null; unread: UnreadOrder }
  /** The shop no longer has the order. */
  | { kind: 'gone' };

/** Why an input is not an event, and the id of its order if the input has one. */
export interface UnusableEvent {
  id: string | null;
  why: Reason;
}

/**
 * Reads one event of a request. An order that cannot be read is still an event, of kind `unread`. If the reader itself
 * fails, only this event is refused, and the others of the request are taken. `readAt`: the bridge has read the order from
 * the shop, so that the event has no generation.
 */
export function readEvent(input: unknown, readAt: Date | null = null): Result<EventToStore, UnusableEvent> {
  try {
    return readAt === null ? sentEvent(input) : fetchedEvent(input, readAt);
  } catch (fault) {
    const said = storableText(fault instanceof Error ? fault.message : String(fault));
    return { ok: false, error: { why: reason('event.unreadable', { path: 'event', said }), id: idOf(input) } };
  }
}

/** An event that the shop has sent. */
function sentEvent(input: unknown): Result<EventToStore, UnusableEvent> {
  const tombstone = isTombstone(input) ? tombstoneEvent.safeParse(input) : null;
  if (tombstone?.success) {
    const { id, generation } = tombstone.data;
    return { ok: true, value: goneEvent(id, { generation, readAt: null }) };
  }
  const event = orderEvent.safeParse(input);
  return event.success
    ? contentEvent(event.data, { generation: event.data.generation, readAt: null })
    : noEvent(input, event.error);
}

/** `problem`: why the order cannot be used as it was read, such as refunds that the shop does not show. */
const fetchedOrder = orderEvent.omit({ generation: true }).extend({ problem: reasonSchema.optional() });
const fetchedTombstone = tombstoneEvent.omit({ generation: true });

/** An order, or its absence, as the bridge has read it. */
function fetchedEvent(input: unknown, readAt: Date): Result<EventToStore, UnusableEvent> {
  const origin = { generation: 0, readAt };
  const tombstone = isTombstone(input) ? fetchedTombstone.safeParse(input) : null;
  if (tombstone?.success) return { ok: true, value: goneEvent(tombstone.data.id, origin) };
  const event = fetchedOrder.safeParse(input);
  return event.success ? contentEvent(event.data, origin) : noEvent(input, event.error);
}

function noEvent(input: unknown, { issues: [issue] }: z.ZodError): Result<EventToStore, UnusableEvent> {
  const path = issue?.path.join('.') || 'event';
  const why = reason('event.unreadable', { path, said: issue?.message ?? 'unknown shape' });
  return { ok: false, error: { why, id: idOf(input) } };
}

const goneEvent = (id: string, origin: EventOrigin): EventToStore => ({
  ...origin,
  id,
  modifiedGmt: '-infinity',
  content: { kind: 'gone' },
  contentHash: 'tombstone',
});

function contentEvent(
  { order: body, refunds, problem }: z.output<typeof fetchedOrder>,
  origin: EventOrigin,
): Result<EventToStore, UnusableEvent> {
  const read = problem ? ({ ok: false, error: problem } as const) : readOrder(body, refunds);
  if (!read.ok) {
    const head = readHead(body);
    return head
      ? { ok: true, value: unreadEvent(head, origin, read.error) }
      : { ok: false, error: { why: read.error, id: idOf({ order: body }) } };
  }
  const order = read.value;
  const snapshot = snapshotOf(order);
  return {
    ok: true,
    value: {
      ...origin,
      id: order.id,
      modifiedGmt: order.modifiedGmt,
      content: { kind: 'order', order, snapshot },
      contentHash: hash('sha256', snapshot, 'base64url'),
    },
  };
}

/** Turns an event that the database cannot store into the event of an unreadable order. */
export function unstorableEvent({ id, generation, readAt, content }: EventToStore, problem: Reason): EventToStore {
  const { number = null, status = null, stage = null, currency = null } = content.kind === 'order' ? content.order : {};
  return unreadEvent({ id, number, status, stage, currency, modifiedGmt: null }, { generation, readAt }, problem);
}

function unreadEvent(head: OrderHead, origin: EventOrigin, cause: Reason): EventToStore {
  const { id, number, status, stage, currency, modifiedGmt } = head;
  const problem = storableReason(cause);
  const unread = { status, stage, problem };
  return {
    ...origin,
    id,
    modifiedGmt: modifiedGmt ?? '-infinity',
    content: { kind: 'unread', number, currency, unread },
    // Covers everything that is stored, so that the same body sent again is no change.
    contentHash: hash('sha256', JSON.stringify({ number, ...unread }), 'base64url'),
  };
}

/** A problem quotes what the shop sent, which may contain characters that the database cannot store. */
const storableReason = (problem: Reason): Reason => {
  const { values, ...code } = reasonOf(problem);
  return values ? { ...code, values: storableValues(values) } : code;
};
const storableValues = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, storableValue(value)]));
function storableValue(value: Value): Value {
  if (typeof value === 'string') return storableText(value);
  if (typeof value === 'number') return value;
  if (isList(value)) return value.map(storableValue);
  return 'word' in value && value.values ? { ...value, values: storableValues(value.values) } : value;
}
const isList = (value: object): value is readonly Value[] => Array.isArray(value);

const isTombstone = (input: unknown): boolean => typeof input === 'object' && input !== null && 'tombstone' in input;

/** The id of the order that the input is about; null if the input has none that could be one. */
function idOf(input: unknown): string | null {
  const { id, order } = (input ?? {}) as { id?: unknown; order?: { id?: unknown } };
  const orderId = order?.id ?? id;
  return typeof orderId === 'number' || typeof orderId === 'string' ? storableText(String(orderId).slice(0, 40)) : null;
}

/**
 * Whether `a` is newer than `b`. The shop's generation decides; the time of change decides between equal generations.
 */
export function isNewer(a: EventToStore, b: EventToStore): boolean {
  if (a.generation !== b.generation) return a.generation > b.generation;
  return b.modifiedGmt === '-infinity'
    ? a.modifiedGmt !== '-infinity'
    : a.modifiedGmt !== '-infinity' && a.modifiedGmt > b.modifiedGmt;
}
