import { Refusal, type Answer } from '../kit/answer.ts';
import type { FailureAnswers } from '../kit/failures.ts';
import type { Dto } from '../kit/json.ts';

/** ProblemDetails. PowerOffice's examples write the field names in lower case although its schema does not. */
export const problem = (status: number, title: string, detail: string | null): Dto => ({
  type: `https://tools.ietf.org/html/rfc9110#section-15.${Math.trunc(status / 100) + 1}`,
  title,
  status,
  detail,
});

export const refusal = (status: number, title: string, detail: string): Refusal =>
  new Refusal({ status, body: problem(status, title, detail) }, `${status} ${title}: ${detail}`);

export const notFound = (what: string): Refusal => refusal(404, 'Object(s) not found', `${what} not found.`);

export const invalidResourceParameter = (detail: string): Refusal => refusal(400, 'Invalid resourceParameter', detail);

/** The gateway's answer to a missing or wrong subscription key. */
export const wrongSubscription: Answer = {
  status: 401,
  body: {
    statusCode: 401,
    message:
      'Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.',
  },
};

/** The gateway's answer to too many requests. */
export const tooManyRequests: Answer = {
  status: 429,
  headers: { 'Retry-After': '1' },
  body: { statusCode: '429', message: 'Rate limit is exceeded. Try again in 1 seconds.' },
};

/** The answer to a missing, unknown or expired access token; the specification names no body. */
export const unauthorized: Answer = { status: 401, headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' } };

/** The answer to a call for which the integration lacks the privilege; the specification names no body. */
export const forbidden: Answer = { status: 403 };

export const malformedGroups = refusal(
  400,
  'Unable to cast object(s)',
  "contactGroupIds contains negative numbers and/or range of numbers. '-' is not allowed, " +
    "only comma ',' separated single positive numbers are allowed.",
);

/** PowerOffice's answers to the failures that any request may meet. */
export const failureAnswers: FailureAnswers = {
  tooMany: tooManyRequests,
  unauthorized,
  forbidden,
  conflict: { status: 409, body: problem(409, 'Object conflict', 'The object is in use.') },
  unsupported: { status: 415, body: problem(415, 'Unsupported Media Type', null) },
  broken: { status: 500, body: problem(500, 'An error occurred while processing your request.', null) },
};
