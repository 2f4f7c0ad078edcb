import type { DataKind } from '@kontor/shared/api/connections';
import type { Minor } from '@kontor/shared/money';
import type { OfficeState } from '@kontor/shared/office';
import type { Order } from '@kontor/shared/order';
import { reasonSchema, values, type Reason, type Word } from '@kontor/shared/problem';
import { z } from 'zod';
import type { Catalogue } from '../texts/text.ts';
import type { CheckReport, Disclosure } from './contract-report.ts';
import type { Bookable, Described, Difference, RemoteDocument, Unmapped, VatSum } from './contract-document.ts';
import type { Limit, OutgoingRequest, Send } from '../egress/request.ts';

/**
 * What a system is to Kontor. A system knows its vendor and this file; the mirror knows this file and no vendor.
 * Settings, facts, plans and results are JSON values: they are frozen in the database when a document is begun.
 */

export const documentKinds = ['order', 'amendment', 'refund', 'cancellation', 'payment', 'article'] as const;
/** What one transfer makes at the target. */
export type DocumentKind = (typeof documentKinds)[number];

/** What a transfer may be made of. Articles and batches of orders come with the systems that take them. */
export const subjectKinds = ['order', 'article', 'batch'] as const;
export type SubjectKind = (typeof subjectKinds)[number];

export const aboutKinds = ['order', 'refund', 'payment'] as const;
/**
 * What a document is about. A refund's credit note and the money that it gives back are about that refund; the order's document,
 * its payment and its cancellation are about the order; an amendment is about what the document that it mends is about, except
 * that one of a payment is about that payment.
 */
export interface About {
  kind: (typeof aboutKinds)[number];
  /** The refund's id for a refund, what tells it from other payments for a payment, empty for the order itself. */
  reference: string;
}

/** Something that a connection is switched on for. The mirror knows orders, refunds, payments and cancellations; others are the system's own. */
export interface FunctionDeclaration {
  /** The key of its label among the system's words; its help has the same with `.help`. */
  text: string;
}

/** What may be chosen: for a setting that names something of the system's, or in place of mending a gap. */
export const option = z.union([
  /** By the system's own label. */
  z.object({ value: z.string(), label: z.string() }),
  /** By words of ours. */
  z.object({ value: z.string(), word: z.string(), values: values.optional() }),
]);
export type Option = z.infer<typeof option>;

/** Why no document can be planned: something a person must map, mend or decide. Codes are `gap.*`. */
export const gap = reasonSchema.extend({
  code: z.string().regex(/^gap\.[a-z_]+$/),
  /**
   * What a person may decide in place of mending it: it becomes a task. The decision counts for this and every other order of the
   * connection that asks the same, and is among `PlanRequest.decisions` from then on.
   */
  question: z.object({ name: z.string(), options: z.array(option).min(1) }).optional(),
});
export type Gap = z.infer<typeof gap>;

/** What people have decided about the questions of a connection, by the question's name. */
export type Decisions = Readonly<Record<string, string>>;

/**
 * How a step that creates something is kept from doing so twice.
 * `refuses_duplicates`: the vendor refuses our key a second time and says so.
 * `exact_lookup`: the vendor can be asked for our key, exactly.
 * `unguarded`: neither; a lost answer that two look-ups do not explain is for a person.
 */
export type Guard = 'refuses_duplicates' | 'exact_lookup' | 'unguarded';

const stepBase = {
  /** Stable within the plan; names the stored result. */
  key: z.string(),
  /** `system.object.verb`; the declared step that `steps` describes. */
  kind: z.string(),
  /** What the step needs to act, and nothing it would have to look up. */
  input: z.unknown(),
};
/** `read`: repeated freely, its result kept in memory only. */
export const readStep = z.object({ ...stepBase, does: z.literal('read') });
/**
 * `document`: makes or changes the transfer's document; its intent is recorded before the call, so a lost answer is a doubt.
 */
export const documentStep = z.object({ ...stepBase, does: z.literal('document') });
/**
 * `shared`: makes something that other transfers need too (a customer, a product); done once for each
 * (account, object, name), with an intent and a doubt of its own.
 */
export const sharedStep = z.object({
  ...stepBase,
  does: z.literal('shared'),
  shared: z.object({ object: z.string(), name: z.string() }),
});
export const step = z.discriminatedUnion('does', [readStep, documentStep, sharedStep]);
export type Step = z.infer<typeof step>;
export type SharedStep = z.infer<typeof sharedStep>;

