import type { DataKind } from '@kontor/shared/api/connections';
import type { Minor } from '@kontor/shared/money';
import type { OfficeState } from '@kontor/shared/office';
import type { Order } from '@kontor/shared/order';
import { reasonSchema, type Reason, type Word } from '@kontor/shared/problem';
import { z } from 'zod';
import type { Catalogue } from '../texts/text.ts';
import {
  option,
  type CheckReport,
  type Disclosure,
  type FailureReason,
  type Options,
  type ReasonIn,
} from './contract-report.ts';
import type {
  About,
  Bookable,
  DocumentDescription,
  Difference,
  RemoteDocument,
  UnmappedParts,
  VatSum,
} from './contract-document.ts';
import type { KnownAddresses } from './contract-addresses.ts';
import type { CollectedAddressPage, CollectedPage, CollectRequest } from './contract-collect.ts';
import type { Pulled } from './contract-pulled.ts';
import type { FactStore } from './contract-facts.ts';
import type { Attaching, OrderFiles } from './contract-files.ts';
import type { ShopPeople } from './contract-people.ts';
import type { Limit, OutgoingRequest, Send } from '../egress/request.ts';

/**
 * The contract between Kontor and a system. A system knows its vendor and this file; the mirror knows this file and no
 * vendor. Settings, facts, plans and results are JSON values, since they are stored in the database while a document is
 * being made.
 */

export const documentKinds = ['order', 'amendment', 'refund', 'cancellation', 'payment', 'article'] as const;
/** The kind of document that one transfer makes at the target. */
export type DocumentKind = (typeof documentKinds)[number];

/**
 * What a transfer is made from. Articles and batches of orders are for systems that take them; today there are only
 * orders.
 */
export const subjectKinds = ['order', 'article', 'batch'] as const;
export type SubjectKind = (typeof subjectKinds)[number];

/**
 * A function that a connection is switched on for. The mirror knows orders, refunds, payments and cancellations; any
 * other function is known to its system alone.
 */
export interface FunctionDeclaration {
  /** The key of the function's label among the system's words. The key with `.help` is that of its help. */
  text: string;
}

type GapCode = `gap.${string}`;
const gapCode = z.string().regex(/^gap\.[a-z_]+$/) as unknown as z.ZodType<GapCode, GapCode>;

/** Why no document can be planned: something that a person must set, correct or decide. */
export const gap = reasonSchema.extend({
  code: gapCode,
  /**
   * A decision that closes the gap; it becomes a task. It counts for this order and every other order of the connection
   * that asks the same question, and from then on it is in `PlanRequest.decisions`.
   */
  question: z.object({ name: z.string(), options: z.array(option).min(1) }).optional(),
});
export type Gap = z.infer<typeof gap>;

/** The decisions that people have made for a connection, by the name of the question. */
export type Decisions = Readonly<Record<string, string>>;

/**
 * What keeps a creating step from taking effect twice.
 * - `refuses_duplicates`: the vendor refuses our key a second time and says so.
 * - `exact_lookup`: the vendor can be asked for exactly our key.
 * - `unguarded`: neither. If two look-ups cannot explain a lost answer, a person must decide.
 */
export type Guard = 'refuses_duplicates' | 'exact_lookup' | 'unguarded';

const stepBase = {
  /** Names the step's stored result; stable within the plan. */
  key: z.string(),
  /** `system.object.verb`, such as `poweroffice.order.create`; one of the kinds that the system declares. */
  kind: z.string(),
  /** Everything that the step needs to act, so that it looks nothing up. */
  input: z.unknown(),
};
/** A step that only reads. It is repeated freely, and its result is kept in memory only. */
export const readStep = z.object({ ...stepBase, does: z.literal('read') });
/**
 * A step that makes or changes the transfer's document. Its intent is recorded before the call, so a lost answer is a
 * doubt.
 */
export const documentStep = z.object({ ...stepBase, does: z.literal('document') });
/**
 * A step that makes a shared object, such as a customer or a product. It is done once for each account, object and
 * name, and has an intent and a doubt of its own.
 */
export const sharedStep = z.object({
  ...stepBase,
  does: z.literal('shared'),
  shared: z.object({ object: z.string(), name: z.string() }),
});
export const step = z.discriminatedUnion('does', [readStep, documentStep, sharedStep]);
export type Step = z.infer<typeof step>;
export type SharedStep = z.infer<typeof sharedStep>;

