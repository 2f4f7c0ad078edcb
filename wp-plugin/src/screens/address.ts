import { useCallback, useEffect, useState } from '@wordpress/element';

/** The screens that the script shows; Settings is a page of WordPress's own making. */
export const tabs = ['overview', 'orders', 'connections', 'log'] as const;
export type Tab = (typeof tabs)[number];

/** Where somebody is: the tab, and what of it is shown, such as an order or a filter. */
export interface Place {
  readonly tab: Tab;
  readonly of: Readonly<Record<string, string>>;
}

/** WordPress's name of this page, and the tab: no place may have parts of these names, since they would lead elsewhere. */
const own = new Set(['page', 'tab']);

/** Reads a place from a query such as `?page=kontor&tab=orders&state=blocked`. */
export function placeOf(query: string): Place {
  const params = new URLSearchParams(query);
  const named = params.get('tab');
  return {
    tab: tabs.find((tab) => tab === named) ?? 'overview',
    of: Object.fromEntries([...params].filter(([name, value]) => !own.has(name) && value !== '')),
  };
}

/** The query of a place, so that a link, a reload and the back button all lead to it. */
export function queryOf({ tab, of }: Place): string {
  const params = new URLSearchParams({ page: 'kontor', tab });
  for (const [name, value] of Object.entries(of)) if (value !== '' && !own.has(name)) params.set(name, value);
  return `?${params.toString()}`;
}

/** The present place, and how to go to another; the browser's history knows each. */
export function usePlace(): [Place, (to: Place) => void] {
  const [place, setPlace] = useState(() => placeOf(window.location.search));
  useEffect(() => {
    const back = () => setPlace(placeOf(window.location.search));
    window.addEventListener('popstate', back);
    return () => window.removeEventListener('popstate', back);
  }, []);
  const go = useCallback((to: Place) => {
    window.history.pushState(null, '', queryOf(to));
    setPlace(to);
  }, []);
  return [place, go];
}