/** The results of a plan's steps so far, by step key. */
export type Results = Readonly<Record<string, unknown>>;

/** What is to be done next in a plan, given the results so far. */
export type Next =
  | { kind: 'step'; step: Step }
  /** `notes`: what should be known of it, such as a wish of the order's that the target refused. */
  | { kind: 'finished'; document: RemoteDocument; notes?: readonly Word[] }
  /** The document is there, but says other than was planned, by more than rounding explains. */
  | { kind: 'differs'; document: RemoteDocument; differences: readonly Difference[] };

/** What came of a step. */
export type Outcome =
  /** `existed`: the vendor had it already, by our key. */
  | { kind: 'done'; result: unknown; existed?: true }
  /**
   * The vendor's own word that it will not; `code` is `refused.*`. `forget`: a shared object that the target no longer has,
   * so that the next attempt makes it anew. `anew`: what the plan was made for is not so any more; nothing of the document is
   * there, and the next attempt plans anew.
   */
  | (Reason & { kind: 'refused'; forget?: { object: string; name: string }; anew?: true })
  /**
   * The circuit breaker opens for every transfer of the connection: credentials, rights, limits, no route. `code` is `held.*`.
   * Nothing was done. With `retryAfterSeconds` the circuit breaker closes by itself, else a probe with `check()` must succeed.
   */
  | (Reason & { kind: 'held'; retryAfterSeconds?: number })
  /** There was no room in the rate budget, or no time left in the lease. Nothing was done. */
  | (Reason & { kind: 'postponed'; retryAfterSeconds: number })
  /** It may or may not have been done; `code` is `doubt.*`. */
  | (Reason & { kind: 'doubt' });

/**
 * What asking the target about a step in doubt brought. An error is `unknown`, never `absent`. `retryAfterSeconds`: there was no
 * room in the rate budget, and nothing was asked.
 */
export type LookupOutcome =
  /** `document`: as the target holds it now, where the step makes one. */
  | { kind: 'found'; result: unknown; document?: RemoteDocument }
  | (Reason & { kind: 'several' })
  | { kind: 'absent' }
  | (Reason & { kind: 'unknown'; retryAfterSeconds?: number });

/** What asking the target for a document by the number that people call it by brought. */
export type NumberedOutcome =
  /** `rounding`: how much its total may still be off, in minor units, since later steps take that up. */
  | { kind: 'found'; result: unknown; document: RemoteDocument; rounding: Minor }
  /** There is none with that number, where it was looked for. */
  | (Reason & { kind: 'absent' })
  /** It is there and cannot be the step's document; or more than one is there. */
  | (Reason & { kind: 'unlike' })
  /** The system documents no way to ask for it. */
  | (Reason & { kind: 'unaskable' })
  | (Reason & { kind: 'unknown' });

export type FactsOutcome<Facts> = { kind: 'facts'; facts: Facts } | Exclude<Outcome, { kind: 'done' }>;
/**
 * `total`: what the document must come to, including tax, in minor units; negative for a credit. `vat`: the same by treatment,
 * left out for a document without lines.
 */
export type Planned<Plan> =
  | { kind: 'plan'; plan: Plan; total: Minor; vat?: readonly VatSum[] }
  | { kind: 'gaps'; gaps: readonly [Gap, ...Gap[]] }
  /** The connection's settings leave this document out, such as a payment by a method without an account. */
  | { kind: 'not_wanted'; reason: `rule.${string}` };

/** Facts of a connection that outlive one transfer, such as the products read from the system. JSON values. */
export interface FactStore {
  /** The value stored under the name, unless it is older than `maxAgeSeconds`. */
  get(name: string, maxAgeSeconds: number): Promise<unknown>;
  put(name: string, value: unknown): Promise<void>;
  /** Stores many at once. `keys`: by what they are found again, such as a customer's e-mail addresses. */
  putAll(facts: readonly KeyedFact[]): Promise<void>;
  /** The values of all facts that have the key, whatever their age. */
  withKey(key: string): Promise<unknown[]>;
}
export interface KeyedFact {
  name: string;
  value: unknown;
  keys: readonly string[];
}

