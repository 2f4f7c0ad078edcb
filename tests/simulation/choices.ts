import type { Outcome } from '../../bridge-server/src/systems/contract.ts';
import * as database from './database.ts';
import { actions, answered } from './delivering.ts';
import { mishap, withTask } from './mishaps.ts';
import { officeChoices, offeringAgain } from './office.ts';
import { speaking } from './person.ts';
import { backingUp, repeating } from './restoring.ts';
import { reviewing } from './reviewing.ts';
import { copied, take } from './target.ts';
import type { Choice, Mishap, Request, Setting, ShopEvent, World } from './world.ts';

/**
 * Everything that may happen next: each actor's next action, every misfortune that is still allowed, and the passing of
 * time.
 */
export function choicesOf(world: World, setting: Setting): Choice[] {
  if (setting.prompt) {
    const reviews = reviewing(world, setting);
    if (reviews.length > 0) return reviews;
  }
  // A review holds the order's row, so the shop, the office and people wait for it. An action that touches no row of
  // the order has the same outcome after the review, so it need not be tried during the review.
  if (world.review) return [...working(world, setting), ...looking(world, setting)];
  const swift = world.requests.filter(({ pace }) => pace === 'swift');
  const office = officeChoices(world, setting);
  const acting = [
    ...working(world, setting),
    ...looking(world, setting),
    ...office.filter(({ optional }) => !optional),
    ...repeating(world, setting),
    ...swift.flatMap((request) => arriving(world, setting, request)),
  ];
  const optional = [
    ...office.filter((choice) => choice.optional),
    ...delivering(world, setting),
    ...misfortunes(world),
    ...backingUp(world, setting),
    ...speaking(world, setting),
    ...copying(world, setting),
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

/** What the janitor and the review of changed orders can do next. */
function looking(world: World, setting: Setting): Choice[] {
  return [
    ...database.lost(world).map((id) => ({
      label: `janitor: takes back the ${kindOf(world, id)}`,
      to: database.takeBack(world, setting, id),
    })),
    ...offeringAgain(world, setting),
    ...reviewing(world, setting),
  ];
}
const kindOf = (world: World, id: number): string => database.rowAt(world, id).transfer.kind;

/**
 * What can become of a request on its way: it reaches the vendor and is answered, or one of the two does not happen.
 */
function arriving(world: World, setting: Setting, request: Request): Choice[] {
  const { step } = request;
  const effectOfRequest = take(world.documents, step, world.now, setting.vendor);
  const effect = { ...without(world, request), documents: effectOfRequest.documents };
  const usual = {
    label: `vendor: takes the request and answers (${step.key})`,
    to: heard(effect, setting, request, effectOfRequest.outcome),
  };
  if (request.pace === 'adrift') return [usual];
  const adrift = (less: World): World => ({
    ...less,
    requests: less.requests.map((other) => (other === request ? { ...request, pace: 'adrift' } : other)),
  });
  const cut = { kind: 'doubt', code: 'doubt.cut', cause: 'the connection broke' } as const;
  const hears =
    (outcome: Outcome) =>
    (less: World): World =>
      heard(without(less, request), setting, request, outcome);
  const happens = (what: Mishap, to: (less: World) => World): Choice[] =>
    mishap(world, setting, what, to).map((choice) => ({ ...choice, label: `${what} (${step.key})` }));
  return [
    usual,
    ...happens('the answer is lost', (less) =>
      heard({ ...without(less, request), documents: effectOfRequest.documents }, setting, request, cut),
    ),
    ...happens('the request is lost', hears(cut)),
    ...happens('the connection breaks', (less) => heard(adrift(less), setting, request, cut)),
    ...happens('the request is slow', adrift),
    ...happens('the vendor refuses', hears({ kind: 'refused', code: 'refused.invalid' })),
    ...happens('the vendor has no room', hears({ kind: 'held', code: 'held.rate_limited', retryAfterSeconds: 5 })),
    ...happens('the vendor turns this one away', hears({ kind: 'held', code: 'held.unauthorized' })),
    ...happens('the vendor makes it with another total', (less) => {
      const other = take(world.documents, step, world.now, { ...setting.vendor, rounds: 1 });
      return heard({ ...without(less, request), documents: other.documents }, setting, request, other.outcome);
    }),
  ];
}

/** While a transfer is in doubt, somebody at the vendor may copy a document, so that a look-up finds several. */
const copying = (world: World, setting: Setting): Choice[] =>
  world.rows.some(({ transfer }) => transfer.state === 'in_doubt')
    ? world.documents
        .filter(({ copy }) => !copy)
        .flatMap((document) =>
          mishap(world, setting, 'somebody copies the document', (less) => ({
            ...less,
            documents: [...less.documents, copied(document, less.documents)],
          })),
        )
    : [];

const without = (world: World, request: Request): World => ({
  ...world,
  requests: world.requests.filter((other) => other !== request),
});

/** Gives the answer to the worker that waits for it; the answer is lost when nobody waits any more. */
function heard(world: World, setting: Setting, { id }: Request, outcome: Outcome): World {
  const waiting = world.workers.find(({ task }) => task?.at === 'awaiting the answer' && task.request === id);
  return waiting?.task?.at === 'awaiting the answer' ? answered(world, setting, waiting, waiting.task, outcome) : world;
}

const statusOf = (event: ShopEvent | undefined): string =>
  event === undefined ? '' : 'unread' in event ? `unreadable, ${event.unread.status ?? ''}` : event.order.status;

/** The shop sends one of its events. */
const delivering = (world: World, setting: Setting): Choice[] =>
  (setting.inOrder ? world.toDeliver.slice(0, 1) : world.toDeliver).map((position) => ({
    label: `shop: sends its event ${position + 1}, ${statusOf(setting.events[position])}`,
    to: database.commit(world, setting, position),
  }));

/** A worker crashes or is paused, at every boundary between two of its actions. */
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

/** A paused worker wakes after some time, or at once when nothing else is to come. */
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

/**
 * Time moves on to the next moment at which an action may have another outcome, but not past a request that must
 * arrive.
 */
function timePassing(world: World, setting: Setting): Choice[] {
  if (world.requests.some(({ pace, by }) => pace === 'swift' || by <= world.now)) return [];
  const [next] = moments(world, setting)
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

/** The times at which something becomes due or runs out. */
function moments(world: World, setting: Setting): number[] {
  return [
    // A transfer that is behind another one is put off again and again until the other one is through.
    ...world.rows.flatMap(({ transfer: { id, state }, dueAt }) =>
      state === 'in_doubt' || state === 'handed_over' || (state === 'waiting' && !database.isBehind(world, setting, id))
        ? [dueAt]
        : [],
    ),
    ...world.rows.flatMap(({ leaseUntil }) => leaseUntil ?? []),
    ...world.rows.flatMap(({ reviewAt }) => reviewAt ?? []),
    ...world.requests.map(({ by }) => by),
    ...world.workers.flatMap(({ task }) =>
      task && 'deadline' in task ? [task.deadline, task.deadline + setting.timing.settleSeconds] : [],
    ),
    ...(world.heldUntil === null ? [] : [world.heldUntil]),
  ];
}
