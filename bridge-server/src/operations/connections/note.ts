import type { Reason } from '@kontor/shared/problem';
import type { Queryable } from '../../database/database.ts';
import { note } from '../../journal/note.ts';
import { reasonOf } from '../../texts/say.ts';
import { failure } from '../operation.ts';

/** What somebody did with a connection, by its code in the journal. */
export type ConnectionEvent =
  | 'added'
  | 'changed'
  | 'paused'
  | 'resumed'
  | 'removed'
  | 'credentials_changed'
  | 'check_failed'
  | 'office_key_created'
  | 'office_key_revoked';

/** Which connection a line of the journal is about, and who acted. */
interface About {
  shopId: string;
  /** Left out for credentials that are only checked and belong to no connection yet. */
  connectionId?: string;
  actor: string;
}

/** Adds a line about a connection to the journal. */
export const noteConnection = (
  database: Queryable,
  about: About,
  event: ConnectionEvent,
  detail: Record<string, unknown> = {},
): Promise<void> =>
  note(database, { ...about, orderId: null, correlationId: null, code: `connection.${event}`, detail });

/** The refusal after a system refused a check. The journal records the check as well. */
export async function failedCheck(database: Queryable, about: About, system: string, why: Reason) {
  await noteConnection(database, about, 'check_failed', { system, why: why.code });
  return failure(502, reasonOf(why));
}
