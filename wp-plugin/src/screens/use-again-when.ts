import { useEffect, useRef } from '@wordpress/element';

/** Asks again whenever something has changed that the answer follows from; what is shown stays meanwhile. */
export function useAgainWhen(changed: string, again: () => void): void {
  const before = useRef(changed);
  useEffect(() => {
    if (before.current === changed) return;
    before.current = changed;
    again();
  }, [changed, again]);
}
