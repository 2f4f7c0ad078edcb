import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import type { RateBudgets } from '../egress/budget.ts';
import type { Send } from '../egress/request.ts';
import type { Egress } from '../egress/send.ts';
import type { ExchangeWriter } from '../journal/exchanges.ts';
import type { Meter } from '../metrics/meter.ts';
import type { Connection } from '../shops/connection.ts';
import type { CheckReport, Step, System, SystemContext } from '../systems/contract.ts';
import type { Together } from './together.ts';
import type { Timing } from './transition.ts';

/** Systems with the operator's settings; `null` for a system that this bridge does not know or that is not set up. */
export type SystemsAtHand = (key: string) => SystemAtHand | null;
export interface SystemAtHand { system: System; operator: unknown }

/** Where a worker stands in a transfer, for logs and for tests that stop it there. */
export type Point = 'claimed' | 'planned' | 'intent_recorded' | 'answered' | 'stored';
export type Observe = (point: Point, about: { transferId: number; step?: Step }) => Promise<void> | void;

/** What the mirror works with; handed in, so that processes and tests share the code and not the world. */
export interface Mirror {
  database: Database;
  systems: SystemsAtHand;
  egress: Egress;
  budgets: RateBudgets;
  together: Together;
  /** Keeps what is sent and answered; left out where nobody wants to see it. */
  exchanges?: ExchangeWriter;
  log: Logger;
  meter?: Meter;
  /** The bridge's times; a system may settle faster or slower than the default. */
  timing: { leaseSeconds: number; callTimeoutSeconds: number; settleSeconds: number | null; retryScale: number; followSeconds: number };
  observe?: Observe;
}

/** A call that would have to wait longer for its place in the rate budget is put off instead. */
const longestWaitMs = 2000;

/** One connection's system, ready to be called. */
export interface Connected {
  system: System;
  connection: Connection;
  timing: Timing;
  /** A context for one call or one run of reads. `deadline`, in ms since 1970: nothing is written after it. */
  context(call: { correlationId: string; deadline?: number }): SystemContext<unknown, unknown, unknown>;
}

/** Opens a connection for calling, or says why it cannot be. */
export async function connect(mirror: Mirror, shopId: string, connectionId: string): Promise<Connected | null> {
  const opened = await mirror.together.connection(shopId, connectionId);
  const found = opened ? mirror.systems(opened.connection.system) : null;
  if (!opened || !found) return null;
  return connectedTo(mirror, found, opened.connection, opened.credentials);
}

/** Asks a system about credentials that are not stored yet. */
export function checkCredentials(
  mirror: Mirror, found: SystemAtHand, draft: { shopId: string; settings: unknown; credentials: unknown },
): Promise<CheckReport> {
  // A name of its own: what a system keeps in memory for a connection must not pass from one draft to another.
  const connected = connectedTo(mirror, found, { id: randomUUID(), shopId: draft.shopId, settings: draft.settings }, draft.credentials);
  return found.system.check(connected.context({ correlationId: randomUUID() }));
}

/** The times that count for a system: the bridge's, where the operator has set them, else the system's own. */
export function timingOf(mirror: Pick<Mirror, 'timing'>, system: System | null): Timing {
  return {
    leaseSeconds: mirror.timing.leaseSeconds,
    callTimeoutSeconds: Math.min(mirror.timing.callTimeoutSeconds, system?.timing.callTimeout ?? Infinity),
    settleSeconds: mirror.timing.settleSeconds ?? system?.timing.settle ?? 60,
    retryScale: mirror.timing.retryScale,
  };
}

function connectedTo<C extends Pick<Connection, 'id' | 'shopId' | 'settings'>>(mirror: Mirror, found: SystemAtHand, connection: C, credentials: unknown) {
  const { system, operator } = found;
  const timing = timingOf(mirror, system);
  const rate = system.rate(operator);
  return {
    system, connection, timing,
    context: ({ correlationId, deadline }: { correlationId: string; deadline?: number }): SystemContext<unknown, unknown, unknown> => ({
      operator, credentials, settings: connection.settings,
      connection: `${connection.shopId}/${connection.id}`,
      send: sendWith(mirror, { system: system.key, rate, consumer: `${connection.shopId}/${connection.id}`, timing, correlationId, deadline }),
      store: mirror.together.facts(connection.shopId, connection.id),
    }),
  };
}

function sendWith(
  { egress, budgets }: Mirror,
  given: { system: string; rate: { key: string; perSecond: number }; consumer: string; timing: Timing; correlationId: string; deadline: number | undefined },
): Send {
  const { rate, consumer, correlationId } = given;
  const timeoutMs = given.timing.callTimeoutSeconds * 1000;
  const budget = budgets.of({ ...rate, consumer, maxWaitMs: Math.min(longestWaitMs, timeoutMs / 2) });
  return (request) => {
    // A creating call, its waiting included, is over by intent + call time-out: whoever takes over counts on that.
    const deadline = given.deadline ?? Date.now() + timeoutMs;
    return egress.forCall({ budget, timeoutMs, deadline: () => deadline, correlationId, system: given.system })(request);
  };
}
