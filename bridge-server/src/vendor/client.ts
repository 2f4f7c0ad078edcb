import { z } from 'zod';
import type { HttpAnswer, OutgoingRequest } from '../egress/request.ts';
import type { Outcome, SystemContext } from '../systems/contract.ts';
import { outcomeOfNotSent, retryAfter } from './held-back.ts';
import { readJson, writeJson } from './json.ts';
import { forgetfulStore, rememberedSince } from './remembered.ts';
import type { Value, Word } from '@kontor/shared/problem';
import { reason, word } from '../texts/reason.ts';
import { doubt, held, refused, valueOf, type FailedCall, type Reply } from './reply.ts';
import type { AccessTokens } from './tokens.ts';

export type Query = Readonly<Record<string, string>>;

const refusalCodes = {
  400: 'refused.validation',
  422: 'refused.validation',
  404: 'refused.not_found',
  409: 'refused.conflict',
} as const;
export type RefusalCode = (typeof refusalCodes)[keyof typeof refusalCodes] | 'refused.request';

/** Everything that the client must know about a vendor to call its JSON API. */
export interface Vendor<Context> {
  /** The vendor's product by the name that people know. */
  label: string;
  /** Short names for sentences. `vendor`: who refuses something. `target`: where the documents are. */
  short: { vendor: string; target: string };
  /** The address that every path is appended to. */
  address: (context: Context) => string;
  /** The headers of every call besides those for token and body. Where there are no tokens, they hold the key. */
  headers: (context: Context) => Readonly<Record<string, string>>;
  /**
   * Where access tokens are kept, and the request that fetches one. Left out where the vendor takes a fixed key with
   * every call.
   */
  tokens?: { cache: AccessTokens; request: (context: Context) => OutgoingRequest };
  /** Reads the vendor's own words from the body of an error; `null` for a body that the vendor did not write. */
  words: (body: string) => string | null;
  /** The query for a page of a list, from page 1 on. A full page has `pageSize` rows. */
  page: (number: number) => Query;
  pageSize: number;
}

interface Call {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  query?: Query;
  body?: unknown;
}

/**
 * A path in which every value is encoded.
 * @example path`/Orders/${id}/Lines`
 */
export const path = (parts: TemplateStringsArray, ...values: readonly string[]): string =>
  String.raw({ raw: parts }, ...values.map(encodeURIComponent));

/**
 * A vendor's JSON API, as one connection calls it. No method throws because of the vendor or the network. If the answer
 * to a call is lost or unreadable, nobody knows whether the call took effect; only for a call that reads does it not
 * matter.
 */
export class Api<Context extends SystemContext<unknown, unknown, unknown>> {
  readonly context: Context;
  readonly #vendor: Vendor<Context>;

  constructor(vendor: Vendor<Context>, context: Context) {
    this.context = context;
    this.#vendor = vendor;
  }

