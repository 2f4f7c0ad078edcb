import { proofHeader } from '@kontor/shared/proof';
import { signRequest, type Signer } from './sign.ts';

/** A request to an address below that of the shop, `/v1/shops/{shop}`. */
export interface RequestOfShop {
  method: 'GET' | 'POST' | 'DELETE';
  /** The path below the shop's address with its query, such as `/results?after=x`. */
  path: string;
  /** The body as JSON text. Leave it out if the request has none. */
  body?: string;
  /** The language in which the bridge explains a refusal: `en`, `de` or `nb`. */
  language?: string;
}

/** A request that any HTTP client can send as it is. */
export interface SignedRequest {
  method: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
}

/**
 * Makes the request with its proof, for a sender that sends it itself. It is valid for a minute, and once.
 *
 * @example
 * const { url, ...request } = signedRequest(key, { method: 'GET', path: '/overview' });
 * const answer = await fetch(url, request);
 */
export function signedRequest(signer: Signer, { method, path, body, language }: RequestOfShop): SignedRequest {
  const url = `${signer.bridge}/v1/shops/${signer.shop}${path}`;
  return {
    method,
    url,
    headers: {
      accept: 'application/json',
      ...(language === undefined ? {} : { 'accept-language': language }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      [proofHeader]: signRequest(signer, { method, url, ...(body === undefined ? {} : { body }) }),
    },
    ...(body === undefined ? {} : { body }),
  };
}
