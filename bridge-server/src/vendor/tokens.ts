import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { HttpAnswer, OutgoingRequest, Send } from '../egress/request.ts';
import { outcomeOfNotSent, retryAfter } from './held-back.ts';
import { integer } from './fields.ts';
import { readJson } from './json.ts';
import { reason, word } from '../texts/reason.ts';
import { held, type FailedCall } from './reply.ts';

/** What is needed to fetch a connection's token. */
export interface TokenRequest {
  request: OutgoingRequest;
  /** Reads the vendor's own words in the body of an error. */
  words: (body: string) => string | null;
  /** The vendor's product by the name that people know. */
  label: string;
}

type TokenAnswer = { kind: 'token'; token: string } | FailedCall;

interface KeptToken {
  fingerprint: string;
  expiresAt: number;
  answer: Promise<TokenAnswer>;
}

/** A token request with client credentials (RFC 6749, section 4.4); the client authenticates by HTTP Basic. */
export const clientCredentials = (
  url: string,
  user: string,
  password: string,
  headers: Readonly<Record<string, string>>,
): OutgoingRequest => ({
  method: 'POST',
  url,
  headers: {
    authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
    ...headers,
    'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    accept: 'application/json',
  },
  body: 'grant_type=client_credentials',
});

/** The answer of a token endpoint (RFC 6749, section 5.1). */
const tokenAnswer = z.looseObject({ access_token: z.string().min(1), expires_in: integer });

/**
 * The access tokens of this process, in memory only. One request fetches a token for all calls that wait for it (single
 * flight), and a token is renewed before the vendor would refuse it. `now`: milliseconds since 1970.
 */
export class AccessTokens {
  readonly #tokens = new Map<string, KeptToken>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * The connection's token, fetched if there is none. Whatever fails here, the vendor did nothing, so it is never a
   * doubt.
   */
  async obtain(connection: string, send: Send, tokenRequest: TokenRequest): Promise<TokenAnswer> {
    // A token is valid only for the keys that it was fetched with.
    const fingerprint = createHash('sha256').update(JSON.stringify(tokenRequest.request)).digest('hex');
    const current = this.#tokens.get(connection);
    if (current && current.fingerprint === fingerprint && current.expiresAt > this.#now()) return current.answer;

    for (const [otherConnection, otherToken] of this.#tokens)
      if (otherToken.expiresAt <= this.#now()) this.#tokens.delete(otherConnection);
    const fetching: KeptToken = {
      fingerprint,
      expiresAt: Infinity,
      answer: fetchToken(send, tokenRequest, (seconds) => {
        fetching.expiresAt = this.#now() + 1000 * seconds;
      }),
    };
    this.#tokens.set(connection, fetching);
    const forget = () => {
      if (this.#tokens.get(connection) === fetching) this.#tokens.delete(connection);
    };
    const answer = await fetching.answer.catch((fault: unknown) => {
      forget();
      throw fault;
    });
    if (answer.kind !== 'token') forget();
    return answer;
  }

  /** Drops a token that the vendor refused, unless it was renewed meanwhile. */
  async drop(connection: string, token: string): Promise<void> {
    const current = this.#tokens.get(connection);
    const answer = await current?.answer;
    if (answer?.kind === 'token' && answer.token === token && this.#tokens.get(connection) === current)
      this.#tokens.delete(connection);
  }
}

async function fetchToken(
  send: Send,
  { request, words, label }: TokenRequest,
  onLifetime: (seconds: number) => void,
): Promise<TokenAnswer> {
  const sent = await send({ ...request, budget: 'free' });
  if (sent.kind === 'not_sent') return outcomeOfNotSent(sent, label);
  if (sent.kind === 'unanswered')
    return held(reason('held.unreachable', { cause: word('vendor.no_token', { cause: sent.what }), vendor: label }));
  const parsed = sent.status === 200 ? tokenAnswer.safeParse(readJson(sent.body)) : null;
  if (!parsed?.success) return refused(sent, words(sent.body), label);
  const seconds = Number(parsed.data.expires_in);
  onLifetime(Math.max(seconds - 60, seconds / 2));
  return { kind: 'token', token: parsed.data.access_token };
}

function refused({ status, headers }: HttpAnswer, words: string | null, vendor: string): FailedCall {
  if (status === 429)
    return {
      ...held(reason('held.rate_limited', { said: words ?? word('vendor.too_many_tokens'), vendor })),
      retryAfterSeconds: retryAfter(headers, words),
    };
  if (status >= 500)
    return held(reason('held.unreachable', { cause: word('vendor.token_status', { status }), vendor }));
  if (words === null)
    return held(reason('held.unreadable', { cause: word('vendor.token_foreign', { status, vendor }), vendor }));
  return held(reason(status === 403 ? 'held.forbidden' : 'held.unauthorized', { said: words, vendor }));
}
