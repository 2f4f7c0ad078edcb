import pg from 'pg';

/** The SQLSTATE of what PostgreSQL threw; null for anything else. */
export const sqlState = (fault: unknown): string | null =>
  fault instanceof pg.DatabaseError ? (fault.code ?? null) : null;

/** SQLSTATE class 22 (data) and 23 (constraint): this data, and not the database, is the cause. */
export const isBadData = (fault: unknown): boolean => /^2[23]/.test(sqlState(fault) ?? '');

/** Why the database cannot do anything now, or null when the fault is another. */
export function unavailability(fault: unknown): string | null {
  const state = sqlState(fault);
  if (state === null) {
    const { code } = fault as NodeJS.ErrnoException;
    const closed = fault instanceof Error && /connection|timeout ex(ceeded|pired)|terminat/i.test(fault.message);
    return code?.startsWith('E') || closed ? 'The database cannot be reached.' : null;
  }
  if (state.startsWith('53')) return 'The database has no room or no free connection.';
  if (state === '25006') return 'The database accepts no writes at the moment.';
  // 55P03: a lock was waited for in vain (database/time-outs.ts).
  if (/^(08|57|40|55P03)/.test(state)) return 'The database interrupted the request.';
  return null;
}
