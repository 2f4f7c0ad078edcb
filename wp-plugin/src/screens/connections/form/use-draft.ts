import { useEffect, useState } from '@wordpress/element';
import { ownKey } from '../../parts/own-key.ts';
import { useSurroundings } from '../../surroundings.ts';
import type { FormValues } from './schema.ts';

/**
 * What somebody has entered and not saved yet. It outlives a reload of the page, in this window and for this user alone; a
 * secret never is a part of it.
 */
export function useDraft(name: string): [FormValues, (draft: FormValues) => void] {
  const { given } = useSurroundings();
  const key = ownKey(given, name);
  const [draft, setDraft] = useState<{ key: string; values: FormValues }>(() => ({ key, values: stored(key) }));
  if (draft.key !== key) setDraft({ key, values: stored(key) });
  useEffect(() => {
    if (draft.key !== key) return;
    try {
      if (Object.keys(draft.values).length === 0) window.sessionStorage.removeItem(key);
      else window.sessionStorage.setItem(key, JSON.stringify(draft.values));
    } catch {
      // A browser that stores nothing still shows the form.
    }
  }, [draft, key]);
  return [draft.values, (values) => setDraft({ key, values })];
}

function stored(key: string): FormValues {
  try {
    const read: unknown = JSON.parse(window.sessionStorage.getItem(key) ?? '{}');
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as FormValues) : {};
  } catch {
    return {};
  }
}
