/**
 * WordPress's nonce of a page. WordPress sends a newer nonce with its answers, so that a page may stay open for long.
 * Each request to WordPress sends the latest nonce, and keeps the one in the answer for all other requests of the page.
 */
export interface Nonce {
  readonly latest: () => string;
  keep(response: Pick<Response, 'headers'>): void;
}

export function nonceFrom(first: string): Nonce {
  let latest = first;
  return {
    latest: () => latest,
    keep: ({ headers }) => void (latest = headers.get('x-wp-nonce') ?? latest),
  };
}
