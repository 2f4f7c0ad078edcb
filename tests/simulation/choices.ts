import type { Timing } from '../../bridge-server/src/mirror/transfer/transition.ts';
import type { Outcome } from '../../bridge-server/src/systems/contract.ts';
import * as database from './database.ts';
import { actions, answered, lessLuck, withTask } from './delivering.ts';
import { office, offeringAgain } from './office.ts';
import { person } from './person.ts';
import { backingUp, repeating } from './restoring.ts';
import { take } from './target.ts';
import type { Choice, Mishap, Request, Setting, World } from './world.ts';

/** Everything that may happen next: each actor's next action, every misfortune that is left, and that time passes. */
export function choicesOf(world: World, setting: Setting): Choice[] {
  const swift = world.requests.filter(({ pace }) => pace === 'swift');
  const acting = [
    ...working(world, setting),
    ...looking(world, setting),
    ...repeating(world, setting),
    ...swift.flatMap((request) => arriving(world, setting, request)),
  ];
  const optional = [
    ...delivering(world, setting),
    ...misfortunes(world),
    ...backingUp(world, setting),
    ...person(world, setting),
    ...office(world, setting),
  ];
  const passing = acting.length === 0 || setting.lazy ? timePassing(world, setting) : [];
  const drifting = world.requests
    .filter(({ pace }) => pace === 'adrift')
    .flatMap((request) => arriving(world, setting, request));
  return [
    ...acting,
    ...drifting,
    ...optional,
    ...passing,
    ...waking(world, acting.length + drifting.length + passing.length === 0),
  ];
}

function working(world: World, setting: Setting): Choice[] {
  // Two idle workers are as good as one.
  const idle = world.workers.find(({ task }) => task === null)?.name;
  return world.workers.flatMap((worker) =>
    worker.pausedAt !== null || (worker.task === null && worker.name !== idle) ? [] : actions(world, setting, worker),
  );
}

/** The janitor, and the review of what changed. */
function looking(world: World, setting: Setting): Choice[] {
  return [
    ...database.lost(world).map((id) => ({
      label: `janitor: takes back the ${kindOf(world, id)}`,
      to: database.takeBack(world, setting, id),
    })),
    ...database.reviewable(world).map((id) => {
      const to = database.review(world, setting, id);
      const { state, reason } = database.rowAt(to, id).transfer;
      return { label: `review: of the ${kindOf(world, id)}: ${state} ${reason}`, to };
    }),
    ...offeringAgain(world, setting),
    ...(world.heldUntil === Infinity
      ? [{ label: 'janitor: probes, and the connection works', to: database.closeBreaker(world) }]
      : []),
  ];
}
const kindOf = (world: World, id: number): string => database.rowAt(world, id).transfer.kind;

/** Requests reach the vendor and are answered, or do not and are not. */
function arriving(world: World, setting: Setting, request: Request): Choice[] {
  const { step } = request;
  const taken = take(world.documents, step, world.now, setting.vendor);
  const effect = { ...without(world, request), documents: taken.documents };
  const usual = {
    label: `vendor: takes the request and answers (${step.key})`,
    to: heard(effect, setting, request, taken.outcome),
  };
  if (request.pace === 'adrift' || world.left.losses === 0) return [usual];
  const less = lessLuck(world);
  const drifting = {
    ...less,
    requests: less.requests.map((other) => (other === request ? { ...request, pace: 'adrift' as const } : other)),
  };
  const cut = { kind: 'doubt' as const, code: 'doubt.cut', cause: 'the connection broke' };
  const mishap = (what: Mishap, to: World): Choice[] =>
    setting.mishaps.includes(what) ? [{ label: `${what} (${step.key})`, to, optional: true }] : [];
  const instead = (outcome: Outcome): World => heard(without(less, request), setting, request, outcome);
  const isMade = step.key === 'create' && taken.documents.length > world.documents.length;
  const off = take(world.documents, step, world.now, setting.vendor, 100);
  return [
    usual,
    ...mishap('the answer is lost', heard(lessLuck(effect), setting, request, cut)),
    ...mishap('the request is lost', instead(cut)),
    ...mishap('the request drifts', heard(drifting, setting, request, cut)),
    ...mishap('the request is slow', drifting),
    ...mishap(
      'the vendor refuses',
      instead({ kind: 'refused', code: 'refused.invalid', cause: 'no', remedy: 'mend it' }),
    ),
    ...mishap(
      'the vendor has no room',
      instead({ kind: 'held', code: 'held.rate_limited', cause: 'too many requests', retryAfterSeconds: 5 }),
    ),
    ...mishap(
      'the vendor turns the credentials away',
      instead({ kind: 'held', code: 'held.credentials', cause: 'not allowed' }),
    ),
    ...(isMade
      ? mishap(
          'the vendor computes another total',
          heard({ ...lessLuck(effect), documents: off.documents }, setting, request, off.outcome),
        )
      : []),
    ...(isMade
      ? mishap(
          'somebody copies the document',
          heard({ ...lessLuck(effect), documents: withCopy(taken.documents) }, setting, request, cut),
        )
      : []),
  ];
}

