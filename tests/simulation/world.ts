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

/** A transfer's row: what the product reads as a `Transfer`, and the columns that only SQL looks at. Times in seconds. */
export interface Stored {
  transfer: Transfer;
  dueAt: number;
  leaseUntil: number | null;
  reviewAt: number | null;
  /** What the office may fetch, as text. */
  handover: string | null;
}

/** What the shop sends of its order: a content that can be read, or one that cannot be, of which the head is told. */
export type ShopEvent = { order: Order; snapshot: string } | { unread: UnreadOrder };

/** The order's row. */
export interface OrderRow {
  row: CurrentOrder;
  /** The last one that could be read. */
  order: Order | null;
  generation: number;
}

/** A worker with a transfer in hand, at the boundary before its next action. Its memory is all here: a crash loses it. */
export type Task = { transfer: Transfer; leasedAt: number } & (
  | { at: 'asking' }
  | { at: 'reading' }
  | { at: 'planned'; prepared: PreparedPlan | TransferEvent }
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

/** A review that a worker is in the middle of: it holds the rows of the order and of the transfer, and decides with what it read. */
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
  /** `swift`: time stands still until it has arrived. `adrift`: it arrives when it likes. */
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

/** What the office may do besides fetching each document once and accepting it; each uses up one of the deeds that are left. */
export type Deed = 'fetches again' | 'hears nothing' | 'lays aside' | 'refuses' | 'says it again';

/** How many misfortunes, and deeds of a person or of the office, may still happen. `restores`: of a backup that was made at any moment before. */
export interface Left {
  crashes: number;
  pauses: number;
  losses: number;
  person: number;
  office: number;
  restores: number;
}

/** A document as the office knows it, by its key. */
export interface Held {
  key: string;
  id: number;
  /** As they were served first, since nothing was allowed to change. */
  bytes: string;
  /** Whether the office has them; else only the bridge knows that it served them. */
  received: boolean;
  word: 'accepted' | 'refused' | null;
  /** The revision of which it was refused, while no person has spoken since. */
  refusedAt: number | null;
  /** Not acknowledged until it is offered again. */
  aside: boolean;
  /** The office refused it, or a person has spoken: the bridge may make it anew under the same key. */
  released: boolean;
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
  /** What the office has fetched, in that order. */
  office: readonly Held[];
  /** Names of the tasks that people were given. */
  tasks: readonly string[];
  /** A rule that an action has broken, where the world that follows does not show it. */
  broken: string | null;
  requests: readonly Request[];
  workers: readonly Worker[];
  review: Review | null;
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

/** `found`: the document in doubt is the one with this number. */
export type Said = PersonVerb | 'found';

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
  events: readonly ShopEvent[];
  /** Whether the shop's events arrive in their order; else in any, and the late ones say nothing. */
  inOrder: boolean;
  /** Whether whatever is to be reviewed is reviewed before anything else happens. */
  prompt: boolean;
  /** How many workers review. With two a review is put off while another one holds the order's row, and others come between what it reads and what it decides. */
  reviewers: 1 | 2;
  planted: Planted | null;
  mishaps: readonly Mishap[];
  deeds: readonly Deed[];
  /** Whether the office says anything of what it has fetched. */
  acknowledges: boolean;
  /** How often each row of the state table was taken, over all explorations that share it. */
  taken: Map<Row, number>;
  /** What a person may say; all that the product offers, unless a question needs less. */
  says: readonly Said[];
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
