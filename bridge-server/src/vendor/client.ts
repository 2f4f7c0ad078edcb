import { z } from 'zod';
import type { HttpAnswer, OutgoingRequest } from '../egress/request.ts';
import type { Outcome, SystemContext } from '../systems/contract.ts';
import { outcomeOfNotSent, retryAfter } from './held-back.ts';
import { readJson, writeJson } from './json.ts';
import { nothingRemembered, rememberedSince } from './remembered.ts';
import type { Value, Word } from '@kontor/shared/problem';
import { reason, word } from '../texts/reason.ts';
import { doubt, held, refused, valueOf, type Failed, type Reply } from './reply.ts';
import type { AccessTokens } from './tokens.ts';

export type Query = Readonly<Record<string, string>>;

const refusalCodes = {
  400: 'refused.validation',
  422: 'refused.validation',
  404: 'refused.not_found',
  409: 'refused.conflict',
} as const;
export type RefusalCode = (typeof refusalCodes)[keyof typeof refusalCodes] | 'refused.request';

/** What must be known of a vendor to call its JSON API. */
export interface Vendor<Context> {
  /** What people call the vendor. */
  label: string;
  /** The same in short, as it refuses something, and where the documents are. */
  short: { vendor: string; target: string };
  /** The address that every path is appended to. */
  address: (context: Context) => string;
  /** The headers of every call, beside those for the token and the body; they hold the key where there are no tokens. */
  headers: (context: Context) => Readonly<Record<string, string>>;
  /** How an access token is fetched, and where it is kept. Left out where the vendor takes the same key with every call. */
  tokens?: { kept: AccessTokens; request: (context: Context) => OutgoingRequest };
  /** The vendor's own words in the body of an error; `null` for a body that the vendor did not write. */
  words: (body: string) => string | null;
  /** How a page of a list is asked for, from page 1 on, and how many rows a full page has. */
  page: (number: number) => Query;
  pageSize: number;
}

interface Call {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  query?: Query;
  body?: unknown;
}

/** A path in which every value is encoded: path`/Orders/${id}/Lines`. */
export const path = (parts: TemplateStringsArray, ...values: readonly string[]): string =>
  String.raw({ raw: parts }, ...values.map(encodeURIComponent));

/**
 * A vendor's JSON API, as one connection calls it. No method throws for anything that the vendor or the network does. Unless a
 * call only reads, a lost or unreadable answer leaves it open whether the call was done.
 */
export class Api<Context extends SystemContext<unknown, unknown, unknown>> {
  readonly context: Context;
  readonly #vendor: Vendor<Context>;

  constructor(vendor: Vendor<Context>, context: Context) {
    this.context = context;
    this.#vendor = vendor;
  }

  /** The same connection with nothing remembered. */
  forgetful(): Api<Context> {
    return new Api(this.#vendor, { ...this.context, store: nothingRemembered });
  }

  /** The same connection, which asks anew for whatever it has not remembered within the last seconds. */
  recent(seconds: number): Api<Context> {
    return new Api(this.#vendor, { ...this.context, store: rememberedSince(this.context.store, seconds) });
  }

  /** Reads what the path names. An answer without content is read as `null`. */
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

  /** Creates what the body says, and answers as the schema reads. */
  post<T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<Reply<T>> {
    return this.#call({ method: 'POST', path, body }, schema);
  }

  /** Replaces fields of what the path names, by a JSON Patch, and answers with the object as it is then. */
  patch<T>(path: string, fields: Readonly<Record<string, unknown>>, schema: z.ZodType<T>): Promise<Reply<T>> {
    const body = Object.entries(fields).map(([name, value]) => ({ op: 'replace', path: `/${name}`, value }));
    return this.#call({ method: 'PATCH', path, body }, schema);
  }

  /** Deletes what the path names. */
  remove(path: string): Promise<Reply<null>> {
    return this.#call({ method: 'DELETE', path }, z.null());
  }

  /** A refusal of the vendor, in its words. */
  refusal(code: RefusalCode, said: Value): Extract<Outcome, { kind: 'refused' }> {
    return refused(reason(code, { said, ...this.#vendor.short }));
  }

  /** Makes the call; a token that is refused is renewed once. */
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

  async #send(call: Call): Promise<HttpAnswer | { kind: 'unauthorized'; words: string } | Failed> {
    const { address, headers, tokens, words, label } = this.#vendor;
    const { context } = this;
    const { connection, send } = context;
    const obtained = await tokens?.kept.obtain(connection, send, { request: tokens.request(context), words, label });
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
    if (obtained) await tokens?.kept.drop(connection, obtained.token);
    return { kind: 'unauthorized', words: words(sent.body) ?? '' };
  }

  /** What an answer says: the value that was asked for, or why there is none. */
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

  /** Vendors may leave the body of a 401 or a 403 out; with one it must be the vendor's, since firewalls answer so too. */
  #isVendors({ body }: HttpAnswer): boolean {
    return body.trim() === '' || this.#vendor.words(body) !== null;
  }
}

/** Nothing in place of an empty list, and nothing after a deletion, are answers; elsewhere an empty body is none. */
function contentOf({ method }: Call, { status, body }: HttpAnswer): unknown {
  const mayBeEmpty = method === 'DELETE' || (method === 'GET' && status === 204);
  return mayBeEmpty && body.trim() === '' ? null : readJson(body);
}

const unreadable = ({ method }: Call, cause: Word, vendor: string): Failed =>
  method === 'GET' ? held(reason('held.unreadable', { cause, vendor })) : doubt(reason('doubt.unreadable', { cause }));
