import { hash } from 'node:crypto';
import { orderEvent, tombstoneEvent } from '@kontor/shared/api/events';
import type { Order } from '@kontor/shared/order';
import type { Reason, Result } from '@kontor/shared/problem';
import { readOrder, snapshotOf } from '@kontor/shared/woocommerce';

/** One event as it will be stored. `order` is null when the order is gone from the shop. */
export interface OrderEvent {
  id: string;
  generation: number;
  /** Orders two events of one generation; `-infinity` for a tombstone. */
  modifiedGmt: string;
  order: Order | null;
  snapshot: string | null;
  /** Tells changed content from repeated content. */
  contentHash: string;
}

const unreadable: Omit<Reason, 'cause'> = {
  code: 'event.unreadable',
  remedy:
    'Send {generation, order, refunds} with the bodies of the WooCommerce REST API v3, or {generation, id, tombstone: true}.',
};

/** Reads one event of a request; the error says why it is none. */
export function readEvent(given: unknown): Result<OrderEvent, Reason & { id: string | null }> {
  const tombstone = isTombstone(given) ? tombstoneEvent.safeParse(given) : null;
  if (tombstone?.success) {
    const { id, generation } = tombstone.data;
    return {
      ok: true,
      value: { id, generation, modifiedGmt: '-infinity', order: null, snapshot: null, contentHash: 'tombstone' },
    };
  }
  const event = orderEvent.safeParse(given);
  if (!event.success) {
    const [issue] = event.error.issues;
    const cause = `The event cannot be read: ${issue ? `${issue.path.join('.') || 'event'}: ${issue.message}` : 'unknown shape'}.`;
    return { ok: false, error: { ...unreadable, cause, id: idOf(given) } };
  }
  const read = readOrder(event.data.order, event.data.refunds);
  if (!read.ok) return { ok: false, error: { ...read.error, id: idOf(given) } };
  const snapshot = snapshotOf(read.value);
  return {
    ok: true,
    value: {
      id: read.value.id,
      generation: event.data.generation,
      modifiedGmt: read.value.modifiedGmt,
      order: read.value,
      snapshot,
      contentHash: hash('sha256', snapshot, 'base64url'),
    },
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
