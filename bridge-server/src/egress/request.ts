import type { Word } from '@kontor/shared/problem';

/** A request that leaves the bridge. All of them go through `egress/send.ts`. */
export interface OutgoingRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  url: string;
  headers?: Readonly<Record<string, string>>;
  /**
   * Text is sent as UTF-8, bytes are sent as they are. For a form with files, `Response` makes the bytes and the media
   * type:
   * @example
   * const form = new Response(formData);
   * const contentType = form.headers.get('content-type'); // multipart/form-data with its boundary
   * const body = new Uint8Array(await form.arrayBuffer());
   */
  body?: string | Uint8Array;
  /**
   * `rated` (the default): the request waits for a place in each of the vendor's limits that apply to it.
   * `free`: no limit applies, such as for a token endpoint.
   */
  budget?: 'rated' | 'free';
  /** The path is a secret, as that of many webhooks, so it is not logged. */
  hidesPath?: true;
}

/**
 * One rate limit of a vendor. All requests that name the same key share it, even those of two systems of one vendor.
 */
export interface Limit {
  /**
   * Begins with the vendor's name, so that it is unique over all systems. It is stored, so it must not contain a
   * secret.
   */
  key: string;
  /** `Infinity` is no limit. For 100 a minute give `100 / 60`: requests are spread evenly over the minute. */
  perSecond: number;
}

export interface HttpAnswer {
  kind: 'answer';
  status: number;
  /** By name in lower case. */
  headers: Readonly<Record<string, string>>;
  /** The body as it came. */
  bytes: Uint8Array;
  /** The body as UTF-8 text. It is decoded at the first read, so a PDF that nobody reads as text is never decoded. */
  readonly body: string;
}

/** An answer whose text is decoded from its bytes at the first read. */
export function answerOf(status: number, headers: HttpAnswer['headers'], bytes: Uint8Array): HttpAnswer {
  let text: string | undefined;
  return {
    kind: 'answer',
    status,
    headers,
    bytes,
    get body() {
      return (text ??= Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
    },
  };
}

/** The request was not sent: it is certain that nothing reached the other side. */
export interface NotSent {
  kind: 'not_sent';
  why: 'no_budget' | 'deadline' | 'address_refused' | 'name_unknown' | 'connection_refused';
  /** The reason in words, for people. */
  what: Word;
  /** With `no_budget`: when there will be room again. */
  retryAfterSeconds?: number;
}

/** No whole answer came: the request may or may not have had its effect. */
export interface Unanswered {
  kind: 'unanswered';
  why: 'timeout' | 'cut' | 'too_large';
  what: Word;
}

export const notSent = (why: NotSent['why'], what: Word): NotSent => ({
  kind: 'not_sent',
  why,
  what,
});
export const unanswered = (why: Unanswered['why'], what: Word): Unanswered => ({
  kind: 'unanswered',
  why,
  what,
});

/** The outcome of a request. */
export type Sent = HttpAnswer | NotSent | Unanswered;

export type Send = (request: OutgoingRequest) => Promise<Sent>;
