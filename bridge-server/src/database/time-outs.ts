/** For how long PostgreSQL is waited for, in seconds. */
export interface TimeOuts {
  /** For a connection, be it a new one or one that others have at the moment. */
  connection: number;
  /** For a lock that another transaction holds; within the statement's time. */
  lock: number;
  /** For one statement. PostgreSQL itself ends it then, and its work with it. */
  statement: number;
  /**
   * For any answer to a statement. A server that is stopped, or behind a line that went silent, never ends a statement by
   * itself, so the bridge gives up and ends the connection. Later than `statement`, after which nothing runs on unseen.
   */
  answer: number;
  /** For a transaction's next statement. Whoever is silent for so long is gone, and others wait for the locks. */
  nextStatement: number;
}

/** What a database is opened for. */
export type Purpose = 'requests' | 'work' | 'maintenance' | 'migration';

/** Every time-out towards PostgreSQL, by what is done there. */
export const timeOuts: Readonly<Record<Purpose, TimeOuts>> = {
  // Whoever asks gives up after half a minute at most and asks again, as shops do with their events: an early 503 is worth
  // more than a late answer that nobody reads.
  requests: { connection: 5, lock: 5, statement: 10, answer: 12, nextStatement: 15 },
  // Nobody waits for a worker, but its lease (60 s) must not end while it waits for a statement.
  work: { connection: 10, lock: 10, statement: 30, answer: 35, nextStatement: 60 },
  // Statements that go over all there is, such as the beginning of `verify`, and commands, whose user can interrupt them.
  maintenance: { connection: 10, lock: 60, statement: 600, answer: 630, nextStatement: 600 },
  // A migration may rewrite a large table, and every other process waits meanwhile, in a transaction, for the lock that it holds.
  migration: { connection: 10, lock: 7200, statement: 7200, answer: 7230, nextStatement: 7200 },
};

/** `/readyz` answers after so many seconds even if the database has not: who asks waits for little more. */
export const readinessSeconds = 1.5;

/** When a database is closed, so long each of its connections may take to end before it is cut: a server that hangs never ends one. */
export const closeSeconds = 5;
