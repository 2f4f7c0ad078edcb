import { withoutEndingSlashes } from '@kontor/shared/address';
import type { Reason } from '@kontor/shared/problem';
import { storableText } from '@kontor/shared/storable';
import { retryAfterSeconds } from '@kontor/shared/retry-after';
import { z } from 'zod';
import type { HttpAnswer, NotSent, Unanswered } from '../egress/request.ts';
import { shopHostsVariable } from '../shops/pairing/reach.ts';
import { reason } from '../texts/reason.ts';

/** Why a shop could not be read. */
export interface ShopFailure extends Reason {
  kind: 'failed';
  code: `shop_read.${string}`;
  /** How long the shop asks the bridge to wait (`Retry-After`). */
  retryAfterSeconds?: number;
}

/**
 * What a shop answered. `total`: how many entries the whole list has (`X-WP-Total`); null for an answer that is not a
 * list. `absent`: the shop does not have the order that the request names.
 */
export type ShopReply = { kind: 'value'; value: unknown; total: number | null } | ShopFailure | { kind: 'absent' };

/** A failure with that reason. */
export const failed = (
  why: Reason & { code: `shop_read.${string}` },
  pause: { retryAfterSeconds?: number } = {},
): ShopFailure => ({
  kind: 'failed',
  ...why,
  ...pause,
});

/**
 * The failure for an answer that is not what WooCommerce describes for that list. `list`: `orders`, `refunds`,
 * `webhooks`, or the route of a list of settings.
 */
export const otherShape = (list: string): ShopFailure => failed(reason('shop_read.other_shape', { list }));

const silences: ReadonlySet<string> = new Set([
  'shop_read.unreachable',
  'shop_read.slow',
  'shop_read.address_refused',
  'shop_read.redirected',
  'shop_read.rate_limited',
  'shop_read.maintenance',
]);
const keyRefusals: ReadonlySet<string> = new Set(['shop_read.wrong_key', 'shop_read.no_right', 'shop_read.locked']);

/** Whether the shop answers nobody at the moment, so that any other request would fail alike. */
export const isSilent = ({ code }: ShopFailure): boolean => silences.has(code);

/** Whether the shop, or something in front of it, refuses the key. Another key, or another place for it, may help. */
export const isKeyRefusal = ({ code }: Reason): boolean => keyRefusals.has(code);

/** Whether the failure concerns all orders of the shop. Any other failure concerns the one that was asked for. */
export const isShopWide = (failure: ShopFailure): boolean =>
  isSilent(failure) || isKeyRefusal(failure) || failure.code === 'shop_read.clock';

/** Errors of WordPress and WooCommerce have this shape. */
const errorBody = z.object({
  code: z.string().max(200).transform(shown),
  message: z.string().catch('').transform(shown),
});

/** A text of the shop as people may see it. Some plugins repeat the whole address of a request, and the key stands in it. */
function shown(text: string): string {
  return storableText(text.replace(/\b(c[ks]_)[0-9a-f]{40}\b/g, '$1…').slice(0, 300));
}

/** The failure for a request that was not sent or got no answer. */
export function noReply({ why, what }: NotSent | Unanswered): ShopFailure {
  if (why === 'address_refused')
    return failed(reason('shop_read.address_refused', { because: what, variable: shopHostsVariable }));
  if (why === 'timeout' || why === 'deadline') return failed(reason('shop_read.slow', { because: what }));
  if (why === 'too_large') return failed(reason('shop_read.too_large', { because: what }));
  return failed(reason('shop_read.unreachable', { because: what }));
}

/** The longest pause that a shop can ask for. A proxy that asks for years is mistaken. */
const longestPauseSeconds = 3600;

/**
 * Reads an HTTP answer: as a value, as `absent` for an order that the shop does not have, or as a failure with its
 * cause. `shopUrl`: the address of the shop that was asked.
 */
export function readReply({ status, headers, body }: HttpAnswer, shopUrl: string): ShopReply {
  const retry = retryAfterSeconds(headers['retry-after'], Date.now());
  const pause = retry === null ? {} : { retryAfterSeconds: Math.min(retry, longestPauseSeconds) };
  if (status >= 300 && status < 400) return failed(redirection(headers['location'] ?? '', shopUrl));
  if (status === 429) return failed(reason('shop_read.rate_limited'), pause);
  if (status === 503) return failed(reason('shop_read.maintenance'), pause);
  const json = jsonOf(body);
  const error = errorBody.safeParse(json).data;
  if (status === 401 || status === 403) return failed(keyFailure(status, error));
  if (status === 404 && error?.code.endsWith('_invalid_id')) return { kind: 'absent' };
  if (status === 404) return failed(reason('shop_read.no_rest_api', { code: error?.code ?? '404' }));
  if (status >= 500) return failed(reason('shop_read.broken', { status, said: error?.message ?? '' }), pause);
  if (status >= 400) return failed(reason('shop_read.refused', { status, said: error?.message ?? '' }));
  if (json === undefined) return failed(reason('shop_read.not_json', { status }));
  const total = headers['x-wp-total'];
  return { kind: 'value', value: json, total: total !== undefined && /^\d{1,15}$/.test(total) ? Number(total) : null };
}

/**
 * Why the shop refuses the key. WooCommerce answers 401 to a wrong key and to a key without the right to read. Only the
 * code and the message in the body tell the two apart.
 */
function keyFailure(
  status: number,
  error: z.output<typeof errorBody> | undefined,
): Reason & { code: `shop_read.${string}` } {
  if (error?.code === 'woocommerce_rest_authentication_error' && /timestamp|nonce/i.test(error.message))
    return reason('shop_read.clock', { said: error.message });
  if (error?.code.startsWith('woocommerce_rest_authentication'))
    return reason('shop_read.wrong_key', { said: error.message });
  if (error?.code.startsWith('woocommerce_rest_cannot')) return reason('shop_read.no_right', { said: error.message });
  return reason('shop_read.locked', { status });
}

/**
 * The JSON of a body. A faulty plugin may print something before it, such as a byte order mark or a warning of PHP. So the
 * JSON begins at the first place that looks like a list or an object of the REST API, and must reach to the end.
 */
function jsonOf(body: string): unknown {
  const start = body.search(/\[\s*[\]{]|\{\s*["}]/);
  try {
    return JSON.parse(start > 0 ? body.slice(start) : body) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * Where the shop redirects to: the address of a shop, if the REST API lies below it, or else any page. The query is never
 * told, since the key may stand in it.
 */
function redirection(location: string, shopUrl: string): Reason & { code: 'shop_read.redirected' } {
  if (!URL.canParse(location, shopUrl)) return reason('shop_read.redirected:page', { to: '' });
  const { origin, pathname } = new URL(location, shopUrl);
  const [folder = '', api] = pathname.split('/wp-json');
  const address = `${origin}${folder}`;
  return api === undefined || address === withoutEndingSlashes(shopUrl)
    ? reason('shop_read.redirected:page', { to: storableText(`${origin}${pathname}`.slice(0, 300)) })
    : reason('shop_read.redirected', { to: storableText(address.slice(0, 300)) });
}
