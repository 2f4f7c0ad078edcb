import type { Response } from 'express';
import type { Problem } from '@kontor/shared/problem';
import { refusalFrom, type Refusal, type ReasonWithCode } from '../auth/refusal.ts';
import type { Log } from '../log.ts';
import { requestStatuses, type RequestRefusalCode } from './refusals.ts';
import type { Speaker } from '../texts/say.ts';

/** What every handler knows about the request it answers; `attachRequestContext` provides it. */
export interface RequestContext {
  correlationId: string;
  /** Writes the correlation id on every line. */
  log: Log;
  /** Speaks the language of the caller. */
  speaker: Speaker;
  /** The code of the refusal, if the request was refused; the access log and the meter name it. */
  refusalCode?: string;
}

declare module 'express-serve-static-core' {
  interface Locals {
    context: RequestContext;
  }
}

/**
 * Answers with `application/problem+json`. `more`: further members of the answer, such as why the bridge is not ready.
 */
export function answerRefusal(res: Response, refusal: Refusal, more: Record<string, unknown> = {}): void {
  const { status, retryAfterSeconds, clocks, ...why } = refusal;
  const { context } = res.locals;
  context.refusalCode = refusal.code;
  const problem: Problem = {
    type: `/errors/${refusal.code}`,
    status,
    ...context.speaker.told(why),
    correlationId: context.correlationId,
    ...(clocks ? { clocks } : {}),
  };
  if (status === 401)
    res.set(
      'www-authenticate',
      /^(office\.wrong_key|reader\.wrong_token)$/.test(refusal.code) ? 'Bearer' : 'Kontor-Proof',
    );
  if (retryAfterSeconds !== undefined) res.set('retry-after', String(retryAfterSeconds));
  res
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify({ ...problem, ...more }));
}

/** Refuses the request for this reason, with the status that `requestStatuses` has for its code. */
export const refuseRequest = (
  res: Response,
  why: ReasonWithCode<RequestRefusalCode>,
  more: Partial<Refusal> = {},
): void => answerRefusal(res, refusalFrom(requestStatuses, why, more));
