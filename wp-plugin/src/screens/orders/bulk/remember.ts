import type { PageSettings } from '../../page-settings.ts';
import { ownKey } from '../../parts/own-key.ts';
import type { BulkOutcomes } from './apply.ts';

/** The user and the shop to whom the outcomes belong. */
type Owner = Pick<PageSettings, 'shop' | 'user'>;
const keyOf = (owner: Owner) => ownKey(owner, 'bulk');

/** The outcomes of the last bulk action. They survive a reload until they are dismissed. Null if there are none. */
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
    // Without storage, the outcomes are shown until the page is left.
  }
}

export function forgetOutcomes(owner: Owner): void {
  try {
    window.sessionStorage.removeItem(keyOf(owner));
  } catch {
    // Without storage, there is nothing to forget.
  }
}
