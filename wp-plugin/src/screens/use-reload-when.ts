import { useEffect, useRef } from '@wordpress/element';

/** Asks again whenever something has changed that the answer follows from; what is shown stays meanwhile. */
export function useReloadWhen(changed: string, reload: () => void): void {
  const previous = useRef(changed);
  useEffect(() => {
    if (previous.current === changed) return;
    previous.current = changed;
    reload();
  }, [changed, reload]);
}