/** What a system is handed for one piece of work on one connection. */
export interface SystemContext<Operator, Settings, Credentials> {
  operator: Operator;
  settings: Settings;
  credentials: Credentials;
  /** Identifies the connection in this process, for what may be kept in memory (an access token). */
  connection: string;
  send: Send;
  store: FactStore;
}

/** A document of the same order that is at the target already, or that the office has fetched. */
export interface MadeDocument {
  kind: DocumentKind;
  about: About;
  /** Our key for it. */
  key: string;
  id: string;
  number: string;
  total: Minor;
}

/** What is to be planned: one document of one order. */
export interface PlanRequest<Settings, Facts> {
  kind: DocumentKind;
  about: About;
  order: Order;
  /** Our key for the document at the target: unique over shops, orders and kinds; no longer than the system's `longestKey`. */
  key: string;
  /**
   * Our key for the order's customer, likewise, the same for all orders of one e-mail address; `null` when the order names nobody.
   * Several people may share the address: whoever has the key is compared with the order before it is used.
   */
  customerKey: string | null;
  /** What the order's other transfers to this connection have made there so far, oldest first. */
  documents: readonly MadeDocument[];
  /** What steps of an earlier plan for this very document brought, by their keys; only an amendment is planned anew after it was begun. */
  done?: Results;
  /** What the connection is switched on for, among the system's `functions`. */
  functions: readonly string[];
  decisions: Decisions;
  settings: Settings;
  facts: Facts;
}

/** Something that the settings say the target has, such as a product, and what follows where it has not. */
export type Preparation =
  | { what: string; kind: 'there' }
  | { what: string; kind: 'missing'; step: SharedStep }
  | { what: string; kind: 'impossible'; gap: Gap };
export type Preparations = { kind: 'preparations'; all: readonly Preparation[] } | Exclude<Outcome, { kind: 'done' }>;

/**
 * What a form may offer for a setting that names something of the system's, by the list that the setting's `meta.options` names.
 * `forbidden`: the credentials lack the right to read the list. `not_now`: it could not be read this time.
 */
export type Options = Readonly<
  Record<string, { kind: 'read'; options: readonly Option[] } | (Reason & { kind: 'forbidden' | 'not_now' })>
>;

/** What the office did since the last time. */
export type Followed =
  /**
   * `key`: the reference that the document bears, once for each; those that are not ours are passed over. `state`: all that is
   * known of it. `cursor`: where to go on next time, the system's own value. `more`: there is more to be had at once.
   */
  | { kind: 'followed'; changes: readonly { key: string; state: OfficeState }[]; cursor: unknown; more: boolean }
  | Exclude<Outcome, { kind: 'done' | 'refused' }>;

/** How a kind of step behaves; tests generate their failure matrix from this declaration. */
export interface StepDeclaration {
  does: Step['does'];
  /** For steps that create; reads have none. */
  guard?: Guard;
  /**
   * For `refuses_duplicates`: our key is certain to be refused only as long as what bears it is as it was made; what the office
   * does with it may free the key. After a restore, which may be days later, such a step is asked about first.
   */
  freesKey?: true;
  /** The document stands or falls with it: made by this step, or taken away. Asking about it tells whether that still is so. */
  makes?: true;
}

/** The system is called, step by step. */
export interface Pushed<Operator, Settings, Credentials, Plan> {
  how: 'pushed';
  steps: Readonly<Record<string, StepDeclaration>>;
  /** Pure: what follows from the results so far. */
  next(plan: Plan, results: Results): Next;
  /** Does one step. Never throws for anything the vendor or the network does. */
  execute(context: SystemContext<Operator, Settings, Credentials>, step: Step): Promise<Outcome>;
  /** Asks the system whether a creating step took effect. `since`: when its intent was recorded. */
  lookup(context: SystemContext<Operator, Settings, Credentials>, step: Step, since: Date): Promise<LookupOutcome>;
  /**
   * Asks the system for the document of a creating step by its number, which a person gives. Left out where the system cannot
   * be asked so.
   */
  documentByNumber?(
    context: SystemContext<Operator, Settings, Credentials>,
    step: Step,
    number: string,
  ): Promise<NumberedOutcome>;
}

/** What the office fetches. */
export interface Handover {
  /** Such as `application/xml; charset=utf-8`. */
  mediaType: string;
  bytes: Uint8Array;
}

