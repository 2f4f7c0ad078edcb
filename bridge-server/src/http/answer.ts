import type { Response } from 'express';
import type { Problem } from '@kontor/shared/problem';
import { refusalFrom, type Refusal, type ReasonWithCode } from '../auth/refusal.ts';
import type { Log } from '../log.ts';
import { requestStatuses, type RequestRefusalCode } from './refusals.ts';
import type { Speaker } from '../texts/say.ts';

/** What the middleware has found out about a request; every handler has it. */
export interface RequestContext {
  correlationId: string;
  /** Names the correlation id on every line. */
  log: Log;
  /** Says things in the language of whoever asks. */
  speaker: Speaker;
  /** The code of the refusal that was answered, for the access log. */
  refused?: string;
}

declare module 'express-serve-static-core' {
  interface Locals {
    found: RequestContext;
  }
}

/** Answers `application/problem+json`. `more`: members beyond those of a problem. */
export function answerRefusal(res: Response, refusal: Refusal, more: Record<string, unknown> = {}): void {
  const { status, retryAfterSeconds, clocks, ...why } = refusal;
  const { found } = res.locals;
  found.refused = refusal.code;
  const problem: Problem = {
    type: `/errors/${refusal.code}`,
    status,
    ...found.speaker.told(why),
    correlationId: found.correlationId,
    ...(clocks ? { clocks } : {}),
  };
  if (status === 401) res.set('www-authenticate', 'Kontor-Proof');
  if (retryAfterSeconds !== undefined) res.set('retry-after', String(retryAfterSeconds));
  res
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify({ ...problem, ...more }));
}

/** Answers the refusal of a request for that reason. */
export const refuseRequest = (res: Response, why: ReasonWithCode<RequestRefusalCode>, more: Partial<Refusal> = {}): void =>
  answerRefusal(res, refusalFrom(requestStatuses, why, more));
