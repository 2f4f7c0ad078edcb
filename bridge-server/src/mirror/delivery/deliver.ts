import { unavailability } from '../../database/availability.ts';
import { storableText } from '@kontor/shared/storable';
import type { Budget } from '../../egress/budget.ts';
import { CannotOpen } from '../../shops/sealing.ts';
import type { Outcome, Step } from '../../systems/contract.ts';
import { pushedBy, stepsOf } from '../../systems/pushed.ts';
import { reason } from '../../texts/reason.ts';
import { courseOf, preparedOf, withIntent, withResult, type Course, type PreparedPlan } from './course.ts';
import { cannotOpenEvent, lookFirstEvent, lookupEvent, outcomeEvent } from '../transfer/decide.ts';
import { firstProbeSeconds, ownTrouble } from './circuit-breaker.ts';
import type { OpenedBreaker } from './delivery-store.ts';
import { connect, timingOf, type Connected, type Delivering } from '../mirror.ts';
import { planningOf } from './planning.ts';
import { recording } from './recording.ts';
import { looksFirst } from '../transfer/restored.ts';
import { ensureSharedObject } from './shared-objects.ts';
import type { Frozen, Transfer } from '../transfer/transfer.ts';
import { applyEvent, type TransferEvent } from '../transfer/transition.ts';

/** One claimed transfer being worked on. */
interface Work {
  mirror: Delivering;
  connected: Connected;
  /** Of all its calls: once it has begun, it is not put off where it can be helped. */
  budget: Budget;
  /** True when the worker is to stop at the next step's boundary. */
  stopping: () => boolean;
  /** The transfer as it stands now, with what is known but not stored yet; a fault must not forget an open intent. */
  current: Transfer;
  /** When the lease was last taken or renewed, in ms since 1970. */
  leasedAt: number;
}

/**
 * Brings one claimed transfer as far as it goes: resolves its doubt, plans, does its steps, compares totals. Every ending
 * is a row of the state table; a lost lease ends it without a word, since somebody else goes on.
 */
export async function deliver(mirror: Delivering, claimed: Transfer, stopping: () => boolean): Promise<void> {
  const connected = await connect(mirror, claimed.shopId, claimed.connectionId).catch(cannotOpen);
  if (connected instanceof CannotOpen)
    return void (await move(mirror, claimed, cannotOpenEvent(connected, claimed), null));
  if (!connected) {
    const why = reason('retry.system_not_set_up:named', { system: claimed.system });
    await move(mirror, claimed, { name: 'postponed', reason: why.code, detail: { why }, afterSeconds: 60 }, null);
    return;
  }
  const work: Work = {
    mirror,
    connected: recording(connected, claimed, mirror.exchanges),
    budget: connected.budget(),
    stopping,
    current: claimed,
    leasedAt: Date.now(),
  };
  await mirror.observe?.('claimed', { transferId: claimed.id });
  try {
    const sending = claimed.state === 'in_doubt' ? await resolve(work, claimed) : claimed;
    if (sending) await send(work, sending);
  } catch (fault) {
    // While the database cannot take it, the transfer stays as it is; data that it never takes is a fault like any other.
    if (unavailability(fault) !== null) throw fault;
    mirror.log.error(
      { err: fault, transfer: claimed.id, correlationId: claimed.correlationId },
      'a transfer met a fault of the bridge',
    );
    const why = reason('gave_up.bug:said', {
      said: storableText(fault instanceof Error ? fault.message : String(fault)),
    });
    await move(mirror, work.current, { name: 'fault', detail: { why } }, connected).catch((second: unknown) =>
      mirror.log.error({ err: second, transfer: claimed.id }, 'the fault could not be stored'),
    );
  }
}

/** Asks the system about the step in doubt; returns the transfer when it goes on to be sent. */
async function resolve(work: Work, asked: Transfer): Promise<Transfer | null> {
  const { mirror, connected, budget } = work;
  const { delivery } = connected.system;
  if (delivery.how === 'pulled' || !asked.intentOpen || !asked.intent || !asked.intentAt) {
    await move(mirror, asked, { name: 'nothing_to_ask' }, connected);
    return null;
  }
  // What is asked for again may be long settled; its step may have been taken before the newest intent.
  const since = asked.replayedFrom === null ? asked.intentAt : asked.createdAt;
  const answer = await delivery
    .lookup(
      connected.context({ budget, correlationId: asked.correlationId, deadline: leaseDeadline(work) }),
      asked.intent,
      since,
    )
    .catch((fault: unknown) => ({
      kind: 'unknown' as const,
      ...reason('found.unanswered:fault', { said: fault instanceof Error ? fault.message : String(fault) }),
    }));
  const guard = delivery.steps[asked.intent.kind]?.guard;
  const doubtSeconds = asked.doubtSince ? (Date.now() - asked.doubtSince.getTime()) / 1000 : 0;
  const next = await move(mirror, asked, lookupEvent(answer, asked, guard, doubtSeconds), connected);
  return next?.state === 'sending' && (await mirror.store.renewLease(next, connected.timing.leaseSeconds))
    ? next
    : null;
}

