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
import type { CheckReport } from '../systems/contract-report.ts';
import type { DeliveryStore } from './delivery/delivery-store.ts';
import type { Timing } from './transfer/transition.ts';

/** Systems with the operator's settings; `null` for a system that this bridge does not know or that is not set up. */
export type SystemsAtHand = (key: string) => SystemAtHand | null;
export interface SystemAtHand {
  system: System;
  operator: unknown;
}

/** Where a worker stands in a transfer, for logs and for tests that stop it there. */
export type Point = 'claimed' | 'planned' | 'intent_recorded' | 'answered' | 'stored';
export type Observe = (point: Point, about: { transferId: number; step?: Step }) => Promise<void> | void;

/** What the mirror works with; handed in, so that processes and tests share the code and not the world. */
export interface Mirror {
  database: Database;
  systems: SystemsAtHand;
  egress: Egress;
  budgets: RateBudgets;
  store: DeliveryStore;
  /** Keeps what is sent and answered; left out where nobody wants to see it. */
  exchanges?: ExchangeWriter;
  log: Logger;
  meter?: Meter;
  /** The bridge's times. */
  timing: {
    leaseSeconds: number;
    callTimeoutSeconds: number;
    /** By a system's key, in place of its own. */
    settleSeconds: ReadonlyMap<string, number>;
    retryScale: number;
    followSeconds: number;
  };
  observe?: Observe;
}

/** What one delivery works with: it knows of no database but its store. */
export type Delivering = Omit<Mirror, 'database'>;

/** How long a call may wait for its place in the rate budget, else it is put off: parts of its time-out. */
const patience = { begins: 0.1, goesOn: 0.5 };

/** What one call, or one run of reads, is made in. */
export interface CallContext {
  correlationId: string;
  /** In ms since 1970: nothing is written after it. */
  deadline?: number;
  /** Of the piece of work that it belongs to; without one it waits for its place as long as what has begun. */
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

/** Opens a connection for calling, or says why it cannot be. */
export async function connect(mirror: Delivering, shopId: string, id: string): Promise<Connected | null> {
  const opened = await mirror.store.connection(shopId, id);
  const found = opened ? mirror.systems(opened.connection.system) : null;
  if (!opened || !found) return null;
  return connectedTo(mirror, found, opened.connection, opened.credentials);
}

/** Asks a system about credentials that are not stored yet. */
export function checkCredentials(
  mirror: Mirror,
  found: SystemAtHand,
  draft: { shopId: ShopId; settings: unknown; credentials: unknown },
): Promise<CheckReport> {
  // A name of its own: what a system keeps in memory for a connection must not pass from one draft to another.
  const connected = connectedTo(
    mirror,
    found,
    { id: connectionId.parse(randomUUID()), shopId: draft.shopId, settings: draft.settings },
    draft.credentials,
  );
  return found.system.check(connected.context({ correlationId: randomUUID() }));
}

/** How long an unknown system's lists may lag behind, as far as anybody can tell; no shorter than the operator expects of any. */
const unknownSettleSeconds = 60;

/** The times that count for a system: those that the operator has set, else the system's own. */
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
  found: SystemAtHand,
  connection: C,
  credentials: unknown,
) {
  const { system, operator } = found;
  const timing = timingOf(mirror, system);
  const name = `${connection.shopId}/${connection.id}`;
  const owner = { operator, settings: connection.settings, credentials };
  const share: Share = { consumer: name, limitsOf: (request) => system.rates(owner, request) };
  const timeoutMs = timing.callTimeoutSeconds * 1000;
  const furtherMs = timeoutMs * patience.goesOn;
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
    }),
    budget: () => mirror.budgets.of(share, { firstMs: timeoutMs * patience.begins, furtherMs }),
  };
}

function sendWith(
  egress: Egress,
  { deadline: given, ...call }: Omit<CallContext, 'budget'> & { budget: Budget; system: string; timeoutMs: number },
): Send {
  return (request) => {
    // A creating call, its waiting included, is over by intent + call time-out: whoever takes over counts on that.
    const deadline = given ?? Date.now() + call.timeoutMs;
    return egress.forCall({ ...call, deadline: () => deadline })(request);
  };
}
