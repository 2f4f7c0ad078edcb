import type { Texts } from '../text.ts';

/** Why a request is refused, whoever made it. */
export const requestTexts = {
  'route.unknown': {
    title: 'There is nothing here',
    cause: 'The bridge has no such address.',
    remedy: 'Compare the address with the documentation of the bridge.',
  },
  'route.wrong_method': {
    title: 'This method is not allowed here',
    cause: 'This address does not accept the HTTP method.',
    remedy: 'Use a method that the header Allow names.',
  },
  'request.unreadable': {
    title: 'The request cannot be read',
    cause: 'The address or the headers of the request are malformed.',
    remedy: 'Send a well-formed HTTP request.',
  },
  'body.too_large': {
    title: 'The body is too large',
    cause: 'The body has more than {megabytes} MB.',
    remedy: 'Send fewer events in one request.',
  },
  'body.compressed': {
    title: 'The body is compressed',
    cause: 'The signed request has a Content-Encoding. Its proof would then not cover the bytes that the bridge reads.',
    remedy: 'Send the body as it is, without Content-Encoding.',
  },
  'body.wrong_type': {
    title: 'The body has another type',
    cause: 'The Content-Type is not application/json in UTF-8.',
    remedy: 'Send JSON with Content-Type: application/json.',
  },
  'body.broken_json': {
    title: 'The body is not JSON',
    cause: 'The body is not valid JSON in UTF-8.',
    remedy: 'Send valid JSON.',
  },
  'body.no_object': {
    title: 'The body is not an object',
    cause: 'The body is valid JSON, but not an object.',
    remedy: 'Send one JSON object that has each input under its name.',
  },
  'events.unreadable': {
    title: 'The body has no events',
    cause: "The body does not have the form '{'\"events\": [...]'}' with at least one event.",
    remedy: 'Send a list of events.',
  },
  'events.too_many': {
    title: 'Too many events',
    cause: 'The request has more than {limit} events.',
    remedy: 'Send at most {limit} events in one request.',
  },
  'results.bad_cursor': {
    title: 'The cursor is not valid',
    cause: 'The query does not have the form after=<cursor> with the cursor of an earlier answer.',
    remedy: 'Send the cursor exactly as it stood in the answer, or send none to start from the beginning.',
  },
  'identity.bad_nonce': {
    title: 'The nonce is not valid',
    cause: 'The query does not have the form nonce=<16 to 64 letters, digits, - and _>.',
    remedy: 'Send one random nonce, and a different one with each request.',
  },
  'bridge.unavailable': {
    title: 'The bridge cannot store anything at the moment',
    cause: 'The bridge cannot use its database. No part of the request is confirmed.',
    remedy:
      'Send the request again later, newly signed: nothing is accepted twice. If that does not help, the operator must check the database and its disk.',
  },
  'bridge.interrupted': {
    title: 'The bridge cannot use its database at the moment',
    cause: 'The bridge could not use its database. Part of the request may have been carried out.',
    remedy:
      'Check how things stand, then request the rest again, newly signed. If that does not help, the operator must check the database and its disk.',
  },
  'bridge.not_ready': {
    title: 'The bridge is not ready',
    cause: 'Something that the bridge needs is missing; causes names it.',
    remedy: 'Follow the remedy of each cause.',
  },
  'bridge.fault': {
    title: 'A bug in the bridge',
    cause: 'An error occurred in the bridge itself.',
    remedy:
      "Send the request again later. If that does not help, give the correlation id to the operator: the bridge's log has the details.",
  },
} as const satisfies Texts;
