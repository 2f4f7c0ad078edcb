import { randomUUID } from 'node:crypto';
import type { Order } from '@kontor/shared/order';
import { snapshotOf } from '@kontor/shared/woocommerce';
import { transferIdOf } from '../setup/ids.ts';
import type { NewTask } from '../../bridge-server/src/desk/tasks.ts';
import { claimEvent } from '../../bridge-server/src/mirror/delivery/claim.ts';
import type { DeliveryMove, DeliveryStore } from '../../bridge-server/src/mirror/delivery/delivery-store.ts';
import type { Lane } from '../../bridge-server/src/mirror/delivery/lane.ts';
import type { Sibling } from '../../bridge-server/src/mirror/delivery/siblings.ts';
import { lostEvent } from '../../bridge-server/src/mirror/maintenance/janitor.ts';
import { reviewTransfer } from '../../bridge-server/src/mirror/maintenance/reviewing.ts';
import {
  acknowledgementEvent,
  isFetchTold,
  isReviewed,
  isSaid,
  type Acknowledged,
  type Acknowledgement,
} from '../../bridge-server/src/mirror/office/handover.ts';
import type { FurtherTransfer } from '../../bridge-server/src/mirror/transfer/add.ts';
import type { CurrentOrder } from '../../bridge-server/src/mirror/transfer/current-order.ts';
import { makerOf, type Intent, type IntentStored } from '../../bridge-server/src/mirror/transfer/intents.ts';
import { documentKey } from '../../bridge-server/src/mirror/transfer/keys.ts';
import { routesOf, type Route } from '../../bridge-server/src/mirror/transfer/routes.ts';
import { holdsLane, holdsUp } from '../../bridge-server/src/mirror/transfer/states.ts';
import { aboutOf, type Transfer } from '../../bridge-server/src/mirror/transfer/transfer.ts';
import {
  applyEvent,
  rowOf,
  type Timing,
  type TransferEvent,
} from '../../bridge-server/src/mirror/transfer/transition.ts';
import type { Connection } from '../../bridge-server/src/shops/connection.ts';
import type { System } from '../../bridge-server/src/systems/contract.ts';
import type { Handover } from '../../bridge-server/src/systems/contract-pulled.ts';
import { blankTransfer } from '../setup/blank-transfer.ts';
import { memoryFacts } from '../setup/memory-facts.ts';
import { createMemoryObjects } from './memory-objects.ts';

/** The connection and the system whose single order the store holds. */
export interface StoreSetup {
  system: System;
  connection: Connection;
  credentials: unknown;
  timing: Timing;
}

/** A transfer's row with the columns that only SQL looks at. Times in seconds of the store's own clock. */
interface Row {
  transfer: Transfer;
  dueAt: number;
  leaseUntil: number | null;
  reviewAt: number | null;
  handover: Handover | null;
}

/** The single order of the store. */
const subject = { shopId: 's', subjectKind: 'order', subjectId: '5' } as const;
/** The value; throws when it is missing, which is a mistake of the kit and never of the system under test. */
const must = <T>(value: T | undefined | null, what: string): T => {
  if (value === undefined || value === null) throw new Error(`the store has no ${what}`);
  return value;
};

/**
 * The store of a delivery, in memory, for one order at one connection. Each method stands for one statement of the
 * product and does the same under the same conditions. Time stands still until `pass` moves it, so that settling times
 * cost nothing.
 */
export class MemoryStore implements DeliveryStore {
  /** In seconds. */
  now = 0;
  readonly tasks: NewTask[] = [];
  /** The transfers that a person has retried. */
  readonly retried = new Set<number>();
  /** Called once a delivery has stored a transition. */
  onStored: (transfer: Transfer) => void = () => undefined;
  /** Until when the connection is held back; null: it is not. Infinity: until a probe succeeds. */
  heldUntil: number | null = null;
  readonly objects = createMemoryObjects(() => this.now);
  private readonly setup: StoreSetup;
  private readonly factsOf = memoryFacts(() => this.now);
  private row: CurrentOrder | null = null;
  private rows: Row[] = [];
  private lastId = 0;

  constructor(setup: StoreSetup) {
    this.setup = setup;
  }

