import { useCallback, useEffect, useState } from '@wordpress/element';

/** The screens that the script shows; Settings is a page of WordPress's own making. */
export const tabs = ['overview', 'orders', 'connections', 'log'] as const;
export type Tab = (typeof tabs)[number];

/** Where somebody is: the tab, and what of it is shown, such as an order or a filter. */
export interface Place {
  readonly tab: Tab;
  readonly params: Readonly<Record<string, string>>;
}

/** WordPress's name of this page, and the tab: no place may have parts of these names, since they would lead elsewhere. */
const reserved = new Set(['page', 'tab']);

/** Reads a place from a query such as `?page=kontor&tab=orders&state=blocked`. */
export function placeOf(query: string): Place {
  const params = new URLSearchParams(query);
  const named = params.get('tab');
  return {
    tab: tabs.find((tab) => tab === named) ?? 'overview',
    params: Object.fromEntries([...params].filter(([name, value]) => !reserved.has(name) && value !== '')),
  };
}

/** The query of a place, so that a link, a reload and the back button all lead to it. */
export function queryOf({ tab, params }: Place): string {
  const query = new URLSearchParams({ page: 'kontor', tab });
  for (const [name, value] of Object.entries(params)) if (value !== '' && !reserved.has(name)) query.set(name, value);
  return `?${query.toString()}`;
}

/** The present place, and how to go to another; the browser's history knows each. */
export function usePlace(): [Place, (to: Place) => void] {
  const [place, setPlace] = useState(() => placeOf(window.location.search));
  useEffect(() => {
    const onPopState = () => setPlace(placeOf(window.location.search));
    window.addEventListener('popstate', onPopState);
    return () => window.removeEventListener('popstate', onPopState);
  }, []);
  const go = useCallback((to: Place) => {
    window.history.pushState(null, '', queryOf(to));
    setPlace(to);
  }, []);
  return [place, go];
}
