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
  /** Orders two events of one generation; `-infinity` for a tombstone. */
  modifiedGmt: string;
  content: OrderContent;
  /** Tells changed content from repeated content. */
  contentHash: string;
}
export type OrderContent =
  | { kind: 'order'; order: Order; snapshot: string }
  /** The order cannot be read as it is: what its head says, and why the rest cannot be used. */
  | { kind: 'unread'; number: string | null; currency: string | null; unread: UnreadOrder }
  /** The order is gone from the shop. */
  | { kind: 'gone' };

/** Why something is no event, and of which order as far as it tells. */
export interface Unusable {
  id: string | null;
  why: Reason;
}

/**
 * Reads one event of a request; the error says why it is none. An order that cannot be read is an event all the same. A fault of
 * the reader itself is that event's alone: the others of the request are taken.
 */
export function readEvent(given: unknown): Result<EventToStore, Unusable> {
  try {
    return eventOf(given);
  } catch (fault) {
    const said = storableText(fault instanceof Error ? fault.message : String(fault));
    return { ok: false, error: { why: reason('event.unreadable', { path: 'event', said }), id: idOf(given) } };
  }
}

function eventOf(given: unknown): Result<EventToStore, Unusable> {
  const tombstone = isTombstone(given) ? tombstoneEvent.safeParse(given) : null;
  if (tombstone?.success) {
    const { id, generation } = tombstone.data;
    return {
      ok: true,
      value: { id, generation, modifiedGmt: '-infinity', content: { kind: 'gone' }, contentHash: 'tombstone' },
    };
  }
  const event = orderEvent.safeParse(given);
  if (!event.success) {
    const [issue] = event.error.issues;
    const path = issue?.path.join('.') || 'event';
    return {
      ok: false,
      error: { why: reason('event.unreadable', { path, said: issue?.message ?? 'unknown shape' }), id: idOf(given) },
    };
  }
  const { generation, order: body, refunds } = event.data;
  const read = readOrder(body, refunds);
  if (!read.ok) {
    const head = readHead(body);
    return head
      ? { ok: true, value: unreadEvent(head, generation, read.error) }
      : { ok: false, error: { why: read.error, id: idOf(given) } };
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

/** The event of an order that the database cannot store as it is. */
export function unstorableEvent({ id, generation, content }: EventToStore, problem: Reason): EventToStore {
  const { number = null, status = null, stage = null, currency = null } = content.kind === 'order' ? content.order : {};
  return unreadEvent({ id, number, status, stage, currency, modifiedGmt: null }, generation, problem);
}

function unreadEvent(head: OrderHead, generation: number, given: Reason): EventToStore {
  const { id, number, status, stage, currency, modifiedGmt } = head;
  const problem = storable(given);
  const unread = { status, stage, problem };
  return {
    id,
    generation,
    modifiedGmt: modifiedGmt ?? '-infinity',
    content: { kind: 'unread', number, currency, unread },
    // Of all that is stored, so that the same body, sent again, is no change.
    contentHash: hash('sha256', JSON.stringify({ number, ...unread }), 'base64url'),
  };
}

/** A problem quotes what the shop sent, which may hold what no column does. */
const storable = (given: Reason): Reason => {
  const { values, ...what } = reasonOf(given);
  return values ? { ...what, values: withStorable(values) } : what;
};
const withStorable = (given: Values): Values =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [name, storableValue(value)]));
function storableValue(value: Value): Value {
  if (typeof value === 'string') return storableText(value);
  if (typeof value === 'number') return value;
  if (isList(value)) return value.map(storableValue);
  return 'word' in value && value.values ? { ...value, values: withStorable(value.values) } : value;
}
const isList = (value: object): value is readonly Value[] => Array.isArray(value);

const isTombstone = (given: unknown): boolean => typeof given === 'object' && given !== null && 'tombstone' in given;

function idOf(given: unknown): string | null {
  const { id, order } = (given ?? {}) as { id?: unknown; order?: { id?: unknown } };
  const found = order?.id ?? id;
  return typeof found === 'number' || typeof found === 'string' ? storableText(String(found).slice(0, 40)) : null;
}

/** Whether `a` is newer than `b`: the shop's generation decides, the time of change only between equal generations. */
export function isNewer(a: EventToStore, b: EventToStore): boolean {
  if (a.generation !== b.generation) return a.generation > b.generation;
  return b.modifiedGmt === '-infinity'
    ? a.modifiedGmt !== '-infinity'
    : a.modifiedGmt !== '-infinity' && a.modifiedGmt > b.modifiedGmt;
}
