import pg from 'pg';

/** The SQLSTATE of what PostgreSQL threw; null for anything else. */
const sqlState = (fault: unknown): string | null => (fault instanceof pg.DatabaseError ? (fault.code ?? null) : null);

/**
 * Whose fault it is that a statement failed. data: what was to be stored or asked, and the same statement with other data
 * succeeds; conflict: two waited for each other crosswise, and either may try again; outage: the database cannot do anything now.
 */
export type DatabaseFault = 'data' | 'conflict' | 'outage';

/** SQLSTATEs by their beginning, as PostgreSQL's appendix A lists them; the first that fits counts. */
const states: readonly (readonly [beginning: string, fault: DatabaseFault, cause: string])[] = [
  ['22', 'data', 'The data cannot be stored.'],
  // No writes are possible: a standby, or a disk that is full.
  ['25006', 'outage', 'The database accepts no writes at the moment.'],
  ['23', 'data', 'The data contradicts what is stored.'],
  ['40', 'conflict', 'The database interrupted the request.'],
  // A prepared statement that is another's, or gone: a pooler has changed the connection.
  ['42P05', 'outage', 'The database lost a prepared statement.'],
  ['26000', 'outage', 'The database lost a prepared statement.'],
  ['42', 'data', 'The statement does not fit the data.'],
  ['53', 'outage', 'The database has no room or no free connection.'],
  ['54', 'data', 'The data is longer than the database can hold.'],
  // A lock was waited for in vain (database/time-outs.ts).
  ['55P03', 'outage', 'The database is busy.'],
  ['08', 'outage', 'The database interrupted the request.'],
  ['57', 'outage', 'The database interrupted the request.'],
  ['58', 'outage', 'The database has trouble with its disk.'],
];

/** What Node says of a connection that is not there any more. */
const lost: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
]);

/** What pg and knex say, in words alone, of one that is lost, that gives no answer, or that was not to be had. Knex puts the statement before it. */
const lostInWords =
  /(?:^| - )(?:Connection terminated|Connection ended|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect|timeout expired|Query read timeout|Knex: Timeout acquiring a connection)/;

const placeOf = (fault: unknown) => {
  const state = sqlState(fault);
  return state === null ? undefined : states.find(([beginning]) => state.startsWith(beginning));
};

/** Told by what it says, since what Node itself throws is no `Error` of a test's own. */
function isLost(fault: unknown): boolean {
  const { code, message } = Object(fault) as { code?: unknown; message?: unknown };
  return lost.has(String(code)) || (typeof message === 'string' && lostInWords.test(message));
}

/** Whose fault it is; null: a fault of neither kind, such as one of the bridge itself. */
export const databaseFault = (fault: unknown): DatabaseFault | null =>
  placeOf(fault)?.[1] ?? (isLost(fault) ? 'outage' : null);

/** This data, and not the database, is the cause: without it, everything else succeeds. */
export const isBadData = (fault: unknown): boolean => databaseFault(fault) === 'data';

/** Why the database cannot do anything now, or null when the fault is another. */
export function unavailability(fault: unknown): string | null {
  const found = databaseFault(fault);
  if (found === null || found === 'data') return null;
  return placeOf(fault)?.[2] ?? 'The database cannot be reached.';
}
