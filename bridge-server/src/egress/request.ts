import type { Word } from '@kontor/shared/problem';

/** A request that leaves the bridge. Everything that leaves goes through `egress/send.ts`. */
export interface OutgoingRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  url: string;
  headers?: Readonly<Record<string, string>>;
  /**
   * Text goes out as UTF-8, bytes as they are. The platform makes the bytes of a form with files, and names their media type:
   * @example
   * const form = new Response(formData);
   * const contentType = form.headers.get('content-type'); // multipart/form-data with its boundary
   * const body = new Uint8Array(await form.arrayBuffer());
   */
  body?: string | Uint8Array;
  /**
   * `rated`: takes a place in each of the vendor's limits that count for it before it goes out (the default).
   * `free`: does not count there, such as a token endpoint.
   */
  budget?: 'rated' | 'free';
  /** The path is a secret, as that of many webhooks is: no log has it. */
  hidesPath?: true;
}

/** One limit of a vendor. Whoever names the same key shares it: connections, endpoints, even two systems of one vendor. */
export interface Limit {
  /** Unique over all systems, so it begins with the vendor's name. It is stored, and must not tell a secret. */
  key: string;
  /** Infinity is no limit. A limit of 100 a minute is `100 / 60`: places lie evenly, so it is kept over the minute as well. */
  perSecond: number;
}

export interface HttpAnswer {
  kind: 'answer';
  status: number;
  /** Lower-case names. */
  headers: Readonly<Record<string, string>>;
  /** The body as it came. */
  bytes: Uint8Array;
  /** The body as text in UTF-8; decoded when somebody reads it, so that a PDF never is. */
  readonly body: string;
}

/** An answer whose text is made from its bytes when it is first read. */
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
/** It is certain that nothing reached the other side. */
export interface NotSent {
  kind: 'not_sent';
  why: 'no_budget' | 'deadline' | 'address_refused' | 'name_unknown' | 'connection_refused';
  /** In which words it is told why. */
  what: Word;
  /** `no_budget`: when there will be room again. */
  retryAfterSeconds?: number;
}
/** It may or may not have had its effect. */
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
export type Sent = HttpAnswer | NotSent | Unanswered;

export type Send = (request: OutgoingRequest) => Promise<Sent>;
