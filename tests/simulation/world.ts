import type { Order, UnreadOrder } from '@kontor/shared/order';
import type { PreparedPlan } from '../../bridge-server/src/mirror/delivery/course.ts';
import type { Sibling } from '../../bridge-server/src/mirror/delivery/siblings.ts';
import type { PersonVerb } from '../../bridge-server/src/mirror/person/person.ts';
import type { CurrentOrder } from '../../bridge-server/src/mirror/transfer/current-order.ts';
import type { Row } from '../../bridge-server/src/mirror/transfer/states.ts';
import type { Frozen, Transfer } from '../../bridge-server/src/mirror/transfer/transfer.ts';
import type { Timing, TransferEvent } from '../../bridge-server/src/mirror/transfer/transition.ts';
import type { Rules } from '../../bridge-server/src/shops/rules.ts';
import type { LookupOutcome, Step, System } from '../../bridge-server/src/systems/contract.ts';
import type { Document, Vendor } from './target.ts';

/**
 * A transfer's row: the columns that the product reads as a `Transfer`, and those that only SQL uses. Times in seconds.
 */
export interface Stored {
  transfer: Transfer;
  dueAt: number;
  leaseUntil: number | null;
  reviewAt: number | null;
  /** What the office may fetch, as text. */
  handover: string | null;
}

/** An event of the shop: an order that can be read, or the head and the problem of one that cannot. */
export type ShopEvent = { order: Order; snapshot: string } | { unread: UnreadOrder };

/** The order's row. */
export interface OrderRow {
  row: CurrentOrder;
  /** The last content that could be read. */
  order: Order | null;
  generation: number;
}

/**
 * A worker with a transfer in hand, at the boundary before its next action. This is its whole memory, which a crash
 * loses.
 */
