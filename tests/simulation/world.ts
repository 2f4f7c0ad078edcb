import type { Order } from '@kontor/shared/order';
import type { Prepared } from '../../bridge-server/src/mirror/delivery/course.ts';
import type { PersonVerb } from '../../bridge-server/src/mirror/person/person.ts';
import type { Row } from '../../bridge-server/src/mirror/transfer/states.ts';
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
  /** What the office is to fetch, as text. */
  handover: string | null;
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
  | { at: 'offering'; event: TransferEvent; handover: string }
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

/**
 * How many misfortunes, and deeds of a person, may still happen. `restores`: of a backup that was made at any moment before.
 * `stops`: of a worker, in order. `office`: what the office does besides fetching each document once and accepting it.
 */
export interface Left {
  crashes: number;
  pauses: number;
  losses: number;
  person: number;
  restores: number;
  stops: number;
  office: number;
}

/** A document that the office has fetched. */
export interface Fetched {
  transferId: number;
  key: string;
  /** As they were when it was first fetched. */
  bytes: string;
  /** Whether the office has said so. */
  accepted: boolean;
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
  /** What the office has, of a system that is pulled, in the order in which it was fetched. What it refused it has thrown away. */
  office: readonly Fetched[];
  /** The transfers of which it has ever fetched something. */
  everFetched: readonly number[];
  /** A rule that the office saw broken, which nothing in the world shows afterwards. */
  officeSaw: string | null;
  requests: readonly Request[];
  workers: readonly Worker[];
  /** Infinity: until a probe succeeds. */
  heldUntil: number | null;
  /** When a probe last closed the circuit breaker. */
  closedAt: number | null;
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
  | 'no verifying'
  | 'bytes remade after a fetch';

/** What may go wrong with one call; `losses` are spent on them. */
export const mishaps = [
  'the answer is lost',
  'the request is lost',
  'the request drifts',
  'the request is slow',
  'the vendor refuses',
  'the vendor has no room',
  'the look-up is not answered',
] as const;
/** What goes wrong more rarely; an exploration names it where it needs it. */
export const rareMishaps = [
  'the vendor turns the credentials away',
  'the vendor computes another total',
  'somebody copies the document',
  'the facts are not answered',
  'the look-up has no room',
  'the bridge has a fault',
] as const;
export type Mishap = (typeof mishaps)[number] | (typeof rareMishaps)[number];

/** What stays the same in one exploration. */
export interface Setting {
  system: System;
  /** The connection's settings, and what the system reads of the vendor. */
  settings: unknown;
  facts: unknown;
  timing: Timing;
  rules: Rules;
  vendor: Vendor;
  /** The shop's events; the generation is the position. */
  events: readonly { order: Order; snapshot: string }[];
  planted: Planted | null;
  /** What a person may say; all that the product offers, unless a question needs less. */
  says: readonly Verb[];
  mishaps: readonly Mishap[];
  /** Whether a worker may write after its last check came too late to be trusted: the residual risk. */
  lateWrites: boolean;
  /** Time may pass although somebody could act: everything may be slow, not only who is paused. */
  lazy: boolean;
  /** How often each row of the state table was driven; shared by all who want to count together. */
  driven: Map<Row, number>;
}

/** What a person may say; `found`: with the number of a document. */
export type Verb = PersonVerb | 'found';

/** One thing that may happen next. `optional`: nothing is missing when it never happens. */
export interface Choice {
  label: string;
  to: World;
  optional?: boolean;
}
