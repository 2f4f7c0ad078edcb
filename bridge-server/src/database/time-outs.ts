/** How long the bridge waits for PostgreSQL, in seconds. */
export interface TimeOuts {
  /** For a connection, whether it must be opened or another request must give it back. */
  connection: number;
  /** For a lock that another transaction holds. It is part of the time for the statement. */
  lock: number;
  /** For one statement. PostgreSQL itself ends it then and undoes its work. */
  statement: number;
  /**
   * For the answer to a statement. A server that hangs, or whose network went silent, never ends a statement, so the
   * bridge ends the connection. This comes after `statement`, so that no statement runs on unseen.
   */
  answer: number;
  /**
   * For the next statement of a transaction. A client that is silent for so long is gone, and others wait for its
   * locks.
   */
  nextStatement: number;
}

/** What a database is opened for. */
export type Purpose = 'requests' | 'work' | 'maintenance' | 'migration';

/** Every time-out towards PostgreSQL, by purpose. */
export const timeOuts: Readonly<Record<Purpose, TimeOuts>> = {
  // Callers give up after half a minute at most and then try again, as shops do with their events. An early 503 helps
  // them more than a late answer that nobody reads.
  requests: { connection: 5, lock: 5, statement: 10, answer: 12, nextStatement: 15 },
  // Nobody waits for a worker, but its lease (60 s) must not end while it waits for a statement.
  work: { connection: 10, lock: 10, statement: 30, answer: 35, nextStatement: 60 },
  // Statements that read whole tables, such as the beginning of `verify`, and commands, which their user can interrupt.
  maintenance: { connection: 10, lock: 60, statement: 600, answer: 630, nextStatement: 600 },
  // A migration may rewrite a large table. Meanwhile every other process waits for its lock, inside a transaction.
  migration: { connection: 10, lock: 7200, statement: 7200, answer: 7230, nextStatement: 7200 },
};

/** `/readyz` answers after so many seconds even if the database has not, since its callers wait little longer. */
export const readinessSeconds = 1.5;

/** How long a connection may take to end, in seconds, before `close` cuts it: a server that hangs never ends one. */
export const closeSeconds = 5;
