import { useCallback, useEffect, useState } from '@wordpress/element';
import type { BridgeAnswer, BridgeProblem } from '../bridge/ask.ts';

/**
 * The state of a request. During a reload, the previous answer stays on the screen (`isOld`), so that nothing jumps.
 */
export type Loaded<T> =
  | { kind: 'loading' }
  | { kind: 'problem'; problem: BridgeProblem }
  | { kind: 'answer'; value: T; isOld: boolean; problem: BridgeProblem | null };

/**
 * Sends a request when the screen is shown, when `about` changes, and when the returned function is called. The signal
 * of `ask` is aborted once the answer is no longer needed.
 * @param about What is asked for, as text.
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
    setLoaded((previous) => (previous.kind === 'answer' ? { ...previous, isOld: true } : { kind: 'loading' }));
    void ask(leaving.signal).then((answer) => {
      if (leaving.signal.aborted) return;
      if (answer.ok) setLoaded({ kind: 'answer', value: answer.value, isOld: false, problem: null });
      else
        setLoaded((previous) =>
          previous.kind === 'answer'
            ? { ...previous, isOld: false, problem: answer.problem }
            : { kind: 'problem', problem: answer.problem },
        );
    });
    return () => leaving.abort();
    // `ask` is not a dependency: it is a new function on every render, and `about` says what it asks for.
  }, [request]);
  const reload = useCallback(() => setRequest((previous) => ({ ...previous, times: previous.times + 1 })), []);
  return [loaded, reload];
}