  get transfers(): readonly Transfer[] {
    return this.rows.map(({ transfer }) => transfer);
  }

  // The delivery's side.

  connection() {
    return Promise.resolve({ connection: this.setup.connection, credentials: this.setup.credentials });
  }
  lane(): Promise<Lane> {
    return Promise.resolve({ order: must(this.row, 'order'), siblings: this.siblings() });
  }
  askForFiles() {
    return Promise.resolve();
  }
  decisions() {
    return Promise.resolve({});
  }
  facts() {
    return this.factsOf;
  }
  people() {
    return Promise.resolve({ branches: [], employees: [], clerks: [], insurers: [] });
  }
  isToCompare() {
    return Promise.resolve(false);
  }
  renewLease({ id, leaseToken }: Transfer, leaseSeconds: number): Promise<boolean> {
    const row = this.rowOf(id);
    if (!this.isLeased(row, leaseToken)) return Promise.resolve(false);
    row.leaseUntil = this.now + leaseSeconds;
    return Promise.resolve(true);
  }

  storeIntent({ transfer, frozen, step, leaseSeconds, makes }: Intent): Promise<IntentStored> {
    const row = this.rowOf(transfer.id);
    if (row.transfer.state !== 'sending' || !this.isLeased(row, transfer.leaseToken))
      return Promise.resolve('lost_lease');
    if (transfer.frozen === null && must(this.row, 'order').revision !== frozen.revision)
      return Promise.resolve('order_revised');
    const maker = makerOf(transfer, step, makes);
    row.transfer = {
      ...row.transfer,
      frozen,
      plannedRevision: frozen.revision,
      results: transfer.results,
      intent: step,
      intentAt: new Date(),
      intentOpen: true,
      maker: maker === 'former' ? row.transfer.intent : maker === 'kept' ? row.transfer.maker : null,
      currency: transfer.currency,
      total: transfer.total,
    };
    row.leaseUntil = this.now + leaseSeconds;
    return Promise.resolve('stored');
  }

  storeTransition(move: DeliveryMove): Promise<boolean> {
    const isStored = this.store(move);
    if (isStored) this.onStored(this.transferOf(move.before.id));
    return Promise.resolve(isStored);
  }

  // The world's side.

  /** The shop sends its order; unchanged content changes nothing. */
  receive(order: Order): void {
    const snapshot = snapshotOf({ ...order, id: subject.subjectId });
    if (this.row?.snapshot === snapshot) return;
    this.row = {
      revision: (this.row?.revision ?? 0) + 1,
      tombstone: false,
      snapshot,
      unread: null,
      currency: order.currency,
      total: order.total,
      correlationId: 'correlation',
    };
    const { connection, system } = this.setup;
    const routed = { ...connection, longestKey: system.longestKey };
    const routes = routesOf(subject, order, { settingsVersion: 1, connections: [routed] });
    for (const row of this.rows) row.reviewAt = this.now;
    for (const route of routes)
      if (!this.rows.some(({ transfer }) => transfer.kind === route.kind && transfer.reference === route.reference))
        this.add(route);
  }

  /** Reviews every transfer that is marked for review. */
  review(): void {
    for (const row of this.rows) {
      const { state } = row.transfer;
      if (row.reviewAt === null || row.reviewAt > this.now || state === 'sending' || state === 'in_doubt') continue;
      row.reviewAt = null;
      const { system, timing, connection } = this.setup;
      const order = must(this.row, 'order');
      const siblings = this.siblings();
      const { rules } = connection;
      const reviewed = reviewTransfer({ transfer: row.transfer, row: order, siblings, system, rules, timing });
      if (!reviewed) continue;
      const { event, transition, by, further } = reviewed;
      this.store({ before: row.transfer, event, transition, by });
      if (event.name === 'wanted' && row.transfer.kind === 'order')
        for (const other of this.rows) other.reviewAt = this.now;
      if (further) this.addFurther(row.transfer, further);
    }
  }

