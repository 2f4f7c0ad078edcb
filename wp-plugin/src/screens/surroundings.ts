import { createContext, useContext } from '@wordpress/element';
import type { BridgeClient } from '../bridge/ask.ts';
import type { Place } from './address.ts';
import type { Format } from './format.ts';
import type { PageSettings } from './page-settings.ts';
import type { ShopRoutes } from './shop-routes.ts';

/** What every screen uses: the page's settings, the bridge, the shop, formats and navigation. */
export interface Surroundings {
  readonly settings: PageSettings;
  readonly bridge: BridgeClient;
  readonly shop: ShopRoutes;
  readonly format: Format;
  readonly place: Place;
  readonly go: (to: Place) => void;
}

const context = createContext<Surroundings | null>(null);
export const SurroundingsProvider = context.Provider;

/** Throws if a component is shown outside the app. */
export function useSurroundings(): Surroundings {
  const surroundings = useContext(context);
  if (!surroundings) throw new Error('This part is shown outside the app.');
  return surroundings;
}
