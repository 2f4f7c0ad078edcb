import { createHmac, randomBytes } from 'node:crypto';

export interface OAuthKey {
  key: string;
  secret: string;
}

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * Signs a request with OAuth 1.0a in its query (RFC 5849, HMAC-SHA256, no token), which is how WooCommerce's REST API knows
 * its callers where there is no TLS. Written here, since WooCommerce's own client is not among the project's packages.
 */
export function signedAddress(method: string, address: string, { key, secret }: OAuthKey): string {
  const url = new URL(address);
  const parameters: [string, string][] = [
    ...url.searchParams,
    ['oauth_consumer_key', key],
    ['oauth_nonce', randomBytes(16).toString('hex')],
    ['oauth_signature_method', 'HMAC-SHA256'],
    ['oauth_timestamp', String(Math.floor(Date.now() / 1000))],
  ];
  const sorted = parameters
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([name, value], [otherName, otherValue]) =>
      name === otherName ? (value < otherValue ? -1 : 1) : name < otherName ? -1 : 1,
    )
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const base = [method, encode(url.origin + url.pathname), encode(sorted)].join('&');
  const signature = createHmac('sha256', `${encode(secret)}&`)
    .update(base)
    .digest('base64');
  url.search = `${sorted}&oauth_signature=${encode(signature)}`;
  return url.href;
}
