import { proofHeader } from '@kontor/shared/proof';
import { signRequest, type Signer } from './sign.ts';

/** A request below the shop's own address, `/v1/shops/{shop}`. */
export interface RequestOfShop {
  method: 'GET' | 'POST' | 'DELETE';
  /** Below the shop's address, such as `/events`, with the query. */
  path: string;
  /** JSON text; left out where the request has no body. */
  body?: string;
  /** In which language the bridge says why: `en`, `de` or `nb`. */
  language?: string;
}

/** A request that can be sent as it is, by `fetch` or otherwise. */
export interface SignedRequest {
  method: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
}

/**
 * The request with its proof. It is valid for a minute.
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
