import { createHmac } from 'node:crypto';
import type { Request } from 'express';
import type { Answer } from '../kit/answer.ts';
import { notAllowed, wordpressError } from './refusal.ts';
import type { World } from './world.ts';

/** A signature counts for so long (class-wc-rest-authentication.php, check_oauth_timestamp_and_nonce). */
const oauthSeconds = 15 * 60;

const refused = (message: string): Answer => wordpressError(401, 'woocommerce_rest_authentication_error', message);
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * Why the request is not the key's, as WooCommerce decides it: OAuth 1.0a over http; the key itself, in the header or the query,
 * over https alone. The sandbox takes `X-Forwarded-Proto: https` for https, as a shop behind a proxy does.
 */
export function refusalOf(world: World, request: Request, query: URLSearchParams): Answer | null {
  const refusal =
    request.get('X-Forwarded-Proto') === 'https' ? plain(world, request, query) : signed(world, request, query);
  if (refusal) return refusal;
  const isRead = request.method === 'GET';
  if (!isRead && world.permissions === 'read') return refused('The API key provided does not have write permissions.');
  return isRead && world.permissions === 'write'
    ? refused('The API key provided does not have read permissions.')
    : world.switches.forbidden
      ? notAllowed
      : null;
}

function plain({ key, switches }: World, request: Request, query: URLSearchParams): Answer | null {
  const header = switches.keepsHeader ? undefined : request.get('Authorization');
  const [user, password] = header?.startsWith('Basic ')
    ? Buffer.from(header.slice(6), 'base64').toString().split(':', 2)
    : [query.get('consumer_key'), query.get('consumer_secret')];
  if (!user || !password) return notAllowed;
  if (user !== key.consumerKey) return notAllowed;
  return password === key.consumerSecret ? null : refused('Consumer secret is invalid.');
}

function signed({ key, nonces, clock }: World, request: Request, query: URLSearchParams): Answer | null {
  if (!query.has('oauth_consumer_key')) return notAllowed;
  if (query.get('oauth_consumer_key') !== key.consumerKey) return refused('Consumer key is invalid.');
  const parameters = [...query]
    .filter(([name]) => name !== 'oauth_signature')
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort();
  const address = `http://${request.get('Host')}${request.originalUrl.split('?', 1)[0]}`;
  const base = [request.method, encoded(address), encoded(parameters.join('&'))].join('&');
  const signature = createHmac('sha256', `${key.consumerSecret}&`).update(base).digest('base64');
  if (query.get('oauth_signature_method') !== 'HMAC-SHA256' || query.get('oauth_signature') !== signature)
    return refused('Invalid signature - provided signature does not match.');
  if (Math.abs(Number(query.get('oauth_timestamp')) - clock() / 1000) > oauthSeconds)
    return refused('Invalid timestamp.');
  const nonce = query.get('oauth_nonce') ?? '';
  if (nonces.has(nonce)) return refused('Invalid nonce - nonce has already been used.');
  nonces.add(nonce);
  return null;
}
