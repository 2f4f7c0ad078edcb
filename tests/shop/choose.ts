import { runtimes } from './open.ts';
import type { Runtime, RuntimeName } from './runtime.ts';
import { ShopUnavailable } from './sources.ts';

/** The runtime that was asked for; without that, the classic one where this machine has what it needs, else Node. */
export async function choose(asked: RuntimeName | null): Promise<{ runtime: Runtime; why: string }> {
  if (asked !== null) return { runtime: runtimes[asked], why: 'as asked.' };
  try {
    await runtimes.classic.prepare(() => undefined);
    return { runtime: runtimes.classic, why: 'PHP and MariaDB of this machine.' };
  } catch (fault) {
    if (!(fault instanceof ShopUnavailable)) throw fault;
    return { runtime: runtimes.node, why: `PHP in WebAssembly and SQLite. ${fault.message}` };
  }
}
