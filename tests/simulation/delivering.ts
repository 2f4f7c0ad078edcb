import { courseOf, preparedOf, withIntent, withResult } from '../../bridge-server/src/mirror/delivery/course.ts';
import { lookFirstEvent, lookupEvent, outcomeEvent } from '../../bridge-server/src/mirror/transfer/decide.ts';
import { planningOf } from '../../bridge-server/src/mirror/delivery/planning.ts';
import { looksFirst } from '../../bridge-server/src/mirror/transfer/restored.ts';
import { planOf, type Frozen } from '../../bridge-server/src/mirror/transfer/transfer.ts';
import { applyEvent, type TransferEvent } from '../../bridge-server/src/mirror/transfer/transition.ts';
import type { Outcome } from '../../bridge-server/src/systems/contract.ts';
import { stepsOf } from '../../bridge-server/src/systems/pushed.ts';
import * as database from './database.ts';
import { base, fault, mishap, stop, withTask } from './mishaps.ts';
import { lookUp } from './target.ts';
import type { Choice, Setting, Task, World, Worker } from './world.ts';

/**
 * `deliver.ts`, cut into actions between which others can act: one before every statement and every call. What a worker
 * decides within an action is the product's own code (`course.ts`, `decide.ts`, `planning.ts`).
 */

