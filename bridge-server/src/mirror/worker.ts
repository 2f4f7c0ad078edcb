import { setTimeout as sleep } from 'node:timers/promises';
import type { AlarmConfig } from '../config/alarms.ts';
import { expireTasks } from '../desk/change-tasks.ts';
import { tellNextClerk } from '../desk/tell-clerks.ts';
import type { Speaker } from '../texts/say.ts';
import { fetchNextFile } from '../shops/files/fetch.ts';
import { forgetUnnamedFiles } from '../shops/files/store.ts';
import type { Directory } from '../shops/directory.ts';
import { claim } from './delivery/claim.ts';
import { deliver } from './delivery/deliver.ts';
import { closeBreakers } from './delivery/circuit-breaker.ts';
import { createFolderDelivery, type OfficeFolder } from './office/folder-delivery.ts';
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
  /**
   * Claims nothing more, lets each delivery end at its next step's boundary, and returns when all of them have ended.
   */
  stop(): Promise<void>;
}

/** The most that are claimed at a time; more at a time is no faster. */
const mostClaimed = 64;
/** How long a worker with little room waits for more room before it claims. */
const handfulMs = 20;
/** The pause between two batches of forgetting. */
const pauseMs = 50;

export interface WorkerOptions {
  concurrency: number;
  pollSeconds: number;
  /** The process's role, for the worker's heartbeat; left out where nobody needs to see the worker. */
  role?: string;
  /** From which hosts besides the shops' own files are fetched; left out where other workers fetch them. */
  files?: { hosts: readonly string[] };
  /** What is forgotten after its time; left out where other workers forget it. */
  forget?: Pick<Retention, 'keep' | 'systems'>;
  /** By which mail server clerks are told of tasks, in whose language; left out where nobody is told by mail. */
  mail?: { by: NonNullable<AlarmConfig['mail']>; speaker: Speaker };
  /** The folders into which documents are written for offices. */
  officeFolders?: readonly OfficeFolder[];
}

/** A worker: claims transfers and delivers them, and does the maintenance. Many may run at once. */
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
    // Claiming many costs hardly more than claiming one, so a worker with little room waits a moment for more.
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

  /** One batch and a pause after it, since sending goes first. */
  const forgetting = (retention: NonNullable<WorkerOptions['forget']>) => async (): Promise<boolean> => {
    const busy = await forgetNext({ pool: mirror.database.pool, ...retention });
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
      if (options.files) {
        const fetcher = { ...options.files, pool, egress: mirror.egress, log: mirror.log };
        every('files', Math.min(5, options.pollSeconds * 8), () =>
          fetchNextFile({ ...fetcher, retryScale: mirror.timing.retryScale }),
        );
      }
      const { mail } = options;
      if (mail) every('mails', 30, () => tellNextClerk(pool, mail.by, { speaker: mail.speaker, log: mirror.log }));
      every('tasks', 60, async () => (await expireTasks(pool)) > 0);
      every('proofs', 60, async () => {
        await forgetProofs(pool);
        await forgetPairings(pool);
        await forgetUnnamedFiles(pool);
        return false;
      });
      if (options.officeFolders && options.officeFolders.length > 0) {
        const folders = createFolderDelivery(mirror, options.officeFolders);
        every('folders', Math.min(5, options.pollSeconds * 8), () => folders.round());
      }
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
      // The worker stops even if the database is gone.
      await heartbeat?.farewell().catch(() => undefined);
    },
  };
}