/**
 * The office fetches documents and acknowledges them. It takes a key that it knows for the document that it has: after a restore
 * of the database, what was fetched since the backup is offered once more, and says what the order says by then.
 */
export interface Pulled<Plan> {
  how: 'pulled';
  /** Pure: the bytes that the office fetches. The same plan always gives the same bytes. */
  render(plan: Plan): Handover;
  /** How long the office has for its acknowledgement, in seconds; then the same bytes are offered again. */
  acknowledgedWithin: number;
}

/** A system as its folder writes it, with its own types. `defineSystem` makes it a `System`. */
export interface SystemSource<Operator, Settings, Credentials, Facts, Plan> {
  key: string;
  label: string;
  /** The kinds of document it can make; every other kind ends as `rule.not_supported`. */
  capabilities: readonly DocumentKind[];
  /** What a connection may be switched on for, by name. */
  functions: Readonly<Record<string, FunctionDeclaration>>;
  /** How long our key for a document may be there; a longer one is hashed. */
  longestKey: number;
  /** What the system says in its own way: its problems, and the labels and help of its settings and functions. */
  texts: Catalogue;
  /** Settings of the whole bridge (application keys, addresses), read from `KONTOR_<KEY>_<NAME>`. */
  /** A `z.object`: each of its fields is a variable of the environment. */
  operator: z.ZodType<Operator>;
  /** Settings of one connection; every one has a default. */
  settings: z.ZodType<Settings>;
  /** Secrets of one connection; stored sealed. */
  credentials: z.ZodType<Credentials>;
  facts: z.ZodType<Facts>;
  plan: z.ZodType<Plan>;
  /** How the system takes documents. */
  delivery: Pushed<Operator, Settings, Credentials, Plan> | Pulled<Plan>;
  /** Pure: the vendor's limits that count for a request, such as one for its endpoint and one for the user. */
  rates(
    owner: Pick<SystemContext<Operator, Settings, Credentials>, 'operator' | 'settings' | 'credentials'>,
    request: OutgoingRequest,
  ): readonly Limit[];
  /** How long one call may take, and how long after it the target's lists may still lag behind; in seconds. */
  timing: { callTimeout: number; settle: number };
  /** Which data of an order and of who placed it goes to the system; shops are told before the first document is sent. */
  transmits: readonly DataKind[];
  /** Left out where nothing is known to be harmless: then every value is struck out. */
  disclosure?: Disclosure;
  /**
   * How the names of facts about people begin. Such a fact is forgotten when it has not been put for the operator's time, at
   * least 60 days: a system that goes on needing it puts it again before.
   */
  factsAboutPeople?: readonly string[];

  check(context: SystemContext<Operator, Settings, Credentials>): Promise<CheckReport>;
  /** Reads the lists that a settings form offers. */
  options(context: SystemContext<Operator, Settings, Credentials>): Promise<Options>;
  /** Looks, without an order, for what the settings say the system has. Left out where there is no such thing. */
  prepare?(context: SystemContext<Operator, Settings, Credentials>): Promise<Preparations>;
  /** Reads what planning needs to know about the order from the system. */
  readFacts(
    context: SystemContext<Operator, Settings, Credentials>,
    request: Omit<PlanRequest<Settings, never>, 'facts'>,
  ): Promise<FactsOutcome<Facts>>;
  /** Pure: order, settings and facts become a plan or named gaps. */
  makePlan(request: PlanRequest<Settings, Facts>): Planned<Plan>;
  /**
   * Pure: what the document says by this plan, however it comes to say so. An order that gives the same again needs no
   * amendment.
   */
  content(plan: Plan): unknown;
  /** Pure: what the document says by this plan, for people. */
  describe(plan: Plan): Described;
  /** Pure: what of an order the settings have nothing for. Left out where no setting says how things are booked. */
  unmapped?(order: Bookable, settings: Settings): Unmapped;
  /**
   * Asks what the office did with the documents of the connection, a bounded piece at a time; `cursor`: what the last call
   * gave, null for the first. Left out where the system cannot be asked so.
   */
  follow?(context: SystemContext<Operator, Settings, Credentials>, cursor: unknown): Promise<Followed>;
}

/** A system as the mirror sees it: the same, with every stored value checked by the system's own schemas on its way in. */
export type System = SystemSource<unknown, unknown, unknown, unknown, unknown>;
