import { Agent, buildConnector } from 'undici';
import { withCorrelation, type Log } from '../log.ts';
import type { Meter } from '../metrics/meter.ts';
import type { AddressPolicy } from './address.ts';
import type { Budget, Turn } from './budget.ts';
import { exchange } from './exchange.ts';
import { createSingleFlight } from './single-flight.ts';
import { word } from '../texts/reason.ts';
import { notSent, type NotSent, type OutgoingRequest, type Send, type Sent, type Unanswered } from './request.ts';
import { retryAfterSeconds } from '@kontor/shared/retry-after';

/** The settings for all requests of one piece of work. */
export interface Call {
  /** The budget for `rated` requests; null if the vendor has no limit. */
  budget: Budget | null;
  /** For connection, answer and body together. Waiting for a place in the budget does not count. */
  timeoutMs?: number;
  /** The time after which nothing is sent, in milliseconds since 1970. It is read again just before writing. */
  deadline?: () => number;
  /** Ends the request early, as if its time were over. */
  signal?: AbortSignal | undefined;
  correlationId: string;
  /** The key of the system that the call is for. */
  system: string;
}

interface LeavingCall extends Call {
  /** Called when the request has its place in the budget and is written next. */
  leaves(): void;
}

/**
 * What one system uses to send. Systems share nothing of it: with the open connection of another system, or with its
 * answers, a system could reach private hosts that it must not use.
 */
interface Way {
  policy: AddressPolicy;
  agent: Agent;
  singleFlight: ReturnType<typeof createSingleFlight>;
}

/** The only way by which requests leave the bridge. */
export interface Egress {
  /** Sends to the addresses that the call's system may use. */
  forCall(call: Call): Send;
  /** Waits for running requests and ends the connections. */
  close(): Promise<void>;
}

export interface EgressParts {
  /** The address policy of a system, by its key. Called once for each system. */
  policyOf: (system: string) => AddressPolicy;
  log: Log;
  meter?: Meter;
  timeoutDefaults?: { connectMs: number; callMs: number };
  /** The largest body of an answer; 10 MB by default. */
  answerBytes?: number;
}

/** When a request may try again after the rate budget could not be read. */
const budgetFaultSeconds = 5;
/** The longest pause that a vendor's `Retry-After` brings about. */
const longestPauseSeconds = 60;

/**
 * Makes the egress. Addresses are checked before connecting and again in the socket's look-up. A redirect is an answer
 * like any other. No request is sent twice, and equal reads at the same time are sent as one.
 */