  /** Claims the next due transfer, as a worker does. Null: none is due. */
  claim(): Transfer | null {
    if (this.heldUntil !== null) return null;
    for (const row of this.rows) {
      const { transfer } = row;
      const isDue = (transfer.state === 'waiting' || transfer.state === 'in_doubt') && row.dueAt <= this.now;
      if (!isDue || (row.leaseUntil ?? 0) > this.now) continue;
      const behind =
        transfer.state === 'waiting' &&
        this.rows.some((other) => other.transfer.id < transfer.id && holdsUp(other.transfer));
      const event = claimEvent(transfer, behind);
      const leased = { leaseToken: randomUUID(), claims: transfer.claims + 1 };
      if (event.name === 'claimed') {
        row.transfer =
          transfer.state === 'in_doubt'
            ? { ...transfer, ...leased }
            : { ...applyEvent(transfer, event, this.setup.timing, 0).next, leaseToken: leased.leaseToken };
        row.leaseUntil = this.now + this.setup.timing.leaseSeconds;
        return row.transfer;
      }
      this.move(transfer, event, 'worker');
    }
    return null;
  }

  /** Moves time on to when something is next due. False: nothing will ever be due. */
  pass(): boolean {
    const times = this.rows.flatMap(({ transfer, dueAt, leaseUntil, reviewAt }) => [
      ...(transfer.state === 'waiting' || transfer.state === 'in_doubt' ? [Math.max(dueAt, leaseUntil ?? 0)] : []),
      ...(transfer.state === 'sending' && leaseUntil !== null ? [leaseUntil] : []),
      // A fetched document is offered again once the time for its acknowledgement is over.
      ...(transfer.state === 'handed_over' && dueAt > this.now ? [dueAt] : []),
      ...(reviewAt === null ? [] : [reviewAt]),
    ]);
    if (times.length === 0) return false;
    const next = Math.min(...times);
    this.now = Math.max(
      this.now,
      this.heldUntil === null || this.heldUntil === Infinity ? next : Math.max(next, this.heldUntil),
    );
    if (this.heldUntil !== null && this.heldUntil <= this.now) this.heldUntil = null;
    this.takeBackLost();
    this.offerAgain();
    return true;
  }

  /** Moves a transfer by an event that does not come from a delivery, but for example from a person. */
  move(transfer: Transfer, event: TransferEvent, by: string): Transfer {
    const transition = applyEvent(transfer, event, this.setup.timing, 0);
    this.store({ before: transfer, event, transition, by });
    return transition.next;
  }

  // The office's side.

  /** `listOffered`: the documents that the office may fetch, in their order. */
  offered(): Transfer[] {
    return this.rows.flatMap(({ transfer, dueAt, reviewAt }) =>
      transfer.state === 'handed_over' && dueAt <= this.now && (transfer.fetched || reviewAt === null)
        ? [transfer]
        : [],
    );
  }

  /** `fetchOffered`. Null: nothing is offered under that id. */
  fetchOffered(id: number, within: number): Handover | null {
    const { transfer, handover, reviewAt } = this.rowOf(id);
    const event: TransferEvent = { name: 'fetched', afterSeconds: within };
    if (!rowOf(transfer, event.name) || (!transfer.fetched && reviewAt !== null)) return null;
    if (isFetchTold(transfer)) this.move(transfer, event, 'office');
    return handover;
  }

  /** `acknowledge`. */
  acknowledge(id: number, said: Acknowledgement): Acknowledged {
    const { transfer } = this.rowOf(id);
    const event = acknowledgementEvent(said, transfer);
    if (!rowOf(transfer, event.name)) return isSaid(said, transfer) ? 'already' : 'not_handed_over';
    const review = isReviewed(said, transfer, must(this.row, 'order'));
    const transition = applyEvent(transfer, event, this.setup.timing, 0);
    this.store({ before: transfer, event, transition, by: 'office', review });
    if (said.kind === 'refused')
      for (const other of this.rows)
        if (other.transfer.state === 'handed_over' && !other.transfer.fetched) other.reviewAt = this.now;
    return 'acknowledged';
  }

  transferOf(id: number): Transfer {
    return this.rowOf(id).transfer;
  }

  private siblings(): Sibling[] {
    return this.rows.map(({ transfer }) => ({ ...transfer, about: aboutOf(transfer), key: transfer.documentKey }));
  }

  private rowOf(id: number): Row {
    return must(
      this.rows.find(({ transfer }) => transfer.id === id),
      `transfer ${id}`,
    );
  }

