import { hash } from 'node:crypto';
import type { Task, World } from './world.ts';
import { planOf } from '../../bridge-server/src/mirror/transfer/transfer.ts';

/**
 * A text that is the same for two worlds which can go on in the same ways. So times count from now, and all past times
 * are equal; lease tokens are numbered in the order in which they are met; it does not matter which of two workers is
 * which; and a plan is known by its revision.
 */
export function identityOf(world: World): string {
  const tokens = new Map<string, number>();
  const tokenOf = (token: string | null): number => {
    if (token === null) return -1;
    const known = tokens.get(token) ?? tokens.size;
    tokens.set(token, known);
    return known;
  };
  const ahead = (time: number | null): number => (time === null ? -1 : Math.max(0, time - world.now));
  const ago = (time: Date | null): number => (time === null ? -1 : world.now - time.getTime() / 1000);
  const transferOf = (transfer: Task['transfer']): unknown[] => [
    ofItself(transfer),
    tokenOf(transfer.leaseToken),
    ago(transfer.doubtSince),
  ];
  const taskOf = (task: Task): unknown[] => [
    task.at,
    transferOf(task.transfer),
    world.now - task.leasedAt,
    'plan' in task ? [task.plan.revision, task.step.key] : 0,
    'deadline' in task ? [ahead(task.deadline), ago(task.transfer.intentAt)] : 0,
    'prepared' in task ? ('name' in task.prepared ? task.prepared : task.prepared.frozen.revision) : 0,
    'event' in task ? task.event : 'answer' in task ? task.answer : 0,
  ];
  const rows = world.rows.map(({ transfer, dueAt, leaseUntil, reviewAt, handover }) => {
    const isDue = ['waiting', 'in_doubt', 'handed_over'].includes(transfer.state);
    return [
      transferOf(transfer),
      isDue ? ahead(dueAt) : -1,
      ahead(leaseUntil),
      ahead(reviewAt),
      handover === null ? -1 : numberOf(handover),
      transfer.state === 'sending' ? ago(transfer.intentAt) : -1,
    ];
  });
  const workers = world.workers.map(({ name, task, pausedAt }) => {
    const requests = world.requests
      .filter(({ worker }) => worker === name)
      .map(({ id, step, by, pace }) => [
        step.key,
        step.input,
        ahead(by),
        pace,
        task !== null && 'request' in task && task.request === id,
      ]);
    return JSON.stringify([task ? taskOf(task) : null, pausedAt === null ? null : pausedAt < world.now, requests]);
  });
  const text = JSON.stringify([
    world.order?.row.revision,
    world.order?.generation,
    world.toDeliver,
    rows,
    workers.sort(),
    world.review && [world.review.id, world.review.siblings],
    ahead(world.heldUntil),
    world.left,
    world.toRepeat,
    world.restoredFrom !== null,
    world.backup && [
      world.backup.order?.row.revision,
      world.backup.rows.map(({ transfer, reviewAt }) => [transferOf(transfer), ahead(reviewAt)]),
    ],
    world.wroteTooLate,
    world.office.map(({ id, bytes, received, word, refusedAt, aside, released }) => [
      id,
      numberOf(bytes),
      received,
      word,
      refusedAt,
      aside,
      released,
    ]),
    world.tasks,
    world.broken,
    world.documents.map(({ id, key, total, made, signed, copy }) => [
      id,
      key,
      total,
      Math.min(world.now - made, 1000),
      signed,
      copy,
    ]),
  ]);
  return hash('md5', text, 'base64');
}

/**
 * Numbers the contents of a transfer that depend neither on the time nor on the rest of the world. The number is kept
 * by object, since transfers are never changed in place.
 */
const known = new WeakMap<Task['transfer'], number>();
function ofItself(transfer: Task['transfer']): number {
  const number =
    known.get(transfer) ??
    numberOf(
      JSON.stringify([
        transfer.id,
        transfer.kind,
        transfer.reference,
        transfer.state,
        transfer.reason,
        transfer.attempts,
        transfer.claims,
        Math.min(transfer.laneWaits, 9),
        transfer.absences,
        transfer.looked,
        planOf(transfer)?.revision,
        transfer.results,
        transfer.intent?.key,
        transfer.intentOpen,
        transfer.maker?.key,
        transfer.insisted,
        transfer.replayedFrom,
        transfer.documentId,
        transfer.total,
        transfer.fetched,
      ]),
    );
  known.set(transfer, number);
  return number;
}

/** Numbers long texts, of which there are few, in the order in which they were met. */
const texts = new Map<string, number>();
function numberOf(text: string): number {
  const number = texts.get(text) ?? texts.size;
  texts.set(text, number);
  return number;
}
