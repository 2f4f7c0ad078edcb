import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { connectionId, type ShopId } from '../ids.ts';
import type { Database } from '../database/database.ts';
import type { Budget, RateBudgets, Share } from '../egress/budget.ts';
import type { Send } from '../egress/request.ts';
import type { Egress } from '../egress/send.ts';
import type { ExchangeWriter } from '../journal/exchanges.ts';
import type { Meter } from '../metrics/meter.ts';
import type { Connection } from '../shops/connection.ts';
import type { Step, System, SystemContext } from '../systems/contract.ts';
import type { KnownAddresses } from '../systems/contract-addresses.ts';
import type { CheckReport } from '../systems/contract-report.ts';
import type { DeliveryStore } from './delivery/delivery-store.ts';
import type { Timing } from './transfer/transition.ts';

/**
 * A system with the operator's settings, by its key; null for a system that this bridge does not know, or that is not
 * set up.
 */
export type SystemsAtHand = (key: string) => SystemAtHand | null;
export interface SystemAtHand {
  system: System;
  operator: unknown;
}

/** Where a worker stands with a transfer, for tests that stop it there. */
export type Point = 'claimed' | 'planned' | 'intent_recorded' | 'answered' | 'stored';
export type Observe = (point: Point, about: { transferId: number; step?: Step }) => Promise<void> | void;

/** Everything that the mirror works with. It is handed in, so that tests run the same code with other surroundings. */
export interface Mirror {
  database: Database;
  systems: SystemsAtHand;
  egress: Egress;
  budgets: RateBudgets;
  store: DeliveryStore;
  /** What was collected of the addresses of a connection's office. */
  addresses?: (shopId: string, connectionId: string) => KnownAddresses;
  /** Keeps requests and answers; left out where nobody wants to see them. */
  exchanges?: ExchangeWriter;
  log: Logger;
  meter?: Meter;
  /** The bridge's times. */
  timing: {
    leaseSeconds: number;
    callTimeoutSeconds: number;
    /** The settling times that the operator has set, by the system's key. */
    settleSeconds: ReadonlyMap<string, number>;
    retryScale: number;
    followSeconds: number;
  };
  observe?: Observe;
}

/** What a delivery works with: it knows of no database but its store. */
export type Delivering = Omit<Mirror, 'database'>;

/**
 * How long a call may wait for its place in the rate budget before it is put off, as a part of its time-out: the first
 * call of a piece of work, and the calls after it.
 */
const patience = { first: 0.1, further: 0.5 };

/** The circumstances of one call, or of one run of reads. */
export interface CallContext {
  correlationId: string;
  /** Nothing is written after it; in ms since 1970. */
  deadline?: number;
  /**
   * The rate budget of the piece of work that the call belongs to. Without it, the call waits as long as a further
   * call.
   */
  budget?: Budget;
}

/** One connection's system, ready to be called. */
export interface Connected {
  system: System;
  connection: Connection;
  timing: Timing;
  context(call: CallContext): SystemContext<unknown, unknown, unknown>;
  /** The rate budget of one piece of work that loses nothing if it is put off before its first call. */
  budget(): Budget;
}

/** Opens a connection for calling; null where there is no such connection, or its system is not set up. */
export async function connect(mirror: Delivering, shopId: string, id: string): Promise<Connected | null> {
  const opened = await mirror.store.connection(shopId, id);
  const atHand = opened ? mirror.systems(opened.connection.system) : null;
  if (!opened || !atHand) return null;
  return connectedTo(mirror, atHand, opened.connection, opened.credentials);
}

/** A connection that is not stored yet. */
export interface Draft {
  shopId: ShopId;
  settings: unknown;
  credentials: unknown;
}

/** Opens a draft for calling. */
export function connectDraft(mirror: Mirror, atHand: SystemAtHand, { credentials, ...draft }: Draft) {
  // Each draft has an id of its own, so that what a system keeps in memory for a connection never passes to another
  // draft.
  return connectedTo(mirror, atHand, { ...draft, id: connectionId.parse(randomUUID()) }, credentials);
}

/** Checks credentials that are not stored yet. */
export const checkCredentials = (mirror: Mirror, atHand: SystemAtHand, draft: Draft): Promise<CheckReport> =>
  atHand.system.check(connectDraft(mirror, atHand, draft).context({ correlationId: randomUUID() }));

/** How long the lists of an unknown system may lag behind; no shorter than the operator expects of any system. */
const unknownSettleSeconds = 60;

/**
 * The times that count for a system: those that the operator has set, else the system's own. Null: an unknown system.
 */
export function timingOf(mirror: Pick<Mirror, 'timing'>, system: System | null): Timing {
  const { settleSeconds } = mirror.timing;
  return {
    leaseSeconds: mirror.timing.leaseSeconds,
    callTimeoutSeconds: Math.min(mirror.timing.callTimeoutSeconds, system?.timing.callTimeout ?? Infinity),
    settleSeconds: system
      ? (settleSeconds.get(system.key) ?? system.timing.settle)
      : Math.max(unknownSettleSeconds, ...settleSeconds.values()),
    retryScale: mirror.timing.retryScale,
  };
}

function connectedTo<C extends Pick<Connection, 'id' | 'shopId' | 'settings'>>(
  mirror: Delivering,
  atHand: SystemAtHand,
  connection: C,
  credentials: unknown,
) {
  const { system, operator } = atHand;
  const timing = timingOf(mirror, system);
  const name = `${connection.shopId}/${connection.id}`;
  const owner = { operator, settings: connection.settings, credentials };
  const share: Share = { consumer: name, limitsOf: (request) => system.rates(owner, request) };
  const timeoutMs = timing.callTimeoutSeconds * 1000;
  const furtherMs = timeoutMs * patience.further;
  return {
    system,
    connection,
    timing,
    context: ({
      budget = mirror.budgets.of(share, { firstMs: furtherMs, furtherMs }),
      ...call
    }: CallContext): SystemContext<unknown, unknown, unknown> => ({
      ...owner,
      connection: name,
      send: sendWith(mirror.egress, { ...call, budget, system: system.key, timeoutMs }),
      store: mirror.store.facts(connection.shopId, connection.id),
      people: () => mirror.store.people(connection.shopId),
      ...(mirror.addresses ? { addresses: mirror.addresses(connection.shopId, connection.id) } : {}),
    }),
    budget: () => mirror.budgets.of(share, { firstMs: timeoutMs * patience.first, furtherMs }),
  };
}

function sendWith(
  egress: Egress,
  { deadline: latest, ...call }: Omit<CallContext, 'budget'> & { budget: Budget; system: string; timeoutMs: number },
): Send {
  return (request) => {
    // A creating call, its waiting included, is over by intent + call time-out. Whoever takes the transfer over relies
    // on that.
    const deadline = latest ?? Date.now() + call.timeoutMs;
    return egress.forCall({ ...call, deadline: () => deadline })(request);
  };
}
