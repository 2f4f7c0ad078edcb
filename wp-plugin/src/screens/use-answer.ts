import { useCallback, useEffect, useState } from '@wordpress/element';
import type { BridgeAnswer, BridgeProblem } from '../bridge/ask.ts';

/** An answer on its way. The former one stays on the screen while it is asked for again, so that nothing jumps. */
export type Loaded<T> =
  | { kind: 'loading' }
  | { kind: 'problem'; problem: BridgeProblem }
  | { kind: 'answer'; value: T; isOld: boolean; problem: BridgeProblem | null };

/**
 * Asks when the screen is shown, and again when what it asks for changes (`about`) or somebody wants it. `ask` is told when nobody
 * waits for it any more.
 */
export function useAnswer<T>(
  ask: (signal: AbortSignal) => Promise<BridgeAnswer<T>>,
  about: string,
): [Loaded<T>, () => void] {
  const [request, setRequest] = useState({ about, times: 0 });
  const [loaded, setLoaded] = useState<Loaded<T>>({ kind: 'loading' });
  if (request.about !== about) {
    setRequest({ about, times: 0 });
    setLoaded({ kind: 'loading' });
  }
  useEffect(() => {
    const leaving = new AbortController();
    setLoaded((before) => (before.kind === 'answer' ? { ...before, isOld: true } : { kind: 'loading' }));
    void ask(leaving.signal).then((answer) => {
      if (leaving.signal.aborted) return;
      if (answer.ok) setLoaded({ kind: 'answer', value: answer.value, isOld: false, problem: null });
      else
        setLoaded((before) =>
          before.kind === 'answer'
            ? { ...before, isOld: false, problem: answer.problem }
            : { kind: 'problem', problem: answer.problem },
        );
    });
    return () => leaving.abort();
    // What is asked follows from `about`; the function itself is made anew each time the screen is drawn.
  }, [request]);
  const reload = useCallback(() => setRequest((before) => ({ ...before, times: before.times + 1 })), []);
  return [loaded, reload];
}
