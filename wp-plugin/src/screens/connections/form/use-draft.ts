import { useEffect, useState } from '@wordpress/element';
import { ownKey } from '../../parts/own-key.ts';
import { useSurroundings } from '../../surroundings.ts';
import type { FormValues } from './schema.ts';

/**
 * What a user has entered and not saved yet. It survives a reload of the page, in this window and for this user only.
 * Forms with secrets do not use it.
 */
export function useDraft(name: string): [FormValues, (draft: FormValues) => void] {
  const { settings } = useSurroundings();
  const key = ownKey(settings, name);
  const [draft, setDraft] = useState<{ key: string; values: FormValues }>(() => ({ key, values: storedDraft(key) }));
  if (draft.key !== key) setDraft({ key, values: storedDraft(key) });
  useEffect(() => {
    if (draft.key !== key) return;
    try {
      if (Object.keys(draft.values).length === 0) window.sessionStorage.removeItem(key);
      else window.sessionStorage.setItem(key, JSON.stringify(draft.values));
    } catch {
      // Without storage, the form still works; a reload loses the draft.
    }
  }, [draft, key]);
  return [draft.values, (values) => setDraft({ key, values })];
}

function storedDraft(key: string): FormValues {
  try {
    const parsed: unknown = JSON.parse(window.sessionStorage.getItem(key) ?? '{}');
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as FormValues) : {};
  } catch {
    return {};
  }
}
