import type { Subtle } from './base64url.ts';
import {
  isGood,
  membersOf,
  problemIn,
  receive,
  type BridgeAnswer,
  type BridgeProblem,
  type ReceivedAnswer,
} from './answer.ts';
import { createKeyRing, type KeyStorage } from './key.ts';
import type { Nonce } from './nonce.ts';
import { createProblems, type Translate } from './problems.ts';
import { signProof, type PageRequest } from './proof.ts';
import { targetOf, type TargetQuery } from './target.ts';
import { createTokens } from './token.ts';
import { createWays, type SessionMemory, type Way } from './way.ts';
import { createShopPost } from './wordpress.ts';

/**
 * What the page hands over: the shop's id, the bridge's public address, the plugin's routes, the nonce and the admin's
 * language.
 */
export interface ConversationSettings {
  readonly shop: string;
  readonly bridge: string;
  /** Addresses of `kontor/v1/token`, `/relay` and `/act`. */
  readonly token: string;
  readonly relay: string;
  readonly act: string;
  readonly nonce: Nonce;
  readonly language: string;
}

/** What the client needs from the browser. Tests hand over their own. */
export interface BrowserSurroundings {
  readonly fetch: typeof globalThis.fetch;
  /** Null if the page is not served over https: then the shop's server signs. */
  readonly subtle: Subtle | null;
  readonly keys: KeyStorage;
  readonly memory: SessionMemory | null;
  /** The page's own address. */
  readonly page: string;
  readonly translate: Translate;
  /** Milliseconds since 1970 by the browser's clock. */
  readonly now: () => number;
  readonly newId: () => string;
  /**
   * How many milliseconds to wait for a direct answer, while it is not known whether the browser can reach the bridge.
   */
  readonly patience: number;
}

/** A request of a screen. `read` turns the JSON of the answer into a value, and throws if it does not know the form. */
export interface Question<T> {
  readonly query?: TargetQuery;
  readonly body?: unknown;
  readonly read: (value: unknown) => T;
  readonly signal?: AbortSignal;
}

/** The bridge as a page of the shop sees it. */
export interface BridgeClient {
  /**
   * How the bridge is reached; null while that is not known. `act` is known from the start, so that the page can say
   * so.
   */
  readonly way: () => Way | null;
  /**
   * Sends a request below the shop's address at the bridge, such as `/orders`. The client never repeats a request that
   * may have changed something.
   */
  ask<T>(method: PageRequest['method'], path: string, question: Question<T>): Promise<BridgeAnswer<T>>;
}

/** The result of one attempt. `silent`: the browser asked the bridge directly, and no answer came. */
type Attempt =
  { kind: 'received'; received: ReceivedAnswer } | { kind: 'problem'; problem: BridgeProblem } | { kind: 'silent' };

/** A cheap request that finds out whether the bridge answers. Users with either right may send it. */
const probe = { method: 'GET', path: '/tasks', query: { limit: '1' } } as const;
/** Refusals after which a new token may help, for example because the shop's key was rotated. */
const staleToken = new Set(['token.expired', 'token.unknown_key', 'token.revoked_key', 'token.wrong_signature']);