  private isLeased(row: Row, token: string | null): boolean {
    return row.transfer.leaseToken === token && row.leaseUntil !== null && row.leaseUntil > this.now;
  }

  /** `storeTransitions`: nothing changes unless the transfer is as it was read. */
  private store({ before, transition, inLane, review, handover, tasks, breaker }: DeliveryMove): boolean {
    const row = this.rowOf(before.id);
    if (row.transfer.state !== before.state || row.transfer.leaseToken !== before.leaseToken) return false;
    const { next, dueInSeconds, row: rule } = transition;
    const replayed = rule.intent === 'reopen' && !before.intentOpen;
    row.transfer = {
      ...next,
      ...(replayed ? { intent: row.transfer.maker ?? row.transfer.intent } : {}),
      intentAt: row.transfer.intentAt,
      doubtSince: next.state === 'in_doubt' ? (row.transfer.doubtSince ?? new Date()) : null,
    };
    row.dueAt = dueInSeconds === null ? row.dueAt : this.now + dueInSeconds;
    row.leaseUntil = next.leaseToken === null ? null : row.leaseUntil;
    if (review || (inLane && must(this.row, 'order').revision !== next.plannedRevision)) row.reviewAt = this.now;
    row.handover =
      next.state === 'handed_over' ? (before.state === 'handed_over' ? row.handover : (handover ?? null)) : null;
    if (['done', 'closed'].includes(next.state) || (next.state === 'handed_over' && next.fetched)) this.wake(next);
    this.tasks.push(...(tasks ?? []));
    if (breaker) this.heldUntil ??= breaker.reopensInSeconds === null ? Infinity : this.now + breaker.reopensInSeconds;
    return true;
  }

  /** Lets transfers go on that wait for this one, once its document is at the target or it is closed. */
  private wake({ id, kind, state: ended }: Transfer): void {
    for (const row of this.rows) {
      const { state, reason } = row.transfer;
      if (row.transfer.id === id) continue;
      if (
        ended !== 'closed' &&
        (kind === 'order' || kind === 'refund') &&
        /^rule\.(order|refund)_not_sent$/.test(reason)
      )
        row.reviewAt = this.now;
      if (state === 'waiting' && reason === 'behind.lane') row.dueAt = this.now;
    }
  }

  private takeBackLost(): void {
    for (const row of this.rows) {
      if (row.transfer.state !== 'sending' || row.leaseUntil === null || row.leaseUntil > this.now) continue;
      this.move(row.transfer, lostEvent(this.setup.timing, this.setup.timing.leaseSeconds), 'janitor');
    }
  }

  /** `offerAgain`: offers documents again that were fetched and not acknowledged in time. */
  private offerAgain(): void {
    for (const { transfer, dueAt } of this.rows)
      if (transfer.state === 'handed_over' && transfer.reason === 'fetched' && dueAt <= this.now)
        this.move(transfer, { name: 'not_acknowledged' }, 'janitor');
  }

  private addFurther(beside: Transfer, { kind, reference, about, order, reason }: FurtherTransfer): void {
    const isOpen = ({ transfer }: Row) =>
      transfer.kind === kind &&
      transfer.aboutKind === about.kind &&
      transfer.aboutReference === about.reference &&
      holdsLane(transfer);
    const exists = ({ transfer }: Row) => transfer.kind === kind && transfer.reference === reference;
    if (this.rows.some((row) => isOpen(row) || exists(row))) return;
    const { connectionId, system, account } = beside;
    this.add({
      ...{ connectionId, system, account, kind, reference },
      ...{ subjectKind: subject.subjectKind, subjectId: subject.subjectId },
      aboutKind: about.kind,
      aboutReference: about.reference,
      documentKey: documentKey(subject, kind, reference, this.setup.system.longestKey),
      state: 'waiting',
      reason,
      total: order.total ?? 0,
    });
  }

  private add(route: Route): void {
    this.rows.push({
      transfer: {
        ...blankTransfer,
        ...route,
        shopId: subject.shopId,
        id: transferIdOf(++this.lastId),
        currency: must(this.row, 'order').currency,
        createdAt: new Date(),
      },
      dueAt: this.now,
      leaseUntil: null,
      reviewAt: null,
      handover: null,
    });
  }
}
