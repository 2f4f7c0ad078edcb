import { useCallback, useEffect, useState } from '@wordpress/element';

/** The screens that the script shows. PHP shows the settings. */
export const tabs = ['overview', 'orders', 'articles', 'connections', 'log'] as const;
export type Tab = (typeof tabs)[number];

/** A place in these screens: the tab, and its parameters, such as an open order or a filter. */
export interface Place {
  readonly tab: Tab;
  readonly params: Readonly<Record<string, string>>;
}

/** WordPress reads these names in the address. So no parameter of a place may have them. */
const reserved = new Set(['page', 'tab']);

/** Reads a place from a query such as `?page=kontor&tab=orders&state=blocked`. */
export function placeOf(query: string): Place {
  const read = new URLSearchParams(query);
  const named = read.get('tab');
  return {
    tab: tabs.find((tab) => tab === named) ?? 'overview',
    params: Object.fromEntries([...read].filter(([name, value]) => !reserved.has(name) && value !== '')),
  };
}

/** The query of a place, so that a link, a reload and the back button all lead to it. */
export function queryOf({ tab, params }: Place): string {
  const query = new URLSearchParams({ page: 'kontor', tab });
  for (const [name, value] of Object.entries(params)) if (value !== '' && !reserved.has(name)) query.set(name, value);
  return `?${query.toString()}`;
}

/** The present place, and a function that goes to another. Each place is an entry of the browser's history. */
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
