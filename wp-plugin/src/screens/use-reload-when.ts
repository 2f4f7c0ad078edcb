import { useEffect, useRef } from '@wordpress/element';

/** Calls `reload` whenever `changed` has another value, for an answer that depends on it. */
export function useReloadWhen(changed: string, reload: () => void): void {
  const previous = useRef(changed);
  useEffect(() => {
    if (previous.current === changed) return;
    previous.current = changed;
    reload();
  }, [changed, reload]);
}
