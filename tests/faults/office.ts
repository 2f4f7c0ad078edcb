import type { FailureChances } from '../sandboxes/kit/failures.ts';
import type { WholeState } from '../sandboxes/poweroffice/state.ts';

/** The sandbox's own calls, made from outside of its process. */
export interface Office {
  /** Lets requests fail at random from now on. */
  failAtRandom(chances: FailureChances): Promise<void>;
  /** Ends all failures. */
  behave(): Promise<void>;
  /** Everything that the sandbox holds, and every request that it was sent. */
  books(): Promise<WholeState>;
}

export function officeAt(url: string): Office {
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${url}/sandbox${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`the sandbox answered ${response.status}: ${await response.text()}`);
    return response.json();
  };
  return {
    failAtRandom: async (chances) => void (await ask('POST', '/chances', chances)),
    behave: async () => void (await ask('DELETE', '/fail')),
    books: async () => (await ask('GET', '/state')) as WholeState,
  };
}