/** The results of a plan's steps so far, by the key of the step. */
export type Results = Readonly<Record<string, unknown>>;

/** What a plan does next, given the results so far. */
export type Next =
  | { kind: 'step'; step: Step }
  /** `notes`: what people should know, such as a wish of the order that the target refused. */
  | { kind: 'finished'; document: RemoteDocument; notes?: readonly Word[] }
  /** The document is there, but it differs from the plan by more than rounding explains. */
  | { kind: 'differs'; document: RemoteDocument; differences: readonly Difference[] };

/** The outcome of a step. */
export type Outcome =
  /** `existed`: the vendor already had an object with our key. */
  | { kind: 'done'; result: unknown; existed?: true }
  /**
   * The vendor says that it will not do the step. `forget`: a shared object that the target no longer has, so that the
   * next attempt makes it again. `anew`: the plan no longer fits what is at the target, and nothing of the document is
   * there, so that the next attempt makes a new plan.
   */
  | (ReasonIn<'refused'> & { kind: 'refused'; forget?: { object: string; name: string }; anew?: true })
  /**
   * Nothing was done, and the circuit breaker opens for every transfer of the connection: its credentials, rights,
   * limit or route fail. With `retryAfterSeconds` the circuit breaker closes by itself; otherwise a probe with
   * `check()` must succeed.
   */
  | (ReasonIn<'held'> & { kind: 'held'; retryAfterSeconds?: number })
  /** Nothing was done: the rate budget had no room, or the lease had no time left. */
  | (FailureReason & { kind: 'postponed'; retryAfterSeconds: number })
  /** Nobody knows whether the step took effect. */
  | (ReasonIn<'doubt'> & { kind: 'doubt' });

/** What the target answered when it was asked about a step in doubt. A failed look-up is `unknown`, never `absent`. */
export type LookupOutcome =
  /** `document`: the step's document as the target holds it now, where the step makes one. */
  | { kind: 'found'; result: unknown; document?: RemoteDocument }
  | (Reason & { kind: 'several' })
  | { kind: 'absent' }
  /** `retryAfterSeconds`: the rate budget had no room, so nothing was asked. */
  | (FailureReason & { kind: 'unknown'; retryAfterSeconds?: number });

/** What the target answered when it was asked for a document by the number that people know. */
export type NumberedOutcome =
  /** `rounding`: by how many minor units the total may still be off, since a later step takes up the difference. */
  | { kind: 'found'; result: unknown; document: RemoteDocument; rounding: Minor }
  /** No document with that number is there, as far as the target was searched. */
  | (ReasonIn<'found'> & { kind: 'absent' })
  /** The document with that number cannot be the step's, or several documents have the number. */
  | (ReasonIn<'found'> & { kind: 'unlike' })
  /** The system documents no way to ask for a document by its number. */
  | (ReasonIn<'found'> & { kind: 'unaskable' })
  | (FailureReason & { kind: 'unknown' });

export type FactsOutcome<Facts> = { kind: 'facts'; facts: Facts } | Exclude<Outcome, { kind: 'done' }>;
/**
 * The outcome of planning. `total`: what the document must come to with tax, in minor units; negative for a credit.
 * `vat`: the same by treatment, left out for a document without lines.
 */
export type PlanOutcome<Plan> =
  | { kind: 'plan'; plan: Plan; total: Minor; vat?: readonly VatSum[] }
  /** `clerk`: whose the questions of the gaps are; left out or empty: anybody's. */
  | { kind: 'gaps'; gaps: readonly [Gap, ...Gap[]]; clerk?: string }
  /** The connection's settings leave this document out: for example, the payment method has no account. */
  | { kind: 'not_wanted'; reason: `rule.${string}` };

/** Everything that a system gets for its work on one connection. */
export interface SystemContext<Operator, Settings, Credentials> {
  operator: Operator;
  settings: Settings;
  credentials: Credentials;
  /** Names the connection within this process, for what may be kept in memory, such as an access token. */
  connection: string;
  send: Send;
  store: FactStore;
  /** The people of the shop's office. */
  people(): Promise<ShopPeople>;
  /** What was collected of the office's addresses. */
  addresses?: KnownAddresses;
}

/** A document of the same order that is already at the target, or that the office has fetched. */
export interface MadeDocument {
  kind: DocumentKind;
  about: About;
  /** Our key for it. */
  key: string;
  id: string;
  number: string;
  total: Minor;
}

