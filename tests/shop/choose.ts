import { runtimes } from './open.ts';
import type { Runtime, RuntimeName } from './runtime.ts';
import { ShopUnavailable } from './sources.ts';

/** The runtime of this name. Without a name: the classic one if this machine has what it needs, and Node otherwise. */
export async function choose(name: RuntimeName | null): Promise<{ runtime: Runtime; why: string }> {
  if (name !== null) return { runtime: runtimes[name], why: 'as asked.' };
  try {
    await runtimes.classic.prepare(() => undefined);
    return { runtime: runtimes.classic, why: 'PHP and MariaDB of this machine.' };
  } catch (fault) {
    if (!(fault instanceof ShopUnavailable)) throw fault;
    return { runtime: runtimes.node, why: `PHP in WebAssembly and SQLite. ${fault.message}` };
  }
}
