import pg from 'pg';

/**
 * What a failed statement says about the database. This file alone decides it.
 * - `data`: the data of the statement is at fault; the same statement with other data succeeds.
 * - `conflict`: two transactions blocked each other; each of them may try again.
 * - `outage`: the database cannot do anything at the moment.
 */
export type DatabaseFault = 'data' | 'conflict' | 'outage';

interface StateMeaning {
  /** How the SQLSTATE begins. */
  prefix: string;
  fault: DatabaseFault;
  /** The cause in words, for people. */
  cause: string;
}

/** Groups of SQLSTATEs, as appendix A of PostgreSQL's manual lists them. The first that fits counts. */
const stateMeanings: readonly StateMeaning[] = [
  { prefix: '22', fault: 'data', cause: 'The data cannot be stored.' },
  // The server is read-only: it is a standby, or its disk is full.
  { prefix: '25006', fault: 'outage', cause: 'The database accepts no writes at the moment.' },
  { prefix: '23', fault: 'data', cause: 'The data contradicts what is stored.' },
  { prefix: '40', fault: 'conflict', cause: 'The database interrupted the request.' },
  // A prepared statement is gone or belongs to another client: a pooler has exchanged the connection.
  { prefix: '42P05', fault: 'outage', cause: 'The database lost a prepared statement.' },
  { prefix: '26000', fault: 'outage', cause: 'The database lost a prepared statement.' },
  { prefix: '42', fault: 'data', cause: 'The statement does not fit the data.' },
  { prefix: '53', fault: 'outage', cause: 'The database has no room or no free connection.' },
  { prefix: '54', fault: 'data', cause: 'The data is longer than the database can hold.' },
  // The statement did not get a lock within its time-out (database/time-outs.ts).
  { prefix: '55P03', fault: 'outage', cause: 'The database is busy.' },
  { prefix: '08', fault: 'outage', cause: 'The database interrupted the request.' },
  { prefix: '57', fault: 'outage', cause: 'The database interrupted the request.' },
  { prefix: '58', fault: 'outage', cause: 'The database has trouble with its disk.' },
];

/** Node's codes for a connection that cannot be opened or has broken. */
const lostCodes: ReadonlySet<string> = new Set([
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

/** Messages without a code, by which pg and knex report a connection that broke, went silent or was not to be had. */
const lostMessages = [
  'Connection terminated',
  'Connection ended',
  'Client has encountered a connection error',
  'Client was closed',
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Query read timeout',
  'Knex: Timeout acquiring a connection',
];
/** Knex puts the statement and ` - ` before the message. */
const lostMessage = new RegExp(`(?:^| - )(?:${lostMessages.join('|')})`);

function meaningOf(fault: unknown): StateMeaning | undefined {
  if (!(fault instanceof pg.DatabaseError) || fault.code === undefined) return undefined;
  const { code } = fault;
  return stateMeanings.find(({ prefix }) => code.startsWith(prefix));
}

/** Reads code and message and not the class: under Jest, an error that Node throws is no `instanceof Error`. */
function isLost(fault: unknown): boolean {
  const { code, message } = Object(fault) as { code?: unknown; message?: unknown };
  return lostCodes.has(String(code)) || (typeof message === 'string' && lostMessage.test(message));
}

/** What the fault says about the database; null when the fault lies elsewhere, such as in the bridge itself. */
export const databaseFault = (fault: unknown): DatabaseFault | null =>
  meaningOf(fault)?.fault ?? (isLost(fault) ? 'outage' : null);

/** Whether the statement failed because of its data: without that data, everything else succeeds. */
export const isBadData = (fault: unknown): boolean => databaseFault(fault) === 'data';

/** Why the database cannot answer at the moment, in words; null when it can and the fault is another. */
export function unavailability(fault: unknown): string | null {
  const kind = databaseFault(fault);
  if (kind === null || kind === 'data') return null;
  return meaningOf(fault)?.cause ?? 'The database cannot be reached.';
}
