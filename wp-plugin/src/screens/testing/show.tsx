import { configure, render, type RenderResult } from '@testing-library/react';
import axe from 'axe-core';
import type { BridgeAnswer, BridgeClient } from '../../bridge/ask.ts';
import { placeOf, queryOf, type Place } from '../address.ts';
import { formatOf } from '../format.ts';
import type { PageSettings } from '../page-settings.ts';
import type { ShopRoutes } from '../shop-routes.ts';
import { SurroundingsProvider, type Surroundings } from '../surroundings.ts';

// What is waited for comes about; on a busy machine later.
configure({ asyncUtilTimeout: 60_000 });

/**
 * What bridge or shop answer to a method and path, such as `GET /overview`, or a function of the body and the query; what is not
 * named is never answered.
 */
export type Answers = Readonly<Record<string, unknown>>;

/** An answer that is a problem. */
export const refusedWith = (code: string) => ({ refused: code });

/** What was asked, in order. */
export interface RecordedQuestion {
  readonly what: string;
  readonly body: unknown;
  readonly query: Query;
}
type Query = Readonly<Record<string, string | undefined>>;

/** What the page of a shop hands over, for whoever manages it. */
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
  readonly asked: readonly RecordedQuestion[];
  /** Where somebody is by now. */
  readonly place: () => Place;
  /** The rules of accessibility that are broken, as axe names them. `of`: the screen, unless something else is named. */
  readonly violations: (of?: Element) => Promise<string[]>;
}

/** Shows a screen with what bridge and shop answer. `at`: the query of its address. `as`: who sits there, at which shop. */
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
    const found = answers[what];
    if (found === undefined) return new Promise(() => undefined);
    const value =
      typeof found === 'function' ? (found as (body: unknown, query: Query) => unknown)(body, query) : found;
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
      // As many as there are, unless a test says otherwise.
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
  const whole = () => <SurroundingsProvider value={surroundings()}>{screen}</SurroundingsProvider>;
  const go = (to: Place) => {
    place = placeOf(queryOf(to));
    shown.rerender(whole());
  };
  // Queries look at the screen alone: components repeat what they say in regions for screen readers.
  const container = document.body.appendChild(document.createElement('div'));
  const shown = render(whole(), { container, baseElement: container });
  return {
    ...shown,
    asked,
    place: () => place,
    violations: async (of = shown.container) => {
      const { violations } = await axe.run(of, {
        // jsdom draws nothing, so colours are looked at in a real browser.
        rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
      });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    },
  };
}
