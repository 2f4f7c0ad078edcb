import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { HttpAnswer, OutgoingRequest, Send } from '../egress/request.ts';
import { outcomeOfNotSent, retryAfter } from './held-back.ts';
import { integer } from './fields.ts';
import { readJson } from './json.ts';
import { reason, word } from '../texts/reason.ts';
import { held, type Failed } from './reply.ts';

/** How a connection gets its token. */
export interface TokenRequest {
  request: OutgoingRequest;
  /** Reads the vendor's own words in the body of an error. */
  words: (body: string) => string | null;
  /** What people call the vendor. */
  label: string;
}

type TokenAnswer = { kind: 'token'; token: string } | Failed;

interface Kept {
  fingerprint: string;
  expiresAt: number;
  answer: Promise<TokenAnswer>;
}

/** A token request with client credentials by RFC 6749, section 4.4; the client is named by HTTP Basic. */
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

/** What a token endpoint answers by RFC 6749, section 5.1. */
const tokenAnswer = z.looseObject({ access_token: z.string().min(1), expires_in: integer });

/**
 * The access tokens of this process, in memory only. A single request fetches a token for everybody who waits for it (single
 * flight), and the token is renewed before the vendor would refuse it. `now`: milliseconds since 1970.
 */
export class AccessTokens {
  readonly #kept = new Map<string, Kept>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The connection's token, fetched where there is none. Without a token nothing was done, whatever went wrong. */
  async obtain(connection: string, send: Send, wanted: TokenRequest): Promise<TokenAnswer> {
    // A token counts for the keys that it was fetched with; other keys fetch another.
    const fingerprint = createHash('sha256').update(JSON.stringify(wanted.request)).digest('hex');
    const kept = this.#kept.get(connection);
    if (kept && kept.fingerprint === fingerprint && kept.expiresAt > this.#now()) return kept.answer;

    for (const [other, old] of this.#kept) if (old.expiresAt <= this.#now()) this.#kept.delete(other);
    const fetching: Kept = {
      fingerprint,
      expiresAt: Infinity,
      answer: fetchToken(send, wanted, (seconds) => {
        fetching.expiresAt = this.#now() + 1000 * seconds;
      }),
    };
    this.#kept.set(connection, fetching);
    const forget = () => {
      if (this.#kept.get(connection) === fetching) this.#kept.delete(connection);
    };
    const answer = await fetching.answer.catch((fault: unknown) => {
      forget();
      throw fault;
    });
    if (answer.kind !== 'token') forget();
    return answer;
  }

  /** Drops a token that the vendor no longer takes; one that was renewed meanwhile stays. */
  async drop(connection: string, token: string): Promise<void> {
    const kept = this.#kept.get(connection);
    const answer = await kept?.answer;
    if (answer?.kind === 'token' && answer.token === token && this.#kept.get(connection) === kept)
      this.#kept.delete(connection);
  }
}

async function fetchToken(
  send: Send,
  { request, words, label }: TokenRequest,
  lives: (seconds: number) => void,
): Promise<TokenAnswer> {
  const sent = await send({ ...request, budget: 'free' });
  if (sent.kind === 'not_sent') return outcomeOfNotSent(sent, label);
  if (sent.kind === 'unanswered')
    return held(reason('held.unreachable', { cause: word('vendor.no_token', { cause: sent.what }), vendor: label }));
  const read = sent.status === 200 ? tokenAnswer.safeParse(readJson(sent.body)) : null;
  if (!read?.success) return refused(sent, words(sent.body), label);
  const seconds = Number(read.data.expires_in);
  lives(Math.max(seconds - 60, seconds / 2));
  return { kind: 'token', token: read.data.access_token };
}

function refused({ status, headers }: HttpAnswer, words: string | null, vendor: string): Failed {
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
