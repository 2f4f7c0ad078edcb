import { configure, render, type RenderResult } from '@testing-library/react';
import axe from 'axe-core';
import type { BridgeAnswer, BridgeClient } from '../../bridge/ask.ts';
import { placeOf, queryOf, type Place } from '../address.ts';
import { formatOf } from '../format.ts';
import type { PageSettings } from '../page-settings.ts';
import type { ShopRoutes } from '../shop-routes.ts';
import { SurroundingsProvider, type Surroundings } from '../surroundings.ts';

// On a busy machine an expected change may take long.
configure({ asyncUtilTimeout: 60_000 });

/**
 * The answer to each method and path, such as `GET /overview`: a value, or a function of the body and the query. A
 * request that is not listed is never answered.
 */
export type Answers = Readonly<Record<string, unknown>>;

/** A refusal with a code. */
export const refusedWith = (code: string) => ({ refused: code });

/** A request that the screen made. */
export interface RecordedQuestion {
  readonly what: string;
  readonly body: unknown;
  readonly query: Query;
}
type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What PHP hands over to the page of a shop manager. */
export const pageSettings: PageSettings = {
  shop: 's1',
  bridge: 'https://bridge.example.test',
  may: 'admin',
  user: 1,
  routes: { token: '/token', relay: '/relay', act: '/act', own: '/own/', woocommerce: '/wc/' },
  nonce: 'n',
  pages: { settings: '/settings', order: '/order/ORDER' },
  language: 'en-GB',
  timeZone: 'Europe/Oslo',
  statuses: { processing: 'Processing', completed: 'Completed', failed: 'Failed' },
  version: '0.1.0',
};

export interface Shown extends RenderResult {
  /** All requests so far, in their order. */
  readonly asked: readonly RecordedQuestion[];
  /** The present place. */
  readonly place: () => Place;
  /** The violations of accessibility rules that axe finds in an element; without an element, in the whole screen. */
  readonly violations: (of?: Element) => Promise<string[]>;
}

/** Renders a screen with answers of bridge and shop. `at`: the query of its address. `as`: another user or shop. */
export function show(
  screen: React.ReactNode,
  {
    answers = {},
    at = '',
    may = 'admin',
    as = {},
  }: {
    answers?: Answers;
    at?: string;
    may?: PageSettings['may'];
    as?: Partial<Pick<PageSettings, 'user' | 'shop'>>;
  } = {},
): Shown {
  const asked: RecordedQuestion[] = [];
  const answer = async <T,>(
    what: string,
    { body, query = {} }: { body?: unknown; query?: Query },
    read: (value: unknown) => T,
  ): Promise<BridgeAnswer<T>> => {
    asked.push({ what, body, query });
    const prepared = answers[what];
    if (prepared === undefined) return new Promise(() => undefined);
    const value =
      typeof prepared === 'function' ? (prepared as (body: unknown, query: Query) => unknown)(body, query) : prepared;
    if (typeof value === 'object' && value !== null && 'refused' in value)
      return {
        ok: false,
        problem: {
          code: String(value.refused),
          title: 'It went wrong',
          cause: 'Something happened.',
          remedy: 'Do this.',
          status: 422,
          correlationId: 'c1',
        },
      };
    return { ok: true, value: read(value), correlationId: 'c1' };
  };
  const bridge: BridgeClient = {
    way: () => 'direct',
    ask: (method, path, options) => answer(`${method} ${path}`, options, options.read),
  };
  const shop: ShopRoutes = {
    ask: async <T,>(of: string, path: string, options: { body?: unknown; query?: Query } = {}) => {
      const answered = await answer(`${of} ${path}`, options, (value) => value as T);
      // WooCommerce tells the length of the whole list; here it is that of the answer.
      return answered.ok && Array.isArray(answered.value) ? { ...answered, total: answered.value.length } : answered;
    },
  };
  let place = placeOf(at);
  const surroundings = (): Surroundings => ({
    settings: { ...pageSettings, may, ...as },
    bridge,
    shop,
    format: formatOf(pageSettings.language, pageSettings.timeZone),
    place,
    go,
  });
  const app = () => <SurroundingsProvider value={surroundings()}>{screen}</SurroundingsProvider>;
  const go = (to: Place) => {
    place = placeOf(queryOf(to));
    shown.rerender(app());
  };
  // Queries search this container only: some components repeat their text elsewhere, in regions for screen readers.
  const container = document.body.appendChild(document.createElement('div'));
  const shown = render(app(), { container, baseElement: container });
  return {
    ...shown,
    asked,
    place: () => place,
    violations: async (of = shown.container) => {
      const { violations } = await axe.run(of, {
        // jsdom draws nothing. The browser tests check colours.
        rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
      });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    },
  };
}
