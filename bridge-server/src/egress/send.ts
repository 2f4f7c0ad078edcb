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

/** What the requests of one piece of work are sent with. */
export interface Call {
  /** For `rated` requests; `null` where the vendor has no limit. */
  budget: Budget | null;
  /** For connection, answer and body together; waiting for a place in the budget does not count. */
  timeoutMs?: number;
  /** Milliseconds since 1970 after which nothing is written or waited for any more; asked again just before writing. */
  deadline?: () => number;
  /** Ends the request before it is answered, as if its time were over. */
  signal?: AbortSignal | undefined;
  correlationId: string;
  /** The key of the system that the call is for. */
  system: string;
}

/** `leaves` is called when the request has its place and is written next. */
interface Leaving extends Call {
  leaves(): void;
}

/**
 * One system's part of the way out. Nothing of it is shared: another system's open connection to a private host, or its answer
 * from there, would be a way past the list of hosts.
 */
interface Way {
  policy: AddressPolicy;
  agent: Agent;
  singleFlight: ReturnType<typeof createSingleFlight>;
}

/** The one way out of the bridge. */
export interface Egress {
  /** With the addresses that the call's system may go to. */
  forCall(call: Call): Send;
  /** Lets running requests finish and ends the connections. */
  close(): Promise<void>;
}

export interface EgressParts {
  /** Where a system may go, by its key; asked once for each. */
  policyOf: (system: string) => AddressPolicy;
  log: Log;
  meter?: Meter;
  timeoutDefaults?: { connectMs: number; callMs: number };
  /** The largest body of an answer; 10 MB. */
  answerBytes?: number;
}

const budgetFaultSeconds = 5;
const longestPauseSeconds = 60;

/**
 * Opens the way out: addresses are checked before connecting and in the socket's look-up, redirects are answers like
 * any other, and no request is ever sent twice; what several ask for at one moment is read once.
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

  /** A place for the request, or why there is none. Without an answer from the database nothing may go out. */
  async function turn(budget: Budget, request: OutgoingRequest, system: string, requestLog: Log): Promise<Turn> {
    const begun = performance.now();
    try {
      const got = await budget.take(request);
      if (got.kind === 'place')
        meter?.time('kontor_vendor_wait_seconds', { system }, (performance.now() - begun) / 1000);
      return got;
    } catch (error) {
      requestLog.error({ err: error, code: 'egress.no_budget' }, 'the rate budget cannot be read');
      return { kind: 'full', retryAfterMs: budgetFaultSeconds * 1000 };
    }
  }

  async function send(request: OutgoingRequest, url: URL | null, call: Leaving, requestLog: Log): Promise<Sent> {
    if (!url) return notSent('address_refused', word('sent.no_address'));
    const { policy, agent } = wayOf(call.system);
    const refusal = policy.refusal(url);
    if (refusal) return notSent('address_refused', refusal);

    const budget = request.budget === 'free' ? null : call.budget;
    const got = budget ? await turn(budget, request, call.system, requestLog) : null;
    if (got?.kind === 'full') {
      const retryAfterSeconds = Math.ceil(got.retryAfterMs / 1000);
      return { ...notSent('no_budget', word('sent.no_room')), retryAfterSeconds };
    }

    call.leaves();
    const deadline = call.deadline ?? (() => Infinity);
    const left = deadline() - Date.now();
    if (left <= 0) return notSent('deadline', word('sent.too_late'));
    const headers = { 'user-agent': 'Kontor', ...request.headers, 'x-correlation-id': call.correlationId };
    const begun = performance.now();
    const sent = await exchange(agent, { ...request, headers }, url, {
      timeoutMs: Math.min(call.timeoutMs ?? timeoutDefaults.callMs, left),
      deadline,
      answerBytes,
      signal: call.signal,
    });
    meter?.time('kontor_vendor_call_duration_seconds', { system: call.system }, (performance.now() - begun) / 1000);
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

  async function sendAndLog(request: OutgoingRequest, call: Leaving): Promise<Sent> {
    const begun = performance.now();
    const requestLog = withCorrelation(log, call.correlationId);
    const url = URL.canParse(request.url) ? new URL(request.url) : null;
    const sent = await send(request, url, call, requestLog);
    meter?.count('kontor_vendor_calls_total', { system: call.system, ...outcomeOf(sent) });
    requestLog.info(
      {
        method: request.method,
        host: url?.host,
        ...(request.hidesPath ? {} : { path: url?.pathname }),
        ms: Math.round(performance.now() - begun),
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
      // What the agents still hold was given up before: connections that never came about.
      await Promise.all([...ways.values()].map(({ agent }) => agent.destroy()));
    },
  };
}

/** Connections that the policy has judged: each look-up of a name is part of the connecting. */
function createAgent(policy: AddressPolicy, connectMs: number): Agent {
  const guarded = buildConnector({ timeout: connectMs, lookup: policy.lookup });
  const open = buildConnector({ timeout: connectMs });
  return new Agent({
    connect: (target, done) => {
      const port = target.port || (target.protocol === 'https:' ? '443' : '80');
      (policy.isAllowed(target.hostname, port) ? open : guarded)(target, done);
    },
    // One request at a time on a connection: several would share its fate when it breaks.
    pipelining: 1,
    allowH2: false,
    // The exchange counts the whole time itself.
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
