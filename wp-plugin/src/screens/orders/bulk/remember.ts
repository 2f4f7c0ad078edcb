import type { BulkOutcomes } from './say.ts';

const name = 'kontor-bulk';

/** What came of the last orders that were chosen, until it is dismissed: a reload does not lose it. Null where there is nothing. */
export function rememberedOutcomes(): BulkOutcomes | null {
  try {
    return JSON.parse(window.sessionStorage.getItem(name) ?? 'null') as BulkOutcomes | null;
  } catch {
    return null;
  }
}

export function rememberOutcomes(outcomes: BulkOutcomes): void {
  try {
    window.sessionStorage.setItem(name, JSON.stringify(outcomes));
  } catch {
    // A browser that keeps nothing shows it until the page is left.
  }
}

export function forgetOutcomes(): void {
  try {
    window.sessionStorage.removeItem(name);
  } catch {
    // Nothing was kept.
  }
}