function withCopy(documents: World['documents']): World['documents'] {
  const last = documents.at(-1);
  return last ? [...documents, { ...last, id: `${last.id} copied`, copy: true }] : documents;
}

const without = (world: World, request: Request): World => ({
  ...world,
  requests: world.requests.filter((other) => other !== request),
});

/** The worker that still waits has its answer; one that does not never hears of it. */
function heard(world: World, setting: Setting, { id }: Request, outcome: Outcome): World {
  const waiting = world.workers.find(({ task }) => task?.at === 'awaiting the answer' && task.request === id);
  return waiting?.task?.at === 'awaiting the answer' ? answered(world, setting, waiting, waiting.task, outcome) : world;
}

/** The shop's events, in any order. */
const delivering = (world: World, setting: Setting): Choice[] =>
  world.toDeliver.map((position) => ({
    label: `shop: sends its event ${position + 1}, ${setting.events[position]?.order.status ?? ''}`,
    to: database.commit(world, setting, position),
  }));

/** Crashes and pauses, at every boundary. */
function misfortunes(world: World): Choice[] {
  const { left } = world;
  return world.workers.flatMap((worker): Choice[] => {
    const { name, task, pausedAt } = worker;
    if (!task || pausedAt !== null) return [];
    const adrift = {
      ...world,
      requests: world.requests.map((request) =>
        request.worker === name ? { ...request, pace: 'adrift' as const } : request,
      ),
    };
    const before = `${task.at} (${task.transfer.kind})`;
    return [
      ...(left.crashes > 0
        ? [
            {
              label: `${name}: crashes before ${before}`,
              to: withTask({ ...adrift, left: { ...left, crashes: left.crashes - 1 } }, worker, null),
              optional: true,
            },
          ]
        : []),
      ...(left.pauses > 0
        ? [
            {
              label: `${name}: is paused before ${before}`,
              optional: true,
              to: {
                ...adrift,
                left: { ...left, pauses: left.pauses - 1 },
                workers: world.workers.map((other) => (other === worker ? { ...worker, pausedAt: world.now } : other)),
              },
            },
          ]
        : []),
    ];
  });
}

/** Whoever is paused wakes after some time; or at once when nothing else is to come. */
const waking = (world: World, nothingElse: boolean): Choice[] =>
  world.workers
    .filter(({ pausedAt }) => pausedAt !== null && (pausedAt < world.now || nothingElse))
    .map((worker) => ({
      label: `${worker.name}: wakes`,
      to: {
        ...world,
        workers: world.workers.map((other) => (other === worker ? { ...worker, pausedAt: null } : other)),
      },
    }));

/** Time goes on to the next moment at which something may come out differently; not past a request that must arrive. */
function timePassing(world: World, { timing }: Setting): Choice[] {
  if (world.requests.some(({ pace, by }) => pace === 'swift' || by <= world.now)) return [];
  const [next] = moments(world, timing)
    .filter((time) => time > world.now)
    .sort((a, b) => a - b);
  return next === undefined
    ? []
    : [
        {
          label: `clock: ${next} s`,
          to: {
            ...world,
            now: next,
            heldUntil: world.heldUntil !== null && world.heldUntil <= next ? null : world.heldUntil,
          },
        },
      ];
}

function moments(world: World, timing: Timing): number[] {
  return [
    // Who is behind another is put off again and again until that one is through.
    ...world.rows.flatMap(({ transfer: { id, state }, dueAt }) =>
      state === 'in_doubt' || (state === 'waiting' && !database.isBehind(world, id)) ? [dueAt] : [],
    ),
    ...world.rows.flatMap(({ transfer: { state, reason }, dueAt }) =>
      state === 'handed_over' && reason === 'fetched' ? [dueAt] : [],
    ),
    ...world.rows.flatMap(({ leaseUntil }) => leaseUntil ?? []),
    ...world.requests.map(({ by }) => by),
    ...world.workers.flatMap(({ task }) =>
      task && 'deadline' in task ? [task.deadline, task.deadline + timing.settleSeconds] : [],
    ),
    ...(world.heldUntil === null || world.heldUntil === Infinity ? [] : [world.heldUntil]),
  ];
}
