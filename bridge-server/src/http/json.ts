import type { Result } from '@kontor/shared/problem';

/** The JSON value in those bytes; `body.broken_json` when they are no UTF-8 or no JSON. */
export function parseJson(bytes: Uint8Array): Result<unknown, 'body.broken_json'> {
  try {
    return { ok: true, value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return { ok: false, error: 'body.broken_json' };
  }
}