/** What a worker that is not paused can do next; nothing while it waits for an answer. */
export function actions(world: World, setting: Setting, worker: Worker): Choice[] {
  const { task } = worker;
  if (!task) return claims(world, setting, worker);
  const { transfer } = task;
  const doing = (what: string) => `${worker.name}: ${what} (${transfer.kind})`;
  const to = (next: World, then: Task | null): World => withTask(next, worker, then);
  // These two compare the revisions and hold the order's row meanwhile, so they wait for a review.
  if (world.review && (task.at === 'finishing' || task.at === 'offering')) return [];
  switch (task.at) {
    case 'asking': {
      const { intent } = transfer;
      if (!transfer.intentOpen || !intent || !transfer.intentAt)
        return [
          {
            label: doing('finds nothing to ask'),
            to: to(world, { ...task, at: 'moving', event: { name: 'nothing_to_ask' } }),
          },
        ];
      const answer = lookUp(world.documents, intent, world.now, setting.vendor);
      const answered = {
        label: doing(`asks the vendor: ${answer.kind}`),
        to: to(world, { ...task, at: 'acting on the look-up', answer }),
      };
      const unknown = { kind: 'unknown', code: 'doubt.timeout' } as const;
      return [
        answered,
        ...mishap(world, setting, 'a question is not answered', (less) =>
          to(less, { ...task, at: 'acting on the look-up', answer: unknown }),
        ),
        ...mishap(world, setting, 'a question has no room', (less) =>
          to(less, { ...task, at: 'acting on the look-up', answer: { ...unknown, retryAfterSeconds: 5 } }),
        ),
        ...fault(world, setting, worker, task),
      ];
    }
    case 'acting on the look-up': {
      const guard = stepsOf(setting.system)[transfer.intent?.kind ?? '']?.guard;
      const lookedUp = setting.planted === 'one look-up in place of two' ? { ...transfer, absences: 1 } : transfer;
      return move(
        world,
        setting,
        worker,
        task,
        lookupEvent(task.answer, lookedUp, guard, database.secondsSince(world, transfer.doubtSince)),
        doing,
      );
    }
    case 'renewing after a doubt': {
      const renewed = database.renew(world, setting, transfer);
      return [
        {
          label: doing(renewed ? 'renews its lease' : 'has lost its lease'),
          to: renewed ? send(renewed, setting, worker, task) : to(world, null),
        },
      ];
    }
    case 'reading': {
      const order = database.orderOf(world);
      const planning = planningOf(
        { system: setting.system, connection: setting, decisions: {} },
        transfer,
        order.row,
        database.siblingsOf(world),
      );
      const passing = isSteady(world, setting) && isYoung(world, setting, task.leasedAt);
      const request = 'name' in planning ? planning : { ...planning.request, facts: setting.facts as never };
      const prepared = 'name' in request ? request : preparedOf(setting.system.makePlan(request), request, order.row);
      return [
        {
          label: doing(
            `reads revision ${order.row.revision} and makes ${'name' in prepared ? prepared.name : 'a plan'}`,
          ),
          to: passing
            ? begun(world, setting, worker, { ...task, prepared })
            : to(world, { ...task, at: 'planned', prepared }),
        },
        ...('name' in planning
          ? []
          : mishap(world, setting, 'a read is not answered', (less) =>
              to(less, { ...task, at: 'planned', prepared: outcomeEvent(unanswered, 'read', setting.timing) }),
            )),
        ...fault(world, setting, worker, task),
      ];
    }
    case 'planned':
      return keepLease(world, setting, worker, task, doing, (kept, held) => begun(kept, setting, worker, held));
    case 'beginning': {
      const deadline = deadlineOf(world, setting);
      return keepLease(world, setting, worker, task, doing, (kept, held) =>
        to(kept, { ...held, at: 'recording intent', deadline }),
      );
    }
    case 'recording intent': {
      const asks = world.restoredFrom !== null && looksFirst(transfer, stepsOf(setting.system)[task.step.kind] ?? {});
      const since = asks && world.restoredFrom !== null ? world.restoredFrom : world.now;
      const recorded = database.recordIntent(world, setting, transfer, { plan: task.plan, step: task.step, since });
      if (recorded === 'lost_lease') return [{ label: doing('has lost its lease'), to: to(world, null) }];
      if (recorded === 'order_revised')
        return [
          {
            label: doing('sees a newer revision and plans anew'),
            to: to(world, { ...base(task), at: 'reading' }),
          },
        ];
      const intended = { ...withIntent(transfer, task.plan, task.step), intentAt: database.timeOf(since) };
      const checks = !isSteady(world, setting) || world.now >= task.deadline;
      if (asks)
        return [
          {
            label: doing(`asks about ${task.step.key} before it is done`),
            to: to(recorded, {
              ...base(task),
              transfer: intended,
              at: 'moving',
              event: lookFirstEvent(setting.timing),
            }),
          },
        ];
      return [
        {
          label: doing(`records the intent of ${task.step.key}`),
          to: to(recorded, { ...task, transfer: intended, at: checks ? 'checking the deadline' : 'writing' }),
        },
        ...stop(world, setting, worker, task),
      ];
    }
    case 'checking the deadline': {
      const late = world.now >= task.deadline;
      const outcome = { kind: 'postponed', code: 'retry.postponed', retryAfterSeconds: 1 } as const;
      return [
        {
          label: doing(late ? 'is too late to call' : 'is in time to call'),
          to: late ? answered(world, setting, worker, task, outcome) : to(world, { ...task, at: 'writing' }),
        },
      ];
    }
    case 'writing':
      return write(world, setting, worker, task, doing);
    case 'awaiting the answer': {
      if (world.now < task.deadline) return [];
      return [{ label: doing('waits no longer'), to: answered(world, setting, worker, task, unanswered) }];
    }
    case 'moving':
      return move(world, setting, worker, task, task.event, doing);
    case 'finishing': {
      const stored = database.finish(world, setting, transfer, applyEvent(transfer, task.event, setting.timing, 0));
      return [
        {
          label: doing(stored ? 'stores that it is done' : 'may not store that it is done'),
          to: to(stored ?? world, null),
        },
      ];
    }
    case 'offering': {
      const transition = applyEvent(transfer, task.event, setting.timing, 0);
      const stored = database.finish(world, setting, transfer, transition, task.handover);
      return [
        { label: doing(stored ? 'offers it to the office' : 'may not offer it'), to: to(stored ?? world, null) },
        ...stop(world, setting, worker, task),
      ];
    }
  }
}

const unanswered = { kind: 'doubt', code: 'doubt.timeout', cause: 'no answer' } as const;

