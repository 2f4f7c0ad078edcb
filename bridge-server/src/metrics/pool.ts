import type pg from 'pg';

type Lend = (fault: Error | undefined, client: pg.PoolClient | undefined, done: (release?: unknown) => void) => void;

/** Tells how many seconds each piece of work waited for a connection of the pool, also one that got none. */
export function timePool(pool: pg.Pool, waited: (seconds: number) => void): void {
  const connect = pool.connect.bind(pool);
  const timed = (lend?: Lend): Promise<pg.PoolClient> | void => {
    const begun = performance.now();
    const over = (): void => waited((performance.now() - begun) / 1000);
    if (!lend) return connect().finally(over);
    // The pool's own way of running a single statement.
    connect((...lent) => {
      over();
      lend(...lent);
    });
  };
  pool.connect = timed as pg.Pool['connect'];
}