export function createEgress({
  policyOf,
  log,
  meter,
  timeoutDefaults = { connectMs: 10_000, callMs: 20_000 },
  answerBytes = 10 * 1024 * 1024,
}: EgressParts): Egress {
  const ways = new Map<string, Way>();
  function wayOf(system: string): Way {
    const known = ways.get(system);
    if (known) return known;
    const policy = policyOf(system);
    const way = { policy, agent: createAgent(policy, timeoutDefaults.connectMs), singleFlight: createSingleFlight() };
    ways.set(system, way);
    return way;
  }

  /** Waits for a place in the budget. While the budget cannot be read, nothing may be sent. */
  async function takeTurn(budget: Budget, request: OutgoingRequest, system: string, requestLog: Log): Promise<Turn> {
    const askedAt = performance.now();
    try {
      const turn = await budget.take(request);
      if (turn.kind === 'place')
        meter?.time('kontor_vendor_wait_seconds', { system }, (performance.now() - askedAt) / 1000);
      return turn;
    } catch (error) {
      requestLog.error({ err: error, code: 'egress.no_budget' }, 'the rate budget cannot be read');
      return { kind: 'full', retryAfterMs: budgetFaultSeconds * 1000 };
    }
  }

  async function send(request: OutgoingRequest, url: URL | null, call: LeavingCall, requestLog: Log): Promise<Sent> {
    if (!url) return notSent('address_refused', word('sent.no_address'));
    const { policy, agent } = wayOf(call.system);
    const refusal = policy.refusal(url);
    if (refusal) return notSent('address_refused', refusal);

    const budget = request.budget === 'free' ? null : call.budget;
    const turn = budget ? await takeTurn(budget, request, call.system, requestLog) : null;
    if (turn?.kind === 'full') {
      const retryAfterSeconds = Math.ceil(turn.retryAfterMs / 1000);
      return { ...notSent('no_budget', word('sent.no_room')), retryAfterSeconds };
    }

    call.leaves();
    const deadline = call.deadline ?? (() => Infinity);
    const remainingMs = deadline() - Date.now();
    if (remainingMs <= 0) return notSent('deadline', word('sent.too_late'));
    const headers = { 'user-agent': 'Kontor', ...request.headers, 'x-correlation-id': call.correlationId };
    const sentAt = performance.now();
    const sent = await exchange(agent, { ...request, headers }, url, {
      timeoutMs: Math.min(call.timeoutMs ?? timeoutDefaults.callMs, remainingMs),
      deadline,
      answerBytes,
      signal: call.signal,
    });
    meter?.time('kontor_vendor_call_duration_seconds', { system: call.system }, (performance.now() - sentAt) / 1000);
    if (budget && sent.kind === 'answer' && sent.status === 429) {
      const seconds = Math.min(retryAfterSeconds(sent.headers['retry-after'], Date.now()) ?? 1, longestPauseSeconds);
      await budget
        .pause(request, seconds)
        .catch((error: unknown) =>
          requestLog.error({ err: error, code: 'egress.no_pause' }, 'the rate budget cannot be paused'),
        );
    }
    return sent;
  }

  async function sendAndLog(request: OutgoingRequest, call: LeavingCall): Promise<Sent> {
    const askedAt = performance.now();
    const requestLog = withCorrelation(log, call.correlationId);
    const url = URL.canParse(request.url) ? new URL(request.url) : null;
    const sent = await send(request, url, call, requestLog);
    meter?.count('kontor_vendor_calls_total', { system: call.system, ...outcomeOf(sent) });
    requestLog.info(
      {
        method: request.method,
        host: url?.host,
        ...(request.hidesPath ? {} : { path: url?.pathname }),
        ms: Math.round(performance.now() - askedAt),
        ...(sent.kind === 'answer' ? { status: sent.status } : { outcome: sent.kind, why: sent.why }),
      },
      'request out',
    );
    return sent;
  }

  const running = new Set<Promise<Sent>>();
  return {
    forCall: (call) => (request) => {
      const { singleFlight } = wayOf(call.system);
      const sent = singleFlight(request, (leaves) => sendAndLog(request, { ...call, leaves })).finally(() =>
        running.delete(sent),
      );
      running.add(sent);
      return sent;
    },
    async close() {
      await Promise.allSettled(running);
      // All requests have ended, so the agents only hold idle connections, and attempts to connect that were given up.
      await Promise.all([...ways.values()].map(({ agent }) => agent.destroy()));
    },
  };
}

/** Makes the connections of a system. The policy checks each look-up of a name as a part of connecting. */
function createAgent(policy: AddressPolicy, connectMs: number): Agent {
  const guarded = buildConnector({ timeout: connectMs, lookup: policy.lookup });
  const open = buildConnector({ timeout: connectMs });
  return new Agent({
    connect: (target, done) => {
      const port = target.port || (target.protocol === 'https:' ? '443' : '80');
      (policy.isAllowed(target.hostname, port) ? open : guarded)(target, done);
    },
    // A connection carries one request at a time, so that only one is in doubt if the connection breaks.
    pipelining: 1,
    allowH2: false,
    // The exchange has a time-out of its own for the whole request.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}

function outcomeOf(sent: Sent): {
  outcome: 'answer' | NotSent['why'] | Unanswered['why'];
  status: '2xx' | '3xx' | '4xx' | '429' | '5xx' | '';
} {
  if (sent.kind !== 'answer') return { outcome: sent.why, status: '' };
  const { status } = sent;
  return {
    outcome: 'answer',
    status: status === 429 ? '429' : status < 300 ? '2xx' : status < 400 ? '3xx' : status < 500 ? '4xx' : '5xx',
  };
}
