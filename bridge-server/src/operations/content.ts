import type pg from 'pg';
import type { Scope } from '../auth/scopes.ts';
import { note } from '../journal/note.ts';
import { reason } from '../texts/reason.ts';
import { failure } from './operation.ts';

/**
 * Why the caller may not see an order's content, which includes people's data; null when they may, or did not ask for
 * it.
 */
export const contentRefusal = (requested: 'content' | undefined, scopes: ReadonlySet<Scope>) =>
  requested === 'content' && !scopes.has('orders:content') ? failure(422, reason('order.content_not_allowed')) : null;

/** Records in the journal who looked at an order's content. */
export const noteContentShown = (pool: pg.Pool, shopId: string, orderId: string, actor: string): Promise<void> =>
  note(pool, { shopId, orderId, correlationId: null, actor, code: 'order.content_shown' });
