import type { Answer, Sent } from '../../egress/request.ts';
import { z } from 'zod';
import { notSent, retryAfter, type Closed } from './closed.ts';
import { readJson, readWords, writeJson } from './envelope.ts';
import type { Context } from './settings/connection.ts';
import { addressesOf } from './settings/operator.ts';
import type { Tokens } from './token.ts';

/** A call of Go's API. Unless it only reads, a lost or unreadable answer leaves it open whether it was done. */
export interface Call {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  query?: Readonly<Record<string, string>>;
  body?: unknown;
  effect: 'reads' | 'creates' | 'changes' | 'deletes';
}

export type Reply<T> =
  | { kind: 'value'; value: T }
  /** 204, what Go answers in place of an empty list; or what was to be deleted is. */
  | { kind: 'empty' }
  /** The vendor's own word about this request: a 4xx in one of its envelopes. */
  | { kind: 'refused'; status: number; words: string }
  | { kind: 'closed'; outcome: Closed };

/** PowerOffice Go's API with its tokens. Never throws for anything that the vendor or the network does. */
export class Client {
  readonly #tokens: Tokens;

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
  }

  /** Makes the call and reads its answer by the schema; a token that is refused is renewed once. */
  async call<T>(context: Context, call: Call, schema: z.ZodType<T>): Promise<Reply<T>> {
    const first = await this.#once(context, call);
    const sent = first.kind === 'unauthorized' ? await this.#once(context, call) : first;
    switch (sent.kind) {
      case 'unauthorized':
        return {
          kind: 'closed',
          outcome: {
            kind: 'held',
            code: 'held.unauthorized',
            cause: sent.words || 'PowerOffice Go refused a token that it had just given.',
          },
        };
      case 'closed':
        return sent;
      case 'answered':
        return judge(sent.answer, call, schema);
    }
  }

  /** All rows of a list, page by page, until a page is not full. */
  async list<T>(
    context: Context,
    path: string,
    query: Readonly<Record<string, string>>,
    row: z.ZodType<T>,
  ): Promise<Exclude<Reply<T[]>, { kind: 'empty' }>> {
    const rows: T[] = [];
    for (let page = 1; ; page += 1) {
      const call: Call = {
        method: 'GET',
        path,
        query: { ...query, PageNumber: String(page), PageSize: String(pageSize) },
        effect: 'reads',
      };
      const reply = await this.call(context, call, row.array());
      if (reply.kind === 'refused' || reply.kind === 'closed') return reply;
      if (reply.kind === 'value') rows.push(...reply.value);
      if (reply.kind === 'empty' || reply.value.length < pageSize) return { kind: 'value', value: rows };
    }
  }

  /** Deletes what the path names; `empty` says that it is done. */
  async remove(context: Context, path: string): Promise<Exclude<Reply<never>, { kind: 'value' }>> {
    const reply = await this.call(context, { method: 'DELETE', path, effect: 'deletes' }, z.never());
    return reply.kind === 'value' ? reply.value : reply;
  }

  /** Replaces fields of what the path names by a JSON Patch; a field is a path of one segment. Answers the object as it is then. */
  patch<T>(
    context: Context,
    path: string,
    fields: Readonly<Record<string, unknown>>,
    schema: z.ZodType<T>,
  ): Promise<Reply<T>> {
    const body = Object.entries(fields).map(([name, value]) => ({ op: 'replace', path: `/${name}`, value }));
    return this.call(context, { method: 'PATCH', path, body, effect: 'changes' }, schema);
  }

  async #once(
    context: Context,
    call: Call,
  ): Promise<
    { kind: 'answered'; answer: Answer } | { kind: 'unauthorized'; words: string } | { kind: 'closed'; outcome: Closed }
  > {
    const obtained = await this.#tokens.obtain(context);
    if (obtained.kind === 'closed') return obtained;
    const { operator } = context;
    const query = call.query ? `?${new URLSearchParams(call.query).toString()}` : '';
    const sent: Sent = await context.send({
      method: call.method,
      url: `${addressesOf(operator).api}${call.path}${query}`,
      headers: {
        authorization: `Bearer ${obtained.token}`,
        'ocp-apim-subscription-key': operator.subscriptionKey,
        accept: 'application/json',
        ...(call.body === undefined
          ? {}
          : { 'content-type': call.method === 'PATCH' ? 'application/json-patch+json' : 'application/json' }),
      },
      ...(call.body === undefined ? {} : { body: writeJson(call.body) }),
    });
    if (sent.kind === 'not_sent') return { kind: 'closed', outcome: notSent(sent) };
    if (sent.kind === 'unanswered') {
      return {
        kind: 'closed',
        outcome:
          sent.why === 'too_large'
            ? unreadable(call, sent.cause)
            : { kind: 'doubt', code: `doubt.${sent.why}`, cause: sent.cause },
      };
    }
    if (sent.status !== 401 || !isVendors(sent)) return { kind: 'answered', answer: sent };
    await this.#tokens.drop(context, obtained.token);
    return { kind: 'unauthorized', words: readWords(sent.body) ?? '' };
  }
}

/** Rows asked for at a time; the vendor allows 20,000, but answers are held in memory. */
export const pageSize = 1000;

function judge<T>(answer: Answer, call: Call, schema: z.ZodType<T>): Reply<T> {
  const { status, headers, body } = answer;
  if (status === 204 && call.effect === 'reads') return { kind: 'empty' };
  // A deletion is answered with nothing; a page in its place is not Go's.
  if (status >= 200 && status < 300 && call.effect === 'deletes' && body.trim() === '') return { kind: 'empty' };
  if (status >= 200 && status < 300) {
    const read = schema.safeParse(readJson(body));
    return read.success
      ? { kind: 'value', value: read.data }
      : {
          kind: 'closed',
          outcome: unreadable(call, `The answer to ${call.method} ${call.path} is not as PowerOffice describes it.`),
        };
  }
  const words = readWords(body);
  if (status === 429)
    return {
      kind: 'closed',
      outcome: {
        kind: 'held',
        code: 'held.rate_limited',
        cause: words ?? 'Too many requests.',
        retryAfterSeconds: retryAfter(headers, words),
      },
    };
  if (status >= 500)
    return {
      kind: 'closed',
      outcome: { kind: 'doubt', code: 'doubt.server_error', cause: words ?? `PowerOffice Go answered ${status}.` },
    };
  if (status === 403 && isVendors(answer))
    return {
      kind: 'closed',
      outcome: {
        kind: 'held',
        code: 'held.forbidden',
        cause: words ?? `PowerOffice Go forbids ${call.method} ${call.path}.`,
      },
    };
  if (status >= 400 && words !== null) return { kind: 'refused', status, words };
  return {
    kind: 'closed',
    outcome: unreadable(
      call,
      `${call.method} ${call.path} was answered with ${status} and a body that is not PowerOffice's.`,
    ),
  };
}

/** The specification gives 401 and 403 no body; with one it must be the vendor's, since firewalls answer so too. */
const isVendors = ({ body }: Answer) => body.trim() === '' || readWords(body) !== null;

function unreadable(call: Call, cause: string): Closed {
  return call.effect === 'reads'
    ? { kind: 'held', code: 'held.unreadable', cause }
    : { kind: 'doubt', code: 'doubt.unreadable', cause };
}
