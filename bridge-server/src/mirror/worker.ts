import { setTimeout as sleep } from 'node:timers/promises';
import { expireTasks } from '../desk/tasks.ts';
import type { Directory } from '../shops/directory.ts';
import { claim } from './delivery/claim.ts';
import { deliver } from './delivery/deliver.ts';
import { closeBreakers } from './delivery/circuit-breaker.ts';
import { offerAgain } from './office/handover.ts';
import { followNext } from './office/follow.ts';
import { beatSeconds, createHeartbeat } from './maintenance/heartbeat.ts';
import { forgetPairings, forgetProofs, takeBackLost } from './maintenance/janitor.ts';
import { timingOf, type Mirror } from './mirror.ts';
import { createRecurring } from './recurring.ts';
import { rerouteOrders } from './maintenance/reroute.ts';
import { forgetNext, type Retention } from './maintenance/retention.ts';
import { reviewOne } from './maintenance/review.ts';

export interface Worker {
  /** Begins to work; returns at once. */
  start(): void;
  /** Claims nothing more, lets what runs end at its next step's boundary, and returns when all is put down. */
  stop(): Promise<void>;
}

/** Claiming more at a time brings nothing more. */
const mostClaimed = 64;
/** How long a worker with little room waits for more before it claims. */
const handfulMs = 20;
/** Between two batches of what is forgotten. */
const pauseMs = 50;

/**
 * `forget`: what is forgotten after its time; left out where other workers do so. `role`: that of the process, whose worker
 * tells the database that it is there; left out where nobody needs to know.
 */
export interface WorkerOptions {
  concurrency: number;
  pollSeconds: number;
  role?: string;
  forget?: Pick<Retention, 'keep' | 'systems'>;
}

/** A worker: claims transfers and delivers them, and looks after what time alone brings about. Many may run at once. */
export function createWorker(mirror: Mirror, directory: Directory, options: WorkerOptions): Worker {
  const running = new Set<Promise<void>>();
  const recurring = createRecurring(mirror);
  const { stopping } = recurring;
  const heartbeat = options.role === undefined ? null : createHeartbeat(mirror.database.pool, { role: options.role });

  const systemOf = (key: string) => mirror.systems(key)?.system ?? null;
  const timing = timingOf(mirror, null);

  async function claimRound(): Promise<boolean> {
    const room = options.concurrency - running.size;
    if (room <= 0) {
      await Promise.race(running);
      return true;
    }
    // Claiming many costs hardly more than claiming one: where only little room is, a moment brings more.
    if (room < options.concurrency / 2) await sleep(handfulMs);
    const claimed = await claim(
      mirror.database.pool,
      Math.min(options.concurrency - running.size, mostClaimed),
      timing,
      mirror.log,
    );
    heartbeat?.looked();
    for (const transfer of claimed) {
      mirror.meter?.count('kontor_claims_total', { system: transfer.system });
      const work = deliver(mirror, transfer, stopping)
        .catch((fault: unknown) =>
          mirror.log.error(
            { err: fault, transfer: transfer.id, correlationId: transfer.correlationId },
            'a transfer was put down',
          ),
        )
        .finally(() => running.delete(work));
      running.add(work);
    }
    return claimed.length > 0;
  }

  /** A batch, and a pause after it: what is to be sent goes first. */
  const forgetting = (given: NonNullable<WorkerOptions['forget']>) => async (): Promise<boolean> => {
    const busy = await forgetNext({ pool: mirror.database.pool, ...given });
    if (busy) await sleep(pauseMs);
    return busy;
  };

  return {
    start() {
      const { pool } = mirror.database;
      const { every } = recurring;
      every('claim', options.pollSeconds, claimRound);
      every('review', options.pollSeconds, () => reviewOne(pool, systemOf, timing, mirror.log));
      every('reroute', options.pollSeconds * 4, async () => (await rerouteOrders(pool, directory, mirror.log)) > 0);
      every(
        'janitor',
        Math.min(5, mirror.timing.leaseSeconds / 4),
        async () =>
          (await takeBackLost(pool, (key) => timingOf(mirror, systemOf(key)), mirror.log)) +
            (await offerAgain(pool, timing)) >
          0,
      );
      every('breakers', Math.min(5, options.pollSeconds * 8), async () => (await closeBreakers(mirror)) > 0);
      every('follow', Math.min(5, options.pollSeconds * 8), () => followNext(mirror));
      every('tasks', 60, async () => (await expireTasks(pool)) > 0);
      every('proofs', 60, async () => {
        await forgetProofs(pool);
        await forgetPairings(pool);
        return false;
      });
      if (options.forget) every('retention', 60, forgetting(options.forget));
      if (heartbeat)
        every('beat', beatSeconds, async () => {
          await heartbeat.beat();
          return false;
        });
    },
    async stop() {
      await recurring.stop();
      await Promise.all(running);
      await mirror.exchanges?.flush();
      // A database that is gone must not keep the worker from stopping.
      await heartbeat?.farewell().catch(() => undefined);
    },
  };
}