function claims(world: World, setting: Setting, worker: Worker): Choice[] {
  // A transfer that is behind another one is put off whenever time goes on; in the simulation once is enough.
  const worthwhile = database
    .claimable(world, setting)
    .filter(({ id, behind }) => setting.lazy || !behind || database.rowAt(world, id).transfer.laneWaits === 0);
  return worthwhile.map((at) => {
    const { world: after, claimed } = database.claim(world, setting, at);
    const { transfer } = database.rowAt(after, at.id);
    const label = `${worker.name}: claims the ${transfer.kind}${claimed ? '' : `: ${transfer.reason}`}`;
    if (!claimed) return { label, to: after };
    const task = { transfer: claimed, leasedAt: world.now };
    return {
      label,
      to:
        claimed.state === 'in_doubt'
          ? withTask(after, worker, { ...task, at: 'asking' })
          : send(after, setting, worker, task),
    };
  });
}

/** The beginning of `send`: a transfer with a frozen plan goes on with it, any other is planned. */
function send(world: World, setting: Setting, worker: Worker, task: Pick<Task, 'transfer' | 'leasedAt'>): World {
  const { transfer, leasedAt } = task;
  const plan = planOf(transfer);
  return plan
    ? onward(world, setting, worker, task, plan)
    : withTask(world, worker, { transfer, leasedAt, at: 'reading' });
}

/** The worker takes in a step's outcome, on which it acts at the next boundary. */
export function answered(
  world: World,
  setting: Setting,
  worker: Worker,
  task: Extract<Task, { deadline: number }>,
  outcome: Outcome,
): World {
  const { transfer, step, plan } = task;
  if (outcome.kind === 'done')
    return onward(world, setting, worker, { ...task, transfer: withResult(transfer, step, outcome) }, plan);
  return withTask(world, worker, {
    ...base(task),
    at: 'moving',
    event: outcomeEvent(outcome, step.does, setting.timing, task.deadline - world.now),
  });
}

/** Asks `course.ts` what comes next, without a statement or a call in between. */
function onward(
  world: World,
  setting: Setting,
  worker: Worker,
  { transfer, leasedAt }: Pick<Task, 'transfer' | 'leasedAt'>,
  plan: Frozen,
): World {
  const course = courseOf(setting.system, transfer, { plan, passing: {}, stopping: false });
  switch (course.kind) {
    case 'finish':
      return withTask(world, worker, { transfer: course.transfer, leasedAt, at: 'finishing', event: course.event });
    case 'move':
      return withTask(world, worker, { transfer: course.transfer, leasedAt, at: 'moving', event: course.event });
    case 'do': {
      const begins = { transfer, leasedAt, plan, step: course.step };
      // A young lease needs no renewal, so no statement comes between the decision and the intent.
      return isYoung(world, setting, leasedAt)
        ? withTask(world, worker, { ...begins, at: 'recording intent', deadline: deadlineOf(world, setting) })
        : withTask(world, worker, { ...begins, at: 'beginning' });
    }
    case 'offer': {
      const handover = new TextDecoder().decode(course.handover.bytes);
      return withTask(world, worker, {
        transfer: course.transfer,
        leasedAt,
        at: 'offering',
        event: course.event,
        handover,
      });
    }
  }
}

/**
 * Whether no worker can be held up any more between two of its actions. Then an action that concerns the worker alone,
 * such as a look at the clock, has the same outcome whatever others do, so it is joined to the action before it.
 */
const isSteady = ({ left }: World, { lazy }: Setting): boolean => left.pauses === 0 && !lazy;

/** The worker begins to follow its plan, or stores why there is none. */
function begun(
  world: World,
  setting: Setting,
  worker: Worker,
  { transfer, leasedAt, prepared }: Pick<Extract<Task, { at: 'planned' }>, 'transfer' | 'leasedAt' | 'prepared'>,
): World {
  if ('name' in prepared) return withTask(world, worker, { transfer, leasedAt, at: 'moving', event: prepared });
  const { currency, total, frozen } = prepared;
  return onward(world, setting, worker, { transfer: { ...transfer, currency, total }, leasedAt }, frozen);
}

const isYoung = (world: World, { timing }: Setting, leasedAt: number): boolean =>
  world.now - leasedAt < timing.leaseSeconds / 4;