/** Makes the client of the bridge from what the browser offers. */
export function bridgeOver(settings: ConversationSettings, browser: BrowserSurroundings): BridgeClient {
  const { fetch, subtle, now } = browser;
  const tell = createProblems(browser.translate);
  const post = createShopPost(fetch, settings.nonce, tell);
  const tokens = createTokens(post, settings.token, tell, now);
  const ways = createWays(
    { bridge: settings.bridge, shop: settings.shop, page: browser.page, canSign: subtle !== null },
    browser.memory,
  );
  const keyOf = subtle && createKeyRing(subtle, browser.keys);
  /** How far the bridge's clock is ahead of this browser's, in milliseconds, once the bridge has told its own. */
  let ahead = 0;

  async function askDirectly(
    { method, target, body }: PageRequest,
    headers: Record<string, string>,
    signal: AbortSignal | undefined,
  ): Promise<Attempt> {
    const giveUp = new AbortController();
    const timer = ways.current() === null ? setTimeout(() => giveUp.abort(), browser.patience) : undefined;
    const stop = () => giveUp.abort();
    signal?.addEventListener('abort', stop);
    if (signal?.aborted) stop();
    try {
      const response = await fetch(settings.bridge + target, {
        method,
        headers: { ...headers, ...(method === 'POST' ? { 'content-type': 'application/json' } : {}) },
        mode: 'cors',
        credentials: 'omit',
        redirect: 'error',
        referrerPolicy: 'no-referrer',
        signal: giveUp.signal,
        ...(method === 'POST' ? { body } : {}),
      });
      return { kind: 'received', received: await receive(response) };
    } catch {
      return signal?.aborted ? { kind: 'problem', problem: tell('request.cancelled') } : { kind: 'silent' };
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    }
  }

  function askShop(
    url: string,
    { method, target, body }: PageRequest,
    headers: Record<string, string>,
    signal: AbortSignal | undefined,
  ): Promise<Attempt> {
    return post(url, { query: { method, target }, headers, body: method === 'POST' ? body : '', signal });
  }

  /**
   * Makes one attempt on one way, with a new signature. If the bridge refuses it for the clock or the token, the
   * request had no effect: the cause is corrected, and the attempt is made once more.
   */
  async function attempt(
    way: Way,
    request: PageRequest,
    signal: AbortSignal | undefined,
    retriedCodes = new Set<string>(),
  ): Promise<Attempt> {
    const language = { 'accept-language': settings.language };
    if (way === 'act' || !subtle || !keyOf) return askShop(settings.act, request, language, signal);
    const key = await keyOf();
    const minted = await tokens.get(key.jkt);
    if (!minted.ok) return { kind: 'problem', problem: minted.problem };
    const { token } = minted;
    const signed = { bridge: settings.bridge, token, now: now() + ahead, id: browser.newId() };
    const headers = { ...language, 'kontor-token': token, dpop: await signProof(subtle, key, request, signed) };
    const result =
      way === 'direct'
        ? await askDirectly(request, headers, signal)
        : await askShop(settings.relay, request, headers, signal);
    if (result.kind !== 'received' || isGood(result.received)) return result;

    const code = problemIn(result.received)?.code ?? '';
    if (retriedCodes.has(code)) return result;
    if (code === 'proof.skewed_clock') {
      const bridgeTime = timeOfBridge(result.received);
      if (bridgeTime === null) return result;
      ahead = bridgeTime - now();
    } else if (staleToken.has(code)) {
      tokens.forget(token);
      if (minted.isFresh) return result;
    } else return result;
    return attempt(way, request, signal, retriedCodes.add(code));
  }

  /** Sends a request that changes nothing: on the known way, or else on the first way that works. */
  async function read(request: PageRequest, signal: AbortSignal | undefined): Promise<Attempt> {
    const way = ways.current() ?? 'direct';
    const result = await attempt(way, request, signal);
    if (result.kind !== 'silent') return rememberWay(way, result);
    return rememberWay('relay', await attempt('relay', request, signal));
  }

  function rememberWay(way: Way, result: Attempt): Attempt {
    // A bridge that cannot answer now (5xx) does not tell whether this way works.
    const isAnswer =
      result.kind === 'received' && result.received.correlationId !== null && result.received.status < 500;
    if (isAnswer && way !== 'act') ways.worked(way);
    return result;
  }

  /** Sends a request that may change something: once, and only on a way that is known to work. */
  async function change(request: PageRequest, signal: AbortSignal | undefined): Promise<Attempt> {
    if (ways.current() === null) {
      const probed = await read(
        { method: probe.method, target: targetOf(settings.shop, probe.path, probe.query), body: '' },
        signal,
      );
      if (ways.current() === null) return probed;
    }
    return attempt(ways.current() ?? 'direct', request, signal);
  }

  return {
    way: ways.current,
    async ask(method, path, { query, body, read: readValue, signal }) {
      const request: PageRequest = {
        method,
        target: targetOf(settings.shop, path, query),
        body: method === 'POST' ? JSON.stringify(body ?? {}) : '',
      };
      const result = await (method === 'GET' ? read(request, signal) : change(request, signal));
      if (result.kind === 'silent') return { ok: false, problem: tell('bridge.no_answer') };
      if (result.kind === 'problem') return { ok: false, problem: result.problem };
      const { received } = result;
      const { correlationId } = received;
      if (!isGood(received)) return { ok: false, problem: problemIn(received) ?? tell('answer.unreadable', received) };
      try {
        return { ok: true, value: readValue(received.json), correlationId };
      } catch {
        return { ok: false, problem: tell('answer.unreadable', received) };
      }
    },
  };
}

/** The time of the bridge's clock in a refusal; null if the refusal does not tell it. */
function timeOfBridge({ json }: ReceivedAnswer): number | null {
  const { bridge } = membersOf(membersOf(json)['clocks']);
  const time = typeof bridge === 'string' ? Date.parse(bridge) : NaN;
  return Number.isNaN(time) ? null : time;
}