export type Task = { transfer: Transfer; leasedAt: number } & (
  | { at: 'asking' }
  | { at: 'reading' }
  | { at: 'planned'; prepared: PreparedPlan | TransferEvent }
  | { at: 'beginning'; plan: Frozen; step: Step }
  | { at: 'recording intent'; plan: Frozen; step: Step; deadline: number }
  | { at: 'checking the deadline'; plan: Frozen; step: Step; deadline: number }
  | { at: 'writing'; plan: Frozen; step: Step; deadline: number }
  | { at: 'awaiting the answer'; plan: Frozen; step: Step; deadline: number; request: number }
  | { at: 'acting on the look-up'; answer: LookupOutcome }
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

/**
 * A review in progress: the worker holds the rows of the order and of the transfer, and decides with the siblings that
 * it read.
 */
export interface Review {
  worker: string;
  id: number;
  siblings: readonly Sibling[];
}

/** A request on its way. `by`: the latest time at which it takes effect. */
export interface Request {
  id: number;
  worker: string;
  step: Step;
  by: number;
  /** `swift`: time stands still until the request has arrived. `adrift`: it may arrive at any time, until `by`. */
  pace: 'swift' | 'adrift';
}

/** A misfortune of the network, the vendor or a worker; each uses up one of the losses that are left. */
export type Mishap =
  | 'the answer is lost'
  | 'the request is lost'
  | 'the connection breaks'
  | 'the request is slow'
  | 'the vendor refuses'
  | 'the vendor has no room'
  | 'the vendor turns this one away'
  | 'the vendor makes it with another total'
  | 'somebody copies the document'
  | 'a question is not answered'
  | 'a question has no room'
  | 'a read is not answered'
  | 'the worker is stopped'
  | 'the bridge has a fault';

/**
 * What the office may do besides fetching each document once and accepting it; each uses up one of the deeds that are
 * left.
 */
export type Deed = 'fetches again' | 'hears nothing' | 'lays aside' | 'refuses' | 'says it again';

/** How many misfortunes, decisions of a person, deeds of the office and restores of a backup may still happen. */
export interface Allowance {
  crashes: number;
  pauses: number;
  losses: number;
  person: number;
  office: number;
  restores: number;
}

/** A document as the office knows it, by its key. */
export interface OfficeDocument {
  key: string;
  id: number;
  /** The bytes that were served first; they are not allowed to change. */
  bytes: string;
  /** Whether the bytes reached the office; if not, only the bridge knows that it served them. */
  received: boolean;
  word: 'accepted' | 'refused' | null;
  /** The revision that the office refused, until a person has decided about the document. */
  refusedAt: number | null;
  /** Whether the office has laid it aside: it acknowledges the document only once it is offered again. */
  aside: boolean;
  /**
   * Whether the office has refused it or a person has decided about it, so that the bridge may make it anew under the
   * same key.
   */
  released: boolean;
}

/** What a backup holds, and when it was made. */
export interface Backup {
  order: OrderRow | null;
  rows: readonly Stored[];
  madeAt: number;
}

/** The whole world at one moment. It is never changed in place: every action makes a new world. */
export interface World {
  now: number;
  order: OrderRow | null;
  /** Positions of the shop's events that are not delivered yet. */
  toDeliver: readonly number[];
  rows: readonly Stored[];
  documents: readonly Document[];
  /** What the office has fetched, in that order. */
  office: readonly OfficeDocument[];
  /** Names of the tasks that people were given. */
  tasks: readonly string[];
  /** A rule that an action has broken, where the world after it does not show that. */
  broken: string | null;
  requests: readonly Request[];
  workers: readonly Worker[];
  review: Review | null;
  heldUntil: number | null;
  backup: Backup | null;
  /** When the backup was made that was restored and is being verified; null: none was restored. */
  restoredFrom: number | null;
  /** Position of the event that the shop sends again after a restore. */
  toRepeat: number | null;
  left: Allowance;
  /** Numbers the lease tokens and requests. */
  counter: number;
  /**
   * Whether a request was written more than call time-out + settling time after its intent, which is the design's
   * residual risk.
   */
  wroteTooLate: boolean;
}

/** A fault that is planted in the world's rules, to see whether the exploration finds it. */
export type Planted =
  | 'no lease token'
  | 'one look-up in place of two'
  | 'no revision check'
  | 'asks at once'
  | 'asks before the call is over'
  | 'no verifying'
  | 'bytes remade after a fetch'
  | 'a fetched amendment counts as open'
  | 'what is refused is reviewed at once'
  | 'a payment is superseded by what came last'
  | 'a blocked payment holds the lane';

/** What a person may decide. `found`: the person names the document that a transfer in doubt has made. */
export type PersonWord = PersonVerb | 'found';

/** What stays the same in one exploration. */
export interface Setting {
  system: System;
  /** The connection's settings, and what the system reads of the vendor. */
  settings: unknown;
  facts: unknown;
  timing: Timing;
  rules: Rules;
  vendor: Vendor;
  /** The shop's events; an event's generation is its position. */
  events: readonly ShopEvent[];
  /**
   * Whether the shop's events arrive in their order; otherwise they arrive in any order, and late ones change nothing.
   */
  inOrder: boolean;
  /** Whether a transfer that is marked for review is reviewed before anything else happens. */
  prompt: boolean;
  /**
   * How many workers review. With two, a review is put off while the other one holds the order's row, and others can
   * act between what it reads and what it decides.
   */
  reviewers: 1 | 2;
  planted: Planted | null;
  mishaps: readonly Mishap[];
  deeds: readonly Deed[];
  /** Whether the office acknowledges what it has fetched. */
  acknowledges: boolean;
  /** How often each row of the state table was taken, in all explorations that share this map. */
  timesTaken: Map<Row, number>;
  /** What a person may decide: everything that the product offers, unless an exploration needs less. */
  says: readonly PersonWord[];
  /** Whether a worker may still write when its last check is too long ago, which is the residual risk. */
  lateWrites: boolean;
  /** Whether time may pass although somebody could act, so that anything may be slow and not only a paused worker. */
  lazy: boolean;
}

/** One thing that may happen next. `optional`: a history is complete even if it never happens. */
export interface Choice {
  label: string;
  to: World;
  optional?: boolean;
}
