import type { Texts } from '../text.ts';

/** Why a request is not answered as asked, whoever made it. */
export const requestTexts = {
  'route.unknown': {
    title: 'There is nothing here',
    cause: 'The bridge has no such address.',
    remedy: 'Compare the address with the documentation of the bridge.',
  },
  'route.wrong_method': {
    title: 'The method is not possible here',
    cause: 'The address does not know this HTTP method.',
    remedy: 'Use a method that the header Allow names.',
  },
  'request.unreadable': {
    title: 'The request cannot be read',
    cause: 'The address or the headers of the request are malformed.',
    remedy: 'Send the request as HTTP wants it.',
  },
  'body.too_large': {
    title: 'The body is too large',
    cause: 'The body has more than {megabytes} MB.',
    remedy: 'Send fewer events in one request.',
  },
  'body.compressed': {
    title: 'The body is compressed',
    cause: 'A signed request has a Content-Encoding, so its proof would not be of the bytes that are read.',
    remedy: 'Send the body as it is, without Content-Encoding.',
  },
  'body.wrong_type': {
    title: 'The body is of another type',
    cause: 'The Content-Type is not application/json in UTF-8.',
    remedy: 'Send JSON with Content-Type: application/json.',
  },
  'body.broken_json': {
    title: 'The body is no JSON',
    cause: 'The body is not valid JSON in UTF-8.',
    remedy: 'Send valid JSON.',
  },
  'body.no_object': {
    title: 'The body is no object',
    cause: 'The body is valid JSON, but no object.',
    remedy: 'Send one JSON object with the inputs by their names.',
  },
  'events.unreadable': {
    title: 'The body holds no events',
    cause: `The body is not of the form '{'"events": [...]'}' with at least one event.`,
    remedy: 'Send a list of events.',
  },
  'events.too_many': {
    title: 'Too many events',
    cause: 'The request has more than {limit} events.',
    remedy: 'Send at most {limit} events in one request.',
  },
  'results.bad_cursor': {
    title: 'The cursor is none',
    cause: 'The query is not of the form after=<cursor> with the cursor of an earlier answer.',
    remedy: 'Send the cursor as it was answered, or none to begin from the start.',
  },
  'identity.bad_nonce': {
    title: 'The nonce is none',
    cause: 'The query is not of the form nonce=<16 to 64 letters, digits, - and _>.',
    remedy: 'Send one random nonce, another one for each question.',
  },
  'bridge.unavailable': {
    title: 'The bridge cannot store anything right now',
    cause: 'The database of the bridge cannot be used. Nothing of the request is confirmed.',
    remedy:
      'Send it again later, signed anew: nothing is taken twice. If it lasts, the operator looks at the database and its disk.',
  },
  'bridge.interrupted': {
    title: 'The bridge cannot use its database right now',
    cause: 'The database could not be used. What was asked may have been done in part.',
    remedy:
      'Ask what is there, then ask for the rest again, signed anew. If it lasts, the operator looks at the database and its disk.',
  },
  'bridge.not_ready': {
    title: 'The bridge is not ready',
    cause: 'Something that the bridge needs is missing; causes names it.',
    remedy: 'See the remedy of each cause.',
  },
  'bridge.fault': {
    title: 'A fault of the bridge',
    cause: 'The bridge did something that it should not.',
    remedy: 'Send it again later. If it lasts, hand the correlation id to the operator, whose log says more.',
  },
} as const satisfies Texts;
