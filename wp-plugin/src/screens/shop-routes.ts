import { __ } from '@wordpress/i18n';
import type { BridgeAnswer, BridgeProblem } from '../bridge/ask.ts';
import { membersOf } from '../bridge/answer.ts';
import type { Nonce } from '../bridge/nonce.ts';
import { createProblems } from '../bridge/problems.ts';
import { isSessionEnded } from '../bridge/wordpress.ts';

/** A problem as the plugin's own routes tell it: without a title. */
export type PluginProblem = Pick<BridgeProblem, 'code' | 'cause' | 'remedy'>;

/** The shop's own REST routes, called as the logged-in user. */
export interface ShopRoutes {
  /** `of`, `path`: whose route, and which. `total`: the length of the whole list if the answer is one page of it. */
  ask<T>(
    of: 'own' | 'woocommerce',
    path: string,
    options?: {
      query?: Readonly<Record<string, string | undefined>>;
      body?: unknown;
      signal?: AbortSignal;
    },
  ): Promise<BridgeAnswer<T> & { total?: number }>;
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
      // Without pretty permalinks, the address has a query already, which names the route.
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
        const json: unknown = await response.json().catch(() => null);
        if (!response.ok || json === null)
          return { ok: false, problem: problemOf(response.status, json, `${of} ${path}`) };
        return {
          ok: true,
          value: json as T,
          correlationId: null,
          total: Number(response.headers.get('x-wp-total') ?? 0),
        };
      } catch {
        return { ok: false, problem: tell('shop.no_answer') };
      }
    },
  };
}

const tell = createProblems(__);

/** Why the shop did not answer, in WordPress's own words if it sent any. */
function problemOf(status: number, json: unknown, question: string): BridgeProblem {
  const { code, message } = membersOf(json);
  const about = { status, correlationId: null };
  if (isSessionEnded({ status, json: json })) return tell('session.ended', about);
  if (typeof code !== 'string' || typeof message !== 'string') return tell('shop.no_answer', about);
  if (question === 'woocommerce orders' && code === 'woocommerce_rest_cannot_view')
    return {
      code,
      title: __('You may not see the orders of this shop', 'kontor-bridge'),
      cause: __('Your role lacks the right to read all orders (read_private_shop_orders).', 'kontor-bridge'),
      remedy: __('Ask whoever manages the shop to give your role this right.', 'kontor-bridge'),
      ...about,
    };
  if (code === 'products.may_not_edit')
    return {
      code,
      title: __('You may not see the products of this shop', 'kontor-bridge'),
      cause: message,
      remedy: __('Ask whoever manages the shop to give your role this right.', 'kontor-bridge'),
      ...about,
    };
  return {
    code,
    title: __('This shop did not answer', 'kontor-bridge'),
    cause: message,
    remedy: __('Try again. If this goes on, look at WooCommerce → Status → Logs.', 'kontor-bridge'),
    ...about,
  };
}