async function send(work: Work, begun: Transfer): Promise<void> {
  const { mirror, connected } = work;
  let transfer = begun;
  const nowIs = (changed: Transfer): void => {
    work.current = transfer = changed;
  };
  nowIs(begun);
  let plan: Frozen | null = transfer.frozen;
  // Results of reads and of shared objects, which are asked for again by whoever goes on.
  let passing: Record<string, unknown> = {};
  for (;;) {
    if (!plan) {
      const prepared = await prepare(work, transfer);
      if (!(await keepLease(work))) return;
      if ('name' in prepared) return void (await move(mirror, transfer, prepared, connected));
      ({ frozen: plan } = prepared);
      const { currency, total, vat } = prepared;
      nowIs({ ...transfer, currency, total, vat });
      passing = {};
      await mirror.observe?.('planned', { transferId: transfer.id });
    }
    const course = courseOf(connected.system, transfer, { plan, passing, stopping: work.stopping() });
    if (course.kind !== 'do') return end(work, transfer, course);

    const { step } = course;
    // Taken before the intent is recorded: a worker that sleeps in between wakes too late to call.
    const deadline = deadlineOf(work);
    if (!(await keepLease(work))) return;
    if (step.does === 'document') {
      const stored = await mirror.store.storeIntent({
        transfer,
        frozen: plan,
        step,
        leaseSeconds: connected.timing.leaseSeconds,
        makes: (kind) => stepsOf(connected.system)[kind]?.makes ?? false,
        looks: looksFirst(transfer, stepsOf(connected.system)[step.kind] ?? {}),
      });
      if (stored === 'lost_lease') return;
      if (stored === 'order_revised') {
        plan = null;
        continue;
      }
      nowIs(withIntent(transfer, plan, step));
      if (stored === 'look_first')
        return void (await move(mirror, transfer, lookFirstEvent(connected.timing), connected));
    }
    const outcome = await doStep(work, transfer, step, deadline);
    if (outcome.kind === 'refused' && outcome.forget)
      await mirror.store.objects.forget({ system: transfer.system, account: transfer.account, ...outcome.forget });
    if (outcome.kind !== 'done') {
      const event = outcomeEvent(outcome, step.does, connected.timing, (deadline - Date.now()) / 1000);
      return void (await move(mirror, transfer, event, connected));
    }
    if (step.does === 'document') {
      nowIs(withResult(transfer, step, outcome));
    } else {
      passing = { ...passing, [step.key]: outcome.result };
    }
  }
}

const deadlineOf = ({ connected }: Work): number => Date.now() + connected.timing.callTimeoutSeconds * 1000;

async function doStep(work: Work, transfer: Transfer, step: Step, deadline: number): Promise<Outcome> {
  const { mirror, connected, budget } = work;
  const { system, timing } = connected;
  const { execute: run, lookup, steps } = pushedBy(system);
  const execute = (wantedStep: Step, until: number) =>
    run(connected.context({ budget, correlationId: transfer.correlationId, deadline: until }), wantedStep);
  const reached = async (point: 'intent_recorded' | 'answered', at: Step) =>
    mirror.observe?.(point, { transferId: transfer.id, step: at });
  if (step.does === 'shared') {
    const declared = steps[step.kind] ?? { does: 'shared' as const };
    const outcome = await ensureSharedObject(mirror.store.objects, transfer, step, declared, timing, {
      execute,
      reached,
      deadline: () => deadlineOf(work),
      lookup: (asked, since) =>
        lookup(connected.context({ budget, correlationId: transfer.correlationId }), asked, since),
    });
    if (outcome.kind === 'done') await mirror.observe?.('stored', { transferId: transfer.id, step });
    return outcome;
  }
  if (step.does === 'document') await reached('intent_recorded', step);
  const outcome = await execute(step, deadline);
  if (step.does === 'document') await reached('answered', step);
  return outcome;
}

/** Everything that planning reads, and the plan; or the event that ends the attempt. */
async function prepare(work: Work, transfer: Transfer): Promise<PreparedPlan | TransferEvent> {
  const { mirror, connected, budget } = work;
  const [{ order: row, siblings }, decisions] = await Promise.all([
    mirror.store.lane(transfer),
    mirror.store.decisions(transfer.shopId, transfer.connectionId),
  ]);
  const given = planningOf({ ...connected, decisions }, transfer, row, siblings);
  if ('name' in given) return given;
  const read = await connected.system.readFacts(
    connected.context({ budget, correlationId: transfer.correlationId, deadline: leaseDeadline(work) }),
    given.request,
  );
  if (read.kind !== 'facts') return outcomeEvent(read, 'read', connected.timing);
  const request = { ...given.request, facts: read.facts };
  return preparedOf(connected.system.makePlan(request), request, row);
}