/** What a system plans from: one document of one order, with the settings and facts. */
export interface PlanRequest<Settings, Facts> {
  kind: DocumentKind;
  about: About;
  order: Order;
  /**
   * Our key for the document at the target. It is unique across shops, orders and kinds, and no longer than
   * `longestKey`.
   */
  key: string;
  /**
   * Our key for the order's customer, the same for all orders with one e-mail address; `null` when the order names
   * nobody. Several people may share an address, so a customer with the key is compared with the order before it is
   * used.
   */
  customerKey: string | null;
  /** The documents that other transfers of the order have made at the target, oldest first. */
  documents: readonly MadeDocument[];
  /**
   * The results of earlier plans for the same document, by step key. Only an amendment is planned again after it was
   * begun.
   */
  done?: Results;
  /** The system's `functions` that the connection is switched on for. */
  functions: readonly string[];
  decisions: Decisions;
  settings: Settings;
  facts: Facts;
  /** What is known of the order's files; for a system with `attachments`. */
  files?: OrderFiles;
}

/** Something that the settings name at the target, such as a product: is it there, and if not, what can be done? */
export type Preparation =
  | { what: string; kind: 'there' }
  | { what: string; kind: 'missing'; step: SharedStep }
  | { what: string; kind: 'impossible'; gap: Gap };
export type Preparations = { kind: 'preparations'; all: readonly Preparation[] } | Exclude<Outcome, { kind: 'done' }>;

/** What the office has done since the last call of `follow`. */
export type FollowOutcome =
  /**
   * `key`: the reference on the document; each reference appears once, and those that are not ours are ignored.
   * `state`: everything that is known about the document. `cursor`: the system's own value, from which the next call
   * goes on. `more`: the next call can follow at once.
   */
  | { kind: 'followed'; changes: readonly { key: string; state: OfficeState }[]; cursor: unknown; more: boolean }
  | Exclude<Outcome, { kind: 'done' | 'refused' }>;

/** Why no page could be read. A refusal says nothing about what the office has, so that it is a doubt. */
export type CollectFailure = Exclude<Outcome, { kind: 'done' | 'refused' }>;
export type CollectOutcome = CollectedPage | CollectFailure;
export type CollectAddressesOutcome = CollectedAddressPage | CollectFailure;

/** How a kind of step behaves. Tests generate their failure matrix from this declaration. */
export interface StepDeclaration {
  does: Step['does'];
  /** For steps that make or change something; a reading step has none. */
  guard?: Guard;
  /**
   * For `refuses_duplicates`: the vendor is sure to refuse our key only while the document stays as it was made, since
   * the office may free the key by what it does with the document. After a restore, which may be days later, such a
   * step is asked about before it is done.
   */
  freesKey?: true;
  /**
   * The step makes or deletes the whole document. Asking about the step tells whether the document is still there or
   * still gone.
   */
  makes?: true;
}

/** Push delivery: the bridge calls the system, step by step. */
export interface Pushed<Operator, Settings, Credentials, Plan> {
  how: 'pushed';
  steps: Readonly<Record<string, StepDeclaration>>;
  /** Pure: what the plan does next after the results so far. */
  next(plan: Plan, results: Results): Next;
  /** Does one step. It never throws because of the vendor or the network. */
  execute(context: SystemContext<Operator, Settings, Credentials>, step: Step): Promise<Outcome>;
  /** Asks the system whether a step took effect. `since`: when the step's intent was recorded. */
  lookup(context: SystemContext<Operator, Settings, Credentials>, step: Step, since: Date): Promise<LookupOutcome>;
  /**
   * Asks the system for a creating step's document by the number that a person gives. Left out where the system cannot
   * be asked so.
   */
  documentByNumber?(
    context: SystemContext<Operator, Settings, Credentials>,
    step: Step,
    number: string,
  ): Promise<NumberedOutcome>;
}

