import { setTimeout as sleep } from 'node:timers/promises';
import { expireTasks } from '../desk/tasks.ts';
import type { Directory } from '../shops/directory.ts';
import { claim } from './delivery/claim.ts';
import { deliver } from './delivery/deliver.ts';
import { closeBreakers } from './delivery/circuit-breaker.ts';
import { offerAgain } from './office/handover.ts';
import { followNext } from './office/follow.ts';
import { forgetPairings, forgetProofs, takeBackLost } from './maintenance/janitor.ts';
import { timingOf, type Mirror } from './mirror.ts';
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

/** `forget`: what is forgotten after its time; left out where other workers do so. */
export interface WorkerOptions {
  concurrency: number;
  pollSeconds: number;
  forget?: Pick<Retention, 'keep' | 'systems'>;
}

/** A worker: claims transfers and delivers them, and looks after what time alone brings about. Many may run at once. */
export function createWorker(mirror: Mirror, directory: Directory, options: WorkerOptions): Worker {
  const running = new Set<Promise<void>>();
  const stop = new AbortController();
  const stopping = () => stop.signal.aborted;
  let loops: Promise<void>[] = [];

  /** Repeats `round` until the worker stops; pauses when it found nothing to do. A fault costs a pause, never the loop. */
  async function repeat(name: string, idleSeconds: number, round: () => Promise<boolean>): Promise<void> {
    while (!stopping()) {
      const busy = await round().then(
        (did) => {
          mirror.meter?.count('kontor_worker_rounds_total', { loop: name, outcome: 'done' });
          return did;
        },
        (fault: unknown) => {
          mirror.meter?.count('kontor_worker_rounds_total', { loop: name, outcome: 'failed' });
          mirror.log.error({ err: fault, loop: name }, 'a round of recurring work failed');
          return false;
        },
      );
      if (!busy) await sleep(idleSeconds * 1000, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  }

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
      loops = [
        repeat('claim', options.pollSeconds, claimRound),
        repeat('review', options.pollSeconds, () => reviewOne(pool, systemOf, timing, mirror.log)),
        repeat('reroute', options.pollSeconds * 4, async () => (await rerouteOrders(pool, directory, mirror.log)) > 0),
        repeat(
          'janitor',
          Math.min(5, mirror.timing.leaseSeconds / 4),
          async () =>
            (await takeBackLost(pool, (key) => timingOf(mirror, systemOf(key)), mirror.log)) +
              (await offerAgain(pool, timing)) >
            0,
        ),
        repeat('breakers', Math.min(5, options.pollSeconds * 8), async () => (await closeBreakers(mirror)) > 0),
        repeat('follow', Math.min(5, options.pollSeconds * 8), () => followNext(mirror)),
        repeat('tasks', 60, async () => (await expireTasks(pool)) > 0),
        repeat('proofs', 60, async () => {
          await forgetProofs(pool);
          await forgetPairings(pool);
          return false;
        }),
        ...(options.forget ? [repeat('retention', 60, forgetting(options.forget))] : []),
      ];
    },
    async stop() {
      stop.abort();
      await Promise.all(loops);
      await Promise.all(running);
      await mirror.exchanges?.flush();
    },
  };
}
