/** A request that leaves the bridge. Everything that leaves goes through `egress/send.ts`. */
export interface OutgoingRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /**
   * `rated`: takes a place in the rate budget of the vendor's key before it goes out (the default).
   * `free`: does not count there, such as a token endpoint.
   */
  budget?: 'rated' | 'free';
}

export interface Answer {
  kind: 'answer';
  status: number;
  /** Lower-case names. */
  headers: Readonly<Record<string, string>>;
  body: string;
}
/** It is certain that nothing reached the other side. */
export interface NotSent {
  kind: 'not_sent';
  why: 'no_budget' | 'deadline' | 'address_refused' | 'name_unknown' | 'connection_refused';
  cause: string;
  /** `no_budget`: when there will be room again. */
  retryAfterSeconds?: number;
}
/** It may or may not have had its effect. */
export interface Unanswered {
  kind: 'unanswered';
  why: 'timeout' | 'cut' | 'too_large';
  cause: string;
}
export type Sent = Answer | NotSent | Unanswered;

export type Send = (request: OutgoingRequest) => Promise<Sent>;
