import type pg from 'pg';

type Lend = (fault: Error | undefined, client: pg.PoolClient | undefined, done: (release?: unknown) => void) => void;

/** Reports how long each piece of work waited for a connection of the pool, also when it got none. */
export function timePool(pool: pg.Pool, report: (seconds: number) => void): void {
  const connect = pool.connect.bind(pool);
  const timed = (lend?: Lend): Promise<pg.PoolClient> | void => {
    const startedAt = performance.now();
    const reportWait = (): void => report((performance.now() - startedAt) / 1000);
    if (!lend) return connect().finally(reportWait);
    // `pool.query` takes its connection with a callback.
    connect((...lent) => {
      reportWait();
      lend(...lent);
    });
  };
  pool.connect = timed as pg.Pool['connect'];
}
