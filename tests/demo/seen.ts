import { setTimeout as pause } from 'node:timers/promises';
import { readJournal } from '../../bridge-server/src/journal/read.ts';
import { listTransfers, type ListedTransfer } from '../../bridge-server/src/mirror/transfer/list.ts';
import type { State } from '../../bridge-server/src/mirror/transfer/states.ts';
import type { SandboxState } from '../sandboxes/poweroffice/sandbox.ts';
import type { Sent } from './send.ts';
import type { Stage } from './stage.ts';

/** Everything there is to look at once the orders have been sent. */
export interface Seen {
  shopId: string;
  sent: readonly Sent[];
  /** Oldest first. */
  transfers: readonly ListedTransfer[];
  /** The journal's codes by order id, oldest first. */
  journal: ReadonlyMap<string, readonly string[]>;
  /** What the sandbox itself lists. */
  books: SandboxState;
}

const settled: readonly State[] = ['done', 'closed', 'blocked'];
/** Whether nobody but a person would move the transfer further; one behind a blocked one of its order waits for that person too. */
export const isSettled = (
  { state, reason, subjectId, connectionId }: ListedTransfer,
  all: readonly ListedTransfer[],
): boolean =>
  settled.includes(state) ||
  (reason === 'behind.lane' &&
    all.some(
      (other) => other.subjectId === subjectId && other.connectionId === connectionId && other.state === 'blocked',
    ));

const most = 1_000_000;

export interface Watching {
  /** Gives up once nothing has settled for so long. */
  quietSeconds: number;
  /** Hears of each transfer as it settles. */
  tell: (transfer: ListedTransfer) => void;
  /** Throws its reason when it is aborted. */
  signal?: AbortSignal | undefined;
}

/** Waits until every transfer is settled, and looks at everything then. */
export async function watch(
  stage: Stage,
  sent: readonly Sent[],
  { quietSeconds, tell, signal }: Watching,
): Promise<Seen> {
  const {
    bridge,
    sandbox,
    shop: { shopId },
  } = stage;
  const { knex } = bridge.database;
  const told = new Set<number>();
  let transfers: ListedTransfer[] = [];
  for (let last = Date.now(); Date.now() - last < quietSeconds * 1000; await pause(100)) {
    signal?.throwIfAborted();
    transfers = (await listTransfers(knex, { shopId, limit: most })).reverse();
    for (const transfer of transfers.filter((one) => isSettled(one, transfers) && !told.has(one.id))) {
      told.add(transfer.id);
      last = Date.now();
      tell(transfer);
    }
    if (transfers.every((one) => isSettled(one, transfers))) break;
  }
  const journal = new Map<string, string[]>();
  for (const { orderId, code } of await readJournal(knex, { shopId, limit: most })) {
    if (orderId !== null) journal.set(orderId, [...(journal.get(orderId) ?? []), code]);
  }
  return { shopId, sent, transfers, journal, books: sandbox.control.state() };
}
