import { hash } from 'node:crypto';
import { orderEvent, tombstoneEvent } from '@kontor/shared/api/events';
import type { Order, UnreadOrder } from '@kontor/shared/order';
import type { Reason, Result } from '@kontor/shared/problem';
import { readHead, readOrder, snapshotOf, type OrderHead } from '@kontor/shared/woocommerce';
import { told } from '../texts/reason.ts';

/** One event as it will be stored. */
export interface OrderEvent {
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

const unreadable: Omit<Reason, 'cause'> = {
  code: 'event.unreadable',
  remedy:
    'Send {generation, order, refunds} with the bodies of the WooCommerce REST API v3, or {generation, id, tombstone: true}.',
};

/** Reads one event of a request; the error says why it is none. An order that cannot be read is an event all the same. */
export function readEvent(given: unknown): Result<OrderEvent, Reason & { id: string | null }> {
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
    const cause = `The event cannot be read: ${issue ? `${issue.path.join('.') || 'event'}: ${issue.message}` : 'unknown shape'}.`;
    return { ok: false, error: { ...unreadable, cause, id: idOf(given) } };
  }
  const { generation, order: body, refunds } = event.data;
  const read = readOrder(body, refunds);
  if (!read.ok) {
    const why = told(read.error);
    const head = readHead(body);
    return head
      ? { ok: true, value: unreadEvent(head, generation, why) }
      : { ok: false, error: { ...why, id: idOf(given) } };
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
export function unstorableEvent({ id, generation, content }: OrderEvent, problem: Reason): OrderEvent {
  const { number = null, status = null, stage = null, currency = null } = content.kind === 'order' ? content.order : {};
  return unreadEvent({ id, number, status, stage, currency, modifiedGmt: null }, generation, problem);
}

/** No index holds a longer number. */
const longestNumber = 200;

function unreadEvent(head: OrderHead, generation: number, reason: Reason): OrderEvent {
  const { id, status, stage, currency, modifiedGmt } = head;
  const number = head.number?.slice(0, longestNumber).toWellFormed() ?? null;
  // A cause quotes what the shop sent, which may hold what no column does.
  const problem = { ...reason, cause: reason.cause.replaceAll('\0', '').toWellFormed() };
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

const isTombstone = (given: unknown): boolean => typeof given === 'object' && given !== null && 'tombstone' in given;

function idOf(given: unknown): string | null {
  const { id, order } = (given ?? {}) as { id?: unknown; order?: { id?: unknown } };
  const found = order?.id ?? id;
  return typeof found === 'number' || typeof found === 'string' ? String(found).slice(0, 40) : null;
}

/** Whether `a` is newer than `b`: the shop's generation decides, the time of change only between equal generations. */
export function isNewer(a: OrderEvent, b: OrderEvent): boolean {
  if (a.generation !== b.generation) return a.generation > b.generation;
  return b.modifiedGmt === '-infinity'
    ? a.modifiedGmt !== '-infinity'
    : a.modifiedGmt !== '-infinity' && a.modifiedGmt > b.modifiedGmt;
}