const deadlineOf = (world: World, { timing }: Setting): number => world.now + timing.callTimeoutSeconds;

/**
 * `keepLease`: renews the lease once a quarter of it is over; a worker that lost its lease stores nothing and stops.
 */
function keepLease<T extends Task>(
  world: World,
  setting: Setting,
  worker: Worker,
  task: T,
  doing: (what: string) => string,
  then: (kept: World, held: T) => World,
): Choice[] {
  if (isYoung(world, setting, task.leasedAt)) return [{ label: doing('needs no longer lease'), to: then(world, task) }];
  const renewed = database.renew(world, setting, task.transfer);
  if (!renewed) return [{ label: doing('has lost its lease'), to: withTask(world, worker, null) }];
  return [{ label: doing('renews its lease'), to: then(renewed, { ...task, leasedAt: world.now }) }];
}

/** Stores one event; a transfer that is `sending` after it, because its doubt was resolved, is sent on. */
function move(
  world: World,
  setting: Setting,
  worker: Worker,
  task: Task,
  event: TransferEvent,
  doing: (what: string) => string,
): Choice[] {
  const storedEvent = asStored(setting, event);
  const transition = applyEvent(task.transfer, storedEvent, setting.timing, 0);
  const stored = database.store(world, setting, task.transfer, transition);
  if (!stored) return [{ label: doing(`may not store ${event.name}`), to: withTask(world, worker, null) }];
  const shut =
    event.name === 'held' && transition.row.also === 'open_breaker' && stored.heldUntil === null
      ? { ...stored, heldUntil: world.now + (event.afterSeconds ?? 0) }
      : stored;
  const tasked = transition.row.also === 'task' ? { ...shut, tasks: withTasks(shut.tasks, event) } : shut;
  const goesOn = transition.next.state === 'sending';
  const then: Task | null = goesOn ? { ...base(task), transfer: transition.next, at: 'renewing after a doubt' } : null;
  return [
    {
      label: doing(`stores ${event.name}: ${transition.next.state} ${transition.next.reason}`),
      to: withTask(tasked, worker, then),
    },
  ];
}

/**
 * `deliver.ts` ownTrouble: a held call without a time becomes this transfer's own trouble, since a probe has just shown
 * that the connection works.
 */
function asStored({ planted, timing }: Setting, event: TransferEvent): TransferEvent {
  if (planted === 'asks before the call is over' && event.name === 'doubt')
    return { ...event, afterSeconds: timing.settleSeconds };
  return event.name === 'held' && !event.afterSeconds
    ? { name: 'turned_away', reason: `retry.${event.reason.slice('held.'.length)}`, detail: event.detail }
    : event;
}

/** The names of the open tasks, each once, after an event that may open more. */
const withTasks = (open: readonly string[], event: TransferEvent): readonly string[] => [
  ...new Set([...open, ...('tasks' in event ? event.tasks.map(({ name }) => name) : [])]),
];

function write(
  world: World,
  setting: Setting,
  worker: Worker,
  task: Task & { at: 'writing' },
  doing: (what: string) => string,
): Choice[] {
  const { timing } = setting;
  const age = database.secondsSince(world, task.transfer.intentAt);
  const late = age > timing.callTimeoutSeconds + timing.settleSeconds;
  if (late && !setting.lateWrites)
    return [{ label: doing('never wrote its request'), to: withTask(world, worker, null) }];
  const request = {
    id: world.counter,
    worker: worker.name,
    step: task.step,
    by: Math.max(world.now, task.deadline),
    pace: 'swift' as const,
  };
  const written = {
    ...world,
    counter: world.counter + 1,
    requests: [...world.requests, request],
    wroteTooLate: world.wroteTooLate || late,
  };
  const { plan, step, deadline } = task;
  return [
    {
      label: doing(`writes the request to ${step.key}, ${age} s after its intent`),
      to: withTask(written, worker, {
        ...base(task),
        at: 'awaiting the answer',
        plan,
        step,
        deadline,
        request: request.id,
      }),
    },
  ];
}
