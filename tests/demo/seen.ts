import { setTimeout as pause } from 'node:timers/promises';
import { readJournal } from '../../bridge-server/src/journal/read.ts';
import type { ListedTransfer } from '../../bridge-server/src/mirror/transfer/list.ts';
import type { SandboxState } from '../sandboxes/poweroffice/sandbox.ts';
import { readStanding, type Standing } from '../setup/standing.ts';
import type { Sent } from './send.ts';
import type { Stage } from './stage.ts';

/** Everything that the demo looks at once the orders have been sent. */
export interface Seen {
  shopId: string;
  sent: readonly Sent[];
  /** Oldest first. */
  transfers: readonly ListedTransfer[];
  /** The transfers that did not settle in time. */
  open: readonly ListedTransfer[];
  /** The journal's codes by order id, oldest first. */
  journal: ReadonlyMap<string, readonly string[]>;
  /** What the sandbox itself holds. */
  books: SandboxState;
}

/** More journal entries than any demo makes. */
const journalLimit = 1_000_000;

export interface Watching {
  /** For how long nothing may settle before watching ends. */
  quietSeconds: number;
  /** Called with each transfer as it settles. */
  tell: (transfer: ListedTransfer) => void;
  /** Throws its reason when it is aborted. */
  signal?: AbortSignal | undefined;
}

/**
 * Waits until every transfer is settled and no newer body of an order waits for its review; then collects everything.
 */
export async function watch(
  stage: Pick<Stage, 'bridge' | 'sandbox'> & { shop: Pick<Stage['shop'], 'shop'> },
  sent: readonly Sent[],
  { quietSeconds, tell, signal }: Watching,
): Promise<Seen> {
  const {
    bridge,
    sandbox,
    shop: { shop: shopId },
  } = stage;
  const { knex } = bridge.database;
  const settled = new Set<number>();
  let standing: Standing = { transfers: [], open: [] };
  for (let last = Date.now(); Date.now() - last < quietSeconds * 1000; await pause(100)) {
    signal?.throwIfAborted();
    standing = await readStanding(knex, shopId);
    const { transfers, open } = standing;
    for (const transfer of transfers) {
      if (open.includes(transfer) || settled.has(transfer.id)) continue;
      settled.add(transfer.id);
      last = Date.now();
      tell(transfer);
    }
    if (open.length === 0) break;
  }
  const journal = new Map<string, string[]>();
  for (const { orderId, code } of await readJournal(knex, { shopId, limit: journalLimit })) {
    if (orderId !== null) journal.set(orderId, [...(journal.get(orderId) ?? []), code]);
  }
  return { shopId, sent, ...standing, journal, books: sandbox.control.state() };
}