  /** The same API without the facts that are remembered, so that everything is read again. */
  forgetful(): Api<Context> {
    return new Api(this.#vendor, { ...this.context, store: forgetfulStore });
  }

  /** The same API with only those facts that were remembered within the last `seconds`. */
  recent(seconds: number): Api<Context> {
    return new Api(this.#vendor, { ...this.context, store: rememberedSince(this.context.store, seconds) });
  }

  /** Reads the object at the path. An answer without content is read as `null`. */
  get<T>(path: string, schema: z.ZodType<T>, query: Query = {}): Promise<Reply<T>> {
    return this.#call({ method: 'GET', path, query }, schema);
  }

  /** Reads all rows of a list, page by page, until a page is not full. */
  async list<Row>(path: string, row: z.ZodType<Row>, query: Query = {}): Promise<Reply<Row[]>> {
    const rows: Row[] = [];
    for (let number = 1; ; number += 1) {
      const page = await this.get(path, row.array().nullable(), { ...query, ...this.#vendor.page(number) });
      if (page.kind !== 'value') return page;
      rows.push(...(page.value ?? []));
      if ((page.value ?? []).length < this.#vendor.pageSize) return valueOf(rows);
    }
  }

  /** Creates an object from the body; the schema reads the answer. */
  post<T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<Reply<T>> {
    return this.#call({ method: 'POST', path, body }, schema);
  }

  /** Replaces fields of the object at the path by a JSON Patch; the answer is the changed object. */
  patch<T>(path: string, fields: Readonly<Record<string, unknown>>, schema: z.ZodType<T>): Promise<Reply<T>> {
    const body = Object.entries(fields).map(([name, value]) => ({ op: 'replace', path: `/${name}`, value }));
    return this.#call({ method: 'PATCH', path, body }, schema);
  }

  /** Deletes the object at the path. */
  remove(path: string): Promise<Reply<null>> {
    return this.#call({ method: 'DELETE', path }, z.null());
  }

  /** A refusal in the vendor's words. */
  refusal(code: RefusalCode, said: Value): Extract<Outcome, { kind: 'refused' }> {
    return refused(reason(code, { said, ...this.#vendor.short }));
  }

  /** Makes the call; if the vendor refuses the token, the call is repeated once with a new token. */
  async #call<T>(call: Call, schema: z.ZodType<T>): Promise<Reply<T>> {
    const { label, tokens } = this.#vendor;
    const first = await this.#send(call);
    const sent = tokens && first.kind === 'unauthorized' ? await this.#send(call) : first;
    switch (sent.kind) {
      case 'answer':
        return this.#judge(call, sent, schema);
      case 'unauthorized':
        return held(
          reason('held.unauthorized', {
            said: sent.words || word(tokens ? 'vendor.token_refused' : 'vendor.key_refused', { vendor: label }),
            vendor: label,
          }),
        );
      default:
        return sent;
    }
  }

  async #send(call: Call): Promise<HttpAnswer | { kind: 'unauthorized'; words: string } | FailedCall> {
    const { address, headers, tokens, words, label } = this.#vendor;
    const { context } = this;
    const { connection, send } = context;
    const obtained = await tokens?.cache.obtain(connection, send, { request: tokens.request(context), words, label });
    if (obtained && obtained.kind !== 'token') return obtained;
    const query = new URLSearchParams(call.query).toString();
    const sent = await send({
      method: call.method,
      url: `${address(context)}${call.path}${query && `?${query}`}`,
      headers: {
        ...(obtained ? { authorization: `Bearer ${obtained.token}` } : {}),
        ...headers(context),
        accept: 'application/json',
        ...(call.body === undefined
          ? {}
          : { 'content-type': call.method === 'PATCH' ? 'application/json-patch+json' : 'application/json' }),
      },
      ...(call.body === undefined ? {} : { body: writeJson(call.body) }),
    });
    if (sent.kind === 'not_sent') return outcomeOfNotSent(sent, label);
    if (sent.kind === 'unanswered')
      return sent.why === 'too_large'
        ? unreadable(call, sent.what, label)
        : doubt(reason(`doubt.${sent.why}`, { cause: sent.what }));
    if (sent.status !== 401 || !this.#isVendors(sent)) return sent;
    if (obtained) await tokens?.cache.drop(connection, obtained.token);
    return { kind: 'unauthorized', words: words(sent.body) ?? '' };
  }

  /** Turns an answer into the value that was asked for, or the reason why there is none. */
  #judge<T>(call: Call, answer: HttpAnswer, schema: z.ZodType<T>): Reply<T> {
    const { method, path } = call;
    const { status, headers, body } = answer;
    const { label, words } = this.#vendor;
    if (status >= 200 && status < 300) {
      const read = schema.safeParse(contentOf(call, answer));
      return read.success
        ? valueOf(read.data)
        : unreadable(call, word('vendor.not_as_described', { method, path, vendor: label }), label);
    }
    const said = words(body);
    if (status === 429)
      return {
        ...held(reason('held.rate_limited', { said: said ?? word('vendor.too_many'), vendor: label })),
        retryAfterSeconds: retryAfter(headers, said),
      };
    if (status >= 500)
      return doubt(
        reason('doubt.server_error', {
          said: said ?? word('vendor.answered', { vendor: label, status }),
          vendor: label,
        }),
      );
    if (status === 403 && this.#isVendors(answer))
      return held(
        reason('held.forbidden', {
          said: said ?? word('vendor.forbids', { vendor: label, method, path }),
          vendor: label,
        }),
      );
    if (status >= 400 && said !== null)
      return this.refusal(refusalCodes[status as keyof typeof refusalCodes] ?? 'refused.request', said);
    return unreadable(call, word('vendor.foreign_body', { method, path, status, vendor: label }), label);
  }

  /**
   * Whether a 401 or 403 is from the vendor. Firewalls send them too, so a body must be in the vendor's form; it may be
   * empty.
   */
  #isVendors({ body }: HttpAnswer): boolean {
    return body.trim() === '' || this.#vendor.words(body) !== null;
  }
}

/**
 * The content of an answer. An empty body stands for an empty list or a deletion that was done; elsewhere it is
 * unreadable.
 */
function contentOf({ method }: Call, { status, body }: HttpAnswer): unknown {
  const mayBeEmpty = method === 'DELETE' || (method === 'GET' && status === 204);
  return mayBeEmpty && body.trim() === '' ? null : readJson(body);
}

const unreadable = ({ method }: Call, cause: Word, vendor: string): FailedCall =>
  method === 'GET' ? held(reason('held.unreadable', { cause, vendor })) : doubt(reason('doubt.unreadable', { cause }));
