import type { Reason } from '@kontor/shared/problem';
import type { Queryable } from '../../database/database.ts';
import { note } from '../../journal/note.ts';
import { reasonOf } from '../../texts/say.ts';
import { failure } from '../operation.ts';

/** What somebody does with a connection, as the journal has it. */
export type ConnectionEvent =
  'added' | 'changed' | 'paused' | 'resumed' | 'removed' | 'credentials_changed' | 'check_failed';

/** Which connection it is about, and who did it. A candidate that is only tested is none yet. */
interface About {
  shopId: string;
  connectionId?: string;
  actor: string;
}

/** Adds a line to the journal about a connection; no order is concerned. */
export const noteConnection = (
  database: Queryable,
  about: About,
  event: ConnectionEvent,
  detail: Record<string, unknown> = {},
): Promise<void> =>
  note(database, { ...about, orderId: null, correlationId: null, code: `connection.${event}`, detail });

/** What is answered where the system says no to a test; the journal has it, too. */
export async function failedCheck(database: Queryable, about: About, system: string, why: Reason) {
  await noteConnection(database, about, 'check_failed', { system, why: why.code });
  return failure(502, reasonOf(why));
}
