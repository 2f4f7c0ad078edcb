import type { PageSettings } from '../../page-settings.ts';
import { ownKey } from '../../parts/own-key.ts';
import type { BulkOutcomes } from './apply.ts';

/** Whose they are. */
type Owner = Pick<PageSettings, 'shop' | 'user'>;
const keyOf = (owner: Owner) => ownKey(owner, 'bulk');

/** What came of the last orders that were chosen, until it is dismissed: a reload does not lose it. Null where there is nothing. */
export function rememberedOutcomes(owner: Owner): BulkOutcomes | null {
  try {
    return JSON.parse(window.sessionStorage.getItem(keyOf(owner)) ?? 'null') as BulkOutcomes | null;
  } catch {
    return null;
  }
}

export function rememberOutcomes(owner: Owner, outcomes: BulkOutcomes): void {
  try {
    window.sessionStorage.setItem(keyOf(owner), JSON.stringify(outcomes));
  } catch {
    // A browser that keeps nothing shows it until the page is left.
  }
}

export function forgetOutcomes(owner: Owner): void {
  try {
    window.sessionStorage.removeItem(keyOf(owner));
  } catch {
    // Nothing was kept.
  }
}
