import type { Order } from '@kontor/shared/order';
import type { Prepared } from '../../bridge-server/src/mirror/delivery/course.ts';
import type { PersonVerb } from '../../bridge-server/src/mirror/person/person.ts';
import type { CurrentOrder } from '../../bridge-server/src/mirror/transfer/store.ts';
import type { Frozen, Transfer } from '../../bridge-server/src/mirror/transfer/transfer.ts';
import type { Timing, TransferEvent } from '../../bridge-server/src/mirror/transfer/transition.ts';
import type { Rules } from '../../bridge-server/src/shops/rules.ts';
import type { LookupOutcome, Step, System } from '../../bridge-server/src/systems/contract.ts';
import type { Document, Vendor } from './target.ts';

/** A transfer's row: what the product reads as a `Transfer`, and the columns that only SQL looks at. Times in seconds. */
export interface Stored {
  transfer: Transfer;
  dueAt: number;
  leaseUntil: number | null;
  reviewAt: number | null;
}

/** The order's row. */
export interface OrderRow {
  row: CurrentOrder;
  order: Order | null;
  generation: number;
}

/** A worker with a transfer in hand, at the boundary before its next action. Its memory is all here: a crash loses it. */
export type Task = { transfer: Transfer; leasedAt: number } & (
  | { at: 'asking' }
  | { at: 'reading order' }
  | { at: 'reading siblings'; order: OrderRow }
  | { at: 'planned'; prepared: Prepared | TransferEvent }
  | { at: 'beginning'; plan: Frozen; step: Step }
  | { at: 'recording intent'; plan: Frozen; step: Step; deadline: number }
  | { at: 'checking the deadline'; plan: Frozen; step: Step; deadline: number }
  | { at: 'writing'; plan: Frozen; step: Step; deadline: number }
  | { at: 'awaiting the answer'; plan: Frozen; step: Step; deadline: number; request: number }
  | { at: 'told'; answer: LookupOutcome }
  | { at: 'moving'; event: TransferEvent }
  | { at: 'renewing after a doubt' }
  | { at: 'finishing'; event: TransferEvent }
);
export interface Worker {
  name: string;
  task: Task | null;
  pausedAt: number | null;
}

/** A request on its way. `by`: the latest time at which it takes effect. */
export interface Request {
  id: number;
  worker: string;
  step: Step;
  by: number;
  /** `swift`: time stands still until it has arrived. `adrift`: it arrives when it likes. */
  pace: 'swift' | 'adrift';
}

/** How many misfortunes, and deeds of a person, may still happen. `restores`: of a backup that was made at any moment before. */
export interface Left {
  crashes: number;
  pauses: number;
  losses: number;
  person: number;
  restores: number;
}

/** What a backup holds, and when it was made. */
export interface Backup {
  order: OrderRow | null;
  rows: readonly Stored[];
  madeAt: number;
}

/** Everything that is, at one moment. Never changed in place: every action makes a new one. */
export interface World {
  now: number;
  order: OrderRow | null;
  /** Numbers of the shop's events that are not delivered yet. */
  toDeliver: readonly number[];
  rows: readonly Stored[];
  documents: readonly Document[];
  requests: readonly Request[];
  workers: readonly Worker[];
  heldUntil: number | null;
  backup: Backup | null;
  /** Up to when the backup that was restored and is verified knows everything; null: none was. */
  restoredFrom: number | null;
  /** Number of the event that the shop sends again after a restore. */
  toRepeat: number | null;
  left: Left;
  /** For lease tokens and requests. */
  counter: number;
  /** A request was written more than call time-out + settling time after its intent: the design's residual risk. */
  wroteTooLate: boolean;
}

/** What is changed on purpose in the world's rules, to see whether the exploration finds it. */
export type Planted =
  | 'no lease token'
  | 'one look-up'
  | 'no revision check'
  | 'asks at once'
  | 'asks before the call is over'
  | 'no verifying';

/** What stays the same in one exploration. */
export interface Setting {
  system: System;
  timing: Timing;
  rules: Rules;
  vendor: Vendor;
  /** The shop's events; the generation is the position. */
  events: readonly { order: Order; snapshot: string }[];
  planted: Planted | null;
  /** What a person may say; all that the product offers, unless a question needs less. */
  says: readonly PersonVerb[];
  /** Whether a worker may write after its last check came too late to be trusted: the residual risk. */
  lateWrites: boolean;
  /** Time may pass although somebody could act: everything may be slow, not only who is paused. */
  lazy: boolean;
}

/** One thing that may happen next. `optional`: nothing is missing when it never happens. */
export interface Choice {
  label: string;
  to: World;
  optional?: boolean;
}
