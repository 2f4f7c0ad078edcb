import type { Statuses } from '../auth/refusal.ts';

/** When a caller may try again after the bridge could not store or read anything. */
export const busyRetrySeconds = 5;

/** The HTTP status of each refusal that has to do with the request or the bridge, not with who made the request. */
export const requestStatuses = {
  'route.unknown': 404,
  'route.wrong_method': 405,
  'request.unreadable': 400,
  'body.too_large': 413,
  'body.compressed': 415,
  'body.wrong_type': 415,
  'body.broken_json': 400,
  'body.no_object': 400,
  'events.unreadable': 400,
  'events.too_many': 413,
  'results.bad_cursor': 400,
  'identity.bad_nonce': 422,
  'pairing.unreadable': 422,
  'office.wrong_key': 401,
  'office.too_many_tries': 429,
  'office.computer_not_allowed': 403,
  'connection.unknown': 404,
  'document.unknown': 404,
  'document.not_fetched': 409,
  'attachment.unknown': 404,
  'file.wrong_hash': 422,
  'file.wrong_type': 415,
  'file.no_room': 507,
  'input.wrong': 422,
  'webhook.unknown': 404,
  'webhook.not_signed': 401,
  'webhook.wrong_signature': 401,
  'webhook.other_source': 409,
  'webhook.no_right': 409,
  'bridge.unavailable': 503,
  'bridge.interrupted': 503,
  'bridge.not_ready': 503,
  'bridge.fault': 500,
} as const satisfies Statuses;
export type RequestRefusalCode = keyof typeof requestStatuses;
