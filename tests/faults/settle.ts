import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from '../../bridge-server/src/mirror/person/ask.ts';
import { listTransfers, type ListedTransfer } from '../../bridge-server/src/mirror/transfer/list.ts';
import { holdsLaneSql } from '../../bridge-server/src/mirror/transfer/states.ts';
import { isSettled } from '../demo/seen.ts';
import type { Stage } from './stage.ts';

const most = 1_000_000;
/** Gives up once nothing has moved for so long. */
const quietSeconds = 120;

/** How many transfers are not at their end; while PostgreSQL is away, the last number that was known. */
export function openTransfersOf({ bridge }: Stage): () => Promise<number> {
  let last = 0;
  return async () => {
    const read = bridge.database.pool.query<{ open: number }>(
      `select count(*)::integer as open from transfers t where ${holdsLaneSql('t')} and state <> 'blocked'`,
    );
    last = (await read.catch(() => null))?.rows[0]?.open ?? last;
    return last;
  };
}

export interface Settled {
  transfers: ListedTransfer[];
  /** How many transfers a person tried again, since workers had been killed over them too often. */
  triedAgain: number;
  /** What did not come to rest. */
  stuck: string | null;
}

/** Waits until everything is worked off: every transfer at rest, no review to come, no connection held back. */
export async function untilSettled(stage: Stage, signal: AbortSignal): Promise<Settled> {
  const {
    bridge: { database, timing },
    shop: { shopId },
  } = stage;
  let triedAgain = 0;
  let before = '';
  for (let changed = Date.now(); ; await sleep(250)) {
    signal.throwIfAborted();
    // Asked before and after: a review that ends in between has changed what was read.
    const quiet = await isQuiet(stage);
    const transfers = (await listTransfers(database.knex, { shopId, limit: most })).reverse();
    const worn = transfers.filter(({ state, reason }) => state === 'blocked' && reason === 'gave_up.crashed_worker');
    for (const { id } of worn)
      if ((await ask(database, 'retry', { shopId, id }, timing, 'operator')).ok) triedAgain += 1;
    const open = transfers.filter((one) => !isSettled(one, transfers));
    if (quiet && worn.length === 0 && open.length === 0 && (await isQuiet(stage)))
      return { transfers, triedAgain, stuck: null };
    const now = transfers.map(({ id, state, reason, attempts }) => `${id} ${state} ${reason} ${attempts}`).join();
    if (now !== before) changed = Date.now();
    before = now;
    if (Date.now() - changed > quietSeconds * 1000)
      return { transfers, triedAgain, stuck: `${open.length} transfers never came to rest` };
  }
}

async function isQuiet({ bridge: { database } }: Stage): Promise<boolean> {
  const { rows } = await database.pool.query<{ quiet: boolean }>(
    'select not exists (select from transfers where review_at is not null) and not exists (select from connections where breaker_code is not null) as quiet',
  );
  return rows[0]?.quiet ?? false;
}