/**
 * The document is there, or the attempt ends. Where it agrees, a revision that came meanwhile is looked at next, in the same
 * commit. `course`: with its plan, which no intent may have stored.
 */
async function end(work: Work, transfer: Transfer, course: Exclude<Course, { kind: 'do' }>): Promise<void> {
  const { mirror, connected } = work;
  if (course.kind === 'offer') return offer(work, transfer, course);
  const compare = await mirror.store.isToCompare(connected.system, transfer);
  const { document } = course.event;
  // Made from another revision: the comparison that follows mends it, or tells a person.
  const isFromAnother = compare && course.event.name === 'differs' && document !== undefined;
  if (course.kind === 'move' && !isFromAnother)
    return void (await move(mirror, transfer, course.event, connected, course.transfer));
  const event: TransferEvent = isFromAnother ? { name: 'finished', document } : course.event;
  const transition = applyEvent(course.transfer, event, connected.timing, 0);
  const stored = await mirror.store.storeTransition({
    before: transfer,
    event,
    transition,
    by: 'worker',
    inLane: true,
    compare,
  });
  if (!stored) return;
  countEvent(mirror, transfer, event);
  mirror.log.info(
    {
      transfer: transfer.id,
      [transfer.subjectKind]: transfer.subjectId,
      shop: transfer.shopId,
      state: 'done',
      document: event.document?.number,
      correlationId: transfer.correlationId,
    },
    'document sent',
  );
  await mirror.observe?.('stored', { transferId: transfer.id, ...(transfer.intent ? { step: transfer.intent } : {}) });
}

/** Lays the bytes ready for the office. A revision that came since they were planned is looked at next. */
async function offer(work: Work, transfer: Transfer, course: Extract<Course, { kind: 'offer' }>): Promise<void> {
  const { mirror, connected } = work;
  const { event, handover } = course;
  const transition = applyEvent(course.transfer, event, connected.timing, 0);
  const move = { before: transfer, event, transition, by: 'worker', inLane: true, handover };
  if (!(await mirror.store.storeTransition(move))) return;
  countEvent(mirror, transfer, event);
  const { id, shopId, correlationId } = transfer;
  mirror.log.info({ transfer: id, shop: shopId, state: transition.next.state, correlationId }, 'document offered');
}

/**
 * Moves the transfer by one event of the state table; null when it was no longer ours to move. `known`: the transfer with what is
 * known of it and not stored yet.
 */
async function move(
  mirror: Delivering,
  transfer: Transfer,
  given: TransferEvent,
  connected: Connected | null,
  known = transfer,
): Promise<Transfer | null> {
  const timing = connected?.timing ?? timingOf(mirror, null);
  const closedAt = connected?.connection.breakerClosedAt;
  const event = ownTrouble(given, closedAt ? (Date.now() - closedAt.getTime()) / 1000 : null) ?? given;
  const transition = applyEvent(known, event, timing, Math.random());
  const { also } = transition.row;
  const breaker: OpenedBreaker = {
    code: transition.next.reason,
    why: event.detail?.why ?? null,
    reopensInSeconds: event.afterSeconds ? event.afterSeconds : null,
    probeInSeconds: firstProbeSeconds * mirror.timing.retryScale,
  };
  const stored = await mirror.store.storeTransition({
    before: transfer,
    event,
    transition,
    by: 'worker',
    ...(also === 'open_breaker' ? { breaker } : {}),
    ...(also === 'task' && event.tasks ? { tasks: event.tasks } : {}),
  });
  if (stored) countEvent(mirror, transfer, event);
  mirror.log.info(
    {
      transfer: transfer.id,
      [transfer.subjectKind]: transfer.subjectId,
      shop: transfer.shopId,
      state: transition.next.state,
      reason: transition.next.reason,
      correlationId: transfer.correlationId,
      stored,
    },
    'transfer moved',
  );
  return stored ? transition.next : null;
}

const countEvent = ({ meter }: Delivering, { system, kind }: Transfer, { name: event }: TransferEvent): void =>
  meter?.count('kontor_transfer_events_total', { system, kind, event });

/** A run of reads ends well before the lease does. */
const leaseDeadline = ({ connected }: Work): number => Date.now() + connected.timing.leaseSeconds * 750;

/** Renews the lease when a quarter of it is over; false when it is lost, and somebody else goes on. */
async function keepLease(work: Work): Promise<boolean> {
  const { mirror, connected } = work;
  const now = Date.now();
  if (now - work.leasedAt < connected.timing.leaseSeconds * 250) return true;
  if (!(await mirror.store.renewLease(work.current, connected.timing.leaseSeconds))) return false;
  work.leasedAt = now;
  return true;
}

function cannotOpen(fault: unknown): CannotOpen {
  if (fault instanceof CannotOpen) return fault;
  throw fault;
}
