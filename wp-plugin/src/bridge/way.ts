/**
 * How a page reaches the bridge. `direct`: the browser asks the bridge itself. `relay`: the shop's server passes on
 * what the browser has signed. `act`: the shop's server signs in the browser's place.
 */
export type Way = 'direct' | 'relay' | 'act';

/** The way of the page, remembered for the browser's session. */
export interface Ways {
  /** Null while the way is not known: then the page tries `direct` first, and `relay` if no answer comes. */
  current(): Way | null;
  /** Remembers the way on which the bridge answered. */
  worked(way: Exclude<Way, 'act'>): void;
}

/** Where the way is remembered from page to page. */
export interface SessionMemory {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
}

/** `page`: the page's own address. Without `crypto.subtle`, as on a page without https, the browser cannot sign. */
export function createWays(
  { bridge, shop, page, canSign }: { bridge: string; shop: string; page: string; canSign: boolean },
  memory: SessionMemory | null,
): Ways {
  const name = `kontor-way ${bridge} ${shop}`;
  let known: Way | null = canSign ? (mustRelay(page, bridge) ? 'relay' : remembered(memory, name)) : 'act';
  return {
    current: () => known,
    worked(way) {
      if (known === way) return;
      known = way;
      try {
        memory?.setItem(name, way);
      } catch {
        // Without storage, the next page finds out its way again.
      }
    },
  };
}

/** A browser does not let an https page send requests to an http address. */
const mustRelay = (page: string, bridge: string): boolean =>
  new URL(page).protocol === 'https:' && new URL(bridge).protocol === 'http:';

function remembered(memory: SessionMemory | null, name: string): Way | null {
  try {
    const way = memory?.getItem(name);
    return way === 'direct' || way === 'relay' ? way : null;
  } catch {
    return null;
  }
}
