import { createContext, useContext } from '@wordpress/element';
import type { BridgeClient } from '../bridge/ask.ts';
import type { Place } from './address.ts';
import type { Format } from './format.ts';
import type { PageSettings } from './page-settings.ts';
import type { ShopRoutes } from './shop-routes.ts';

/** What every screen has at hand. */
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

/** Throws outside the app: a screen is never shown alone. */
export function useSurroundings(): Surroundings {
  const surroundings = useContext(context);
  if (!surroundings) throw new Error('This part is shown outside the app.');
  return surroundings;
}
