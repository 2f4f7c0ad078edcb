import type { Order } from '@kontor/shared/order';
import { pino } from 'pino';
import { connectionId, shopId } from '../../bridge-server/src/ids.ts';
import type { OutgoingRequest } from '../../bridge-server/src/egress/request.ts';
import type { Egress } from '../../bridge-server/src/egress/send.ts';
import { deliver } from '../../bridge-server/src/mirror/delivery/deliver.ts';
import { connect, timingOf, type Delivering } from '../../bridge-server/src/mirror/mirror.ts';
import type { Transfer } from '../../bridge-server/src/mirror/transfer/transfer.ts';
import { rules, type Rules } from '../../bridge-server/src/shops/rules.ts';
import type { Step, System } from '../../bridge-server/src/systems/contract.ts';
import { breakingOnce, Killed, type CallFault, type Kill, type OfferKill } from './faults.ts';
import { MemoryStore } from './memory-store.ts';
import { documentName, Office, refusalIsRetried, type Oddity, type OfficeMode } from './office.ts';

/** One thing that the vendor or the office holds. `key`: our document key, where the thing has one. */
export interface Holding {
  key: string | null;
  /** A text to compare runs by: what the thing is, its lines, its total. */
  says: string;
}

/** A system's sandbox, running. */
export interface Started {
  operator: unknown;
  credentials: unknown;
  /** Reaches the sandbox, and nothing else. */
  egress: Egress;
  /** Puts everything back to how it was at the start. */
  reset(): void;
  close(): Promise<void>;
}

/** What a shop does with one order: it sends each body once the one before has settled. */
export interface Scenario {
  title: string;
  orders: readonly Order[];
  settings?: Readonly<Record<string, unknown>>;
  rules?: Partial<Rules>;
  credentials?: unknown;
}

/** A step of a scenario, under a name that is the same in every run. */
export interface StepPlace {
  place: string;
  kind: string;
}

/** What goes wrong once in a run. */
export type Trouble =
  | { on: 'step'; place: string; fault: CallFault }
  | { on: 'step'; place: string; kill: Kill }
  | { on: 'read'; index: number; fault: CallFault }
  /** For a pulled system, by the name of the document. */
  | { on: 'document'; document: string; does: Oddity }
  | { on: 'document'; document: string; kill: OfferKill }
  /** What the office has done when the shop sends this change of its order. The first body is change 0. */
  | { on: 'change'; change: number; office: Exclude<OfficeMode, 'fetches and accepts'> };

/** What came of a scenario. */
export interface Played {
  transfers: readonly Transfer[];
  steps: readonly StepPlace[];
  /** How many requests only read. */
  reads: number;
  /** Whether the trouble was met. */
  troubled: boolean;
  /** What people were asked to do, in words that are the same in every run. */
  tasks: readonly string[];
  /** For a pulled system, the documents that the office was offered, and the bytes that it has accepted. */
  offered: readonly string[];
  fetched: ReadonlyMap<string, Uint8Array>;
}

const log = pino({ level: 'silent' });
/** The number of rounds after which a scenario counts as endless. */
const mostRounds = 2000;

/**
 * Plays a scenario against the system's sandbox until everything has come to rest. `holds`: whether the vendor has our
 * key.
 */
