import { setTimeout as sleep } from 'node:timers/promises';
import { listTasks, type Task } from '../../bridge-server/src/desk/tasks.ts';
import { applyVerb } from '../../bridge-server/src/mirror/person/apply-verb.ts';
import type { ListedTransfer } from '../../bridge-server/src/mirror/transfer/list.ts';
import { holdsLaneSql } from '../../bridge-server/src/mirror/transfer/states.ts';
import { readStanding } from '../setup/standing.ts';
import type { Stage } from './stage.ts';

/** For how long nothing may change before the run is given up. */
const quietSeconds = 250;

const openStatement = `
select count(*)::integer as open
from transfers t
where review_at is not null
   or (${holdsLaneSql('t')} and state <> 'blocked')`;

/** Counts the transfers that have not ended or wait for a review; while PostgreSQL is away, returns the last count. */
export function openTransfersOf({ bridge }: Stage): () => Promise<number> {
  let last = 0;
  return async () => {
    const read = await bridge.database.pool.query<{ open: number }>(openStatement).catch(() => null);
    last = read?.rows[0]?.open ?? last;
    return last;
  };
}

/** What the bridge has in the end. */
export interface Settled {
  transfers: readonly ListedTransfer[];
  /** Every task of the run, open or ended. */
  tasks: readonly Task[];
  /** How many transfers a person retried because workers had been killed over them too often. */
  triedAgain: number;
  /** What never ended; null: everything did. */
  stuck: string | null;
}

/**
 * Waits until everything has ended: every transfer is at rest, no review is to come, and no connection is held back.
 */
export async function untilSettled(stage: Stage, signal: AbortSignal): Promise<Settled> {
  const {
    bridge: { database, timing },
    shop: { shop: shopId },
  } = stage;
  let triedAgain = 0;
  let formerStates = '';
  for (let changed = Date.now(); ; await sleep(250)) {
    signal.throwIfAborted();
    const { transfers, open } = await readStanding(database.knex, shopId);
    const givenUp = transfers.filter(({ state, reason }) => state === 'blocked' && reason === 'gave_up.crashed_worker');
    for (const { id } of givenUp)
      if ((await applyVerb(database, 'retry', { shopId, id }, timing, 'operator')).ok) triedAgain += 1;
    if (givenUp.length === 0 && open.length === 0 && !(await isHeldBack(stage)))
      return { transfers, tasks: await tasksOf(stage), triedAgain, stuck: null };
    const states = transfers.map(({ id, state, reason, attempts }) => `${id} ${state} ${reason} ${attempts}`).join();
    if (states !== formerStates) changed = Date.now();
    formerStates = states;
    if (Date.now() - changed > quietSeconds * 1000)
      return {
        transfers,
        tasks: await tasksOf(stage),
        triedAgain,
        stuck: `${open.length} transfers never came to rest`,
      };
  }
}

const tasksOf = ({ bridge: { database }, shop: { shop: shopId } }: Stage): Promise<Task[]> =>
  listTasks(database.pool, { shopId, limit: 1_000_000 });

async function isHeldBack({ bridge: { database } }: Stage): Promise<boolean> {
  const { rowCount } = await database.pool.query('select from connections where breaker_code is not null limit 1');
  return rowCount !== 0;
}
