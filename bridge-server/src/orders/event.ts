import { hash } from 'node:crypto';
import { orderEvent, tombstoneEvent } from '@kontor/shared/api/events';
import type { Order, UnreadOrder } from '@kontor/shared/order';
import type { Reason, Result, Value, Values } from '@kontor/shared/problem';
import { readHead, readOrder, snapshotOf, type OrderHead } from '@kontor/shared/woocommerce';
import { storableText } from '@kontor/shared/storable';
import { reason } from '../texts/reason.ts';
import { reasonOf } from '../texts/say.ts';

/** One event as it will be stored. */
export interface EventToStore {
  id: string;
  generation: number;
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
 * fails, only this event is refused, and the others of the request are taken.
 */
export function readEvent(input: unknown): Result<EventToStore, UnusableEvent> {
  try {
    return eventOf(input);
  } catch (fault) {
    const said = storableText(fault instanceof Error ? fault.message : String(fault));
    return { ok: false, error: { why: reason('event.unreadable', { path: 'event', said }), id: idOf(input) } };
  }
}

function eventOf(input: unknown): Result<EventToStore, UnusableEvent> {
  const tombstone = isTombstone(input) ? tombstoneEvent.safeParse(input) : null;
  if (tombstone?.success) {
    const { id, generation } = tombstone.data;
    return {
      ok: true,
      value: { id, generation, modifiedGmt: '-infinity', content: { kind: 'gone' }, contentHash: 'tombstone' },
    };
  }
  const event = orderEvent.safeParse(input);
  if (!event.success) {
    const [issue] = event.error.issues;
    const path = issue?.path.join('.') || 'event';
    return {
      ok: false,
      error: { why: reason('event.unreadable', { path, said: issue?.message ?? 'unknown shape' }), id: idOf(input) },
    };
  }
  const { generation, order: body, refunds } = event.data;
  const read = readOrder(body, refunds);
  if (!read.ok) {
    const head = readHead(body);
    return head
      ? { ok: true, value: unreadEvent(head, generation, read.error) }
      : { ok: false, error: { why: read.error, id: idOf(input) } };
  }
  const order = read.value;
  const snapshot = snapshotOf(order);
  return {
    ok: true,
    value: {
      id: order.id,
      generation,
      modifiedGmt: order.modifiedGmt,
      content: { kind: 'order', order, snapshot },
      contentHash: hash('sha256', snapshot, 'base64url'),
    },
  };
}

/** Turns an event that the database cannot store into the event of an unreadable order. */
export function unstorableEvent({ id, generation, content }: EventToStore, problem: Reason): EventToStore {
  const { number = null, status = null, stage = null, currency = null } = content.kind === 'order' ? content.order : {};
  return unreadEvent({ id, number, status, stage, currency, modifiedGmt: null }, generation, problem);
}

function unreadEvent(head: OrderHead, generation: number, cause: Reason): EventToStore {
  const { id, number, status, stage, currency, modifiedGmt } = head;
  const problem = storableReason(cause);
  const unread = { status, stage, problem };
  return {
    id,
    generation,
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
