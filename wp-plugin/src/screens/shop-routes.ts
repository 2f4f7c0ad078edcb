import { __ } from '@wordpress/i18n';
import type { Answer, Problem } from '../bridge/ask.ts';
import type { Nonce } from '../bridge/nonce.ts';

/** The shop's own REST interface, asked as whoever is logged in. */
export interface ShopRoutes {
  /** `path`: below the plugin's routes or WooCommerce's. `total`: how many there are in all, where the answer is a page of a list. */
  ask<T>(
    of: 'own' | 'woocommerce',
    path: string,
    options?: {
      query?: Readonly<Record<string, string | undefined>>;
      body?: unknown;
      signal?: AbortSignal;
    },
  ): Promise<Answer<T> & { total?: number }>;
}

export function shopRoutesOf(routes: { own: string; woocommerce: string }, nonce: Nonce): ShopRoutes {
  return {
    async ask<T>(
      of: 'own' | 'woocommerce',
      path: string,
      {
        query = {},
        body,
        signal,
      }: { query?: Readonly<Record<string, string | undefined>>; body?: unknown; signal?: AbortSignal } = {},
    ) {
      const url = new URL(routes[of] + path, window.location.href);
      // Without pretty permalinks the route is itself a part of the query.
      for (const [name, value] of Object.entries(query))
        if (value !== undefined && value !== '') url.searchParams.set(name, value);
      try {
        const response = await fetch(url, {
          method: body === undefined ? 'GET' : 'POST',
          headers: {
            'x-wp-nonce': nonce.latest(),
            accept: 'application/json',
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          },
          credentials: 'same-origin',
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          ...(signal ? { signal } : {}),
        });
        nonce.keep(response);
        const read: unknown = await response.json().catch(() => null);
        if (!response.ok || read === null) return { ok: false, problem: problemOf(response.status, read) };
        return {
          ok: true,
          value: read as T,
          correlationId: null,
          total: Number(response.headers.get('x-wp-total') ?? 0),
        };
      } catch {
        return { ok: false, problem: problemOf(0, null) };
      }
    },
  };
}

const word = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Why the shop itself did not answer, in the words of WordPress where it has some. */
function problemOf(status: number, read: unknown): Problem {
  const { code, message, remedy } = (read ?? {}) as Readonly<Record<string, unknown>>;
  const isLapsed = code === 'rest_cookie_invalid_nonce' || status === 401;
  return {
    code: word(code) || 'shop.no_answer',
    title: isLapsed
      ? __('You are no longer logged in', 'kontor-bridge')
      : __('This shop did not answer', 'kontor-bridge'),
    cause: word(message) || __('The shop’s own server gave no usable answer.', 'kontor-bridge'),
    remedy:
      word(remedy) ||
      (isLapsed
        ? __('Reload the page and log in again. What you entered elsewhere is kept.', 'kontor-bridge')
        : __('Try again. If this goes on, look at WooCommerce → Status → Logs.', 'kontor-bridge')),
    status,
    correlationId: null,
  };
}
