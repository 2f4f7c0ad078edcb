/**
 * WordPress's nonce of a page. WordPress gives a newer one with its answers, so that a page that stays open for long goes on:
 * whoever asks WordPress sends the latest, and keeps what comes back for all.
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