export async function play(
  system: System,
  started: Started,
  scenario: Scenario,
  trouble: Trouble | null,
  holds: (key: string) => boolean,
): Promise<Played> {
  started.reset();
  const { operator } = started;
  const timing = {
    leaseSeconds: 60,
    callTimeoutSeconds: 20,
    settleSeconds: new Map<string, number>(),
    retryScale: 1,
    followSeconds: 300,
  };
  const store = new MemoryStore({
    system,
    credentials: scenario.credentials ?? started.credentials,
    timing: timingOf({ timing }, system),
    connection: {
      shopId: shopId.parse('s'),
      id: connectionId.parse('c'),
      system: system.key,
      account: 'account',
      accountName: 'Company',
      rules: rules.parse({ functions: Object.keys(system.functions), ...scenario.rules }),
      settings: system.settings.parse(scenario.settings ?? {}),
      paused: false,
      held: null,
      breakerClosedAt: null,
      createdAt: new Date(0),
    },
  });

  const steps: StepPlace[] = [];
  const seen = new Map<string, number>();
  let at: StepPlace | null = null;
  let reads = 0;
  let killed = false;
  const isMeant = (request: OutgoingRequest): boolean => {
    const isRead = request.method === 'GET' && at === null;
    if (isRead) reads += 1;
    if (!trouble || !('fault' in trouble)) return false;
    return trouble.on === 'read'
      ? isRead && reads === trouble.index
      : at?.place === trouble.place && request.method !== 'GET';
  };
  const fault = trouble && 'fault' in trouble ? trouble.fault : neverMet;
  const broken = breakingOnce(started.egress, fault, isMeant);
  const kill = (when: Kill | OfferKill, where: string | undefined): void => {
    if (killed || !trouble || !('kill' in trouble) || trouble.kill !== when) return;
    if (where !== (trouble.on === 'step' ? trouble.place : trouble.document)) return;
    killed = true;
    at = null;
    throw new Killed(when);
  };
  const delivering: Delivering = {
    systems: (key) => (key === system.key ? { system, operator } : null),
    egress: broken.egress,
    budgets: unlimited,
    store,
    log,
    timing,
    observe(point, { transferId, step }) {
      if (point === 'planned') kill('killed before the offer', documentName(store.transferOf(transferId)));
      if (point === 'intent_recorded' && step) {
        at = placeOf(store.transfers, transferId, step, seen);
        steps.push(at);
        kill('killed after the intent', at.place);
      }
      if (point === 'answered') {
        kill('killed after the answer', at?.place);
        at = null;
      }
    },
  };

  store.onStored = (transfer) => {
    if (transfer.state === 'handed_over') kill('killed after the offer', documentName(transfer));
  };

  const { delivery } = system;
  const odd = trouble?.on === 'document' && 'does' in trouble ? trouble : null;
  const office = new Office(store, delivery.how === 'pulled' ? delivery.acknowledgedWithin : 0, odd);
  let changed = false;
  for (const [change, order] of scenario.orders.entries()) {
    const isLate = trouble?.on === 'change' && change <= trouble.change;
    if (isLate) office.mode = trouble.office;
    if (isLate && change === trouble.change)
      changed = store.transfers.some(
        ({ state, fetched }) => state === 'handed_over' && fetched === (trouble.office === 'only fetches'),
      );
    store.receive(order);
    await settle(delivering, store, { office, holds });
    if (!isLate || change < trouble.change) continue;
    office.mode = 'fetches and accepts';
    await settle(delivering, store, { office, holds });
  }
  return {
    transfers: store.transfers,
    steps,
    reads,
    troubled: broken.met() || killed || office.wasOdd || changed,
    tasks: [...new Set(store.tasks.map(({ kind, name }) => `${kind} ${name}`))].sort(),
    offered: office.offered,
    fetched: office.accepted,
  };
}

/** Who acts on the transfers besides the bridge: the office, and a person who can see whether the vendor has a key. */
interface Around {
  office: Office;
  holds: (key: string) => boolean;
}

/** Lets shop, worker, office and person take turns until nothing happens any more. */
async function settle(delivering: Delivering, store: MemoryStore, { office, holds }: Around): Promise<void> {
  for (let round = 0; round < mostRounds; round++) {
    store.review();
    const claimed = store.claim();
    if (claimed) await deliver(delivering, claimed, () => false).catch(unlessKilled);
    else if (store.heldUntil === Infinity) await probe(delivering, store);
    else if (!office.acts() && !personActs(store, holds) && !store.pass() && !refusalIsRetried(store)) return;
  }
  const states = store.transfers.map(({ kind, state, reason }) => `${kind} ${state} ${reason}`);
  throw new Error(`it never comes to rest: ${states.join(', ')}`);
}

/** Checks a held connection; its transfers go on once `check()` succeeds. */
async function probe(delivering: Delivering, store: MemoryStore): Promise<void> {
  const connected = await connect(delivering, 's', 'c');
  const report = await connected?.system.check(connected.context({ correlationId: 'probe' }));
  if (report?.ok) store.heldUntil = null;
  else store.now += 15;
}

/**
 * A person resolves a blocked transfer: looks for a doubtful document at the vendor, or retries a gap. False: there is
 * none.
 */
function personActs(store: MemoryStore, holds: (key: string) => boolean): boolean {
  const blocked = store.transfers.filter(({ state }) => state === 'blocked');
  const doubtful = blocked.find(({ reason }) => reason.startsWith('doubt.'));
  if (doubtful) {
    store.move(doubtful, { name: holds(doubtful.documentKey) ? 'elsewhere' : 'said_absent' }, 'person');
    return true;
  }
  // A fault that looked like a missing right ends in a gap; the person grants the right and retries the transfer, once.
  const gap = blocked.find(({ id, reason }) => reason.startsWith('gap.') && !store.retried.has(id));
  if (!gap) return false;
  store.retried.add(gap.id);
  store.move(gap, { name: 'retry_asked' }, 'person');
  return true;
}

function unlessKilled(fault: unknown): void {
  if (!(fault instanceof Killed)) throw fault;
}

/** Names the step by its transfer, its key, and how often it was begun before. */
function placeOf(transfers: readonly Transfer[], id: number, step: Step, seen: Map<string, number>): StepPlace {
  const transfer = transfers.find((candidate) => candidate.id === id);
  const name = `${transfer?.kind} ${transfer?.reference} ${step.key}`;
  const times = (seen.get(name) ?? 0) + 1;
  seen.set(name, times);
  return { place: `${name} #${times}`, kind: step.kind };
}

/** Lets every request through, for runs without a fault. */
const neverMet: CallFault = { title: 'none', meets: (request, send) => send(request) };
const place = { kind: 'place' } as const;
const budget = { take: () => Promise.resolve(place), pause: () => Promise.resolve() };
/** No rate budget: other tests are about the vendor's limit. */
const unlimited: Delivering['budgets'] = { ...budget, of: () => budget };
