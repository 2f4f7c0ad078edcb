import type pg from 'pg';
import type { Scope } from '../auth/scopes.ts';
import { note } from '../journal/note.ts';
import { reason } from '../texts/reason.ts';
import { failure } from './operation.ts';

/**
 * Why an order's content, which holds people's data, is not shown to who asks for it; null where it is, or where nobody
 * asks.
 */
export const contentRefusal = (asked: 'content' | undefined, scopes: ReadonlySet<Scope>) =>
  asked === 'content' && !scopes.has('orders:content') ? failure(422, reason('order.content_not_allowed')) : null;

/** Lets the journal name who looked at an order's content. */
export const noteContentShown = (pool: pg.Pool, shopId: string, orderId: string, actor: string): Promise<void> =>
  note(pool, { shopId, orderId, correlationId: null, actor, code: 'order.content_shown' });