/** A system with its own types, as its folder declares it. `defineSystem` makes a `System` of it. */
export interface SystemSource<Operator, Settings, Credentials, Facts, Plan> {
  key: string;
  label: string;
  /** The kinds of document that the system can make; a transfer of another kind is closed with `rule.not_supported`. */
  capabilities: readonly DocumentKind[];
  /** The functions that a connection may be switched on for, by name. */
  functions: Readonly<Record<string, FunctionDeclaration>>;
  /**
   * What becomes of orders that cost nothing, unless the connection says otherwise. Left out: they are closed, since
   * nothing is to be booked.
   */
  freeOrders?: 'close' | 'send';
  /** The greatest length of our key for a document at the target; a longer key is hashed. */
  longestKey: number;
  /** The system's own texts: its problems, and the labels and help of its settings and functions. */
  texts: Catalogue;
  /**
   * Settings of the whole bridge, such as application keys: a `z.object` whose fields are read from
   * `KONTOR_<KEY>_<NAME>`.
   */
  operator: z.ZodType<Operator>;
  /** Settings of one connection; every setting has a default. */
  settings: z.ZodType<Settings>;
  /** Secrets of one connection; they are stored sealed. */
  credentials: z.ZodType<Credentials>;
  facts: z.ZodType<Facts>;
  plan: z.ZodType<Plan>;
  /** How the system takes documents. */
  delivery: Pushed<Operator, Settings, Credentials, Plan> | Pulled<Plan>;
  /** Pure: the vendor's limits that apply to a request, such as one for the endpoint and one for the user. */
  rates(
    owner: Pick<SystemContext<Operator, Settings, Credentials>, 'operator' | 'settings' | 'credentials'>,
    request: OutgoingRequest,
  ): readonly Limit[];
  /**
   * In seconds. `callTimeout`: how long one call may take. `settle`: how long the target's lists may lag behind a call.
   */
  timing: { callTimeout: number; settle: number };
  /**
   * The kinds of data about an order and its customer that the system gets. Shops see them before the first document is
   * sent.
   */
  transmits: readonly DataKind[];
  /** Left out where no field is known to be harmless; then every value is struck out. */
  disclosure?: Disclosure;
  /**
   * The beginnings of the names of facts about people. Such a fact is deleted when it was not put again within the
   * operator's time, which is at least 60 days. A system that still needs the fact puts it again before that.
   */
  factsAboutPeople?: readonly string[];

  check(context: SystemContext<Operator, Settings, Credentials>): Promise<CheckReport>;
  /** Reads the lists that the settings form offers. */
  options(context: SystemContext<Operator, Settings, Credentials>): Promise<Options>;
  /**
   * Looks at the system, without an order, for everything that the settings name. Left out where settings name nothing
   * there.
   */
  prepare?(context: SystemContext<Operator, Settings, Credentials>): Promise<Preparations>;
  /** Reads from the system what planning needs. */
  readFacts(
    context: SystemContext<Operator, Settings, Credentials>,
    request: Omit<PlanRequest<Settings, never>, 'facts'>,
  ): Promise<FactsOutcome<Facts>>;
  /** Pure: order, settings and facts become a plan or named gaps. */
  makePlan(request: PlanRequest<Settings, Facts>): PlanOutcome<Plan>;
  /**
   * Pure: the content of the document by this plan, whatever steps lead to it. An order that still gives the same
   * content needs no amendment.
   */
  content(plan: Plan): unknown;
  /** Pure: the same content as people read it. */
  describe(plan: Plan): DocumentDescription;
  /**
   * Pure: whose task it is to look at a new document that the office may fetch, empty for anybody's; null: nobody is to.
   * Left out where documents are no tasks.
   */
  newTask?(plan: Plan, settings: Settings): { clerk: string } | null;
  /** Pure: the parts of an order that no setting covers. Left out where no setting says how things are booked. */
  unmapped?(order: Bookable, settings: Settings): UnmappedParts;
  /**
   * Asks what the office did with the connection's documents, a bounded piece at a time. `cursor`: what the last call
   * returned; `null` for the first call. Left out where the system cannot be asked so.
   */
  follow?(context: SystemContext<Operator, Settings, Credentials>, cursor: unknown): Promise<FollowOutcome>;
  /**
   * Reads one page of the articles that the office has, or of those that changed. Left out where the system tells of
   * none.
   */
  collectArticles?(
    context: SystemContext<Operator, Settings, Credentials>,
    request: CollectRequest,
  ): Promise<CollectOutcome>;
  /** The same for the addresses of the office's customers. */
  collectAddresses?(
    context: SystemContext<Operator, Settings, Credentials>,
    request: CollectRequest,
  ): Promise<CollectAddressesOutcome>;
  /** How the system hands over the files of an order. Left out where it takes none. */
  attachments?: Attaching<Settings, Plan>;
}

/** A system as the mirror sees it: every stored value is checked by the system's own schemas on its way in. */
export type System = SystemSource<unknown, unknown, unknown, unknown, unknown>;
