import { createHash } from 'node:crypto';
import type { Outcome } from '../contract.ts';
import { readJson, readWords } from './envelope.ts';
import { notSent, retryAfter, type Closed } from './closed.ts';
import type { Context } from './settings/connection.ts';
import { addressesOf } from './settings/operator.ts';
import { tokenAnswer } from './shapes/client.ts';

export type TokenAnswer = { kind: 'token'; token: string } | { kind: 'closed'; outcome: Closed };

interface Kept {
  fingerprint: string;
  expiresAt: number;
  answer: Promise<TokenAnswer>;
}

/**
 * The access tokens of this process, in memory only. One request fetches a token for everybody who waits for it, and it is
 * renewed before the vendor would refuse it.
 */
export class Tokens {
  readonly #kept = new Map<string, Kept>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The connection's token, fetched where there is none. Without a token nothing was done, whatever went wrong. */
  async obtain(context: Context): Promise<TokenAnswer> {
    const fingerprint = fingerprintOf(context);
    const kept = this.#kept.get(context.connection);
    if (kept && kept.fingerprint === fingerprint && kept.expiresAt > this.#now()) return kept.answer;

    for (const [connection, old] of this.#kept) if (old.expiresAt <= this.#now()) this.#kept.delete(connection);
    const fetching: Kept = {
      fingerprint,
      expiresAt: Infinity,
      answer: this.#fetch(context, (seconds) => {
        fetching.expiresAt = this.#now() + 1000 * seconds;
      }),
    };
    this.#kept.set(context.connection, fetching);
    const forget = () => {
      if (this.#kept.get(context.connection) === fetching) this.#kept.delete(context.connection);
    };
    const answer = await fetching.answer.catch((fault: unknown) => {
      forget();
      throw fault;
    });
    if (answer.kind === 'closed') forget();
    return answer;
  }

  /** Drops a token that the vendor no longer takes; one that was renewed meanwhile stays. */
  async drop(context: Context, token: string): Promise<void> {
    const kept = this.#kept.get(context.connection);
    const answer = await kept?.answer;
    if (answer?.kind === 'token' && answer.token === token && this.#kept.get(context.connection) === kept)
      this.#kept.delete(context.connection);
  }

  async #fetch(context: Context, lives: (seconds: number) => void): Promise<TokenAnswer> {
    const { operator, credentials } = context;
    const sent = await context.send({
      method: 'POST',
      url: addressesOf(operator).token,
      headers: {
        authorization: `Basic ${Buffer.from(`${operator.applicationKey}:${credentials.clientKey}`).toString('base64')}`,
        'ocp-apim-subscription-key': operator.subscriptionKey,
        'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
        accept: 'application/json',
      },
      body: 'grant_type=client_credentials',
      budget: 'free',
    });
    if (sent.kind === 'not_sent') return { kind: 'closed', outcome: notSent(sent) };
    if (sent.kind === 'unanswered')
      return { kind: 'closed', outcome: { kind: 'held', code: 'held.unreachable', cause: `No token: ${sent.cause}` } };

    const read = sent.status === 200 ? tokenAnswer.safeParse(readJson(sent.body)) : null;
    if (read?.success) {
      const seconds = Number(read.data.expires_in);
      lives(Math.max(seconds - 60, seconds / 2));
      return { kind: 'token', token: read.data.access_token };
    }
    return { kind: 'closed', outcome: refusedToken(sent.status, sent.headers, sent.body) };
  }
}

function refusedToken(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
): Extract<Outcome, { kind: 'held' }> {
  const words = readWords(body);
  if (status === 429)
    return {
      kind: 'held',
      code: 'held.rate_limited',
      cause: words ?? 'Too many requests for tokens.',
      retryAfterSeconds: retryAfter(headers, words),
    };
  if (status >= 500) return { kind: 'held', code: 'held.unreachable', cause: `The token endpoint answered ${status}.` };
  if (words === null)
    return {
      kind: 'held',
      code: 'held.unreadable',
      cause: `The token endpoint answered ${status} with something that is not PowerOffice's.`,
    };
  if (status === 403) return { kind: 'held', code: 'held.forbidden', cause: words };
  return { kind: 'held', code: 'held.unauthorized', cause: words };
}

function fingerprintOf({ operator, credentials }: Context): string {
  const parts = [addressesOf(operator).token, operator.applicationKey, operator.subscriptionKey, credentials.clientKey];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
