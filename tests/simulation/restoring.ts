import * as database from './database.ts';
import type { Choice, Setting, Stored, World } from './world.ts';

/**
 * The operator makes a backup of the database at any moment, or restores it at any later one; the targets stay as they
 * are.
 */
export function backingUp(world: World, setting: Setting): Choice[] {
  const { left, backup } = world;
  if (left.restores === 0) return [];
  if (!backup)
    return [
      {
        label: 'operator: makes a backup',
        to: { ...world, backup: { order: world.order, rows: world.rows, madeAt: world.now } },
        optional: true,
      },
    ];
  return [{ label: 'operator: restores the backup, and verifies', to: restored(world, setting), optional: true }];
}

/** After a restore the shop sends its order again, as it is. */
export const repeating = (world: World, setting: Setting): Choice[] =>
  world.toRepeat === null
    ? []
    : [
        {
          label: `shop: sends its event ${world.toRepeat + 1} again`,
          to: { ...database.commit(world, setting, world.toRepeat), toRepeat: null },
        },
      ];

/**
 * The world after a restore: every process was stopped, but requests that were on their way to the vendor still arrive.
 */
function restored(world: World, { events, planted, timing }: Setting): World {
  const { backup, left, workers, requests, toDeliver } = world;
  if (!backup) throw new Error('there is no backup');
  const verifies = planted !== 'no verifying';
  const delivered = events.map((_, position) => position).filter((position) => !toDeliver.includes(position));
  return {
    ...world,
    order: backup.order,
    rows: verifies ? backup.rows.map((stored) => marked(stored, world.now, timing)) : backup.rows,
    backup: null,
    restoredFrom: verifies ? backup.madeAt : null,
    left: { ...left, restores: left.restores - 1 },
    toRepeat: delivered.at(-1) ?? null,
    workers: workers.map((worker) => ({ ...worker, task: null, pausedAt: null })),
    requests: requests.map((request) => ({ ...request, pace: 'adrift' })),
  };
}

/** `verify.ts` markStatement. */
function marked(stored: Stored, now: number, { callTimeoutSeconds, settleSeconds }: Setting['timing']): Stored {
  const { transfer } = stored;
  const { kind, state, intentOpen } = transfer;
  if (state === 'done' || (state === 'closed' && transfer.looked === null)) return stored;
  const settled = now + callTimeoutSeconds + settleSeconds;
  const isAmendment = kind === 'amendment' && state !== 'handed_over';
  return {
    ...stored,
    dueAt: state === 'in_doubt' ? Math.max(stored.dueAt, settled) : stored.dueAt,
    leaseUntil: state === 'sending' ? Math.max(stored.leaseUntil ?? 0, settled) : null,
    transfer: {
      ...transfer,
      leaseToken: state === 'sending' ? transfer.leaseToken : null,
      looked: !isAmendment && intentOpen && state !== 'closed' ? 'asking' : null,
      intentOpen: intentOpen && !isAmendment,
      ...(isAmendment ? { frozen: null, plannedRevision: null } : {}),
      absences: 0,
      attempts: 0,
      doubtSince: state === 'in_doubt' ? database.timeOf(now) : null,
    },
  };
}
